import IssueReading
import Newsprint
import Testing

private func masthead(_ text: String) throws -> Masthead {
    Masthead(of: try read(text).pages[0])
}

private func summary(_ masthead: Masthead) -> String {
    [
        masthead.title ?? "-", masthead.date?.description ?? "-", masthead.label?.description ?? "-",
        masthead.number ?? "-", masthead.section ?? "-",
    ].joined(separator: "|")
}

private let body = """

    东门天桥昨起通行
    本报讯（记者 卢一舟）昨天，青溪县第三座人行天桥建
    成通行。桥长 46 米，总投资 1280 万元。

    “以前要绕两公里，现在五分钟就到了。”何桂兰说。

    """

@Suite("A masthead")
struct MastheadTests {
    @Test(
        "is read from one line",
        arguments: [
            ("青溪日报 2031年5月9日 星期五 第3版", "青溪日报|2031-05-09|03|-|-"),
            ("⾭溪⽇报 2031年5⽉9⽇ 星期五 第3版", "青溪日报|2031-05-09|03|-|-"),
            ("今⽇清湖２０３１年５⽉９⽇星期五第７版", "今日清湖|2031-05-09|07|-|-"),
            ("A07版 青溪晚报 2031.05.09 星期五", "青溪晚报|2031-05-09|A07|-|-"),
            ("03 要闻 2031年5月9日 星期五 责任编辑：卢一舟 版式：何桂兰", "-|2031-05-09|03|-|要闻"),
            ("第3版：要闻 青溪日报 2031-05-09 星期五", "青溪日报|2031-05-09|03|-|要闻"),
            ("青 溪 日 报 2031 年 5 月 9 日 星期五 农历辛亥年闰三月十八 第 3 版 总第 4127 期", "青溪日报|2031-05-09|03|4127|-"),
            ("青溪日报 二〇三一年五月九日 星期五 第三版", "青溪日报|2031-05-09|03|-|-"),
            ("青溪日报 2031年5月9日 星期五 今日8版 第4127期 国内统一连续出版物号CN33-0001 邮发代号31-7", "青溪日报|2031-05-09|-|4127|-"),
            ("2031年5月9日 第12期 总第4127期 青溪报", "青溪报|2031-05-09|-|4127|-"),
            ("雲門時報 中華民國一百二十年五月九日", "-|-|-|-|-"),
            ("雲門時報 中華民國廿年五月九日 禮拜六 第三版", "雲門時報|1931-05-09|03|-|-"),
            ("金溪湖 2031年5月9日 星期五 03版", "金溪湖|2031-05-09|03|-|-"),
            ("2031年5月9日 星期五 电话：0573-83723948", "-|2031-05-09|-|-|-"),
            ("青溪日报｜2031年5月9日｜周五｜A2", "青溪日报|2031-05-09|A2|-|-"),
        ]
    )
    func oneLine(_ line: String, _ expected: String) throws {
        #expect(summary(try masthead(line + "\n" + body)) == expected)
        #expect(summary(try masthead(body + "\n" + line)) == expected)
    }

    @Test("is put together from lines that follow each other")
    func block() throws {
        let front = try masthead("青溪日报\n2031年5月9日\n星期五\n农历辛亥年闰三月十八\n第01版\n总第4127期\n" + body)
        #expect(summary(front) == "青溪日报|2031-05-09|01|4127|-")
        let spaced = try masthead("青 溪 日 报\n\nCN 33-0001 第4127期 今日4版\n\n2031年5月\n9\n星期五\n\n" + body)
        #expect(summary(spaced) == "青溪日报|2031-05-09|-|4127|-")
        #expect(try masthead("青溪日报\n2031年5月9日\n" + body).date == CalendarDate("2031-05-09"))
    }

    @Test("is found in the middle of a page when it says enough")
    func middle() throws {
        let page =
            body + String(repeating: body, count: 5) + "青溪日报 2031年5月9日 星期五 第3版\n" + String(repeating: body, count: 5)
        #expect(summary(try masthead(page)) == "青溪日报|2031-05-09|03|-|-")
        let weak = page.replacing("青溪日报 2031年5月9日 星期五 第3版", with: "2031年5月9日 星期五")
        #expect(try masthead(weak).date == nil)
    }

    @Test(
        "is nothing that only has a date",
        arguments: [
            "2031年5月9日", "特此公告。2031年5月9日", "青溪县城北菜场管理处 2031年5月9日", "时间：2031年5月9日 星期五", "（原载《青溪日报》2031年5月9日第3版）",
            "原载《青溪日报》2031年5月9日第3版", "据《青溪日报》2031年5月9日 星期五 第3版，该桥", "新华社青溪5月9日电", "农历辛亥年三月十八 星期五", "下转第4版",
        ]
    )
    func nothing(_ line: String) throws {
        for page in [line + "\n" + body, body + "\n" + line, body + line + "\n" + body] {
            let found = try masthead(page)
            #expect(found.date == nil)
            #expect(found.label == nil)
        }
    }

    @Test("never takes the lunar date, a count of pages or a version for what they are not")
    func lookalikes() throws {
        let found = try masthead("青溪日报 农历二〇三一年 辛亥年三月十八 2031年5月9日 星期五 本期共8版 对开四版" + body)
        #expect(found.date == CalendarDate("2031-05-09"))
        #expect(found.label == nil)
    }

    @Test("without a date still labels its page, when it stands alone at the edge")
    func folio() throws {
        #expect(summary(try masthead("第3版 要闻\n" + body)) == "-|-|03|-|要闻")
        #expect(summary(try masthead(body + "\n青溪日报 A2版")) == "青溪日报|-|A2|-|-")
        #expect(try masthead("导读\n东门天桥昨起通行 第3版\n" + body).label == nil)
    }

    @Test("takes no longer than its lines are, whatever they are")
    func hostile() throws {
        let line = String(repeating: "第", count: 50_000) + "\n" + String(repeating: "2031年5月9日", count: 20) + "\n"
        _ = try masthead(String(repeating: line, count: 20))
    }
}
