internal import CLinux
internal import FileAccess
internal import Glibc
internal import Hashing
internal import Dispatch
internal import Inbox
package import IssueParsing
package import IssueReading
internal import TextScanning

/// The daemon's side of one worker process, which it starts when first needed and replaces when it dies.
package actor ParserWorker {
    private nonisolated let executor: QueueExecutor
    private let program: [String]
    private let limits: WorkerLimits
    private var process: (id: pid_t, socket: FileDescriptorBox)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// A worker started as `program` (its path and arguments).
    package init(number: Int, program: [String], limits: WorkerLimits) {
        executor = QueueExecutor(DispatchQueue(label: "presscut.worker.\(number)"))
        self.program = program
        self.limits = limits
    }

    /// Lets the worker parse an open drop, and waits for its answer on the worker's own queue.
    ///
    /// The file is handed over; the worker reads it from its beginning. The files that are read with it are opened one
    /// after the other while they are handed over.
    ///
    /// `progress` is told of each page whose text is to be recognised, for which the worker has more time.
    package func parse(
        _ opened: Intake.Opened,
        options: ParsingOptions,
        progress: @Sendable (RecognitionProgress) -> Void
    ) -> WorkerAnswer {
        guard let sha256 = opened.drop.sha256 else { return .changed }
        let file = opened.file
        let members = opened.drop.members.filter(\.isRead)
        let job = WorkerJob(
            path: opened.drop.path,
            sha256: sha256,
            content: opened.content,
            members: members.map { WorkerJob.Member(path: $0.path, sha256: $0.sha256) },
            options: options
        )
        do throws(Errno) {
            let socket = try start()
            do throws(Errno) {
                try WorkerFrame.send(job.header, [], descriptor: file.rawValue, over: socket.rawValue)
            } catch {
                // A worker that died between two jobs did not die of this one.
                guard error.code == EPIPE || error.code == ECONNRESET else { throw error }
                stop()
                let fresh = try start()
                try WorkerFrame.send(job.header, [], descriptor: file.rawValue, over: fresh.rawValue)
            }
            guard try send(members, from: opened.folder) else {
                stop()
                return .changed
            }
            return receive(progress)
        } catch {
            stop()
            return .unavailable(error)
        }
    }

    /// Hands over the files that are read with the main one; false if one cannot be opened any more.
    private func send(_ members: [Drop.Member], from folder: RawPath) throws(Errno) -> Bool {
        guard let socket = process?.socket else { return false }
        for member in members {
            guard let file = try? FileDescriptorBox(Directory(at: folder).file(member.place, for: .reading)) else {
                return false
            }
            do throws(Errno) {
                try WorkerFrame.send(byte: 0, descriptor: file.rawValue, over: socket.rawValue)
            } catch {
                // The worker died of the files before; its end is told by whoever waits for the answer.
                guard error.code == EPIPE || error.code == ECONNRESET else { throw error }
                return true
            }
        }
        return true
    }

    /// Ends the worker's process.
    package func stop() {
        guard let (id, _) = process else { return }
        process = nil
        kill(id, SIGKILL)
        _ = waitForEnd(of: id)
    }

    private func receive(_ progress: @Sendable (RecognitionProgress) -> Void) -> WorkerAnswer {
        var deadline = ContinuousClock.now + .seconds(limits.wallSeconds)
        var bytes: [UInt8] = []
        var header: JSONValue?
        var wanted = 4
        var headerEnd = 0
        while bytes.count < wanted {
            switch receiveMore(than: bytes.count, upTo: wanted, before: deadline) {
            case .bytes(let more): bytes.append(contentsOf: more)
            case .late:
                stop()
                return .died(
                    Message("It took longer than \(limits.wallSeconds) s.", "处理超过 \(limits.wallSeconds) 秒。")
                )
            case .ended: return describeEnd()
            }
            guard bytes.count == wanted else { continue }
            if headerEnd == 0 {
                headerEnd = 4 + WorkerFrame.headerByteCount(bytes[...])
                wanted = headerEnd
            } else if header == nil {
                header = try? JSONValue(parsing: Array(bytes[4..<headerEnd]))
                wanted = headerEnd + max(0, header?["bytes"]?.integer ?? 0)
                if let recognition = header.flatMap({ RecognitionProgress(header: $0) }) {
                    if recognition.count > 0 { progress(recognition) }
                    deadline = ContinuousClock.now + .seconds(limits.wallSeconds + recognition.seconds)
                    (bytes, header, wanted, headerEnd) = ([], nil, 4, 0)
                }
            }
            guard headerEnd <= WorkerFrame.maximumHeaderByteCount, wanted <= limits.answerByteCount else {
                stop()
                return .died(
                    Message(
                        "Its records would exceed \(limits.answerByteCount) bytes.",
                        "解析结果超过 \(limits.answerByteCount) 字节。"
                    )
                )
            }
        }
        guard let header, let answer = WorkerAnswer(header: header, body: Array(bytes[headerEnd...])) else {
            stop()
            return .died(Message("The worker answered with what is no answer.", "工作进程的应答无法识别。"))
        }
        // A worker keeps the memory that its largest file needed; a new one is cheap.
        if bytes.count > 16 << 20 { stop() }
        return answer
    }

    private enum Received {
        case bytes([UInt8])
        case late
        case ended
    }

    private func receiveMore(than count: Int, upTo wanted: Int, before deadline: ContinuousClock.Instant) -> Received {
        guard let socket = process?.socket.rawValue else { return .ended }
        let left = deadline - ContinuousClock.now
        let milliseconds = max(0, left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000)
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        let ready = unsafe poll(&waiting, 1, Int32(clamping: milliseconds))
        if ready == 0 { return .late }
        if ready < 0 { return errno == EINTR ? .bytes([]) : .ended }
        var buffer = [UInt8](repeating: 0, count: min(wanted - count, 1 << 20))
        let received = unsafe buffer.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
        if received < 0 && errno == EINTR { return .bytes([]) }
        return received > 0 ? .bytes(Array(buffer.prefix(received))) : .ended
    }

    /// Says how a worker ended that closed its socket in the middle of a job.
    private func describeEnd() -> WorkerAnswer {
        guard let (id, _) = process else { return .died(Message("The worker is gone.", "工作进程已不在。")) }
        process = nil
        let status = waitForEnd(of: id)
        let signal = presscut_ending_signal(status)
        if signal == SIGXCPU {
            return .died(
                Message(
                    "It needed more than \(limits.cpuSeconds) s of processor time.",
                    "处理器时间超过 \(limits.cpuSeconds) 秒。"
                )
            )
        }
        let how = signal != 0 ? "signal \(signal)" : "exit code \(presscut_exit_status(status))"
        return .died(Message("The worker that read it ended with \(how).", "读取它的工作进程异常退出（\(how)）。"))
    }

    private func waitForEnd(of id: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    private func start() throws(Errno) -> FileDescriptorBox {
        if let process { return process.socket }
        var pair: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
        else { throw .last("socketpair") }
        let ours = FileDescriptorBox(FileDescriptor(taking: pair[0]))
        let theirs = FileDescriptor(taking: pair[1])
        let id = try ChildProcess.spawn(program, passing: theirs.rawValue, as: WorkerProcess.socket)
        process = (id, ours)
        return ours
    }
}
