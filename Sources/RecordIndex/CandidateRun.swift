internal import FileAccess

/// A sorted file of entries that never changes.
///
/// Entries of 12 bytes (the word, the body; little-endian), then the word of each 85th entry, then how many entries
/// there are, the sum of those words and a mark, 8 bytes each. A key costs one read of 1 kB; the words take
/// 8 bytes of memory for 85 entries.
final class CandidateRun {
    static let entrySize = 12
    private static let blockLength = 85
    private static let mark: UInt64 = 0x316E_7552_7475_4350  // “PCutRun1”

    let count: Int
    private let file: FileDescriptor
    /// The first word of each block.
    private let fences: [UInt64]

    /// Opens a run; nil if it is not what it should be.
    init?(at path: RawPath, count: Int) throws(Errno) {
        let file = try FileDescriptor(reading: path)
        let blocks = (count + Self.blockLength - 1) / Self.blockLength
        let start = count * Self.entrySize
        guard try file.status().size == Int64(start + blocks * 8 + 24) else { return nil }
        let tail = try file.read(upTo: blocks * 8 + 24, at: Int64(start))
        guard tail.count == blocks * 8 + 24 else { return nil }
        let words = (0..<blocks + 3).map { Self.word(tail, $0 * 8) }
        let sum = words.prefix(blocks).reduce(0, &+)
        guard words[blocks] == UInt64(count), words[blocks + 1] == sum, words[blocks + 2] == Self.mark else {
            return nil
        }
        self.count = count
        self.file = file
        fences = Array(words.prefix(blocks))
    }

    /// Adds the first `limit` entries of a stretch, ascending, to those found.
    func append(_ stretch: CandidateStretch, limit: Int, to found: inout [CandidateEntry]) throws(Errno) {
        let end = found.count + limit
        var low = 0
        var high = fences.count
        while low < high {
            let middle = (low + high) / 2
            if fences[middle] < stretch.first { low = middle + 1 } else { high = middle }
        }
        var block = max(0, low - 1)
        while block < fences.count, fences[block] < stretch.first || stretch.holds(word: fences[block]) {
            let first = block * Self.blockLength
            let length = min(Self.blockLength, count - first)
            let bytes = try file.read(upTo: length * Self.entrySize, at: Int64(first * Self.entrySize))
            guard bytes.count == length * Self.entrySize else { return }
            var place = Self.lowerBound(bytes, length, stretch.first)
            while place < length {
                let entry = Self.entry(bytes, place)
                guard stretch.holds(entry), found.count < end else { return }
                found.append(entry)
                place += 1
            }
            block += 1
        }
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
        var word: UInt64 = 0
        for offset in (0..<8).reversed() { word = word << 8 | UInt64(bytes[start + offset]) }
        return word
    }

    private static func entry(_ bytes: [UInt8], _ place: Int) -> CandidateEntry {
        let start = place * entrySize
        var body: UInt32 = 0
        for offset in (8..<12).reversed() { body = body << 8 | UInt32(bytes[start + offset]) }
        return CandidateEntry(word: word(bytes, start), body: body)
    }

    /// Reads all entries in their order.
    struct Reader {
        private let run: CandidateRun
        private var bytes: [UInt8] = []
        private var place = 0
        private var next = 0

        init(_ run: CandidateRun) {
            self.run = run
        }

        mutating func read() throws(Errno) -> CandidateEntry? {
            if place * entrySize >= bytes.count {
                guard next < run.count else { return nil }
                let length = min(1 << 16, run.count - next)
                bytes = try run.file.read(upTo: length * entrySize, at: Int64(next * entrySize))
                guard bytes.count == length * entrySize else { throw Errno(code: Errno.inputOutput, call: "pread") }
                next += length
                place = 0
            }
            place += 1
            return entry(bytes, place - 1)
        }
    }

    /// Writes a run, entry by entry in ascending order.
    struct Writer: ~Copyable {
        private(set) var count = 0
        private let file: FileDescriptor
        private var bytes: [UInt8] = []
        private var fences: [UInt64] = []

        init(_ file: consuming FileDescriptor) {
            self.file = file
            bytes.reserveCapacity(1 << 20)
        }

        mutating func write(_ entry: CandidateEntry) throws(Errno) {
            if count % blockLength == 0 { fences.append(entry.word) }
            count += 1
            append(entry.word, 8)
            append(UInt64(entry.body), 4)
            guard bytes.count > 1 << 20 - 16 else { return }
            try file.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }

        /// Writes what is left and waits until all is on the disk.
        mutating func finish() throws(Errno) {
            for fence in fences { append(fence, 8) }
            append(UInt64(count), 8)
            append(fences.reduce(0, &+), 8)
            append(mark, 8)
            try file.write(bytes)
            try file.synchronize()
        }

        private mutating func append(_ value: UInt64, _ size: Int) {
            for byte in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
        }
    }
}
