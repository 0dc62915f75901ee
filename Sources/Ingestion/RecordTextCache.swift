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

    /// Forgets which records are there: somebody may have taken them away meanwhile.
    mutating func lookAgain() { present.removeAll(keepingCapacity: true) }

    /// The text of an article, read by `reading` if it is not known.
    ///
    /// A known one counts only while its record `isThere`: otherwise it would have to be made up from memory.
    mutating func text(
        at place: PublishedPlace,
        isThere: () throws -> Bool,
        reading: () throws -> RecordText?
    ) rethrows -> RecordText? {
        let key = Place(record: place.record, start: place.span.lowerBound)
        if let known = young[key] ?? old[key] {
            guard try present.contains(place.record) || isThere() else { return nil }
            keep(known, as: key)
            return known
        }
        guard let text = try reading() else { return nil }
        keep(text, as: key)
        return text
    }

    private mutating func keep(_ text: RecordText, as key: Place) {
        present.insert(key.record)
        guard young[key] == nil else { return }
        if count > Self.capacity {
            old = young
            young = [:]
            count = 0
        }
        young[key] = text
        count += text.body.count
    }
}
