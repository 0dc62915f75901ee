import TextScanning

/// A piece of a body that stands whole in the dump: rows of one column from top to bottom.
struct Fragment {
    /// The unit that it is of.
    var unit: Int
    /// A range of glyphs a row.
    var pieces: [Range<Int>]
    /// The cells of each row as typeset, where some of its punctuation may have been squeezed.
    var widths: [Float]
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
        "no sentence ends, but 1.7 cells stay free and no comma stands there", "one row", "one row that ends a sentence",
        "one short row without a comma", "a bracket stays open", "a colon", "a full row below others ends a sentence",
        "headline lines", "a comma ends it", "a signature",
    ]
    static let startNames = [
        "any fragment", "an indent's trace", "a full first row", "nearly a full first row", "a far shorter first row",
        "one full row", "one row, nearly full", "one row with an indent's trace", "one far shorter row",
        "a bracket closes", "a character that begins no row", "a dateline", "a visible indent", "headline lines",
        "one short row in which no sentence ends",
    ]

    /// The evidence that a paragraph ends with `fragment` in a column of `width` cells, in the order of `endNames`.
    func endFeatures(_ fragment: Fragment, width: Float) -> [Float] {
        let piece = fragment.pieces[fragment.height - 1]
        let gap = width - fragment.widths[fragment.height - 1]
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
        let gap = width - fragment.widths[0]
        let isSingle = fragment.height == 1
        let unit = units[fragment.unit]
        let glyph = sheet.glyphs[fragment.first]
        let isTrace = gap > 1.2 && gap <= 3.1
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            flag(!isSingle && isTrace),
            flag(!isSingle && gap <= 0.5),
            flag(!isSingle && gap > 0.5 && gap <= 1.2),
            flag(!isSingle && gap > 3.1),
            flag(isSingle && gap <= 0.5),
            flag(isSingle && gap > 0.5 && gap <= 1.2),
            flag(isSingle && isTrace),
            flag(isSingle && gap > 3.1),
            flag(sheet.isInsideBracket(after: fragment.first, to: fragment.pieces[0].upperBound)),
            flag(glyph.characterClass.shunsLineStart),
            flag(unit.opening != nil),
            flag(unit.rows.first.map { sheet.rows[$0].indent >= 1 } ?? false),
            flag(fragment.isHead),
            flag(isSingle && gap > 1.7 && sheet.ending(fragment.pieces[0]) == .none),
        ]
    }

    /// The fragment that the rows of a unit are.
    func fragment(_ unit: Int) -> Fragment {
        Fragment(
            unit: unit,
            pieces: units[unit].pieces,
            widths: units[unit].rows.map { sheet.rows[$0].width - sheet.rows[$0].squeeze * 0.5 },
            isHead: units[unit].isHead
        )
    }

    /// The width of the column that most rows of `fragments` stand in.
    func width(of fragments: [Fragment]) -> Float {
        var rows: [(width: Float, count: Int)] = []
        for fragment in fragments where !fragment.isHead && units[fragment.unit].column > 0 {
            rows.append((units[fragment.unit].column, fragment.height * fragment.height))
        }
        rows.sort { $0.width < $1.width }
        var best: (width: Float, count: Int) = (14, 0)
        for middle in rows {
            let near = rows.filter { abs($0.width - middle.width) <= 0.8 }
            let count = near.reduce(0) { $0 + $1.count }
            if count > best.count { best = (middle.width, count) }
        }
        return best.width
    }
}
