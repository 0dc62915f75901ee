import TextScanning

/// A piece of a body that stands whole in the dump: rows of one column from top to bottom.
struct Fragment {
    /// The unit that it is of.
    var unit: Int
    /// A range of glyphs a row.
    var pieces: [Range<Int>]
    /// Its rows, from top to bottom.
    var rows: [Int]
    /// Whether its rows were read as headline lines: a crosshead, or a line of text without punctuation.
    var isHead: Bool
    /// How likely a paragraph begins with it, and ends with it.
    var start: Float = 0.5
    var end: Float = 0.5

    /// How many rows it is high.
    var height: Int { pieces.count }
    var first: Int { pieces[0].lowerBound }
    var last: Int { pieces[pieces.count - 1].upperBound - 1 }
}

/// What tells where a paragraph begins and ends, once the width of the column is known.
struct FragmentReader {
    let sheet: Sheet
    let units: [Unit]

    static let endNames = [
        "any fragment", "a sentence ends", "and 0.7 cells stay free", "and 1.7 cells stay free",
        "no sentence ends, but 1.7 cells stay free and no comma stands there", "one row",
        "one row that ends a sentence",
        "one short row without a comma", "a bracket stays open", "a colon", "a full row below others ends a sentence",
        "headline lines", "a comma ends it", "a signature",
    ]
    static let startNames = [
        "any fragment", "cells that the first row misses the column by", "cells that it misses an indented row by",
        "the first row fits an indented row alone", "the first row fits a full one alone", "it fits neither",
        "one row", "one row, too wide for an indented one",
        "one row of a paragraph that goes on fits an indented one alone",
        "one row of a paragraph that goes on fits a full one alone", "a bracket closes",
        "a character that begins no row", "a dateline", "a visible indent", "headline lines",
        "one short row in which no sentence ends", "one full row in which no sentence ends",
    ]

    /// The evidence that a paragraph ends with `fragment` in a column of `width` cells, in the order of `endNames`.
    func endFeatures(_ fragment: Fragment, width: Float) -> [Float] {
        let piece = fragment.pieces[fragment.height - 1]
        let row = sheet.rows[fragment.rows[fragment.height - 1]]
        let gap = width - row.width + row.squeeze * 0.5
        let ending = sheet.ending(piece)
        let isSentence = ending == .sentence
        let isSingle = fragment.height == 1
        let isShort = gap > 1.7 && !sheet.hasPause(piece)
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            flag(isSentence),
            flag(isSentence && gap > 0.7),
            flag(isSentence && gap > 1.7),
            flag(!isSentence && isShort),
            flag(isSingle),
            flag(isSingle && isSentence),
            flag(isSingle && !isSentence && isShort),
            flag(sheet.isInsideBracket(before: piece.upperBound, from: fragment.first)),
            flag(ending == .colon),
            flag(isSentence && gap <= 0.7 && !isSingle),
            flag(fragment.isHead),
            flag(sheet.glyphs[fragment.last].characterClass == .pause && ending != .colon),
            flag(units[fragment.unit].signature != nil),
        ]
    }

    /// The evidence that a paragraph begins with `fragment` in a column of `width` cells, in the order of `startNames`.
    func startFeatures(_ fragment: Fragment, width: Float) -> [Float] {
        let row = sheet.rows[fragment.rows[0]]
        let isSingle = fragment.height == 1
        let unit = units[fragment.unit]
        let glyph = sheet.glyphs[fragment.first]
        let needed = isSingle ? 1.5 : sheet.rows[fragment.rows[1]].head
        let full = misfit(row, width, needed)
        let indented = misfit(row, width - max(2, row.indent), needed)
        let endsSentence = sheet.ending(fragment.pieces[0]) == .sentence
        let goesOn = isSingle && !endsSentence
        let isShort = width - row.width > 1.7 && !sheet.hasPause(fragment.pieces[0])
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            isSingle ? 0 : full,
            isSingle ? 0 : indented,
            flag(!isSingle && full > 0 && indented == 0),
            flag(!isSingle && full == 0 && indented > 0),
            flag(!isSingle && full > 0 && indented > 0),
            flag(isSingle),
            flag(isSingle && row.width - row.squeeze > width - 1.5),
            flag(goesOn && full > 0 && indented == 0),
            flag(goesOn && full == 0 && indented > 0),
            flag(sheet.isInsideBracket(after: fragment.first, to: fragment.pieces[0].upperBound)),
            flag(glyph.characterClass.shunsLineStart),
            flag(unit.opening != nil),
            flag(row.indent >= 1),
            flag(fragment.isHead),
            flag(goesOn && isShort),
            flag(goesOn && !isShort),
        ]
    }

    /// Cells by which a row that others follow misses a column of `width`, where the next row's first piece needs `needed`.
    private func misfit(_ row: Row, _ width: Float, _ needed: Float) -> Float {
        let least = row.width - row.squeeze
        if least > width + 0.68 { return min(4, least - width - 0.68) }
        return min(4, max(0, width - needed - 0.35 - row.width))
    }

    /// The fragment that the rows of a unit are.
    func fragment(_ unit: Int) -> Fragment {
        Fragment(
            unit: unit,
            pieces: units[unit].pieces,
            rows: units[unit].rows,
            isHead: units[unit].isHead
        )
    }

    /// The width of the column that `fragments` stand in.
    ///
    /// Rows inside a fragment fill it; where there are few of them, the columns that the page's rows were read in decide.
    func width(of fragments: [Fragment]) -> Float {
        var rows: [(width: Float, count: Int)] = []
        var inner: [(least: Float, most: Float)] = []
        for fragment in fragments where !fragment.isHead {
            let unit = units[fragment.unit]
            if unit.column > 0 { rows.append((unit.column, fragment.height * fragment.height)) }
            for (row, below) in zip(fragment.rows.dropFirst(), fragment.rows.dropFirst(2)) {
                let least = sheet.rows[row].width - sheet.rows[row].squeeze * 0.5
                inner.append((least, sheet.rows[row].width + sheet.rows[below].head))
            }
        }
        rows.sort { $0.width < $1.width }
        var best: (width: Float, count: Int) = (14, 0)
        for middle in rows {
            let count = rows.reduce(0) { $0 + (abs($1.width - middle.width) <= 0.8 ? $1.count : 0) }
            if count > best.count { best = (middle.width, count) }
        }
        inner = inner.filter { abs($0.least - best.width) <= 2 }
        return inner.count < 5 ? best.width : Self.fit(inner, near: best.width)
    }

    /// The width, within two cells of `guess`, that all `rows` fit best: no less than they need, and no more than they would
    /// need with the first piece of the row below.
    private static func fit(_ rows: [(least: Float, most: Float)], near guess: Float) -> Float {
        var best: (cost: Float, first: Float, last: Float) = (.infinity, guess, guess)
        for step in -20...20 {
            let width = guess + Float(step) * 0.1
            var cost: Float = 0
            for row in rows { cost += min(1, max(0, row.least - width)) + min(1, max(0, width - row.most)) }
            if cost < best.cost - 0.01 {
                best = (cost, width, width)
            } else if cost <= best.cost + 0.01, width - best.last < 0.15 {
                best.last = width
            }
        }
        return (best.first + best.last) / 2
    }
}
