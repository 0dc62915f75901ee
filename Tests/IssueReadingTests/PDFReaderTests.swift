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
}
