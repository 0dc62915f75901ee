package import FileAccess
internal import FoundationEssentials
internal import TextScanning

/// What an operator's command asks of whoever holds the root: the command itself, or the service that runs.
package enum ControlRequest: Equatable, Sendable {
    /// Failed drops go back through the inbox.
    case retry(Selection)
    /// Contents are read again from their originals, and what came out otherwise is published.
    case reprocess(Selection)

    /// Which drops or contents are meant.
    package struct Selection: Equatable, Sendable {
        /// Beginnings of SHA-256 in hexadecimal digits, paths below the root, or paths below the inbox as the log has
        /// them; any that fits is meant.
        package var names: [RawPath] = []
        /// Whether all are meant.
        package var isAll = false
        /// Those with that code in their event, such as `encoding`.
        package var code: String?
        /// Those of issues from this day on, and up to that day, both included; `YYYY-MM-DD`.
        package var from: String?
        package var to: String?

        /// Nothing yet.
        package init() {}

        /// Whether nothing at all was asked for.
        package var isEmpty: Bool { self == Selection() }
    }

    private var parts: (name: String, selection: Selection) {
        switch self {
        case .retry(let selection): ("retry", selection)
        case .reprocess(let selection): ("reprocess", selection)
        }
    }

    /// The request as a file holds it.
    package var bytes: [UInt8] {
        let (name, selection) = parts
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("request", name)
            writer.member("names", selection.names.map { Data($0.bytes).base64EncodedString() })
            writer.member("all", selection.isAll)
            writer.member("code", selection.code)
            writer.member("from", selection.from)
            writer.member("to", selection.to)
        }
        writer.endLine()
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes) else { return nil }
        var selection = Selection()
        selection.names = (value["names"]?.array ?? []).compactMap { name in
            name.string.flatMap { Data(base64Encoded: $0) }.map { RawPath(Array($0)) }
        }
        selection.isAll = value["all"]?.boolean ?? false
        selection.code = value["code"]?.string
        selection.from = value["from"]?.string
        selection.to = value["to"]?.string
        switch value["request"]?.string {
        case "retry": self = .retry(selection)
        case "reprocess": self = .reprocess(selection)
        default: return nil
        }
    }
}

/// What came of a request.
package struct ControlAnswer: Equatable, Sendable {
    /// One line for each thing that was done, or could not be.
    package var lines: [String] = []
    /// Whether something that was asked for could not be done.
    package var hasFailures = false

    /// An answer.
    package init(lines: [String] = [], hasFailures: Bool = false) {
        self.lines = lines
        self.hasFailures = hasFailures
    }

    /// The answer as a file holds it.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("lines", lines)
            writer.member("failures", hasFailures)
        }
        writer.endLine()
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes), let lines = value["lines"]?.array?.compactMap(\.string) else {
            return nil
        }
        self.init(lines: lines, hasFailures: value["failures"]?.boolean ?? false)
    }
}

extension ControlRequest.Selection {
    /// Whether a drop or content is meant.
    ///
    /// `sha256` are its hexadecimal digits, `path` is where it came, below the inbox; `places` are where its original and
    /// its records stand, below the root; `code` is that of its event, `date` the day of its issue.
    package func includes(sha256: String?, path: RawPath, places: [RawPath], code: String?, date: String?) -> Bool {
        if let wanted = self.code, wanted != code { return false }
        if let from, (date ?? "") < from { return false }
        if let to, (date ?? "~") > to { return false }
        guard !names.isEmpty else { return isAll || self.code != nil || from != nil || to != nil }
        return names.contains { name in
            if name == path || places.contains(where: { $0 == name || $0.isInside(name) }) { return true }
            let digits = name.utf8
            return digits.utf8.count >= 6 && sha256?.hasPrefix(digits) == true
        }
    }
}
