internal import Deduplication
internal import RecordIndex

/// The texts that were read back last, since very alike ones are compared with the same few again and again.
///
/// Two generations: when the younger one is full, it takes the place of the elder one, and what was in that is forgotten.
struct RecordTextCache {
    /// How many characters a generation holds; each costs some 40 bytes.
    private static let capacity = 1 << 17

    private struct Place: Hashable {
        var record: String
        var start: Int
    }

    private var young: [Place: RecordText] = [:]
    private var old: [Place: RecordText] = [:]
    private var count = 0
    /// The records that were seen to be there lately.
    private var present: Set<String> = []

    /// Whether a text can be had, or would have to be made up from memory: `looking` says whether its record is there.
    mutating func isPresent(_ record: String, looking: () throws -> Bool) rethrows -> Bool {
        if present.contains(record) { return true }
        guard try looking() else { return false }
        present.insert(record)
        return true
    }

    /// Forgets which records are there: somebody may have taken them away meanwhile.
    mutating func lookAgain() { present.removeAll(keepingCapacity: true) }

    /// The text of an article, read by `reading` if it is not known.
    mutating func text(at place: PublishedPlace, reading: () throws -> RecordText?) rethrows -> RecordText? {
        let key = Place(record: place.record, start: place.span.lowerBound)
        if let known = young[key] { return known }
        guard let text = try old[key] ?? reading() else { return nil }
        if count > Self.capacity {
            old = young
            young = [:]
            count = 0
        }
        young[key] = text
        count += text.body.count
        return text
    }
}
