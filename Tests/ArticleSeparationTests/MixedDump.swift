@testable import ArticleSeparation

/// Dumps as programs make them that know where blocks of rows stand, but not which columns they are of.
enum MixedDump {
    /// A dump of `rows`, set in `columns` columns of equal height and parted at the heights `cuts` and where a paragraph
    /// ends, `ends` rows from the top of the body.
    static func text(of rows: [String], columns: Int, cuts: Set<Int>, ends: Set<Int> = []) -> String {
        let height = max(1, (rows.count + columns - 1) / columns)
        var blocks: [Range<Int>] = []
        for row in rows.indices {
            let level = row % height
            if level == 0 || cuts.contains(level) || ends.contains(row) {
                blocks.append(row..<row + 1)
            } else {
                blocks[blocks.count - 1] = blocks[blocks.count - 1].lowerBound..<row + 1
            }
        }
        let boxes = blocks.map { block in
            let left = Float(block.lowerBound / height) * 18
            let top = Float(block.lowerBound % height) * 1.5
            return NearestGrouping.Box(
                x0: left,
                y0: top,
                x1: left + Float(block.map { rows[$0].unicodeScalars.count }.max() ?? 1),
                y1: top + Float(block.count) * 1.5 - 0.5
            )
        }
        return NearestGrouping(boxes).order().map { rows[blocks[$0]].joined(separator: "\n") }
            .joined(separator: "\n\n")
    }
}
