/// The first word of each block of a sorted file.
///
/// Words are as good as random, so that their first bits tell within a few places where one stands: a search through
/// millions of them touches two or three lines of memory.
struct KeyFences {
    private let words: [UInt64]
    /// By the first bits of a word: how many fences are less than all words with those bits; then how many there are.
    private let starts: [UInt32]
    private let shift: UInt64

    /// `words`, ascending.
    init(_ words: [UInt64]) {
        self.words = words
        var bits: UInt64 = 0
        while words.count >> Int(bits) > 16 { bits += 1 }
        // A shift by all 64 bits gives 0.
        shift = 64 - bits
        var starts: [UInt32] = []
        starts.reserveCapacity((1 << Int(bits)) + 1)
        for (place, word) in words.enumerated() {
            while starts.count <= Int(word >> shift) { starts.append(UInt32(place)) }
        }
        while starts.count <= 1 << Int(bits) { starts.append(UInt32(words.count)) }
        self.starts = starts
    }

    var count: Int { words.count }

    subscript(place: Int) -> UInt64 { words[place] }

    /// How many fences are less than `word`.
    func firstPlace(from word: UInt64) -> Int {
        var low = Int(starts[Int(word >> shift)])
        var high = Int(starts[Int(word >> shift) + 1])
        while low < high {
            let middle = (low + high) / 2
            if words[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
