/// A body under one of the keys by which its reprints are found.
struct CandidateEntry: Comparable, Hashable {
    /// The key in the upper 48 bits; below it the rank, which decides with whom a body meets where a key is crowded.
    let word: UInt64
    let body: UInt32

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
    var rank: UInt16 { UInt16(truncatingIfNeeded: word) }

    static func < (left: CandidateEntry, right: CandidateEntry) -> Bool {
        left.word == right.word ? left.body < right.body : left.word < right.word
    }
}

/// A body with all keys by which its reprints are found.
struct CandidateMember {
    var body: Int
    /// From the body's digest alone, so that it is the same whenever the body comes.
    var rank: UInt16
    var keys: [Int64]

    /// What stands under each of the keys.
    var entries: [CandidateEntry] { keys.map { CandidateEntry(key: $0, rank: rank, body: body) } }
}
