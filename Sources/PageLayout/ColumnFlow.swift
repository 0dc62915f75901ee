import Newsprint

/// Orders the items of one section: what spans the columns, then column by column.
struct ColumnFlow {
    let scale: TypeScale

    /// The section that `items` form.
    func section(of all: [LayoutItem]) -> Section {
        let captions = all.filter { $0.picture != nil }
        let items = captions.count < all.count ? all.filter { $0.picture == nil } : all
        let ranges = columnRanges(of: items)
        let text = items.filter { !$0.isHead && !$0.isCredit && $0.length > 1 }
        let firstTop = text.map(\.box.y0).min() ?? .infinity
        var top: [LayoutItem] = []
        var columns = [[LayoutItem]](repeating: [], count: ranges.count)
        for item in items {
            let covered = ranges.indices.filter {
                min(ranges[$0].upperBound, item.box.x1) - max(ranges[$0].lowerBound, item.box.x0) > scale.body * 0.7
            }
            let isAbove = item.box.midY < firstTop
            // A headline in no column stands beside the text that it heads.
            let isBeside = item.isHead && covered.isEmpty
            if isAbove && (item.isHead || item.isCredit || covered.count > 1) || isBeside || ranges.isEmpty {
                top.append(item)
            } else {
                let middle = covered.count > 1 ? item.box.x0 + scale.body : item.box.midX
                columns[column(at: middle, ranges)].append(item)
            }
        }
        let order =
            captions.count < all.count
            ? captions.sorted { ($0.picture ?? 0, $0.box.y0) < ($1.picture ?? 0, $1.box.y0) } : []
        return Section(top: ordered(top), columns: columns.filter { !$0.isEmpty }.map(ordered), captions: order)
    }

    /// The left and right edges of the columns that running text forms, from left to right.
    ///
    /// A gutter is a strip that hardly any line crosses, so that a single line set over both columns closes none.
    func columnRanges(of items: [LayoutItem]) -> [Range<Double>] {
        let text = items.filter { !$0.isHead && !$0.isCredit }
        let lines = text.isEmpty ? items : text
        guard let bounds = lines.bounds else { return [] }
        let step = scale.body / 4
        let count = min(4_000, Int(bounds.width / step) + 1)
        var edges = [Int](repeating: 0, count: count + 2)
        for line in lines {
            // A hanging mark or a box a little too wide is none.
            let first = max(0, Int(((line.box.x0 - bounds.x0) / step).rounded()))
            let last = max(first + 1, Int(((line.box.x1 - bounds.x0) / step).rounded()))
            edges[min(first, count)] += 1
            edges[min(last, count + 1)] -= 1
        }
        let tolerated = lines.count >= 8 ? max(1, lines.count / 16) : 0
        var ranges: [Range<Double>] = []
        var depth = 0
        var start: Int?
        var gap = 0
        for cell in 0...count {
            depth += edges[cell]
            if depth > tolerated {
                // A gutter is at least half a character wide.
                if start == nil || gap >= 2 {
                    if let start, gap >= 2 { ranges.append(range(start, cell - gap, bounds, step)) }
                    start = gap >= 2 || start == nil ? cell : start
                }
                gap = 0
            } else {
                gap += 1
            }
        }
        if let start { ranges.append(range(start, count + 1 - gap, bounds, step)) }
        return ranges.isEmpty ? [bounds.x0..<max(bounds.x1, bounds.x0 + step)] : ranges
    }

    private func range(_ first: Int, _ end: Int, _ bounds: Box, _ step: Double) -> Range<Double> {
        bounds.x0 + Double(first) * step..<bounds.x0 + Double(max(end, first + 1)) * step
    }

    private func column(at x: Double, _ ranges: [Range<Double>]) -> Int {
        var best = 0
        var least = Double.infinity
        for (index, range) in ranges.enumerated() {
            let distance = x < range.lowerBound ? range.lowerBound - x : x > range.upperBound ? x - range.upperBound : 0
            if distance < least {
                least = distance
                best = index
            }
        }
        return best
    }

    /// The items from top to bottom, those of one line from left to right.
    private func ordered(_ items: [LayoutItem]) -> [LayoutItem] {
        let sorted = items.sorted { ($0.rowY, $0.rowX, $0.line) < ($1.rowY, $1.rowX, $1.line) }
        var result: [LayoutItem] = []
        var row: [LayoutItem] = []
        for item in sorted {
            if let first = row.first, item.rowY - first.rowY > min(item.size, first.size) * 0.5 {
                result += row.sorted { ($0.rowX, $0.line) < ($1.rowX, $1.line) }
                row = []
            }
            row.append(item)
        }
        return result + row.sorted { ($0.rowX, $0.line) < ($1.rowX, $1.line) }
    }
}
