internal import Glibc

/// Lines for people, on standard error; under systemd with the priority that the journal reads.
package enum Console {
    /// How much a line matters, by syslog's numbers.
    package enum Priority: Int, Sendable {
        case error = 3
        case warning = 4
        case info = 6
    }

    /// Writes one line.
    ///
    /// Controls in it are escaped, so that no file name can forge a line or steer a terminal.
    package static func say(_ text: String, priority: Priority = .info) {
        let prefix = isJournal ? "<\(priority.rawValue)>" : ""
        var line = Array(prefix.utf8)
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F {
                line.append(contentsOf: "\\x\(scalar.value < 0x10 ? "0" : "")\(String(scalar.value, radix: 16))".utf8)
            } else {
                line.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
        line.append(UInt8(ascii: "\n"))
        unsafe line.withUnsafeBytes { bytes in
            _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }

    private static let isJournal = unsafe getenv("JOURNAL_STREAM") != nil
}
