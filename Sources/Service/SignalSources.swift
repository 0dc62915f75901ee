internal import Dispatch
internal import Glibc

/// Signals as Dispatch sources on one queue.
final class SignalSources {
    private let queue: DispatchQueue
    private var sources: [any DispatchSourceSignal] = []

    init(queue: DispatchQueue) {
        self.queue = queue
    }

    /// Calls `handler` on the queue at each `number`, which no longer ends the process.
    func on(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: handler)
        source.activate()
        sources.append(source)
    }

    func cancel() {
        for source in sources { source.cancel() }
        sources = []
    }
}
