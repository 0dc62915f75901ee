internal import ArticleSeparation
internal import Corrections
internal import Hashing
internal import Newsprint
internal import RecordOutput

/// Applies the corrections that were given to the pages that they are about, page by page.
struct CorrectedPages {
    private let corrections: [Correction]
    private let source: Digest
    private var found: [Int: CorrectionOutcome] = [:]

    init(_ corrections: [Correction], source: Digest) {
        self.corrections = corrections.filter(\.changesPages)
        self.source = source
    }

    /// What became of the corrections, by number; those whose page did not come are left out.
    var outcomes: [CorrectionOutcome] { found.values.sorted { $0.number < $1.number } }

    /// The items of a page, corrected.
    mutating func items(
        _ articles: [Article],
        page: Page,
        key: PageKey?,
        number: Int,
        _ separator: ArticleSeparator
    ) -> [PageCorrector.Item] {
        let source = source
        let concerned = corrections.filter {
            $0.concerns(pageKey: key?.description, source: source, pageIndex: number)
        }
        guard !concerned.isEmpty else {
            return articles.enumerated().map { PageCorrector.Item(article: $1, order: $0 + 1) }
        }
        var corrector = PageCorrector(
            articles,
            reading: PageCorrector.Reading(
                identifiers: { articles in
                    let bodies = articles.map(IssueParser.normalizedBody)
                    var occurrences: [Digest: Int] = [:]
                    return IssueParser.identifiers(
                        of: bodies,
                        key: key,
                        source: source,
                        pageIndex: number,
                        occurrences: &occurrences
                    )
                    .map(\.description)
                },
                body: IssueParser.normalizedBody,
                people: { separator.people(namedBy: $0, on: page) }
            )
        )
        for correction in concerned {
            let outcome = corrector.apply(correction)
            // Where it is about two pages, one that it fits counts.
            if let known = found[correction.number], known.result != .unfit, outcome.result == .unfit { continue }
            found[correction.number] = outcome
        }
        return corrector.items
    }
}
