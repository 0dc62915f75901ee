/// Which keys a file of entries does not have, so that most of them need not be looked up there.
///
/// A Bloom filter whose bits for one key all stand in one word, so that the memory is asked once. Small files have ten bits
/// an entry, so that one in fifty keys that are not there is looked up all the same; in the largest, which are few and
/// would take the most memory, it is one in six. No filter is larger than 64 MB.
struct KeyFilter {
    private static let mostWords = 1 << 23

    /// The bits.
    private(set) var words: [UInt64]
    private let bitsPerKey: Int

    /// An empty filter for so many entries.
    init(for count: Int) {
        self.init(words: Array(repeating: 0, count: Self.wordCount(for: count)), count: count)
    }

    /// A filter that was kept, of so many entries.
    init(words: [UInt64], count: Int) {
        self.words = words
        bitsPerKey = Self.size(for: count).bitsPerKey
    }

    /// How many bits of the filter an entry has room in, and how many of them stand for it.
    private static func size(for count: Int) -> (bitsPerEntry: Int, bitsPerKey: Int) {
        switch count {
        case ...(1 << 22): (10, 4)
        case ...(1 << 25): (6, 3)
        default: (4, 2)
        }
    }

    /// The size of the filter for so many entries, in words of 64 bits.
    static func wordCount(for count: Int) -> Int { min(mostWords, count * size(for: count).bitsPerEntry / 64 + 1) }

    mutating func insert(_ key: UInt64) {
        let place = place(of: key)
        words[place.word] |= place.bits
    }

    /// False if no entry has the key.
    func mayHold(_ key: UInt64) -> Bool {
        let place = place(of: key)
        return words[place.word] & place.bits == place.bits
    }

    private func place(of key: UInt64) -> (word: Int, bits: UInt64) {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        mixed ^= mixed >> 32
        let word = Int((mixed >> 24).multipliedFullWidth(by: UInt64(words.count) << 24).high)
        var bits: UInt64 = 0
        for _ in 0..<bitsPerKey {
            bits |= 1 << (mixed & 63)
            mixed >>= 6
        }
        return (word, bits)
    }
}
