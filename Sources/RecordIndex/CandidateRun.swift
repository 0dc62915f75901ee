internal import FileAccess

/// A sorted file of entries that never changes.
///
/// Entries of 12 bytes (the word, the body; little-endian), then the word of each 85th entry, the words of the filter, how
/// many entries there are, the sum of all those words and a mark, 8 bytes each. A key that the filter lets pass costs one
/// read of 1 kB; the words take 8 bytes of memory for 85 entries, and the filter half a byte for each.
final class CandidateRun {
    static let entrySize = 12
    private static let blockLength = 85
    private static let mark: UInt64 = 0x326E_7552_7475_4350  // “PCutRun2”

    let count: Int
    private let file: FileDescriptor
    /// The first word of each block.
    private let fences: [UInt64]
    private let filter: CandidateFilter

    /// Opens a run; nil if it is not what it should be.
    init?(at path: RawPath, count: Int) throws(Errno) {
        let file = try FileDescriptor(reading: path)
        let blocks = (count + Self.blockLength - 1) / Self.blockLength
        let start = count * Self.entrySize
        let length = blocks + CandidateFilter.wordCount(for: count)
        guard try file.status().size == Int64(start + length * 8 + 24) else { return nil }
        let tail = try Self.words(of: file, length + 3, at: start)
        guard tail.count == length + 3, tail[length] == UInt64(count),
            tail[length + 1] == tail.prefix(length).reduce(0, &+), tail[length + 2] == Self.mark
        else { return nil }
        self.count = count
        self.file = file
        fences = Array(tail.prefix(blocks))
        filter = CandidateFilter(words: Array(tail[blocks..<length]))
    }

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

    /// Adds the first `limit` entries of a stretch, ascending, to those found.
    func append(_ stretch: CandidateStretch, limit: Int, to found: inout [CandidateEntry]) throws(Errno) {
        guard filter.mayHold(stretch.key) else { return }
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
        UInt64(
            littleEndian: unsafe bytes.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            }
        )
    }

    private static func entry(_ bytes: [UInt8], _ place: Int) -> CandidateEntry {
        let start = place * entrySize
        let body = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self) }
        return CandidateEntry(word: word(bytes, start), body: UInt32(littleEndian: body))
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
        private static let bufferSize = 1 << 20
        private(set) var count = 0
        private let file: FileDescriptor
        private var bytes = [UInt8](repeating: 0, count: Self.bufferSize)
        private var filled = 0
        private var fences: [UInt64] = []
        private var filter: CandidateFilter

        /// A writer of `expected` entries into an empty file.
        init(_ file: consuming FileDescriptor, expecting expected: Int) {
            self.file = file
            filter = CandidateFilter(for: expected)
        }

        mutating func write(_ entry: CandidateEntry) throws(Errno) {
            if count % blockLength == 0 { fences.append(entry.word) }
            filter.insert(entry.key)
            count += 1
            try append(entry.word)
            try append(entry.body)
        }

        /// Writes what is left and waits until all is on the disk.
        mutating func finish() throws(Errno) {
            for fence in fences { try append(fence) }
            for word in filter.words { try append(word) }
            try append(UInt64(count))
            try append(fences.reduce(filter.words.reduce(0, &+), &+))
            try append(mark)
            try file.write(Array(bytes.prefix(filled)))
            try file.synchronize()
        }

        private mutating func append(_ value: some FixedWidthInteger & BitwiseCopyable) throws(Errno) {
            let size = value.bitWidth / 8
            if filled + size > Self.bufferSize {
                try file.write(Array(bytes.prefix(filled)))
                filled = 0
            }
            let place = filled
            unsafe bytes.withUnsafeMutableBytes {
                unsafe $0.storeBytes(of: value.littleEndian, toByteOffset: place, as: type(of: value))
            }
            filled += size
        }
    }
}
