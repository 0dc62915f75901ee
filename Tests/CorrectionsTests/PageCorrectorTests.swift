import Corrections
import Hashing
import Newsprint
import TestSupport
import Testing
import TextNormalization

/// Items of a page whose passages stand one behind the other.
struct PrintedItems {
    private(set) var articles: [Article] = []
    private var end = 0

    mutating func passage(_ text: String) -> Passage {
        let start = end
        end += text.utf8.count
        return Passage(text: text, ranges: [start..<end])
    }

    mutating func add(
        _ kind: Article.Kind = .article,
        headline: String? = nil,
        kicker: String? = nil,
        byline: String? = nil,
        paragraphs: [String],
        crossheads: Set<Int> = [],
        role: String? = nil
    ) {
        var article = Article(kind: kind, role: role)
        article.headline.kicker = kicker.map { passage($0) }
        article.headline.main = headline.map { passage($0) }
        article.byline.raw = byline.map { passage($0) }
        if let byline {
            article.byline.people = [Contributor(name: String(byline.dropFirst(3)), role: .reporter)]
            article.byline.confidence = 0.8
        }
        for (place, text) in paragraphs.enumerated() {
            let role: Paragraph.Role =
                crossheads.contains(place) ? .crosshead : kind.isLeftover ? .note : place == 0 ? .lead : .body
            article.paragraphs.append(Paragraph(passage(text), role: role))
        }
        articles.append(article)
    }

    /// The page with three articles, a byline of unclear owner and a line that belongs to nothing.
    static func page() -> PrintedItems {
        var items = PrintedItems()
        items.add(
            headline: "河道清淤完成验收",
            kicker: "今冬明春",
            byline: "■记者辛夷",
            paragraphs: [filler("清淤", 0), filler("清淤", 1), "工期与投入", filler("清淤", 2)],
            crossheads: [2]
        )
        items.add(headline: "夜校开到田埂上", paragraphs: [filler("夜校", 3), filler("夜校", 4)])
        items.add(.brief, headline: "公交线路调整", paragraphs: [filler("公交", 5)])
        items.add(.other, paragraphs: ["■记者苏木"], role: "byline")
        items.add(.other, paragraphs: ["农技夜校办到田埂上"])
        items.articles[1].byline.candidates = [Byline.Candidate(name: "苏木", confidence: 0.5, leftover: 3)]
        items.articles[1].quality.flags = ["byline_unclear"]
        return items
    }

    static func filler(_ word: String, _ number: Int) -> String {
        "\(word)工作今年以来在望江镇第\(number)片区稳步推进，共有\(number * 37 + 12)户居民参与其中，现场负责人介绍了\(word)的全部经过。"
    }
}

/// What corrections are tested with: names, bodies, bylines.
struct Desk {
    var articles: [Article]

    static func body(_ article: Article) -> [UInt8] {
        let text = article.paragraphs.map(\.passage.text).joined()
        return BodyNormalizer.normalize(text.isEmpty ? article.headline.main?.text ?? "" : text)
    }

    static func ids(_ articles: [Article]) -> [String] {
        articles.map { "pc:" + Digest(of: body($0)).hex.prefix(32) }
    }

    func evidence(_ place: Int) -> ArticleEvidence {
        ArticleEvidence(
            id: Desk.ids(articles)[place],
            body: Desk.body(articles[place]),
            headline: articles[place].headline.main?.text
        )
    }

    func correction(_ number: Int, _ change: Correction.Change, of places: Int...) -> Correction {
        Correction(
            number: number,
            time: "2031-05-09T08:00:00Z",
            who: "校对",
            why: nil,
            source: Digest(of: [1]),
            pageKey: nil,
            pageIndex: 0,
            articles: places.map { evidence($0) },
            change: change
        )
    }

    static var reading: PageCorrector.Reading {
        PageCorrector.Reading(
            identifiers: { Desk.ids($0) },
            body: { Desk.body($0) },
            people: { [Contributor(name: String($0.text.dropFirst(3)), role: .reporter)] }
        )
    }

    /// The items after the corrections, and how these went.
    func after(_ corrections: Correction...) -> (items: [PageCorrector.Item], outcomes: [CorrectionOutcome]) {
        var corrector = PageCorrector(articles, reading: Desk.reading)
        let outcomes = corrections.map { corrector.apply($0) }
        return (corrector.items, outcomes)
    }

    static func normalized(_ text: String) -> String { BodyNormalizer.normalized(text) }
}

extension Article {
    /// All places of the page that it holds.
    var ranges: [Range<Int>] {
        let lines = [headline.kicker, headline.main, byline.raw, dateline?.raw, jump].compactMap(\.self) + headline.sub
        let captions = media.flatMap { [$0.caption, $0.credit].compactMap(\.self) }
        return (lines + captions + paragraphs.map(\.passage)).flatMap(\.ranges) + doubled
    }
}

@Suite("A correction of a page")
struct PageCorrectorTests {
    private let desk = Desk(articles: PrintedItems.page().articles)

