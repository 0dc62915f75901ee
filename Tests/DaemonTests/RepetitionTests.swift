import TestSupport
import Testing
import TextScanning

@Suite("Known bytes and known articles", .enabled(if: Presscut.isBuilt))
struct RepetitionTests {
    @Test("give no records again, whatever the name, and say which of four cases it is")
    func fourCases() throws {
        let root = try Root()
        let bytes = IssueWriter.issue(5)
        try root.drop(bytes, as: "page.txt")
        try root.ingest()
        let records = try root.files(below: "output/records")

        try root.drop(bytes, as: "copy.txt")
        try root.ingest()
        #expect(try root.event(of: "copy.txt")["code"]?.string == "same-bytes")

        try root.drop(bytes, as: "云岭日报-2031-05-09-03.txt")
        try root.ingest()
        let named = try root.event(of: "云岭日报-2031-05-09-03.txt")
        #expect(named["code"]?.string == "name-adds")
        #expect(named["reason"]?.string?.contains("title, date, page") == true)

        let original = try #require(try root.event(of: "page.txt")["original"]?.string)
        try run("/bin/rm", "\(root.path)/\(original)")
        try root.drop(bytes, as: "found.txt")
        try root.ingest()
        let restored = try root.event(of: "found.txt")
        #expect(restored["code"]?.string == "original-restored")
        #expect(restored["original"]?.string?.hasPrefix("state/done/") == true)
        try root.drop(bytes, as: "copy2.txt")
        try root.ingest()
        #expect(try root.event(of: "copy2.txt")["code"]?.string == "same-bytes")

        try run("/bin/rm", "\(root.path)/\(records[0])")
        try root.drop(bytes, as: "copy3.txt")
        try root.ingest()
        let missing = try root.event(of: "copy3.txt")
        #expect(missing["code"]?.string == "record-missing")
        #expect(missing["advice"]?.string?.isEmpty == false)

        let events = try root.events()
        #expect(events.count { $0["event"]?.string == "ingested" } == 1)
        #expect(events.count { $0["event"]?.string == "duplicate" } == 5)
        #expect(try root.lines("manifest.jsonl").count == 1)
        #expect(try root.files(below: "output/records") == [])
        #expect(try root.files(below: "state/duplicate").count == 4)
    }

    @Test("are one drop's records and the other's duplicate when they arrive at the same moment")
    func sameMoment() throws {
        let root = try Root()
        for number in 0..<20 { try root.drop(IssueWriter.issue(8), as: "\(number).txt") }
        try root.ingest()
        let events = try root.events()
        #expect(events.count == 20)
        #expect(events.count { $0["event"]?.string == "ingested" } == 1)
        #expect(events.count { $0["code"]?.string == "same-bytes" } == 19)
    }

    @Test("are recorded and tied by a link to the earliest issue that has them, in whatever order they come")
    func sameArticle() throws {
        // Issues 0, 5, …, 45 share one article.
        let days = [("2031-03-02", 0), ("2031-01-05", 5), ("2031-02-08", 10)]
        var found: [[String: String]] = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
            let root = try Root()
            for place in order {
                let (day, number) = days[place]
                try root.drop(IssueWriter.issue(number), as: "云岭日报-\(day)-01.txt")
                try root.ingest()
            }
            #expect(try root.files(below: "output/records").count == 3)
            var last: [String: String] = [:]
            for link in try root.lines("links.jsonl") {
                last[link["id"]?.string ?? ""] = link["of"]?.string ?? "itself"
                #expect(link["cluster"]?.string != nil)
            }
            found.append(last)
        }
        #expect(found[0].count == 3)
        #expect(Set(found[0].values).count == 2)
        #expect(found.allSatisfy { $0 == found[0] })
    }

    @Test("make an edition where the page is one that was published: only what is new is emitted")
    func edition() throws {
        let root = try Root()
        try root.drop(IssueWriter.issue(1), as: "云岭日报-2031-05-09-03.txt")
        try root.ingest()
        let changed = IssueWriter.issue(1) + Array("\n柳荫街道新增便民座椅\n\n本报讯 昨日，柳荫街道在沿河步道增设二十处\n便民座椅，方便老人歇脚。\n".utf8)
        try root.drop(changed, as: "again/云岭日报-2031-05-09-03.txt")
        try root.ingest()
        let event = try root.event(of: "again/云岭日报-2031-05-09-03.txt")
        #expect(event["event"]?.string == "edition")
        let manifest = try root.lines("manifest.jsonl")
        #expect(manifest.count == 2)
        #expect(manifest[1]["supersedes"]?.array?.first?.string == manifest[0]["path"]?.string)
        let ids = manifest.flatMap { $0["ids"]?.array?.compactMap(\.string) ?? [] }
        #expect(Set(ids).count == ids.count, "an id was emitted twice")

        try root.drop([0xEF, 0xBB, 0xBF] + changed, as: "bom/云岭日报-2031-05-09-03.txt")
        try root.ingest()
        let unchanged = try root.event(of: "bom/云岭日报-2031-05-09-03.txt")
        #expect(unchanged["code"]?.string == "unchanged")
        #expect(try root.lines("manifest.jsonl").count == 2)
    }
}
