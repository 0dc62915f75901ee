internal import CLinux
internal import FileAccess
internal import Glibc
internal import Hashing
internal import IssueParsing
internal import IssueReading
internal import TextScanning

/// What one job may use; beyond it the worker is ended and the job counts as failed once.
package struct WorkerLimits: Equatable, Sendable {
    /// Processor seconds for one job (RLIMIT_CPU).
    package var cpuSeconds = 60
    /// Bytes of address space of the worker (RLIMIT_AS).
    package var addressSpace = 4 << 30
    /// Bytes that one answer may have.
    package var answerByteCount = 512 << 20
    /// Seconds until an answer must be complete.
    package var wallSeconds = 120

    /// The limits that the service runs with.
    package init() {}
}

/// The inside of a worker process: takes jobs from a socket, one after the other, until it closes.
package enum WorkerProcess {
    /// The descriptor on which a worker finds its socket.
    package static let socket: Int32 = 3

    /// Serves jobs until the daemon closes the socket; returns the process's exit code.
    ///
    /// The process first makes itself harmless: it ends with the daemon, leaves SIGTERM and SIGINT to it, is the first
    /// to go when memory is short, cannot open a socket, and has the limits of `limits`.
    package static func run(limits: WorkerLimits) -> Int32 {
        prepare(limits)
        while true {
            do {
                guard let order = try receive() else { return 0 }
                raiseProcessorLimit(by: limits.cpuSeconds)
                let answer = try perform(
                    order.job,
                    order.file,
                    members: membersToCome(order.job),
                    progress: { progress in
                        // Whoever is gone at the other end ends this process at its next answer.
                        try? WorkerFrame.send(progress.frame, [], descriptor: -1, over: socket)
                    }
                )
                let (header, body) = answer.frame()
                try WorkerFrame.send(header, body, descriptor: -1, over: socket)
            } catch {
                return 74
            }
        }
    }

    /// The files that follow a job, as far as they are still what was hashed; nil in place of the others.
    private static func membersToCome(_ job: WorkerJob) throws(Errno) -> [SourceFile?] {
        var files: [SourceFile?] = []
        for member in job.members {
            let (bytes, descriptor) = try receive(count: 1)
            guard bytes.count == 1 else { throw Errno(code: ECONNRESET, call: "recvmsg") }
            let file = FileDescriptor(taking: descriptor)
            let content = try? file.readAll(upTo: job.options.maximumFileByteCount)
            files.append(
                content.flatMap { content in
                    Digest(of: content) == member.sha256 ? SourceFile(name: member.path.bytes, bytes: content) : nil
                }
            )
        }
        return files
    }

    /// Reads, compares, parses.
    static func perform(
        _ job: WorkerJob,
        _ file: borrowing FileDescriptor,
        members: [SourceFile?] = [],
        progress: (@Sendable (RecognitionProgress) -> Void)? = nil
    ) -> WorkerAnswer {
        do throws(Errno) {
            let size = try file.status().size
            try file.seek(to: 0)
            let format = SourceFormat.sniff(try file.read(upTo: 4096), name: job.path.bytes)
            let limit = format.isText ? job.options.maximumTextByteCount : job.options.maximumFileByteCount
            guard size <= limit else { return .unfit(verdict(.tooLarge(byteCount: Int(size), limit: limit))) }
            try file.seek(to: 0)
            let bytes = try file.readAll(upTo: limit, expecting: Int(size))
            let files = members.compactMap { $0 }
            guard Digest(of: bytes) == job.content, files.count == members.count else { return .changed }
            do throws(ReadingError) {
                let parser = IssueParser(options: job.options, progress: progress)
                return .parsed(try parser.parse(bytes, path: job.path, sha256: job.sha256, members: files))
            } catch {
                if let code = error.systemError { return .unreadable(Errno(code: code, call: "fork")) }
                return .unfit(verdict(error))
            }
        } catch {
            return error.code == Errno.tooLarge ? .changed : .unreadable(error)
        }
    }

    private static func verdict(_ error: ReadingError) -> Verdict { Verdict(error) }

    private static func prepare(_ limits: WorkerLimits) {
        // If it fails for want of memory, the process ends after its job, when it finds the socket closed.
        _ = presscut_end_with_peer(socket)
        signal(SIGTERM, SIG_IGN)
        signal(SIGINT, SIG_IGN)
        signal(SIGHUP, SIG_IGN)
        _ = presscut_refuse_sockets()
        // A program built with a sanitizer maps terabytes that it never uses.
        if unsafe getenv("PRESSCUT_SANITIZED") == nil {
            var space = rlimit(rlim_cur: rlim_t(limits.addressSpace), rlim_max: rlim_t(limits.addressSpace))
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
        }
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        let adjustment = FileDescriptor(taking: unsafe open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC))
        try? adjustment.write(Array("500".utf8))
    }

    private static func raiseProcessorLimit(by seconds: Int) {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let used = Int(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        var limit = rlimit(rlim_cur: rlim_t(used + seconds), rlim_max: rlim_t.max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }

    private struct Order: ~Copyable {
        let job: WorkerJob
        let file: FileDescriptor
    }

    private static func receive() throws(Errno) -> Order? {
        var descriptor: Int32 = -1
        var bytes: [UInt8] = []
        var wanted = 4
        while bytes.count < wanted {
            let (received, passed) = try receive(count: wanted - bytes.count)
            if received.isEmpty { return nil }
            if passed >= 0 { descriptor = passed }
            bytes.append(contentsOf: received)
            if bytes.count == 4 && wanted == 4 { wanted += WorkerFrame.headerByteCount(bytes[...]) }
        }
        let file = FileDescriptor(taking: descriptor)
        guard let header = try? JSONValue(parsing: Array(bytes.dropFirst(4))), let job = WorkerJob(header: header)
        else { throw Errno(code: EINVAL, call: "recvmsg") }
        return Order(job: job, file: file)
    }
}

extension WorkerProcess {
    /// Receives at most `count` bytes, and the descriptor that came with them, or -1; no bytes where the peer closed.
    private static func receive(count: Int) throws(Errno) -> (bytes: [UInt8], descriptor: Int32) {
        while true {
            var buffer = [UInt8](repeating: 0, count: count)
            var passed: Int32 = -1
            let received = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe presscut_receive(socket, buffer.baseAddress, buffer.count, &passed)
            }
            if received < 0 && errno == EINTR { continue }
            guard received >= 0 else { throw .last("recvmsg") }
            return (Array(buffer.prefix(received)), passed)
        }
    }
}

extension WorkerLimits {
    /// The arguments by which a worker process is told its limits.
    package var arguments: [String] { [cpuSeconds, addressSpace, answerByteCount, wallSeconds].map(String.init) }

    /// Reads ``arguments``; nil for anything else.
    package init?(arguments: some Collection<String>) {
        let numbers = arguments.compactMap { Int($0) }
        guard numbers.count == 4, numbers.count == arguments.count else { return nil }
        cpuSeconds = numbers[0]
        addressSpace = numbers[1]
        answerByteCount = numbers[2]
        wallSeconds = numbers[3]
    }
}
