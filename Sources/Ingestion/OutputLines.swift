package import FileAccess
package import Hashing
internal import IssueParsing
package import RecordIndex
internal import RecordOutput
internal import TextScanning

/// The lines of the manifest, the links and the log.
package enum OutputLines {
    /// One line of `manifest.jsonl`: a file was published.
    static func manifest(
        sequence: Int,
        record: String,
        recordSHA256: Digest,
        source: Digest,
        pageKey: String?,
        items: [ParsedIssue.Item],
        plans: [EditionPlan]
    ) -> [UInt8] {
        line { writer in
            writer.member("seq", sequence)
            writer.member("schema", "manifest/1")
            writer.member("path", record)
            writer.member("sha256", recordSHA256.hex)
            writer.member("source_sha256", source.hex)
            // The key's parts are joined by U+001F; a reader of the manifest gets them as they are printed.
            writer.member("page_key", pageKey?.split(separator: "\u{1F}").joined(separator: "/"))
            writer.member("articles", items.count { $0.isArticle })
            writer.member("ids", items.map(\.id.description))
            writer.member("supersedes", Set(plans.flatMap(\.supersedes)).sorted())
            writer.member("unchanged", plans.flatMap(\.unchanged))
            writer.member("withdrawn", plans.flatMap(\.withdrawn))
        }
    }

    /// One line of `links.jsonl`: all that is known of an article from others.
    package static func link(sequence: Int, _ link: ArticleLink) -> [UInt8] {
        line { writer in
            writer.member("seq", sequence)
            writer.member("schema", "link/1")
            writer.member("id", link.id)
            link.append(to: &writer)
        }
    }

    /// The part of a log line that says how a drop ended.
    package struct Event {
        var verdict: Verdict
        var path: RawPath
        var sha256: Digest?
        var size: Int64
        var record: String?
        var articles: Int
        var destination: RawPath?
        var attempts: Int
        var milliseconds: Int

        /// An event with every part given; `destination` is below `state/`.
        package init(
            verdict: Verdict,
            path: RawPath,
            sha256: Digest?,
            size: Int64,
            record: String?,
            articles: Int,
            destination: RawPath?,
            attempts: Int,
            milliseconds: Int
        ) {
            self.verdict = verdict
            self.path = path
            self.sha256 = sha256
            self.size = size
            self.record = record
            self.articles = articles
            self.destination = destination
            self.attempts = attempts
            self.milliseconds = milliseconds
        }
    }

    /// One terminal event of the log.
    package static func event(sequence: Int, time: Timestamp, _ event: Event) -> [UInt8] {
        line { writer in
            writer.member("seq", sequence)
            writer.member("schema", "event/1")
            writer.member("time", time.description)
            writer.member("event", event.verdict.event.rawValue)
            writer.member("code", event.verdict.code)
            RecordEncoder.appendFile(event.path.bytes, to: &writer)
            writer.member("sha256", event.sha256?.hex)
            writer.member("size", Int(event.size))
            writer.member("record", event.record)
            writer.member("articles", event.articles)
            writer.member("original", event.destination.map { "state/\($0.utf8)" })
            append(event.verdict, to: &writer)
            writer.member("attempts", event.attempts)
            writer.member("ms", event.milliseconds)
        }
    }

    /// One line of the log about the service itself, which ends no drop.
    package static func notice(
        sequence: Int,
        time: Timestamp,
        name: String,
        path: RawPath?,
        reason: Message,
        advice: Message?
    ) -> [UInt8] {
        line { writer in
            writer.member("seq", sequence)
            writer.member("schema", "event/1")
            writer.member("time", time.description)
            writer.member("event", "notice")
            writer.member("code", name)
            if let path { RecordEncoder.appendFile(path.bytes, to: &writer) }
            writer.member("reason", reason.english)
            writer.member("reason_zh", reason.chinese)
            writer.member("advice", advice?.english)
            writer.member("advice_zh", advice?.chinese)
        }
    }

    /// What `reason.json` beside a failed original says.
    package static func reason(_ verdict: Verdict, path: RawPath, sha256: Digest?) -> [UInt8] {
        line { writer in
            writer.member("code", verdict.code)
            RecordEncoder.appendFile(path.bytes, to: &writer)
            writer.member("sha256", sha256?.hex)
            append(verdict, to: &writer)
        }
    }

    private static func append(_ verdict: Verdict, to writer: inout JSONWriter) {
        writer.member("reason", verdict.reason.english)
        writer.member("reason_zh", verdict.reason.chinese)
        writer.member("advice", verdict.advice?.english)
        writer.member("advice_zh", verdict.advice?.chinese)
    }

    private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        writer.endLine()
        return writer.bytes
    }
}
