import IssueReading
import Newsprint
import Testing

/// What a path, alone, is expected to give: `title|date|source|label`, `-` for nothing.
private struct Named: Sendable, CustomTestStringConvertible {
    var path: String
    var expected: String

    init(_ path: String, _ expected: String) {
        self.path = path
        self.expected = expected
    }

    var testDescription: String { path }
}

private func summary(_ issue: IssueIdentification) -> String {
    [
        issue.title ?? "-", issue.date?.description ?? "-", issue.dateSource.rawValue,
        issue.pages.first?.label?.description ?? "-",
    ].joined(separator: "|")
}

private func identify(_ path: String, papers: [String: String] = [:]) -> IssueIdentification {
    var options = NamingOptions()
    options.papers = papers
    return IssueNaming.identify(path: Array(path.utf8), mastheads: [Masthead()], options: options)
}

@Suite("The name of a file")
struct IssueNamingTests {
    private static let names = [
        Named("青溪日报-2031-05-09-01.txt", "青溪日报|2031-05-09|filename|01"),
        Named("今日青溪-2031-05-09-01.txt", "今日青溪|2031-05-09|filename|01"),
        Named("qxrb2031050903.pdf", "qxrb|2031-05-09|filename|03"),
        Named("qxrb20310509.pdf", "qxrb|2031-05-09|filename|-"),
        Named("qxrb20310509-03.pdf", "qxrb|2031-05-09|filename|03"),
        Named("qxrb_20310509_A12.pdf", "qxrb|2031-05-09|filename|A12"),
        Named("QXRB20310509B003.txt", "QXRB|2031-05-09|filename|B03"),
        Named("青溪日报20310509第03版.txt", "青溪日报|2031-05-09|filename|03"),
        Named("青溪日报２０３１年５月９日第３版.txt", "青溪日报|2031-05-09|filename|03"),
        Named("青溪日报2031年05月09日03版要闻.txt", "青溪日报|2031-05-09|filename|03"),
        Named("青溪晚报 2031年5月9日 A2版.txt", "青溪晚报|2031-05-09|filename|A2"),
        Named("《青溪晚报》2031.5.9（第十二版）.txt", "青溪晚报|2031-05-09|filename|12"),
        Named("青溪日报二〇三一年五月九日头版.txt", "青溪日报|2031-05-09|filename|01"),
        Named("青溪日报二○三一年五月三十一日 第四版.txt", "青溪日报|2031-05-31|filename|04"),
        Named("20310509_A1.pdf", "-|2031-05-09|filename|A1"),
        Named("2031-05-09.txt", "-|2031-05-09|filename|-"),
        Named("2031_05_09 青溪日报 第3版.txt", "青溪日报|2031-05-09|filename|03"),
        Named("20310509青溪日报A1.txt", "青溪日报|2031-05-09|filename|A1"),
        Named("A01_20310509.pdf", "-|2031-05-09|filename|A01"),
        Named("20310509_001.pdf", "-|2031-05-09|filename|01"),
        Named("20310509-p03.pdf", "-|2031-05-09|filename|03"),
        Named("20310509 page 3.pdf", "-|2031-05-09|filename|03"),
        Named("2031/05/09/A01.txt", "-|2031-05-09|path|A01"),
        Named("2031/05/09/01.txt", "-|2031-05-09|path|01"),
        Named("2031-05/09/03.txt", "-|2031-05-09|path|03"),
        Named("2031/0509/3.txt", "-|2031-05-09|path|03"),
        Named("203105/09/B2.txt", "-|2031-05-09|path|B2"),
        Named("2031年/5月/9日/第3版.txt", "-|2031-05-09|path|03"),
        Named("20310509/03.txt", "-|2031-05-09|path|03"),
        Named("2031/05/09.txt", "-|2031-05-09|path|-"),
        Named("青溪日报/2031/05/09/A01.txt", "青溪日报|2031-05-09|path|A01"),
        Named("青溪日报/2031-05-09/01.txt", "青溪日报|2031-05-09|path|01"),
        Named("2031-05-09/青溪日报/01.txt", "青溪日报|2031-05-09|path|01"),
        Named("青溪日报20310509/第03版.txt", "青溪日报|2031-05-09|path|03"),
        Named("2031-05-09/青溪日报 第03版.txt", "青溪日报|2031-05-09|path|03"),
        Named("upload/2031/05/09/A01.txt", "-|2031-05-09|path|A01"),
        Named("待处理/2031/05/09/A01.txt", "-|2031-05-09|path|A01"),
        Named("China Daily 2031-05-09 03.pdf", "China Daily|2031-05-09|filename|03"),
        Named("Neue-Zeitung_20310509.pdf", "Neue Zeitung|2031-05-09|filename|-"),
        Named("青溪日报第4127期20310509.txt", "青溪日报|2031-05-09|filename|-"),
        Named("青溪日报-海外版-20310509-03.txt", "青溪日报|2031-05-09|filename|03"),
        Named("青溪日报-2031-05-09-01 (1).txt", "青溪日报|2031-05-09|filename|01"),
        Named("青溪日报-2031-05-09 (2).txt", "青溪日报|2031-05-09|filename|-"),
        Named("青溪日报-2031-05-09-v2.txt", "青溪日报|2031-05-09|filename|-"),
        Named("青溪日报-2031-05-09.tar.gz", "青溪日报|2031-05-09|filename|-"),
        Named("民国二十年五月九日青溪日报.txt", "青溪日报|1931-05-09|filename|-"),
    ]

