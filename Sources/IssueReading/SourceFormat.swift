/// The form in which an issue arrives, told by its first bytes and, where those say nothing, by its name.
///
/// Signatures: the file formats' own specifications (PDF 32000-1, APPNOTE.TXT of PKWARE, RFC 1952, POSIX ustar, PNG,
/// JFIF, TIFF 6.0, ISO 15444-1, RIFF, MS-CFB, RTF 1.9).
package enum SourceFormat: String, Sendable, CaseIterable {
    case text, html, pdf, mets, alto, xml
    case zip, tar, gzip, sevenZip = "7z", rar, xz, bzip2, zstd
    case png, jpeg, gif, tiff, webp, jpeg2000
    case office, rtf, postscript

    /// The format of a file with these first bytes and this name; what has no mark of another format is text.
    ///
    /// Only markup is ever told by the extension alone: a file named `.pdf` without the mark of a PDF is read as the
    /// text that it is.
    package static func sniff(_ bytes: [UInt8], name: [UInt8]) -> SourceFormat {
        if XMLBytes.isBigEndian(bytes) != nil {
            // Only XML and HTML begin so in UTF-16; a text that does is none of them, and is told as such below.
            let narrow = XMLBytes.utf8(Array(bytes.prefix(4096)))
            return sniff(narrow, name: name)
        }
        let head = bytes.span.extracting(first: 4096)
        if let format = signature(of: head) { return format }
        let start = markupStart(of: head)
        if hasPrefix(head, "%PDF-", at: start) { return .pdf }
        if start < head.count, head[start] == UInt8(ascii: "<"), let format = markup(of: head, from: start, name: name)
        {
            return format
        }
        return hasExtension(name, ["htm", "html", "xhtml"]) ? .html : .text
    }

    private static func signature(of head: Span<UInt8>) -> SourceFormat? {
        for (mark, offset, format) in signatures where hasPrefix(head, mark, at: offset) { return format }
        if hasPrefix(head, [0x52, 0x49, 0x46, 0x46], at: 0), hasPrefix(head, [0x57, 0x45, 0x42, 0x50], at: 8) {
            return .webp
        }
        return nil
    }

    private static let signatures: [(mark: [UInt8], offset: Int, format: SourceFormat)] = [
        (Array("%PDF-".utf8), 0, .pdf),
        ([0x50, 0x4B, 0x03, 0x04], 0, .zip),
        ([0x50, 0x4B, 0x05, 0x06], 0, .zip),
        ([0x1F, 0x8B], 0, .gzip),
        (Array("ustar".utf8), 257, .tar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, .sevenZip),
        (Array("Rar!\u{1A}\u{07}".utf8), 0, .rar),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, .xz),
        (Array("BZh".utf8), 0, .bzip2),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, .zstd),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, .png),
        ([0xFF, 0xD8, 0xFF], 0, .jpeg),
        (Array("GIF87a".utf8), 0, .gif),
        (Array("GIF89a".utf8), 0, .gif),
        ([0x49, 0x49, 0x2A, 0x00], 0, .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, .tiff),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], 0, .jpeg2000),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, .office),
        (Array("{\\rtf".utf8), 0, .rtf),
        (Array("%!PS".utf8), 0, .postscript),
    ]

    /// The first byte behind a byte order mark and blanks.
    private static func markupStart(of head: Span<UInt8>) -> Int {
        var index = hasPrefix(head, [0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
        while index < head.count, head[index] == 0x20 || 0x09...0x0D ~= head[index] { index += 1 }
        return index
    }

    /// What the first element says; nil for a text that merely begins with `<`.
    private static func markup(of head: Span<UInt8>, from start: Int, name: [UInt8]) -> SourceFormat? {
        var index = start
        var isXML = false
        while index + 1 < head.count, head[index] == UInt8(ascii: "<") {
            let next = head[index + 1]
            if next == UInt8(ascii: "?") {
                isXML = isXML || hasPrefix(head, "<?xml", at: index)
            } else if next == UInt8(ascii: "!") {
                if hasPrefix(head, "<!doctype html", at: index, ignoringCase: true) { return .html }
            } else {
                break
            }
            // A comment may hold `>`; it ends at `-->`.
            let isComment = hasPrefix(head, "<!--", at: index)
            // A document type may hold declarations in brackets.
            var isInBrackets = false
            while index < head.count,
                head[index] != UInt8(ascii: ">") || isInBrackets || (isComment && head[index - 1] != UInt8(ascii: "-"))
            {
                if !isComment {
                    if head[index] == UInt8(ascii: "[") { isInBrackets = true }
                    if head[index] == UInt8(ascii: "]") { isInBrackets = false }
                }
                index += 1
            }
            index += 1
            while index < head.count, head[index] == 0x20 || 0x09...0x0D ~= head[index] { index += 1 }
        }
        let element = elementName(of: head, at: index)
        switch element {
        case "alto": return .alto
        case "mets": return .mets
        case "html", "head", "body", "title", "meta", "div", "table", "script", "style", "p", "span", "link", "font":
            return .html
        default:
            if hasExtension(name, ["htm", "html", "xhtml"]) { return .html }
            return isXML || (!element.isEmpty && hasExtension(name, ["xml"])) ? .xml : nil
        }
    }

    /// The local name of the start tag at `index`, in lower case.
    private static func elementName(of head: Span<UInt8>, at index: Int) -> String {
        guard index < head.count, head[index] == UInt8(ascii: "<") else { return "" }
        var name: [UInt8] = []
        var position = index + 1
        while position < head.count, name.count < 40 {
            let byte = head[position]
            switch byte {
            case UInt8(ascii: ":"): name = []
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): name.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): name.append(byte)
            default: return String(decoding: name, as: UTF8.self)
            }
            position += 1
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func hasPrefix(_ head: Span<UInt8>, _ mark: [UInt8], at offset: Int) -> Bool {
        guard offset + mark.count <= head.count else { return false }
        return mark.indices.allSatisfy { head[offset + $0] == mark[$0] }
    }

    private static func hasPrefix(
        _ head: Span<UInt8>,
        _ mark: String,
        at offset: Int,
        ignoringCase: Bool = false
    ) -> Bool {
        let mark = Array(mark.utf8)
        guard offset + mark.count <= head.count else { return false }
        return mark.indices.allSatisfy { index in
            let byte = head[offset + index]
            let isUpper = ignoringCase && UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
            return (isUpper ? byte | 0x20 : byte) == mark[index]
        }
    }

    private static func hasExtension(_ name: [UInt8], _ extensions: [String]) -> Bool {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let suffix = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
        return extensions.contains(suffix)
    }
}

extension SourceFormat {
    /// Whether it is a file that packs others.
    package var isArchive: Bool {
        switch self {
        case .zip, .tar, .gzip, .sevenZip, .xz, .bzip2, .zstd: true
        default: false
        }
    }

    /// Whether it packs one file, which may be a tar archive.
    var isSingleCompressedFile: Bool {
        switch self {
        case .gzip, .xz, .bzip2, .zstd: true
        default: false
        }
    }

    /// Whether it is a picture.
    package var isImage: Bool {
        switch self {
        case .png, .jpeg, .gif, .tiff, .webp, .jpeg2000: true
        default: false
        }
    }

    /// Whether it is text or markup, whose size `max-text` limits.
    package var isText: Bool {
        switch self {
        case .text, .html, .mets, .alto, .xml: true
        default: false
        }
    }

    /// How the format is called in a sentence, and what to do with a file of it that is not read.
    var wording: (name: ReadingError.Wording, advice: ReadingError.Wording) {
        switch self {
        case .text: (.init("plain text", "纯文本"), Self.asText)
        case .html: (.init("an HTML page", "HTML 页面"), Self.asText)
        case .pdf:
            (
                .init("a PDF", "PDF 文件"),
                .init(
                    "Extract its text page by page (for example with pdftotext) and drop the text.",
                    "请逐版提取文字（例如用 pdftotext）后投放文本。"
                )
            )
        case .mets, .alto, .xml:
            (.init("XML (\(rawValue.uppercased()))", "XML 文件（\(rawValue.uppercased())）"), Self.asText)
        case .zip, .tar, .gzip, .sevenZip, .rar, .xz, .bzip2, .zstd:
            (
                .init("a compressed or packed file (\(rawValue))", "压缩或打包文件（\(rawValue)）"),
                .init("Unpack it and drop the files in it.", "请解包后投放其中的文件。")
            )
        case .png, .jpeg, .gif, .tiff, .webp, .jpeg2000:
            (
                .init("an image (\(rawValue))", "图像（\(rawValue)）"),
                .init("Run text recognition on it and drop the text.", "请先做文字识别，再投放文本。")
            )
        case .office, .rtf, .postscript:
            (.init("a word processor or printer file (\(rawValue))", "文字处理或打印文件（\(rawValue)）"), Self.asText)
        }
    }

    private static let asText = ReadingError.Wording(
        "Save it as plain text in UTF-8 and drop that.",
        "请另存为 UTF-8 纯文本后投放。"
    )
}
