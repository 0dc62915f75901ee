import Newsprint
import TextScanning

/// A page's rows put together to paragraphs, headline lines and rows apart, in the order of the file.
struct PageDraft {
    let sheet: Sheet
    let typesetting: Typesetting
    let shadows: Shadows
    let builder: UnitBuilder
    let grams: GramIndex
    let units: [Unit]
    /// Whether some paragraphs are cut, so that any that an empty line parts may be joined wrongly: they are cut there,
    /// and the weaver joins them anew.
    let isMixed: Bool

    /// Reads the rows of `page`; `cutsAlways` treats it as mixed whatever it looks like.
    init(_ page: Page, vocabulary: Vocabulary, weights: Weights, cutsAlways: Bool = false) {
        var sheet = Sheet(page)
        if sheet.placement == nil { sheet.splitAtDatelines(vocabulary) }
        var typesetting = Typesetting(&sheet)
        if sheet.placement == nil {
            let count = sheet.rows.count
            sheet.joinCutLines(
                columns: typesetting.columns,
                shared: typesetting.sharedColumnCount,
                vocabulary
            )
            if sheet.rows.count < count { typesetting = Typesetting(&sheet) }
        }
        let roles = RowRoleReader(sheet: sheet, vocabulary: vocabulary).roles()
        var shadows = Shadows(sheet)
        func read(_ weights: Weights) -> [Run] {
            let model = ParagraphModel(
                sheet: sheet,
                typesetting: typesetting,
                weights: weights,
                shadows: shadows,
                vocabulary: vocabulary
            )
            var runs = model.runs(roles: roles)
            if sheet.placement == nil { Run.findHeadlines(&runs, sheet, roles) }
            return runs
        }
        var runs = read(weights)
        isMixed =
            sheet.placement == nil
            && (cutsAlways || runs.count(where: { $0.isOpenAtStart || $0.isOpenAtEnd }) >= 3
                || Self.cuts(runs, sheet) >= 3)
        if isMixed { runs = read(weights.mixed(partsBlocks: Self.partsBlocks(sheet, roles))) }
        if isMixed { runs = Run.cutAtBlanks(runs, sheet) }
        for run in runs {
            if case .head = run.kind { shadows.remove(from: &sheet, run.rows) }
        }
        self.sheet = sheet
        self.typesetting = typesetting
        self.shadows = shadows
        builder = UnitBuilder(sheet: sheet, vocabulary: vocabulary, shadows: shadows)
        units = builder.units(runs)
        grams = GramIndex(sheet, without: shadows)
    }

    /// Whether empty lines stand around blocks, as the rows show that open reports.
    private static func partsBlocks(_ sheet: Sheet, _ roles: [RowRole]) -> Bool {
        var parted = 0
        var others = 0
        for (row, role) in roles.enumerated().dropFirst() where role == .opening && !roles[row - 1].isApart {
            if sheet.rows[row].blankLinesAbove > 0 { parted += 1 } else { others += 1 }
        }
        return parted >= 2 && others == 0
    }

    /// How many empty lines stand in mid-sentence in paragraphs, as they do where columns break.
    private static func cuts(_ runs: [Run], _ sheet: Sheet) -> Int {
        var count = 0
        for run in runs {
            guard case .paragraph = run.kind else { continue }
            for row in run.rows.dropFirst() where sheet.rows[row].blankLinesAbove > 0 {
                if sheet.ending(sheet.rows[row - 1].glyphs) == .none { count += 1 }
            }
        }
        return count
    }
}
