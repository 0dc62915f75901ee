import Newsprint
import PageLayout
import Testing

@Suite("Text with places")
struct PlacedTextTests {
    @Test("leads from a part of a word to the part of its box")
    func partOfWord() {
        let word = PositionedWord(
            text: "栖湖2024年",
            box: Box(x0: 10, y0: 20, x1: 60, y1: 30),
            fontSize: 10
        )
        let page = PageLayout.page(
            from: GeometricPage(index: 2, width: 100, height: 100, lines: [PositionedLine(words: [word])])
        )
        #expect(page.text == Array("栖湖2024年\n".utf8))
        #expect(page.source.unit == .boxes)
        #expect(page.source.pageNumber == 3)
        #expect(page.source.boxes(of: 6..<10, in: page.text) == [Box(x0: 30, y0: 20, x1: 50, y1: 30)])
        #expect(page.source.boxes(of: 0..<13, in: page.text) == [word.box])
    }

    @Test("gives one box for each line that a range touches")
    func linesOfRange() {
        func line(_ text: String, _ y: Double) -> PositionedLine {
            let box = Box(x0: 0, y0: y, x1: 20, y1: y + 10)
            return PositionedLine(words: [PositionedWord(text: text, box: box, fontSize: 10)])
        }
        let page = PageLayout.page(
            from: GeometricPage(width: 100, height: 100, lines: [line("栖湖", 0), line("新闻", 12)])
        )
        #expect(
            page.source.boxes(of: 3..<10, in: page.text) == [
                Box(x0: 10, y0: 0, x1: 20, y1: 10), Box(x0: 0, y0: 12, x1: 10, y1: 22),
            ]
        )
    }
}
