/// Leads from offsets in a page's decoded text back to places in the source.
package struct SourceMap: Equatable, Sendable {
    /// In what the places of the source are counted; printed as `issue.spans`.
    package enum Unit: String, Sendable {
        /// `[start,end)` bytes of the file as dropped.
        case bytes
        /// `[page,x0,y0,x1,y1]` in points from the top left.
        case boxes
        /// `[text node in document order,start,end]` in Unicode scalars.
        case nodes
    }

    /// The start of a run of characters that are equally wide in the text and equally wide in the source.
    ///
    /// From `text` on, until the next anchor, each `textWidth` bytes of text stand for `sourceWidth` bytes of source: 1
    /// and 1 where the text is as in the file, 3 and 2 for the Han of GB18030. A line of print takes one anchor and one
    /// more for each change between Han and ASCII, so a map is about as large as its text.
    package struct Anchor: Equatable, Sendable {
        /// A UTF-8 byte offset in the page's text.
        package var text: Int
        /// The byte offset in the source that it stands for.
        package var source: Int
        /// The UTF-8 bytes of one character of the run.
        package var textWidth: UInt8
        /// The source bytes of one character of the run.
        package var sourceWidth: UInt8

        /// The text offset `text` stands for the source offset `source`, and so on with those widths.
        package init(text: Int, source: Int, textWidth: UInt8 = 1, sourceWidth: UInt8 = 1) {
            self.text = text
            self.source = source
            self.textWidth = textWidth
            self.sourceWidth = sourceWidth
        }

        /// The source offset of the character that `offset`, not before this anchor, is in.
        fileprivate func sourceOffset(of offset: Int) -> Int {
            source + (offset - text) / Int(textWidth) * Int(sourceWidth)
        }

        /// The source offset behind the character that `offset`, not before this anchor, is in.
        fileprivate func sourceEnd(of offset: Int) -> Int {
            sourceOffset(of: offset) + Int(sourceWidth)
        }
    }

    /// In what `sourceRange(of:)` counts.
    package var unit: Unit
    /// Ascending in both members; the first one has text offset 0.
    package private(set) var anchors: [Anchor]

    /// A map for text that stands in the source byte for byte, from `offset` on.
    package static func identity(from offset: Int) -> SourceMap {
        SourceMap(unit: .bytes, anchors: [Anchor(text: 0, source: offset)])
    }

    /// For `boxes`: the words of the text where they are printed, in the order of their ranges; else empty.
    package private(set) var words: [PlacedWord] = []
    /// For `boxes`: the number of the page in its file, from 1.
    package private(set) var pageNumber = 1

    /// A map to the boxes of words on page `pageNumber` (from 1); the ranges of `words` ascend and do not overlap.
    package init(pageNumber: Int, words: [PlacedWord]) {
        unit = .boxes
        anchors = []
        self.pageNumber = pageNumber
        self.words = words
    }

    /// For a text of several pages: where the text of the second and each further page begins, ascending.
    package private(set) var laterPages: [Int] = []

    /// A map to the boxes of words of several pages, the text of each of which begins at one of `pageStarts`.
    package init(pageStarts: [Int], words: [PlacedWord]) {
        self.init(pageNumber: 1, words: words)
        laterPages = Array(pageStarts.dropFirst())
    }

    /// For `boxes`: the number of the page, from 1, whose text has the character at `offset`.
    package func pageNumber(at offset: Int) -> Int {
        var low = 0
        var high = laterPages.count
        while low < high {
            let middle = (low + high) / 2
            if laterPages[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return pageNumber + low
    }

    /// For `nodes`: the runs of text of the source's text nodes, in the order of their ranges; else empty.
    package private(set) var nodes: [TextNode] = []

    /// A map to the text nodes of a document.
    package init(nodes: [TextNode]) {
        unit = .nodes
        anchors = []
        self.nodes = nodes
    }

    /// A map through the given anchors.
    package init(unit: Unit, anchors: [Anchor]) {
        self.unit = unit
        self.anchors = anchors
    }

    /// Continues the map: the `textWidth` bytes of text from `offset` on are one character, which stands at `source`.
    package mutating func append(from offset: Int, textWidth: Int, source: Range<Int>) {
        anchors.append(
            Anchor(
                text: offset,
                source: source.lowerBound,
                textWidth: UInt8(textWidth),
                sourceWidth: UInt8(source.count)
            )
        )
    }

    /// The map of a part of the text on its own, whose offsets count from the part's start.
    package func part(_ range: Range<Int>) -> SourceMap {
        guard let first = anchorIndex(of: range.lowerBound) else { return self }
        var part = [anchors[first]]
        part[0].source = anchors[first].sourceOffset(of: range.lowerBound)
        part[0].text = 0
        for anchor in anchors[(first + 1)...] {
            guard anchor.text < range.upperBound else { break }
            var moved = anchor
            moved.text -= range.lowerBound
            part.append(moved)
        }
        return SourceMap(unit: unit, anchors: part)
    }

    /// The place in the source of the character at or around the text offset `offset`.
    package func sourceOffset(of offset: Int) -> Int {
        guard let index = anchorIndex(of: offset) else { return offset }
        return anchors[index].sourceOffset(of: offset)
    }

    /// The place in the source of a range of the text.
    package func sourceRange(of range: Range<Int>) -> Range<Int> {
        let start = sourceOffset(of: range.lowerBound)
        guard !range.isEmpty, let last = anchorIndex(of: range.upperBound - 1) else { return start..<start }
        return start..<max(start, anchors[last].sourceEnd(of: range.upperBound - 1))
    }

    /// The last anchor that does not stand behind `offset`.
    private func anchorIndex(of offset: Int) -> Int? {
        var low = 0
        var high = anchors.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if anchors[middle].text <= offset { low = middle } else { high = middle }
        }
        return low < anchors.count ? low : nil
    }
}
