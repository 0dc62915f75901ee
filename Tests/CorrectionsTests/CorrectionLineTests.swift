import Corrections
import Hashing
import Newsprint
import Testing
import TextScanning

@Suite("A line of the corrections")
struct CorrectionLineTests {
    private static let changes: [Correction.Change] = [
        .moveByline(line: "■记者辛夷"), .removeByline(line: "■记者辛夷"),
        .people([Contributor(name: "辛夷", role: .reporter)], line: nil),
        .headline(.main, text: "新题\n“引号”", former: nil), .headline(.kicker, text: nil, former: "旧题"), .merge,
        .split(opening: "工期", index: 3), .kind(.ad, former: .article), .apart,
        .naming(title: "云岭日报", date: CalendarDate("2031-05-09"), page: PageLabel("A3")), .undo(of: 4),
    ]

    private static func correction(_ change: Correction.Change, number: Int = 5) -> Correction {
        Correction(
            number: number,
            time: "2031-05-09T08:00:00Z",
            who: "校对\u{7}",
            why: "版面有误",
            source: Digest(of: [7]),
            pageKey: "云岭日报\u{1F}2031-05-09\u{1F}03",
            pageIndex: -1,
            articles: [1, 2].map { ArticleEvidence(id: "pc:\($0)", body: [0xE6, 0xB2, 0xB3, $0], headline: "题") },
            change: change
        )
    }

    @Test("says all that a correction is", arguments: CorrectionLineTests.changes)
    func roundTrip(change: Correction.Change) throws {
        let correction = CorrectionLineTests.correction(change)
        let line = correction.line
        #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1)
        let bytes = Array(line.dropLast())
        let read = Correction(bytes.span)
        #expect(read == correction)
    }

    @Test("is none where it is cut short")
    func cutShort() {
        let line = CorrectionLineTests.correction(.merge).line
        for end in stride(from: 0, to: line.count - 1, by: 7) {
            let bytes = Array(line[..<end])
            let read = Correction(bytes.span)
            #expect(read == nil)
        }
    }

    @Test("of an action asks for what it is about")
    func wishes() throws {
        let actions: [CorrectionWish.Action] = [
            .moveByline, .removeByline, .people([Contributor(name: "辛夷", role: .editor)]), .headline(.kicker, nil),
            .headline(.main, "题"), .merge, .split(paragraph: 2), .kind(.index), .apart, .undo(3),
        ]
        for action in actions {
            let wish = CorrectionWish(action, ids: ["pc:1"], who: "校对", why: nil)
            var writer = JSONWriter()
            writer.object { wish.append(to: &$0) }
            #expect(try CorrectionWish(JSONValue(parsing: writer.bytes)) == wish)
        }
        #expect(CorrectionWish.people(["辛夷=reporter", "苏木"])?.map(\.role) == [.reporter, .author])
        #expect(CorrectionWish.people(["辛夷=poet"]) == nil)
    }

    @Test("stands until another one undoes it, for its content and its page")
    func book() {
        var book = CorrectionBook()
        book.add(CorrectionLineTests.correction(.merge, number: 1))
        book.add(CorrectionLineTests.correction(.naming(title: "报", date: nil, page: nil), number: 2))
        book.add(CorrectionLineTests.correction(.apart, number: 3))
        let page = ["云岭日报\u{1F}2031-05-09\u{1F}03"]
        #expect(book.standing(source: Digest(of: [7]), pageKeys: []).map(\.number) == [1, 2])
        #expect(book.standing(source: Digest(of: [8]), pageKeys: page).map(\.number) == [1])
        #expect(book.standing(source: Digest(of: [8]), pageKeys: []).isEmpty)
        book.add(CorrectionLineTests.correction(.undo(of: 1), number: 4))
        #expect(book.standing(source: Digest(of: [7]), pageKeys: page).map(\.number) == [2])
        #expect(!book.stands(1) && book.stands(3) && book.last == 4)
    }
}
