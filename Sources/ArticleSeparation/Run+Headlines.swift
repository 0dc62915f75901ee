import TextScanning

extension Run {
    /// Takes for headline lines what was read as the beginning of a paragraph that is cut, though nothing in it is
    /// punctuated and a report opens right below it: lines as wide as the column, painted between two bodies.
    static func findHeadlines(_ runs: inout [Run], _ sheet: Sheet, _ roles: [RowRole]) {
        for index in runs.indices.dropLast() {
            let run = runs[index]
            guard case .paragraph = run.kind, run.isOpenAtEnd, !run.isOpenAtStart, run.rows.count <= 3,
                roles[runs[index + 1].rows.lowerBound] == .opening
            else { continue }
            let isPunctuated = run.rows.contains { row in
                roles[row] == .opening
                    || sheet.glyphs[sheet.rows[row].glyphs].contains {
                        $0.code == 0xFF0C || $0.characterClass == .terminator
                    }
            }
            guard !isPunctuated else { continue }
            runs[index] = Run(kind: .head, rows: run.rows)
        }
    }
}
