package import Dispatch
package import FileAccess
internal import Glibc
internal import Hashing
internal import IssueReading
internal import Inbox
package import IssueParsing
internal import RecordIndex

/// What happens to a drop, from the moment it is whole until nothing is left to do.
///
/// Lives on the queue that the inbox's events come on. Each drop is a task that goes through ``Intake``, ``Committer`` and
/// ``WorkerPool``; as many are under way as share a transaction well, the others wait in the inbox.
package actor Ingestor {
    /// The most drops under way at a time.
    package static let concurrency = 2 * Committer.batchLimit
    /// How often a worker may fail over a content before the content is refused.
    package static let attemptLimit = 3
    /// How long the first pause for a shortage lasts; many pass at once.
    private static let firstDelay = Duration.milliseconds(50)

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
    private(set) var isStopping = false
    private var isHeld = false
    /// Contents that a task is at work on, each with the tasks that wait for its end.
    private var turns: [Digest: [CheckedContinuation<Void, Never>]] = [:]
    private var paused: [CheckedContinuation<Void, Never>]?
    /// Whether a shortage was met and nothing could be written since.
    private var isShort = false
    /// How long the next pause lasts, until something could be written.
    private var pauseDelay = Ingestor.firstDelay
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
            quiet: settings.inbox.settle * (settings.expectsArrivals ? 12 : 1),
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
                try await settleCorrections()
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

    /// Takes nothing more, waits for what is under way at most `patience`, and closes the index; false if the disk failed.
    package func stop(patience: Duration) async -> Bool {
        isStopping = true
        tell { $0.cancel() }
        let deadline = Task {
            try await Task.sleep(for: patience)
            self.giveUpWaiting()
        }
        if underWay > 0 { await withCheckedContinuation { stopped = $0 } }
        deadline.cancel()
        await workers.stop()
        do { try await committer.close() } catch {
            onEvent(.notice(name: "close", Message("\(error)", "\(error)")))
            if case .stop = Fate(ofWriting: error) { return false }
        }
        return true
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

    // MARK: One drop

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
    func meet(_ error: any Error) async {
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
        onEvent((error as? DatabaseError)?.isDamage == true ? .damaged(reason) : .broken(reason))
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

    /// Notes that something was written: a shortage, if there was one, is over.
    private func noteProgress() {
        guard isShort else { return }
        isShort = false
        pauseDelay = Ingestor.firstDelay
        onEvent(.notice(name: "resumed", Message("Intake goes on.", "恢复接收。")))
    }
}
