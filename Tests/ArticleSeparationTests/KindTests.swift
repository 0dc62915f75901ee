import ArticleSeparation
import Newsprint
import Testing

@Suite("What stands on a page beside reports")
struct KindTests {
    private func items(_ text: String) -> [Article] { ArticleSeparator().separate(page(of: text)) }

    private func articles(_ text: String) -> [Article] { items(text).filter { !$0.kind.isLeftover } }

    @Test("keeps a table row by row under its headline")
    func keepsTable() throws {
        let articles = articles(
            """
            本周菜价一览

            品种 周一 周三 周五
            豆角 7.2 6.8 6.5
            南瓜 2.4 2.4 2.2
            莲藕 5.6 5.9 6.0
            毛豆 6.1 5.8 5.5

            河口大桥合龙
            本报讯 昨天上午，跨越南溪河的河口大桥顺
            利合龙，两岸居民过河不用再绕行二十公里。
            """
        )
        let table = try #require(articles.first { $0.headline.main?.text == "本周菜价一览" })
        #expect(table.paragraphs.count == 5)
        #expect(table.paragraphs.last?.passage.text == "毛豆6.1 5.8 5.5")
        #expect(articles.contains { $0.headline.main?.text == "河口大桥合龙" && $0.paragraphs.count == 1 })
    }

    private static let verses = """
        秋凉

        把扇子收进抽屉
        蝉声便短了一截
        母亲在檐下
        择去豆角的筋
        一根一根
        像择去
        夏天的尾巴

        河口大桥合龙
        本报讯 昨天上午，跨越南溪河的河口大桥顺
        利合龙，两岸居民过河不用再绕行二十公里。
        大桥长六百二十米，双向四车道，设有人行
        步道，预计今年年底通车。
        """

    @Test("keeps the lines of a poem apart")
    func keepsVerse() throws {
        let poem = try #require(articles(Self.verses).first { $0.paragraphs.first?.passage.text == "把扇子收进抽屉" })
        #expect(poem.paragraphs.count == 7)
        #expect(poem.headline.main?.text == "秋凉")
    }

    @Test("puts a caption inside an article into its media")
    func keepsCaption() throws {
        let article = try #require(
            articles(
                """
                河口大桥合龙
                　　本报讯 昨天上午，跨越南溪河的河口
                大桥顺利合龙，两岸居民过河不用再绕行
                二十公里。
                　　图为合龙现场。
                摄影 王青
                　　大桥长六百二十米，双向四车道，设有
                人行步道，预计今年年底通车。
                """
            ).first
        )
        #expect(article.media.map(\.caption?.text) == ["图为合龙现场。"])
        #expect(article.media.first?.people.map(\.name) == ["王青"])
        #expect(article.paragraphs.count == 2)
    }

    @Test("calls one short paragraph a brief")
    func findsBrief() {
        let text = """
            河口大桥合龙
            本报讯 昨天上午，跨越南溪河的河口大桥顺利合龙，两岸居民过河不用再绕行二十公里。
            """
        #expect(articles(text).map(\.kind) == [.brief])
    }

    @Test("calls what a commentator signs a commentary")
    func findsCommentary() {
        let text = """
            修桥更要修心
            本报评论员 何川
            一座桥修好了，两岸的人走得近了，心也要走得近。
            过去各守一岸，遇事先问是谁家的，如今该先问怎么办。
            """
        #expect(articles(text).map(\.kind) == [.commentary])
    }

    @Test("takes short titles over a paragraph or two each for headlines, not for crossheads")
    func readsShortTitles() {
        let text = """
            一周速览
            开馆
            县图书馆新馆本周六起试开放，馆内设有
            盲文阅览区和自助借还区，凭证即可入馆。
            封路
            因桥面检修，东渡大桥将于25日零时至五
            时封闭，过往车辆可绕行北环路。
            降价
            连日晴暖，大棚草莓集中上市，城南批发
            市场的草莓跌到十六元，比月初便宜近半。
            寻猫
            住在榆钱巷的杜奶奶走失了一只三花猫，
            三天后邻居们在粮站的仓库里找到了它。
            """
        #expect(articles(text).map(\.headline.main?.text) == ["开馆", "封路", "降价", "寻猫"])
        #expect(items(text).contains { $0.kind.isLeftover && $0.paragraphs.first?.passage.text == "一周速览" })
    }

    @Test("keeps numbered crossheads in their article")
    func keepsNumberedCrossheads() throws {
        let articles = articles(
            """
            一盏灯点亮古镇的夜读
            　　一盏灯，一张长桌，十二把旧椅子。每晚
            七点，苇塘古镇的夜读灯准时亮起。
            一、点灯的人
            　　最早想到点灯的是裱画匠季老二。去年立
            冬，他把铺子腾出半间，搬来一箱旧书。
            二、读书的人
            　　今年开春，夜读的人渐渐多起来，染布的、
            打铁的、做豆腐的，都是忙完了一天才来。
            """
        )
        #expect(articles.count == 1)
        #expect(articles[0].paragraphs.filter { $0.role == .crosshead }.map(\.passage.text) == ["一、点灯的人", "二、读书的人"])
    }
}
