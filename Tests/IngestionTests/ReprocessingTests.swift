import FileAccess
import Hashing
import Ingestion
import IssueParsing
import RecordOutput
import TestSupport
import Testing
import TextScanning

@Suite("A content that is read again")
struct ReprocessingTests {
    /// A root whose committer has published one page.
    private final class Published {
        let folder: TemporaryDirectory
        let committer: Committer
        let source: Digest
        let issue: ParsedIssue

        init(name: String) async throws {
            folder = try TemporaryDirectory()
            let bytes = IssueWriter.issue(1)
            let path = RawPath(name)
            try run("/bin/mkdir", "-p", "\(folder.path)/inbox")
            let root = RawPath(folder.path)
            try Directory(at: root).file(RawPath("inbox").appending(path), for: .creating).write(bytes)
            source = Digest(of: bytes)
            committer = try Committer(root: root, policy: .move)
            _ = try await committer.recover()
            let drop = Drop(
                path: path,
                status: try Directory(at: root).status(of: RawPath("inbox").appending(path)),
                sha256: source,
                began: .now
            )
            issue = try IssueParser(options: ParsingOptions()).parse(bytes, path: path, sha256: source)
            guard case .parse(let arrival) = try await committer.claim(drop) else {
                Issue.record("the drop is not claimed")
                return
            }
            _ = try await committer.publish(issue, of: drop, arrival: arrival)
        }

        func lines(_ name: String) throws -> [JSONValue] {
            let output = try Directory(at: RawPath(folder.path)).directory(RawPath("output"))
            guard try output.statusIfExists(of: RawPath(name)) != nil else { return [] }
            return try output.file(RawPath(name), for: .reading).readAll(upTo: 1 << 24).split(separator: 0x0A)
                .map { try JSONValue(parsing: Array($0)) }
        }
    }

    /// The issue as other rules would read it: each line for which `change` gives another one is exchanged.
    private static func reread(_ issue: ParsedIssue, _ change: (Int, String) -> (id: String, line: String)?)
        -> ParsedIssue
    {
        var issue = issue
        var records: [UInt8] = []
        for place in issue.items.indices {
            var line = String(decoding: issue.records[issue.items[place].span], as: UTF8.self)
            line = line.replacing(#""rules":""#, with: #""rules":"later-"#)
            if let changed = change(place, line) {
                line = changed.line.replacing(issue.items[place].id.description, with: changed.id)
                issue.items[place].id = ArticleIdentifier(changed.id)
            }
            let start = records.count
            records += Array(line.utf8)
            issue.items[place].span = start..<records.count
        }
        issue.records = records
        return issue
    }

    @Test(
        "publishes nothing where only the version of the rules is another",
        arguments: ["云岭日报-2031-05-09-03.txt", "page.txt"]
    )
    func unchanged(name: String) async throws {
        let published = try await Published(name: name)
        let again = ReprocessingTests.reread(published.issue) { _, _ in nil }
        let outcome = try await published.committer.republish(again, of: published.source)
        #expect(outcome.contains("came out as it was"))
        #expect(try published.lines("manifest.jsonl").count == 1)
    }

    @Test(
        "publishes the articles that came out otherwise, and says what they take the place of",
        arguments: ["云岭日报-2031-05-09-03.txt", "page.txt"]
    )
    func changed(name: String) async throws {
        let published = try await Published(name: name)
        let articles = published.issue.items.indices.filter { published.issue.items[$0].isArticle }
        try #require(articles.count >= 3)
        let other = "pc:0123456789abcdef0123456789abcdef"
        var again = ReprocessingTests.reread(published.issue) { place, line in
            // One has another body and so another name, one only another byline.
            if place == articles[0] { return (other, line.replacing("群众对这项工作", with: "干部群众对此项工作")) }
            if place == articles[1] {
                return (
                    published.issue.items[place].id.description,
                    line.replacing(#""agency":null"#, with: #""agency":"新社""#)
                )
            }
            return nil
        }
        for place in again.items.indices where place == articles[0] {
            again.items[place].body = Array(Digest(of: [1]).bytes.prefix(16))
        }
        let former = published.issue.items[articles[0]].id.description
        let kept = published.issue.items[articles[1]].id.description
        let outcome = try await published.committer.republish(again, of: published.source)
        #expect(outcome.contains("2 records published anew"), "\(outcome)")
        let manifest = try published.lines("manifest.jsonl")
        #expect(manifest.count == 2)
        #expect(manifest[1]["ids"]?.array?.compactMap(\.string) == [other, kept])
        #expect(manifest[1]["source_sha256"]?.string == published.source.hex)
        let path = try #require(manifest[1]["path"]?.string)
        #expect(path.hasSuffix(".2.jsonl"))
        #expect(try published.lines(path).count == 2)
        let links = try published.lines("links.jsonl")
        let link = try #require(links.last { $0["id"]?.string == other })
        #expect(link["supersedes"]?.string == former && link["revision"]?.integer == 2)
        #expect(links.contains { $0["id"]?.string == former && $0["superseded_by"]?.string == other })

        let outcomeAgain = try await published.committer.republish(again, of: published.source)
        #expect(outcomeAgain.contains("came out as it was"), "\(outcomeAgain)")
        #expect(try published.lines("manifest.jsonl").count == 2)
    }
}
