import Newsprint

/// Reads the table of words that `tesseract … tsv` prints.
///
/// Its columns: level, page, block, paragraph, line, word, left, top, width, height, confidence (percent), text; rows of
/// level 5 are words, boxes are in pixels. Boxes of ideographs are rough, so the size of type is taken from how many
/// characters a line has on its length, and lines are parted anew where a gutter runs through them.
enum RecognisedTable {
    /// A page of the table.
    struct RecognisedPage {
        var width: Double
        var height: Double
        var lines: [PositionedLine]
        /// The mean confidence of its characters, 0…1; nil without any.
        var confidence: Double?
    }

    private struct Word {
        var text: String
        var box: Box
        var confidence: Double

        /// In widths of an ideograph.
        var cells: Double {
            text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 0.55 : 1) }
        }
    }

    /// The pages of a table; a pixel is `scale` points.
    static func pages(_ table: [UInt8], scale: Double, isVertical: Bool) -> [RecognisedPage] {
        var pages: [RecognisedPage] = []
        var line: [Word] = []
        var key: [Int] = []
        func close() {
            guard !pages.isEmpty else { return }
            pages[pages.count - 1].lines += positioned(line, isVertical: isVertical)
            line = []
        }
        for row in table.split(separator: UInt8(ascii: "\n")) {
            let fields = row.split(separator: UInt8(ascii: "\t"), maxSplits: 11, omittingEmptySubsequences: false)
            guard fields.count == 12, let level = number(fields[0]) else { continue }
            let numbers = fields[..<11].map { number($0) ?? 0 }
            if level == 1 {
                close()
                pages.append(RecognisedPage(width: numbers[8] * scale, height: numbers[9] * scale, lines: []))
                continue
            }
            guard level == 5, let text = String(validating: fields[11], as: UTF8.self) else { continue }
            let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
            guard !visible.isEmpty else { continue }
            let own = numbers[1...4].map { Int($0) }
            if own != key {
                close()
                key = own
            }
            let x = numbers[6] * scale
            let y = numbers[7] * scale
            let box = Box(x0: x, y0: y, x1: x + numbers[8] * scale, y1: y + numbers[9] * scale)
            line.append(Word(text: visible, box: box, confidence: min(1, max(0, numbers[10] / 100))))
        }
        close()
        for index in pages.indices { pages[index].lines = joined(pages[index].lines).filter { !isDirt($0) } }
        for index in pages.indices { pages[index].confidence = confidence(of: pages[index].lines) }
        return pages
    }

    /// Whether a line is what rules and specks are taken for: a few signs and strokes.
    private static func isDirt(_ line: PositionedLine) -> Bool {
        let scalars = line.words.flatMap { Array($0.text.unicodeScalars) }
        return scalars.count <= 6
            && !scalars.contains {
                0x4E01...0x9FFF ~= $0.value || $0.properties.isAlphabetic && $0 != "一" || 0x30...0x39 ~= $0.value
            }
    }

    /// The lines with those put together that were found in two blocks but stand side by side.
    private static func joined(_ lines: [PositionedLine]) -> [PositionedLine] {
        let sorted = lines.sorted { ($0.box.x0, $0.box.y0) < ($1.box.x0, $1.box.y0) }
        var result: [PositionedLine] = []
        var rows: [Int: [Int]] = [:]
        let step = max(1, (lines.map(\.fontSize).max() ?? 1) / 2)
        for line in sorted {
            let box = line.box
            let size = line.fontSize
            let row = Int((box.midY / step).rounded())
            let partner = [row, row - 1, row + 1].flatMap { (rows[$0] ?? []).suffix(8) }.first { index in
                let other = result[index].box
                let gap = box.x0 - other.x1
                let ratio = result[index].fontSize / size
                return abs(other.midY - box.midY) < size * 0.35 && gap < size * 0.6 && gap > -size * 0.5
                    && ratio > 0.75 && ratio < 1.33 && line.words[0].direction == .right
            }
            if let partner {
                result[partner].words += line.words
            } else {
                rows[row, default: []].append(result.count)
                result.append(line)
            }
        }
        return result
    }

    private static func number(_ field: some Collection<UInt8>) -> Double? {
        guard field.count < 24, let value = Double(String(decoding: field, as: UTF8.self)), value.isFinite,
            abs(value) < 1e9
        else { return nil }
        return value
    }

    private static func confidence(of lines: [PositionedLine]) -> Double? {
        var sum = 0.0
        var count = 0.0
        for word in lines.lazy.flatMap(\.words) {
            let weight = Double(word.text.unicodeScalars.count)
            sum += (word.confidence ?? 0) * weight
            count += weight
        }
        return count > 0 ? sum / count : nil
    }

    /// The printed lines that a line of the table is, which may run over several columns.
    private static func positioned(_ words: [Word], isVertical: Bool) -> [PositionedLine] {
        guard !words.isEmpty else { return [] }
        let pitch = pitch(words, isVertical)
        var parts: [[Word]] = [[words[0]]]
        for (left, right) in zip(words, words.dropFirst()) {
            let gap = isVertical ? right.box.y0 - left.box.y1 : right.box.x0 - left.box.x1
            if gap > pitch * 1.15 { parts.append([]) }
            parts[parts.count - 1].append(right)
        }
        return parts.map { part in
            let size = size(part, isVertical)
            var latin = false
            var result: [PositionedWord] = []
            for word in part {
                // Blanks stand between words of an alphabet alone: every ideograph comes as a word.
                let isLatin = word.text.unicodeScalars.allSatisfy { $0.value < 0x2000 }
                if latin, isLatin, !result.isEmpty { result[result.count - 1].text += " " }
                latin = isLatin
                result.append(
                    PositionedWord(
                        text: word.text,
                        box: word.box,
                        fontSize: size,
                        direction: isVertical ? .down : .right,
                        confidence: word.confidence
                    )
                )
            }
            restoreMark(&result)
            RecognisedPunctuation.restore(&result)
            return PositionedLine(words: result, statesBlanks: true)
        }
    }

    private static let trades = ["记者", "本报记者", "通讯员", "本报通讯员", "摄影", "本报讯员"]

    /// Puts the square before a byline back, which recognition takes for a character that looks like it.
    private static func restoreMark(_ words: inout [PositionedWord]) {
        let text = words.map(\.text).joined()
        guard let first = text.unicodeScalars.first, let mark = marks[first],
            trades.contains(where: { text.unicodeScalars.dropFirst().starts(with: $0.unicodeScalars) })
        else { return }
        words[0].text = mark + String(words[0].text.dropFirst())
    }

    private static let marks: [Unicode.Scalar: String] = [
        "口": "□", "囗": "□", "日": "□", "国": "■", "回": "■", "园": "■", "目": "■", "图": "■", "田": "■", "圈": "■",
    ]

    /// The size of a line's type: a little more than an ideograph is high, whose boxes are often too high, seldom too low.
    ///
    /// Of vertical text, whose boxes are rough in that direction too, the pitch of the characters.
    private static func size(_ words: [Word], _ isVertical: Bool) -> Double {
        guard !isVertical else { return pitch(words, isVertical) }
        let heights = words.map(\.box.height).sorted()
        let height = heights[heights.count / 4] * 1.1
        return words.count > 1 ? min(height, pitch(words, isVertical) * 1.2) : height
    }

    /// The median distance between the middles of neighbouring characters of a line; for a single word its own size.
    private static func pitch(_ words: [Word], _ isVertical: Bool) -> Double {
        var steps: [Double] = []
        for (left, right) in zip(words, words.dropFirst()) {
            let distance = isVertical ? right.box.midY - left.box.midY : right.box.midX - left.box.midX
            let cells = (left.cells + right.cells) / 2
            if distance > 0, cells > 0 { steps.append(distance / cells) }
        }
        guard !steps.isEmpty else {
            let extent = isVertical ? words[0].box.height : words[0].box.width
            return extent / max(1, words[0].cells)
        }
        steps.sort()
        return steps[steps.count / 2]
    }
}
