/// A body under one of the keys by which its reprints are found.
struct CandidateEntry: Comparable {
    /// The key in the upper 48 bits; below it the rank, which decides who stays where a key is crowded.
    let word: UInt64
    let body: UInt32

    /// Of a crowded key those of the least ranks are kept, this many and those of the last one's rank.
    ///
    /// The rank comes from the text alone, so that who is kept does not depend on who came first.
    static let kept = 32

    init(word: UInt64, body: UInt32) {
        self.word = word
        self.body = body
    }

    init(key: Int64, rank: UInt16, body: Int) {
        word = UInt64(bitPattern: key) << 16 | UInt64(rank)
        self.body = UInt32(truncatingIfNeeded: body)
    }

    /// The key without the rank.
    var key: UInt64 { word >> 16 }

    static func < (left: CandidateEntry, right: CandidateEntry) -> Bool {
        left.word == right.word ? left.body < right.body : left.word < right.word
    }

    /// The rank of the body with these keys.
    static func rank(of keys: [Int64]) -> UInt16 {
        var hash: UInt64 = 0
        for key in keys { hash = (hash ^ UInt64(bitPattern: key)) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 31 }
        return UInt16(truncatingIfNeeded: hash >> 40)
    }
}

/// The youngest entries, in memory: a table of lists, to which is added at the end and of which the end can be taken back.
struct CandidateTable {
    private var heads: [Int32]
    private var entries: [CandidateEntry] = []
    private var following: [Int32] = []
    private let shift: Int

    /// An empty table for some `capacity` entries; more only make it slower.
    init(capacity: Int) {
        var bits = 4
        while 1 << bits < capacity { bits += 1 }
        shift = 64 - bits
        heads = Array(repeating: -1, count: 1 << bits)
    }

    var count: Int { entries.count }

    private func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift)) }

    mutating func append(_ entry: CandidateEntry) {
        let slot = slot(entry.key)
        following.append(heads[slot])
        heads[slot] = Int32(entries.count)
        entries.append(entry)
    }

    /// Takes back the last entries.
    mutating func truncate(to count: Int) {
        while entries.count > count, let entry = entries.popLast(), let next = following.popLast() {
            heads[slot(entry.key)] = next
        }
    }

    mutating func removeAll() {
        for index in heads.indices { heads[index] = -1 }
        entries.removeAll(keepingCapacity: true)
        following.removeAll(keepingCapacity: true)
    }

    func append(under key: UInt64, to found: inout [CandidateEntry]) {
        var place = heads[slot(key)]
        while place >= 0 {
            if entries[Int(place)].key == key { found.append(entries[Int(place)]) }
            place = following[Int(place)]
        }
    }

    func sorted() -> [CandidateEntry] { entries.sorted() }
}
