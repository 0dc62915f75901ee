internal import CLibXML2

/// A page of HTML as a list of nodes in document order, whatever is wrong with its markup.
///
/// libxml2's parser for HTML reads it, without network access; a nesting of more than 256 is an error, not a page that
/// ends in the middle.
package struct HTMLDocument: Sendable {
    /// What a node is.
    package enum Kind: Sendable {
        case element
        /// A text that the page shows, or would.
        case text
        /// The content of a script or style sheet.
        case data
        case comment
    }

    /// One node; those below it follow it directly.
    package struct Node: Sendable {
        package var kind: Kind
        /// The element's name in lower case; empty for other nodes.
        package var name: String
        /// The text or comment in UTF-8; empty for elements.
        package var text: [UInt8]
        /// The element's attributes, names in lower case, in the order in which they are written.
        package var attributes: [(name: String, value: String)]
        /// The index of the element that it stands in, or nil.
        package var parent: Int?
        /// The index behind the last node below it.
        package var end: Int

        /// The value of an attribute, or nil.
        package func attribute(_ name: String) -> String? {
            attributes.first { $0.name == name }?.value
        }
    }

    /// All nodes in document order.
    package private(set) var nodes: [Node] = []

    /// Reads a page in UTF-8 of at most `maximumTagCount` tags.
    package init(utf8 bytes: [UInt8], maximumTagCount: Int = 1_000_000) throws(MarkupError) {
        guard bytes.count(where: { $0 == UInt8(ascii: "<") }) <= maximumTagCount else {
            throw .tooManyTags(limit: maximumTagCount)
        }
        guard let context = unsafe htmlNewParserCtxt() else { throw .outOfMemory }
        defer { unsafe htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = unsafe bytes.withUnsafeBytes { source in
            unsafe htmlCtxtReadMemory(
                context,
                source.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(clamping: source.count),
                nil,
                "UTF-8",
                Int32(options)
            )
        }
        let error = unsafe context.pointee.lastError
        defer { if let document = unsafe document { unsafe xmlFreeDoc(document) } }
        if unsafe error.code == Int32(XML_ERR_NO_MEMORY.rawValue) { throw .outOfMemory }
        if unsafe context.pointee.disableSAX != 0 {
            let message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
            if message.utf8.starts(with: "Excessive depth".utf8) { throw .tooDeep }
            throw .malformed(line: Int(unsafe error.line), message: MarkupError.sentence(message))
        }
        guard let document = unsafe document else { return }
        unsafe collect(document.pointee.children)
    }

    /// Walks the siblings from `first` on and all that is below them, without recursion.
    private mutating func collect(_ first: UnsafeMutablePointer<xmlNode>?) {
        var open: [Int] = []
        var current = unsafe first
        while let node = unsafe current {
            let index = nodes.count
            let isAppended = unsafe append(node, parent: open.last)
            if isAppended, unsafe node.pointee.type == XML_ELEMENT_NODE, let child = unsafe node.pointee.children {
                open.append(index)
                unsafe current = child
                continue
            }
            var next: UnsafeMutablePointer<xmlNode>? = unsafe node
            while let at = unsafe next, unsafe at.pointee.next == nil {
                guard let closed = open.popLast() else {
                    unsafe next = nil
                    break
                }
                nodes[closed].end = nodes.count
                unsafe next = at.pointee.parent
            }
            unsafe current = next.flatMap { unsafe $0.pointee.next }
        }
    }

    private mutating func append(_ node: UnsafeMutablePointer<xmlNode>, parent: Int?) -> Bool {
        var attributes: [(name: String, value: String)] = []
        let kind: Kind
        switch unsafe node.pointee.type {
        case XML_ELEMENT_NODE:
            kind = .element
            attributes = unsafe Self.attributes(of: node)
        case XML_TEXT_NODE: kind = .text
        case XML_CDATA_SECTION_NODE: kind = .data
        case XML_COMMENT_NODE: kind = .comment
        default: return false
        }
        let name = kind == .element ? unsafe Self.string(node.pointee.name).lowercased() : ""
        let text = kind == .element ? [] : unsafe Self.bytes(node.pointee.content)
        nodes.append(
            Node(kind: kind, name: name, text: text, attributes: attributes, parent: parent, end: nodes.count + 1)
        )
        return true
    }

    private static func attributes(of node: UnsafeMutablePointer<xmlNode>) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        var next = unsafe node.pointee.properties
        while let attribute = unsafe next {
            var value = ""
            var part = unsafe attribute.pointee.children
            while let text = unsafe part {
                value += unsafe string(text.pointee.content)
                unsafe part = text.pointee.next
            }
            found.append((unsafe string(attribute.pointee.name).lowercased(), value))
            unsafe next = attribute.pointee.next
        }
        return found
    }

    private static func bytes(_ text: UnsafeMutablePointer<UInt8>?) -> [UInt8] {
        guard let text = unsafe text else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
    }

    private static func string(_ text: UnsafePointer<UInt8>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(cString: text)
    }
}
