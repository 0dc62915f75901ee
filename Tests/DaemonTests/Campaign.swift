import Glibc

/// How much a campaign does: little in every run of the tests, all when asked for by `deploy/test --campaign`.
enum Campaign {
    /// Whether the whole campaign was asked for.
    static let isFull = unsafe getenv("PRESSCUT_CAMPAIGN") != nil

    /// A number that the command line gave, or else the one for a whole or a short round.
    static func number(_ name: String, full: Int, short: Int) -> Int {
        let given = unsafe getenv("PRESSCUT_\(name)").flatMap { unsafe Int(String(cString: $0)) }
        return given ?? (isFull ? full : short)
    }

    /// Prints one line of the table: what was done, how much was lost and doubled, the command that does it again.
    static func report(_ campaign: String, _ done: String, lost: Int, doubled: Int, command: String) {
        print("campaign\t\(campaign)\t\(done)\t\(lost)\t\(doubled)\t\(command)")
        fflush(nil)
    }
}

/// What several threads of a campaign found.
final class Findings: Sendable {
    private let lines = LockedBox<[String]>([])

    /// Adds what went wrong.
    func add(_ line: String) { lines.change { $0.append(line) } }

    /// All that went wrong so far.
    var all: [String] { lines.value }
}

/// A value that threads share, under a lock of its own.
///
/// pthread's lock, since the thread sanitizer knows it.
@safe
final class LockedBox<Value: Sendable>: @unchecked Sendable {
    private var held: Value
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init(_ value: Value) {
        held = value
        unsafe pthread_mutex_init(lock, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// The value now.
    var value: Value {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return held
    }

    /// Changes the value.
    func change<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&held)
    }
}