    @Test("gives title, date and page where they are written", arguments: names)
    private func readsName(_ name: Named) {
        #expect(summary(identify(name.path)) == name.expected)
    }

    private static let undated = [
        "page.txt", "page-01.txt.txt", "p.txt", "A4.txt", "01.txt", "A01.txt", "node_1.htm", "新建文本文档.txt", "2031.txt",
        "05/09/A1.txt",
        "青溪日报20310532.txt", "青溪日报20310229.txt", "青溪日报2031-13-01.txt", "13800003381.txt", "0573-83723948.txt",
        "1923456789012.txt", "20310509101530.txt", "203105091015.txt", "310509.txt", "IMG_20310509.jpg",
        "IMG_20310509_101530.jpg",
        "微信图片_20310509101530.png", "微信图片 2031-05-09.png", "Screenshot 2031-05-09.png", "扫描20310509.pdf",
        "scan_20310509.pdf",
        "17220509.txt", "1722050901.txt", "ISBN9787101003048.txt", "青溪公告.txt", "会议2031年5月.txt", ".txt", "....", "",
        "d41d8cd98f00b204e9800998ecf8427e.pdf", "CN33-0001.txt", "2031-05-0.txt", "2031-5.txt",
    ]

    @Test("gives no date where none is written", arguments: undated)
    func noDate(_ path: String) {
        let issue = identify(path)
        #expect(issue.date == nil)
        #expect(issue.dateSource == .none)
    }

    @Test(
        "invents nothing for a name without meaning",
        arguments: ["page.txt", "01.txt", "A4.txt", "IMG_20310509.jpg", "扫描件.txt", "a/b/c.txt"]
    )
    func inventsNothing(_ path: String) {
        #expect(summary(identify(path)) == "-|-|none|-")
    }

    @Test("gives issue number, edition and section")
    func numberEditionSection() {
        let issue = identify("青溪日报-海外版-20310509-第03版-要闻-总第4127期.txt")
        #expect(issue.number == "4127")
        #expect(issue.edition == "海外版")
        #expect(issue.pages == [.init(label: PageLabel("03"), section: "要闻")])
        #expect(issue.title == "青溪日报")
    }

    @Test("maps codes to titles through the configuration alone")
    func papers() {
        let papers = ["qxrb": "青溪日报", "青溪报": "青溪日报"]
        #expect(summary(identify("QXRB2031050903.pdf", papers: papers)) == "青溪日报|2031-05-09|filename|03")
        #expect(summary(identify("crawler/qxrb/2031/05/09/03.pdf", papers: papers)) == "青溪日报|2031-05-09|path|03")
        #expect(summary(identify("qxrb/20310509/03.pdf")) == "-|2031-05-09|path|03")
        #expect(identify("2031-05-09 青溪报.txt", papers: papers).title == "青溪日报")
    }

