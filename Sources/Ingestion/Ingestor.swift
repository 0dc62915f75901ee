package import Dispatch
package import FileAccess
internal import Glibc
internal import Hashing
internal import IssueReading
package import Inbox
package import IssueParsing
internal import RecordIndex

/// What an ingestor works with.
package struct IngestorSettings: Sendable {
    /// The folder that holds `inbox`, `output` and `state`.
    package var root: RawPath
    package var inbox = InboxSettings()
    package var policy = OriginalsPolicy.move
    package var parsing = ParsingOptions()
    /// How long a METS document waits for the files that it names.
    package var documentPatience = Duration.seconds(600)
    /// How many worker processes parse.
    package var workerCount = 1
    package var limits = WorkerLimits()
    /// The path and arguments of a worker process.
    package var workerProgram: [String]

    /// The settings for a root, all else by default.
    package init(root: RawPath, workerProgram: [String]) {
        self.root = root
        self.workerProgram = workerProgram
    }
}

/// What happened, for whoever runs the ingestor.
package enum IngestorEvent: Sendable {
    /// A drop ended.
    case ended(RawPath, Verdict)
    /// A line about the service, as the log has it.
    case notice(name: String, Message)
    /// Everything that is in the inbox has been taken.
    case idle
    /// Nothing more can be written; the process must end with exit code 74.
    case broken(String)
    /// The index is damaged; the process must end with exit code 74, and the next start rebuilds the index.
    case damaged(String)
}

