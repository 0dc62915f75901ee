/// What stands under a key: a body under one of the keys by which its reprints are found, or an article or a body under its
/// name.
struct KeyEntry: Comparable, Hashable {
    /// The key in the upper 48 bits, and below it what tells entries of one key apart.
    ///
    /// The key is 0 and 47 bits of a key by which reprints are found, or 1 and the first 47 of a name. Below it are the body's rank, which decides with whom it meets where a key is crowded, or 16 bits more of the name.
    let word: UInt64
    /// Of the body or the article.
    let number: UInt32

    /// Comes after every entry.
    static let end = KeyEntry(word: .max, number: .max)

    init(word: UInt64, number: UInt32) {
        self.word = word
        self.number = number
    }

    /// A body under a key by which its reprints are found.
    init(key: Int64, rank: UInt16, body: Int) {
        word = (UInt64(bitPattern: key) << 17) >> 1 | UInt64(rank)
        number = UInt32(truncatingIfNeeded: body)
    }

    /// An article or a body under its name, the bytes of a digest.
    ///
    /// Two names may have the same word, and articles and bodies are not told apart: whoever finds a number compares the
    /// name in its row.
    init(name: [UInt8], number: Int) {
        word = 1 << 63 | name.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 1
        self.number = UInt32(truncatingIfNeeded: number)
    }

    /// The key without what is below it.
    var key: UInt64 { word >> 16 }

    static func < (left: KeyEntry, right: KeyEntry) -> Bool {
        left.word == right.word ? left.number < right.number : left.word < right.word
    }
}

/// A body with all keys by which its reprints are found.
struct CandidateMember {
    var body: Int
    /// From the body's digest alone, so that it is the same whenever the body comes.
    var rank: UInt16
    var keys: [Int64]

    /// What stands under each of the keys.
    var entries: [KeyEntry] { keys.map { KeyEntry(key: $0, rank: rank, body: body) } }
}
