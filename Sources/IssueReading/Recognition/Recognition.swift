/// When pages are read by text recognition.
package enum RecognitionMode: String, Sendable, CaseIterable {
    /// Pages that have no text of their own.
    case auto
    /// None.
    case off
    /// All pages of PDFs and images, whatever text the PDF has.
    case always
}

/// How far the recognition of a file has come, told before each page, since one takes many seconds.
package struct RecognitionProgress: Equatable, Sendable {
    /// The page that is begun, from 1, counting only those that are to be recognised.
    package var page: Int
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
