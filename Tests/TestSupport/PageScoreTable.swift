/// A table of scores as text: one row a page and one for all of them.
package struct PageScoreTable: Sendable {
    /// Rows in the order in which they were added.
    package private(set) var rows: [(name: String, score: PageScore)] = []

    /// An empty table.
    package init() {}

    /// The counts of all rows together.
    package var total: PageScore {
        rows.reduce(into: PageScore()) { $0 += $1.score }
    }

    /// Adds a row.
    package mutating func append(_ score: PageScore, named name: String) {
        rows.append((name, score))
    }

    /// The lines of the table, a heading first and `all` last.
    ///
    /// Articles, paragraphs: F1. Perfect, headline: shares. Kicker, names: counts. Strays: lines of furniture that went
    /// into an article.
    package func lines() -> [String] {
        let heading = ["page", "articles", "perfect", "headline", "kicker", "names", "paragraphs", "strays"]
        let cells = [heading] + (rows + [(name: "all", score: total)]).map { PageScoreTable.cells($0.name, $0.score) }
        let widths = heading.indices.map { column in cells.reduce(0) { max($0, $1[column].utf8.count) } }
        return cells.map { row in
            row.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - row[column].utf8.count)
                return column == 0 ? row[column] + blanks : blanks + row[column]
            }.joined(separator: "  ")
        }
    }

    private static func cells(_ name: String, _ score: PageScore) -> [String] {
        func count(_ share: PageScore.Share) -> String { "\(share.part)/\(share.whole)" }
        return [
            name, decimal(score.articles.f1), decimal(score.perfect.rate), decimal(score.headlines.rate),
            count(score.kickers), count(score.names), decimal(score.paragraphs.f1), "\(score.strays.part)",
        ]
    }

    /// `rate` with three decimals, rounded half up.
    package static func decimal(_ rate: Double) -> String {
        let thousandths = Int(rate * 1000 + 0.5)
        let fraction = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
    }
}
