import FileAccess
import TestSupport
import Testing
import TextScanning

@Suite("What articles are to each other")
struct OrderTests {
    private static let papers = ["云岭日报", "望江晚报", "新桥周刊"]

    private static func name(_ paper: Int, day: Int, page: Int = 1) -> String {
        "\(papers[paper])-2031-05-\(day < 10 ? "0" : "")\(day)-0\(page).txt"
    }

    /// News and copies of them in other papers, before and after, some without a date; a story told on two pages.
    private static func pages(seed: UInt64) -> [Archive.Page] {
        var pages: [Archive.Page] = []
        for (number, text) in ReprintSet(seed: seed, originals: 12).texts.enumerated() {
            let isDated = number % 7 != 3
            let name = isDated ? name(number % 3, day: number % 28 + 1, page: number % 5 + 1) : "loose-\(number).txt"
            // Each file has a name of its own, and no page is there twice.
            let folder = "drop-\(number)/"
            let dated = isDated ? name.replacing("2031", with: "20\(31 + number)") : name
            pages.append(.page(folder + dated, [("第\(number)号报道见报", text.text)]))
        }
        let last = pages[4].text
        pages.append(Archive.Page(name: "copy/\(name(0, day: 30))", text: last + "\n"))
        pages.append(Archive.Page(name: "copy/\(name(1, day: 29))", text: last + "\n\n"))
        return pages + story
    }

    private static var story: [Archive.Page] {
        var generator = SeededGenerator(seed: 77)
        let parts = (0..<3).map { _ in InventedNews.sentences(using: &generator).joined() }
        return [
            .page(name(2, day: 12, page: 1), [("青石镇水利建设纪实", parts[0] + "（下转第4版）"), ("夜校开课", parts[2])]),
            .page(name(2, day: 12, page: 4), [("青石镇水利建设纪实", "（上接第1版）" + parts[1])]),
        ]
    }

    @Test("does not depend on the order in which they come, nor on how many come at once", arguments: [UInt64(3), 4])
    func anyOrder(seed: UInt64) async throws {
        let pages = OrderTests.pages(seed: seed)
        let first = try Archive()
        try await first.take(pages)
        let links = try first.links()
        let records = try first.records()
        #expect(links.values.count { $0["relation"]?.string == "same" } > 5)
        #expect(
            links.values.count { $0["relation"]?.string == "abridged" }
                + links.values.count { $0["relation"]?.string == "extended" } > 3
        )
        #expect(links.values.count { $0["continues"] != nil } == 2)
        var generator = SeededGenerator(seed: seed)
        for together in [1, 5, 40] {
            let other = try Archive()
            try await other.take(pages.shuffled(using: &generator), together: together)
            #expect(try other.records() == records)
            let found = try other.links()
            for id in Set(links.keys).union(found.keys) { #expect(found[id] == links[id]) }
        }
    }

    @Test("joins the parts of a story whatever comes first, also days later", arguments: [false, true])
    func jumps(isReversed: Bool) async throws {
        let archive = try Archive()
        try await archive.take(isReversed ? OrderTests.story.reversed() : OrderTests.story)
        let links = try archive.links()
        let tied = links.values.filter { $0["continues"] != nil }
        #expect(tied.count == 2)
        for link in tied {
            let other = link["continues"]?["to"]?.string ?? link["continues"]?["from"]?.string ?? ""
            let back = links[other]?["continues"]
            #expect((back?["from"] ?? back?["to"])?.string == link["id"]?.string)
        }
    }

    @Test("is told from sketches, and said to be, where the text of one is gone")
    func textGone() async throws {
        var generator = SeededGenerator(seed: 8)
        let body = InventedNews.sentences(using: &generator).joined()
        let archive = try Archive()
        try await archive.take([.page(OrderTests.name(0, day: 3), [("河道清淤完成验收", body)])])
        let path = try #require(try archive.lines("manifest.jsonl")[0]["path"]?.string)
        try run("/bin/rm", "\(archive.directory.path)/output/\(path)")
        try await archive.take([.page(OrderTests.name(1, day: 4), [("清淤工程收官", body + "工程投资八百万元，惠及三个乡镇的群众。")])])
        let told = try archive.links().values.filter { $0["of"] != nil }
        #expect(told.count == 1)
        #expect(told.first?["verified"]?.boolean == false)
        #expect(told.first?["relation"]?.string == "same" || told.first?["relation"]?.string == "extended")
    }

    @Test("ties two hundred copies that come from the last to the first, with few lines for each")
    func manyCopies() async throws {
        var generator = SeededGenerator(seed: 5)
        let body = InventedNews.sentences(using: &generator).joined()
        let pages = (0..<200).map { number in
            let day = number % 27 + 1
            let name = "云岭日报-\(2001 + number / 27)-03-\(day < 10 ? "0" : "")\(day)-01.txt"
            return Archive.Page.page(name, [("第\(number)号通知", body)])
        }
        let archive = try Archive()
        try await archive.take(pages.reversed(), together: 20)
        let links = try archive.links()
        let roots = links.values.filter { $0["of"] == nil }
        #expect(roots.count == 1)
        // From every copy the ties lead to the earliest.
        for link in links.values {
            var current = link
            var steps = 0
            while let next = current["of"]?.string.flatMap({ links[$0] }), steps < 10 {
                current = next
                steps += 1
            }
            #expect(current["id"] == roots.first?["id"])
            #expect(steps < 5)
        }
        #expect(try archive.lines("links.jsonl").count < 200 * 70)
    }
}
