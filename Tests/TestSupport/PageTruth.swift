internal import TextScanning

/// What stands on a page, as an archivist would file it: its articles and the lines that belong to none.
///
/// The form of a `truth.json`: `paper`, `date`, `page`, `furniture` and `articles`.
package struct PageTruth: Equatable, Sendable {
    /// An article, a photo or a brief.
    package struct Item: Equatable, Sendable {
        /// The main line, wrapped lines joined.
        package var headline: String
        package var kicker: String?
        package var sub: [String]
        /// The byline as printed on a line of its own or at the end, if there is one.
        package var byline: String?
        /// The dateline as printed, with the names in brackets that follow it (本报讯（记者 …）).
        package var dateline: String?
        /// The people whom byline, dateline and credits name.
        package var people: [String]
        /// The body by paragraphs, crossheads among them; of a photo its caption.
        package var paragraphs: [String]
        /// Those of `paragraphs` that are crossheads.
        package var crossheads: [String]
        /// `news`, `photo`, `commentary`, `poem`, `table` and the like; no part of the score.
        package var genre: String?
        /// Captions and credits of pictures that stand inside the article.
        package var media: [String]
        /// The jump line (下转…), if there is one.
        package var jump: String?
    }

    package var paper: String?
    package var date: String?
    /// Mastheads, folio lines, editors' lines, adverts, notices: one string a block.
    package var furniture: [String]
    package var articles: [Item]

    /// Reads a `truth.json`, or throws what is wrong with it.
    package init(parsing bytes: [UInt8]) throws {
        let value = try JSONValue(parsing: bytes)
        guard let articles = value["articles"]?.array else { throw PageTruthError.noArticles }
        paper = value["paper"]?.string
        date = value["date"]?.string
        furniture = PageTruth.strings(value["furniture"])
        self.articles = try articles.map { article in
            guard let headline = article["headline"]?.string else { throw PageTruthError.noHeadline }
            return Item(
                headline: headline,
                kicker: article["kicker"]?.string,
                sub: PageTruth.strings(article["sub"]),
                byline: article["byline"]?.string,
                dateline: article["dateline"]?.string,
                people: PageTruth.strings(article["people"]),
                paragraphs: PageTruth.strings(article["paragraphs"]),
                crossheads: PageTruth.strings(article["crossheads"]),
                genre: article["genre"]?.string,
                media: (article["media"]?.array ?? []).flatMap { medium in
                    [medium["caption"]?.string, medium["credit"]?.string].compactMap(\.self)
                },
                jump: article["jump"]?.string
            )
        }
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        (value?.array ?? []).compactMap(\.string)
    }
}

/// What a `truth.json` lacks.
package enum PageTruthError: Error {
    case noArticles, noHeadline
}
