import ArticleSeparation
import Newsprint
import Testing

@Suite("A page of articles")
struct SeparationTests {
    private static let twoReports = """
        山桥镇办起流动书屋
        本报讯（记者 林 溪）昨天上午，山
        桥镇的第一辆流动书屋开进了枫岭
        村，孩子们围着书架挑书，村里的老
        人也来借农技读物。
        镇文化站负责人说，流动书屋每
        周到六个村，全年不停，村民可以用
        手机预约想看的书。
        渔港码头换上新吊机
        本报讯 东沙渔港的三台新吊机日
        前完成调试，渔获上岸的时间比过去
        缩短一半，渔民不用再排长队。
        ■记者 何 川 通讯员 陈小满
        """

    @Test("puts each headline, dateline and byline on its own body")
    func separatesTwo() {
        let articles = ArticleSeparator().separate(page(of: Self.twoReports))
        #expect(articles.map(\.headline.main?.text) == ["山桥镇办起流动书屋", "渔港码头换上新吊机"])
        #expect(articles.map(\.dateline?.raw.text) == ["本报讯", "本报讯"])
        #expect(articles.map(\.names) == [["林溪"], ["何川", "陈小满"]])
        #expect(articles.map(\.paragraphs.count) == [2, 1])
    }

    @Test("joins the wrapped lines of a paragraph without blanks")
    func joinsLines() throws {
        let articles = ArticleSeparator().separate(page(of: Self.twoReports))
        let first = try #require(articles.first?.paragraphs.first)
        #expect(first.passage.text == "昨天上午，山桥镇的第一辆流动书屋开进了枫岭村，孩子们围着书架挑书，村里的老人也来借农技读物。")
        #expect(first.role == .lead)
    }

    @Test("takes the agency, the place and the day out of a dateline")
    func readsDateline() throws {
        let text = """
            秋汛平稳过境
            新华社云阳9月12日电（记者 方 圆）记者从防汛部门获悉，今年秋汛已经平稳过境，沿江各站水位全部回落。
            """
        let article = try #require(ArticleSeparator().separate(page(of: text)).first)
        #expect(article.dateline?.agency == "新华社")
        #expect(article.dateline?.place == "云阳")
        #expect(article.dateline?.date == "--09-12")
        #expect(article.byline.raw?.text == "（记者 方 圆）")
    }

    @Test("shows a headline that is painted twice once and keeps the second place")
    func removesShadow() throws {
        let text = """
            本报讯 石溪乡的梯田上周开镰，收割机第一次开上了山腰，乡里的农机队忙了整整六天。
            石溪梯田开镰收割石溪梯田开镰收割
            """
        let article = try #require(ArticleSeparator().separate(page(of: text)).first { $0.dateline != nil })
        #expect(article.headline.main?.text == "石溪梯田开镰收割")
        #expect(article.doubled.count == 1)
        #expect(article.quality.flags.contains("headline_shadow_removed"))
    }

    @Test("makes a titled photo a record with caption and credit")
    func readsPhoto() throws {
        let text = """
            荷塘晨光
            这几天，东湖公园的荷花陆续开放，一早就有市民前来散步拍照。
            ■摄影 王 青
            """
        let photo = try #require(ArticleSeparator().separate(page(of: text)).first)
        #expect(photo.kind == .photo)
        #expect(photo.headline.main?.text == "荷塘晨光")
        #expect(photo.media.first?.caption?.text == "这几天，东湖公园的荷花陆续开放，一早就有市民前来散步拍照。")
        #expect(photo.names == ["王青"])
    }

    @Test("leaves mastheads, editors and notices out of the articles")
    func keepsLeftovers() {
        let text = """
            云川日报 2024年3月5日 星期二 第3版
            遗失声明 张小山遗失驾驶证一本，声明作废。
            责任编辑：李想 版式：周文
            """
        let items = ArticleSeparator().separate(page(of: text))
        #expect(items.allSatisfy { $0.kind.isLeftover })
        #expect(items.map(\.kind) == [.other, .notice, .other])
    }

    @Test("names an unsettled byline as a candidate and never as certain")
    func namesCandidates() {
        let text = """
            本报讯 南山水库的加固工程昨天完工，库容恢复到设计水平，下游三个乡镇的灌溉用水有了保障。
            ■何大川
            本报讯 北街菜场今天重新开业，摊位比过去多了一倍，市民买菜更方便。
            新菜场开业
            水库加固完工
            """
        let items = ArticleSeparator().separate(page(of: text))
        for item in items where !item.kind.isLeftover {
            #expect(item.byline.confidence < 0.8)
            #expect(item.byline.candidates.allSatisfy { $0.confidence < 0.8 && items[$0.leftover].role == "byline" })
        }
        #expect(items.contains { !$0.byline.candidates.isEmpty })
    }
}
