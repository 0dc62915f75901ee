package import Newsprint
import TextScanning

/// Turns the text of a newspaper page into its articles, from the text alone.
///
/// Rows become paragraphs and headline lines by the likeliest path over the page, paragraphs become bodies where the
/// page shows no seam, and headlines are put on bodies by one assignment. What is no article comes out as a leftover, so
/// that every printing character of the page stands in exactly one place. The result depends on the page alone.
package struct ArticleSeparator: Sendable {
    let vocabulary: Vocabulary
    let weights = Weights()

    /// A separator that knows the words of ``Lexicon/standard``.
    package static let standard = ArticleSeparator()

    /// A separator that knows the words of `lexicon`.
    package init(lexicon: Lexicon = .standard) {
        vocabulary = Vocabulary(lexicon)
    }

    /// The items of `page` in page order, leftovers among them.
    package func separate(_ page: Page) -> [Article] {
        var items: [Article] = []
        for part in page.parts() {
            let reading = PageReading(part, vocabulary: vocabulary, weights: weights)
            let first = items.count
            for var item in ItemBuilder(reading, vocabulary: vocabulary, page: part).items() {
                for place in item.byline.candidates.indices { item.byline.candidates[place].leftover += first }
                items.append(item)
            }
        }
        return items
    }

    /// The items of `page` that are no leftovers, with the evidence of which their confidences are made.
    package func judged(_ page: Page) -> [JudgedArticle] {
        page.parts().flatMap { part in
            let reading = PageReading(part, vocabulary: vocabulary, weights: weights)
            return ItemBuilder(reading, vocabulary: vocabulary, page: part).judged().filter {
                !$0.article.kind.isLeftover
            }
        }
    }

    /// What was joined, split and linked on `page`, with the evidence and the runner-up.
    package func explain(_ page: Page) -> String {
        page.parts().map { PageReading($0, vocabulary: vocabulary, weights: weights).explanation }
            .joined(separator: "\n")
    }
}
