import CLinux
import Glibc

/// An open file, closed when the value ends.
///
/// Every descriptor is opened close-on-exec, so that no child process inherits one by accident. Interrupted calls are
/// repeated. A failed `fsync` must not be repeated on the same descriptor: the kernel has dropped the pages that it
/// could not write and would answer with success.
package struct FileDescriptor: ~Copyable, Sendable {
    /// The number that the kernel knows the file by; valid as long as this value lives.
    package let rawValue: Int32

    /// Takes over an open descriptor.
    package init(taking rawValue: Int32) {
        self.rawValue = rawValue
    }

    deinit {
        Glibc.close(rawValue)
    }

    /// Closes the file now, to learn of an error that a network file system reports only then.
    package consuming func close() throws(Errno) {
        let number = rawValue
        discard self
        guard Glibc.close(number) == 0 || errno == EINTR else { throw .last("close") }
    }

    /// Gives the descriptor away; the caller closes it.
    package consuming func release() -> Int32 {
        let number = rawValue
        discard self
        return number
    }

    /// A second descriptor of the same open file, closed on its own.
    package func duplicate() throws(Errno) -> FileDescriptor {
        let number = fcntl(rawValue, F_DUPFD_CLOEXEC, 0)
        guard number >= 0 else { throw .last("fcntl") }
        return FileDescriptor(taking: number)
    }

    /// The file's description now.
    package func status() throws(Errno) -> FileStatus {
        var status = stat()
        guard unsafe fstat(rawValue, &status) == 0 else { throw .last("fstat") }
        return FileStatus(status)
    }

    /// The magic number of the file system that the file lies on (statfs(2)), 0 if it cannot be told.
    package var fileSystemType: Int64 { presscut_file_system_type(rawValue) }

    /// Reads at most `count` bytes from the current position; empty at the end.
    package func read(upTo count: Int) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try fill(&bytes, from: 0)
        bytes.removeLast(count - read)
        return bytes
    }

    /// Reads from the current position to the end.
    ///
    /// - Parameters:
    ///   - limit: the most bytes to hand back; a file with more fails with `EFBIG`.
    ///   - expected: the likely length, to take the memory at once.
    /// - Returns: the bytes.
    /// - Throws: `EFBIG` for more than `limit` bytes, and what read(2) throws.
    package func readAll(upTo limit: Int, expecting expected: Int = 0) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(max(expected, 0) + 1, limit + 1, 1 << 26))
        var filled = 0
        while true {
            if filled == bytes.count {
                guard filled <= limit else { throw Errno(code: EFBIG, call: "read") }
                let grown = min(max(filled * 2, 1 << 14), limit + 1)
                bytes.append(contentsOf: repeatElement(0, count: grown - filled))
            }
            let read = try fill(&bytes, from: filled)
            if read == 0 { break }
            filled += read
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Reads `count` bytes at `offset` without moving the position; fewer only at the end of the file.
    package func read(upTo count: Int, at offset: Int64) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return unsafe pread(rawValue, rest.baseAddress, rest.count, off_t(offset) + filled)
            }
            if read < 0 {
                if errno == EINTR { continue }
                throw .last("pread")
            }
            if read == 0 { break }
            filled += read
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Writes all of the bytes, in one call if the kernel takes them so.
    package func write(_ bytes: [UInt8]) throws(Errno) {
        try write(bytes.span)
    }

    /// Writes all of the bytes, in one call if the kernel takes them so.
    package func write(_ bytes: Span<UInt8>) throws(Errno) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe Glibc.write(rawValue, rest.baseAddress, rest.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last("write")
            }
            written += count
        }
    }

    /// Cuts or extends the file to a length.
    package func truncate(to length: Int64) throws(Errno) {
        while ftruncate(rawValue, off_t(length)) != 0 {
            guard errno == EINTR else { throw .last("ftruncate") }
        }
    }

    /// Sets the position from which the file is read or written next.
    package func seek(to offset: Int64) throws(Errno) {
        guard lseek(rawValue, off_t(offset), SEEK_SET) >= 0 else { throw .last("lseek") }
    }

    /// Waits until the content and the description of the file are on the disk (fsync(2)).
    package func synchronize() throws(Errno) {
        guard fsync(rawValue) == 0 else { throw .last("fsync") }
    }

    /// Takes the file's exclusive lock if nobody has it (flock(2)); it ends with the last descriptor of the open file.
    package func tryLock() throws(Errno) -> Bool {
        while flock(rawValue, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw .last("flock") }
        }
        return true
    }

    /// Calls `body` again as long as a signal interrupts it.
    static func repeating(_ body: () -> Int32) -> Int32 {
        while true {
            let result = body()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    /// One read(2) into the part of the array that starts at `start`.
    private func fill(_ bytes: inout [UInt8], from start: Int) throws(Errno) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
                return unsafe Glibc.read(rawValue, rest.baseAddress, rest.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last("read") }
        }
    }
}
