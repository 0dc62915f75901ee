internal import FoundationEssentials
package import FileAccess
package import Hashing
package import RecordIndex
internal import TextScanning

/// A line of the manifest: what was published.
package struct PublicationLine: Equatable, Sendable {
    package var sequence: Int
    /// Below `output/`.
    package var path: String
    package var sha256: Digest
    package var source: Digest
    package var pageKey: String?
    package var articles: Int
    package var ids: [String]
    package var supersedes: [String]
    /// The articles that an earlier form of its pages had published, and those that it leaves out.
    package var unchanged: [String]
    package var withdrawn: [String]

    /// Reads a line of `manifest/1`; nil if it is none.
    package init?(_ line: Span<UInt8>) {
        guard let value = try? JSONValue(parsing: line), let sequence = value["seq"]?.integer,
            let path = value["path"]?.string, let sha256 = value["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let source = value["source_sha256"]?.string.flatMap({ Digest(hex: $0) })
        else { return nil }
        self.sequence = sequence
        self.path = path
        self.sha256 = sha256
        self.source = source
        pageKey = value["page_key"]?.string
        articles = value["articles"]?.integer ?? 0
        ids = value["ids"]?.array?.compactMap(\.string) ?? []
        supersedes = value["supersedes"]?.array?.compactMap(\.string) ?? []
        unchanged = value["unchanged"]?.array?.compactMap(\.string) ?? []
        withdrawn = value["withdrawn"]?.array?.compactMap(\.string) ?? []
    }

    /// How often the content had been published then, as the file's name says it: `….jsonl` once, `….2.jsonl` twice.
    package var generation: Int {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let parts = name.split(separator: ".")
        guard parts.count >= 3, let number = Int(parts[parts.count - 2]) else { return 1 }
        return parts[parts.count - 3].hasSuffix(source.short) ? number : 1
    }
}

/// A line of the log: how a drop ended, or a notice.
package struct EventLine: Equatable, Sendable {
    package var sequence: Int
    /// RFC 3339, UTC.
    package var time: String
    package var event: String
    package var code: String
    /// The path below the inbox; nil for a notice that tells of none.
    package var path: RawPath?
    package var sha256: Digest?
    package var size: Int
    package var record: String?
    /// Below `state/`; nil where the original stays.
    package var original: RawPath?
    package var attempts: Int
    /// Reason, and advice if there is any; English, then Chinese.
    package var reason: [String]
    package var advice: [String]

    /// Reads a line of `event/1`; nil if it is none.
    package init?(_ line: Span<UInt8>) {
        guard let value = try? JSONValue(parsing: line), let sequence = value["seq"]?.integer,
            let event = value["event"]?.string, let code = value["code"]?.string
        else { return nil }
        self.sequence = sequence
        self.event = event
        self.code = code
        time = value["time"]?.string ?? ""
        path =
            value["file_bytes"]?.string.flatMap { Data(base64Encoded: $0) }.map { RawPath(Array($0)) }
            ?? value["file"]?.string.map { RawPath($0) }
        sha256 = value["sha256"]?.string.flatMap { Digest(hex: $0) }
        size = value["size"]?.integer ?? 0
        record = value["record"]?.string
        // The folder is named by presscut and the rest is the name as it came, which need not be UTF-8.
        original = EventLine.original(value["original"]?.string, path)
        attempts = value["attempts"]?.integer ?? 0
        reason = ["reason", "reason_zh"].compactMap { value[$0]?.string }
        advice = ["advice", "advice_zh"].compactMap { value[$0]?.string }
    }

    /// Whether it ends a drop.
    package var isTerminal: Bool { event != "notice" }

    private static func original(_ text: String?, _ path: RawPath?) -> RawPath? {
        guard let text, text.hasPrefix("state/") else { return nil }
        let printed = RawPath(String(text.dropFirst("state/".utf8.count)))
        guard let path, printed.components.count == 3 else { return printed }
        return printed.parent.appending(path.lastComponent)
    }
}

/// A line of the links.
package struct LinkLine: Equatable, Sendable {
    package var sequence: Int
    package var link: ArticleLink

    /// Reads a line of `link/1`; nil if it is none.
    package init?(_ line: Span<UInt8>) {
        guard let value = try? JSONValue(parsing: line), let sequence = value["seq"]?.integer,
            let link = ArticleLink(value)
        else { return nil }
        self.sequence = sequence
        self.link = link
    }
}
