import TextScanning

/// Finds the rows whose part only their block tells: tables, poems, notices below their title.
struct BlockRoles {
    let sheet: Sheet
    let vocabulary: Vocabulary
    /// The width that half of the page's rows exceed.
    private let usualWidth: Float

    init(sheet: Sheet, vocabulary: Vocabulary) {
        self.sheet = sheet
        self.vocabulary = vocabulary
        let widths = sheet.rows.map(\.width).sorted()
        usualWidth = widths.isEmpty ? 0 : widths[widths.count / 2]
    }

    /// Corrects `roles` where a block tells more than its rows.
    func refine(_ roles: inout [RowRole]) {
        let cells = sheet.rows.map { self.cells(of: $0) }
        markTables(&roles, cells)
        let hasBlanks = sheet.rows.count { $0.blankLinesAbove > 0 } >= 2
        guard hasBlanks else { return }
        markAuthors(&roles)
        var start = 0
        while start < roles.count {
            var end = start + 1
            while end < roles.count, sheet.rows[end].blankLinesAbove == 0 { end += 1 }
            if let role = titleRole(start, roles), end == roles.count || roles[end] != .opening {
                for row in start..<end where roles[row] == .text || roles[row] == .names { roles[row] = role }
            } else if isVerse(start..<end, roles, cells) {
                for row in start..<end { roles[row] = .verse }
            }
            start = end
        }
    }

    // MARK: Tables

    private struct Cells {
        var count = 1
        var figures = 0
    }

    /// How many stretches without blanks a row has, and how many of them begin with a figure.
    private func cells(of row: Row) -> Cells {
        guard row.glyphs.count <= 60 else { return Cells() }
        var cells = Cells()
        for index in row.glyphs {
            let glyph = sheet.glyphs[index]
            if glyph.characterClass == .terminator || glyph.code == 0xFF0C { return Cells() }
            let begins = index == row.glyphs.lowerBound || glyph.hasGap
            if begins, index > row.glyphs.lowerBound { cells.count += 1 }
            if begins, glyph.characterClass == .digit || glyph.code == 0x2D { cells.figures += 1 }
        }
        return cells
    }

    /// Marks stretches of two and more rows of cells with figures, the row of names above them and the note below.
    private func markTables(_ roles: inout [RowRole], _ cells: [Cells]) {
        var start = 0
        while start < roles.count {
            var end = start
            while end < roles.count, roles[end] == .text, cells[end].count >= 3, cells[end].figures >= 2 { end += 1 }
            if end - start >= 2 {
                var first = start
                if first > 0, roles[first - 1] == .text || roles[first - 1] == .names,
                    abs(cells[first - 1].count - cells[first].count) <= 1, cells[first - 1].count >= 3
                {
                    first -= 1
                }
                var last = end
                if last < roles.count, sheet.rows[last].blankLinesAbove == 0, roles[last] == .text,
                    sheet.match(
                        vocabulary.tableNotes,
                        at: sheet.rows[last].glyphs.lowerBound,
                        before: sheet.rows[last].glyphs.upperBound
                    ) != nil
                {
                    last += 1
                }
                for row in first..<last { roles[row] = .table }
                start = last
            }
            start = max(start + 1, end)
        }
    }

    // MARK: Authors

    /// Marks rows below a text and above an empty line that name its author without a mark: 读者 何川.
    private func markAuthors(_ roles: inout [RowRole]) {
        let bylines = BylineReader(sheet: sheet, vocabulary: vocabulary)
        for row in roles.indices.dropFirst() where roles[row] == .text || roles[row] == .names {
            guard sheet.rows[row].blankLinesAbove == 0, !roles[row - 1].isApart,
                row + 1 == roles.count || sheet.rows[row + 1].blankLinesAbove > 0,
                sheet.ending(sheet.rows[row - 1].glyphs) == .sentence,
                bylines.readAuthor(sheet.rows[row].glyphs) != nil
            else { continue }
            roles[row] = .byline
        }
    }

