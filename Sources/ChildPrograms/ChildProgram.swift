internal import CLinux
package import FileAccess
internal import Glibc

/// A program of the system that reads files for us in a process of its own, with limits.
///
/// The child has the three standard descriptors and no other, an environment that says nothing but the language, and
/// ends with the thread that started it. What seccomp forbids this process it forbids the child.
package struct ChildProgram: Sendable {
    /// The name without a folder: `pdftohtml`.
    package let name: String
    package var limits: ProgramLimits

    /// The program called `name`, whether it is there or not.
    package init(_ name: String, limits: ProgramLimits = ProgramLimits()) {
        self.name = name
        self.limits = limits
    }

    /// Where it lies, or nil if it is not installed; only the system's own folders are looked into.
    package var path: String? {
        for folder in ["/usr/bin", "/usr/local/bin", "/bin"] {
            let path = "\(folder)/\(name)"
            if unsafe access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    /// What came of a run.
    package struct Outcome: Equatable, Sendable {
        package var ending: ProgramEnding
        /// The first 4 kB of its messages.
        package var messages: [UInt8]
    }

    /// Runs the program on `input` and hands its output on piece by piece; `take` answers whether it wants more.
    ///
    /// - Throws: what pipe(2) and fork(2) throw; a program that fails is no error but an outcome.
    package func run(
        _ arguments: [String],
        input: borrowing FileDescriptor,
        environment: [String] = [],
        take: ([UInt8]) -> Bool
    ) throws(Errno) -> Outcome {
        guard let path else { return Outcome(ending: .missing, messages: []) }
        let output = try Pipe()
        let messages = try Pipe()
        let id = try start(path, arguments, environment, input, output.writing, messages.writing)
        output.closeWriting()
        messages.closeWriting()
        var reading = Reading(limits: limits)
        let forced = reading.pump(output.reading, messages.reading, take)
        if forced != nil { kill(id, SIGKILL) }
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        let signal = presscut_ending_signal(status)
        let code = presscut_exit_status(status)
        let ending: ProgramEnding = signal != 0 ? .signalled(signal) : code == 127 ? .missing : .exited(code)
        return Outcome(ending: forced ?? ending, messages: reading.messages)
    }

    private func start(
        _ path: String,
        _ arguments: [String],
        _ environment: [String],
        _ input: borrowing FileDescriptor,
        _ output: Int32,
        _ messages: Int32
    ) throws(Errno) -> pid_t {
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        var variables = unsafe (["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent"] + environment)
            .map { unsafe strdup($0) }
        unsafe variables.append(nil)
        defer {
            unsafe words.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var limit = presscut_limits(
            cpu_seconds: UInt64(limits.cpuSeconds),
            address_space: UInt64(limits.addressSpace),
            file_size: UInt64(limits.fileByteCount)
        )
        let id = unsafe presscut_start(path, words, variables, input.rawValue, output, messages, &limit)
        guard id > 0 else { throw .last("fork") }
        return id
    }
}

/// Both ends of a pipe.
private final class Pipe {
    let reading: Int32
    private(set) var writing: Int32

    init() throws(Errno) {
        var ends: [Int32] = [-1, -1]
        guard unsafe presscut_pipe(&ends) == 0 else { throw .last("pipe2") }
        reading = ends[0]
        writing = ends[1]
    }

    func closeWriting() {
        guard writing >= 0 else { return }
        Glibc.close(writing)
        writing = -1
    }

    deinit {
        closeWriting()
        Glibc.close(reading)
    }
}

/// Reads what a child prints until it has closed both pipes or exceeds a limit.
private struct Reading {
    let limits: ProgramLimits
    var messages: [UInt8] = []
    private var byteCount = 0

    init(limits: ProgramLimits) {
        self.limits = limits
    }

    /// Reads both pipes to their ends; nil, or why the child must be ended.
    mutating func pump(_ output: Int32, _ errors: Int32, _ take: ([UInt8]) -> Bool) -> ProgramEnding? {
        let deadline = ContinuousClock.now + .seconds(limits.wallSeconds)
        var open = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        open.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0))
        while open.contains(where: { $0.fd >= 0 }) {
            let left = (deadline - ContinuousClock.now).components.seconds
            guard left >= 0 else { return .late }
            let ready = unsafe poll(&open, nfds_t(open.count), Int32(min(left + 1, 1_000) * 1_000))
            if ready < 0 && errno != EINTR { return .late }
            guard ready > 0 else { continue }
            for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
                guard let bytes = read(open[index].fd) else {
                    open[index].fd = -1
                    continue
                }
                if index == 1 {
                    messages.append(contentsOf: bytes.prefix(max(0, 4_096 - messages.count)))
                    continue
                }
                byteCount += bytes.count
                if byteCount > limits.outputByteCount { return .tooMuchOutput }
                if !take(bytes) { return .stopped }
            }
        }
        return nil
    }

    /// What can be read now; nil at the end.
    private func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            return count > 0 ? Array(buffer.prefix(count)) : nil
        }
    }
}
