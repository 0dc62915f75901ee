internal import FileAccess

extension KeyRun {
    /// Writes a run, entry by entry in ascending order.
    struct Writer: ~Copyable {
        private static let bufferSize = 1 << 20
        private(set) var count = 0
        private let file: FileDescriptor
        private var bytes = [UInt8](repeating: 0, count: Self.bufferSize)
        private var filled = 0
        private var fences: [UInt64] = []
        private var filter: KeyFilter
        private var sum = BlockSum()

        /// A writer of `expected` entries into an empty file.
        init(_ file: consuming FileDescriptor, expecting expected: Int) {
            self.file = file
            filter = KeyFilter(for: expected)
            fences.reserveCapacity(blockCount(of: expected))
        }

        mutating func write(_ entry: KeyEntry) throws(Errno) {
            if count % blockLength == 0 {
                try endBlock()
                fences.append(entry.word)
            }
            filter.insert(entry.key)
            sum.add(entry)
            count += 1
            try append(entry.word)
            try append(entry.number)
        }

        private mutating func endBlock() throws(Errno) {
            if count > 0 { try append(sum.value) }
            sum = BlockSum()
        }

        /// Writes what is left, for the index `owner`, and waits until all is on the disk.
        mutating func finish(owner: Int) throws(Errno) {
            try endBlock()
            for fence in fences { try append(fence) }
            for word in filter.words { try append(word) }
            try append(UInt64(count))
            try append(UInt64(bitPattern: Int64(owner)))
            try append(fences.reduce(filter.words.reduce(0, &+), &+))
            try append(KeyRun.mark)
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
