import Dispatch
import FileAccess
import Glibc
import Inbox
import TestSupport
import Testing

/// What a test's receiver does with a file that is reported.
enum Receiver: Sendable {
    /// Keeps it in hand.
    case keeps
    /// Removes it and is through with it.
    case removes
    /// Leaves it and is through with it.
    case leaves
}

/// Everything that a watcher has told, kept on the watcher's own queue.
actor Told {
    nonisolated let executor: QueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
    private(set) var events: [InboxEvent] = []

    init(executor: QueueExecutor) {
        self.executor = executor
    }

    func append(_ event: InboxEvent) {
        events.append(event)
    }
}

/// An inbox of its own for one test, a place beside it to prepare what is dropped, and a watcher.
final class WatchedInbox: Sendable {
    private let temporary: TemporaryDirectory
    let told: Told
    let watcher: InboxWatcher
    let executor: QueueExecutor
    let path: RawPath
    /// The directory that holds the inbox as `inbox` and the place beside it as `beside`.
    let directory: Directory

    /// Settings in which nothing settles while a test runs: what is reported was known to be whole otherwise.
    static var patient: InboxSettings { settings { $0.settle = .seconds(3_600) } }
    /// Settings in which a file settles soon.
    static var quick: InboxSettings { settings { $0.settle = .milliseconds(40) } }

    static func settings(_ change: (inout InboxSettings) -> Void) -> InboxSettings {
        var settings = InboxSettings()
        settings.settle = .milliseconds(40)
        settings.lostInterval = .milliseconds(20)
        change(&settings)
        return settings
    }

    init(
        _ settings: InboxSettings,
        questions: InboxQuestions = InboxQuestions(),
        notifier: (any ChangeNotifier)? = nil,
        receiver: Receiver = .keeps,
        makesInbox: Bool = true,
        inMemory: Bool = false
    ) throws {
        temporary = try TemporaryDirectory(in: inMemory ? "/dev/shm" : nil)
        let root = RawPath(temporary.path)
        directory = try Directory(at: root)
        if makesInbox { try directory.makeDirectory(RawPath("inbox")) }
        try directory.makeDirectory(RawPath("beside"))
        path = root.appending("inbox")
        let executor = QueueExecutor(DispatchQueue(label: "inbox-test"))
        let told = Told(executor: executor)
        let inbox = path
        self.executor = executor
        self.told = told
        watcher = InboxWatcher(
            inbox: inbox,
            settings: settings,
            questions: questions,
            executor: executor,
            notifier: notifier
        ) { watcher, event in
            told.assumeIsolated { $0.append(event) }
            switch (event, receiver) {
            case (.complete(let arrival), .removes), (.unfit(let arrival), .removes):
                do {
                    try Directory(at: inbox).remove(arrival.path)
                } catch {
                    Issue.record(error)
                }
                watcher.finish(arrival.path)
            case (.complete(let arrival), .leaves), (.unfit(let arrival), .leaves):
                watcher.finish(arrival.path)
            default: break
            }
        }
    }

    /// The inbox's path as text, for programs.
    var text: String { path.utf8 }
    /// The path as text of the place beside the inbox.
    var beside: String { temporary.path + "/beside" }

    /// Writes a file in the inbox, in one go.
    func write(_ name: RawPath, _ bytes: [UInt8] = [1, 2, 3]) throws {
        try directory.file(RawPath("inbox").appending(name), for: .creating).write(bytes)
    }

    /// Writes a file in the inbox, in one go.
    func write(_ name: String, _ bytes: [UInt8] = [1, 2, 3]) throws {
        try write(RawPath(name), bytes)
    }

    /// Writes a file beside the inbox.
    func prepare(_ name: String, _ bytes: [UInt8] = [1, 2, 3]) throws {
        let path = RawPath("beside").appending(name)
        _ = try directory.makeDirectories(path.parent)
        try directory.file(path, for: .creating).write(bytes)
    }

    /// Renames something from beside the inbox into it.
    func drop(_ name: String, as newName: RawPath? = nil) throws {
        try directory.rename(
            RawPath("beside").appending(name),
            to: directory,
            as: RawPath("inbox").appending(newName ?? RawPath(name)),
            replacing: true
        )
    }

    /// Renames a folder from beside the inbox into it, late enough that the rename shows in the folder's times.
    func dropFolder(_ name: String) throws {
        try letClockStep(beyond: directory.status(of: RawPath("beside").appending(name)).mtime)
        try drop(name)
    }

    /// Waits until the kernel's clock for files, which goes in steps, is beyond a time.
    func letClockStep(beyond time: Int64) throws {
        let tick = RawPath("tick")
        repeat {
            try directory.file(tick, for: .creating).close()
            defer { _ = try? directory.remove(tick) }
            if try directory.status(of: tick).ctime > time { return }
        } while true
    }

    /// The arrivals told of so far, fit and unfit.
    func arrivals() async -> [Arrival] {
        await told.events.compactMap { event in
            switch event {
            case .complete(let arrival), .unfit(let arrival): arrival
            default: nil
            }
        }
    }

    /// The paths told of so far, sorted.
    func paths() async -> [RawPath] {
        await arrivals().map(\.path).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    /// Waits until a condition holds, and fails if it does not within 30 seconds.
    func until(
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: () async -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while await !condition() {
            guard ContinuousClock.now < deadline else {
                let events = await told.events.suffix(20)
                try #require(Bool(false), "not within 30 s: \(what); \(events)", sourceLocation: sourceLocation)
                return
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Waits until some files have been told of.
    func untilToldOf(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await until("\(count) arrivals", sourceLocation: sourceLocation) { await arrivals().count >= count }
    }

    /// Has everything looked at and waits until all of it has been told, so that what was not told never will be.
    func untilCaughtUp(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let before = await told.events.count { $0 == .caughtUp }
        await watcher.rescan()
        try await until("caught up", sourceLocation: sourceLocation) {
            await told.events.count { $0 == .caughtUp } > before
        }
    }

    /// Waits until so many files are noticed and not yet told of.
    func untilWaiting(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await until("\(count) waiting", sourceLocation: sourceLocation) { await watcher.waitingCount == count }
    }
}

/// A notifier that tells nothing: it takes the kernel's events and throws them away.
final class DeafNotifier: ChangeNotifier {
    private let inotify: Inotify

    init() throws(Errno) {
        inotify = try Inotify()
    }

    var descriptor: Int32 { inotify.descriptor }

    func watch(_ directory: borrowing Directory) throws(Errno) -> Int32 { try inotify.watch(directory) }

    func unwatch(_ watch: Int32) { inotify.unwatch(watch) }

    func read() throws(Errno) -> [ChangeEvent] {
        while try !inotify.read().isEmpty {}
        return []
    }
}

/// A notifier for which the kernel has no more watches.
final class ExhaustedNotifier: ChangeNotifier {
    private let inotify: Inotify

    init() throws(Errno) {
        inotify = try Inotify()
    }

    var descriptor: Int32 { inotify.descriptor }

    func watch(_ directory: borrowing Directory) throws(Errno) -> Int32 {
        throw Errno(code: ENOSPC, call: "inotify_add_watch")
    }

    func unwatch(_ watch: Int32) {}

    func read() throws(Errno) -> [ChangeEvent] { [] }
}
