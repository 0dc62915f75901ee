import Markup
import Newsprint

/// Reads a saved page of an electronic edition (数字报): one article, or the layout of a printed page as an index.
enum HTMLReader {
    static func read(_ bytes: [UInt8], name: [UInt8], options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        guard bytes.count <= options.maximumTextByteCount else {
            throw .tooLarge(byteCount: bytes.count, limit: options.maximumTextByteCount)
        }
        let decoded = try decode(bytes, options)
        let document: HTMLDocument
        do throws(MarkupError) {
            document = try HTMLDocument(utf8: decoded.utf8)
        } catch {
            throw .markup(error, format: .html)
        }
        let text = HTMLText(document)
        guard !text.blocks.isEmpty else { throw .noText() }
        let metadata = HTMLMetadata(document)
        let finder = HTMLArticleFinder(text: text, metadata: metadata, name: name)
        let items = HTMLItemBuilder(text: text, metadata: metadata, parts: finder.parts()).items()
        let page = Page(
            text: text.text,
            lines: text.blocks.map { TextLine(range: $0.range) },
            source: SourceMap(nodes: text.nodes)
        )
        var issue = ReadIssue(format: .html, encoding: decoded.encoding, pages: [page])
        issue.items = items.map { ReadItem($0, page: 0) }
        issue.statements = [statement(metadata, text, page: page)]
        return issue
    }

    /// The page in UTF-8: by its mark, by what its markup declares, or as plain text is told; faults become U+FFFD.
    ///
    /// Pages that declare GB2312 are read as GB18030, which has it as a part, as browsers do.
    private static func decode(
        _ bytes: [UInt8],
        _ options: ReadingOptions
    ) throws(ReadingError) -> (utf8: [UInt8], encoding: String) {
        let marked = TextEncoding.marked(bytes)
        let declared = declaredEncoding(bytes).flatMap { TextEncoding(name: $0) }
        var encoding = options.encoding ?? marked?.encoding
        if encoding == nil {
            if String(validating: bytes, as: UTF8.self) != nil {
                encoding = .utf8
            } else if let declared, declared != .utf8, declared.unitWidth == 1 {
                encoding = declared
            } else {
                encoding = EncodingGuess.encoding(of: bytes) ?? .utf8
            }
        }
        let chosen = encoding ?? .utf8
        if chosen == .utf8 { return (Array(String(decoding: bytes, as: UTF8.self).utf8), chosen.rawValue) }
        do {
            let start = marked?.encoding == chosen ? marked?.markLength ?? 0 : 0
            let converted = try CharacterConverter.convert(bytes, from: start, as: chosen, toleratedFaults: 1_000)
            guard !converted.isMalformed else {
                throw ReadingError.encoding(chosen.rawValue, offset: converted.end, line: 0)
            }
            return (converted.utf8, chosen.rawValue)
        } catch let error as ReadingError {
            throw error
        } catch {
            throw .noConversion(from: chosen)
        }
    }

    /// The charset that the first bytes declare, in a meta tag or an XML declaration.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        for sign in ["charset=", "encoding="] {
            guard let found = head.firstRange(of: sign) else { continue }
            let rest = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }

    /// The day that lines say which say little else, if they agree: `2024-05-17`, `2024年5月17日 星期五`.
    private static func dateLine(of text: HTMLText) -> CalendarDate? {
        var dates: Set<CalendarDate> = []
        for block in text.blocks where block.length <= 24 && block.linkLength == 0 {
            guard let line = text.passage([block])?.text, let first = line.unicodeScalars.first,
                first == "1" || first == "2", let date = METSDescription.date(line)
            else { continue }
            dates.insert(date)
        }
        return dates.count == 1 ? dates.first : nil
    }

    /// What the page says of its issue: what it states, then what it prints like a masthead.
    private static func statement(_ metadata: HTMLMetadata, _ text: HTMLText, page: Page) -> Masthead {
        let printed = Masthead(of: page)
        var statement = Masthead()
        statement.title = metadata.paper ?? printed.title ?? metadata.paperInTitle
        statement.date = metadata.date ?? printed.date ?? dateLine(of: text)
        if metadata.date == nil {
            statement.weekday = printed.weekday
            statement.weekdayAgrees = printed.weekdayAgrees
        }
        statement.number = printed.number
        statement.edition = printed.edition
        let folio = metadata.page.flatMap(Folio.init) ?? Folio(in: text)
        statement.label = folio?.label ?? printed.label
        statement.section = folio?.section ?? printed.section
        return statement
    }
}

/// A page's label and name as e-papers write them: `第01版：要闻`, `A02版 时政`, `01版:头版`.
struct Folio {
    var label: PageLabel
    var section: String?

    /// Reads a text that begins with it.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace })
        var position = scalars.first == "第" ? 1 : 0
        let start = position
        while position < scalars.count, position - start < 6, scalars[position].isASCII,
            scalars[position].properties.isAlphabetic || 0x30...0x39 ~= scalars[position].value
        {
            position += 1
        }
        guard position < scalars.count, scalars[position] == "版",
            let label = PageLabel(String(String.UnicodeScalarView(scalars[start..<position])))
        else { return nil }
        self.label = label
        let rest = scalars[(position + 1)...].drop { "：:·-—（(".unicodeScalars.contains($0) }
        let name = rest.prefix { $0.properties.isIdeographic || $0.properties.isAlphabetic || $0 == "·" || $0 == "•" }
        section = (1...12 ~= name.count) ? String(String.UnicodeScalarView(name)) : nil
    }

    /// The folio of the page that is shown; lists of all pages are links, and tell nothing unless they are one page's.
    init?(in text: HTMLText) {
        /// 版 in UTF-8.
        let sign: [UInt8] = [0xE7, 0x89, 0x88]
        func mayBeFolio(_ block: HTMLText.Block, _ length: Int) -> Bool {
            guard block.length <= length else { return false }
            let bytes = text.text[block.range]
            return bytes.indices.contains { bytes[$0] == sign[0] && bytes[$0...].starts(with: sign) }
        }
        var linked: [Folio] = []
        for block in text.blocks where mayBeFolio(block, 24) {
            guard let folio = text.passage([block]).flatMap({ Folio($0.text) }) else { continue }
            if block.linkLength == 0 {
                self = folio
                return
            }
            linked.append(folio)
        }
        if let first = linked.first, linked.allSatisfy({ $0.label == first.label }) {
            self = first
            return
        }
        for block in text.blocks where block.linkLength == 0 && mayBeFolio(block, 60) {
            guard let label = text.passage([block]).flatMap({ Self.label(in: $0.text) }) else { continue }
            self.label = label
            section = nil
            return
        }
        return nil
    }

    /// The label in a line with more in it: `《…》（2024年05月17日 第 02 版）`; none that says where an article goes on.
    private static func label(in text: String) -> PageLabel? {
        let scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace })
        for (index, scalar) in scalars.enumerated() where scalar == "第" {
            if index > 0, "转轉接见見".unicodeScalars.contains(scalars[index - 1]) { continue }
            let rest = String(String.UnicodeScalarView(scalars[index...].prefix(6)))
            if let folio = Folio(rest) { return folio.label }
        }
        return nil
    }
}
