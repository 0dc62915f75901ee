/// When pages are read by text recognition.
package enum RecognitionMode: String, Sendable, CaseIterable {
    /// Pages that have no text of their own.
    case auto
    /// None.
    case off
    /// All pages of PDFs and images, whatever text the PDF has.
    case always
}

/// How far a file of many pages has come, told before each page that is recognised, since one takes many seconds.
package struct RecognitionProgress: Equatable, Sendable {
    /// The page that is begun, from 1, counting only those that are to be recognised.
    package var page: Int
    /// How many there are; 0 where text is merely read, page after page: then reading is under way, and no more is said.
    package var count: Int
    /// Seconds until which this page is done or given up.
    package var seconds: Int

    /// `page` of `count` is begun.
    package init(page: Int, count: Int, seconds: Int) {
        self.page = page
        self.count = count
        self.seconds = seconds
    }
}