/// What happens to a drop, from the moment it is whole until nothing is left to do.
///
/// Lives on the queue that the inbox's events come on. Each drop is a task that goes through ``Intake``, ``Committer`` and
/// ``WorkerPool``; as many are under way as share a transaction well, the others wait in the inbox.
package actor Ingestor {
    /// The most drops under way at a time.
    package static let concurrency = 2 * Committer.batchLimit
    /// How often a worker may fail over a content before the content is refused.
    package static let attemptLimit = 3

    private nonisolated let executor: QueueExecutor
    let settings: IngestorSettings
    let committer: Committer
    let intake: Intake
    let workers: WorkerPool
    private let onEvent: @Sendable (IngestorEvent) -> Void
    private var watcher: InboxWatcher?
    private(set) var parsing: ParsingOptions
    private var underWay = 0
    private var isWatcherCaughtUp = false
    private var isStopping = false
    private var isHeld = false
    /// Contents that a task is at work on, each with the tasks that wait for its end.
    private var turns: [Digest: [CheckedContinuation<Void, Never>]] = [:]
    private var paused: [CheckedContinuation<Void, Never>]?
    /// Whether a shortage was met and nothing could be written since.
    private var isShort = false
    /// How long the next pause lasts, until something could be written.
    private var pauseDelay = Duration.seconds(1)
    /// How long each path that could not be read waits before it is looked at again.
    private var delays: [RawPath: Duration] = [:]
    private var stopped: CheckedContinuation<Void, Never>?
    /// Whether a folder could not be looked at.
    private var hasUnreadable = false
    /// The files that were dealt with and stay in the inbox, as they were then.
    private var kept: [RawPath: FileStatus] = [:]
    /// Files that wait for others, or for none to come.
    private var assembler: DropAssembler
    /// How many files are looked at for whether they belong with others.
    private var underScrutiny = 0
    private var assemblyTimer: Task<Void, Never>?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Opens everything below the root; see ``Committer`` for what is thrown.
    package init(settings: IngestorSettings, onEvent: @escaping @Sendable (IngestorEvent) -> Void) throws {
        executor = QueueExecutor(DispatchQueue(label: "presscut.events"))
        self.settings = settings
        self.onEvent = onEvent
        parsing = settings.parsing
        assembler = DropAssembler(
            documentPatience: settings.documentPatience,
            quiet: settings.inbox.settle * 12,
            settle: settings.inbox.settle
        )
        committer = try Committer(root: settings.root, policy: settings.policy)
        intake = Intake(inbox: settings.root.appending("inbox"))
        workers = WorkerPool(
            count: settings.workerCount,
            program: settings.workerProgram,
            limits: settings.limits
        )
    }

    /// Whether files wait in the inbox because they or their folders could not be read.
    package var leavesFiles: Bool { !delays.isEmpty || hasUnreadable }

    /// The queue that the ingestor lives on; answering on it shows that it is alive.
    package nonisolated var queue: DispatchQueue { executor.queue }

    /// Arms the watch; what it finds waits until ``begin()``.
    package func arm() throws {
        let watcher = InboxWatcher(
            inbox: settings.root.appending("inbox"),
            settings: settings.inbox,
            questions: InboxQuestions(
                recall: { [weak self] path, status in
                    self?.assumeIsolated { $0.recollection(of: path, status) } ?? .unknown
                },
                tailCheck: EndMarks.check
            ),
            executor: executor
        ) { [weak self] _, event in
            self?.assumeIsolated { $0.handle(event) }
        }
        self.watcher = watcher
        isHeld = true
        tell { watcher in
            watcher.pause()
            watcher.start()
        }
    }

    /// Brings to an end what an earlier run began, then takes what the inbox has.
    package func begin() async {
        while !isStopping {
            do {
                let pending = try await committer.recover()
                noteProgress()
                for drop in pending where drop.sha256 != nil { await resume(drop) }
                break
            } catch {
                await meet(error)
            }
        }
        isHeld = false
        tell { $0.resume() }
        reportIdle()
    }

    /// Takes one file of the inbox at once, without waiting for it to settle.
    package func take(_ path: RawPath) async throws {
        let status = try Directory(at: settings.root.appending("inbox")).status(of: path)
        underWay += 1
        await process(AssembledDrop(Arrival(path: path, status: status, completion: .claimedBefore)))
        underWay -= 1
    }

    /// Uses other options from the next drop on.
    package func reconfigure(_ options: ParsingOptions) {
        parsing = options
    }

    /// Writes a line about the service into the log.
    package func note(_ name: String, _ reason: Message, advice: Message? = nil) async {
        onEvent(.notice(name: name, reason))
        do { try await committer.note(name, reason, advice: advice) } catch { await meet(error) }
    }

    /// Carries out what an operator asked for.
    package func perform(_ request: ControlRequest) async -> ControlAnswer {
        do {
            switch request {
            case .retry(let selection): return try await committer.retry(selection)
            case .reprocess(let selection): return try await reprocess(selection)
            }
        } catch {
            await meet(error)
            return ControlAnswer(lines: ["It could not be done: \(error)"], hasFailures: true)
        }
    }

    /// Takes nothing more, waits for what is under way at most `patience`, and closes the index.
    package func stop(patience: Duration) async {
        isStopping = true
        tell { $0.cancel() }
        let deadline = Task {
            try await Task.sleep(for: patience)
            self.giveUpWaiting()
        }
        if underWay > 0 { await withCheckedContinuation { stopped = $0 } }
        deadline.cancel()
        await workers.stop()
        do { try await committer.close() } catch { onEvent(.notice(name: "close", Message("\(error)", "\(error)"))) }
    }

    private func giveUpWaiting() {
        stopped?.resume()
        stopped = nil
    }

    // MARK: The inbox

    /// Calls the watcher, which lives on the same queue.
    private func tell(_ body: @Sendable (isolated InboxWatcher) -> Void) {
        watcher?.assumeIsolated(body)
    }

    private func handle(_ event: InboxEvent) {
        switch event {
        case .complete(let arrival), .unfit(let arrival):
            isWatcherCaughtUp = false
            if DropRole.isOpen(arrival.path), arrival.status.kind == .regular {
                scrutinize(arrival)
            } else {
                begin(AssembledDrop(arrival))
            }
        case .caughtUp:
            isWatcherCaughtUp = true
            reportIdle()
        default:
            guard let (name, reason) = Ingestor.notice(of: event) else { return }
            if case .unreadable = event { hasUnreadable = true }
            Task { await note(name, reason) }
        }
    }

    /// Finds out whether a file belongs with others, and if so lets it wait for them.
    private func scrutinize(_ arrival: Arrival) {
        underScrutiny += 1
        Task {
            let role = await intake.role(of: arrival)
            let isSettled = (try? await committer.isSettled(path: arrival.path, status: arrival.status)) ?? false
            underScrutiny -= 1
            if role == .plain || isSettled {
                begin(AssembledDrop(arrival))
            } else {
                assembler.add(arrival, role: role, at: Ingestor.now)
                assemble()
            }
        }
    }

    private static var now: Duration { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) }

    /// Begins the drops that are complete, and looks again when the next may be.
    private func assemble() {
        guard !isStopping else { return }
        for drop in assembler.takeReady(at: Ingestor.now) { begin(drop) }
        assemblyTimer?.cancel()
        assemblyTimer = nil
        let now = Ingestor.now
        guard let deadline = assembler.nextDeadline(after: now) else { return }
        assemblyTimer = Task {
            try? await Task.sleep(for: deadline - now + .milliseconds(1))
            if !Task.isCancelled { assemble() }
        }
    }

    private func begin(_ drop: AssembledDrop) {
        underWay += 1
        if underWay >= Ingestor.concurrency { tell { $0.pause() } }
        Task {
            await process(drop)
            underWay -= 1
            if underWay < Ingestor.concurrency, !isHeld, paused == nil { tell { $0.resume() } }
            if underWay == 0 { giveUpWaiting() }
            reportIdle()
        }
    }

    private func reportIdle() {
        if isWatcherCaughtUp, underWay == 0, underScrutiny == 0, assembler.count == 0, !isHeld { onEvent(.idle) }
    }

    private static func notice(of event: InboxEvent) -> (String, Message)? {
        switch event {
        case .complete, .unfit, .caughtUp: nil
        case .unreadable(let path, let error):
            (
                "unreadable",
                Message(
                    "inbox/\(path.escaped) cannot be looked at: \(error)",
                    "无法查看 inbox/\(path.escaped)：\(error.name)。"
                )
            )
        case .overflowed:
            (
                "overflow",
                Message(
                    "The kernel's event queue was full; the inbox is scanned, so nothing is missed.",
                    "内核事件队列已满；将扫描整个收件目录，不会遗漏。"
                )
            )
        case .inboxLost(let error):
            (
                "inbox-lost",
                Message("The inbox is not there (\(error.name)); it is looked for each second.", "收件目录不存在，每秒重试。")
            )
        case .inboxBack: ("inbox-back", Message("The inbox is there again.", "收件目录已恢复。"))
        case .polling(let reason): ("polling", Message("\(reason)", "收件目录改用定时扫描。"))
        }
    }

    // MARK: One drop

    /// What stands in a drop's way for now.
    private enum Obstacle: Error {
        /// It has to settle anew.
        case changed
        /// It is gone.
        case vanished
        /// It cannot be read now.
        case withheld(Errno)
        /// The service is stopping.
        case stopping
    }

    /// Goes the whole way with a drop, over every pause.
    private func process(_ assembled: AssembledDrop) async {
        let began = ContinuousClock.now
        let arrival = assembled.main
        while !isStopping {
            do {
                if let verdict = try await settle(assembled, began: began) { onEvent(.ended(arrival.path, verdict)) }
                noteProgress()
                delays[arrival.path] = nil
                for file in [arrival] + assembled.members.map(\.arrival) {
                    remember(file)
                    tell { $0.finish(file.path) }
                }
                return
            } catch let obstacle as Obstacle {
                leave(arrival, obstacle)
                // They are found again, and wait again for the main file.
                for member in assembled.members { tell { $0.settle(again: member.arrival.path) } }
                return
            } catch {
                await meet(error)
            }
        }
    }

    /// Remembers a file that stays where it was, so that scans pass it over while it is unchanged.
    private func remember(_ arrival: Arrival) {
        guard let found = try? Directory(at: settings.root.appending("inbox")).statusIfExists(of: arrival.path),
            found.isSameState(as: arrival.status)
        else {
            kept[arrival.path] = nil
            return
        }
        kept[arrival.path] = found
    }

    private func recollection(of path: RawPath, _ status: FileStatus) -> Recollection {
        guard let known = kept[path], status.isSameState(as: known) else { return .unknown }
        return .done
    }

    private func leave(_ arrival: Arrival, _ obstacle: Obstacle) {
        switch obstacle {
        case .changed: tell { $0.settle(again: arrival.path) }
        case .vanished, .stopping: tell { $0.finish(arrival.path) }
        case .withheld(let error):
            let delay = delays[arrival.path] ?? .seconds(1)
            if delays[arrival.path] == nil {
                Task {
                    await note(
                        "withheld",
                        Message(
                            "inbox/\(arrival.path.escaped) cannot be read now: \(error.message) (\(error.name)).",
                            "暂时无法读取 inbox/\(arrival.path.escaped)：\(error.name)。"
                        ),
                        advice: Message(
                            "Let the service read it; it is tried again by itself.",
                            "请授予服务读取权限；服务会自动重试。"
                        )
                    )
                }
            }
            delays[arrival.path] = min(delay * 2, .seconds(600))
            tell { $0.settle(again: arrival.path, after: delay) }
        }
    }

    /// Brings a drop to its end; nil if there was nothing to decide.
    private func settle(_ assembled: AssembledDrop, began: ContinuousClock.Instant) async throws -> Verdict? {
        let arrival = assembled.main
        if try await committer.isSettled(path: arrival.path, status: arrival.status) { return nil }
        guard arrival.status.kind == .regular else { return try await refuse(arrival, began: began) }
        let opened: Intake.Opened
        do {
            opened = try await intake.open(
                arrival.path,
                seen: arrival.status,
                members: assembled.members,
                began: began
            )
        } catch .vanished, .changed {
            return try await abandon(arrival, began: began)
        } catch .notAFile {
            throw Obstacle.changed
        } catch .withheld(let error) {
            throw Obstacle.withheld(error)
        } catch .shortage(let error) {
            throw error
        }
        guard let sha256 = opened.drop.sha256 else { return nil }
        try Failpoint.seen.pass()
        await takeTurn(sha256)
        defer { endTurn(sha256) }
        switch try await committer.claim(opened.drop) {
        case .settledBefore: return nil
        case .finished(let verdict): return verdict
        case .parse(let number):
            guard assembled.missing.isEmpty else {
                let error = ReadingError.incomplete(missing: assembled.missing, of: assembled.namedCount)
                return try await verdict(committer.refuse(opened.drop, arrival: number, Verdict(error)))
            }
            return try await parse(opened, arrival: number)
        }
    }

    private func parse(_ opened: Intake.Opened, arrival: Int64) async throws -> Verdict? {
        let drop = opened.drop
        while !isStopping {
            let answer = await workers.parse(opened, options: parsing) { progress in
                Task { await self.note(progress, of: drop.path) }
            }
            if isStopping, case .died = answer { throw Obstacle.stopping }
            try Failpoint.answered.pass()
            switch answer {
            case .parsed(let issue):
                return try await verdict(committer.publish(issue, of: drop, arrival: arrival))
            case .unfit(let verdict):
                return try await self.verdict(committer.refuse(drop, arrival: arrival, verdict))
            case .changed: throw Obstacle.changed
            case .unreadable(let error):
                if error.isShortage { throw error }
                throw Obstacle.withheld(error)
            case .unavailable(let error): throw error
            case .died(let how):
                let attempts = try await committer.countAttempt(drop)
                guard attempts >= Ingestor.attemptLimit else { continue }
                return try await verdict(committer.refuse(drop, arrival: arrival, Ingestor.poison(how)))
            }
        }
        throw Obstacle.stopping
    }

    private func verdict(_ claim: Claim) -> Verdict? {
        if case .finished(let verdict) = claim { verdict } else { nil }
    }

    private static func poison(_ how: Message) -> Verdict {
        Verdict(
            .failed,
            code: "worker-failed",
            reason: Message(
                "Reading it failed \(attemptLimit) times. \(how.english)",
                "读取 \(attemptLimit) 次均失败。\(how.chinese)"
            ),
            advice: Message(
                "Check that the file is what it should be; if it is, please report it. To try again, move it back to inbox/.",
                "请检查文件是否正常；如正常，请反馈该问题。如需重试，请移回 inbox/。"
            )
        )
    }

    /// A FIFO, device, socket or symbolic link.
    private func refuse(_ arrival: Arrival, began: ContinuousClock.Instant) async throws -> Verdict? {
        let drop = Drop(path: arrival.path, status: arrival.status, sha256: nil, began: began)
        let verdict = Verdict(
            .failed,
            code: "not-a-file",
            reason: Message("It is a \(arrival.status.kind.rawValue), not a file.", "它不是普通文件。"),
            advice: Message("Drop the file itself.", "请直接放入文件本身。")
        )
        return try await self.verdict(committer.refuse(drop, arrival: nil, verdict))
    }

    /// A drop that is gone: if it was claimed before, that ends it; else nobody knows of it.
    private func abandon(_ arrival: Arrival, began: ContinuousClock.Instant) async throws -> Verdict? {
        guard let number = try await committer.pendingArrival(path: arrival.path, status: arrival.status) else {
            throw Obstacle.changed
        }
        let row = Drop(path: arrival.path, status: arrival.status, sha256: nil, began: began)
        let verdict = Verdict(
            .ignored,
            code: "vanished",
            reason: Message("It was taken away or replaced before it was read.", "读取之前文件已被移走或替换。")
        )
        return try await self.verdict(committer.refuse(row, arrival: number, verdict))
    }

    /// Takes up a drop that an earlier run had claimed; alone, so that one that ends the daemon is found out.
    private func resume(_ row: ArrivalRecord) async {
        underWay += 1
        var drop = AssembledDrop(Arrival(path: row.path, status: row.status, completion: .claimedBefore))
        do {
            for companion in try await committer.companions(of: row.id) {
                let file = Arrival(path: companion.path, status: companion.status, completion: .claimedBefore)
                drop.members.append(AssembledDrop.Member(arrival: file, isRead: DropRole.isRead(companion.path)))
            }
            await process(drop)
        } catch {
            await meet(error)
        }
        underWay -= 1
    }

    // MARK: Turns and pauses

    /// Waits until no other task is at work on the same content.
    private func takeTurn(_ content: Digest) async {
        guard turns[content] != nil else {
            turns[content] = []
            return
        }
        await withCheckedContinuation { turns[content, default: []].append($0) }
    }

    private func endTurn(_ content: Digest) {
        guard var waiting = turns[content], !waiting.isEmpty else {
            turns[content] = nil
            return
        }
        let next = waiting.removeFirst()
        turns[content] = waiting
        next.resume()
    }

    /// Meets an error of ours: waits until a shortage is over, or reports that nothing can be written any more.
    private func meet(_ error: any Error) async {
        // What goes on after the index was closed ends with the process.
        guard !isStopping else { return }
        switch Fate(ofWriting: error) {
        case .pause(let reason): await pause(reason)
        case .stop(let reason):
            stop(for: error, reason)
        }
    }

    private func stop(for error: any Error, _ reason: String) {
        isStopping = true
        onEvent(Ingestor.isIndexDamaged(error) ? .damaged(reason) : .broken(reason))
    }

    private static func isIndexDamaged(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.isDamage == true
    }

    private func pause(_ reason: String) async {
        if paused != nil {
            await withCheckedContinuation { paused?.append($0) }
            return
        }
        paused = []
        tell { $0.pause() }
        if !isShort {
            isShort = true
            onEvent(
                .notice(
                    name: "paused",
                    Message("Intake waits: \(reason) It resumes by itself.", "暂停接收：\(reason) 恢复后自动继续。")
                )
            )
        }
        while !isStopping {
            try? await Task.sleep(for: pauseDelay)
            pauseDelay = min(pauseDelay * 2, .seconds(30))
            do {
                if try await committer.settle() { noteProgress() }
                break
            } catch {
                if case .stop(let reason) = Fate(ofWriting: error) { stop(for: error, reason) }
            }
        }
        let waiting = paused ?? []
        paused = nil
        for task in waiting { task.resume() }
        if !isHeld { tell { $0.resume() } }
    }

    /// Writes into the log how far the recognition of a file's text has come.
    func note(_ progress: RecognitionProgress, of path: RawPath) async {
        let (page, count) = (progress.page, progress.count)
        await note(
            "recognising",
            Message(
                "Recognising the text of inbox/\(path.escaped): page \(page) of \(count).",
                "正在识别 inbox/\(path.escaped) 的文字：第 \(page) 页，共 \(count) 页。"
            )
        )
    }

    /// Notes that something was written: a shortage, if there was one, is over.
    private func noteProgress() {
        guard isShort else { return }
        isShort = false
        pauseDelay = .seconds(1)
        onEvent(.notice(name: "resumed", Message("Intake goes on.", "恢复接收。")))
    }
}
