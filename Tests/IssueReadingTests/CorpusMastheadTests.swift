import FoundationEssentials
import IssueReading
import Newsprint
import Testing
import TextNormalization
import TextScanning

private let corpus = ProcessInfo.processInfo.environment["PRESSCUT_CORPUS"]

/// Checks the mastheads of real pages; runs where `PRESSCUT_CORPUS` names a folder of them.
@Suite("The mastheads of the corpus", .enabled(if: corpus != nil))
struct CorpusMastheadTests {
    @Test(
        "are found wherever they are printed, and give the page's paper, date and label",
        arguments: ["pages", "pages-train"]
    )
    func allPages(_ folder: String) throws {
        let root = "\(corpus ?? "")/\(folder)"
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
            let truth = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: "\(root)/\(name)/truth.json"))))
            guard case .string(let paper) = truth["paper"], case .string(let date) = truth["date"],
                case .number(let page) = truth["page"], let label = PageLabel(page)
            else { continue }
            for form in ["raw", "mupdf", "miner"] {
                let path = "\(root)/\(name)/page.\(form).txt"
                let bytes = Array(try Data(contentsOf: URL(filePath: path)))
                let issue = IssueNaming.identify(path: Array("page.txt".utf8), pages: try read(bytes).pages)
                let text = BodyNormalizer.normalized(String(decoding: bytes, as: UTF8.self))
                let isPrinted = text.contains("\(paper)\(date.prefix(4))年") && text.contains("第\(page)版")
                count += isPrinted ? 1 : 0
                #expect(issue.title == (isPrinted ? paper : nil), "\(path)")
                #expect(issue.date?.description == (isPrinted ? date : nil), "\(path)")
                #expect(issue.pages.first?.label == (isPrinted ? label : nil), "\(path)")
            }
        }
        #expect(count > 0)
    }

    @Test("are not made up for a page that prints none")
    func seed() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(corpus ?? "")/seed/page.txt")))
        let issue = IssueNaming.identify(path: Array("page.txt".utf8), pages: try read(bytes).pages)
        #expect(issue.title == nil && issue.date == nil && issue.number == nil && issue.pages == [.init()])
    }
}
