import ChildPrograms
import FileAccess
import IssueReading
import Newsprint
import TestSupport
import Testing

/// What a program prints of a document.
private func output(_ program: String, _ arguments: [String], _ input: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    guard let file = try? FileDescriptor.inMemory(input, label: "test") else { return [] }
    _ = try? ChildProgram(program).run(arguments, input: file) {
        bytes += $0
        return true
    }
    return bytes
}

/// Whether characters of a font that a PDF only names come out as ink.
private let canDraw: Bool = {
    guard ChildProgram("tesseract").path != nil, ChildProgram("pdftoppm").path != nil else { return false }
    var pdf = PrintedPDF(width: 40, height: 40)
    pdf.addPage([.init("湖", x: 10, y: 30, size: 20)])
    let pixels = output("pdftoppm", ["-r", "72", "-gray", "/dev/stdin"], pdf.bytes)
    return pixels.dropFirst(16).count { $0 < 128 } > 20
}()

/// Pages that are written for the test, drawn at 300 dots an inch, and read as pictures.
@Suite("A scan", .enabled(if: canDraw, "no font for Chinese, poppler or tesseract"))
struct ScanTests {
    private static func drawn(_ pdf: PrintedPDF, _ arguments: [String] = ["-png"]) -> [UInt8] {
        output("pdftoppm", ["-r", "300", "-gray", "-singlefile"] + arguments + ["/dev/stdin"], pdf.bytes)
    }

    private func text(_ page: Page) -> String {
        String(decoding: page.text, as: UTF8.self).filter { !$0.isWhitespace }
    }

    private static let paragraph = "新桥全长两公里，双向四车道，连接城南与城北，沿线居民出行因此更方便。"

    private static var page: PrintedPDF {
        var pdf = PrintedPDF(width: 420, height: 220)
        var texts: [PrintedPDF.Text] = [.init("栖湖新桥今日建成通车城南城北从此相连", x: 20, y: 40, size: 20, isBold: true)]
        for column in 0..<2 {
            texts += PrintedPDF.column([paragraph, paragraph], x: 20 + Double(column) * 195, y: 65, columns: 18)
        }
        pdf.addPage(texts)
        return pdf
    }

    @Test("gives a headline whole that stands over two columns", arguments: [["-png"], ["-jpeg"]])
    func headline(form: [String]) throws {
        let issue = try IssueReader.read(Self.drawn(Self.page, form), name: Array("page".utf8))
        let page = try #require(issue.pages.first)
        #expect(page.flags.contains("ocr"))
        let first = try #require(page.lines.first { !$0.range.isEmpty })
        let headline = String(decoding: page.text[first.range], as: UTF8.self)
        let wanted = "栖湖新桥今日建成通车城南城北从此相连"
        #expect(headline.count == wanted.count, "\(headline)")
        #expect(zip(headline, wanted).count { $0 == $1 } >= 17, "\(headline)")
    }

    @Test("on the page of a PDF has its places in points")
    func points() throws {
        let jpeg = Self.drawn(Self.page, ["-jpeg"])
        let pdf = try #require(IssueReader.sheet(of: jpeg, format: .jpeg, resolution: 300))
        let issue = try IssueReader.read(pdf, name: Array("page.pdf".utf8))
        let page = try #require(issue.pages.first)
        let box = try #require(page.source.boxes(of: 0..<3, in: page.text).first)
        #expect(abs(box.x0 - 20) < 4 && abs(box.midY - 33) < 5, "\(box)")
    }

    @Test("whose text reads down is read from the right, by the data for that")
    func vertical() throws {
        var pdf = PrintedPDF(width: 260, height: 330)
        let columns = ["栖湖两岸春耕开始农民下田", "水库今年蓄水充足渠道畅通", "合作社新购机械二十余台套", "技术人员到村指导播种育秧"]
        pdf.addPage(
            columns.enumerated().map { number, text in
                PrintedPDF.Text(text, x: 220 - Double(number) * 40, y: 30, size: 20, isVertical: true)
            }
        )
        let issue = try IssueReader.read(Self.drawn(pdf), name: Array("page.png".utf8))
        let found = text(try #require(issue.pages.first))
        let wanted = columns.joined()
        #expect(Self.countInOrder(wanted, found) * 10 >= wanted.count * 7, "\(found)")
    }

    /// How many characters of `wanted` stand in `found` in the same order.
    private static func countInOrder(_ wanted: String, _ found: String) -> Int {
        var counts = [Int](repeating: 0, count: found.count + 1)
        for character in wanted {
            var diagonal = 0
            for (place, other) in found.enumerated() {
                let above = counts[place + 1]
                counts[place + 1] = character == other ? diagonal + 1 : max(above, counts[place])
                diagonal = above
            }
        }
        return counts[found.count]
    }

    @Test("that is cut short is an error or what could be read of it", arguments: [["-png"], ["-jpeg"]])
    func cuts(form: [String]) {
        let bytes = Self.drawn(Self.page, form)
        for part in [4, 2] {
            do throws(ReadingError) {
                let issue = try IssueReader.read(Array(bytes.prefix(bytes.count / part)), name: Array("page".utf8))
                #expect(!issue.pages.isEmpty)
            } catch {
                #expect([.damaged, .noText].contains(error.code), "\(error)")
            }
        }
    }
}

@Suite("A PDF that is locked or cut", .enabled(if: ChildProgram("pdftohtml").path != nil, "pdftohtml is not installed"))
struct LockedPDFTests {
    private static var document: [UInt8] {
        var pdf = PrintedPDF(width: 300, height: 200)
        pdf.addPage(PrintedPDF.column(["栖湖新桥今日建成通车，城南城北从此相连。"], x: 20, y: 40, columns: 20))
        return pdf.bytes
    }

    @Test(
        "says that it is encrypted",
        .enabled(if: ChildProgram("qpdf").path != nil, "qpdf is not installed"),
        arguments: [["secret", "owner", "256"], ["secret", "owner", "128"], ["", "owner", "256", "--extract=n"]]
    )
    func encrypted(words: [String]) throws {
        let folder = try TemporaryDirectory()
        try PageFixture.write(Self.document, to: "\(folder.path)/open.pdf")
        let locked = output(
            "qpdf",
            ["--allow-weak-crypto", "--encrypt"] + words + ["--", "\(folder.path)/open.pdf", "-"],
            []
        )
        try #require(!locked.isEmpty)
        let error = #expect(throws: ReadingError.self) {
            try IssueReader.read(locked, name: Array("page.pdf".utf8))
        }
        #expect(error?.code == .encrypted)
    }

    @Test("gives what is there or says that it is damaged, wherever it ends")
    func cuts() {
        let bytes = Self.document
        for count in stride(from: 8, to: bytes.count, by: bytes.count / 12) {
            do throws(ReadingError) {
                _ = try IssueReader.read(Array(bytes.prefix(count)), name: Array("page.pdf".utf8))
            } catch {
                #expect([.damaged, .noText].contains(error.code), "\(count): \(error)")
            }
        }
    }
}
