import ChildPrograms
import IssueReading
import Newsprint
import Testing
import TestSupport

/// Whether this machine can read PDFs at all; where it cannot, what it says instead is tested with the programs.
private let hasPoppler = ChildProgram("pdftohtml").path != nil

@Suite("A PDF", .enabled(if: hasPoppler, "pdftohtml is not installed"))
struct PDFReaderTests {
    private func read(_ pdf: PrintedPDF, _ options: ReadingOptions = ReadingOptions()) throws -> ReadIssue {
        try IssueReader.read(pdf.bytes, name: Array("栖湖.pdf".utf8), options: options)
    }

    private func lines(_ page: Page) -> [String] {
        page.lines.map { String(decoding: page.text[$0.range], as: UTF8.self) }.filter { !$0.isEmpty }
    }

    @Test("is read with the place and the size of its lines")
    func places() throws {
        var pdf = PrintedPDF()
        pdf.addPage([
            .init("栖湖新桥今日通车", x: 50, y: 90, size: 20),
            .init("新桥全长两公里，", x: 50, y: 120), .init("双向四车道。", x: 50, y: 135),
        ])
        let issue = try read(pdf)
        #expect(issue.format == .pdf)
        let page = try #require(issue.pages.first)
        #expect(lines(page) == ["栖湖新桥今日通车", "新桥全长两公里，", "双向四车道。"])
        #expect(page.geometry?.lines.compactMap { $0?.fontSize } == [20, 10, 10])
        let box = try #require(page.source.boxes(of: 0..<3, in: page.text).first)
        #expect(abs(box.x0 - 50) < 0.5 && abs(box.x1 - 70) < 0.5)
        #expect(abs(box.midY - 83) < 4)
    }

    @Test("of two columns is read column by column")
    func columns() throws {
        let left = (0..<8).map { "左栏第\($0)行的文字排满了" }
        let right = (0..<8).map { "右栏第\($0)行的文字排满了" }
        var pdf = PrintedPDF()
        // Printed row by row over both columns, as a browser or a bad export does.
        pdf.addPage(
            zip(left, right).enumerated().flatMap { row, pair in
                [
                    PrintedPDF.Text(pair.0, x: 50, y: 100 + Double(row) * 15),
                    PrintedPDF.Text(pair.1, x: 190, y: 100 + Double(row) * 15),
                ]
            }
        )
        #expect(try lines(#require(read(pdf).pages.first)) == left + right)
    }

    @Test("whose headline has a shadow hands the copy on as a copy")
    func shadow() throws {
        var pdf = PrintedPDF()
        pdf.addPage([
            .init("栖湖新桥今日通车", x: 50, y: 90, size: 20), .init("栖湖新桥今日通车", x: 51, y: 91, size: 20),
            .init("新桥全长两公里，双向四车道。", x: 50, y: 120),
        ])
        let page = try #require(read(pdf).pages.first)
        #expect(page.geometry?.lines.map { $0?.repeated } == [nil, 0, nil])
    }

    @Test("set from top to bottom is read so")
    func vertical() throws {
        var pdf = PrintedPDF()
        pdf.addPage([
            .init("栖湖新桥今日通车", x: 300, y: 90, size: 20, isVertical: true),
            .init("新桥全长两公里，", x: 260, y: 90, size: 12, isVertical: true),
            .init("双向四车道。", x: 240, y: 90, size: 12, isVertical: true),
        ])
        #expect(try lines(#require(read(pdf).pages.first)) == ["栖湖新桥今日通车", "新桥全长两公里，", "双向四车道。"])
    }

    @Test("of a whole issue has all its pages, the empty ones too")
    func issue() throws {
        var pdf = PrintedPDF()
        for number in 0..<5 { pdf.addPage(number == 2 ? [] : [.init("第\(number)页的文字", x: 50, y: 100)]) }
        var options = ReadingOptions()
        options.recognition = .off
        let pages = try read(pdf, options).pages
        #expect(pages.map(\.index) == [0, 1, 2, 3, 4])
        #expect(pages.map { lines($0).count } == [1, 1, 0, 1, 1])
    }

    @Test("without text says that recognition would read it")
    func noText() throws {
        var pdf = PrintedPDF()
        pdf.addPage([])
        var options = ReadingOptions()
        options.recognition = .off
        #expect(throws: ReadingError(.noText, reason: .init("", ""), advice: .init("", ""))) { try read(pdf, options) }
    }

    @Test(
        "cut short at any length is read in part or refused as damaged",
        arguments: Array(stride(from: 9, to: 1_800, by: 199))
    )
    func cut(length: Int) throws {
        var pdf = PrintedPDF()
        pdf.addPage([.init("栖湖新桥今日通车", x: 50, y: 90, size: 20)])
        var options = ReadingOptions()
        options.recognition = .off
        do throws(ReadingError) {
            _ = try IssueReader.read(Array(pdf.bytes.prefix(length)), name: [], options: options)
        } catch {
            #expect([.damaged, .noText].contains(error.code))
        }
    }

