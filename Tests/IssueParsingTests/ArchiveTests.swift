import FileAccess
import FoundationEssentials
import Hashing
import IssueParsing
import IssueReading
import Testing
import TextScanning

@Suite("An archive of pages")
struct ArchiveTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appending(path: "ArchivesTests/Fixtures").appending(path: name)))
    }

    private static func parsed(_ name: String) throws -> ParsedIssue {
        let bytes = try bytes(name)
        return try IssueParser(options: ParsingOptions()).parse(bytes, path: RawPath(name), sha256: Digest(of: bytes))
    }

    private static func error(_ name: String) throws -> ReadingError.Code? {
        do {
            _ = try parsed(name)
            return nil
        } catch let error as ReadingError {
            return error.code
        }
    }

    @Test(
        "is one issue when its pages say so",
        arguments: ["pages.zip", "pages.tar", "pages.tar.gz", "pages.7z", "nested.zip"]
    )
    func issue(name: String) throws {
        let issue = try Self.parsed(name)
        #expect(issue.title == "栖湖日报")
        #expect(issue.date == "2024-05-17")
        #expect(issue.items.count { $0.isArticle } == 2)
        #expect(issue.unread.isEmpty)
        let records = try issue.records.split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
        #expect(Set(records.map { $0["issue"]?["date"]?.string }) == ["2024-05-17"])
        #expect(records.allSatisfy { $0["issue"]?["member"]?.string?.hasSuffix(".txt") == true })
        #expect(Set(issue.items.map(\.id)).count == issue.items.count)
    }

    @Test("is taken without a member that cannot be read, which is told")
    func partial() throws {
        let issue = try Self.parsed("half.zip")
        #expect(issue.items.contains { $0.isArticle })
        #expect(issue.unread.map(\.name) == ["02.txt"])
        var writer = JSONWriter()
        writer.object { issue.appendHeader(to: &$0) }
        let header = try JSONValue(parsing: writer.bytes)
        #expect(ParsedIssue(header: header, records: issue.records) == issue)
    }

    @Test("gives names in the encoding of the country as text")
    func names() throws {
        let lines = try Self.parsed("gbk-names.zip").records.split(separator: 0x0A)
        let records = try lines.map { try JSONValue(parsing: Array($0)) }
        #expect(records.first?["issue"]?["member"]?.string == "栖湖日报-2024-05-17-01.txt")
        #expect(records.first?["page"]?["label"]?.string == "01")
    }

    @Test(
        "that is not to be trusted is refused with the reason",
        arguments: [
            ("traversal.zip", ReadingError.Code.unsafe), ("absolute.zip", .unsafe), ("link.tar", .unsafe),
            ("encrypted.zip", .encrypted),
        ]
    )
    func refusals(name: String, code: ReadingError.Code) throws {
        #expect(try Self.error(name) == code)
    }

    @Test("is read only so deep")
    func depth() throws {
        let bytes = try Self.bytes("nested.zip")
        var options = ReadingOptions()
        options.maximumArchiveDepth = 1
        let contents = try IssueReader.unpack(bytes, name: Array("nested.zip".utf8), options: options)
        #expect(contents.units.isEmpty)
        #expect(contents.refused.map(\.error.code) == [.tooDeep])
    }
}
