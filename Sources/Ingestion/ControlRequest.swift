package import Corrections
package import FileAccess
internal import FoundationEssentials
package import Newsprint
internal import TextScanning

/// What an operator's command asks of whoever holds the root: the command itself, or the service that runs.
package enum ControlRequest: Equatable, Sendable {
    /// Failed drops go back through the inbox.
    case retry(Selection)
    /// Contents are read again from their originals, and what came out otherwise is published.
    case reprocess(Selection, Rereading = Rereading())
    /// A correction is recorded and takes effect.
    case override(CorrectionWish)

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

    /// How contents are read again.
    package struct Rereading: Equatable, Sendable {
        /// Whether records that are no longer in `output/` are published once more.
        package var isAgain = false
        /// What the file is, instead of what it or its name says.
        package var title: String?
        package var date: CalendarDate?
        package var page: PageLabel?
        /// Who says so.
        package var who = ""

        /// As they were read before.
        package init() {}

        /// What is said of the file, if anything.
        var says: (title: String?, date: CalendarDate?, page: PageLabel?)? {
            title == nil && date == nil && page == nil ? nil : (title, date, page)
        }
    }

    /// The request as a file holds it.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            switch self {
            case .retry(let selection):
                writer.member("request", "retry")
                selection.append(to: &writer)
            case .reprocess(let selection, let rereading):
                writer.member("request", "reprocess")
                selection.append(to: &writer)
                writer.member("again", rereading.isAgain)
                writer.member("title", rereading.title)
                writer.member("date", rereading.date?.description)
                writer.member("page", rereading.page?.description)
                writer.member("who", rereading.who)
            case .override(let wish):
                writer.member("request", "override")
                wish.append(to: &writer)
            }
        }
        writer.endLine()
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes) else { return nil }
        switch value["request"]?.string {
        case "retry": self = .retry(Selection(value))
        case "reprocess":
            var rereading = Rereading()
            rereading.isAgain = value["again"]?.boolean ?? false
            rereading.title = value["title"]?.string
            rereading.date = value["date"]?.string.flatMap { CalendarDate($0) }
            rereading.page = value["page"]?.string.flatMap { PageLabel($0) }
            rereading.who = value["who"]?.string ?? ""
            self = .reprocess(Selection(value), rereading)
        case "override":
            guard let wish = CorrectionWish(value) else { return nil }
            self = .override(wish)
        default: return nil
        }
    }
}

extension ControlRequest.Selection {
    fileprivate func append(to writer: inout JSONWriter) {
        writer.member("names", names.map { Data($0.bytes).base64EncodedString() })
        writer.member("all", isAll)
        writer.member("code", code)
        writer.member("from", from)
        writer.member("to", to)
    }

    fileprivate init(_ value: JSONValue) {
        names = (value["names"]?.array ?? []).compactMap { name in
            name.string.flatMap { Data(base64Encoded: $0) }.map { RawPath(Array($0)) }
        }
        isAll = value["all"]?.boolean ?? false
        code = value["code"]?.string
        from = value["from"]?.string
        to = value["to"]?.string
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
