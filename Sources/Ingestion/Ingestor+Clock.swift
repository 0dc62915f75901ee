internal import Dispatch

extension Ingestor {
    /// The time on the monotonic clock, from which the deadlines of drops of several files are counted.
    static var now: Duration { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) }
}
