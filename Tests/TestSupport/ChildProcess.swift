package import Glibc

/// A program started by a test, with its standard output and error going to files.
package struct ChildProcess: ~Copyable {
    /// How a process ended.
    package enum End: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// The number of the process.
    package let id: pid_t
    private var isWaitedFor = false

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - arguments: its arguments, raw bytes being as good as text.
    ///   - environment: variables besides those of the test.
    ///   - output: the file that takes its standard output and error.
    /// - Throws: the error of posix_spawn(3).
    package init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        output: String = "/dev/null"
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        var variables: [UnsafeMutablePointer<CChar>?] = unsafe []
        var next = unsafe environ
        while let variable = unsafe next.pointee {
            unsafe variables.append(unsafe strdup(variable))
            unsafe next += 1
        }
        for (name, value) in environment { unsafe variables.append(unsafe strdup("\(name)=\(value)")) }
        unsafe variables.append(nil)
        defer {
            unsafe words.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var id: pid_t = 0
        let code = unsafe posix_spawn(&id, program, &actions, nil, words, variables)
        guard code == 0 else { throw TemporaryDirectoryError(code: code) }
        self.id = id
    }

    deinit {
        guard !isWaitedFor else { return }
        Glibc.kill(id, SIGKILL)
        var status: Int32 = 0
        unsafe waitpid(id, &status, 0)
    }

    /// Sends a signal.
    package func send(_ signal: Int32) {
        Glibc.kill(id, signal)
    }

    /// Waits for the end.
    package mutating func wait() -> End {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        isWaitedFor = true
        // The macros of wait(2): the low seven bits are the signal, the next byte the exit code.
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    /// Waits for the end for a while; nil if it goes on, and then it is killed.
    package mutating func wait(atMost limit: Duration) -> End? {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while ContinuousClock.now < deadline {
            let found = unsafe waitpid(id, &status, WNOHANG)
            if found == id {
                isWaitedFor = true
                return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
            }
            if found < 0 && errno != EINTR { break }
            usleep(3_000)
        }
        send(SIGKILL)
        _ = wait()
        return nil
    }
}
