/// Hashes of runs of scalars.
enum Gram {
    /// The length of the runs by which texts are compared and their figures reckoned.
    static let compared = 5
    /// The length of the runs by which candidates are looked up: longer, so that common phrases are fewer, and short
    /// enough that one in two survives where every twelfth character is misread.
    static let sought = 8

    /// Calls `body` with the hash of each run of `length` scalars and its start; a shorter text is one run.
    @inline(__always)
    static func forEach(of scalars: [UInt32], length: Int, _ body: (UInt64, Int) -> Void) {
        guard scalars.count >= length else {
            if !scalars.isEmpty { body(mix(scalars.reduce(0) { $0 &* base &+ UInt64($1) }), 0) }
            return
        }
        var lead: UInt64 = 1
        for _ in 0..<length { lead = lead &* base }
        var hash: UInt64 = 0
        for index in scalars.indices {
            hash = hash &* base &+ UInt64(scalars[index])
            if index >= length { hash = hash &- lead &* UInt64(scalars[index - length]) }
            if index >= length - 1 { body(mix(hash), index - length + 1) }
        }
    }

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Spreads a polynomial over all bits, so that the least of many hashes is a fair draw.
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Where each 5-gram of a text stands.
struct GramTable: Sendable {
    /// The number of different grams.
    private(set) var distinct = 0
    /// For each slot, the gram's hash.
    private var hashes: [UInt64]
    /// For each slot, one more than the first place of the gram; 0 where the slot is free.
    private var heads: [Int32]
    /// For each place, one more than the next place of the same gram; 0 for the last.
    private var following: [Int32]
    private let mask: Int
    private let shift: Int
    private let multiplier: UInt64

    init(_ text: ComparedText) {
        let places = max(1, text.count - Gram.compared + 1)
        var size = 8
        while size < places * 2 { size *= 2 }
        mask = size - 1
        multiplier = Self.secret
        shift = 64 - size.trailingZeroBitCount
        hashes = Array(repeating: 0, count: size)
        heads = Array(repeating: 0, count: size)
        following = Array(repeating: 0, count: places)
        var byPlace: [UInt64] = []
        byPlace.reserveCapacity(places)
        Gram.forEach(of: text.scalars, length: Gram.compared) { hash, _ in byPlace.append(hash) }
        // From the end, so that each list of places ascends.
        for place in byPlace.indices.reversed() {
            let slot = find(byPlace[place])
            if heads[slot] == 0 {
                distinct += 1
                hashes[slot] = byPlace[place]
            }
            following[place] = heads[slot]
            heads[slot] = Int32(place + 1)
        }
    }

    /// The first place of a gram, or nil if the text has none such.
    func first(_ hash: UInt64) -> Int? {
        let head = heads[find(hash)]
        return head == 0 ? nil : Int(head - 1)
    }

    /// The next place of the gram that stands at `place`.
    func next(after place: Int) -> Int? {
        following[place] == 0 ? nil : Int(following[place] - 1)
    }

    /// The number of different grams that the text and another have both.
    func shared(with other: ComparedText) -> Int {
        var seen = Array(repeating: false, count: heads.count)
        var count = 0
        Gram.forEach(of: other.scalars, length: Gram.compared) { hash, _ in
            let slot = find(hash)
            guard heads[slot] != 0, !seen[slot] else { return }
            seen[slot] = true
            count += 1
        }
        return count
    }

    @inline(__always)
    private func find(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (hash &* multiplier) >> shift)
        while heads[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    /// Odd, and another in each process, so that no text can be written whose grams crowd one place of the table.
    private static let secret = UInt64.random(in: 0...UInt64.max) | 1
}
