/// What an index keeps of a body so that its reprints are found.
///
/// The keys are hashes of 8-grams: the least of the whole text and the least of its beginning. Two texts of which one
/// contains the share c of the other have 12 c keys in common on average, and those of the beginning if it is among
/// them, whatever their lengths; each key that two texts share makes them candidates. That is MinHash with bands of one
/// row, drawn without replacement from one permutation. The sketch is the usual bottom sketch of the same hashes.
///
/// At most 16 keys of 8 bytes, a sketch of at most 32 × 4 bytes and a count: some 270 bytes before the overhead of an
/// index. Texts below `ComparedText.shortest` have neither keys nor sketch.
package struct Fingerprint: Equatable, Sendable {
    /// Ascending keys for candidate search, none twice; each fits 48 bits, so that a database stores it in six bytes.
    package let keys: [Int64]
    /// The least 8-gram hashes, upper halves, ascending, none twice.
    package let sketch: [UInt32]
    /// The number of different 8-grams.
    package let gramCount: Int

    /// The most keys that a fingerprint has.
    package static let keyLimit = 16
    /// The most values that a sketch has.
    package static let sketchLimit = 32
    /// How many keys are taken from the beginning, and how long that is.
    private static let leadKeys = 4
    private static let leadLength = 96

    /// The fingerprint of a text.
    package init(_ text: ComparedText) {
        guard text.count >= ComparedText.shortest else {
            self.init(keys: [], sketch: [], gramCount: 0)
            return
        }
        var hashes: [UInt64] = []
        hashes.reserveCapacity(text.count)
        Gram.forEach(of: text.scalars, length: Gram.sought) { hash, _ in hashes.append(hash) }
        var keys = least(Self.leadKeys, of: hashes.prefix(Self.leadLength))
        let whole = least(Self.sketchLimit, of: hashes[...])
        for hash in whole where keys.count < Self.keyLimit && !keys.contains(hash) { keys.append(hash) }
        self.init(
            keys: keys.map { Int64($0 >> 16) }.sorted(),
            sketch: whole.map { UInt32($0 >> 32) },
            gramCount: hashes.count
        )
    }

    /// A fingerprint read back from an index.
    package init(keys: [Int64], sketch: [UInt32], gramCount: Int) {
        self.keys = keys
        self.sketch = sketch
        self.gramCount = gramCount
    }

    /// The fingerprint in some 180 bytes: the number of grams, which keys begin the sketch, the keys in six bytes each, and
    /// what of the sketch they do not tell in four.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        func append(_ value: UInt64, _ count: Int) {
            for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
        }
        let sketched = Set(sketch)
        var mask: UInt64 = 0
        for (place, key) in keys.enumerated() where sketched.contains(Self.value(of: key)) {
            mask |= 1 << UInt64(place)
        }
        append(UInt64(gramCount), 4)
        append(UInt64(keys.count), 1)
        append(mask, 2)
        for key in keys { append(UInt64(bitPattern: key), 6) }
        let told = Set(keys.map(Self.value))
        for value in sketch where !told.contains(value) { append(UInt64(value), 4) }
        return bytes
    }

    /// The fingerprint that ``encoded`` wrote, or nil for anything else.
    package init?(encoded bytes: [UInt8]) {
        func value(_ start: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        }
        guard bytes.count >= 7, Int(bytes[4]) <= Self.keyLimit else { return nil }
        let end = 7 + 6 * Int(bytes[4])
        guard bytes.count >= end, (bytes.count - end) % 4 == 0 else { return nil }
        let mask = value(5, 2)
        let keys = (0..<Int(bytes[4])).map { Int64(bitPattern: value(7 + 6 * $0, 6)) }
        var sketch = keys.indices.filter { mask >> UInt64($0) & 1 == 1 }.map { Self.value(of: keys[$0]) }
        sketch += stride(from: end, to: bytes.count, by: 4).map { UInt32(value($0, 4)) }
        self.init(keys: keys, sketch: Array(Set(sketch)).sorted(), gramCount: Int(value(0, 4)))
    }

    /// The value of the sketch that a key of the whole text is also.
    private static func value(of key: Int64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 16) }

    /// What the sketches alone tell of two texts, for when one of them is gone.
    ///
    /// The figures are estimates over 8-grams, within about 0.17 of the truth two times in three; the relation asks for
    /// more than `ComparedText.compared(to:)` does, and cannot tell a form filled in twice.
    package func estimated(against other: Fingerprint) -> Comparison {
        guard !sketch.isEmpty, !other.sketch.isEmpty else {
            return Comparison(relation: nil, containment: 0, jaccard: 0)
        }
        let (shared, union) = overlap(sketch, other.sketch, Self.sketchLimit)
        let jaccard = Double(shared) / Double(union)
        let common = jaccard / (1 + jaccard) * Double(gramCount + other.gramCount)
        let mine = min(1, common / Double(gramCount))
        let theirs = min(1, common / Double(other.gramCount))
        let relation: Relation? =
            if min(mine, theirs) >= 0.6 || jaccard >= 0.6 {
                .same
            } else if mine >= 0.75 {
                .abridged
            } else if theirs >= 0.75 {
                .extended
            } else if max(mine, theirs) >= 0.4 {
                .quotes
            } else {
                nil
            }
        return Comparison(relation: relation, containment: max(mine, theirs), jaccard: jaccard)
    }
}

/// The `count` least different values, ascending.
private func least(_ count: Int, of values: ArraySlice<UInt64>) -> [UInt64] {
    var found: [UInt64] = []
    found.reserveCapacity(count + 1)
    for value in values {
        if found.count == count, value >= found[count - 1] { continue }
        var place = found.count
        while place > 0, found[place - 1] > value { place -= 1 }
        if place > 0, found[place - 1] == value { continue }
        found.insert(value, at: place)
        if found.count > count { found.removeLast() }
    }
    return found
}

/// Of the `limit` least values of both sketches: how many both have, and how many there are.
private func overlap(_ first: [UInt32], _ second: [UInt32], _ limit: Int) -> (shared: Int, union: Int) {
    var shared = 0
    var union = 0
    var left = 0
    var right = 0
    while union < limit, left < first.count || right < second.count {
        union += 1
        if right == second.count || left < first.count && first[left] < second[right] {
            left += 1
        } else if left == first.count || second[right] < first[left] {
            right += 1
        } else {
            shared += 1
            left += 1
            right += 1
        }
    }
    return (shared, max(1, union))
}