    private func places(_ articles: [Article]) -> [Int] { articles.flatMap(\.ranges).flatMap { Array($0) }.sorted() }

    @Test("moves a byline with its place, and whom it names")
    func moveByline() {
        let (items, outcomes) = desk.after(desk.correction(1, .moveByline(line: "■记者辛夷"), of: 0, 2))
        #expect(outcomes.map(\.result) == [.applied])
        #expect(items[0].article.byline.raw == nil && items[0].article.byline.people.isEmpty)
        #expect(items[2].article.byline.raw == desk.articles[0].byline.raw)
        #expect(items[2].article.byline.people.map(\.name) == ["辛夷"])
        #expect(items[2].article.byline.confidence == 1)
        #expect(items[2].article.corrected.overrides == [1] && items[0].article.corrected.overrides == [1])
        #expect(items[1].article == desk.articles[1])
    }

    @Test("gives a byline of unclear owner to an article; nobody else has it as a candidate then")
    func unclearByline() {
        let (items, outcomes) = desk.after(desk.correction(1, .moveByline(line: "■记者苏木"), of: 3, 2))
        #expect(outcomes.map(\.result) == [.applied])
        #expect(items.count == 4)
        #expect(items[2].article.byline.people.map(\.name) == ["苏木"])
        #expect(items[1].article.byline.candidates.isEmpty)
        #expect(items[1].article.quality.flags.isEmpty)
        #expect(items.map(\.order) == [1, 2, 3, 5])
    }

    @Test("keeps the candidates of others when items come and go before them")
    func candidates() {
        let (items, _) = desk.after(desk.correction(1, .merge, of: 0, 2))
        #expect(items[1].article.byline.candidates.map(\.leftover) == [2])
        #expect(items[2].article.role == "byline")
    }

    @Test("keeps a byline that another one takes the place of as a leftover")
    func displacedByline() {
        let (items, _) = desk.after(desk.correction(1, .moveByline(line: "■记者苏木"), of: 3, 0))
        #expect(items[0].article.byline.raw?.text == "■记者苏木")
        #expect(items.last?.article.role == "byline")
        #expect(items.last?.article.paragraphs.map(\.passage.text) == ["■记者辛夷"])
    }

    @Test("takes a headline from where it stands on the page")
    func headlineOfPage() throws {
        let change = Correction.Change.headline(.main, text: "农技夜校 办到田埂上", former: "夜校开到田埂上")
        let (items, outcomes) = desk.after(desk.correction(1, change, of: 1))
        #expect(outcomes.map(\.result) == [.applied])
        #expect(items[1].article.headline.main == desk.articles[4].paragraphs[0].passage)
        #expect(items[1].article.corrected.typed.isEmpty)
        #expect(items[1].article.quality.headline == 1)
        #expect(items.last?.article.paragraphs.map(\.passage.text) == ["夜校开到田埂上"])
        #expect(places(items.map(\.article)) == places(desk.articles))
    }

    @Test("says of a headline that is not on the page that it was typed")
    func typedHeadline() {
        let change = Correction.Change.headline(.main, text: "夜校办到田间", former: "夜校开到田埂上")
        let (items, _) = desk.after(desk.correction(1, change, of: 1))
        #expect(items[1].article.headline.main == Passage(text: "夜校办到田间", ranges: []))
        #expect(items[1].article.corrected.typed == ["headline.main"])
        #expect(places(items.map(\.article)) == places(desk.articles))
    }

    @Test("makes one headline of lines that were taken for two")
    func joinedHeadline() {
        let change = Correction.Change.headline(.main, text: "今冬明春河道清淤完成验收", former: "河道清淤完成验收")
        let (items, _) = desk.after(desk.correction(1, change, of: 0))
        #expect(items[0].article.headline.kicker == nil)
        #expect(items[0].article.headline.main?.ranges.count == 2)
        #expect(items.count == desk.articles.count)
    }

    @Test("merges articles and splits one, with all that they were before")
    func mergeAndSplit() {
        let merged = desk.after(desk.correction(1, .merge, of: 0, 1)).items
        #expect(merged.count == 4)
        #expect(merged[0].origins == Array(Desk.ids(desk.articles).prefix(2)))
        #expect(merged[0].article.paragraphs.count == 7)
        #expect(merged[0].article.paragraphs[4].role == .crosshead)

        let opening = Desk.normalized("工期与投入")
        let split = desk.after(desk.correction(1, .split(opening: opening, index: 2), of: 0)).items
        #expect(split.count == 6)
        #expect(split[0].article.paragraphs.count == 2)
        #expect(split[5].article.headline.main?.text == "工期与投入")
        #expect(split[5].article.paragraphs.map(\.role) == [.lead])
        #expect(split[0].origins == [Desk.ids(desk.articles)[0]] && split[5].origins.isEmpty)
    }

    @Test("says what an item is")
    func kind() {
        let items = desk.after(
            desk.correction(1, .kind(.other, former: .article), of: 1),
            desk.correction(2, .kind(.article, former: .other), of: 4)
        ).items
        #expect(items[1].article.kind == .other && items[1].article.byline.candidates.isEmpty)
        #expect(items[4].article.kind == .article && items[4].article.paragraphs.map(\.role) == [.lead])
    }

