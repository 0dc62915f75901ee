internal import Dispatch
internal import FileAccess
internal import Inbox
internal import Ingestion

/// Counts how drops ended, says so on standard error, and knows when the run is to end.
actor Ending {
    private nonisolated let executor = QueueExecutor(DispatchQueue(label: "presscut.ending"))
    private var counts: [Verdict.Event: Int] = [:]
    private(set) var code: ExitCode?
    private var isIdle = false
    private var waiter: (continuation: CheckedContinuation<ExitCode, Never>, untilIdle: Bool)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Takes in what the ingestor reports, in the order of the calls.
    nonisolated func receive(_ event: IngestorEvent) {
        executor.queue.async { self.assumeIsolated { $0.take(event) } }
    }

    /// Ends the run with that code, unless it has ended.
    nonisolated func end(_ code: ExitCode) {
        executor.queue.async { self.assumeIsolated { $0.finish(code) } }
    }

    /// Waits for the end; with `untilIdle`, an empty inbox is one.
    func wait(untilIdle: Bool) async -> ExitCode {
        await withCheckedContinuation { continuation in
            waiter = (continuation, untilIdle)
            resume()
        }
    }

    /// Whether a drop could not be read.
    var hasFailures: Bool { counts[.failed] ?? 0 > 0 }

    /// How many drops ended how.
    var summary: String {
        let parts = Verdict.Event.allCases.compactMap { event in counts[event].map { "\($0) \(event.rawValue)" } }
        return parts.isEmpty ? "Nothing to take." : parts.joined(separator: ", ") + "."
    }

    private func take(_ event: IngestorEvent) {
        switch event {
        case .ended(let path, let verdict):
            counts[verdict.event, default: 0] += 1
            Console.say(
                "\(path.escaped): \(verdict.event.rawValue) (\(verdict.code)). \(verdict.reason.english)"
                    + (verdict.advice.map { " \($0.english)" } ?? ""),
                priority: verdict.event == .failed ? .warning : .info
            )
        case .notice(let name, let message):
            Console.say("\(name): \(message.english)", priority: .warning)
        case .idle:
            isIdle = true
            resume()
        case .broken(let reason):
            Console.say("Stopping, since what is written can no longer be trusted: \(reason)", priority: .error)
            finish(.io)
        case .damaged(let reason):
            Console.say("Stopping; the next start rebuilds the index: \(reason)", priority: .error)
            finish(.io)
        }
    }

    private func finish(_ code: ExitCode) {
        if self.code == nil { self.code = code }
        resume()
    }

    private func resume() {
        guard let waiting = waiter, let ended = code ?? (isIdle && waiting.untilIdle ? .ok : nil) else { return }
        waiter = nil
        waiting.continuation.resume(returning: ended)
    }
}
