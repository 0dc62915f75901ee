import Newsprint

/// Reads the XML that `pdftohtml -xml -noroundcoord` prints, page by page as it comes.
///
/// The form is the program's own (pdf2xml.dtd): `page`, `fontspec` and `text` elements, the text with `b`, `i` and `a`
/// inside. Fonts are told once and used by later pages too. What has another form is passed over.
struct PrintedPageParser {
    /// How many units of the XML are a point.
    let zoom: Double
    private var pending: [UInt8] = []
    private var fonts: [Int: Double] = [:]

    /// A parser of XML in which a point has `zoom` units.
    init(zoom: Double) {
        self.zoom = zoom
    }

    /// Takes the next piece of the output and returns the pages that it completes.
    mutating func take(_ bytes: [UInt8]) -> [PrintedPage] {
        var start = max(0, pending.count - 7)
        pending += bytes
        var pages: [PrintedPage] = []
        var consumed = 0
        let end = Array("</page>".utf8)
        while let close = PrintedPageParser.find(end, in: pending, from: start) {
            if let page = page(pending[consumed..<close]) { pages.append(page) }
            consumed = close + end.count
            start = consumed
        }
        if consumed > 0 { pending.removeFirst(consumed) }
        return pages
    }

    private static func find(_ mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        let span = bytes.span
        var index = start
        while index + mark.count <= span.count {
            if span[index] == mark[0], mark.indices.allSatisfy({ span[index + $0] == mark[$0] }) { return index }
            index += 1
        }
        return nil
    }

    private mutating func page(_ bytes: ArraySlice<UInt8>) -> PrintedPage? {
        var page: PrintedPage?
        var cursor = bytes.startIndex
        while let tag = MarkupTag(in: bytes, from: &cursor) {
            switch tag.name {
            case "page":
                guard let number = tag.number("number"), let width = tag.number("width"),
                    let height = tag.number("height")
                else { return nil }
                page = PrintedPage(number: Int(number), width: width / zoom, height: height / zoom)
            case "fontspec":
                if let id = tag.number("id"), let size = tag.number("size") { fonts[Int(id)] = size / zoom }
            case "text":
                if let run = run(tag, bytes, &cursor) { page?.runs.append(run) }
            default: break
            }
        }
        return page
    }

    /// The run of a `text` element whose start tag has just been read.
    private func run(_ tag: MarkupTag, _ bytes: ArraySlice<UInt8>, _ cursor: inout Int) -> PrintedRun? {
        var bytesOfText: [UInt8] = []
        var isBold = false
        while cursor < bytes.endIndex {
            if bytes[cursor] == UInt8(ascii: "<") {
                guard let inner = MarkupTag(in: bytes, from: &cursor) else { break }
                if inner.name == "/text" { break }
                if inner.name == "b" { isBold = true }
            } else if bytes[cursor] == UInt8(ascii: "&") {
                bytesOfText += MarkupTag.entity(in: bytes, from: &cursor)
            } else {
                bytesOfText.append(bytes[cursor])
                cursor += 1
            }
        }
        guard let top = tag.number("top"), let left = tag.number("left"), let width = tag.number("width"),
            let height = tag.number("height"), let font = tag.number("font"),
            let decoded = String(validating: bytesOfText.filter { $0 >= 0x20 }, as: UTF8.self), !decoded.isEmpty
        else { return nil }
        let size = fonts[Int(font)] ?? height / zoom
        let text = PrintedPageParser.closed(PrintedPageParser.settled(decoded), width: width / zoom, size: size)
        let box = Box(x0: left / zoom, y0: top / zoom, x1: (left + width) / zoom, y1: (top + height) / zoom)
        guard box.x0.isFinite, box.y0.isFinite, box.x1.isFinite, box.y1.isFinite else { return nil }
        return PrintedRun(
            text: text,
            box: box,
            fontSize: size,
            isBold: isBold,
            font: Int(font)
        )
    }

    /// The text with U+2014 for each U+2015.
    ///
    /// Chinese fonts draw both by one glyph (GB 2312 had one code, A1AA, for them), and a PDF that names characters by
    /// glyphs then names the one that nobody types.
    private static func settled(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{2015}") else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{2015}" ? "\u{2014}" : $0 }))
    }

    /// The text without the blanks that pdftohtml sees between ideographs that justification moved apart.
    ///
    /// Of a run of ideographs the width says how wide its blanks are: a printed one takes a quarter of a character.
    private static func closed(_ text: String, width: Double, size: Double) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(" "), scalars.first != " ", scalars.last != " ",
            scalars.allSatisfy({ $0 == " " || isFullWidth($0) })
        else { return text }
        let blanks = scalars.count { $0 == " " }
        let slack = width - Double(scalars.count - blanks) * size
        guard slack / Double(blanks) < size * 0.25 else { return text }
        return String(String.UnicodeScalarView(scalars.filter { $0 != " " }))
    }

    private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
