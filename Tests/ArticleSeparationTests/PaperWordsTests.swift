import ArticleSeparation
import Newsprint
import Testing

@Suite("The words of a user's paper")
struct PaperWordsTests {
    private static let text = """
        渔家灯火
        海苔养殖大户学会直播卖货
        江海通讯社龙门9月2日电 龙门镇的海苔养殖户昨天第一次对着手机镜头卖起了海苔，两个小时卖出三千包。
        ■融媒小记者 何 川
        """

    private static func separator(_ words: [(PaperWords.Kind, String)]) throws -> ArticleSeparator {
        var paper = PaperWords()
        for (kind, text) in words { try paper.set(kind, to: text) }
        return ArticleSeparator(lexicon: Lexicon(adding: paper))
    }

    @Test("tell the paper's agencies, columns and titles")
    func tell() throws {
        let separator = try Self.separator([
            (.agency, "江海通讯社"), (.column, "渔家灯火、栖湖夜话"), (.reporter, "融媒小记者"),
        ])
        let items = separator.separate(page(of: Self.text))
        let article = try #require(items.first { $0.kind.isLeftover == false })
        #expect(article.headline.main?.text == "海苔养殖大户学会直播卖货")
        #expect(article.headline.kicker == nil)
        #expect(article.dateline?.agency == "江海通讯社")
        #expect(article.byline.people == [Contributor(name: "何川", role: .reporter)])
        #expect(items.filter(\.kind.isLeftover).map { $0.paragraphs.map(\.passage.text) } == [["渔家灯火"]])
    }

    @Test("are not known to others")
    func areOnesOwn() {
        let items = ArticleSeparator().separate(page(of: Self.text))
        #expect(items.allSatisfy { $0.dateline == nil })
    }

    @Test("are the same text in whatever order their kinds were given")
    func areCanonical() throws {
        var one = PaperWords()
        var other = PaperWords()
        try one.set(.jump, to: "详情见")
        try one.set(.agency, to: "江海通讯社 东海社")
        try other.set(.agency, to: "江海通讯社,东海社")
        try other.set(.jump, to: "详情见")
        #expect(one == other)
        #expect(one.canonical == "agency=江海通讯社、东海社\njump=详情见\n")
        #expect(PaperWords().canonical.isEmpty)
    }

    @Test("of all kinds leave every character of a page in one place", arguments: PaperWords.Kind.allCases)
    func conserve(kind: PaperWords.Kind) throws {
        let separator = try Self.separator([(kind, kind == .surname ? "龙 门" : "渔家 灯火")])
        let page = page(of: Self.text)
        var count = [Int](repeating: 0, count: page.text.count)
        for item in separator.separate(page) { for place in item.places { for byte in place { count[byte] += 1 } } }
        let printed = page.text.indices.filter { page.text[$0] != 0x20 && page.text[$0] != 0x0A }
        #expect(printed.allSatisfy { count[$0] == 1 })
    }
}
