import FileAccess

/// What could not be looked at, and when it is tried again: after 1 s, then twice as long each time, up to 10 minutes.
struct Backoffs {
    private struct Trouble {
        var delay: Duration
        var due: Duration
    }

    static let first = Duration.seconds(1)
    static let longest = Duration.seconds(600)
    /// More than these are left to the next reconcile scan, unreported.
    static let capacity = 4_096

    private var troubles: [RawPath: Trouble] = [:]

    /// Notes a failure; answers whether it is the first of its spell.
    mutating func note(_ path: RawPath, at now: Duration) -> Bool {
        guard troubles[path] == nil else { return false }
        guard troubles.count < Self.capacity else { return false }
        troubles[path] = Trouble(delay: Self.first, due: now + Self.first)
        return true
    }

    /// Whether a path is among them.
    func contains(_ path: RawPath) -> Bool { troubles[path] != nil }

    /// Notes that a path could be looked at, or is not there.
    mutating func clear(_ path: RawPath) {
        guard !troubles.isEmpty else { return }
        troubles[path] = nil
    }

    mutating func removeAll() {
        troubles.removeAll()
    }

    /// When the next try is due.
    var nextDeadline: Duration? { troubles.values.lazy.map(\.due).min() }

    /// The paths that are to be tried now; each comes up again later unless it is cleared.
    mutating func takeDue(at now: Duration) -> [RawPath] {
        let due = troubles.filter { $0.value.due <= now }
        for (path, trouble) in due {
            let delay = min(trouble.delay * 2, Self.longest)
            troubles[path] = Trouble(delay: delay, due: now + delay)
        }
        return due.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
}
