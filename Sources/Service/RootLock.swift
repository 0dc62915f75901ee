package import FileAccess
internal import Glibc

/// The lock of a root, held as long as the value lives: whoever has it may write index and output.
package struct RootLock: ~Copyable {
    private let file: FileDescriptor

    /// Takes the lock of `root`, or returns nil if another process has it.
    ///
    /// The lock is flock(2) on `state/lock`, which the kernel releases however the process ends; the file holds the
    /// process's number for those who ask.
    package static func take(root: RawPath) throws(Errno) -> RootLock? {
        let state = try Directory(at: root).makeDirectories(RawPath("state"))
        let file = try state.file(RawPath("lock"), for: .updating)
        // One that has just been told to stop may need a moment more.
        var attempts = 0
        while try !file.tryLock() {
            attempts += 1
            guard attempts < 20 else { return nil }
            usleep(25_000)
        }
        try file.truncate(to: 0)
        try file.write(Array("\(getpid())\n".utf8))
        return RootLock(file: file)
    }

    /// The number of the process that holds the lock of `root`, or nil if none does.
    ///
    /// The kernel's list of locks tells, so that asking takes no lock from anybody.
    package static func holder(root: RawPath) -> Int32? {
        guard let file = try? Directory(at: root).status(of: RawPath("state/lock")),
            let locks = try? FileDescriptor(reading: RawPath("/proc/locks")).readAll(upTo: 16 << 20)
        else { return nil }
        for line in locks.split(separator: UInt8(ascii: "\n")) {
            // 1: FLOCK  ADVISORY  WRITE 1234 fd:01:5678 0 EOF
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(":\(file.inode)") else { continue }
            return Int32(words[4])
        }
        return nil
    }

    /// Gives the lock up; otherwise it ends with the value or the process.
    package consuming func release() {}

    private init(file: consuming FileDescriptor) {
        self.file = file
    }
}
