import TextScanning

/// The measures of a page, found from the lines themselves: how wide its characters are, and which column widths occur.
struct Typesetting {
    /// Cells that a quote takes: 1 where it fills a cell, about 0.4 where a Western font sets it.
    private(set) var quoteWidth: Float = 1
    /// Cells that a digit or letter takes.
    private(set) var wordWidth: Float = 0.53
    /// Cells by which each punctuation mark may be squeezed to justify a line; 0 where the page does not do so.
    private(set) var squeeze: Float = 0
    /// Widths of columns in cells, commonest first.
    private(set) var columns: [Float] = []
    /// How many of them several rows fill; the others are those that single rows need.
    private(set) var sharedColumnCount = 0
    /// How often a visible indent opens a row, of all rows.
    private(set) var indentRate: Float

    /// Measures the rows of `sheet` and writes their widths into them.
    init(_ sheet: inout Sheet) {
        let indented = sheet.rows.count { $0.indent >= 1 }
        indentRate = Float(indented) / Float(max(1, sheet.rows.count))
        if let placement = sheet.placement {
            for index in sheet.rows.indices {
                measure(&sheet, index)
                sheet.rows[index].width = placement.width(index)
                sheet.rows[index].squeeze = 0.4
            }
            columns = placement.columnWidths
            sharedColumnCount = columns.count
            return
        }
        fitWidths(sheet)
        for index in sheet.rows.indices { measure(&sheet, index) }
        (columns, sharedColumnCount) = columns(of: sheet)
    }

    /// How many quotes, punctuation marks among other characters, and digits or letters a row has.
    private struct Counts {
        var quotes: Float = 0
        var marks: Float = 0
        var words: Float = 0
    }

    /// How wide a row is with the widths that are known so far, and what it has that may be narrower or wider.
    private func measured(_ sheet: Sheet, _ range: Range<Int>) -> (width: Float, Counts) {
        var width: Float = 0
        var counts = Counts()
        var previousIsPunctuation = true
        var lastIsMark = false
        for position in range {
            let glyph = sheet.glyphs[position]
            width += cells(glyph)
            lastIsMark = false
            if glyph.isHan {
                previousIsPunctuation = false
                continue
            }
            let isPunctuation = glyph.characterClass.isPunctuation && glyph.code >= 0x80
            if glyph.isWord {
                if glyph.code < 0x80 { counts.words += 1 }
            } else if glyph.characterClass == .openingQuote || glyph.characterClass == .closingQuote {
                counts.quotes += 1
            } else if isPunctuation, !previousIsPunctuation, glyph.characterClass != .dash {
                counts.marks += 1
                lastIsMark = true
            }
            previousIsPunctuation = isPunctuation
        }
        if lastIsMark { counts.marks -= 1 }
        return (width, counts)
    }

    /// Finds the widths that make neighbouring full rows equally wide, by least squares over pairs of such rows.
    ///
    /// Where rows with more punctuation hold more cells than their neighbours, the page squeezes punctuation.
    private mutating func fitWidths(_ sheet: Sheet) {
        var lines = (SIMD4<Float>(8, 0, 0, 0), SIMD4<Float>(0, 16, 0, 0), SIMD4<Float>(0, 0, 150, 0))
        var sums = SIMD4<Float>()
        var above = Counts()
        var widthAbove: Float = -9
        for row in sheet.rows {
            let (width, current) = measured(sheet, row.glyphs)
            if width > 6, abs(width - widthAbove) < 2.2 {
                let change = SIMD4(
                    current.quotes - above.quotes,
                    current.marks - above.marks,
                    current.words - above.words,
                    0
                )
                sums += change * (width - widthAbove)
                lines.0 += change[0] * change
                lines.1 += change[1] * change
                lines.2 += change[2] * change
            }
            above = current
            widthAbove = width
        }
        var matrix = [lines.0, lines.1, lines.2]
        var vector = sums
        for pivot in 0..<3 {
            for line in 0..<3 where line != pivot {
                let factor = matrix[line][pivot] / matrix[pivot][pivot]
                for column in 0..<3 { matrix[line][column] -= factor * matrix[pivot][column] }
                vector[line] -= factor * vector[pivot]
            }
        }
        quoteWidth = 1 - max(0, min(0.65, vector[0] / matrix[0][0]))
        squeeze = vector[1] / matrix[1][1] > 0.36 ? 0.5 : 0
        wordWidth = 0.53 - max(-0.08, min(0.08, vector[2] / matrix[2][2]))
        if squeeze > 0, quoteWidth > 0.5 { quoteWidth = 1 }
    }

