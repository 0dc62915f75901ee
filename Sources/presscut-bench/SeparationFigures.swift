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
        var claims: [PageScore.Claim] = []
        for fixture in try PageFixture.all(in: folder) {
            let issue = try IssueReader.read(fixture.text, name: Array("page.txt".utf8))
            let articles = issue.pages.flatMap { separator.separate($0) }
            let score = PageScore(of: articles, against: fixture.truth)
            table.append(score, named: fixture.name)
            claims += score.claims
        }
        let lines = table.lines()
        defer { print(claims) }
        for line in onlyTotal ? [lines[0], lines[lines.count - 1]] : lines { Swift.print("  \(line)") }
    }

    /// How often what items are so and so sure of is right.
    private static func print(_ claims: [PageScore.Claim]) {
        let steps = [0, 0.5, 0.7, 0.85, 0.95, 1.01]
        for part in PageScore.Claim.Part.allCases {
            Swift.print("\n  How sure the \(part.rawValue) is, in how many items, and how many of these are right:")
            for (low, high) in zip(steps, steps.dropFirst()) {
                let held = claims.filter { $0.part == part && $0.confidence >= low && $0.confidence < high }
                guard !held.isEmpty else { continue }
                let sure = held.reduce(0) { $0 + $1.confidence } / Double(held.count)
                let right = Double(held.count { $0.isRight }) / Double(held.count)
                Swift.print("  \(Int(sure * 100)) %  \(held.count) items  \(Int(right * 100)) % right")
            }
        }
    }
}
