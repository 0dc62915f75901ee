import TestSupport
import Testing
import TextScanning

@Suite("An export", .enabled(if: Presscut.isBuilt))
struct ExportTests {
    private static func export(_ words: [String], of root: borrowing Root) throws -> [JSONValue] {
        let output = root.directory.path + "/exported"
        try write([], to: output)
        var process = try ChildProcess(
            Presscut.program,
            ["export", "--root", root.path] + words,
            output: output
        )
        #expect(process.wait() == .exit(0))
        return try read(output).split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
    }

    private static func headlines(_ records: [JSONValue]) -> Set<String> {
        Set(records.compactMap { $0["headline"]?["main"]?.string })
    }

    private static let first = """
        云岭县推进河道治理

        本报讯 （记者 卫青禾）5月8日，云岭县召开河道治理推进会，部署全年任务，投入资金300万元，提出要
        在汛期来临之前完成主要河段的清淤工作，各乡镇要按照时间表逐项落实，确保
        （下转第4版）

        新桥镇图书室开放

        本报讯 昨日，新桥镇村级图书室正式对外开放，首批上架图书三千余册，村民凭身份证
        即可借阅，开放时间为每天上午八点到下午六点。

        """
    private static let fourth = """
        云岭县推进河道治理

        （上接第1版）汛期行洪安全。会议要求，水利部门要加强巡查，投入20万元购置设备，发现问题及时整改，同时
        做好宣传发动，让群众参与到河道保护中来。

        文化集市周末开市

        本报讯 本周末，文化集市将在东湖区开市，现场有手工、戏曲、书法等活动，欢迎市民前往参加体验。

        """

    @Test("has what stands, by day and paper, with its links, and stories as one where that is asked for")
    func selection() throws {
        let root = try Root()
        try root.drop(Array(ExportTests.fourth.utf8), as: "云岭日报-2031-05-09-04.txt")
        try root.ingest()
        try root.drop(Array(ExportTests.first.utf8), as: "云岭日报-2031-05-09-01.txt")
        try root.drop(IssueWriter.issue(3), as: "望江晚报-2031-05-10-02.txt")
        try root.ingest()
        let all = try ExportTests.export([], of: root)
        #expect(all.allSatisfy { $0["link"]?.object != nil })
        #expect(ExportTests.headlines(all).isSuperset(of: ["云岭县推进河道治理", "新桥镇图书室开放", "文化集市周末开市"]))
        #expect(all.count == 7)
        #expect(try ExportTests.export(["--paper", "望江晚报"], of: root).count == 3)
        #expect(try ExportTests.export(["--from", "2031-05-10"], of: root).count == 3)
        #expect(try ExportTests.export(["--to", "2031-05-09"], of: root).count == 4)

        let joined = try ExportTests.export(["--joined", "--to", "2031-05-09"], of: root)
        #expect(joined.count == 3)
        let story = try #require(joined.first { $0["headline"]?["main"]?.string == "云岭县推进河道治理" })
        #expect(story["parts"]?.array?.count == 2)
        let paragraphs = story["paragraphs"]?.array ?? []
        #expect(paragraphs.count >= 2 && paragraphs.last?["part"]?.integer == 1)
        // Each fact stands where it says in the whole text.
        let text = paragraphs.compactMap { $0["text"]?.string }.joined(separator: "\n")
        let scalars = Array(text.unicodeScalars)
        let facts = (story["facts"]?.array ?? []).filter { $0["in"]?.string == "text" }
        #expect(facts.contains { $0["text"]?.string == "20万元" })
        for fact in facts {
            let start = fact["start"]?.integer ?? 0
            let end = fact["end"]?.integer ?? 0
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == fact["text"]?.string)
        }
    }

    @Test("leaves out what an edition changed or withdrew")
    func editions() throws {
        let root = try Root()
        try root.drop(Array(ExportTests.first.utf8), as: "云岭日报-2031-05-09-01.txt")
        try root.ingest()
        let changed = ExportTests.first.replacing("新桥镇图书室开放", with: "新桥镇图书室开门迎客")
            .replacing("图书三千余册", with: "图书四千余册")
        try root.drop(Array(changed.utf8), as: "again/云岭日报-2031-05-09-01.txt")
        try root.ingest()
        let records = try ExportTests.export([], of: root)
        #expect(ExportTests.headlines(records) == ["云岭县推进河道治理", "新桥镇图书室开门迎客"])
        let new = records.first { $0["link"]?["revision"] != nil }
        #expect(new?["link"]?["revision"]?.integer == 2)
    }
}
