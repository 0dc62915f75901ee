internal import Hashing
internal import RecordIndex

/// Under which name the index keeps each publication: the first of a content under its own digest, those that came of
/// reading it again under names made from it.
struct PublicationKeys {
    private var counts: [Digest: Int] = [:]

    /// The name of the next line of the manifest.
    mutating func key(of line: PublicationLine) -> Digest {
        let number = counts[line.source, default: 0] + 1
        counts[line.source] = number
        return number == 1 ? line.source : .revision(number, of: line.source)
    }
}
