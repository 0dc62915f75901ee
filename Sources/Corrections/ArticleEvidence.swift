internal import Deduplication
package import Hashing
internal import TextNormalization

/// By what an article is found again on a page that was read anew.
package struct ArticleEvidence: Equatable, Sendable {
    /// How many scalars of the body are kept.
    package static let textLimit = 2_000
    /// The least share of common 5-grams by which a text that is no reprint is taken for the same article.
    static let leastLikeness = 0.5

    /// Its identifier then.
    package var id: String
    /// SHA-256 of its normalised body.
    package var body: Digest
    /// Its headline, normalised; empty without one.
    package var headline: String
    /// The beginning of its normalised body.
    package var text: String

    /// What is known of an article: its identifier, its normalised body, its headline as printed.
    package init(id: String, body: [UInt8], headline: String?) {
        self.id = id
        self.body = Digest(of: body)
        self.headline = BodyNormalizer.normalized(headline ?? "")
        let all = String(decoding: body, as: UTF8.self)
        text = String(String.UnicodeScalarView(all.unicodeScalars.prefix(Self.textLimit)))
    }

    /// Evidence as it was written down.
    package init(id: String, body: Digest, headline: String, text: String) {
        self.id = id
        self.body = body
        self.headline = headline
        self.text = text
    }

    /// How much a text is like the one of the article, 0…1; nil if it is another.
    ///
    /// Texts too short to be told apart need the same headline.
    func likeness(body: [UInt8], headline: String) -> Double? {
        let mine = ComparedText(normalized: Array(text.utf8))
        let other = ComparedText(normalized: body)
        let comparison = mine.compared(to: other)
        if comparison.relation?.joins == true { return 1 + comparison.jaccard }
        if min(mine.count, other.count) < ComparedText.shortest {
            return headline == self.headline && !headline.isEmpty && comparison.jaccard >= 0.3
                ? comparison.jaccard : nil
        }
        return comparison.jaccard >= Self.leastLikeness ? comparison.jaccard : nil
    }
}
