import Dispatch
package import FileAccess

/// Takes what is in the inbox once, by the same rules as the watcher, and ends.
package enum InboxScanner {
    /// Tells of everything that is in the inbox, and hands back when all of it has been told.
    ///
    /// Blocks the calling thread, which must not be one of Swift's own, for the settling time at least, and as long as
    /// something in the inbox keeps changing. `onEvent` is called on a queue of the scanner's own, and has dealt with
    /// a file when it returns. A missing inbox ends the scan after ``InboxEvent/inboxLost(_:)``.
    package static func run(
        inbox: RawPath,
        settings: InboxSettings = InboxSettings(),
        questions: InboxQuestions = InboxQuestions(),
        onEvent: @escaping @Sendable (InboxEvent) -> Void
    ) {
        let executor = QueueExecutor(DispatchQueue(label: "presscut.inbox-scanner"))
        let ended = DispatchSemaphore(value: 0)
        let watcher = InboxWatcher(
            inbox: inbox,
            settings: settings,
            questions: questions,
            executor: executor
        ) { watcher, event in
            onEvent(event)
            switch event {
            case .complete(let arrival), .unfit(let arrival): watcher.finish(arrival.path)
            case .caughtUp, .inboxLost: ended.signal()
            default: break
            }
        }
        executor.queue.async { watcher.assumeIsolated { $0.start() } }
        ended.wait()
        executor.queue.sync { watcher.assumeIsolated { $0.cancel() } }
    }
}
