/// An open file that several owners can hold; closed with the last one.
package final class FileDescriptorBox: Sendable {
    private let descriptor: FileDescriptor

    /// Takes over an open file.
    package init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    /// The number that the kernel knows the file by; valid as long as this object lives.
    package var rawValue: Int32 { descriptor.rawValue }

    /// The file's description now.
    package func status() throws(Errno) -> FileStatus { try descriptor.status() }

    /// Reads `count` bytes at `offset`; fewer only at the end of the file.
    package func read(upTo count: Int, at offset: Int64) throws(Errno) -> [UInt8] {
        try descriptor.read(upTo: count, at: offset)
    }
}
