internal import CLinux
internal import Dispatch
package import FileAccess
internal import Glibc
internal import Inbox
internal import Ingestion
internal import IssueParsing
internal import RecordIndex

/// A run of presscut over a root: the service, or one pass over what lies in the inbox.
package final class Daemon: Sendable {
    /// How long SIGTERM lets the drops under way go on.
    static let patience = Duration.seconds(4)

    let root: RawPath
    private let configurationPath: RawPath?
    let ingestor: Ingestor
    private let manager = ServiceManager()
    private let ending = Ending()

    /// Opens the root; `configuration` is what was read from `configurationPath`.
    ///
    /// `expectsArrivals` says whether parts of an issue may still be coming, for which others then wait.
    ///
    /// - Throws: an ``ExitCode`` whose reason has been said on standard error.
    package init(
        root: RawPath,
        configuration: Configuration,
        configurationPath: RawPath?,
        expectsArrivals: Bool = true
    ) throws(ExitCode) {
        self.root = root
        self.configurationPath = configurationPath
        // The committer moves from thread to thread, and each thread's own arena of malloc would keep what the largest
        // transaction took there: 10 MB a thread. The readers of files are processes of their own.
        presscut_share_memory()
        try IndexKeeping.secure(root: root, configuration)
        var settings = Daemon.settings(root: root, configuration)
        settings.expectsArrivals = expectsArrivals
        let ending = ending
        do {
            ingestor = try Ingestor(settings: settings) { ending.receive($0) }
        } catch {
            throw Daemon.refuse(error, root: root)
        }
    }

    /// Watches the inbox until SIGTERM or SIGINT; returns the exit code.
    package func watch() async -> ExitCode {
        let signals = SignalSources(queue: ingestor.queue)
        signals.on(SIGTERM) { [ending] in ending.end(.ok) }
        signals.on(SIGINT) { [ending] in ending.end(.ok) }
        signals.on(SIGHUP) { [weak self] in self?.reload() }
        do {
            try await ingestor.arm()
        } catch {
            return Daemon.refuse(error, root: root)
        }
        manager.ready("Watching \(root.escaped)/inbox.")
        Console.say("Watching \(root.escaped)/inbox; records go to \(root.escaped)/output/records.")
        let watchdog = startWatchdog()
        let control = startControl()
        let ingestor = ingestor
        Task { await ingestor.begin() }
        let code = await ending.wait(untilIdle: false)
        watchdog?.cancel()
        control.cancel()
        manager.stopping()
        let isClosed = await ingestor.stop(patience: Daemon.patience)
        signals.cancel()
        return isClosed ? code : .io
    }

    /// Takes what lies in the inbox now, or only `paths` below it, and returns the exit code.
    package func ingestOnce(paths: [RawPath]) async -> ExitCode {
        let signals = SignalSources(queue: ingestor.queue)
        signals.on(SIGTERM) { [ending] in ending.end(.tryAgain) }
        signals.on(SIGINT) { [ending] in ending.end(.tryAgain) }
        var code = ExitCode.ok
        if paths.isEmpty {
            do {
                try await ingestor.arm()
            } catch {
                return Daemon.refuse(error, root: root)
            }
            let ingestor = ingestor
            Task { await ingestor.begin() }
            code = await ending.wait(untilIdle: true)
        } else {
            await ingestor.begin()
            for path in paths {
                guard await ending.code == nil else { break }
                do {
                    try await ingestor.take(path)
                } catch {
                    Console.say("\(error)", priority: .error)
                    code = .noInput
                }
            }
        }
        if await !ingestor.stop(patience: Daemon.patience), code == .ok { code = .io }
        signals.cancel()
        Console.say(await ending.summary)
        if code == .ok, await ingestor.leavesFiles { code = .tryAgain }
        return await ending.hasFailures && code == .ok ? .data : code
    }

    private func reload() {
        manager.reloading()
        if let configurationPath {
            do {
                let configuration = try Daemon.configuration(at: configurationPath)
                let options = Daemon.settings(root: root, configuration).parsing
                let ingestor = ingestor
                Task { await ingestor.reconfigure(options) }
                Console.say(
                    "Read \(configurationPath.escaped) again: paper names, words and max-text hold from now on, the rest after a restart."
                )
            } catch {
                Console.say("Kept the former configuration.", priority: .warning)
            }
        }
        manager.ready("Watching \(root.escaped)/inbox.")
    }

    private func startWatchdog() -> (any DispatchSourceTimer)? {
        guard let interval = manager.watchdogMicroseconds else { return nil }
        let timer = DispatchSource.makeTimerSource(queue: ingestor.queue)
        let manager = manager
        timer.schedule(deadline: .now(), repeating: .microseconds(interval / 3))
        // On the ingestor's queue: a daemon whose events no longer run does not answer.
        timer.setEventHandler { @Sendable in manager.alive() }
        timer.activate()
        return timer
    }

    /// Reads a configuration file, or says why it cannot be used.
    package static func configuration(at path: RawPath) throws(ExitCode) -> Configuration {
        do {
            let folder = try Directory(at: path.parent.isEmpty ? RawPath(".") : path.parent)
            let bytes = try folder.file(path.lastComponent, for: .reading).readAll(upTo: 1 << 20)
            return try Configuration(parsing: bytes)
        } catch let error as ConfigurationError {
            Console.say("\(path.escaped), \(error.description)", priority: .error)
            throw .configuration
        } catch {
            Console.say("The configuration cannot be read: \(error)", priority: .error)
            throw .configuration
        }
    }

    private static func settings(root: RawPath, _ configuration: Configuration) -> IngestorSettings {
        var settings = IngestorSettings(root: root, workerProgram: ["/proc/self/exe", "worker"])
        settings.inbox.settle = configuration.settle
        settings.documentPatience = configuration.companionPatience
        settings.inbox.incompleteSettle = configuration.incompleteSettle
        settings.inbox.reconcileInterval = configuration.reconcile
        settings.inbox.usesDoneFiles = configuration.usesDoneFiles
        settings.policy = configuration.originals
        settings.parsing.maximumTextByteCount = configuration.maximumTextByteCount
        settings.parsing.papers = configuration.papers
        settings.parsing.words = configuration.words
        settings.parsing.recognition = configuration.recognition
        settings.workerCount = configuration.workerCount
        settings.limits.cpuSeconds = max(1, Int(configuration.workerCPU.components.seconds))
        settings.limits.wallSeconds = max(1, Int(configuration.workerWall.components.seconds))
        settings.limits.addressSpace = configuration.workerMemory
        settings.workerProgram += settings.limits.arguments
        return settings
    }

    /// Says why the root cannot be worked on.
    static func refuse(_ error: any Error, root: RawPath) -> ExitCode {
        switch error {
        case let error as IndexUnfit:
            Console.say(
                "\(error) Install that version again, or move state/index.sqlite away: it is then rebuilt from output/.",
                priority: .error
            )
            return .configuration
        default:
            Console.say("\(root.escaped) cannot be used: \(error)", priority: .error)
            return .io
        }
    }
}