    @Test("with more pages than are allowed is refused")
    func tooManyPages() throws {
        var pdf = PrintedPDF()
        for number in 0..<5 { pdf.addPage([.init("第\(number)页的文字", x: 50, y: 100)]) }
        var options = ReadingOptions()
        options.maximumPageCount = 3
        #expect(throws: ReadingError(.tooLarge, reason: .init("", ""), advice: .init("", ""))) {
            try read(pdf, options)
        }
    }

    @Test("that takes too long is refused")
    func tooSlow() throws {
        var pdf = PrintedPDF()
        pdf.addPage([.init("栖湖新桥今日通车", x: 50, y: 90, size: 20)])
        var options = ReadingOptions()
        options.programLimits.outputByteCount = 100
        #expect(throws: ReadingError(.tooLarge, reason: .init("", ""), advice: .init("", ""))) {
            try read(pdf, options)
        }
    }

    @Test("set from top to bottom takes figures that lie on their side as part of their column")
    func turnedFigures() throws {
        func column(_ text: String, x: Double, from y: Double) -> [PrintedPDF.Text] {
            text.unicodeScalars.enumerated().map { .init(String($1), x: x, y: y + Double($0) * 12, size: 12) }
        }
        var pdf = PrintedPDF()
        // Columns of a browser: each character by itself, figures turned, a short column at the end.
        var texts = column("栖湖新桥全长", x: 300, from: 100)
        texts.append(.init("1250", x: 302, y: 162, size: 12, isTurned: true))
        texts += column("米，双向四车道，投资", x: 300, from: 200) + column("亿元。", x: 280, from: 100)
        texts += column("通车", x: 260, from: 100)
        pdf.addPage(texts)
        #expect(
            try lines(#require(read(pdf).pages.first)) == ["栖湖新桥全长1250米，双向四车道，投资", "亿元。", "通车"]
        )
    }

    private static let left = ["新桥全长两公里双向四车道连接城南与城北沿线居民出行因此更方便，昨天下午正式通车。"]
    private static let right = ["图书馆夏天开放到晚上十点，周末也一样，读者凭证入内，座位先到先得。"]

    @Test("reads what stands in a frame by itself, though only its weight tells its title")
    func frame() throws {
        var texts: [PrintedPDF.Text] = [.init("栖湖新桥今日通车", x: 50, y: 80, size: 20)]
        for column in 0..<3 {
            texts += PrintedPDF.column(Self.left + Self.left, x: 50 + Double(column) * 120, y: 110, columns: 11)
        }
        // The box stands where the third column ends.
        texts = texts.filter { !($0.x > 280 && $0.y > 140) }
        texts.append(.init("夜间开放", x: 290, y: 170, isBold: true))
        texts += PrintedPDF.column(Self.right, x: 290, y: 186, columns: 10)
        var pdf = PrintedPDF(width: 420)
        pdf.addPage(texts, drawings: [.frame(284, 154, 400, 260)])
        let page = try #require(read(pdf).pages.first)
        let sections = page.geometry?.lines.compactMap { $0 } ?? []
        let boxed = zip(lines(page), sections).filter { $1.box.x0 > 284 && $1.box.y0 > 154 }
        #expect(boxed.first?.0 == "夜间开放")
        #expect(Set(boxed.map(\.1.section)).count == 1)
        #expect(!sections.contains { $0.section == boxed[0].1.section && $0.box.x0 < 280 })
    }

    @Test("reads a headline in the middle above several columns, or beside them, as above all of them")
    func headlines() throws {
        for place in [(x: 150.0, y: 80.0), (x: 20.0, y: 130.0)] {
            var texts: [PrintedPDF.Text] = [.init("新桥通车", x: place.x, y: place.y, size: 18)]
            for column in 0..<3 {
                texts += PrintedPDF.column(Self.left, x: 100 + Double(column) * 120, y: 110, columns: 11)
            }
            var pdf = PrintedPDF()
            pdf.addPage(texts)
            let page = try #require(read(pdf).pages.first)
            #expect(lines(page).first == "新桥通车")
            #expect(Set(page.geometry?.lines.compactMap { $0?.section } ?? []).count == 1)
        }
    }

    @Test("tells captions by the pictures above them, and parts what a rule parts")
    func captionsAndRules() throws {
        var texts: [PrintedPDF.Text] = [.init("栖湖新桥今日通车", x: 50, y: 80, size: 20)]
        texts.append(.init("晨光中的新桥。", x: 52, y: 208, size: 8))
        for column in 0..<2 {
            texts += PrintedPDF.column(Self.left, x: 50 + Double(column) * 150, y: 230, columns: 13)
        }
        texts += PrintedPDF.column(Self.right, x: 50, y: 310, columns: 28)
        var pdf = PrintedPDF()
        pdf.addPage(texts, drawings: [.area(50, 90, 340, 196), .rule(48, 297, 342, 297)])
        let page = try #require(read(pdf).pages.first)
        let sets = page.geometry?.lines.compactMap { $0 } ?? []
        #expect(zip(lines(page), sets).filter(\.1.isCaption).map(\.0) == ["晨光中的新桥。"])
        #expect(sets.last?.section != sets.first?.section)
        #expect(page.geometry?.rules.count == 1)
    }

    @Test("of 500 pages is read whole")
    func fiveHundredPages() throws {
        var pdf = PrintedPDF()
        for number in 0..<500 { pdf.addPage([.init("第\(number)页的文字", x: 50, y: 100)]) }
        let pages = try read(pdf).pages
        #expect(pages.count == 500)
        #expect(lines(pages[499]) == ["第499页的文字"])
    }
}
