/// Which keys a file of entries does not have, so that most of them need not be looked up there.
///
/// Two bits a key of four that it has room for, so that one in seven that are not there is looked up all the same; large
/// files have fewer bits a key, since no filter is larger than 16 MB.
struct CandidateFilter {
    private static let bitsPerEntry = 4
    private static let mostWords = 1 << 21

    /// The bits.
    private(set) var words: [UInt64]

    /// An empty filter for so many entries.
    init(for count: Int) {
        words = Array(repeating: 0, count: Self.wordCount(for: count))
    }

    /// A filter that was kept.
    init(words: [UInt64]) {
        self.words = words
    }

    /// The size of the filter for so many entries, in words of 64 bits.
    static func wordCount(for count: Int) -> Int { min(mostWords, count * bitsPerEntry / 64 + 1) }

    mutating func insert(_ key: UInt64) {
        let (first, second) = places(of: key)
        words[first.word] |= first.bit
        words[second.word] |= second.bit
    }

    /// False if no entry has the key.
    func mayHold(_ key: UInt64) -> Bool {
        let (first, second) = places(of: key)
        return words[first.word] & first.bit != 0 && words[second.word] & second.bit != 0
    }

    /// Both in one word, so that the memory is asked once.
    private func places(of key: UInt64) -> (first: (word: Int, bit: UInt64), second: (word: Int, bit: UInt64)) {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        mixed ^= mixed >> 32
        let word = Int((mixed >> 12).multipliedFullWidth(by: UInt64(words.count) << 12).high)
        return ((word, 1 << (mixed & 63)), (word, 1 << (mixed >> 6 & 63)))
    }
}