    // MARK: Notices

    /// Whether a row by itself is the title of a notice or advert, which then is all of its block.
    private func titleRole(_ row: Int, _ roles: [RowRole]) -> RowRole? {
        guard roles[row] == .text || roles[row] == .notice || roles[row] == .advert else { return nil }
        let range = sheet.rows[row].glyphs
        guard range.count >= 2, range.count <= 8, row == 0 || sheet.rows[row].blankLinesAbove > 0 else { return nil }
        for (words, role) in [(vocabulary.noticeWords, RowRole.notice), (vocabulary.advertWords, .advert)] {
            guard let word = sheet.ending(words, of: range) else { continue }
            // 发出通知 is news of a notice.
            let before = range.lowerBound..<range.upperBound - word.count
            return sheet.ending(vocabulary.issuingVerbs, of: before) == nil ? role : nil
        }
        return nil
    }

    // MARK: Poems

    /// Whether a block of short rows of different widths, few of which end a sentence, is no stretch of headlines: its
    /// words do not stand elsewhere on the page.
    private func isVerse(_ block: Range<Int>, _ roles: [RowRole], _ cells: [Cells]) -> Bool {
        guard block.count >= 4, block.allSatisfy({ roles[$0] == .text || roles[$0] == .names }) else { return false }
        // All lines of a poem begin alike; a paragraph's first row is set in.
        let indents = block.map { sheet.rows[$0].indent }
        guard (indents.max() ?? 0) - (indents.min() ?? 0) < 1 else { return false }
        var widths: [Float] = []
        var ends = 0
        var figures = 0
        for row in block {
            let range = sheet.rows[row].glyphs
            guard range.count >= 2, range.count <= 18 else { return false }
            widths.append(sheet.rows[row].width)
            figures += cells[row].figures
            let last = sheet.glyphs[range.upperBound - 1]
            if last.characterClass == .terminator { ends += 1 }
        }
        guard figures <= 1, ends * 2 <= block.count, let widest = widths.max() else { return false }
        // The rows of a paragraph all fill the column but the last.
        let full = widths.dropLast().count { $0 > widest - 1.3 }
        guard full * 4 <= block.count || full * 2 <= block.count && ends == 0 || widest < usualWidth - 2,
            endsInPhrases(block)
        else { return false }
        var pairs: Set<UInt64> = []
        for row in block { forEachPair(sheet.rows[row].glyphs) { pairs.insert($0) } }
        guard pairs.count >= 8 else { return false }
        var shared: Set<UInt64> = []
        for row in sheet.rows.indices where !block.contains(row) {
            forEachPair(sheet.rows[row].glyphs) { if pairs.contains($0) { shared.insert($0) } }
        }
        return shared.count * 5 <= pairs.count
    }

    /// Whether the rows end where phrases do, and few have a mark inside, as lines of verse do and those of prose do not.
    private func endsInPhrases(_ block: Range<Int>) -> Bool {
        var cuts = 0
        var pauses = 0
        for row in block {
            let range = sheet.rows[row].glyphs
            if sheet.glyphs[range.dropLast()].contains(where: { $0.code == 0xFF0C || $0.characterClass == .terminator })
            {
                pauses += 1
            }
            guard row + 1 < block.upperBound else { continue }
            let next = sheet.glyphs[sheet.rows[row + 1].glyphs.lowerBound]
            if vocabulary.phrases.areJoined(sheet.glyphs[range.upperBound - 1], next) { cuts += 1 }
        }
        return cuts * 5 <= block.count && pauses * 4 <= block.count
    }

    private func forEachPair(_ range: Range<Int>, _ body: (UInt64) -> Void) {
        for index in range.dropLast() where sheet.glyphs[index].isHan && sheet.glyphs[index + 1].isHan {
            body(UInt64(sheet.glyphs[index].code) << 32 | UInt64(sheet.glyphs[index + 1].code))
        }
    }
}