    /// Cells that a character takes, with the blank before it.
    private func cells(_ glyph: Glyph) -> Float {
        let gap: Float = glyph.hasGap ? 0.3 : 0
        if glyph.isHan { return 1 + gap }
        if glyph.code < 0x80 { return (glyph.isWord ? wordWidth : 0.4) + gap }
        switch glyph.characterClass {
        case .openingQuote, .closingQuote: return quoteWidth + gap
        case .latin where glyph.code < 0x2000: return wordWidth + gap
        default: return (glyph.code == 0xB7 ? 0.5 : 1) + gap
        }
    }

    private func measure(_ sheet: inout Sheet, _ index: Int) {
        let range = sheet.rows[index].glyphs
        var width: Float = 0
        var slack: Float = 0
        var previousIsPunctuation = false
        for position in range {
            let glyph = sheet.glyphs[position]
            width += cells(glyph)
            if glyph.isHan {
                previousIsPunctuation = false
                continue
            }
            let isPunctuation = glyph.characterClass.isPunctuation && glyph.code >= 0x80
            if isPunctuation {
                if previousIsPunctuation || position == range.lowerBound { slack += 0.5 } else { slack += squeeze }
            }
            previousIsPunctuation = isPunctuation
        }
        if previousIsPunctuation, squeeze == 0 { slack += 0.5 }
        sheet.rows[index].width = width
        sheet.rows[index].squeeze = squeeze > 0 ? min(slack, 3) : slack
        sheet.rows[index].head = head(sheet, range)
    }

    /// The cells of the first piece that cannot be broken: a word or number, a character, what clings to it.
    private func head(_ sheet: Sheet, _ range: Range<Int>) -> Float {
        var position = range.lowerBound
        var width: Float = 0
        while position < range.upperBound, sheet.glyphs[position].characterClass.shunsLineEnd {
            width += cells(sheet.glyphs[position])
            position += 1
        }
        guard position < range.upperBound else { return width }
        width += cells(sheet.glyphs[position])
        let isWord = sheet.glyphs[position].isWord
        position += 1
        while isWord, position < range.upperBound, sheet.glyphs[position].code < 0x80, !sheet.glyphs[position].hasGap {
            width += cells(sheet.glyphs[position])
            position += 1
        }
        while position < range.upperBound, sheet.glyphs[position].characterClass.shunsLineStart {
            width += cells(sheet.glyphs[position]) * 0.5
            position += 1
        }
        return width
    }

    /// Widths at which rows that follow each other gather, commonest first, and those that single rows need.
    ///
    /// Two rows in a row must fill the column, so the first rows of paragraphs, short by their indent, found no column.
    private func columns(of sheet: Sheet) -> ([Float], shared: Int) {
        let bins = 240
        var histogram = [Float](repeating: 0, count: bins + 4)
        var full: [Float] = []
        var previous: Float = -9
        for row in sheet.rows {
            let width = row.width - row.squeeze * 0.5
            if width >= 5, abs(width - previous) <= 1.3 {
                for value in [width, previous] { histogram[max(0, min(bins, Int(value * 2)))] += 0.5 }
                full.append(max(width, previous))
            }
            previous = width
        }
        full.sort()
        var found: [(width: Float, mass: Float)] = []
        for bin in 8..<bins {
            let mass = histogram[bin - 2] * 0.5 + histogram[bin - 1] + histogram[bin] + histogram[bin + 1] * 0.6
            guard mass >= 2 else { continue }
            found.append((Float(bin) / 2 + 0.2, mass))
        }
        found.sort { $0.mass > $1.mass || $0.mass == $1.mass && $0.width > $1.width }
        var result: [Float] = []
        for candidate in found {
            guard result.count < 10 else { break }
            let cluster = full.filter { abs($0 - candidate.width) <= 1.5 }
            guard !cluster.isEmpty else { continue }
            let edge =
                cluster[min(cluster.count - 1, squeeze > 0 ? cluster.count * 7 / 10 : cluster.count * 9 / 10)] + 0.2
            if result.allSatisfy({ abs($0 - edge) >= 1.6 }) { result.append(edge) }
        }
        let shared = result.count
        for (index, row) in sheet.rows.enumerated().dropLast() where row.width >= 6 {
            guard result.count < 16 else { break }
            let next = sheet.rows[index + 1].width
            guard result.allSatisfy({ abs($0 - row.width) > 1.2 && abs($0 - 2 - row.width) > 1.2 }) else { continue }
            result.append(next > row.width + 1 && next < row.width + 3 ? next + 0.2 : row.width + 2.2)
        }
        return (result, shared)
    }
}
