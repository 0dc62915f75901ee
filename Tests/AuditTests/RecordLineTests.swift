import Audit
import FileAccess
import Hashing
import IssueParsing
import Newsprint
import RecordOutput
import TestSupport
import Testing
import TextScanning

@Suite("A published line, read back")
struct RecordLineTests {
    private static func parsed(_ bytes: [UInt8], name: String) throws -> (issue: ParsedIssue, lines: [RecordLine]) {
        let parser = IssueParser(options: ParsingOptions())
        let issue = try parser.parse(bytes, path: RawPath(name), sha256: Digest(of: bytes))
        let lines = try issue.items.map { item in
            let line = Array(issue.records[item.span].dropLast())
            let read = RecordLine(line.span)
            return try #require(read)
        }
        return (issue, lines)
    }

    @Test("tells the index what the parser told it, for written pages and invented issues")
    func agreesWithParser() throws {
        var sources = (0..<20).map {
            (bytes: IssueWriter.issue($0), name: "云岭日报-2031-05-\($0 + 10)-A\($0 % 9 + 1).txt")
        }
        sources += (0..<5).map { (bytes: IssueWriter.issue($0), name: "\($0).txt") }
        for fixture in try PageFixture.all(in: PageFixture.pages) {
            sources.append((fixture.text, "\(fixture.name).txt"))
        }
        var compared = 0
        for source in sources {
            let (issue, lines) = try RecordLineTests.parsed(source.bytes, name: source.name)
            for (item, line) in zip(issue.items, lines) {
                #expect(line.id == item.id.description)
                #expect(line.isArticle == item.isArticle)
                #expect(line.bodyDigest == item.body)
                #expect(line.length == item.length)
                #expect(line.fingerprint == item.fingerprint)
                #expect(line.date == issue.date && line.title == issue.title)
                #expect(line.file == Array(source.name.utf8))
                let key = item.pageKey.flatMap {
                    PublishedKey($0.split(separator: "\u{1F}").joined(separator: "/"))?.page(line.pageLabel)
                }
                #expect(key?.description == item.pageKey)
                #expect(line.hasOwnIdentifier(page: key))
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    @Test("is told from lines that are none")
    func noRecord() {
        for text in ["", "{}", "[1]", #"{"id":"pc:1","kind":"poem","issue":{"sha256":"0"}}"#, #"{"id":"pc:1"#] {
            let bytes = Array(text.utf8)
            let read = RecordLine(bytes.span)
            #expect(read == nil)
        }
    }

    @Test(
        "has a page key with or without edition, whatever the paper's name holds",
        arguments: [
            ("今日栖湖/2031-05-09/03", "今日栖湖", nil, "03"), ("A/B/2031-05-09/海外版/A01", "A/B", "海外版", "A01"),
            ("2031-05-09/2031-05-10/01", "2031-05-09", nil, "01"),
        ] as [(String, String, String?, String)]
    )
    func keys(text: String, paper: String, edition: String?, label: String) throws {
        let key = try #require(PublishedKey(text))
        #expect(key.issue.paper == paper && key.issue.edition == edition && key.label == label)
    }

    @Test(
        "has no page key where a part is missing",
        arguments: ["", "x", "2031-05-09/01", "x/2031-05-09", "x/2031-13-09/01"]
    )
    func noKey(text: String) {
        #expect(PublishedKey(text) == nil)
    }
}

@Suite("Members of a JSON object, skimmed")
struct JSONSkimmerTests {
    @Test("are those that the parser finds")
    func agreesWithParser() throws {
        let text = #" {"a":1, "b":"x\"}]\\","c":[1,{"d":"]"},[]],"e":{"f":{}},"g":null ,"h":-1.5e3,"i":"汉\u4e00" } "#
        let bytes = Array(text.utf8)
        let value = try JSONValue(parsing: bytes)
        var found: [String: JSONValue] = [:]
        var strings: [String: String] = [:]
        let span = bytes.span
        let isWhole = JSONSkimmer.forEachMember(of: span, in: 0..<span.count) { key, range in
            found[key] = try? JSONValue(parsing: span.extracting(range))
            strings[key] = JSONSkimmer.string(of: span, in: range)
        }
        #expect(isWhole)
        #expect(found == value.object)
        #expect(strings == ["b": "x\"}]\\", "i": "汉一"])
    }

    @Test("end without a crash, wherever the bytes are cut off")
    func cutShort() {
        let bytes = Array(#"{"a":[1,{"b":"\"x"}],"c":"d\\","e":{"f":[]}}"#.utf8)
        for length in 0..<bytes.count {
            let part = Array(bytes[..<length])
            let span = part.span
            let isWhole = JSONSkimmer.forEachMember(of: span, in: 0..<span.count) { _, _ in }
            #expect(!isWhole)
        }
    }
}
