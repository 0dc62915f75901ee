import FileAccess
import Hashing
import IssueParsing
import IssueReading
import RecordOutput
import TextScanning

/// Of marked-up files: records are lines of JSON with unique ids, and no character of a text node stands in two places.
enum MarkupLaws {
    private static let parser: IssueParser = {
        var options = ParsingOptions()
        options.maximumTextByteCount = 1 << 16
        return IssueParser(options: options)
    }()

    static func check(_ bytes: [UInt8], as format: SourceFormat, name: String) throws(BrokenLaw) {
        let path = RawPath(name)
        guard SourceFormat.sniff(bytes, name: path.bytes) == format,
            let issue = try? parser.parse(bytes, path: path, sha256: Digest(of: bytes))
        else { return }
        var ids: Set<String> = []
        var taken: Set<[Int]> = []
        for item in issue.items {
            guard let record = try? JSONValue(parsing: Array(issue.records[item.span])) else {
                throw BrokenLaw("the record of \(item.id) is no JSON")
            }
            let id = record["id"]?.string ?? ""
            try hold(ids.insert(id).inserted, "the id \(id) is there twice")
            guard record["issue"]?["spans"]?.string == "nodes" else { continue }
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
