import Dispatch
package import FileAccess
import Glibc

/// Watches the inbox and tells of each file in it once, when it is whole.
///
/// An actor on the serial queue of its executor, where all of its handlers and all calls of `onEvent` run; `onEvent` is
/// inside the actor and may call it. Other code on the queue calls it by `assumeIsolated`.
///
/// Everything happens in steps (``step()``), of which each does a little and gives the queue free: looks that are due,
/// one folder of a scan, then the events that the kernel holds, and only then reports. A file is therefore reported
/// only if no event that was there when it was looked at says otherwise. The truth is always what a look at the file
/// system shows; an event says where to look and how the file came. What events miss, the scans find.
///
/// The directory is opened anew in each step: the kernel does not tell that a directory was deleted as long as somebody
/// holds it open.
package actor InboxWatcher {
    enum Root {
        case unseen
        case watched(FileStatus)
        case lost
    }

    /// How far what is found in a folder may be trusted to be whole.
    enum Trust {
        case nothing
        /// The folder was renamed in at this ctime, and what was last touched before then came with it; what was touched
        /// in the same tick of the kernel's clock (4 ms, less since Linux 6.13) may have been so after it.
        case before(ctime: Int64)
        case doneFile

        /// The trust in a folder that was renamed in and looks like this since.
        ///
        /// The rename sets the folder's ctime alone. Where mtime is as late, something was put into the folder at that
        /// time, perhaps after the rename and before it was watched: when the rename was cannot be told any more, and
        /// everything in the folder settles.
        static func movedIn(_ status: FileStatus) -> Trust {
            status.mtime < status.ctime ? .before(ctime: status.ctime) : .nothing
        }
    }

    struct Visit {
        var folder: RawPath
        var trust: Trust
    }

    /// The longest path below the inbox whose folder is entered: each step of the walk costs a call, each path memory.
    static let longestFolderPath = 8_192

    nonisolated let executor: QueueExecutor
    /// The queue's executor.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    let inbox: RawPath
    private(set) var settings: InboxSettings
    let questions: InboxQuestions
    let notifier: (any ChangeNotifier)?
    private let onEvent: @Sendable (isolated InboxWatcher, InboxEvent) -> Void

    var root = Root.unseen
    var tracker: CompletionTracker
    var folders = FolderTree()
    var backoffs = Backoffs()
    /// Folders to be looked at, the next one last.
    var visits: [Visit] = []
    var notices: [InboxEvent] = []
    var rescanWanted = false
    var networkName: String?
    var watchFailures = 0
    var saidPolling = false
    var nextReconcile = Duration.zero
    private var looks: [(path: RawPath, sighting: Sighting)] = []
    private var isScanning = false
    private var isPaused = false
    private var saidCaughtUp = false
    private var isStepping = false
    private var isStepQueued = false
    private var sources: WatchSources?
    private var isCancelled = false
    /// Whether the last step could not open the inbox.
    private var isHindered = false

    /// A watcher that has not begun.
    ///
    /// `notifier` is there for tests; without one it is ``Inotify``, and if the kernel gives none, the inbox is polled.
    package init(
        inbox: RawPath,
        settings: InboxSettings = InboxSettings(),
        questions: InboxQuestions = InboxQuestions(),
        executor: QueueExecutor,
        notifier: (any ChangeNotifier)? = nil,
        onEvent: @escaping @Sendable (isolated InboxWatcher, InboxEvent) -> Void
    ) {
        self.inbox = inbox
        self.settings = settings
        self.questions = questions
        self.executor = executor
        self.onEvent = onEvent
        tracker = CompletionTracker(
            settle: settings.settle,
            incompleteSettle: settings.incompleteSettle,
            requiresDoneFile: settings.usesDoneFiles,
            capacity: settings.capacity
        )
        do {
            self.notifier = if let notifier { notifier } else { try Inotify() }
        } catch {
            self.notifier = nil
            notices.append(.polling(.watch(error)))
            saidPolling = true
        }
    }

    // MARK: What the owner asks

    /// Begins to look at everything, and from then on at what changes; a second call does nothing.
    package func start() {
        guard sources == nil, !isCancelled else { return }
        sources = WatchSources(queue: executor.queue, notifier: notifier) { @Sendable [weak self] in
            self?.assumeIsolated { $0.step() }
        }
        // The first look is taken at once, so that whoever has started the watcher knows that the watch is armed.
        step()
    }

    /// Ends for good; nothing is reported afterwards.
    package func cancel() {
        isCancelled = true
        sources = nil
    }

    /// Goes by other settings from now on; what waits already goes on by those it began with.
    package func apply(_ settings: InboxSettings) {
        self.settings = settings
        tracker.settle = settings.settle
        tracker.incompleteSettle = settings.incompleteSettle
        tracker.requiresDoneFile = settings.usesDoneFiles
        tracker.capacity = settings.capacity
        rescan()
    }

    /// Looks at everything soon; ``InboxEvent/caughtUp`` follows when that is done and nothing waits.
    package func rescan() {
        rescanWanted = true
        saidCaughtUp = false
        wake()
    }

    /// Goes on noticing what comes, but reports no file until ``resume()``.
    package func pause() {
        isPaused = true
    }

    /// Reports what has become whole since ``pause()``, in that order.
    package func resume() {
        isPaused = false
        wake()
    }

    /// The receiver has dealt with a reported file: it was moved away, or it stays and is known to `recall` as done.
    ///
    /// Must be called once for each report unless ``settle(again:after:)`` is. If the file was changed or replaced in
    /// the meantime, it is looked at again.
    package func finish(_ path: RawPath) {
        let again = tracker.finish(path.lastComponent, in: path.parent)
        if let again { looks.append((path, again)) }
        // A file that was turned away may now have room.
        if again != nil || tracker.turnedAway { wake() }
    }

    /// The receiver could not take a reported file: it was still changing, or not readable yet.
    ///
    /// It is reported again when it has been quiet for `delay`, by default the settling time; if something happens to
    /// it, already when it has been quiet for the settling time after that.
    package func settle(again path: RawPath, after delay: Duration? = nil) {
        tracker.settle(again: path.lastComponent, in: path.parent, after: delay ?? settings.settle, at: now)
        wake()
    }

    /// How many files wait to settle or to be handed out.
    package var waitingCount: Int { tracker.waitingCount + tracker.readyCount }

    // MARK: Steps

    /// The time of the monotonic clock.
    var now: Duration { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) }

    /// One turn of the queue: looks, takes what the kernel tells, reports.
    func step() {
        isStepQueued = false
        guard sources != nil, !isStepping else { return }
        isStepping = true
        defer { isStepping = false }
        do {
            let directory = try openInbox()
            lookAround(directory)
            drain(directory)
            isHindered = false
        } catch {
            hinder(error)
        }
        report()
        plan()
    }

    /// Queues a step, once.
    private func wake() {
        guard sources != nil, !isStepQueued else { return }
        isStepQueued = true
        executor.queue.async { @Sendable [weak self] in self?.assumeIsolated { $0.step() } }
    }

    /// The inbox could not be opened: it is lost, unless it is only that the system is short of something.
    private func hinder(_ error: Errno) {
        isHindered = true
        discardEvents()
        switch error.code {
        case EMFILE, ENFILE, ENOMEM, EINTR: noteTrouble(RawPath([]), error)
        default: lose(error)
        }
    }

    private func lookAround(_ directory: borrowing Directory) {
        let asked = looks
        looks = []
        for look in asked {
            self.look(at: look.path.lastComponent, in: look.path.parent, by: look.sighting, from: directory)
        }
        for path in backoffs.takeDue(at: now) {
            if path.isEmpty {
                visits.append(Visit(folder: path, trust: .nothing))
            } else {
                look(at: path.lastComponent, in: path.parent, by: .scan, from: directory)
            }
        }
        for place in tracker.due(at: now) {
            verify(place.name, in: place.folder, from: directory)
        }
        if visits.isEmpty && (rescanWanted || nextReconcile <= now) {
            rescanWanted = false
            isScanning = true
            watchFailures = 0
            networkName = nil
            visits.append(Visit(folder: RawPath([]), trust: .nothing))
        }
        if let visit = visits.popLast() { run(visit, from: directory) }
        if visits.isEmpty && isScanning {
            isScanning = false
            if watchFailures == 0 && networkName == nil && notifier != nil { saidPolling = false }
            nextReconcile = now + (isPolling ? settings.pollInterval : settings.reconcileInterval)
        }
    }

    private func report() {
        let told = notices
        notices = []
        for notice in told { onEvent(self, notice) }
        while !isPaused, !isCancelled, let arrival = tracker.nextReady() {
            saidCaughtUp = false
            onEvent(self, arrival.status.kind == .regular ? .complete(arrival) : .unfit(arrival))
        }
    }

    /// Decides when the next step is.
    private func plan() {
        if tracker.turnedAway && tracker.count <= settings.capacity / 2 {
            tracker.turnedAway = false
            rescanWanted = true
        }
        guard case .watched = root, !isHindered else {
            sources?.wake(at: now + settings.lostInterval)
            return
        }
        let isBusy = !visits.isEmpty || !looks.isEmpty || rescanWanted
        if isBusy || waitingCount > 0 || tracker.turnedAway {
            saidCaughtUp = isBusy && waitingCount == 0 && saidCaughtUp
        } else if !saidCaughtUp {
            saidCaughtUp = true
            onEvent(self, .caughtUp)
        }
        if isBusy {
            wake()
        } else {
            let deadlines = [nextReconcile, tracker.nextDeadline, backoffs.nextDeadline]
            sources?.wake(at: deadlines.compactMap { $0 }.min() ?? nextReconcile)
        }
    }

    /// Whether scans must stand in for events.
    var isPolling: Bool { networkName != nil || watchFailures > 0 || notifier == nil }
}
