import ArticleSeparation
import ChildPrograms
import IssueReading
import TestSupport
import Testing

/// PDFs that a browser printed from invented pages of ten makes: grids, running columns, boxes, photos with captions,
/// headlines beside their text, pages that read down.
@Suite("A PDF of another make-up", .enabled(if: ChildProgram("pdftohtml").path != nil, "pdftohtml is not installed"))
struct PDFMakeupTests {
    private static func score(_ folder: String) throws -> PageScore {
        var score = PageScore()
        for page in try PageFixture.all(in: folder, file: "page.pdf") {
            let issue = try IssueReader.read(page.text, name: Array("page.pdf".utf8))
            score += PageScore(of: issue.pages.flatMap { ArticleSeparator().separate($0) }, against: page.truth)
        }
        return score
    }

    @Test("comes out in its articles")
    func made() throws {
        let score = try Self.score(PageFixture.printedPages)
        #expect(score.articles.f1 >= 0.97)
        #expect(score.perfect.rate >= 0.92)
        #expect(score.headlines.rate >= 0.97)
    }

    @Test("comes out nearly as well where the rules were not made from it")
    func unseen() throws {
        let score = try Self.score(PageFixture.unseenPrintedPages)
        #expect(score.articles.f1 >= 0.94)
        #expect(score.perfect.rate >= 0.87)
    }
}
