internal import FileAccess

/// A sorted file of entries that never changes.
///
/// Blocks of 85 entries of 12 bytes (the word, the number; little-endian) and a sum of 4 bytes; then the word of each
/// block's first entry, the words of the filter, how many entries there are, the index that owns the file, the sum of all
/// those words and a mark, 8 bytes each. A key that the filter lets pass costs one read of 1 kB; the words take 8 bytes of
/// memory for 85 entries, and the filter a byte or less for each.
final class KeyRun {
    static let entrySize = 12
    static let blockLength = 85
    /// The bytes of a block that is full.
    static let blockSize = blockLength * entrySize + 4
    static let mark: UInt64 = 0x336E_7552_7475_4350  // “PCutRun3”
    /// The words behind the filter.
    private static let trailer = 4

    let count: Int
    private let file: FileDescriptor
    /// The first word of each block.
    private let fences: KeyFences
    private var filter: KeyFilter?

    /// Opens a run of the index `owner`; nil if it is not what it should be.
    init?(at path: RawPath, count: Int, owner: Int) throws(Errno) {
        let file = try FileDescriptor(reading: path)
        let blocks = Self.blockCount(of: count)
        let start = count * Self.entrySize + blocks * 4
        let length = blocks + KeyFilter.wordCount(for: count)
        guard try file.status().size == Int64(start + (length + Self.trailer) * 8) else { return nil }
        // Apart, so that the filter's words are in memory once.
        let fences = try Self.words(of: file, blocks, at: start)
        let filter = try Self.words(of: file, length - blocks, at: start + blocks * 8)
        let end = try Self.words(of: file, Self.trailer, at: start + length * 8)
        let sum = fences.reduce(filter.reduce(0, &+), &+)
        guard end == [UInt64(count), UInt64(bitPattern: Int64(owner)), sum, Self.mark] else { return nil }
        self.count = count
        self.file = file
        self.fences = KeyFences(fences)
        self.filter = KeyFilter(words: filter, count: count)
    }

    static func blockCount(of count: Int) -> Int { (count + blockLength - 1) / blockLength }

    /// Reads words piece by piece, so that their bytes are not all in memory beside them.
    private static func words(
        of file: borrowing FileDescriptor,
        _ count: Int,
        at start: Int
    ) throws(Errno) -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(count)
        while words.count < count {
            let length = min(1 << 14, count - words.count)
            let bytes = try file.read(upTo: length * 8, at: Int64(start + words.count * 8))
            guard bytes.count == length * 8 else { return words }
            for place in 0..<length { words.append(word(bytes, place * 8)) }
        }
        return words
    }

    /// Gives back the memory of the filter, without which each key costs a read.
    func dropFilter() { filter = nil }

    /// Which of some keys may be there.
    func mayHold(_ keys: [UInt64]) -> [Bool] {
        guard let filter else { return Array(repeating: true, count: keys.count) }
        return keys.map(filter.mayHold)
    }

    /// Adds the first `limit` entries of a stretch, ascending, to those found.
    func append(_ stretch: KeyStretch, limit: Int, to found: inout [KeyEntry]) throws {
        let end = found.count + limit
        var number = max(0, fences.firstPlace(from: stretch.first) - 1)
        while number < fences.count, fences[number] < stretch.first || stretch.holds(word: fences[number]) {
            let block = try blocks(from: number, 1)
            let length = block.count / Self.entrySize
            var place = Self.lowerBound(block, length, stretch.first)
            while place < length {
                let entry = Self.entry(block, place * Self.entrySize)
                guard stretch.holds(word: entry.word), found.count < end else { return }
                found.append(entry)
                place += 1
            }
            number += 1
        }
    }

    /// The bytes of some blocks, each with its sum behind it.
    ///
    /// - Throws: damage if a sum is not right.
    private func blocks(from first: Int, _ number: Int) throws -> [UInt8] {
        let start = first * Self.blockLength
        let length = min(number * Self.blockLength, count - start)
        let size = length * Self.entrySize + Self.blockCount(of: length) * 4
        let bytes = try file.read(upTo: size, at: Int64(first * Self.blockSize))
        var place = 0
        var left = length
        while left > 0, bytes.count == size {
            let end = place + min(left, Self.blockLength) * Self.entrySize
            guard Self.sum(bytes, place..<end) == Self.number(bytes, end) else { break }
            left -= min(left, Self.blockLength)
            place = end + 4
        }
        guard left == 0 else { throw DatabaseError.damage("block \(first) of a file of keys is not what was written") }
        return bytes
    }

    private static func sum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var sum = BlockSum()
        for place in stride(from: range.lowerBound, to: range.upperBound, by: entrySize) {
            sum.add(entry(bytes, place))
        }
        return sum.value
    }

    private static func lowerBound(_ bytes: [UInt8], _ count: Int, _ word: UInt64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Self.word(bytes, middle * entrySize) < word { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        UInt64(
            littleEndian: unsafe bytes.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            }
        )
    }

    private static func number(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        UInt32(
            littleEndian: unsafe bytes.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: start, as: UInt32.self)
            }
        )
    }

    private static func entry(_ bytes: [UInt8], _ start: Int) -> KeyEntry {
        KeyEntry(word: word(bytes, start), number: number(bytes, start + 8))
    }

    /// Reads all entries in their order.
    struct Reader {
        private static let blocksTogether = 512
        private let run: KeyRun
        private var bytes: [UInt8] = []
        private var place = 0
        /// How many entries of the block at hand are left.
        private var left = 0
        private var next = 0

        init(_ run: KeyRun) {
            self.run = run
        }

        /// - Throws: damage where the file is not what was written.
        mutating func read() throws -> KeyEntry? {
            if left == 0 {
                // Over the sum of the block before.
                place += 4
                if place >= bytes.count {
                    guard next * blockLength < run.count else { return nil }
                    bytes = try run.blocks(from: next, Self.blocksTogether)
                    next += Self.blocksTogether
                    place = 0
                }
                left = min(blockLength, (bytes.count - place) / entrySize)
            }
            left -= 1
            place += entrySize
            return entry(bytes, place - entrySize)
        }
    }

    /// A sum of the entries of a block that tells their order too.
    struct BlockSum {
        private var state: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ entry: KeyEntry) {
            state = (state ^ entry.word) &* 0x9E37_79B9_7F4A_7C15
            state = (state ^ state >> 32 ^ UInt64(entry.number)) &* 0xD6E8_FEB8_6659_FD93
            state ^= state >> 32
        }

        var value: UInt32 { UInt32(truncatingIfNeeded: state >> 32) }
    }
}
