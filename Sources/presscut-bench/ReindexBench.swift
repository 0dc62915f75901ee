import Audit
import FileAccess
import Glibc
import Hashing
import Ingestion
import Newsprint
import RecordOutput
import TestSupport
import TextNormalization
import TextScanning

/// How long it takes to rebuild an index from outputs of invented records, eight on a page.
enum ReindexBench {
    private static let articlesOnPage = 8

    /// Builds outputs with the number of articles that `words` name (default: 100,000) and rebuilds their index.
    static func print(_ words: [String]) throws {
        let count = words.first.flatMap { Int($0) } ?? 100_000
        let folder = try TemporaryDirectory()
        let root = RawPath(folder.path + "/root")
        let start = ContinuousClock.now
        let byteCount = try write(count, to: root)
        Swift.print("\(count) records, \(byteCount >> 20) MiB, written in \(seconds(since: start)) s")
        let began = ContinuousClock.now
        var step = ""
        let report = try IndexGuard(root: root, policy: .move).rebuild { now, _, _ in
            guard now != step else { return }
            step = now
            Swift.print("  after \(seconds(since: began)) s: \(now)")
        }
        let size = try Directory(at: root).status(of: RawPath("state/index.sqlite")).size
        Swift.print(
            "rebuilt in \(seconds(since: began)) s: \(report.summary.articles) articles; index \(size >> 20) MiB"
        )
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        Swift.print("most memory resident: \(usage.ru_maxrss >> 10) MiB")
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        ((ContinuousClock.now - start) / .milliseconds(100)).rounded() / 10
    }

    /// Writes records, manifest, links and log as the service leaves them; returns how many bytes the records have.
    private static func write(_ count: Int, to root: RawPath) throws -> Int {
        var generator = SeededGenerator(seed: 5)
        for name in ["", "state", "state/done", "output", "output/log", "inbox"] {
            guard unsafe mkdir(root.appending(name).utf8, 0o755) == 0 || errno == EEXIST else {
                throw Errno.last("mkdir")
            }
        }
        let output = try Directory(at: root).directory(RawPath("output"))
        let manifest = try output.file(RawPath("manifest.jsonl"), for: .creating)
        let log = try output.file(RawPath("log/ingest-2031-01-01.jsonl"), for: .creating)
        var lines: (manifest: [UInt8], log: [UInt8]) = ([], [])
        var bytes = 0
        for page in 0..<(count + articlesOnPage - 1) / articlesOnPage {
            guard let date = CalendarDate(daysSince1970: 20_000 + page / 40) else { break }
            let label = PageLabel(number: page % 40 + 1)?.canonical ?? "01"
            let key = PageKey(issue: IssueKey(paper: "云岭日报", date: date), label: label)
            let source = Digest(of: Array("page \(page)".utf8))
            var records = JSONWriter(capacity: 1 << 15)
            var ids: [String] = []
            for order in 0..<articlesOnPage {
                let paragraphs = (0..<4).map { _ in ReindexBench.text(&generator) }
                let body = BodyNormalizer.normalize(paragraphs.joined())
                let id = ArticleIdentifier(page: key, source: source, pageIndex: 0, body: body, occurrence: 0)
                    .description
                ids.append(id)
                append(id, order: order, key: key, source: source, paragraphs: paragraphs, to: &records)
            }
            bytes += records.bytes.count
            let path = RecordName.path(
                title: "云岭日报",
                date: date.description,
                source: source,
                pageLabels: [label],
                generation: 1
            )
            _ = try output.makeDirectories(RawPath(path).parent)
            try output.file(RawPath(path), for: .creating).write(records.bytes)
            lines.manifest += line { writer in
                writer.member("seq", page * 2 + 1)
                writer.member("schema", "manifest/1")
                writer.member("path", path)
                writer.member("sha256", Digest(of: records.bytes).hex)
                writer.member("source_sha256", source.hex)
                writer.member("page_key", "云岭日报/\(date)/\(label)")
                writer.member("articles", ids.count)
                writer.member("ids", ids)
                writer.member("supersedes", [])
                writer.member("unchanged", [])
                writer.member("withdrawn", [])
            }
            lines.log += line { writer in
                writer.member("seq", page * 2 + 2)
                writer.member("schema", "event/1")
                writer.member("time", "2031-01-01T00:00:00.000Z")
                writer.member("event", "ingested")
                writer.member("code", "ok")
                writer.member("file", "云岭日报-\(date)-\(label).txt")
                writer.member("sha256", source.hex)
                writer.member("size", 9_000)
                writer.member("record", path)
                writer.member("articles", ids.count)
                writer.member("original", "state/done/\(source.short)/云岭日报-\(date)-\(label).txt")
                for member in ["reason", "reason_zh", "advice", "advice_zh"] as [StaticString] {
                    writer.member(member, "Published 8 articles.")
                }
                writer.member("attempts", 0)
                writer.member("ms", 12)
            }
            guard page % 1_000 == 999 else { continue }
            try manifest.write(lines.manifest)
            try log.write(lines.log)
            lines = ([], [])
        }
        try manifest.write(lines.manifest)
        try log.write(lines.log)
        return bytes
    }

    private static func append(
        _ id: String,
        order: Int,
        key: PageKey,
        source: Digest,
        paragraphs: [String],
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("schema", "article/1")
            writer.member("id", id)
            writer.member("kind", "article")
            writer.member("issue") { writer in
                writer.object { writer in
                    writer.member("title", key.issue.paper)
                    writer.member("date", key.issue.date.description)
                    writer.member("date_source", "filename")
                    writer.member("file", "云岭日报-\(key.issue.date)-\(key.label).txt")
                    writer.member("sha256", source.hex)
                }
            }
            writer.member("page") { writer in
                writer.object { writer in
                    writer.member("number", 1)
                    writer.member("label", key.label)
                }
            }
            writer.member("order", order + 1)
            writer.member("headline") { $0.object { $0.member("main", String(paragraphs[0].prefix(12))) } }
            writer.member("paragraphs") { writer in
                writer.array { writer in
                    for text in paragraphs {
                        writer.object { writer in
                            writer.member("text", text)
                            writer.member("role", "body")
                            writer.member("spans") { $0.raw(Array("[[100,400],[401,700]]".utf8)) }
                        }
                    }
                }
            }
            writer.member("media", [])
            writer.member("facts", (0..<6).map { "a stand-in for a fact, as long as one is: \($0)" })
            writer.member("continues") { $0.object { $0.member("cue", Optional<String>.none) } }
        }
        writer.endLine()
    }

    private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        writer.endLine()
        return writer.bytes
    }

    /// A paragraph of 80 ideographs, unlike any other.
    private static func text(_ generator: inout SeededGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        var word = generator.next()
        for place in 0..<80 {
            if place % 4 == 0 { word = generator.next() }
            scalars.append(Unicode.Scalar(0x4E00 + UInt32(word % 4_000)) ?? "一")
            word /= 4_000
        }
        return String(scalars)
    }
}
