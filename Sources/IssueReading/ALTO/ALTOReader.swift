import Markup
import Newsprint

/// Reads ALTO, versions 1 to 4 (Library of Congress): pages with blocks, lines and words in boxes.
///
/// Elements are known by their names without namespace, so versions and dialects are read alike. MeasurementUnit is mm10
/// (tenths of a millimetre), inch1200 or pixel.
struct ALTOReader {
    private struct Style {
        var size: Double?
        var isBold = false
    }

    private(set) var pages: [ALTOPage] = []
    private var scale = 1.0
    private var styles: [String: Style] = [:]
    /// Identified elements that are open, with their first lines.
    private var open: [(identifier: String?, firstLine: Int, styles: String?, isAdvertisement: Bool)] = []
    private var hasSpaces = false
    private var gap = false
    private var isInLine = false
    private var unitText: String?

    /// Reads one file.
    static func pages(of bytes: [UInt8]) throws(ReadingError) -> [ALTOPage] {
        var reader = ALTOReader()
        do throws(MarkupError) {
            try reader.read(bytes)
        } catch {
            throw .markup(error, format: .alto)
        }
        return reader.pages
    }

    private mutating func read(_ bytes: [UInt8]) throws(MarkupError) {
        var stream = try XMLStream(bytes)
        while let event = try stream.next() {
            switch event {
            case .start:
                let name = stream.name
                let isEmpty = stream.isEmptyElement
                start(name, &stream)
                if isEmpty { end(name) }
            case .end: end(stream.name)
            case .text(let text): if unitText != nil { unitText?.append(text) }
            }
        }
    }

    private mutating func start(_ name: String, _ stream: inout XMLStream) {
        switch name {
        case "MeasurementUnit": unitText = ""
        case "TextStyle":
            guard let identifier = stream.attribute("ID") else { return }
            styles[identifier] = Style(
                size: stream.attribute("FONTSIZE").flatMap(Double.init),
                isBold: stream.attribute("FONTSTYLE")?.contains("bold") == true
            )
        case "Page": startPage(&stream)
        case "PrintSpace", "TopMargin", "BottomMargin", "LeftMargin", "RightMargin", "ComposedBlock":
            push(&stream)
        case "TextBlock":
            guard !pages.isEmpty else { return }
            pages[pages.count - 1].blockCount += 1
            if open.contains(where: \.isAdvertisement) {
                pages[pages.count - 1].advertisementBlocks.insert(pages[pages.count - 1].blockCount)
            }
            push(&stream)
        case "TextLine": startLine(&stream)
        case "String": addWord(&stream)
        case "SP":
            gap = true
            hasSpaces = true
        case "HYP": addHyphen(&stream)
        case "Illustration", "GraphicalElement": addPicture(&stream, isGraphical: name == "GraphicalElement")
        default: break
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "MeasurementUnit":
            scale = ALTOReader.pointsPerUnit(unitText ?? "")
            unitText = nil
        case "PrintSpace", "TopMargin", "BottomMargin", "LeftMargin", "RightMargin", "ComposedBlock", "TextBlock": pop()
        case "TextLine": endLine()
        case "Page": endPage()
        default: break
        }
    }

    private static func pointsPerUnit(_ name: String) -> Double {
        switch name.lowercased().filter({ !$0.isWhitespace }) {
        case "mm10", "mm/10": 72 / 254
        case "inch1200", "1200dpi": 72 / 1200
        default: 1
        }
    }

    private mutating func startPage(_ stream: inout XMLStream) {
        var page = ALTOPage(
            identifier: stream.attribute("ID"),
            width: number("WIDTH", &stream) ?? 0,
            height: number("HEIGHT", &stream) ?? 0,
            confidence: (stream.attribute("PC") ?? stream.attribute("ACCURACY")).flatMap(ALTOReader.share),
            printedNumber: stream.attribute("PRINTED_IMG_NR")
        )
        page.unit = scale
        page.lines.reserveCapacity(512)
        pages.append(page)
        hasSpaces = false
        open = [(page.identifier, 0, nil, false)]
    }

    private mutating func endPage() {
        guard !pages.isEmpty else { return }
        pop()
        // A writer that marks no blanks at all leaves them to be seen: a sixth of the height of the type parts words.
        guard !hasSpaces else { return }
        let page = pages[pages.count - 1]
        for line in page.lines {
            for index in line.words.dropFirst() {
                let (left, right) = (page.words[index - 1].box, page.words[index].box)
                let isPlaced = left.width > 0 && right.width > 0
                let gap = right.x0 - left.x1
                pages[pages.count - 1].words[index].hasGap = !isPlaced || gap * 6 > max(left.height, right.height)
            }
        }
    }

