import ArticleSeparation
import IssueReading
import TestSupport

/// How the written pages come out, measured against their truth.
enum SeparationFigures {
    static func print() throws {
        try print(PageFixture.pages)
        Swift.print("\n  Pages of the same kinds that the rules were not made from, all together:\n")
        try print(PageFixture.unseenPages, onlyTotal: true)
    }

    private static func print(_ folder: String, onlyTotal: Bool = false) throws {
        let separator = ArticleSeparator()
        var table = PageScoreTable()
        for fixture in try PageFixture.all(in: folder) {
            let issue = try IssueReader.read(fixture.text, name: Array("page.txt".utf8))
            let articles = issue.pages.flatMap { separator.separate($0) }
            table.append(PageScore(of: articles, against: fixture.truth), named: fixture.name)
        }
        let lines = table.lines()
        for line in onlyTotal ? [lines[0], lines[lines.count - 1]] : lines { Swift.print("  \(line)") }
    }
}
