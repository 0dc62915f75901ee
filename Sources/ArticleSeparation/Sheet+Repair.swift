import TextScanning

extension Sheet {
    /// Parts rows in which one article's last characters and the next one's dateline were put on one line.
    mutating func splitAtDatelines(_ vocabulary: Vocabulary) {
        var result: [Row] = []
        result.reserveCapacity(rows.count + 8)
        for row in rows {
            var start = row.glyphs.lowerBound
            var isFirst = true
            if row.glyphs.count >= 4 {
                for position in row.glyphs.dropFirst() {
                    let glyph = glyphs[position]
                    guard
                        vocabulary.reportFirsts.contains(glyph.code)
                            && opensReport(at: position, before: row.glyphs.upperBound, vocabulary)
                            || glyph.code == 0xFF08 && opensJump(position..<row.glyphs.upperBound, vocabulary)
                            || glyph.characterClass == .mark
                                && opensByline(at: position, before: row.glyphs.upperBound, vocabulary)
                    else { continue }
                    result.append(
                        Row(
                            glyphs: start..<position,
                            blankLinesAbove: isFirst ? row.blankLinesAbove : 0,
                            indent: isFirst ? row.indent : 0
                        )
                    )
                    isFirst = false
                    start = position
                }
            }
            result.append(
                Row(
                    glyphs: start..<row.glyphs.upperBound,
                    blankLinesAbove: isFirst ? row.blankLinesAbove : 0,
                    indent: isFirst ? row.indent : 0
                )
            )
        }
        rows = result
    }

    /// Whether a jump line in brackets ends a row of other text: …。（下转第4版）.
    private func opensJump(_ range: Range<Int>, _ vocabulary: Vocabulary) -> Bool {
        guard range.count <= 14, glyphs[range.upperBound - 1].characterClass == .closing else { return false }
        return RowRoleReader(sheet: self, vocabulary: vocabulary).isJump(range)
    }

    /// Whether a mark and a byline behind it end a row of other text.
    private func opensByline(at position: Int, before end: Int, _ vocabulary: Vocabulary) -> Bool {
        guard glyphs[position - 1].characterClass != .mark, position + 2 < end else { return false }
        return BylineReader(sheet: self, vocabulary: vocabulary).read(position..<end)?.hasRole ?? false
    }

    private func opensReport(at position: Int, before end: Int, _ vocabulary: Vocabulary) -> Bool {
        let before = glyphs[position - 1]
        if before.code == 0x636E || before.code == 0x64DA { return false }
        let previous = before.characterClass
        guard previous == .han || previous == .terminator || previous == .closing || previous == .closingQuote else {
            return false
        }
        let reader = DatelineReader(sheet: self, vocabulary: vocabulary)
        guard let opening = reader.read(at: position, before: end) else { return false }
        let next = opening.dateline.upperBound
        guard next < end else { return false }
        return glyphs[next].hasGap || opening.byline != nil
    }

    /// Joins rows that are parts of one printed line, cut where the typesetting squeezed two punctuation marks.
    ///
    /// A line never begins with ， or 》; and two rows that meet at punctuation and together just fill a column are one.
    mutating func joinCutLines(columns: [Float], shared: Int, _ vocabulary: Vocabulary) {
        var result: [Row] = []
        result.reserveCapacity(rows.count)
        for row in rows {
            let above = result.count > 1 ? result[result.count - 2].width : 0
            if let last = result.last, isCut(between: last, and: row, above: above, columns: columns, shared: shared),
                !opensJump(row.glyphs, vocabulary)
            {
                var joined = last
                joined.glyphs = last.glyphs.lowerBound..<row.glyphs.upperBound
                joined.width = last.width + row.width
                joined.squeeze = last.squeeze + row.squeeze + 0.5
                result[result.count - 1] = joined
            } else {
                result.append(row)
            }
        }
        rows = result
    }

    private func isCut(between left: Row, and right: Row, above: Float, columns: [Float], shared: Int) -> Bool {
        let last = glyphs[left.glyphs.upperBound - 1]
        let first = glyphs[right.glyphs.lowerBound]
        guard right.indent < 1 else { return false }
        let widest = (columns.max() ?? 30) + 1
        let sum = left.width + right.width
        if first.characterClass.shunsLineStart, first.code >= 0x80 { return sum - right.squeeze <= max(widest, 30) }
        let leftCuts = last.characterClass.isPunctuation && last.code >= 0x80
        let rightCuts = first.characterClass.isPunctuation && first.code >= 0x80
        guard leftCuts && rightCuts, right.blankLinesAbove == 0 else { return false }
        if first.code == 0x3010 { return false }
        let slack = left.squeeze + right.squeeze
        let endsSentence = last.characterClass == .terminator
        let least: Float = endsSentence ? 1.6 : 2.6
        for column in columns.prefix(shared) where left.width < column - 1.6 {
            // Behind a sentence a paragraph may well end: only the column that the row above fills will do.
            if endsSentence, above < column - 1.4 || above > column + 0.9 { continue }
            if sum - slack <= column + 0.4, sum >= column - least { return true }
        }
        return last.characterClass == .opening || last.characterClass == .openingQuote
    }
}
