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

    /// From `text` on, one byte of text is one byte of source, until the next anchor.
    ///
    /// Where a character has not as many bytes in the text as in the source, an anchor stands before and behind it.
    package struct Anchor: Equatable, Sendable {
        /// A UTF-8 byte offset in the page's text.
        package var text: Int
        /// The byte offset in the source that it stands for.
        package var source: Int

        /// The text offset `text` stands for the source offset `source`.
        package init(text: Int, source: Int) {
            self.text = text
            self.source = source
        }
    }

    /// In what `spans(of:)` counts.
    package var unit: Unit
    /// Ascending in both members; the first one has text offset 0.
    package var anchors: [Anchor]

    /// A map for text that stands in the source byte for byte, from `offset` on.
    package static func identity(from offset: Int) -> SourceMap {
        SourceMap(unit: .bytes, anchors: [Anchor(text: 0, source: offset)])
    }

    /// A map through the given anchors.
    package init(unit: Unit, anchors: [Anchor]) {
        self.unit = unit
        self.anchors = anchors
    }

    /// The place in the source of the text offset `offset`.
    package func sourceOffset(of offset: Int) -> Int {
        var low = 0
        var high = anchors.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if anchors[middle].text <= offset { low = middle } else { high = middle }
        }
        guard low < anchors.count else { return offset }
        return anchors[low].source + offset - anchors[low].text
    }

    /// The place in the source of a range of the text.
    package func sourceRange(of range: Range<Int>) -> Range<Int> {
        let start = sourceOffset(of: range.lowerBound)
        return start..<max(start, sourceOffset(of: range.upperBound))
    }
}
