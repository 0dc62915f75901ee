import Glibc
import TestSupport
import Testing
import TextScanning

/// A service at work on a root, ended with the value.
struct RunningService: ~Copyable {
    private var process: ChildProcess

    /// Starts the service and waits until its watch is armed.
    init(_ root: borrowing Root, environment: [String: String] = [:]) throws {
        let started = try root.start(["watch"], environment: environment)
        let path = root.path
        try waitUntil("the service says that it watches") { root in root.messages.contains("Watching \(path)") }(root)
        process = started
    }

    /// The number of its process.
    var id: pid_t { process.id }

    /// Sends a signal.
    func send(_ signal: Int32) { process.send(signal) }

    /// Ends it by SIGTERM and returns how it ended.
    mutating func stop() -> ChildProcess.End {
        process.send(SIGTERM)
        return process.wait()
    }

    /// Waits for an end that comes by itself.
    mutating func wait() -> ChildProcess.End { process.wait() }
}

/// What did not come true in time.
struct Timeout: Error, CustomStringConvertible {
    let description: String
}

/// Waits until `condition` holds for a root, at most 90 s; the machine may be busy.
func waitUntil(
    _ what: String,
    _ condition: @escaping (borrowing Root) throws -> Bool
) -> (borrowing Root) throws -> Void {
    { root in
        let deadline = ContinuousClock.now + .seconds(90)
        while try !condition(root) {
            guard ContinuousClock.now < deadline else {
                throw Timeout(description: "Not within 90 s: \(what). \(root.messages.suffix(2_000))")
            }
            usleep(10_000)
        }
    }
}

extension Root {
    /// Waits for the terminal event of a file and returns it.
    func event(of file: String) throws -> JSONValue {
        try waitUntil("\(file) has an event") { root in
            try root.events().contains { $0["file"]?.string == file }
        }(self)
        return try #require(try events().last { $0["file"]?.string == file })
    }
}
