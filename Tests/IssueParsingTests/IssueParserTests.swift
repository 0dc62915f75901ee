import ArticleSeparation
import FileAccess
import Hashing
import IssueParsing
import IssueReading
import Newsprint
import TestSupport
import Testing
import TextScanning

@Suite("The records of a file")
struct IssueParserTests {
    private static func records(
        _ bytes: [UInt8],
        name: String = "page.txt",
        options: ParsingOptions = ParsingOptions()
    ) throws -> [JSONValue] {
        let issue = try IssueParser(options: options).parse(bytes, path: RawPath(name), sha256: Digest(of: bytes))
        return try issue.records.split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
    }

    /// All places of the source that a record names, as `[start,end)` of bytes.
    private static func places(_ record: JSONValue) -> [Range<Int>] {
        let spans = (record["spans"]?.object ?? [:]).values.flatMap { $0.array ?? [] }
        let paragraphs = (record["paragraphs"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
        return (spans + paragraphs).compactMap { span in
            guard let ends = span.array?.compactMap(\.integer), ends.count == 2 else { return nil }
            return ends[0]..<ends[1]
        }
    }

    /// What is wrong with where the characters of a UTF-8 file went.
    private static func faults(_ bytes: [UInt8]) throws -> [String] {
        var count = [UInt8](repeating: 0, count: bytes.count)
        for record in try records(bytes) {
            for place in places(record) { for offset in place { count[offset] &+= 1 } }
        }
        var faults: [String] = []
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let category = scalar.properties.generalCategory
            let isPrinted = !scalar.properties.isWhitespace && category != .control && category != .format
            if isPrinted, count[offset] != 1 {
                faults.append("\(scalar) at byte \(offset) stands in \(count[offset]) places")
            }
            offset += scalar.utf8.count
        }
        return faults
    }

    @Test("name each printed character of a page exactly once", arguments: try PageFixture.all(in: PageFixture.pages))
    func conservation(page: PageFixture) throws {
        guard String(validating: page.text, as: UTF8.self) != nil else { return }
        #expect(try IssueParserTests.faults(page.text).prefix(5) == [])
        // And of a page that was cut short, at the ends of lines here and there.
        let ends = page.text.indices.filter { page.text[$0] == 0x0A }
        for place in stride(from: 1, to: ends.count, by: max(1, ends.count / 6)) {
            let part = Array(page.text[..<ends[place]])
            guard part.contains(where: { $0 > 0x20 }) else { continue }
            #expect(try IssueParserTests.faults(part).prefix(5) == [])
        }
    }

    @Test("are the same every time, and the same articles with carriage returns and a byte order mark")
    func stability() throws {
        let page = try #require(try PageFixture.all(in: PageFixture.pages).first)
        let lines = String(decoding: page.text, as: UTF8.self).replacing("\r\n", with: "\n")
        let plain = Array(lines.utf8)
        let other = [0xEF, 0xBB, 0xBF] + Array(lines.replacing("\n", with: "\r\n").utf8)
        let name = "青溪日报-2031-05-09-03.txt"
        func ids(_ bytes: [UInt8]) throws -> [String] {
            try IssueParserTests.records(bytes, name: name).compactMap { $0["id"]?.string }
        }
        #expect(try IssueParserTests.records(plain, name: name) == IssueParserTests.records(plain, name: name))
        #expect(try ids(plain) == ids(other))
        #expect(try Set(ids(plain)).count == ids(plain).count)
    }

    @Test("keep a character that was cut off at the end as a leftover that leads back to its bytes")
    func truncated() throws {
        let bytes = Array("本报讯 栗溪镇昨天开通了一条公交线路，市民出行更方便。\n".utf8) + [0xE5, 0x8A]
        let records = try IssueParserTests.records(bytes)
        let last = try #require(records.last)
        #expect(records.count { $0["kind"]?.string == "other" } == 1)
        #expect(IssueParserTests.places(last) == [bytes.count - 2..<bytes.count])
        #expect(records.allSatisfy { $0["quality"]?["flags"]?.array?.contains(.string("truncated")) == true })
    }

    @Test("have an id each, though the file prints a page twice")
    func pageTwice() throws {
        let page = "青溪日报 2031年5月9日 星期五 第3版\n\n便民桥通车\n本报讯 栗溪镇昨天开通了一条公交线路，市民出行更方便。\n"
        var options = ParsingOptions()
        options.page = PageLabel("3")
        let bytes = Array("\(page)\u{C}\(page)".utf8)
        let records = try Self.records(bytes, name: "青溪日报-2031-05-09-03.txt", options: options)
        let ids = records.compactMap { $0["id"]?.string }
        #expect(Set(ids).count == ids.count)
        #expect(Set(records.compactMap { $0["page"]?["label"]?.string }) == ["03"])
    }

    @Test("carry the facts of the text, placed in it")
    func facts() throws {
        let text = "本报讯 昨天，栗溪镇新建的便民桥正式通车，工程总投资约1.2亿元，占地46亩。\n"
        let record = try #require(try IssueParserTests.records(Array(text.utf8), name: "青溪日报-2031-05-09-03.txt").first)
        let body = (record["paragraphs"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
        let scalars = Array(body.unicodeScalars)
        let facts = record["facts"]?.array ?? []
        #expect(facts.contains { $0["value"]?["amount"]?.string == "120000000" })
        #expect(facts.contains { $0["value"]?["edtf"]?.string == "2031-05-08" })
        for fact in facts {
            let start = try #require(fact["start"]?.integer)
            let end = try #require(fact["end"]?.integer)
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == fact["text"]?.string)
        }
    }

    @Test("say by which rules they were made: those of a paper that has words of its own are others")
    func rules() throws {
        let bytes = Array("江海通讯社龙门9月2日电 龙门镇的海苔养殖户昨天第一次对着手机镜头卖起了海苔。\n".utf8)
        var options = ParsingOptions()
        func record() throws -> JSONValue {
            try #require(try IssueParserTests.records(bytes, options: options).first)
        }
        let common = try record()
        try options.words.set(.agency, to: "江海通讯社")
        let own = try record()
        try options.words.set(.agency, to: "江海通讯社、东海社")
        let other = try record()
        let rules = [common, own, other].compactMap { $0["provenance"]?["rules"]?.string }
        #expect(Set(rules).count == 3 && rules.allSatisfy { $0.hasPrefix(rules[0]) })
        #expect(common["dateline"]?["agency"]?.string == nil)
        #expect(own["dateline"]?["agency"]?.string == "江海通讯社")
    }

    @Test("are what the worker hands over, and nothing that is cut off is taken for them")
    func header() throws {
        let bytes = Array("本报讯 栗溪镇昨天开通了一条公交线路，市民出行更方便。\n".utf8)
        let issue = try IssueParser(options: ParsingOptions())
            .parse(bytes, path: RawPath("page.txt"), sha256: Digest(of: bytes))
        var writer = JSONWriter()
        writer.object { issue.appendHeader(to: &$0) }
        let header = try JSONValue(parsing: writer.bytes)
        #expect(ParsedIssue(header: header, records: issue.records) == issue)
        #expect(ParsedIssue(header: header, records: Array(issue.records.dropLast())) == nil)
    }
}
