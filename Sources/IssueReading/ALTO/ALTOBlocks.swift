import Newsprint

/// Tells the articles of a page apart by its blocks, where its language is none that separation knows.
///
/// Old papers set headlines in the type of running text: what makes one is that it is short, stands in the middle of its
/// column, and has a block of text below it. Blocks are taken in the order of the file, which is that of reading.
struct ALTOBlocks {
    /// A TextBlock element with words.
    struct Block {
        var lines: Range<Int>
        var box: Box
        var characterCount: Int
        /// The median height of its lines.
        var lineHeight: Double
        var isAdvertisement: Bool
        var isHeading = false
    }

    /// What is found to be one item.
    struct Unit {
        var kind: Article.Kind
        var headings: [Int] = []
        var texts: [Int] = []
    }

    let text: ALTOText
    private(set) var blocks: [Block] = []
    private let bodyHeight: Double

    /// The most characters and lines of a heading.
    private static let longestHeading = 120
    private static let mostHeadingLines = 3
    /// Text above the first heading of a page that is shorter speaks of the paper, not of the news.
    private static let leastContinuation = 400
    /// No article has less text below its heading, in bytes.
    private static let leastText = 40

    /// Whether most letters of a text are not Han characters.
    static func isAlphabetic(_ text: ALTOText) -> Bool {
        var han = 0
        var letters = 0
        for scalar in String(decoding: text.text, as: UTF8.self).unicodeScalars {
            if 0x3400...0x9FFF ~= scalar.value { han += 1 } else if scalar.properties.isAlphabetic { letters += 1 }
        }
        return letters > han * 4
    }

    /// The blocks of the page at `index`.
    init(_ text: ALTOText, page index: Int, advertisements: Set<Int>, firstBlock: Int) {
        self.text = text
        var blocks: [Block] = []
        var number: Int?
        for line in text.lines(ofPage: index) {
            let count = text.range(ofLine: line).count
            let box = text.lines[line].box
            if text.lines[line].block == number {
                blocks[blocks.count - 1].lines = blocks[blocks.count - 1].lines.lowerBound..<line + 1
                blocks[blocks.count - 1].box = blocks[blocks.count - 1].box.union(box)
                blocks[blocks.count - 1].characterCount += count
            } else {
                number = text.lines[line].block
                let isAdvertisement = advertisements.contains(text.lines[line].block - firstBlock)
                blocks.append(
                    Block(
                        lines: line..<line + 1,
                        box: box,
                        characterCount: count,
                        lineHeight: 0,
                        isAdvertisement: isAdvertisement
                    )
                )
            }
        }
        for place in blocks.indices {
            let heights = blocks[place].lines.map { text.lines[$0].box.height }.sorted()
            blocks[place].lineHeight = heights[heights.count / 2]
        }
        let all = blocks.flatMap { block in [Double](repeating: block.lineHeight, count: block.lines.count) }.sorted()
        bodyHeight = all.isEmpty ? 0 : all[all.count / 2]
        self.blocks = blocks
        let found = blocks.indices.map(isHeading)
        for place in found.indices { self.blocks[place].isHeading = found[place] }
    }

    /// Whether a block is short, and stands in the middle of the column of the text below it or is of larger type.
    private func isHeading(_ place: Int) -> Bool {
        let block = blocks[place]
        guard !block.isAdvertisement, block.lines.count <= ALTOBlocks.mostHeadingLines,
            block.characterCount <= ALTOBlocks.longestHeading, block.box.width > block.box.height,
            !endsOpenly(block.lines.upperBound - 1)
        else { return false }
        var column: Box?
        for other in blocks.indices.dropFirst(place + 1) where blocks[other].lines.count > ALTOBlocks.mostHeadingLines {
            let box = blocks[other].box
            guard !blocks[other].isAdvertisement, box.overlapX(block.box) > block.box.width * 0.8,
                box.y0 > block.box.midY
            else { continue }
            if box.y0 < column?.y0 ?? .infinity { column = box }
        }
        guard let column, column.y0 - block.box.y1 < bodyHeight * 12 else { return false }
        if block.lineHeight > bodyHeight * 1.6 { return true }
        let margins = (block.box.x0 - column.x0, column.x1 - block.box.x1)
        return min(margins.0, margins.1) > column.width * 0.06
            && abs(margins.0 - margins.1) < max(column.width * 0.2, min(margins.0, margins.1))
    }

    /// Whether a line ends within a sentence, as its last character says.
    private func endsOpenly(_ line: Int) -> Bool {
        guard let last = text.text[text.range(ofLine: line)].last else { return true }
        return [0x2C, 0x2D, 0x3B].contains(last)
    }

