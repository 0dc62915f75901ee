import Newsprint
import TestSupport
import Testing

@Suite("A page score")
struct PageScoreTests {
    private let truth: PageTruth

    init() throws {
        let json = """
            {"paper": "甲报", "date": null, "page": 1, "furniture": ["甲报 第一版"], "articles": [
              {"headline": "水库开闸放水", "kicker": "汛期将至", "byline": "■记者 王 强", "dateline": "本报讯 ",
               "people": ["王强"], "paragraphs": ["昨天上午，城东水库开闸放水，流量每秒３０立方米。", "预计放水三天。（记者 王 强）"]},
              {"headline": "花开了", "kicker": null, "byline": null, "dateline": null,
               "people": ["李想"], "paragraphs": ["公园里的紫薇花陆续开放，引来许多游人。"]}]}
            """
        truth = try PageTruth(parsing: Array(json.utf8))
    }

    private func passage(_ text: String) -> Passage { Passage(text: text, ranges: [0..<1]) }

    private func items() -> [Article] {
        var report = Article(kind: .article)
        report.headline.main = passage("水库开闸放水")
        report.headline.kicker = passage("汛期将至")
        report.byline.people = [Contributor(name: "王强", role: .reporter)]
        report.dateline = Dateline(raw: passage("本报讯"))
        report.paragraphs = [
            Paragraph(passage("昨天上午，城东水库开闸放水，流量每秒30立方米。"), role: .lead),
            Paragraph(passage("预计放水三天。"), role: .body),
        ]
        var photo = Article(kind: .photo)
        photo.headline.main = passage("花开了")
        photo.media = [
            Media(
                caption: passage("公园里的紫薇花陆续开放，引来许多游人。"),
                people: [Contributor(name: "李想", role: .photographer)]
            )
        ]
        return [report, photo]
    }

    @Test("is full when everything stands where it belongs")
    func full() {
        let score = PageScore(of: items(), against: truth)
        #expect(score.articles.f1 == 1)
        #expect(score.perfect == PageScore.Share(part: 2, whole: 2))
        #expect(score.kickers == PageScore.Share(part: 1, whole: 1))
        #expect(score.names == PageScore.Share(part: 2, whole: 2))
        #expect(score.paragraphs.f1 == 1)
        #expect(score.strays.part == 0)
        #expect(score.faults.isEmpty)
    }

    @Test("takes a dateline and a signature that stay in the body for right")
    func datelineInBody() {
        var items = items()
        items[0].dateline = nil
        items[0].paragraphs = [
            Paragraph(passage("本报讯 昨天上午，城东水库开闸放水，流量每秒30立方米。"), role: .lead),
            Paragraph(passage("预计放水三天。（记者 王强）"), role: .body),
        ]
        let score = PageScore(of: items, against: truth)
        #expect(score.perfect.part == 2)
        #expect(score.paragraphs.f1 == 1)
    }

    @Test("is not perfect with the other article's headline")
    func swappedHeadlines() {
        var items = items()
        (items[0].headline, items[1].headline) = (items[1].headline, items[0].headline)
        let score = PageScore(of: items, against: truth)
        #expect(score.articles.f1 == 1)
        #expect(score.perfect.part == 0)
        #expect(score.headlines == PageScore.Share(part: 0, whole: 2))
        #expect(score.kickers.part == 0)
    }

    @Test("counts two articles run into one as one found at most")
    func mergedBodies() {
        var items = items()
        items[0].paragraphs += [Paragraph(passage("公园里的紫薇花陆续开放，引来许多游人。"), role: .body)]
        items.removeLast()
        let score = PageScore(of: items, against: truth)
        #expect(score.articles == PageScore.Overlap(common: 0, wanted: 2, got: 1))
        #expect(score.perfect.part == 0)
        #expect(score.paragraphs == PageScore.Overlap(common: 2, wanted: 2, got: 3))
    }

    @Test("counts a candidate for the byline as a name")
    func candidate() {
        var items = items()
        items[0].byline.people = []
        items[0].byline.candidates = [Byline.Candidate(name: "王强", confidence: 0.5, leftover: 2)]
        #expect(PageScore(of: items, against: truth).names.part == 2)
    }

    @Test("leaves leftovers out and notices furniture in an article")
    func furniture() {
        var items = items()
        var folio = Article(kind: .other)
        folio.paragraphs = [Paragraph(passage("甲报 第一版"), role: .body)]
        #expect(PageScore(of: items + [folio], against: truth).articles.got == 2)
        items[0].paragraphs.append(Paragraph(passage("甲报 第一版"), role: .body))
        #expect(PageScore(of: items, against: truth).strays == PageScore.Share(part: 1, whole: 1))
    }

    @Test("prints a row a page and one for all")
    func table() {
        var table = PageScoreTable()
        table.append(PageScore(of: items(), against: truth), named: "001")
        table.append(PageScore(of: [], against: truth), named: "002")
        #expect(
            table.lines() == [
                "page  articles  perfect  headline  kicker  names  paragraphs  strays",
                "001      1.000    1.000     1.000     1/1    2/2       1.000       0",
                "002      0.000    0.000     1.000     0/0    0/0       1.000       0",
                "all      0.667    0.500     1.000     1/1    2/2       1.000       0",
            ]
        )
    }
}
