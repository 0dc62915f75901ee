import TextScanning

/// How a page's dump parts the rows of a column by empty lines.
///
/// Programs that find blocks by the distance of lines part rows where it is about the limit: at some heights and not at
/// others, and in all columns of a body alike. A row that holds characters of another font is as high as these, so that
/// it is hardly ever parted from its neighbours; a character is taken for one if it is no ideograph or mark of East Asia, and a
/// blank in a row for one too.
struct CutHabit {
    /// How often rows of ideographs alone are parted in mid-paragraph.
    let rate: Float
    /// How often they are where one of the rows holds other characters.
    let tallRate: Float
    /// Whether empty lines stand between blocks, so that rows without one stand together.
    let partsBlocks: Bool
    /// For each row of the sheet whether it holds other characters than ideographs and their marks.
    private let isTall: [Bool]

    /// Counts the rows of `units` that follow each other in mid-sentence.
    init(_ sheet: Sheet, _ units: [Unit]) {
        let isTall = sheet.rows.map { row in sheet.glyphs[row.glyphs].contains { $0.code < 0x2E80 || $0.hasGap } }
        var parted: (plain: Float, tall: Float) = (0, 0)
        var joined: (plain: Float, tall: Float) = (0, 0)
        for (number, unit) in units.enumerated() where unit.isParagraph {
            for (upper, lower) in zip(unit.rows, unit.rows.dropFirst())
            where sheet.ending(sheet.rows[upper].glyphs) == .none {
                if isTall[upper] || isTall[lower] { joined.tall += 1 } else { joined.plain += 1 }
            }
            guard number + 1 < units.count, units[number + 1].isParagraph, let upper = unit.rows.last,
                let lower = units[number + 1].rows.first, sheet.rows[lower].blankLinesAbove > 0,
                unit.isOpenAtEnd || sheet.ending(sheet.rows[upper].glyphs) == .none
            else { continue }
            if isTall[upper] || isTall[lower] { parted.tall += 1 } else { parted.plain += 1 }
        }
        self.isTall = isTall
        partsBlocks = sheet.rows.count { $0.blankLinesAbove > 0 } * 12 > sheet.rows.count
        rate = min(0.9, (parted.plain * 0.8 + 0.5) / (parted.plain * 0.8 + joined.plain + 2))
        tallRate = min(rate, (parted.tall * 0.5 + 0.3) / (parted.tall * 0.5 + joined.tall + 5))
    }

    /// Whether rows of ideographs alone meet.
    func isPlain(_ upper: Int, _ lower: Int) -> Bool { !isTall[upper] && !isTall[lower] }

    /// Whether the row holds other characters.
    func isTall(_ row: Int) -> Bool { isTall[row] }
}