    private mutating func push(_ stream: inout XMLStream) {
        let isAdvertisement = stream.attribute("TYPE")?.lowercased().hasPrefix("adv") == true
        let firstLine = pages.last?.lines.count ?? 0
        open.append((stream.attribute("ID"), firstLine, stream.attribute("STYLEREFS"), isAdvertisement))
    }

    private mutating func pop() {
        guard let last = open.popLast(), let page = pages.indices.last, let identifier = last.identifier else { return }
        pages[page].linesByIdentifier[identifier] = last.firstLine..<pages[page].lines.count
    }

    private mutating func startLine(_ stream: inout XMLStream) {
        guard let page = pages.indices.last else { return }
        push(&stream)
        let first = pages[page].words.count
        pages[page].lines.append(
            ALTOPage.Line(words: first..<first, block: pages[page].blockCount, box: box(&stream))
        )
        isInLine = true
        gap = false
    }

    private mutating func endLine() {
        guard isInLine, let page = pages.indices.last, let line = pages[page].lines.indices.last else { return }
        isInLine = false
        if pages[page].lines[line].words.isEmpty {
            // Lines without words say nothing, but the numbers of those behind them must not change.
            pages[page].lines.removeLast()
        }
        pop()
    }

    private mutating func addWord(_ stream: inout XMLStream) {
        guard isInLine, let page = pages.indices.last, let line = pages[page].lines.indices.last,
            let text = stream.attribute("CONTENT")
        else { return }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            gap = true
            return
        }
        var word = ALTOPage.Word(text: text, box: box(&stream), hasGap: gap)
        word.confidence = confidence(&stream) ?? pages[page].confidence
        if let style = style(&stream) { (word.fontSize, word.isBold) = (style.size, style.isBold) }
        if let style = stream.attribute("STYLE"), style.contains("bold") { word.isBold = true }
        switch stream.attribute("SUBS_TYPE") {
        case "HypPart1": word.half = 1
        case "HypPart2": word.half = 2
        default: break
        }
        word.whole = stream.attribute("SUBS_CONTENT")
        pages[page].words.append(word)
        let words = pages[page].lines[line].words
        pages[page].lines[line].words = words.lowerBound..<pages[page].words.count
        // Areas of METS that begin or end with a word take its line.
        if let identifier = stream.attribute("ID") { pages[page].linesByIdentifier[identifier] = line..<line + 1 }
        gap = false
    }

    private mutating func addHyphen(_ stream: inout XMLStream) {
        guard isInLine, let page = pages.indices.last, let line = pages[page].lines.last, !line.words.isEmpty else {
            return
        }
        pages[page].words[line.words.upperBound - 1].hyphen = (stream.attribute("CONTENT") ?? "-", box(&stream))
    }

    private mutating func addPicture(_ stream: inout XMLStream, isGraphical: Bool) {
        guard let page = pages.indices.last else { return }
        let box = box(&stream)
        if let identifier = stream.attribute("ID") { pages[page].pictureIdentifiers.insert(identifier) }
        guard box.width > 0 || box.height > 0 else { return }
        if min(box.width, box.height) < 6 {
            pages[page].rules.append(box)
        } else if !isGraphical {
            pages[page].pictures.append(box)
        }
    }

    /// The style of a word: its own, else that of the nearest element around it that names one.
    private mutating func style(_ stream: inout XMLStream) -> Style? {
        let own = stream.attribute("STYLEREFS")
        for names in [own] + open.reversed().map(\.styles) {
            for name in (names ?? "").split(separator: " ") {
                if let style = styles[String(name)] { return style }
            }
        }
        return nil
    }

    /// WC, else the mean of CC's digits, of which 0 is sure and 9 a guess.
    private mutating func confidence(_ stream: inout XMLStream) -> Double? {
        if let text = stream.attribute("WC"), let value = ALTOReader.share(text) { return value }
        guard let digits = stream.attribute("CC")?.utf8.filter({ 0x30...0x39 ~= $0 }), !digits.isEmpty else {
            return nil
        }
        return 1 - Double(digits.reduce(0) { $0 + Int($1) - 0x30 }) / Double(9 * digits.count)
    }

    /// A share 0…1, or a percentage that is meant as one.
    private static func share(_ text: String) -> Double? {
        guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
        return value <= 1 ? value : min(1, value / 100)
    }

    private mutating func box(_ stream: inout XMLStream) -> Box {
        let x = number("HPOS", &stream) ?? 0
        let y = number("VPOS", &stream) ?? 0
        return Box(x0: x, y0: y, x1: x + (number("WIDTH", &stream) ?? 0), y1: y + (number("HEIGHT", &stream) ?? 0))
    }

    private mutating func number(_ name: StaticString, _ stream: inout XMLStream) -> Double? {
        guard let value = stream.attribute(name).flatMap(Double.init), value.isFinite, abs(value) < 1e9 else {
            return nil
        }
        return value * scale
    }
}
