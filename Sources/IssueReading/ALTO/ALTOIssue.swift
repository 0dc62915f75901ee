import Newsprint

extension ALTOReader {
    /// Reads an ALTO file that came without METS: pages that are yet to be separated.
    static func read(_ bytes: [UInt8], options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        let pages = try pages(of: bytes)
        guard pages.count <= options.maximumPageCount else {
            throw .tooManyPages(limit: options.maximumPageCount, offset: 0)
        }
        guard pages.contains(where: { !$0.lines.isEmpty }) else { throw .noText() }
        return issue(of: pages)
    }

    /// Chinese pages are yet to be separated by where their lines stand; of others the blocks say what their articles are.
    private static func issue(of pages: [ALTOPage]) -> ReadIssue {
        let text = ALTOText(pages)
        guard ALTOBlocks.isAlphabetic(text) else {
            let laidOut = pages.enumerated().map { index, page in page.laidOut(at: index) }
            return ReadIssue(format: .alto, encoding: "UTF-8", pages: laidOut)
        }
        var items: [ReadItem] = []
        var firstBlock = 0
        for (index, page) in pages.enumerated() {
            let blocks = ALTOBlocks(
                text,
                page: index,
                advertisements: page.advertisementBlocks,
                firstBlock: firstBlock
            )
            firstBlock += page.blockCount + 1
            for unit in blocks.units() { items.append(ReadItem(blocks.article(of: unit), page: index)) }
        }
        var issue = ReadIssue(format: .alto, encoding: "UTF-8", pages: text.pages(of: pages.count))
        issue.items = items
        return issue
    }
}
