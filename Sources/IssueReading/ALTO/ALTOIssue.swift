import Newsprint

extension ALTOReader {
    /// Reads an ALTO file that came without METS: pages that are yet to be separated.
    static func read(_ bytes: [UInt8], options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        let pages = try pages(of: bytes)
        guard pages.count <= options.maximumPageCount else {
            throw .tooManyPages(limit: options.maximumPageCount, offset: 0)
        }
        guard pages.contains(where: { !$0.lines.isEmpty }) else { throw .noText() }
        return ReadIssue(
            format: .alto,
            encoding: "UTF-8",
            pages: pages.enumerated().map { index, page in page.laidOut(at: index) }
        )
    }
}
