internal import Corrections
internal import Hashing
internal import IssueParsing
internal import Newsprint
internal import TextNormalization
internal import TextScanning

/// What a person sees of a published article, as far as a correction refers to it.
struct CorrectionSubject {
    var id: String
    var kind: Article.Kind
    /// SHA-256 of the file as dropped.
    var source: Digest
    /// The page's place in the file, from 0.
    var pageIndex: Int
    var headline: String?
    var kicker: String?
    /// The byline as printed.
    var byline: String?
    var paragraphs: [String]
    private var captions: [String]

    /// Reads a line of `article/1`; nil if it is none.
    init?(line: [UInt8]) {
        guard let value = try? JSONValue(parsing: line.last == 0x0A ? Array(line.dropLast()) : line),
            let id = value["id"]?.string, let kind = value["kind"]?.string.flatMap({ Article.Kind(rawValue: $0) }),
            let source = value["issue"]?["sha256"]?.string.flatMap({ Digest(hex: $0) })
        else { return nil }
        self.id = id
        self.kind = kind
        self.source = source
        pageIndex = (value["page"]?["number"]?.integer ?? 1) - 1
        headline = value["headline"]?["main"]?.string
        kicker = value["headline"]?["kicker"]?.string
        byline = value["byline"]?["raw"]?.string
        paragraphs = (value["paragraphs"]?.array ?? []).compactMap { $0["text"]?.string }
        captions = (value["media"]?.array ?? []).compactMap { $0["caption"]?.string }
    }

    /// By what the article is found again.
    var evidence: ArticleEvidence {
        let parts = [paragraphs, captions].first { !$0.isEmpty } ?? [headline ?? ""]
        return ArticleEvidence(id: id, body: BodyNormalizer.normalize(parts.joined()), headline: headline)
    }

    /// The byline, normalised: of a leftover of one paragraph that is its text.
    var line: String? {
        let raw = byline ?? (kind.isLeftover && paragraphs.count == 1 ? paragraphs[0] : nil)
        return raw.map { BodyNormalizer.normalized($0) }
    }

    /// The beginning of a paragraph, normalised, by which it is found again.
    func opening(of index: Int) -> String {
        let text = BodyNormalizer.normalized(paragraphs[index])
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(60)))
    }
}
