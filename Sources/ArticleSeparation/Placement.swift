import Newsprint

/// What the place and type of rows tell, where a page's source knows them; evidence beside that of the text.
///
/// All evidence is in nats, as that of the text is, and so large that text decides only where place says little.
struct Placement: Sendable {
    /// The type of running text, in points.
    let bodySize: Double
    /// One for each row of the sheet.
    private(set) var rows: [PageGeometry.Line] = []
    /// For a row the glyphs that print it a second time.
    var overprints: [Int: [Range<Int>]] = [:]
    /// Whether paragraphs of the page begin with an indent.
    private(set) var indents = false
    /// How far two sizes of the same type may lie apart, as a share: sizes measured on a scan scatter.
    private var tolerance = 0.06
    /// Sections that begin with a headline, by the size of its largest line.
    private var headSizes: [Int: Double] = [:]

    init(bodySize: Double) {
        self.bodySize = max(bodySize, 0.1)
    }

    mutating func append(_ line: PageGeometry.Line) { rows.append(line) }

    /// Learns from all rows how the page is set.
    mutating func complete() {
        if rows.contains(where: { $0.confidence != nil }) { tolerance = 0.15 }
        var indented = 0
        var flush = 0
        for row in rows where row.column != nil && isBodySize(row) {
            let cells = row.indent / row.fontSize
            if 1.2...3.2 ~= cells { indented += 1 } else if cells < 0.4 { flush += 1 }
        }
        indents = indented * 14 > flush
        for row in rows where isHeadType(row) {
            headSizes[row.section] = max(headSizes[row.section] ?? 0, row.fontSize)
        }
    }

    private func isBodySize(_ line: PageGeometry.Line) -> Bool { abs(line.fontSize / bodySize - 1) < tolerance }

    private func isHeadType(_ line: PageGeometry.Line) -> Bool {
        let ratio = line.fontSize / bodySize
        return ratio >= 1 + max(0.18, tolerance * 1.15) || line.isBold && ratio >= 1.05
    }

    /// How sure the source is of the characters of rows, 0…1; 1 if it does not say.
    func confidence(_ indexes: some Sequence<Int>) -> Double {
        var sum = 0.0
        var count = 0.0
        for index in indexes {
            guard let confidence = rows[index].confidence else { continue }
            sum += confidence * rows[index].box.width
            count += rows[index].box.width
        }
        return count > 0 ? sum / count : 1
    }

    // MARK: Measures

    /// Cells between the left edge of the column and the row.
    func indent(_ row: Int) -> Float { Float(rows[row].indent / rows[row].fontSize) }

    /// Cells that the row takes.
    func width(_ row: Int) -> Float { Float(rows[row].box.width / rows[row].fontSize) }

    /// Cells of the row's column.
    func columnWidth(_ row: Int) -> Float {
        let line = rows[row]
        return Float((line.box.width + line.indent + line.slack) / line.fontSize)
    }

    /// The widths of columns of running text, in cells, those with most rows first; at most sixteen.
    ///
    /// Widths that differ by less than a character are one: columns of one article are equal but for rounding.
    var columnWidths: [Float] {
        var counts: [Int: Int] = [:]
        for row in rows.indices where rows[row].column != nil && !isHeadType(rows[row]) {
            counts[Int((columnWidth(row) * 2).rounded()), default: 0] += 1
        }
        var widths: [Float] = []
        for (key, _) in counts.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }) where widths.count < 16 {
            let width = Float(key) / 2
            if widths.allSatisfy({ abs($0 - width) >= 0.9 }) { widths.append(width) }
        }
        return widths
    }

    // MARK: Evidence

    /// Log odds that a row is a headline's line, against running text.
    func headEvidence(_ row: Int) -> Float {
        let line = rows[row]
        let ratio = line.fontSize / bodySize
        if ratio >= 1.3 { return 9 }
        if ratio >= 1.15 { return 6 }
        if line.isBold, ratio >= 0.97 { return line.slack > line.fontSize * 2 || line.column == nil ? 5 : 1 }
        let isAboveColumns = line.column == nil && headSizes[line.section] != nil
        if isAboveColumns { return isBodySize(line) ? 2 : 5 }
        return -6
    }

    /// Log odds that a paragraph begins at a row, against its going on with the row before it.
    func breakEvidence(_ row: Int) -> Float {
        guard row > 0 else { return 0 }
        let line = rows[row]
        let above = rows[row - 1]
        if isHeadType(above) != isHeadType(line) { return 5 }
        var evidence: Float = 0
        if line.section != above.section { evidence += headSizes[line.section] != nil ? 6 : 1 }
        if abs(line.fontSize / above.fontSize - 1) > tolerance * 1.3 { evidence += 4 }
        let slack = above.slack / above.fontSize
        let indent = line.indent / line.fontSize
        if indents {
            evidence += 0.9...3.4 ~= indent ? 6 : indent < 0.5 ? (slack > 1.5 ? 1 : -5) : 0
        } else {
            evidence += slack > 1.5 ? 4 : slack < 0.8 ? -3 : 0
        }
        if line.section == above.section, line.column == above.column {
            let gap = line.box.y0 - above.box.y1
            if gap > line.fontSize * 1.2 { evidence += 2 }
        }
        return evidence
    }

    /// Log odds that an article begins at the row `lower`, whose paragraph follows the one that ends with `upper`.
    func seamEvidence(_ upper: Int, _ lower: Int, heads: [Int]) -> Float {
        let head = heads.map { rows[$0].fontSize / bodySize }.max() ?? 0
        if rows[upper].section == rows[lower].section { return head >= 1.35 ? 0 : -9 }
        let opensWithHead = heads.contains { rows[$0].section == rows[lower].section }
        if opensWithHead { return head >= 1.3 ? 10 : 5 }
        return 0
    }

    /// What it is worth to set headline lines over a story that begins with the row `first`.
    func headGain(_ heads: [Int], first: Int) -> Float {
        guard let last = heads.last else { return 0 }
        return rows[last].section == rows[first].section ? 9 : -5
    }

    /// Log odds that a headline line goes on in the next one, against its being a line of another rank.
    func jointEvidence(_ upper: Int, _ lower: Int) -> Float {
        let first = rows[upper]
        let second = rows[lower]
        guard first.section == second.section else { return -9 }
        let difference = abs(first.fontSize / second.fontSize - 1)
        if difference < tolerance { return first.isBold == second.isBold ? 5 : -9 }
        // Between what scatters and what differs for sure, the size of a scan's type says nothing.
        return tolerance > 0.1 && difference < tolerance * 1.6 ? -1 : -9
    }

    /// What it is worth that two headline lines belong to one headline, whatever their ranks.
    func blockEvidence(_ upper: Int, _ lower: Int) -> Float { rows[upper].section == rows[lower].section ? 12 : 0 }

    /// The number of the part whose type is the largest, the longest of equals.
    func largest(_ parts: [[Int]], among candidates: [Int]) -> Int? {
        candidates.max { left, right in
            let first = parts[left].map { rows[$0].fontSize }.max() ?? 0
            let second = parts[right].map { rows[$0].fontSize }.max() ?? 0
            if abs(first / second - 1) < tolerance * 0.7 { return parts[left].count < parts[right].count }
            return first < second
        }
    }
}
