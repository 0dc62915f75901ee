import FileAccess
import FoundationEssentials
import Hashing
import IssueParsing
import IssueReading
import Testing
import TextScanning

/// The fixtures that are no plain text: files with `expected.txt` beside them.
enum FormFixture {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// The bytes of a fixture.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// What is expected of the fixture in the folder `name`; with `PRESSCUT_RECORD` set it is written anew, and fails.
    static func expected(_ name: String, found: String) throws -> String {
        let file = folder.appending(path: name).appending(path: "expected.txt")
        if ProcessInfo.processInfo.environment["PRESSCUT_RECORD"] != nil {
            try Data(found.utf8).write(to: file)
            Issue.record("recorded \(name)")
        }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    /// The records of a file, with the files that came with it.
    static func records(
        _ bytes: [UInt8],
        name: String,
        members: [SourceFile] = []
    ) throws(ReadingError) -> [JSONValue] {
        let issue = try IssueParser(options: ParsingOptions())
            .parse(bytes, path: RawPath(name), sha256: Digest(of: bytes), members: members)
        return issue.records.split(separator: 0x0A).compactMap { try? JSONValue(parsing: Array($0)) }
    }

    /// The records of the METS issue in the folder `name`.
    static func mets(_ name: String) throws -> [JSONValue] {
        let path = folder.appending(path: "mets").appending(path: name).path
        let files = IssueFolder(at: RawPath(path), limit: 1 << 24)
        let groups = try files.groups()
        let group = try #require(groups.first { $0.main.suffix(4).elementsEqual(".xml".utf8) })
        var members: [SourceFile] = []
        for member in group.members { members.append(SourceFile(name: member, bytes: try files.read(member))) }
        let main = String(decoding: group.main, as: UTF8.self)
        return try records(files.read(group.main), name: main, members: members)
    }

    /// The records in a form that is read at a glance: what each says, and where its first paragraph stands.
    static func summary(_ records: [JSONValue]) -> String {
        var lines: [String] = []
        for record in records {
            func text(_ value: JSONValue?) -> String { value?.string ?? "–" }
            let issue = record["issue"]
            let page = record["page"]
            lines.append(
                "\(text(record["kind"])) | \(text(issue?["title"])) \(text(issue?["date"])) \(text(issue?["number"])) "
                    + "p. \(text(page?["label"])) \(text(page?["section"]))"
            )
            for (name, value) in [
                ("kicker", record["headline"]?["kicker"]), ("main", record["headline"]?["main"]),
                ("byline", record["byline"]?["raw"]), ("dateline", record["dateline"]?["raw"]),
            ] where value?.string != nil { lines.append("  \(name): \(text(value))") }
            for sub in record["headline"]?["sub"]?.array ?? [] { lines.append("  sub: \(text(sub))") }
            for person in record["byline"]?["people"]?.array ?? [] {
                lines.append("  \(text(person["role"])): \(text(person["name"]))")
            }
            for paragraph in record["paragraphs"]?.array ?? [] {
                lines.append("  \(text(paragraph["role"])): \(text(paragraph["text"]))")
            }
            for medium in record["media"]?.array ?? [] {
                lines.append("  caption: \(text(medium["caption"])) / \(text(medium["credit"]?["raw"]))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
