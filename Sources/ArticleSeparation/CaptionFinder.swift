import Newsprint
import TextScanning

/// Finds the captions of pictures that stand inside articles without a title of their own.
///
/// A caption says so (图为…), or stands in a block of its own without indent on a page that prints indents. What has a
/// title line is a photo item instead, and what stands below a headline is no caption.
struct CaptionFinder {
    let sheet: Sheet
    let vocabulary: Vocabulary

    /// Marks captions in `units`, and the credits below them.
    func mark(_ units: inout [Unit]) {
        let starts = units.filter { $0.isParagraph && !$0.isOpenAtStart && !$0.isLine }
        let indented = starts.count { isIndented($0) }
        let printsIndents = indented >= 4 && indented * 5 >= starts.count * 4
        for index in units.indices.dropFirst() {
            let unit = units[index]
            if let placement = sheet.placement, unit.isParagraph, !unit.rows.isEmpty,
                unit.rows.allSatisfy({ placement.rows[$0].isCaption })
            {
                units[index].kind = .caption
                continue
            }
            guard unit.isParagraph, !unit.isLine, unit.opening == nil, unit.signature == nil, unit.rows.count <= 4,
                !unit.isOpenAtStart, !unit.isOpenAtEnd, units[index - 1].isParagraph, !units[index - 1].isLine,
                !units[index - 1].isOpenAtEnd
            else { continue }
            let credit = index + 1 < units.count && isCredit(units[index + 1]) ? index + 1 : nil
            let next = (credit ?? index) + 1
            guard next < units.count, says(unit) || printsIndents && isBlock(unit, before: units[next]) else {
                continue
            }
            // With its title below it, a caption is an item.
            if credit != nil, units[next].isHead { continue }
            units[index].kind = .caption
            if let credit { units[credit].kind = .credit }
        }
    }

    private func isIndented(_ unit: Unit) -> Bool { sheet.rows[unit.rows[0]].indent >= 1 }

    private func isCredit(_ unit: Unit) -> Bool {
        guard unit.isByline, let reading = unit.reading, let last = unit.pieces.last else { return false }
        if reading.isCredit { return true }
        let end = sheet.glyphs[last.upperBound - 1].code
        return reading.hasRole && (end == 0x6444 || end == 0x651D)
    }

    private func says(_ unit: Unit) -> Bool {
        let range = unit.pieces[0]
        return (sheet.match(vocabulary.captionWords, at: range.lowerBound, before: range.upperBound) ?? 0) > 1
    }

    /// Whether the unit ends a sentence and stands between empty lines without an indent.
    private func isBlock(_ unit: Unit, before next: Unit) -> Bool {
        guard let last = unit.pieces.last, sheet.glyphs[last.upperBound - 1].characterClass == .terminator else {
            return false
        }
        return !isIndented(unit) && sheet.rows[unit.rows[0]].blankLinesAbove > 0
            && sheet.rows[next.rows[0]].blankLinesAbove > 0
    }
}
