import TextScanning

/// What a row is by its own words, before its place on the page is weighed.
enum RowRole: Equatable {
    case text
    case byline
    /// Names and nothing else, which may be anything.
    case names
    case folio
    case editors
    /// The name of a column.
    case column
    case notice
    case advert
    case index
    case jump
    /// A row of a table: cells divided by blanks.
    case table
    /// A line of a poem.
    case verse
    /// Text that opens with a dateline.
    case opening

    /// Whether the row stands outside running text.
    var isApart: Bool { self != .text && self != .names && self != .opening }
}

/// Tells rows apart by what they say.
struct RowRoleReader {
    let sheet: Sheet
    let vocabulary: Vocabulary
    private let bylines: BylineReader
    private let datelines: DatelineReader

    init(sheet: Sheet, vocabulary: Vocabulary) {
        self.sheet = sheet
        self.vocabulary = vocabulary
        bylines = BylineReader(sheet: sheet, vocabulary: vocabulary)
        datelines = DatelineReader(sheet: sheet, vocabulary: vocabulary)
    }

    /// The roles of all rows, those among them that only their neighbours tell.
    func roles() -> [RowRole] {
        var roles = sheet.rows.indices.map { role(of: $0) }
        BlockRoles(sheet: sheet, vocabulary: vocabulary).refine(&roles)
        return roles
    }

    private func role(of index: Int) -> RowRole {
        let range = sheet.rows[index].glyphs
        let glyphs = sheet.glyphs
        let start = range.lowerBound
        if range.count <= 70, isFolio(range) { return .folio }
        if range.count <= 90, isLabelled(range, by: vocabulary.editorWords) { return .editors }
        if isColumn(range) { return .column }
        if isIndexEntry(range) { return .index }
        if opensWith(vocabulary.indexWords, range, maximum: 8), range.count <= 8 { return .index }
        if isLabelled(range, by: vocabulary.noticeWords) { return .notice }
        if isLabelled(range, by: vocabulary.advertWords) { return .advert }
        if isJump(range) { return .jump }
        if range.count <= 70 {
            let first = glyphs[start]
            if first.characterClass == .mark || first.isHan || first.characterClass == .opening
                || first.characterClass == .latin
            {
                if let reading = bylines.read(range) {
                    if reading.isCertain { return .byline }
                    if reading.surnames == reading.people.count, range.count <= 12 { return .names }
                }
            }
        }
        if datelines.hasDateline(at: start, before: range.upperBound) { return .opening }
        return .text
    }

    /// Whether the row is the name of a column and nothing else, marks, brackets and dashes around it apart.
    private func isColumn(_ range: Range<Int>) -> Bool {
        guard range.count <= 24 else { return false }
        func isAround(_ position: Int) -> Bool {
            switch sheet.glyphs[position].characterClass {
            case .han, .digit, .latin: false
            default: true
            }
        }
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isAround(start) { start += 1 }
        while end > start, isAround(end - 1) { end -= 1 }
        return sheet.match(vocabulary.columns, at: start, before: end) == end - start && start < end
    }

