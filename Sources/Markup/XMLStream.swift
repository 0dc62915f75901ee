internal import CLibXML2

/// The tags and texts of an XML document, one after the other; memory is bounded by the deepest place, not by the size.
///
/// libxml2 reads it, without its own network access, without external entities and without its mode for huge documents:
/// a text or attribute of more than 10 MB, or a nesting of more than ``maximumDepth``, is an error. A document that
/// declares entities is refused before anything is expanded.
@safe
package struct XMLStream: ~Copyable {
    /// What comes next in the document.
    package enum Event: Equatable, Sendable {
        /// A start tag; ``XMLStream/isEmptyElement`` says whether its end is told too (`<a/>` has none).
        case start
        case end
        case text(String)
    }

    /// The deepest nesting that is read: libxml2's own limit.
    package static let maximumDepth = 256

    private let reader: xmlTextReaderPtr
    private let buffer: UnsafeMutableBufferPointer<CChar>
    private var hasChecked = false

    /// Begins to read a document, whose encoding is told by its mark or its declaration.
    package init(_ bytes: [UInt8]) throws(MarkupError) {
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
        unsafe bytes.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
        }
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
        guard
            let reader = unsafe xmlReaderForMemory(
                buffer.baseAddress,
                Int32(clamping: bytes.count),
                nil,
                nil,
                Int32(options)
            )
        else {
            unsafe buffer.deallocate()
            throw .outOfMemory
        }
        unsafe self.reader = reader
        unsafe self.buffer = buffer
    }

    deinit {
        unsafe xmlFreeTextReader(reader)
        unsafe buffer.deallocate()
    }

    /// The next tag or text; nil behind the root.
    package mutating func next() throws(MarkupError) -> Event? {
        while true {
            let result = unsafe xmlTextReaderRead(reader)
            guard result == 1 else {
                guard result == 0 else { throw failure() }
                return nil
            }
            if unsafe xmlTextReaderDepth(reader) > Self.maximumDepth { throw .tooDeep }
            switch unsafe xmlTextReaderNodeType(reader) {
            case Int32(XML_READER_TYPE_ELEMENT.rawValue):
                if !hasChecked {
                    hasChecked = true
                    try refuseEntities()
                }
                return .start
            case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): return .end
            case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
                return .text(unsafe Self.string(xmlTextReaderConstValue(reader)))
            case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue): try refuseEntities()
            default: continue
            }
        }
    }

    /// The name of the tag, without its prefix.
    package var name: String { unsafe Self.string(xmlTextReaderConstLocalName(reader)) }

    /// Whether the start tag is the whole element.
    package var isEmptyElement: Bool { unsafe xmlTextReaderIsEmptyElement(reader) == 1 }

    /// How many elements the tag stands in.
    package var depth: Int { Int(unsafe xmlTextReaderDepth(reader)) }

    /// The value of an attribute that has no prefix, or nil.
    package mutating func attribute(_ name: StaticString) -> String? {
        let isFound = name.withUTF8Buffer { name in
            unsafe xmlTextReaderMoveToAttribute(reader, name.baseAddress) == 1
        }
        guard isFound else { return nil }
        defer { _ = unsafe xmlTextReaderMoveToElement(reader) }
        return unsafe Self.string(xmlTextReaderConstValue(reader))
    }

    /// All attributes of the start tag by their names without prefixes; of two that differ in the prefix, the last.
    package mutating func attributes() -> [String: String] {
        var found: [String: String] = [:]
        guard unsafe xmlTextReaderHasAttributes(reader) == 1 else { return found }
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard unsafe xmlTextReaderIsNamespaceDecl(reader) != 1 else { continue }
            found[unsafe Self.string(xmlTextReaderConstLocalName(reader))] =
                unsafe Self.string(xmlTextReaderConstValue(reader))
        }
        _ = unsafe xmlTextReaderMoveToElement(reader)
        return found
    }

    private func refuseEntities() throws(MarkupError) {
        guard let document = unsafe xmlTextReaderCurrentDoc(reader), let subset = unsafe document.pointee.intSubset
        else { return }
        if unsafe subset.pointee.entities != nil || subset.pointee.pentities != nil { throw .declaresEntities }
    }

    private func failure() -> MarkupError {
        guard let error = unsafe xmlGetLastError() else { return .malformed(line: 0, message: "It is no XML.") }
        let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
        switch unsafe error.pointee.code {
        case Int32(XML_ERR_NO_MEMORY.rawValue): return .outOfMemory
        case Int32(XML_ERR_ENTITY_LOOP.rawValue): return .declaresEntities
        case Int32(XML_ERR_INTERNAL_ERROR.rawValue) where message.utf8.starts(with: "Excessive depth".utf8):
            return .tooDeep
        default:
            return .malformed(line: Int(unsafe error.pointee.line), message: MarkupError.sentence(message))
        }
    }

    private static func string(_ bytes: UnsafePointer<UInt8>?) -> String {
        guard let bytes = unsafe bytes else { return "" }
        return unsafe String(cString: bytes)
    }
}

extension MarkupError {
    /// A message of the library without line breaks and with one full stop.
    static func sentence(_ message: String) -> String {
        var words = message.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
        if words.utf8.last != UInt8(ascii: ".") { words += "." }
        return words
    }
}
