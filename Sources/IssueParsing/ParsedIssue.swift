package import Corrections
package import Deduplication
package import RecordOutput

/// The record lines of one file, and what the index has to know of them.
package struct ParsedIssue: Equatable, Sendable {
    /// One item's line: where it stands, and by what it is compared.
    package struct Item: Equatable, Sendable {
        package var id: ArticleIdentifier
        /// Whether it is an article, not a leftover.
        package var isArticle: Bool
        /// `PageKey.description`, or nil if a part of the key is unknown.
        package var pageKey: String?
        /// The first 16 bytes of SHA-256 of the normalised body; nil for what is not compared.
        package var body: [UInt8]?
        /// How many Unicode scalars the normalised body has.
        package var length: Int
        /// Byte range of its line in `records`, line feed included.
        package var span: Range<Int>
        /// What its reprints are found by; nil for what is not compared or is too short.
        package var fingerprint: Fingerprint?
        /// Its jump lines (下转第4版), if the page has a key.
        package var jumps: [Jump] = []
        /// The identifiers that items had before corrections made this one of them; empty where none did.
        package var origins: [String] = []
        /// Whether a correction changed it.
        package var isCorrected = false

        /// A jump line, and the headline by which the other part of the story is found.
        package struct Jump: Equatable, Sendable {
            package var direction: JumpEnd.Direction
            /// The canonical label of the other page.
            package var target: String
            /// The headline, normalised.
            package var headline: String

            /// A jump line of an article.
            package init(direction: JumpEnd.Direction, target: String, headline: String) {
                self.direction = direction
                self.target = target
                self.headline = headline
            }
        }

        /// An item of the file.
        package init(
            id: ArticleIdentifier,
            isArticle: Bool,
            pageKey: String?,
            body: [UInt8]?,
            length: Int,
            span: Range<Int>
        ) {
            self.id = id
            self.isArticle = isArticle
            self.pageKey = pageKey
            self.body = body
            self.length = length
            self.span = span
        }
    }

    /// The title, or nil; as the records say it.
    package var title: String?
    /// `YYYY-MM-DD`, or nil.
    package var date: String?
    /// The labels of the pages in file order; nil where unknown.
    package var pageLabels: [String?]
    package var items: [Item]
    /// The lines of `article/1`, in page order.
    package var records: [UInt8]
    /// Members of an archive that could not be read, while others could.
    package var unread: [UnreadMember] = []
    /// The numbers of the corrections that were given, whether they are about its pages or not.
    package var considered: [Int] = []
    /// What became of those that are.
    package var outcomes: [CorrectionOutcome] = []

    /// What one file came to.
    package init(title: String?, date: String?, pageLabels: [String?], items: [Item], records: [UInt8]) {
        self.title = title
        self.date = date
        self.pageLabels = pageLabels
        self.items = items
        self.records = records
    }
}

/// A member of an archive that could not be read.
package struct UnreadMember: Equatable, Sendable {
    /// Its path in the archive; U+FFFD for what is not UTF-8.
    package var name: String
    /// The code of the reading error.
    package var code: String
    /// Why, in English and Chinese.
    package var english: String
    package var chinese: String
}
