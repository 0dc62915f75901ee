internal import Dispatch
internal import FileAccess
package import Ingestion

extension Daemon {
    /// Carries out one request while nothing else is done, and returns its answer.
    package func perform(_ request: ControlRequest) async -> ControlAnswer {
        await ingestor.begin()
        var answer = await ingestor.perform(request)
        if await !ingestor.stop(patience: Daemon.patience) { answer.hasFailures = true }
        return answer
    }

    /// Looks for requests each second, on the ingestor's queue, and has them carried out one after the other.
    func startControl() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: ingestor.queue)
        timer.schedule(deadline: .now(), repeating: .seconds(1), leeway: .milliseconds(100))
        let requests = ControlRequests(root: root, ingestor: ingestor)
        timer.setEventHandler { @Sendable in
            Task { await requests.look() }
        }
        timer.activate()
        return timer
    }
}

/// The requests that lie in `state/control`.
private actor ControlRequests {
    private let root: RawPath
    private let ingestor: Ingestor
    private var isAtWork = false

    init(root: RawPath, ingestor: Ingestor) {
        self.root = root
        self.ingestor = ingestor
    }

    /// Carries out what waits.
    func look() async {
        guard !isAtWork else { return }
        isAtWork = true
        defer { isAtWork = false }
        do {
            for name in try ControlFolder(root: root).requests() {
                let answer: ControlAnswer
                if let request = try ControlFolder(root: root).request(name) {
                    answer = await ingestor.perform(request)
                } else {
                    answer = ControlAnswer(lines: ["The service does not know this request."], hasFailures: true)
                }
                try ControlFolder(root: root).answer(name, with: answer)
            }
        } catch {
            Console.say("A request in state/control cannot be answered: \(error)", priority: .warning)
        }
    }
}
