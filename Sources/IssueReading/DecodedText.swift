import Newsprint

/// A text in UTF-8 and where each part of it stands in the file.
struct DecodedText {
    /// The name of the encoding that the file is in.
    var encoding: String
    /// UTF-8; a byte order mark and what was cut off at the end may stand outside `range`.
    var text: [UInt8]
    /// The part of `text` that is the text.
    var range: Range<Int>
    /// Leads from `text` to the file.
    var source: SourceMap
    /// The bytes of the file, at its end, that are a character cut off; empty if none was.
    var remainder: Range<Int>

    /// Text that already is UTF-8; it is not checked here.
    static func utf8(_ bytes: [UInt8]) -> DecodedText {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let tail = UTF8Form.incompleteTail(of: bytes.span)
        let end = max(start, tail ?? bytes.count)
        return DecodedText(
            encoding: "UTF-8",
            text: bytes,
            range: start..<end,
            source: .identity(from: 0),
            remainder: end..<bytes.count
        )
    }

    /// Text in another encoding, converted from behind its mark on.
    static func converted(
        _ bytes: [UInt8],
        from encoding: TextEncoding,
        markLength: Int
    ) throws(ReadingError) -> DecodedText {
        let conversion: CharacterConverter.Conversion
        do {
            conversion = try CharacterConverter.convert(bytes, from: markLength, as: encoding)
        } catch {
            throw .noConversion(from: encoding)
        }
        guard !conversion.isMalformed else {
            let line = lineNumber(of: conversion.utf8.count, in: conversion.utf8)
            throw .encoding(encoding.rawValue, offset: conversion.end, line: line)
        }
        return DecodedText(
            encoding: encoding.rawValue,
            text: conversion.utf8,
            range: 0..<conversion.utf8.count,
            source: SourceMap(
                following: conversion.utf8.span,
                in: bytes.span.extracting(first: conversion.end),
                from: markLength,
                encoding: encoding
            ),
            remainder: conversion.end..<bytes.count
        )
    }

    /// Whether a character of the private use area U+E000–F8FF stands in the text.
    var hasPrivateUse: Bool {
        let bytes = text.span
        for index in bytes.indices where bytes[index] == 0xEE || (bytes[index] == 0xEF && bytes[index + 1] < 0xA4) {
            return true
        }
        return false
    }

    /// The pages of the text.
    ///
    /// A character that was cut off at the end is shown as U+FFFD, in the residue of the last page.
    func pages(maximumPageCount: Int) throws(ReadingError) -> (pages: [Page], privateUseCount: Int) {
        let layout: TextLayout
        do {
            layout = try TextLayout(
                text.span,
                range: range,
                keepsLastPage: !remainder.isEmpty,
                maximumPageCount: maximumPageCount
            )
        } catch {
            switch error {
            // Only text that came as UTF-8 can fail here: what was converted is well formed.
            case .malformed(let offset):
                throw .encoding(encoding, offset: offset, line: Self.lineNumber(of: offset, in: text))
            case .tooManyPages(let offset):
                throw .tooManyPages(limit: maximumPageCount, offset: source.sourceOffset(of: offset))
            }
        }
        let hasText = layout.pages.contains { !$0.lines.isEmpty }
        if layout.isBinary || (!hasText && layout.controlCount > 0) {
            throw .binary(offset: source.sourceOffset(of: layout.firstControl), controls: layout.controlCount)
        }
        guard hasText else { throw .noText() }
        var pages = layout.pages.enumerated().map { page($1, index: $0) }
        if !remainder.isEmpty { markTruncated(&pages[pages.count - 1]) }
        return (pages, layout.pages.reduce(0) { $0 + $1.privateUseCount })
    }

    private func page(_ laidOut: TextLayout.LaidOutPage, index: Int) -> Page {
        Page(
            index: index,
            text: laidOut.range == 0..<text.count ? text : Array(text[laidOut.range]),
            lines: laidOut.lines,
            source: source.part(laidOut.range),
            flags: laidOut.privateUseCount > 0 ? ["private_use"] : []
        )
    }

    private func markTruncated(_ page: inout Page) {
        let end = page.text.count
        page.text.append(contentsOf: "\u{FFFD}".utf8)
        page.residue.append(end..<page.text.count)
        page.flags.append("truncated")
        page.source.append(from: end, textWidth: 3, source: remainder)
    }

    /// The line of a byte of the text, from 1, by the terminators LF, CR and CR LF.
    private static func lineNumber(of offset: Int, in text: [UInt8]) -> Int {
        var line = 1
        for index in 0..<offset
        where text[index] == 0x0A || (text[index] == 0x0D && (index + 1 == text.count || text[index + 1] != 0x0A)) {
            line += 1
        }
        return line
    }
}

extension SourceMap {
    /// The map from text in UTF-8 to the source that it was converted from, character by character.
    init(following text: Span<UInt8>, in source: Span<UInt8>, from start: Int, encoding: TextEncoding) {
        var anchors: [Anchor] = [Anchor(text: 0, source: start)]
        var current: (text: UInt8, source: UInt8) = (0, 0)
        var textIndex = 0
        var sourceIndex = start
        while textIndex < text.count, sourceIndex < source.count {
            var textWidth = UTF8Form.length(of: text, at: textIndex, end: text.count)
            let sourceWidth = encoding.width(of: source, at: sourceIndex)
            if encoding.isPair(source, at: sourceIndex) {
                textWidth += UTF8Form.length(of: text, at: textIndex + textWidth, end: text.count)
            }
            let width = (text: UInt8(textWidth), source: UInt8(sourceWidth))
            if width != current {
                let anchor = Anchor(
                    text: textIndex,
                    source: sourceIndex,
                    textWidth: width.text,
                    sourceWidth: width.source
                )
                if textIndex == 0 { anchors[0] = anchor } else { anchors.append(anchor) }
                current = width
            }
            textIndex += textWidth
            sourceIndex += sourceWidth
        }
        self.init(unit: .bytes, anchors: anchors)
    }
}