    /// The items of the page, in the order of the file.
    func units() -> [Unit] {
        var units: [Unit] = []
        var hasHeading = false
        for (place, block) in blocks.enumerated() {
            if block.isAdvertisement {
                units.append(Unit(kind: .ad, texts: [place]))
                continue
            }
            let last = units.indices.last
            if block.isHeading {
                if let last, units[last].kind == .article, units[last].texts.isEmpty {
                    if belongs(place, to: units[last].headings) {
                        units[last].headings.append(place)
                        continue
                    }
                    // The title of a section stands above the first of its articles, and belongs to none.
                    units[last] = Unit(kind: .other, texts: units[last].headings)
                }
                units.append(Unit(kind: .article, headings: [place]))
                hasHeading = true
            } else if let last, units[last].kind == .article, !beginsTier(place, below: units[last]) {
                units[last].texts.append(place)
            } else if !hasHeading || units.last?.kind == .article, block.characterCount >= ALTOBlocks.leastContinuation
            {
                units.append(Unit(kind: .article, texts: [place]))
            } else {
                units.append(Unit(kind: .other, texts: [place]))
            }
        }
        return units.map { unit in
            let count = unit.texts.reduce(0) { $0 + blocks[$1].characterCount }
            guard unit.kind == .article, count < ALTOBlocks.leastText else { return unit }
            return Unit(kind: .other, texts: unit.headings + unit.texts)
        }
    }

    /// Whether a block stands on the left again, below all of an article that was read to the right: what follows is set
    /// across the page below it, as a feuilleton is.
    private func beginsTier(_ place: Int, below unit: Unit) -> Bool {
        let box = blocks[place].box
        guard let last = unit.texts.last, blocks[last].box.x0 > box.x1, box.width > bodyHeight * 8 else { return false }
        return unit.texts.allSatisfy { blocks[$0].box.y1 < box.y0 + bodyHeight }
    }

    /// Whether a heading stands right below others, as lines of one headline do.
    private func belongs(_ place: Int, to headings: [Int]) -> Bool {
        guard let last = headings.last else { return true }
        let (upper, lower) = (blocks[last], blocks[place])
        return lower.box.y0 - upper.box.y1 < min(upper.lineHeight, lower.lineHeight)
            && lower.box.overlapX(upper.box) > 0
    }

    /// The article or leftover that a unit is.
    func article(of unit: Unit) -> Article {
        var article = Article(kind: unit.kind)
        // The line of the largest type is the headline; of equals all are.
        let largest = unit.headings.map { blocks[$0].lineHeight }.max() ?? 0
        let main = unit.headings.filter { blocks[$0].lineHeight > largest * 0.75 }
        article.headline.main = text.passage(main.flatMap { Array(blocks[$0].lines) })
        for heading in unit.headings where !main.contains(heading) {
            guard let passage = text.passage(blocks[heading].lines) else { continue }
            if let first = main.first, heading < first, article.headline.kicker == nil {
                article.headline.kicker = passage
            } else {
                article.headline.sub.append(passage)
            }
        }
        for lines in paragraphs(of: unit) {
            guard let passage = text.passage(lines) else { continue }
            let role: Paragraph.Role =
                unit.kind == .other ? .note : article.paragraphs.isEmpty ? .lead : .body
            article.paragraphs.append(Paragraph(passage, role: role))
        }
        article.quality.body = text.confidence(unit.texts.flatMap { Array(blocks[$0].lines) }) ?? 1
        if article.headline.main != nil {
            article.quality.headline = text.confidence(unit.headings.flatMap { Array(blocks[$0].lines) }) ?? 1
        }
        return article
    }

    /// The lines of each paragraph: a block each, and one where a sentence goes on in the next block.
    private func paragraphs(of unit: Unit) -> [[Int]] {
        var paragraphs: [[Int]] = []
        for place in unit.texts {
            let lines = Array(blocks[place].lines)
            if let last = paragraphs.last?.last, goesOn(from: last, to: lines[0]) {
                paragraphs[paragraphs.count - 1] += lines
            } else {
                paragraphs.append(lines)
            }
        }
        return paragraphs
    }

    private func goesOn(from last: Int, to first: Int) -> Bool {
        let end = String(decoding: text.text[text.range(ofLine: last)], as: UTF8.self).unicodeScalars.last
        let start = String(decoding: text.text[text.range(ofLine: first)], as: UTF8.self).unicodeScalars.first
        guard let end, let start else { return false }
        return start.properties.isLowercase && ![".", "!", "?"].contains(end)
    }
}
