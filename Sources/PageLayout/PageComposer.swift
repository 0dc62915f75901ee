import Newsprint

/// Writes sections as the text of a page.
struct PageComposer {
    let source: GeometricPage
    let scale: TypeScale
    /// For each line that prints an earlier one again that one.
    let repeats: [Int: Int]

    private var text: [UInt8] = []
    private var lines: [TextLine] = []
    private var words: [PlacedWord] = []
    private var geometry: [PageGeometry.Line?] = []

    init(source: GeometricPage, scale: TypeScale, repeats: [Int: Int]) {
        self.source = source
        self.scale = scale
        self.repeats = repeats
    }

    /// The page whose sections, in reading order, are these; an empty line stands between two of them.
    consuming func compose(_ sections: [Section]) -> Page {
        var copies: [Int: [Int]] = [:]
        for (copy, original) in repeats { copies[original, default: []].append(copy) }
        for (number, section) in sections.enumerated() {
            if number > 0 { appendEmptyLine() }
            for item in section.top {
                append(item, section: number, column: nil, edges: item.box.x0..<item.box.x1, copies: copies)
            }
            for (column, items) in section.columns.enumerated() {
                let edges = edges(of: items)
                for item in items { append(item, section: number, column: column, edges: edges, copies: copies) }
            }
            for (place, item) in section.captions.enumerated() {
                // Each caption is a paragraph, and begins as one.
                let isFirst = place == 0 || section.captions[place - 1].picture != item.picture
                let left = item.box.x0 - (isFirst ? item.size * 2 : 0)
                append(item, section: number, column: nil, edges: left..<item.box.x1, copies: copies)
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
                bodySize: scale.body,
                lines: geometry,
                rules: source.rules,
                pictures: source.pictures
            )
        )
    }

    /// The edges that running text of a column keeps to.
    private func edges(of items: [LayoutItem]) -> Range<Double> {
        let text = items.filter { !$0.isHead }
        let boxes = (text.isEmpty ? items : text).map(\.box)
        let lefts = boxes.map(\.x0).sorted()
        let rights = boxes.map(\.x1).sorted()
        // One line that juts out, by a hanging mark or a misread box, moves no edge.
        let left = lefts[lefts.count > 12 ? 1 : 0]
        let right = rights[rights.count > 12 ? rights.count - 2 : rights.count - 1]
        return min(left, right)..<max(left, right)
    }

    private mutating func appendEmptyLine() {
        lines.append(TextLine(range: text.count..<text.count))
        geometry.append(nil)
        text.append(0x0A)
    }

    private mutating func append(
        _ item: LayoutItem,
        section: Int,
        column: Int?,
        edges: Range<Double>,
        copies: [Int: [Int]]
    ) {
        let first = lines.count
        append(item, line: item.line, section, column, edges, repeated: nil)
        for copy in (copies[item.line] ?? []).sorted() {
            append(item, line: copy, section, column, edges, repeated: first)
        }
    }

    private mutating func append(
        _ item: LayoutItem,
        line: Int,
        _ section: Int,
        _ column: Int?,
        _ edges: Range<Double>,
        repeated: Int?
    ) {
        let positioned = source.lines[line]
        let start = text.count
        for (index, word) in positioned.words.enumerated() {
            if index > 0, gap(before: index, in: positioned) { text.append(0x20) }
            let wordStart = text.count
            text.append(contentsOf: word.text.utf8)
            // Blanks at the end take no part of the box.
            var end = text.count
            while end > wordStart, text[end - 1] == 0x20 { end -= 1 }
            guard end > wordStart else { continue }
            words.append(
                PlacedWord(
                    range: wordStart..<end,
                    box: word.box,
                    direction: word.direction,
                    line: lines.count
                )
            )
        }
        lines.append(TextLine(range: start..<text.count))
        text.append(0x0A)
        var set = PageGeometry.Line(
            box: item.box,
            fontSize: item.size,
            isBold: item.isBold,
            section: section,
            column: column,
            indent: max(0, item.box.x0 - edges.lowerBound),
            slack: max(0, edges.upperBound - item.box.x1),
            confidence: PageComposer.confidence(of: positioned),
            repeated: repeated
        )
        set.isCaption = item.picture != nil
        geometry.append(set)
    }

    /// Whether the distance between two words says that a blank stands there.
    private func gap(before index: Int, in line: PositionedLine) -> Bool {
        if line.statesBlanks { return false }
        let left = line.words[index - 1]
        let right = line.words[index]
        if left.text.utf8.last == 0x20 || right.text.utf8.first == 0x20 { return false }
        let distance =
            switch right.direction {
            case .right: right.box.x0 - left.box.x1
            case .down: right.box.y0 - left.box.y1
            case .up: left.box.y0 - right.box.y1
            }
        return distance > min(left.fontSize, right.fontSize) * 0.2
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
