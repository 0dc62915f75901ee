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

    /// An issue of those pages.
    package init(format: SourceFormat, encoding: String, pages: [Page], privateUseCount: Int = 0) {
        self.format = format
        self.encoding = encoding
        self.pages = pages
        self.privateUseCount = privateUseCount
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
    /// The encoding of text, if it is not to be found out.
    package var encoding: TextEncoding?

    /// The defaults.
    package init() {}
}
