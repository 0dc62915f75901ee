/// A run of a page's text that is the text node of a marked-up source, as it is.
package struct TextNode: Equatable, Sendable {
    /// UTF-8 byte offsets in the page's text.
    package var range: Range<Int>
    /// The place of the node among the source's text nodes, from 0.
    package var node: Int

    /// The text node `node` stands at `range`.
    package init(range: Range<Int>, node: Int) {
        self.range = range
        self.node = node
    }
}

/// A part of a text node.
package struct NodePlace: Equatable, Sendable {
    /// The place of the node among the source's text nodes, from 0.
    package var node: Int
    /// Unicode scalars of the node's text.
    package var scalars: Range<Int>
}

extension SourceMap {
    /// The parts of text nodes that a range of `text` covers, in text order.
    package func nodePlaces(of range: Range<Int>, in text: [UInt8]) -> [NodePlace] {
        var places: [NodePlace] = []
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < nodes.count, nodes[low].range.lowerBound < range.upperBound {
            let node = nodes[low]
            let part = range.clamped(to: node.range)
            let start = SourceMap.scalarCount(text, node.range.lowerBound..<part.lowerBound)
            let count = SourceMap.scalarCount(text, part)
            if count > 0 { places.append(NodePlace(node: node.node, scalars: start..<start + count)) }
            low += 1
        }
        return places
    }

    private static func scalarCount(_ text: [UInt8], _ range: Range<Int>) -> Int {
        text[range].count { $0 & 0xC0 != 0x80 }
    }
}
