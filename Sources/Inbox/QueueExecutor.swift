package import Dispatch

/// Lets an actor live on a serial Dispatch queue, so that handlers of Dispatch sources on that queue are inside it.
///
/// A handler enters the actor by `assumeIsolated`, which this executor checks. Several actors may share one.
package final class QueueExecutor: SerialExecutor {
    /// The serial queue.
    package let queue: DispatchQueue

    /// An executor over a queue, which must be serial.
    package init(_ queue: DispatchQueue) {
        self.queue = queue
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedSerialExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }

    package func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
