import Newsprint

/// Writes blocks of lines as the text of a page.
enum PageComposer {
    /// The page whose blocks, in reading order, have these lines, in reading order.
    static func compose(_ blocks: [[PositionedLine]], of source: GeometricPage) -> Page {
        var text: [UInt8] = []
        var lines: [TextLine] = []
        var words: [PlacedWord] = []
        var geometry: [PageGeometry.Line?] = []
        for (number, block) in blocks.enumerated() {
            for line in block {
                let start = text.count
                for word in line.words {
                    let wordStart = text.count
                    text.append(contentsOf: word.text.utf8)
                    words.append(
                        PlacedWord(
                            range: wordStart..<text.count,
                            box: word.box,
                            direction: word.direction,
                            line: lines.count
                        )
                    )
                }
                lines.append(TextLine(range: start..<text.count))
                text.append(0x0A)
                let dominant = line.dominantWord
                geometry.append(
                    PageGeometry.Line(
                        box: line.box,
                        fontSize: dominant.fontSize,
                        isBold: dominant.isBold,
                        block: number,
                        confidence: confidence(of: line)
                    )
                )
            }
        }
        return Page(
            index: source.index,
            text: text,
            lines: lines,
            source: SourceMap(pageNumber: source.index + 1, words: words),
            flags: source.flags,
            geometry: PageGeometry(
                width: source.width,
                height: source.height,
                lines: geometry,
                rules: source.rules,
                pictures: source.pictures
            )
        )
    }

    /// The mean confidence of a line's characters, nil if the source says nothing of any.
    private static func confidence(of line: PositionedLine) -> Double? {
        var sum = 0.0
        var count = 0.0
        for word in line.words {
            guard let confidence = word.confidence else { continue }
            let weight = Double(word.text.unicodeScalars.count)
            sum += confidence * weight
            count += weight
        }
        return count > 0 ? sum / count : nil
    }
}