    @Test("finds an article again by its text where its words were changed a little")
    func changedText() {
        var changed = desk
        let text = PrintedItems.filler("夜校", 3).replacing("稳步推进", with: "加快推进")
        changed.articles[1].paragraphs[0].passage.text = text
        let change = Correction.Change.headline(.kicker, text: "农闲时节", former: nil)
        var corrector = PageCorrector(changed.articles, reading: Desk.reading)
        #expect(corrector.apply(desk.correction(1, change, of: 1)).result == .applied)
        #expect(corrector.items[1].article.headline.kicker?.text == "农闲时节")
    }

    @Test("is told to fit no more where the page says something else, and changes nothing")
    func misfits() {
        var other = desk
        other.articles[0].byline.raw = Passage(text: "■记者当归", ranges: [0..<15])
        other.articles.remove(at: 1)
        other.articles[1].headline.main?.text = "公交线路再调整"
        let corrections = [
            desk.correction(1, .removeByline(line: "■记者辛夷"), of: 0),
            desk.correction(2, .moveByline(line: "■记者辛夷"), of: 0, 2),
            desk.correction(3, .merge, of: 0, 1),
            desk.correction(4, .headline(.main, text: "公交改线", former: "公交线路调整"), of: 2),
            desk.correction(5, .split(opening: "没有这一段", index: 1), of: 0),
            desk.correction(6, .kind(.article, former: .notice), of: 2),
            desk.correction(7, .people([], line: "■记者辛夷"), of: 0),
        ]
        other.articles[1].byline.candidates = []
        var corrector = PageCorrector(other.articles, reading: Desk.reading)
        for correction in corrections {
            let outcome = corrector.apply(correction)
            #expect(outcome.result == .unfit, "\(correction.number)")
            #expect(outcome.reason.count == 2)
        }
        #expect(corrector.items.map(\.article) == other.articles)
    }

    @Test("finds of two that disagree the second one unfit")
    func disagreement() {
        let outcomes = desk.after(
            desk.correction(1, .headline(.main, text: "夜校进村", former: "夜校开到田埂上"), of: 1),
            desk.correction(2, .headline(.main, text: "夜校下乡", former: "夜校开到田埂上"), of: 1)
        ).outcomes
        #expect(outcomes.map(\.result) == [.applied, .unfit])
        #expect(outcomes[1].reason[0].contains("夜校进村"))
    }

    @Test("finds nothing to do the second time")
    func idempotence() {
        let corrections = [
            desk.correction(1, .moveByline(line: "■记者辛夷"), of: 0, 2),
            desk.correction(2, .headline(.main, text: "夜校进村", former: "夜校开到田埂上"), of: 1),
            desk.correction(3, .merge, of: 0, 1),
            desk.correction(4, .kind(.article, former: .brief), of: 2),
        ]
        var corrector = PageCorrector(desk.articles, reading: Desk.reading)
        for correction in corrections { #expect(corrector.apply(correction).result == .applied) }
        let items = corrector.items
        for correction in corrections.filter({ $0.number != 3 && $0.number != 2 }) {
            #expect(corrector.apply(correction).result == .already)
        }
        #expect(corrector.items.map(\.article.ranges) == items.map(\.article.ranges))
    }

    @Test("moves characters and invents none, whatever is corrected in whatever order")
    func conservation() {
        let all = [
            desk.correction(1, .moveByline(line: "■记者辛夷"), of: 0, 2),
            desk.correction(2, .moveByline(line: "■记者苏木"), of: 3, 0),
            desk.correction(3, .removeByline(line: "■记者辛夷"), of: 0),
            desk.correction(4, .headline(.main, text: "农技夜校办到田埂上", former: "河道清淤完成验收"), of: 0),
            desk.correction(5, .headline(.main, text: nil, former: "夜校开到田埂上"), of: 1),
            desk.correction(6, .headline(.kicker, text: "公交线路调整", former: "今冬明春"), of: 0),
            desk.correction(7, .merge, of: 2, 0, 4),
            desk.correction(8, .split(opening: Desk.normalized(PrintedItems.filler("清淤", 1)), index: 1), of: 0),
            desk.correction(9, .kind(.notice, former: .article), of: 1),
            desk.correction(10, .people([Contributor(name: "辛夷", role: .author)], line: "■记者辛夷"), of: 0),
        ]
        var generator = SeededGenerator(seed: 9)
        let wanted = places(desk.articles)
        for _ in 0..<300 {
            var corrector = PageCorrector(desk.articles, reading: Desk.reading)
            for correction in all.shuffled(using: &generator).prefix(6) { _ = corrector.apply(correction) }
            let items = corrector.items
            #expect(places(items.map(\.article)) == wanted)
            #expect(Set(items.map(\.order)).count == items.count)
            for item in items {
                #expect(item.article.byline.candidates.allSatisfy { items[$0.leftover].article.role == "byline" })
            }
        }
    }
}
