internal import TextNormalization

/// A page of text, and the ways in which another program might have dumped the same page.
///
/// Every variation keeps each printed line whole and all of them in the file, so the page's truth stays as it is.
package struct PageVariation: Sendable {
    /// The page's lines without their line feeds; a carriage return stays at a line's end.
    private let lines: [[UInt8]]
    /// The lines of each headline: kicker, main line and subheadlines together where they stand together.
    package let headlineBlocks: [Range<Int>]
    /// Places between two paragraphs of one article and between two articles, as the index of the line that follows.
    package let gaps: [Int]

    /// Looks up in `text` where the headlines and paragraphs of `truth` stand.
    ///
    /// What does not stand in `text` as in `truth` (a paragraph torn apart by columns) gives no gap.
    package init(_ text: [UInt8], truth: PageTruth) {
        // A form feed that moved with its line would part the page in two.
        var lines = PageVariation.split(text.filter { $0 != 0x0C })
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
        let finder = PassageFinder(lines: lines)
        let blocks = finder.headlineBlocks(of: truth)
        headlineBlocks = blocks
        gaps = finder.gaps(of: truth, avoiding: blocks)
    }

    /// The page with its headlines at random gaps between paragraphs, no two at one gap.
    ///
    /// A block that had a blank line before or after it has one there too. The same seed gives the same page.
    package func movingHeadlines(seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let places = gaps.shuffled(using: &generator).prefix(headlineBlocks.count)
        let moved = headlineBlocks.shuffled(using: &generator).prefix(places.count)
        let blockAtPlace = Dictionary(zip(places, moved)) { first, _ in first }
        let lifted = Set(moved.flatMap { Array($0) })
        var result: [[UInt8]] = []
        for index in 0...lines.count {
            if let block = blockAtPlace[index] { insert(block, into: &result) }
            guard index < lines.count, !lifted.contains(index) else { continue }
            let isSecondBlank =
                isBlank(index) && index > 0 && lifted.contains(index - 1) && result.last.map(isBlank) ?? true
            if !isSecondBlank { result.append(lines[index]) }
        }
        return PageVariation.joined(result)
    }

    /// The page without blank lines.
    package func removingBlankLines() -> [UInt8] {
        PageVariation.joined(lines.filter { !isBlank($0) })
    }

    /// The page with every blank line twice.
    package func doublingBlankLines() -> [UInt8] {
        PageVariation.joined(lines.flatMap { isBlank($0) ? [$0, $0] : [$0] })
    }

    private func insert(_ block: Range<Int>, into result: inout [[UInt8]]) {
        let hadBlankBefore = block.lowerBound > 0 && isBlank(block.lowerBound - 1)
        let hadBlankAfter = block.upperBound < lines.count && isBlank(block.upperBound)
        if hadBlankBefore, let last = result.last, !isBlank(last) { result.append(lines[block.lowerBound - 1]) }
        result.append(contentsOf: lines[block])
        if hadBlankAfter { result.append(lines[block.upperBound]) }
    }

    private func isBlank(_ index: Int) -> Bool { isBlank(lines[index]) }

    private func isBlank(_ line: [UInt8]) -> Bool {
        BodyNormalizer.normalize(String(decoding: line, as: UTF8.self)).isEmpty
    }

    private static func split(_ text: [UInt8]) -> [[UInt8]] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    }

    private static func joined(_ lines: [[UInt8]]) -> [UInt8] {
        Array(lines.map { $0 + [UInt8(ascii: "\n")] }.joined())
    }
}
