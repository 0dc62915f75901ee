import ArticleSeparation
import ChildPrograms
import FileAccess
import IssueReading
import TestSupport

/// What a page of a PDF costs beyond the time of poppler itself, measured beside it.
enum PDFSpeed {
    /// Measures the PDFs that `words` name, or a page of print that is written for it.
    static func print(_ words: [String]) throws {
        var files: [[UInt8]] = []
        for word in words { files.append(try FileDescriptor(reading: RawPath(word)).readAll(upTo: 1 << 30)) }
        if files.isEmpty { files = [written] }
        let separator = ArticleSeparator()
        var own: [Double] = []
        var alone: [Double] = []
        for bytes in files {
            var best = (own: Double.infinity, alone: Double.infinity)
            for _ in 0..<5 {
                var pageCount = 1
                let whole = try milliseconds {
                    let issue = try IssueReader.read(bytes, name: Array("page.pdf".utf8))
                    pageCount = max(1, issue.pages.count)
                    for page in issue.pages { _ = separator.separate(page) }
                }
                let poppler = try milliseconds {
                    let file = try FileDescriptor.inMemory(bytes, label: "bench")
                    _ = try ChildProgram("pdftohtml").run(IssueReader.textLayerArguments, input: file) { _ in true }
                }
                best.alone = min(best.alone, poppler / Double(pageCount))
                best.own = min(best.own, whole / Double(pageCount))
            }
            own.append(best.own)
            alone.append(best.alone)
        }
        let beyond = zip(own, alone).map { $0 - $1 }.sorted()
        func figure(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        Swift.print(
            "  \(files.count) files, best of 5, ms a page: pdftohtml alone \(figure(mean(alone))); "
                + "all \(figure(mean(own))); beyond it \(figure(mean(beyond))), at most \(figure(beyond[beyond.count - 1]))"
        )
    }

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }

    /// A page of eight articles in two columns.
    private static var written: [UInt8] {
        var texts: [PrintedPDF.Text] = []
        for row in 0..<8 {
            let top = 60 + Double(row) * 130
            texts.append(.init("栖湖新桥第\(row)段今日通车", x: 40, y: top, size: 20))
            for column in 0..<2 {
                let paragraph = "新桥全长两公里，双向四车道，连接城南与城北，沿线居民出行因此更方便。"
                texts += PrintedPDF.column(
                    [paragraph, paragraph, paragraph],
                    x: 40 + Double(column) * 290,
                    y: top + 25,
                    columns: 27
                )
            }
        }
        var pdf = PrintedPDF(width: 620, height: 1_140)
        pdf.addPage(texts)
        return pdf.bytes
    }
}
