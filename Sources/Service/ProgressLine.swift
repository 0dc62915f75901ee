internal import Glibc

/// Tells how far something long has come: on a terminal by one line that is written over, else by a line now and then;
/// the service manager is told too, so that it waits.
///
/// Only for one thread.
package final class ProgressLine {
    private let title: String
    private let manager = ServiceManager()
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let interval: Duration
    private var next: ContinuousClock.Instant
    private var hasShown = false

    /// A line that begins with `title`.
    package init(title: String) {
        self.title = title
        interval = isTerminal ? .milliseconds(200) : .seconds(10)
        next = .now + interval
    }

    /// Says what is being done, and how many of how many are.
    package func tell(_ step: String, _ done: Int, _ all: Int) {
        guard ContinuousClock.now >= next else { return }
        next = .now + interval
        let share = all > 0 ? " \(min(100, done * 100 / all)) %" : ""
        let text = "\(title): \(step)\(share)"
        manager.status(text)
        manager.extendStart(by: .seconds(120))
        hasShown = true
        if isTerminal {
            write("\r\(text)\u{1B}[K")
        } else {
            Console.say(text)
        }
    }

    /// Clears the line of a terminal.
    package func end() {
        if isTerminal, hasShown { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBytes { buffer in
            _ = unsafe Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
        }
    }
}
