import Glibc

extension FileDescriptor {
    /// A descriptor of its own for the process's standard input.
    package static func standardInput() throws(Errno) -> FileDescriptor { try duplicate(STDIN_FILENO) }

    /// A descriptor of its own for the process's standard output.
    package static func standardOutput() throws(Errno) -> FileDescriptor { try duplicate(STDOUT_FILENO) }

    /// Opens a path as a person wrote it: links are followed, and a pipe is waited for.
    package init(reading path: RawPath) throws(Errno) {
        let number = unsafe path.withCString { name in
            FileDescriptor.repeating { unsafe open(name, O_RDONLY | O_CLOEXEC) }
        }
        guard number >= 0 else { throw .last("open", path) }
        self.init(taking: number)
    }

    private static func duplicate(_ number: Int32) throws(Errno) -> FileDescriptor {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw .last("fcntl") }
        return FileDescriptor(taking: copy)
    }
}
