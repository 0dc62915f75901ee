import FileAccess
import FuzzTargets
import Hashing
import IssueParsing
import IssueReading
import Testing

@Suite("What mixing begins with")
struct FuzzSeedTests {
    @Test("is read as the form that it stands for")
    func forms() throws {
        let parser = IssueParser(options: ParsingOptions())
        for bytes in FuzzSeeds.bytes(for: .archive) {
            let issue = try parser.parse(bytes, path: RawPath("issue.tar"), sha256: Digest(of: bytes))
            #expect(issue.pageLabels.count == 2)
        }
        for bytes in FuzzSeeds.bytes(for: .mets) {
            let parts = bytes.split(separator: 0x1E).map(Array.init)
            let members = [1, 2].map { SourceFile(name: Array("text/\($0).xml".utf8), bytes: parts[$0]) }
            let issue = try parser.parse(
                parts[0],
                path: RawPath("mets.xml"),
                sha256: Digest(of: parts[0]),
                members: members
            )
            #expect(issue.items.count { $0.isArticle } == 1)
        }
        var drawings = PDFDrawings(try #require(FuzzSeeds.bytes(for: .drawing).first), limit: 4)
        let first = drawings.drawing(ofPage: 0)
        let drawing = try #require(first)
        #expect(!drawing.rules.isEmpty)
        #expect(!drawing.frames.isEmpty)
        #expect(drawing.pictures.count == 1)
    }
}
