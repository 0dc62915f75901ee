import FileAccess
import Hashing
import IssueParsing
import IssueReading
import RecordOutput
import TextScanning

/// Of the records of a file: each is one line of JSON, ids are unique, spans lie in the file and do not overlap.
enum IssueLaws {
    private static let parser: IssueParser = {
        var options = ParsingOptions()
        options.maximumTextByteCount = 1 << 16
        return IssueParser(options: options)
    }()
    private static let name = RawPath("青溪日报-2031-05-09-03.txt")

    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        // Spans of other forms are no bytes, and what other programs read for us is too slow here.
        guard SourceFormat.sniff(bytes, name: name.bytes) == .text,
            let issue = try? parser.parse(bytes, path: name, sha256: Digest(of: bytes))
        else { return }
        var count = [UInt8](repeating: 0, count: bytes.count)
        var ids: Set<String> = []
        var end = 0
        for item in issue.items {
            try hold(item.span.lowerBound == end, "a record begins at \(item.span.lowerBound), not at \(end)")
            end = item.span.upperBound
            let line = Array(issue.records[item.span])
            try hold(
                line.firstIndex(of: 0x0A) == line.count - 1,
                "the record of \(item.id) is no single line"
            )
            guard let record = try? JSONValue(parsing: line) else {
                throw BrokenLaw("the record of \(item.id) is no JSON")
            }
            let id = record["id"]?.string ?? ""
            try hold(id == item.id.description && ids.insert(id).inserted, "the id \(id) is wrong or there twice")
            for place in places(of: record) {
                try hold(
                    0 <= place.lowerBound && place.upperBound <= bytes.count,
                    "\(place) lies outside the \(bytes.count) bytes"
                )
                for offset in place { count[offset] &+= 1 }
            }
        }
        try hold(end == issue.records.count, "\(issue.records.count - end) bytes of records belong to no item")
        try checkConservation(bytes, count)
    }

    private static func checkConservation(_ bytes: [UInt8], _ count: [UInt8]) throws(BrokenLaw) {
        try hold(count.allSatisfy { $0 <= 1 }, "byte \(count.firstIndex { $0 > 1 } ?? -1) stands in two places")
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        var offset = 0
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            let isPrinted = !scalar.properties.isWhitespace && category != .control && category != .format
            // U+FE00 and its like select a form and print nothing; unassigned ones print nothing either.
            if isPrinted, CharacterClass(scalar.value) != .ignorable {
                try hold(count[offset] == 1, "U+\(String(scalar.value, radix: 16)) at byte \(offset) is lost")
            }
            offset += scalar.utf8.count
        }
    }

    private static func places(of record: JSONValue) -> [Range<Int>] {
        let spans = (record["spans"]?.object ?? [:]).values.flatMap { $0.array ?? [] }
        let paragraphs = (record["paragraphs"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
        return (spans + paragraphs).compactMap { span in
            guard let ends = span.array?.compactMap(\.integer), ends.count == 2, ends[0] <= ends[1] else {
                return -1..<0
            }
            return ends[0]..<ends[1]
        }
    }
}
