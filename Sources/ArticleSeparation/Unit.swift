import Newsprint
import TextScanning

/// A piece of the page in reading order, of which articles are put together.
struct Unit {
    enum Kind {
        case paragraph
        case head
        case byline
        /// A picture's text inside an article, and the line below it that says who took it.
        case caption
        case credit
        case apart(RowRole)
    }

    var kind: Kind
    /// Rows in reading order, ascending in file order within each piece.
    var rows: [Int]
    /// Ranges of glyphs in reading order, one a row.
    var pieces: [Range<Int>]
    var column: Float = 0
    var isOpenAtStart = false
    var isOpenAtEnd = false
    /// The dateline that opens a paragraph.
    var opening: Opening?
    /// A bracketed byline that ends a paragraph.
    var signature: Range<Int>?
    var reading: BylineReading?
    /// Whether a bracket ends it that says where the text is from, or that it goes on another day.
    var endsWithSource = false
    /// Whether it is a row of a table or a line of a poem, which stay together.
    var isLine = false

    var isParagraph: Bool { if case .paragraph = kind { true } else { false } }
    var isHead: Bool { if case .head = kind { true } else { false } }
    var isByline: Bool { if case .byline = kind { true } else { false } }

    /// Whether what ends it ends an article.
    var isSigned: Bool { signature != nil || endsWithSource }

    var glyphCount: Int { pieces.reduce(0) { $0 + $1.count } }
}

/// Turns runs of rows into units and reads what opens and ends them.
struct UnitBuilder {
    let sheet: Sheet
    let vocabulary: Vocabulary
    let shadows: Shadows

    func units(_ runs: [Run]) -> [Unit] {
        var units: [Unit] = []
        let bylines = BylineReader(sheet: sheet, vocabulary: vocabulary)
        for run in runs {
            let rows = run.rows.filter { !shadows.rows.contains($0) }
            let pieces = rows.map { sheet.rows[$0].glyphs }
            switch run.kind {
            case .head:
                units.append(Unit(kind: .head, rows: rows, pieces: pieces))
            case .apart(.byline):
                var unit = Unit(kind: .byline, rows: Array(run.rows), pieces: pieces)
                unit.reading = bylines.read(pieces[0]) ?? bylines.readAuthor(pieces[0])
                units.append(unit)
            case .apart(.table), .apart(.verse):
                units.append(Unit(kind: .paragraph, rows: Array(run.rows), pieces: pieces, isLine: true))
            case .apart(let role):
                // Rows of a notice that follow each other are one block.
                if (role == .notice || role == .advert), let last = units.last, case .apart(role) = last.kind,
                    sheet.rows[run.rows.lowerBound].blankLinesAbove == 0
                {
                    units[units.count - 1].rows += run.rows
                    units[units.count - 1].pieces += pieces
                } else {
                    units.append(Unit(kind: .apart(role), rows: Array(run.rows), pieces: pieces))
                }
            case .paragraph:
                var unit = Unit(
                    kind: .paragraph,
                    rows: Array(run.rows),
                    pieces: pieces,
                    column: run.column,
                    isOpenAtStart: run.isOpenAtStart,
                    isOpenAtEnd: run.isOpenAtEnd
                )
                complete(&unit)
                units.append(unit)
            }
        }
        joinBylineRows(&units, bylines)
        CaptionFinder(sheet: sheet, vocabulary: vocabulary).mark(&units)
        return units
    }

    /// Names on a row by themselves below a headline and above its body are a byline though no word says so.
    func partNames(_ units: inout [Unit], _ joint: HeadlineJoint) {
        let bylines = BylineReader(sheet: sheet, vocabulary: vocabulary)
        var index = 0
        while index + 1 < units.count {
            defer { index += 1 }
            guard units[index].isHead, units[index + 1].isParagraph, units[index].rows.count > 1,
                let row = units[index].rows.last, let piece = units[index].pieces.last,
                let above = units[index].pieces.dropLast().last,
                piece.count < above.count || piece.dropFirst().contains(where: { sheet.glyphs[$0].hasGap }),
                shadows.repeats[row] == nil, let reading = bylines.readAuthor(piece),
                !isPhrase(piece, behind: above, joint.grams)
            else { continue }
            units[index].rows.removeLast()
            units[index].pieces.removeLast()
            var byline = Unit(kind: .byline, rows: [row], pieces: [piece])
            byline.reading = reading
            units.insert(byline, at: index + 1)
            index += 1
        }
    }

