package import Archives
package import ChildPrograms
package import Newsprint

/// What a reader found in one file: its pages, in file order.
package struct ReadIssue: Sendable {
    /// The form in which it arrived.
    package var format: SourceFormat
    /// The name of the encoding that the text was read in, as IANA registers it (`UTF-8`, `GB18030`).
    package var encoding: String
    /// The pages in file order, those without text too; their indexes are their places in this array.
    package var pages: [Page]
    /// How many private-use characters stand in the text; the pages that have them are flagged `private_use`.
    package var privateUseCount: Int
    /// The items of the pages where the source's own markup tells them apart; else nil, and they are yet to be separated.
    ///
    /// They stand in the order of their pages, leftovers among them.
    package var items: [ReadItem]?
    /// What the source says of the issue and its pages outside their text, one for each page; else nil.
    package var statements: [Masthead]?

    /// An issue of those pages.
    package init(format: SourceFormat, encoding: String, pages: [Page], privateUseCount: Int = 0) {
        self.format = format
        self.encoding = encoding
        self.pages = pages
        self.privateUseCount = privateUseCount
    }
}

/// An item that the source's markup tells apart.
///
/// Its passages are ranges of the text of its page. An item of several pages has one page, that of its beginning; the
/// pages then share one text, and the map to the source knows which page a place is on.
package struct ReadItem: Sendable {
    package var article: Article
    /// The page, from 0, that it begins on.
    package var page: Int

    /// `article`, which begins on `page`.
    package init(_ article: Article, page: Int) {
        self.article = article
        self.page = page
    }
}

/// What a reader may assume and must not exceed.
package struct ReadingOptions: Sendable {
    /// The most bytes that a text file may have (`max-text`); 32 MiB by default, which is some 2,000 pages.
    package var maximumTextByteCount = 32 << 20
    /// The most pages that a file may have; 4,096 by default, which no bound volume exceeds.
    package var maximumPageCount = 4096
    /// What the programs that read a file for us may use.
    package var programLimits = ProgramLimits()
    /// Which pages are read by text recognition.
    package var recognition = RecognitionMode.auto
    /// The processor seconds that the recognition of one page may take; 240 by default, ten times what most need.
    package var recognitionSeconds = 240
    /// Told before the recognition of each page.
    package var progress: (@Sendable (RecognitionProgress) -> Void)?
    /// What unpacking an archive may cost.
    package var archive = ArchiveLimits()
    /// How deep archives may lie in archives; 3 by default.
    package var maximumArchiveDepth = 3
    /// The encoding of text, if it is not to be found out.
    package var encoding: TextEncoding?

    /// The defaults.
    package init() {}
}
