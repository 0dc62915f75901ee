import TestSupport
import Testing

@Suite("Everything that is put out", .enabled(if: Presscut.isBuilt && SchemaValidator.isAvailable))
struct SchemaTests {
    @Test("is valid by the project's schemas")
    func validity() throws {
        let root = try Root()
        for number in 0..<30 {
            let name = number % 2 == 0 ? "\(number).txt" : "云岭日报-2031-05-\(10 + number)-A\(number % 9 + 1).txt"
            try root.drop(IssueWriter.issue(number), as: name)
        }
        try root.drop(IssueWriter.issue(0), as: "copy.txt")
        try root.drop([], as: "empty.txt")
        try root.drop(Array("本报讯 截断".utf8) + [0xE5, 0x8A], as: "cut.txt")
        for fixture in try PageFixture.all(in: PageFixture.pages) {
            try root.drop(fixture.text, as: "\(fixture.name).txt")
        }
        try root.ingest()
        var records: [UInt8] = []
        for path in try root.files(below: "output/records") { records += try read("\(root.path)/\(path)") }
        #expect(records.count > 100_000)
        #expect(try SchemaValidator("article-1").faults(in: records) == [])
        #expect(try SchemaValidator("manifest-1").faults(in: read("\(root.path)/output/manifest.jsonl")) == [])
        #expect(try SchemaValidator("link-1").faults(in: read("\(root.path)/output/links.jsonl")) == [])
        for path in try root.files(below: "output/log") {
            #expect(try SchemaValidator("event-1").faults(in: read("\(root.path)/\(path)")) == [])
        }
    }
}
