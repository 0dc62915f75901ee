import FileAccess
import Hashing
import IssueParsing
import IssueReading
import RecordOutput
import TextScanning

/// Of marked-up files, bundles of them, and archives: records are lines of JSON with unique ids, and no character of a text node stands in two places.
enum MarkupLaws {
    private static let parser: IssueParser = {
        var options = ParsingOptions()
        options.maximumTextByteCount = 1 << 16
        return IssueParser(options: options)
    }()

    static func check(
        _ bytes: [UInt8],
        as format: SourceFormat,
        name: String,
        members: [SourceFile] = []
    ) throws(BrokenLaw) {
        let path = RawPath(name)
        guard SourceFormat.sniff(bytes, name: path.bytes) == format,
            let issue = try? parser.parse(bytes, path: path, sha256: Digest(of: bytes), members: members)
        else { return }
        try check(issue)
    }

    /// Of an archive of any kind.
    static func check(archive bytes: [UInt8]) throws(BrokenLaw) {
        let path = RawPath("issue.tar")
        guard SourceFormat.sniff(bytes, name: path.bytes).isArchive,
            let issue = try? parser.parse(bytes, path: path, sha256: Digest(of: bytes))
        else { return }
        try check(issue)
    }

    /// Of a METS document with its ALTO files, parted by the control character RS.
    static func check(bundle bytes: [UInt8]) throws(BrokenLaw) {
        let parts = bytes.split(separator: 0x1E, omittingEmptySubsequences: false).map(Array.init)
        let members = parts.dropFirst().enumerated().map { number, bytes in
            SourceFile(name: Array("text/\(number + 1).xml".utf8), bytes: bytes)
        }
        try check(parts[0], as: .mets, name: "mets.xml", members: members)
    }

    private static func check(_ issue: ParsedIssue) throws(BrokenLaw) {
        var ids: Set<String> = []
        var taken: Set<[Int]> = []
        for item in issue.items {
            guard let record = try? JSONValue(parsing: Array(issue.records[item.span])) else {
                throw BrokenLaw("the record of \(item.id) is no JSON")
            }
            let id = record["id"]?.string ?? ""
            try hold(ids.insert(id).inserted, "the id \(id) is there twice")
            // Places are those of one file; an archive has several.
            guard record["issue"]?["spans"]?.string == "nodes", record["issue"]?["member"]?.string == nil else {
                continue
            }
            for span in spans(of: record) {
                guard let place = span.array?.compactMap(\.integer), place.count == 3, place[0] >= 0,
                    0 <= place[1], place[1] <= place[2]
                else { throw BrokenLaw("\(span) is no place in a text node") }
                for scalar in place[1]..<place[2] {
                    try hold(
                        taken.insert([place[0], scalar]).inserted,
                        "scalar \(scalar) of node \(place[0]) is in two places"
                    )
                }
            }
        }
    }

    private static func spans(of record: JSONValue) -> [JSONValue] {
        (record["spans"]?.object ?? [:]).values.flatMap { $0.array ?? [] }
            + (record["paragraphs"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
    }
}
