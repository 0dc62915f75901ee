/// A whole XML document as a tree, for the small documents that describe others (METS).
package struct XMLTree: Sendable {
    /// An element: its name without prefix, its attributes, its text and its children.
    package struct Element: Sendable {
        package var name: String
        /// By names without prefixes.
        package var attributes: [String: String]
        /// All text that stands directly in the element, joined.
        package var text: String
        /// Indexes of the elements in it, in document order.
        package var children: [Int]
        /// The index of the element that it stands in; nil for the root.
        package var parent: Int?
    }

    /// All elements in document order; the first is the root.
    package private(set) var elements: [Element] = []

    /// Reads a document of at most `maximumElementCount` elements.
    package init(_ bytes: [UInt8], maximumElementCount: Int = 2_000_000) throws(MarkupError) {
        var stream = try XMLStream(bytes)
        var open: [Int] = []
        while let event = try stream.next() {
            switch event {
            case .start:
                guard elements.count < maximumElementCount else { throw .tooManyTags(limit: maximumElementCount) }
                let isEmpty = stream.isEmptyElement
                let index = elements.count
                elements.append(
                    Element(
                        name: stream.name,
                        attributes: stream.attributes(),
                        text: "",
                        children: [],
                        parent: open.last
                    )
                )
                if let parent = open.last { elements[parent].children.append(index) }
                if !isEmpty { open.append(index) }
            case .end: open.removeLast()
            case .text(let text):
                if let last = open.last { elements[last].text += text }
            }
        }
        guard !elements.isEmpty else { throw .malformed(line: 1, message: "It has no element.") }
    }

    /// The element at `index`.
    package subscript(index: Int) -> Element { elements[index] }

    /// The elements of that name below `index` in document order, `index` itself left out.
    package func descendants(of index: Int, named name: String) -> [Int] {
        var found: [Int] = []
        var waiting = Array(elements[index].children.reversed())
        while let next = waiting.popLast() {
            if elements[next].name == name { found.append(next) }
            waiting.append(contentsOf: elements[next].children.reversed())
        }
        return found
    }

    /// The children of `index` of that name.
    package func children(of index: Int, named name: String) -> [Int] {
        elements[index].children.filter { elements[$0].name == name }
    }
}