    private func opensWith(_ words: Vocabulary.WordList, _ range: Range<Int>, maximum: Int) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound, sheet.glyphs[start].characterClass == .mark { start += 1 }
        return range.count <= maximum && sheet.match(words, at: start, before: range.upperBound) != nil
    }

    /// Whether one of `words` opens the line, parted from what follows by a colon, blank or stroke, as labels are.
    private func isLabelled(_ range: Range<Int>, by words: Vocabulary.WordList) -> Bool {
        var start = range.lowerBound
        let end = range.upperBound
        while start < end, sheet.glyphs[start].characterClass == .mark || sheet.glyphs[start].characterClass == .opening
        {
            start += 1
        }
        guard let length = sheet.match(words, at: start, before: end) else { return false }
        let next = start + length
        if next >= end { return false }
        let glyph = sheet.glyphs[next]
        if glyph.hasGap { return true }
        switch glyph.code {
        case 0xFF1A, 0x3A, 0x2F, 0xFF0F, 0x3001, 0x4E28, 0x7C, 0xFF5C: return true
        default: return false
        }
    }

    /// Whether a blank parts a line of text from the page that it leads to: … 4版.
    private func isIndexEntry(_ range: Range<Int>) -> Bool {
        guard range.count >= 6, range.count <= 34, sheet.glyphs[range.upperBound - 1].code == 0x7248 else {
            return false
        }
        var index = range.upperBound - 2
        while index > range.lowerBound + 3, sheet.glyphs[index].characterClass == .digit, !sheet.glyphs[index].hasGap {
            index -= 1
        }
        return sheet.glyphs[index].characterClass == .digit && sheet.glyphs[index].hasGap
    }

    func isJump(_ range: Range<Int>) -> Bool {
        guard range.count <= 30 else { return false }
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, sheet.glyphs[start].characterClass == .mark || sheet.glyphs[start].characterClass == .opening
        { start += 1 }
        while end > start,
            sheet.glyphs[end - 1].characterClass == .closing || sheet.glyphs[end - 1].characterClass == .mark
        { end -= 1 }
        guard sheet.match(vocabulary.jumpWords, at: start, before: end) != nil else { return false }
        return sheet.glyphs[start..<end].contains { $0.code == 0x7248 }
    }

    /// Whether the line names the issue: a full date with a weekday, a page or a number beside it.
    private func isFolio(_ range: Range<Int>) -> Bool {
        let glyphs = sheet.glyphs
        var signs = 0
        var covered = 0
        var hasDate = false
        var index = range.lowerBound
        func next(_ offset: Int) -> UInt32 { index + offset < range.upperBound ? glyphs[index + offset].code : 0 }
        while index < range.upperBound {
            let glyph = glyphs[index]
            switch glyph.code {
            case 0x5E74:
                if isFullDate(index, range) {
                    hasDate = true
                    signs += 1
                    covered += 9
                }
            case 0x2E, 0x2D, 0x2F, 0x2014:
                if isNumericDate(index, range) {
                    hasDate = true
                    signs += 1
                    covered += 9
                }
            case 0x661F where next(1) == 0x671F: signs += 1; covered += 3
            case 0x7248: if isPageNumber(index, range) { signs += 1; covered += 3 }
            case 0x519C where next(1) == 0x5386, 0x8FB2 where next(1) == 0x66C6: signs += 1; covered += 8
            case 0x7B2C where next(1) != 0: if isIssueNumber(index, range) { signs += 1; covered += 6 }
            case 0x43 where next(1) == 0x4E: signs += 1; covered += 10
            default: break
            }
            if glyph.characterClass == .terminator || glyph.code == 0xFF0C { return false }
            index += 1
        }
        if hasDate { return signs >= 2 || covered + 10 >= range.count }
        return signs >= 2 || signs == 1 && covered >= range.count
    }

    /// Whether 年 at `index` stands in a date with month and day.
    private func isFullDate(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index >= range.lowerBound + 4 else { return false }
        let tail = sheet.glyphs[index + 1..<min(range.upperBound, index + 7)]
        return tail.contains { $0.code == 0x6708 } && tail.contains { $0.code == 0x65E5 }
    }

    /// Whether a year stands before the mark at `index`, and month and day behind it: 2023.4.26.
    private func isNumericDate(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index >= range.lowerBound + 4, index + 3 < range.upperBound else { return false }
        guard sheet.glyphs[index - 4..<index].allSatisfy({ $0.characterClass == .digit }) else { return false }
        var next = index + 1
        while next < range.upperBound, next - index <= 2, sheet.glyphs[next].characterClass == .digit { next += 1 }
        return next > index + 1 && next + 1 < range.upperBound && sheet.glyphs[next].code == sheet.glyphs[index].code
            && sheet.glyphs[next + 1].characterClass == .digit
    }

    private func isPageNumber(_ index: Int, _ range: Range<Int>) -> Bool {
        guard index > range.lowerBound else { return false }
        let before = sheet.glyphs[index - 1]
        if before.isWord { return true }
        return "一二三四五六七八九十".unicodeScalars.contains { $0.value == before.code } && range.count < 40
    }

    private func isIssueNumber(_ index: Int, _ range: Range<Int>) -> Bool {
        var position = index + 1
        var digits = 0
        while position < range.upperBound, sheet.glyphs[position].characterClass == .digit {
            digits += 1
            position += 1
        }
        return digits >= 1 && position < range.upperBound
            && (sheet.glyphs[position].code == 0x671F || sheet.glyphs[position].code == 0x53F7)
    }
}