    /// Whether a row that could be a name is rather a phrase, or goes on with the row above.
    private func isPhrase(_ range: Range<Int>, behind above: Range<Int>, _ grams: GramIndex) -> Bool {
        let phrases = vocabulary.phrases
        let glyphs = sheet.glyphs
        if phrases.areJoined(glyphs[above.upperBound - 1], glyphs[range.lowerBound]) { return true }
        if above.upperBound == range.lowerBound, grams.occurrences(at: above.upperBound - 1) > 1 { return true }
        if range.dropFirst().contains(where: { glyphs[$0].hasGap }) { return false }
        return range.dropLast().contains { index in
            !glyphs[index + 1].hasGap
                && (phrases.areJoined(glyphs[index], glyphs[index + 1]) || grams.occurrences(at: index) > 3)
        }
    }

    /// Reads the dateline and the signature of a paragraph.
    func complete(_ unit: inout Unit) {
        let range = span(unit)
        unit.opening = DatelineReader(sheet: sheet, vocabulary: vocabulary).read(
            at: range.lowerBound,
            before: range.upperBound
        )
        unit.signature = nil
        unit.reading = nil
        unit.endsWithSource = false
        let last = unit.pieces[unit.pieces.count - 1]
        // A bracket that wraps is read where its rows follow each other in the file.
        let tail =
            unit.pieces.count > 1 && unit.pieces[unit.pieces.count - 2].upperBound == last.lowerBound
            ? unit.pieces[unit.pieces.count - 2].lowerBound..<last.upperBound : last
        guard sheet.glyphs[tail.upperBound - 1].characterClass == .closing else {
            readTrailingCredit(&unit, tail)
            return
        }
        var open = tail.upperBound - 2
        while open > tail.lowerBound, tail.upperBound - open < 60, sheet.glyphs[open].characterClass != .opening {
            open -= 1
        }
        guard open > tail.lowerBound, sheet.glyphs[open].characterClass == .opening else { return }
        let before = sheet.glyphs[open - 1].characterClass
        let followsSentence = before == .terminator || before == .closingQuote
        if let reading = BylineReader(sheet: sheet, vocabulary: vocabulary).read(open..<tail.upperBound),
            reading.hasRole || followsSentence && reading.isNamesAlone
        {
            unit.signature = open..<tail.upperBound
            unit.reading = reading
        } else if followsSentence, tail.upperBound - open <= 24 {
            unit.endsWithSource = isSource(open + 1, before: tail.upperBound)
        }
    }

    /// Whether what stands in a bracket begins with 据, 综合 or the name of an agency.
    private func isSource(_ start: Int, before end: Int) -> Bool {
        sheet.match(vocabulary.sourceWords, at: start, before: end) != nil
            || sheet.match(vocabulary.agencies, at: start, before: end) != nil
    }

    /// Reads a credit without brackets behind the last sentence: …。 本报记者 王 强 摄.
    private func readTrailingCredit(_ unit: inout Unit, _ tail: Range<Int>) {
        var start = tail.upperBound
        while start > tail.lowerBound, tail.upperBound - start < 30,
            sheet.glyphs[start - 1].characterClass != .terminator,
            sheet.glyphs[start - 1].characterClass != .closingQuote
        {
            start -= 1
        }
        guard start > tail.lowerBound, tail.upperBound - start >= 3, tail.upperBound - start < 30 else { return }
        if let reading = BylineReader(sheet: sheet, vocabulary: vocabulary).read(start..<tail.upperBound),
            reading.hasRole
        {
            unit.signature = start..<tail.upperBound
            unit.reading = reading
        }
    }

    /// The glyphs from the start of the unit on, as far as its rows follow each other in the file.
    private func span(_ unit: Unit) -> Range<Int> {
        var end = unit.pieces[0].upperBound
        for piece in unit.pieces.dropFirst() {
            guard piece.lowerBound == end else { break }
            end = piece.upperBound
        }
        return unit.pieces[0].lowerBound..<end
    }

    /// A byline that wraps: a row of names under a byline belongs to it.
    private func joinBylineRows(_ units: inout [Unit], _ bylines: BylineReader) {
        var result: [Unit] = []
        result.reserveCapacity(units.count)
        for unit in units {
            if let last = result.last, last.isByline, unit.isHead || unit.isParagraph && unit.rows.count == 1,
                let row = unit.rows.first, row == (last.rows.last ?? -2) + 1, sheet.rows[row].blankLinesAbove == 0,
                unit.pieces[0].count <= 14,
                let reading = bylines.read(last.pieces[0].lowerBound..<unit.pieces[0].upperBound),
                let own = bylines.read(unit.pieces[0]), own.surnames == own.people.count, !own.hasMark,
                !own.people.isEmpty
            {
                result[result.count - 1].rows.append(row)
                result[result.count - 1].pieces.append(unit.pieces[0])
                result[result.count - 1].reading = reading
                var rest = unit
                rest.rows.removeFirst()
                rest.pieces.removeFirst()
                if !rest.rows.isEmpty { result.append(rest) }
                continue
            }
            result.append(unit)
        }
        units = result
    }
}
