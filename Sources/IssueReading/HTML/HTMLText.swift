import Markup
import Newsprint
import TextNormalization
import TextScanning

/// The text that a page of HTML shows, as blocks: what stands between two breaks of its layout.
struct HTMLText {
    /// Some text without a break in it.
    struct Block {
        /// Bytes of ``HTMLText/text``, one range for each text node, blanks at both ends left out.
        var ranges: [Range<Int>]
        /// The first and the last of its text nodes, as indexes of the document's nodes.
        var firstNode: Int
        var lastNode: Int
        /// How many visible characters it has, and how many of them are links.
        var length: Int
        var linkLength: Int

        /// Bytes from its first to its last character.
        var range: Range<Int> { ranges[0].lowerBound..<ranges[ranges.count - 1].upperBound }
    }

    let document: HTMLDocument
    private(set) var text: [UInt8] = []
    private(set) var blocks: [Block] = []
    private(set) var nodes: [TextNode] = []
    private(set) var radicals = Radicals(isSimplified: true)

    init(_ document: HTMLDocument) {
        self.document = document
        var textNode = 0
        var open: Block?
        var hiddenEnd = 0
        var linkEnd = 0
        /// Ends of the open elements that break the line at their end.
        var breaks: [Int] = []
        func close(_ blocks: inout [Block]) {
            if let block = open { blocks.append(block) }
            open = nil
        }
        for (index, node) in document.nodes.enumerated() {
            while let end = breaks.last, end <= index {
                breaks.removeLast()
                close(&blocks)
            }
            switch node.kind {
            case .element:
                if Self.hidden.contains(node.name) { hiddenEnd = max(hiddenEnd, node.end) }
                if node.name == "a", node.attribute("href") != nil { linkEnd = max(linkEnd, node.end) }
                if !Self.inline.contains(node.name) || Self.isApart(node) {
                    close(&blocks)
                    breaks.append(node.end)
                }
            case .text:
                let number = textNode
                textNode += 1
                guard index >= hiddenEnd else { continue }
                take(node.text, at: index, number: number, isLink: index < linkEnd, into: &open)
            case .data, .comment: break
            }
        }
        close(&blocks)
        radicals = Radicals(scriptOf: text.span)
    }

    /// Elements in which the text goes on.
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var", "wbr", "data", "ruby", "rb", "o:p", "st1:chsdate", "founder-title", "founder-author",
        "founder-introtitle",
        "founder-subtitle",
    ]

    /// Whether an element within a line says something of its own: when or where the article appeared.
    private static func isApart(_ node: HTMLDocument.Node) -> Bool {
        guard let names = node.attribute("class") ?? node.attribute("id") else { return false }
        let lowered = names.lowercased()
        return ["date", "time", "source", "laiyuan", "author"].contains { lowered.contains($0) }
    }

    /// Elements whose text a page does not show.
    private static let hidden: Set<String> = [
        "head", "title", "script", "style", "noscript", "template", "select", "option", "textarea", "object", "iframe",
        "rp", "rt", "button", "datalist",
    ]

    private mutating func take(_ bytes: [UInt8], at index: Int, number: Int, isLink: Bool, into open: inout Block?) {
        let start = text.count
        var length = 0
        var first: Int?
        var last = 0
        var position = 0
        let span = bytes.span
        while position < bytes.count {
            let place = position
            let scalar = ScalarCursor.next(span, &position, end: bytes.count)
            let characterClass = CharacterClass(scalar)
            guard characterClass != .blank, characterClass != .ignorable else { continue }
            length += 1
            if first == nil { first = place }
            last = position
        }
        text.append(contentsOf: bytes)
        // A blank node still parts the words beside it, which the range between their nodes shows.
        guard let first else { return }
        nodes.append(TextNode(range: start..<text.count, node: number))
        let range = start + first..<start + last
        if open == nil { open = Block(ranges: [], firstNode: index, lastNode: index, length: 0, linkLength: 0) }
        open?.ranges.append(range)
        open?.lastNode = index
        open?.length += length
        if isLink { open?.linkLength += length }
    }

    /// The text of some blocks as one passage; nil if there are none.
    func passage(_ blocks: some Sequence<Block>) -> Passage? {
        var writer = PassageWriter(radicals: radicals)
        for block in blocks {
            writer.gap(.lineBreak)
            var end = block.ranges.first?.lowerBound ?? 0
            for range in block.ranges {
                // Blanks between two nodes stand at the end of one, the start of the next, or in a node of their own.
                if range.lowerBound > end { writer.gap(.blank) }
                writer.word(text.span, range)
                end = range.upperBound
            }
        }
        return writer.passage
    }

    /// The text of a block for comparing: no blanks, compatibility forms unified.
    func normalized(_ blocks: some Sequence<Block>) -> [UInt8] {
        BodyNormalizer.normalize(passage(blocks)?.text ?? "")
    }

    /// The blocks that lie in an element entirely.
    func blocks(in element: Int) -> Range<Int> {
        blocks(from: element, to: document.nodes[element].end)
    }

    /// The blocks between two nodes.
    func blocks(from start: Int, to end: Int) -> Range<Int> {
        let first = firstBlock(from: start)
        var last = firstBlock(from: end)
        if last > first, blocks[last - 1].lastNode >= end { last -= 1 }
        return first..<max(first, last)
    }

    /// The first block that begins at or behind a node.
    private func firstBlock(from node: Int) -> Int {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].firstNode < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The elements around a node, from the inside out.
    func ancestors(of node: Int) -> [Int] {
        var found: [Int] = []
        var next = document.nodes[node].parent
        while let element = next {
            found.append(element)
            next = document.nodes[element].parent
        }
        return found
    }
}
