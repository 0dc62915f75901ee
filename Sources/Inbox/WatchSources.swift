import Dispatch

/// The Dispatch sources of one watcher: the kernel's events and one timer, cancelled together and only once.
final class WatchSources {
    private let timer: any DispatchSourceTimer
    private let reader: (any DispatchSourceRead)?

    /// Sources on `queue` that both call `handler`, already running.
    init(queue: DispatchQueue, notifier: (any ChangeNotifier)?, handler: @escaping @Sendable () -> Void) {
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler(handler: handler)
        timer.schedule(deadline: .distantFuture)
        if let notifier {
            let reader = DispatchSource.makeReadSource(fileDescriptor: notifier.descriptor, queue: queue)
            reader.setEventHandler(handler: handler)
            // The descriptor must outlive the source, which lets go of it only in its cancel handler.
            reader.setCancelHandler { @Sendable in withExtendedLifetime(notifier) {} }
            self.reader = reader
        } else {
            reader = nil
        }
        timer.activate()
        reader?.activate()
    }

    deinit {
        timer.cancel()
        reader?.cancel()
    }

    /// Calls the handler at a time of the monotonic clock, and not at the time set before.
    func wake(at deadline: Duration) {
        let (seconds, attoseconds) = deadline.components
        let nanoseconds = UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
        timer.schedule(deadline: DispatchTime(uptimeNanoseconds: nanoseconds), leeway: .milliseconds(1))
    }
}
