import IssueReading
import Newsprint
import Testing

/// Pages of an invented old paper in German, whose headlines are of the type of the text.
@Suite("ALTO without METS, not Chinese")
struct ALTOBlockTests {
    private struct Block {
        var x: Int
        var y: Int
        var width: Int
        var lines: [String]
    }

    private static let text = (0..<6).map { _ in "Das Wasser stieg die ganze Nacht hindurch und" }

    /// Two columns: the end of an article of another page, two articles with headings, the second over both columns.
    private static let blocks = [
        Block(x: 100, y: 100, width: 800, lines: text + text),
        Block(x: 400, y: 650, width: 200, lines: ["Vom Talhof."]),
        Block(x: 100, y: 720, width: 800, lines: text + ["endlich war der Damm gerettet."]),
        Block(x: 1_250, y: 100, width: 300, lines: ["Die neue Brücke."]),
        Block(x: 1_000, y: 170, width: 800, lines: ["Gestern wurde sie eröffnet."] + text),
        Block(x: 1_000, y: 520, width: 800, lines: ["und so ging der Tag zu Ende."]),
    ]

    private static func alto(_ blocks: [Block]) -> [UInt8] {
        var text = """
            <alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>pixel</MeasurementUnit>\
            </Description><Layout><Page ID="P1" WIDTH="1900" HEIGHT="2400"><PrintSpace>
            """
        for (number, block) in blocks.enumerated() {
            text += "<TextBlock ID=\"B\(number)\">"
            for (row, line) in block.lines.enumerated() {
                let place = "HPOS=\"\(block.x)\" VPOS=\"\(block.y + row * 45)\" WIDTH=\"\(block.width)\" HEIGHT=\"32\""
                text += "<TextLine \(place)>"
                for word in line.split(separator: " ") { text += "<String \(place) CONTENT=\"\(word)\"/><SP/>" }
                text += "</TextLine>"
            }
            text += "</TextBlock>"
        }
        return Array((text + "</PrintSpace></Page></Layout></alto>").utf8)
    }

    @Test("gives the articles that short lines in the middle of their columns head")
    func articles() throws {
        let issue = try IssueReader.read(Self.alto(Self.blocks), name: Array("1.xml".utf8))
        let articles = try #require(issue.items).map(\.article)
        #expect(articles.map { $0.headline.main?.text } == [nil, "Vom Talhof.", "Die neue Brücke."])
        #expect(articles.allSatisfy { $0.kind == .article })
        #expect(articles[1].paragraphs.map(\.passage.text.count).reduce(0, +) > 250)
        #expect(articles[1].paragraphs.last?.passage.text.hasSuffix("der Damm gerettet.") == true)
    }

    @Test("goes on with a paragraph where the next block begins small")
    func paragraphs() throws {
        let issue = try IssueReader.read(Self.alto(Self.blocks), name: Array("1.xml".utf8))
        let last = try #require(issue.items?.last?.article)
        #expect(last.paragraphs.count == 1)
        #expect(last.paragraphs.first?.passage.text.hasSuffix("hindurch und und so ging der Tag zu Ende.") == true)
    }

    @Test("names each printed word in one item alone")
    func conservation() throws {
        let issue = try IssueReader.read(Self.alto(Self.blocks), name: Array("1.xml".utf8))
        let items = try #require(issue.items).map(\.article)
        let passages = items.flatMap { [$0.headline.main].compactMap(\.self) + $0.paragraphs.map(\.passage) }
        let words = passages.flatMap { $0.text.split(separator: " ") }
        #expect(words.sorted() == Self.blocks.flatMap(\.lines).flatMap { $0.split(separator: " ") }.sorted())
    }
}
