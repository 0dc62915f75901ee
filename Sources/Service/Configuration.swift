package import ArticleSeparation
package import Ingestion
package import IssueReading

/// What an operator may set, read from a file of `key = value` lines.
///
/// A line is blank, a comment (`#` first), or one setting; blanks around key and value do not count. Durations are
/// `200ms`, `5s`, `10m`; sizes `500`, `64K`, `32M`, `2G`. Each key stands once at most; `paper.CODE` once a code and
/// `words.KIND` once a kind.
package struct Configuration: Equatable, Sendable {
    package var settle: Duration = .seconds(5)
    /// How long a METS document waits for the files that it names.
    package var companionPatience: Duration = .seconds(600)
    package var incompleteSettle: Duration = .seconds(60)
    package var reconcile: Duration = .seconds(60)
    package var originals = OriginalsPolicy.move
    package var usesDoneFiles = false
    package var maximumTextByteCount = 32 << 20
    package var workerCount = 1
    package var workerCPU: Duration = .seconds(60)
    package var workerWall: Duration = .seconds(120)
    package var workerMemory = 4 << 30
    /// Which pages are read by text recognition.
    package var recognition = RecognitionMode.auto
    /// Papers' names by the codes or titles under which they come.
    package var papers: [String: String] = [:]
    /// Words that papers use beside those that are common to all.
    package var words = PaperWords()

    /// The settings that hold where nothing is said.
    package init() {}
}

/// Why a configuration cannot be used: the line and what is wrong with it.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    /// One sentence.
    package let reason: String

    /// An error in `line`.
    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "line \(line): \(reason)" }

    package static func == (left: ConfigurationError, right: ConfigurationError) -> Bool { left.line == right.line }
}

extension Configuration {
    /// Reads a configuration; what it does not set has its default.
    package init(parsing bytes: [UInt8]) throws(ConfigurationError) {
        self.init()
        var seen: Set<String> = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let number = index + 1
            guard let text = String(validating: line, as: UTF8.self) else {
                throw ConfigurationError(line: number, reason: "It is not UTF-8.")
            }
            let trimmed = text.trimmingBlanks()
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            guard let separator = trimmed.firstIndex(of: "=") else {
                throw ConfigurationError(
                    line: number,
                    reason: "A setting is written “key = value”; “\(trimmed)” has no “=”."
                )
            }
            let key = trimmed[..<separator].trimmingBlanks()
            let value = trimmed[trimmed.index(after: separator)...].trimmingBlanks()
            guard seen.insert(key).inserted else {
                throw ConfigurationError(line: number, reason: "“\(key)” is set a second time; keep one of the two.")
            }
            do throws(ValueError) {
                try set(key, to: value)
            } catch {
                throw ConfigurationError(line: number, reason: error.reason)
            }
        }
    }

    private struct ValueError: Error {
        let reason: String
    }

    private mutating func set(_ key: String, to value: String) throws(ValueError) {
        switch key {
        case "settle": settle = try Configuration.duration(value, for: key)
        case "companions": companionPatience = try Configuration.duration(value, for: key)
        case "incomplete-settle": incompleteSettle = try Configuration.duration(value, for: key)
        case "reconcile": reconcile = try Configuration.duration(value, for: key)
        case "originals":
            guard let policy = OriginalsPolicy(rawValue: value) else {
                throw ValueError(reason: "originals is one of move, keep, delete; “\(value)” is none of them.")
            }
            originals = policy
        case "done-files": usesDoneFiles = try Configuration.yesNo(value, for: key)
        case "max-text": maximumTextByteCount = try Configuration.size(value, for: key)
        case "ocr":
            guard let mode = RecognitionMode(rawValue: value) else {
                throw ValueError(reason: "ocr is one of auto, off, always; “\(value)” is none of them.")
            }
            recognition = mode
        case "workers":
            guard let count = Int(value), 1...64 ~= count else {
                throw ValueError(reason: "workers is a number from 1 to 64; “\(value)” is not.")
            }
            workerCount = count
        case "worker-cpu": workerCPU = try Configuration.duration(value, for: key)
        case "worker-wall": workerWall = try Configuration.duration(value, for: key)
        case "worker-memory": workerMemory = try Configuration.size(value, for: key)
        case _ where key.hasPrefix("paper.") && key.utf8.count > 6:
            guard !value.isEmpty else { throw ValueError(reason: "\(key) needs the paper's name after “=”.") }
            papers[String(key.dropFirst(6))] = value
        case _ where key.hasPrefix("words."):
            guard let kind = PaperWords.Kind(rawValue: String(key.dropFirst(6))) else {
                let kinds = PaperWords.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValueError(reason: "“\(key)” is no kind of words. There are: words. with \(kinds).")
            }
            do throws(PaperWords.Mistake) {
                try words.set(kind, to: value)
            } catch {
                throw ValueError(reason: error.reason)
            }
        default:
            throw ValueError(
                reason: "There is no setting “\(key)”. There are: \(Configuration.keys.joined(separator: ", "))."
            )
        }
    }

    /// All keys.
    package static let keys = [
        "settle", "incomplete-settle", "companions", "reconcile", "originals", "done-files", "max-text", "ocr",
        "workers", "worker-cpu",
        "worker-wall", "worker-memory", "paper.CODE", "words.KIND",
    ]

    private static func yesNo(_ value: String, for key: String) throws(ValueError) -> Bool {
        switch value {
        case "yes": return true
        case "no": return false
        default: throw ValueError(reason: "\(key) is yes or no; “\(value)” is neither.")
        }
    }

    private static func duration(_ value: String, for key: String) throws(ValueError) -> Duration {
        let units: [(String, Duration)] = [("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60))]
        for (suffix, unit) in units where value.hasSuffix(suffix) {
            guard let count = Int(value.dropLast(suffix.count).trimmingBlanks()), 0...86_400_000 ~= count else { break }
            return unit * count
        }
        throw ValueError(reason: "\(key) is a duration such as 200ms, 5s or 10m; “\(value)” is not.")
    }

    private static func size(_ value: String, for key: String) throws(ValueError) -> Int {
        let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let shift = value.last.flatMap { shifts[$0] } ?? 0
        let digits = shift == 0 ? value : value.dropLast().trimmingBlanks()
        guard let count = Int(digits), 1...((1 << 40) >> shift) ~= count else {
            throw ValueError(reason: "\(key) is a size such as 500, 64K, 32M or 2G; “\(value)” is not.")
        }
        return count << shift
    }
}

extension StringProtocol {
    /// The text without blanks and tabs, and a carriage return, around it.
    fileprivate func trimmingBlanks() -> String {
        let blanks: Set<Character> = [" ", "\t", "\r"]
        guard let first = firstIndex(where: { !blanks.contains($0) }),
            let last = lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(self[first...last])
    }
}
