import Newsprint

/// Finds text that is set from top to bottom: characters each printed on its own, one below the other, or runs of a
/// vertical font; and the letters and digits between them, which lie on their side.
enum VerticalRuns {
    /// Columns of fewer characters may be chance, but on a page that is set from top to bottom.
    private static let least = 3

    /// The lines that are set from top to bottom, and the runs that are not.
    static func split(_ runs: [PrintedRun]) -> (vertical: [PositionedLine], rest: [PrintedRun]) {
        var columns: [Column] = []
        // What stands between two columns in the file: runs by the number of the columns before them.
        var others: [(after: Int, run: PrintedRun)] = []
        var pending: PrintedRun?
        for (place, run) in runs.enumerated() {
            if run.isBlank {
                if pending == nil, !columns.isEmpty, others.last?.after != columns.count {
                    pending = run
                } else {
                    others.append((columns.count, run))
                }
                continue
            }
            let blank = pending
            pending = nil
            guard let piece = Column(run, isInRow: isInRow(place, runs)) else {
                if let blank { others.append((columns.count, blank)) }
                others.append((columns.count, run))
                continue
            }
            let isOpen = others.last?.after != columns.count
            if isOpen, let last = columns.indices.last, columns[last].take(piece, blank: blank) { continue }
            if let blank { others.append((columns.count, blank)) }
            columns.append(piece)
        }
        if let pending { others.append((columns.count, pending)) }
        let down = columns.reduce(0) { $0 + ($1.isSure ? $1.length : 0) }
        let all = runs.reduce(0) { $0 + $1.text.unicodeScalars.count }
        let isVertical = down * 2 > all
        var lines: [PositionedLine] = []
        var rest: [PrintedRun] = []
        var next = others[...]
        for (index, column) in columns.enumerated() {
            while let other = next.first, other.after <= index { rest.append(next.removeFirst().run) }
            if column.isSure || isVertical && !column.isInRow { lines.append(column.line) } else { rest += column.runs }
        }
        return (lines, rest + next.map(\.run))
    }

    /// Whether a run goes on with the run before it, or that behind it with it, from left to right.
    private static func isInRow(_ place: Int, _ runs: [PrintedRun]) -> Bool {
        func follow(_ left: PrintedRun, _ right: PrintedRun) -> Bool {
            let size = min(left.fontSize, right.fontSize)
            return abs(left.box.midY - right.box.midY) < size * 0.35 && abs(right.box.x0 - left.box.x1) < size
        }
        return place > 0 && follow(runs[place - 1], runs[place])
            || place + 1 < runs.count && follow(runs[place], runs[place + 1])
    }

    /// A column of characters.
    private struct Column {
        private(set) var runs: [PrintedRun]
        private var words: [PositionedWord]
        private var isSetDown: Bool
        /// Whether its last run has no width.
        private var isFlat: Bool
        /// Whether it is part of a row of characters as well.
        private(set) var isInRow: Bool

        /// A column that begins with `run`, if that can stand in one.
        init?(_ run: PrintedRun, isInRow: Bool) {
            let count = run.text.unicodeScalars.count
            // pdftohtml gives what is set in a vertical font, or lies on its side, no width.
            let isFlat = run.box.width < run.fontSize * 0.05
            guard isFlat || count <= 2 && run.box.height < run.fontSize * 2 else { return nil }
            runs = [run]
            self.isInRow = isInRow
            self.isFlat = isFlat
            isSetDown = isFlat && count > 1
            words = [isFlat ? Column.flatWord(run) : Column.uprightWord(run)]
        }

        /// How many characters it has.
        var length: Int { runs.reduce(0) { $0 + $1.text.unicodeScalars.count } }

        /// Whether it cannot well be chance.
        var isSure: Bool { isSetDown || runs.count >= VerticalRuns.least }

        var line: PositionedLine { PositionedLine(words: words, statesBlanks: true) }

        /// Takes up a column that goes on with this one, `blank` between them; whether it does.
        mutating func take(_ next: Column, blank: PrintedRun?) -> Bool {
            let upper = words[words.count - 1]
            let lower = next.words[0]
            let size = upper.fontSize
            // Letters on their side are often set in another font, in a size of its own.
            guard abs(size - lower.fontSize) < size * (isFlat || next.isFlat ? 0.35 : 0.1) else { return false }
            let gap = lower.box.y0 - upper.box.y1
            guard abs(lower.box.midX - upper.box.midX) < size * 0.4, gap > -size * 0.6, gap < size * 0.8 else {
                return false
            }
            if blank != nil, Column.isLetter(upper.text.unicodeScalars.last),
                Column.isLetter(lower.text.unicodeScalars.first)
            {
                words[words.count - 1].text += " "
            }
            runs += next.runs
            words += next.words
            if next.isFlat { words[words.count - 1].fontSize = size }
            isInRow = isInRow && next.isInRow
            isFlat = next.isFlat
            isSetDown = isSetDown || next.isSetDown
            return true
        }

        private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { $0.value < 0x2000 && $0.properties.isAlphabetic } ?? false
        }

        /// The word that a character is, as high and as wide as its type.
        private static func uprightWord(_ run: PrintedRun) -> PositionedWord {
            let size = run.fontSize
            let box = Box(
                x0: run.box.midX - size / 2,
                y0: run.box.midY - size / 2,
                x1: run.box.midX + size / 2,
                y1: run.box.midY + size / 2
            )
            return word(run, box)
        }

        /// The word that a run without width is; fonts reach a little over 0.88 of their size above the line.
        ///
        /// Of a vertical font the left edge is the middle of the column, of letters on their side it is their base line,
        /// above which the middle of the ideographs beside them lies by 0.38 of the size.
        private static func flatWord(_ run: PrintedRun) -> PositionedWord {
            let size = run.fontSize
            let scalars = run.text.unicodeScalars
            let narrow = scalars.count { $0.value < 0x2000 }
            let isOnItsSide = narrow * 2 > scalars.count
            let middle = run.box.x0 + (isOnItsSide ? size * 0.38 : 0)
            let top = run.box.y0 + size * 0.88
            let length = Double(scalars.count - narrow) + Double(narrow) * (isOnItsSide ? 0.55 : 1)
            return word(run, Box(x0: middle - size / 2, y0: top, x1: middle + size / 2, y1: top + size * length))
        }

        private static func word(_ run: PrintedRun, _ box: Box) -> PositionedWord {
            PositionedWord(
                text: VerticalForms.upright(run.text),
                box: box,
                fontSize: run.fontSize,
                isBold: run.isBold,
                font: run.font,
                direction: .down
            )
        }
    }
}
