import Newsprint
import PageLayout
import Testing

/// A page put together from blocks of lines, each line as wide as its text says.
private struct Sheet {
    private(set) var page = GeometricPage(width: 600, height: 800)

    mutating func set(_ text: String, x: Double, y: Double, size: Double = 10) {
        let width = Double(text.unicodeScalars.count) * size
        let box = Box(x0: x, y0: y, x1: x + width, y1: y + size)
        page.lines.append(PositionedLine(words: [PositionedWord(text: text, box: box, fontSize: size)]))
    }

    /// Lines of twelve characters, named by `name` and a number, the first of every fourth indented.
    mutating func setColumn(_ name: String, x: Double, y: Double, count: Int) {
        for number in 0..<count {
            let isFirst = number % 4 == 0
            let text = "\(name)\(number % 10)" + String(repeating: "文", count: isFirst ? 8 : 10)
            set(text, x: x + (isFirst ? 20 : 0), y: y + Double(number) * 15)
        }
    }

    /// The first two characters of each line in reading order; an empty line parts two sections.
    var order: String {
        let laidOut = PageLayout.page(from: page)
        return laidOut.lines.map { line in
            String(String(decoding: laidOut.text[line.range], as: UTF8.self).unicodeScalars.prefix(2))
        }.joined(separator: " ")
    }
}

@Suite("The reading order")
struct ReadingOrderTests {
    @Test("goes down the columns under a headline that covers the first of them only")
    func shortHeadline() {
        var sheet = Sheet()
        sheet.set("甲题目在这里", x: 40, y: 60, size: 20)
        sheet.setColumn("甲", x: 40, y: 90, count: 4)
        sheet.setColumn("乙", x: 180, y: 90, count: 4)
        #expect(sheet.order == "甲题 甲0 甲1 甲2 甲3 乙0 乙1 乙2 乙3")
    }

    @Test("keeps two articles side by side apart, whatever lines are level")
    func tracks() {
        var sheet = Sheet()
        sheet.set("甲题目在这里", x: 40, y: 60, size: 20)
        sheet.setColumn("甲", x: 40, y: 90, count: 8)
        sheet.set("乙题目在这里", x: 180, y: 60, size: 20)
        sheet.setColumn("乙", x: 180, y: 90, count: 3)
        sheet.set("丙题目在这里", x: 180, y: 150, size: 20)
        sheet.setColumn("丙", x: 180, y: 180, count: 2)
        #expect(
            sheet.order
                == "甲题 甲0 甲1 甲2 甲3 甲4 甲5 甲6 甲7  乙题 乙0 乙1 乙2  丙题 丙0 丙1"
        )
    }

    @Test("reads what stands above each other first where a headline begins with nothing beside it")
    func stacked() {
        var sheet = Sheet()
        for (number, name) in ["甲", "乙"].enumerated() {
            let y = 60 + Double(number) * 120
            sheet.set("\(name)题目在这里", x: 40, y: y, size: 20)
            sheet.setColumn(name, x: 40, y: y + 30, count: 4)
            sheet.setColumn(name, x: 180, y: y + 30, count: 4)
        }
        #expect(sheet.order == "甲题 甲0 甲1 甲2 甲3 甲0 甲1 甲2 甲3  乙题 乙0 乙1 乙2 乙3 乙0 乙1 乙2 乙3")
    }

    @Test("takes a kicker of small type to the headline below it")
    func kicker() {
        var sheet = Sheet()
        sheet.set("甲题目在这里", x: 40, y: 60, size: 20)
        sheet.setColumn("甲", x: 40, y: 90, count: 4)
        sheet.set("肩题在此", x: 40, y: 170, size: 11)
        sheet.set("乙题目在这里", x: 40, y: 186, size: 20)
        sheet.setColumn("乙", x: 40, y: 216, count: 2)
        #expect(sheet.order == "甲题 甲0 甲1 甲2 甲3  肩题 乙题 乙0 乙1")
    }

    @Test("goes from right to left over columns that read down")
    func vertical() {
        var page = GeometricPage(width: 600, height: 800)
        for (number, text) in ["甲题", "乙行文字", "丙行文字"].enumerated() {
            let x = 500 - Double(number) * 30
            let box = Box(x0: x, y0: 60, x1: x + 10, y1: 60 + Double(text.unicodeScalars.count) * 10)
            let word = PositionedWord(text: text, box: box, fontSize: number == 0 ? 20 : 10, direction: .down)
            page.lines.append(PositionedLine(words: [word]))
        }
        let laidOut = PageLayout.page(from: page)
        #expect(String(decoding: laidOut.text, as: UTF8.self) == "甲题\n乙行文字\n丙行文字\n")
    }

    @Test("loses no line and doubles none, whatever stands where", arguments: 0..<40)
    func conservation(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var sheet = Sheet()
        let count = 1 + next(60)
        for number in 0..<count {
            sheet.set("第\(number)行", x: Double(next(500)), y: Double(next(700)), size: [10, 10, 10, 20, 30][next(5)])
        }
        let page = PageLayout.page(from: sheet.page)
        let lines = page.lines.map { String(decoding: page.text[$0.range], as: UTF8.self) }.filter { !$0.isEmpty }
        #expect(lines.sorted() == (0..<count).map { "第\($0)行" }.sorted())
        #expect(page.geometry?.lines.count == page.lines.count)
        #expect(PageLayout.page(from: sheet.page).text == page.text)
    }
}