    @Test("gives every page of a file its label when it gives their range")
    func range() {
        func labels(_ path: String, _ count: Int) -> [String?] {
            IssueNaming.identify(path: Array(path.utf8), mastheads: Array(repeating: Masthead(), count: count))
                .pages.map { $0.label?.description }
        }
        #expect(labels("青溪日报20310509 A01-A04版.txt", 4) == ["A01", "A02", "A03", "A04"])
        #expect(labels("青溪日报20310509 第1至3版.txt", 3) == ["01", "02", "03"])
        #expect(labels("青溪日报20310509 第1-4版.txt", 3) == [nil, nil, nil])
        #expect(labels("青溪日报2031050901.txt", 2) == [nil, nil])
    }

    @Test("is taken apart without harm whatever its bytes")
    func rawBytes() {
        let names: [[UInt8]] = [
            [0xFF], [0xE4], Array("青溪日报".utf8.dropLast()) + Array("20310509.txt".utf8), [0x2F, 0x2F], [0x0A],
        ]
        for name in names {
            let issue = IssueNaming.identify(path: name, mastheads: [Masthead()])
            #expect(issue.pages.count == 1)
        }
        let newline = IssueNaming.identify(path: Array("青溪日报\n20310509.txt".utf8), mastheads: [])
        #expect(newline.date == CalendarDate("2031-05-09"))
        let long = IssueNaming.identify(path: Array(String(repeating: "a/", count: 100_000).utf8), mastheads: [])
        #expect(long.date == nil)
    }
}

@Suite("The sources of an issue's date")
struct IssuePriorityTests {
    private var masthead: Masthead {
        get throws { Masthead(of: try read("青溪日报 2031年5月9日 星期五 第3版\n\n本报讯 昨天。").pages[0]) }
    }

    @Test("are options, then masthead, then file name, then folders, and differences are flagged")
    func priority() throws {
        var options = NamingOptions()
        let path = Array("2031/05/11/青溪日报-2031-05-10-04.txt".utf8)
        let bare = IssueNaming.identify(path: path, mastheads: [Masthead()])
        #expect(summary(bare) == "青溪日报|2031-05-10|filename|04")
        #expect(bare.flags == ["date_conflict"])
        let printed = IssueNaming.identify(path: path, mastheads: [try masthead])
        #expect(summary(printed) == "青溪日报|2031-05-09|masthead|03")
        #expect(printed.flags == ["date_conflict", "page_conflict"])
        options.date = CalendarDate("2031-05-12")
        options.title = "东溪日报"
        options.label = PageLabel("A1")
        let optional = IssueNaming.identify(path: path, mastheads: [try masthead], options: options)
        #expect(summary(optional) == "东溪日报|2031-05-12|option|A1")
        #expect(optional.flags == ["date_conflict", "page_conflict"])
    }

    @Test("agree without a flag")
    func agreement() throws {
        let path = Array("2031/05/09/青溪日报-2031-05-09-03.txt".utf8)
        #expect(IssueNaming.identify(path: path, mastheads: [try masthead]).flags == [])
        #expect(IssueNaming.identify(path: Array("qxrb2031050903.txt".utf8), mastheads: [try masthead]).flags == [])
    }

    @Test("give way when a masthead's weekday contradicts its date")
    func weekday() throws {
        let doubtful = Masthead(of: try read("青溪日报 2031年5月8日 星期五 第3版\n\n本报讯 昨天。").pages[0])
        #expect(doubtful.weekdayAgrees == false)
        let named = IssueNaming.identify(path: Array("青溪日报20310509.txt".utf8), mastheads: [doubtful])
        #expect(summary(named) == "青溪日报|2031-05-09|filename|03")
        #expect(named.flags == ["date_conflict", "weekday_conflict"])
        let alone = IssueNaming.identify(path: Array("page.txt".utf8), mastheads: [doubtful])
        #expect(summary(alone) == "青溪日报|2031-05-08|masthead|03")
        #expect(alone.flags == ["weekday_conflict"])
    }

    @Test("are the first page's, and a later page with another date is flagged")
    func severalPages() throws {
        let other = Masthead(of: try read("青溪日报 2031年5月10日 星期六 第4版\n\n本报讯 昨天。").pages[0])
        let issue = IssueNaming.identify(path: [], mastheads: [try masthead, Masthead(), other])
        #expect(issue.date == CalendarDate("2031-05-09"))
        #expect(issue.flags == ["date_conflict"])
        #expect(issue.pages.map { $0.label?.description } == ["03", nil, "04"])
    }
}
