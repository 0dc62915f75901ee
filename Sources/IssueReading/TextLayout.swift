import Newsprint

/// Where the pages and lines of a decoded text are.
///
/// One pass over the bytes checks that they are UTF-8 and finds every terminator. A line ends at LF, CR LF, a lone CR,
/// VT, NEL (U+0085), U+2028 or U+2029 (the newline functions of Unicode, section 5.8); a form feed ends line and page. A
/// byte order mark at the start of a line (files joined end to end) is left out of the line. Of more than 64 empty lines
/// on end, 64 are kept.
struct TextLayout {
    /// One page: its bytes without the form feed that ends it.
    struct LaidOutPage {
        var range: Range<Int>
        /// Relative to the start of `range`; none if the page has no visible character.
        var lines: [TextLine]
        var privateUseCount: Int
    }

    /// Why a text cannot be laid out.
    enum Failure: Error {
        /// The byte at this offset begins no character.
        case malformed(offset: Int)
        /// The page that begins at this offset is one too many.
        case tooManyPages(offset: Int)
    }

    private(set) var pages: [LaidOutPage] = []
    /// C0 controls and DEL that end no line; tabs and escapes are not counted.
    private(set) var controlCount = 0
    private(set) var firstControl = 0
    private let byteCount: Int
    private var emptyCount = 0
    /// How many empty lines on end are kept.
    private static let mostEmptyLines = 64

    private var pageStart: Int
    private var lineStart: Int
    private var lines: [TextLine] = []
    private var privateUseCount = 0

    /// Whether there are so many controls that this is no text.
    ///
    /// Printed text has none, text dumps have a few stray ones; of random bytes, 11 in 100 are.
    var isBinary: Bool { controlCount >= 4 && controlCount > byteCount / 50 }

    /// Lays out the text that stands at `range` of `bytes`.
    ///
    /// What follows the last form feed is a page if it has text, or if `keepsLastPage` says so.
    init(_ bytes: Span<UInt8>, range: Range<Int>, keepsLastPage: Bool, maximumPageCount: Int) throws(Failure) {
        byteCount = range.count
        pageStart = range.lowerBound
        lineStart = range.lowerBound
        let end = range.upperBound
        var index = range.lowerBound
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20 || byte == 0x7F {
                    index = takeControl(byte, at: index, bytes, end: end)
                    guard pages.count <= maximumPageCount else { throw .tooManyPages(offset: index) }
                }
                index += 1
                continue
            }
            let length = UTF8Form.length(of: bytes, at: index, end: end)
            guard length > 0 else { throw .malformed(offset: index) }
            if length == 3 {
                if byte == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 {
                    endLine(at: index, bytes, next: index + 3)
                } else if byte == 0xEE || (byte == 0xEF && bytes[index + 1] < 0xA4) {
                    privateUseCount += 1
                }
            } else if byte == 0xC2 {
                if bytes[index + 1] == 0x85 { endLine(at: index, bytes, next: index + 2) }
            } else if byte == 0xF4 || (byte == 0xF3 && bytes[index + 1] >= 0xB0) {
                privateUseCount += 1
            }
            index += length
        }
        if lineStart < end { endLine(at: end, bytes, next: end) }
        if keepsLastPage || pages.isEmpty || UTF8Form.hasVisible(bytes, pageStart..<end) {
            endPage(at: end, bytes, next: end)
        }
    }

    /// Acts on a control and returns the last byte that belongs to it.
    private mutating func takeControl(_ byte: UInt8, at index: Int, _ bytes: Span<UInt8>, end: Int) -> Int {
        switch byte {
        case 0x0A, 0x0B:
            endLine(at: index, bytes, next: index + 1)
        case 0x0D:
            let last = index + 1 < end && bytes[index + 1] == 0x0A ? index + 1 : index
            endLine(at: index, bytes, next: last + 1)
            return last
        case 0x0C:
            if lineStart < index { endLine(at: index, bytes, next: index + 1) }
            endPage(at: index, bytes, next: index + 1)
        case 0x09, 0x1B:
            break
        default:
            if controlCount == 0 { firstControl = index }
            controlCount += 1
        }
        return index
    }

    private mutating func endLine(at end: Int, _ bytes: Span<UInt8>, next: Int) {
        // A file of line feeds would need sixteen times its size for lines that say nothing.
        emptyCount = end == lineStart ? emptyCount + 1 : 0
        guard emptyCount <= Self.mostEmptyLines else {
            lineStart = next
            return
        }
        if end - lineStart >= 3, bytes[lineStart] == 0xEF, bytes[lineStart + 1] == 0xBB, bytes[lineStart + 2] == 0xBF {
            lineStart += 3
        }
        lines.append(TextLine(range: lineStart - pageStart..<end - pageStart))
        lineStart = next
    }

    private mutating func endPage(at end: Int, _ bytes: Span<UInt8>, next: Int) {
        if !UTF8Form.hasVisible(bytes, pageStart..<end) { lines = [] }
        pages.append(LaidOutPage(range: pageStart..<end, lines: lines, privateUseCount: privateUseCount))
        lines = []
        privateUseCount = 0
        pageStart = next
        lineStart = next
    }
}
