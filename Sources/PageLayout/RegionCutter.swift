import Newsprint

/// Cuts the page into sections by whitespace that runs through, guided by headlines.
///
/// A headline stands above the columns of its article, and no running text begins beside it: there the page is cut from
/// side to side. Where that goes no further, it is cut from top to bottom along corridors on whose both sides an article
/// begins of its own. Columns of one article part at corridors too, but nothing begins on their right side.
struct RegionCutter {
    let scale: TypeScale
    /// Drawn lines that run from left to right.
    var rules: [Box] = []

    /// No page nests deeper; what is left then is one section.
    private static let deepest = 24
    /// No page of a newspaper has so many lines; they are not cut, since that takes the square of their number.
    private static let most = 8_000

    /// The sections of `items` in reading order.
    func sections(of items: [LayoutItem], depth: Int = 0) -> [Section] {
        guard items.count > 1, items.count <= RegionCutter.most, depth < RegionCutter.deepest else {
            return leaf(items)
        }
        let rows = horizontalParts(of: items)
        if rows.count > 1 { return rows.flatMap { sections(of: $0, depth: depth + 1) } }
        let tracks = verticalParts(of: items)
        if tracks.count > 1 { return tracks.flatMap { sections(of: $0, depth: depth + 1) } }
        if let (rest, inner) = carved(from: items) {
            return sections(of: rest, depth: depth + 1) + sections(of: inner, depth: depth + 1)
        }
        return leaf(items)
    }

    private func leaf(_ items: [LayoutItem]) -> [Section] {
        items.isEmpty ? [] : [ColumnFlow(scale: scale).section(of: items)]
    }

    // MARK: From side to side

    /// The items between cuts from side to side, from top to bottom.
    private func horizontalParts(of items: [LayoutItem]) -> [[LayoutItem]] {
        let sorted = items.sorted { ($0.box.y0, $0.box.x0, $0.line) < ($1.box.y0, $1.box.x0, $1.line) }
        var parts: [[LayoutItem]] = [[]]
        var bottom = -Double.infinity
        let lowest = lowestBodyTops(sorted)
        for (index, item) in sorted.enumerated() {
            if index > 0, item.box.y0 >= bottom - scale.body * 0.15,
                isCut(before: index, in: sorted, above: parts[parts.count - 1], bodyBelow: lowest[index])
            {
                parts.append([])
            }
            parts[parts.count - 1].append(item)
            bottom = max(bottom, item.box.y1)
        }
        return parts
    }

    /// For each index the top of the highest running text from it on.
    private func lowestBodyTops(_ sorted: [LayoutItem]) -> [Double] {
        var tops = [Double](repeating: .infinity, count: sorted.count + 1)
        for index in sorted.indices.reversed() {
            let item = sorted[index]
            tops[index] = item.isHead || item.isCredit ? tops[index + 1] : min(tops[index + 1], item.box.y0)
        }
        return tops
    }

    private func isCut(
        before index: Int,
        in sorted: [LayoutItem],
        above: [LayoutItem],
        bodyBelow: Double
    ) -> Bool {
        let item = sorted[index]
        let gap = item.box.y0 - (above.map(\.box.y1).max() ?? item.box.y0)
        if gap > 0, isRuled(from: item.box.y0 - gap, to: item.box.y0, over: sorted), !tears(above, sorted[index...]) {
            return true
        }
        if item.isHead {
            if continuesHeadline(item, above) || tears(above, sorted[index...]) { return false }
            if bodyBelow >= item.box.y1 - item.size * 0.3 {
                return !comesFromElsewhere(above, belowWhich: sorted[index...])
            }
            // A headline beside its text begins where that does: below a gap that runs through.
        }
        guard gap > max(scale.body * 0.7, scale.lineGap * 1.6) else { return false }
        // In columns side by side no gap runs through but where one thing ends.
        if gap > scale.lineGap + scale.body * 0.6, ColumnFlow(scale: scale).columnRanges(of: above).count > 1 {
            return true
        }
        if crossesGutter(item, of: above) { return true }
        return above.count == 1 && !above[0].isHead && crossesGutter(above[0], of: Array(sorted[index...].prefix(60)))
    }

    /// Whether a drawn line parts what stands above from what stands below, over the whole width of `items`.
    private func isRuled(from top: Double, to bottom: Double, over items: [LayoutItem]) -> Bool {
        guard rules.contains(where: { $0.midY > top - 2 && $0.midY < bottom + 2 }), let bounds = items.bounds else {
            return false
        }
        return rules.contains {
            $0.midY > top - 2 && $0.midY < bottom + 2 && $0.x0 < bounds.x0 + scale.body * 2
                && $0.x1 > bounds.x1 - scale.body * 2
        }
    }

    /// Whether a headline line goes on with the lines above it, with nothing between.
    private func continuesHeadline(_ head: LayoutItem, _ above: [LayoutItem]) -> Bool {
        var nearest: (item: LayoutItem, gap: Double)?
        for item in above.suffix(40) where item.box.overlapX(head.box) > 0 {
            let gap = head.box.y0 - item.box.y1
            if gap < nearest?.gap ?? .infinity { nearest = (item, gap) }
        }
        guard let nearest, nearest.item.isHead else { return false }
        return nearest.gap < max(head.size, nearest.item.size) * 1.6
    }

    /// Whether a cut would part a headline that ends `above` from what stands right under it, or two lines of a text.
    private func tears(_ above: [LayoutItem], _ below: ArraySlice<LayoutItem>) -> Bool {
        let bottom = above.map(\.box.y1).max() ?? 0
        for head in above where head.isHead && bottom - head.box.y1 < head.size * 2 {
            guard !above.contains(where: { $0.box.y0 >= head.box.y1 - 0.01 && $0.box.overlapX(head.box) > 0 }) else {
                continue
            }
            let next = below.first { $0.box.overlapX(head.box) > 0 }
            guard let next else { continue }
            let gap = next.box.y0 - head.box.y1
            if gap < max(head.size, next.isHead ? next.size : 0) * (next.isHead ? 1.3 : 2) { return true }
        }
        return below.prefix { $0.box.y0 < bottom + scale.body * 3 }.contains { item in
            guard !item.isHead else { return false }
            let next = above.filter { $0.box.overlapX(item.box) > 0 }.max { $0.box.y1 < $1.box.y1 }
            guard let next, !next.isHead else { return false }
            return item.box.y0 - next.box.y1 < scale.lineGap * 1.4 + scale.body * 0.3
        }
    }

    /// Whether a column of `above` goes on with text that no column on its left ends with, but one `below` may.
    ///
    /// Where paragraphs have indents, a column that begins without one goes on with a paragraph. If the column on its left
    /// has ended with the end of a paragraph, that begins further down the page, and a cut would part it.
    private func comesFromElsewhere(_ above: [LayoutItem], belowWhich below: ArraySlice<LayoutItem>) -> Bool {
        let flow = ColumnFlow(scale: scale)
        let ranges = flow.columnRanges(of: above)
        guard ranges.count > 1 else { return false }
        let columns = ranges.map { range in
            above.filter { $0.box.midX >= range.lowerBound && $0.box.midX <= range.upperBound }
                .sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
        }
        for (left, right) in zip(columns.indices, columns.indices.dropFirst()) {
            guard let last = columns[left].last(where: { !$0.isCredit }), !last.isHead, last.endsSentence,
                last.box.x1 < ranges[left].upperBound - scale.body * 1.5,
                let first = columns[right].first, !first.isHead, !first.isCredit, columns[right].count > 1,
                first.box.x0 < ranges[right].lowerBound + scale.body * 0.5,
                columns[right].contains(where: { $0.box.x0 > ranges[right].lowerBound + scale.body * 1.2 })
            else { continue }
            let isUnder = below.contains { !$0.isHead && $0.box.midX < ranges[left].upperBound }
            if isUnder { return true }
        }
        return false
    }

    /// Whether an item spans the gap between two columns of the running text of `others`.
    private func crossesGutter(_ item: LayoutItem, of others: [LayoutItem]) -> Bool {
        let columns = ColumnFlow(scale: scale).columnRanges(of: others)
        return zip(columns, columns.dropFirst()).contains {
            item.box.x0 < $0.upperBound - scale.body && item.box.x1 > $1.lowerBound + scale.body
        }
    }

    // MARK: From top to bottom

    /// Whitespace between `items` that runs from top to bottom, from left to right.
    private func corridors(of items: [LayoutItem]) -> [Range<Double>] {
        let sorted = items.sorted { ($0.box.x0, $0.line) < ($1.box.x0, $1.line) }
        var corridors: [Range<Double>] = []
        guard var right = sorted.first?.box.x1 else { return [] }
        for item in sorted.dropFirst() {
            if item.box.x0 - right > scale.body * 0.5 { corridors.append(right..<item.box.x0) }
            right = max(right, item.box.x1)
        }
        return corridors
    }

    /// The items between cuts from top to bottom, from left to right.
    private func verticalParts(of items: [LayoutItem]) -> [[LayoutItem]] {
        let edges = corridors(of: items).map { ($0.lowerBound + $0.upperBound) / 2 }
        guard !edges.isEmpty else { return [items] }
        var strips = [[LayoutItem]](repeating: [], count: edges.count + 1)
        for item in items { strips[edges.count { $0 < item.box.midX }].append(item) }
        var parts: [[LayoutItem]] = [strips[0]]
        var isOpen = !strips[0].contains { !$0.isHead && !$0.isCredit }
        for (index, strip) in strips.enumerated().dropFirst() {
            let next = index + 1 < strips.count ? strips[index + 1] : nil
            if !isOpen, beginsArticle(strip, beside: parts[parts.count - 1], before: next) {
                parts.append(strip)
            } else {
                parts[parts.count - 1] += strip
            }
            // Headlines alone in a strip stand beside the text that follows.
            isOpen = !parts[parts.count - 1].contains { !$0.isHead && !$0.isCredit }
        }
        return parts
    }

    /// Whether a strip of the page opens with a headline of its own.
    ///
    /// A strip of headlines alone is headed by none: it is the headline of the text on its left, unless that has one and
    /// the strip on its right has none.
    private func beginsArticle(
        _ strip: [LayoutItem],
        beside left: [LayoutItem],
        before next: [LayoutItem]?
    ) -> Bool {
        if !strip.contains(where: { !$0.isHead && !$0.isCredit }) {
            guard let next, left.contains(where: \.isHead), let top = next.min(by: { $0.box.y0 < $1.box.y0 }) else {
                return false
            }
            return !top.isHead
        }
        // A headline in the middle above several columns need not reach over the first of them.
        if !left.contains(where: \.isHead), let top = left.map(\.box.y0).min() {
            let head = strip.filter { $0.isHead && $0.box.y1 <= top + scale.body * 0.2 }.max { $0.box.y1 < $1.box.y1 }
            if let head, top - head.box.y1 < max(head.size, scale.body) * 2.5 { return false }
        }
        let sorted = strip.sorted { ($0.box.y0, $0.box.x0, $0.line) < ($1.box.y0, $1.box.x0, $1.line) }
        guard let first = sorted.first(where: { !$0.isCredit }), first.isHead else { return false }
        // A crosshead at the top of a column is smaller than the headline beside it.
        let size = sorted.prefix { $0.isHead || $0.isCredit }.map(\.size).max() ?? 0
        let largest = left.filter(\.isHead).map(\.size).max() ?? 0
        return size >= scale.body * TypeScale.strongHeadRatio || size > largest * 0.8
    }

    // MARK: Out of the middle

    /// The items without, and those of, an article whose headline stands inside the columns of another.
    private func carved(from items: [LayoutItem]) -> ([LayoutItem], [LayoutItem])? {
        let sorted = items.sorted { ($0.box.y0, $0.box.x0, $0.line) < ($1.box.y0, $1.box.x0, $1.line) }
        guard let firstBody = sorted.first(where: { !$0.isHead && !$0.isCredit && $0.length > 8 }) else { return nil }
        for (index, head) in sorted.enumerated() where head.isHead && head.size >= scale.body * 1.35 {
            guard head.box.y0 > firstBody.box.y1, !continuesHeadline(head, Array(sorted[..<index])) else { continue }
            let columns = ColumnFlow(scale: scale).columnRanges(of: items)
            let covered = columns.filter {
                $0.lowerBound < head.box.x1 - scale.body && $0.upperBound > head.box.x0 + scale.body
            }
            guard let left = covered.first?.lowerBound, let right = covered.map(\.upperBound).max() else { continue }
            let top = kickerTop(above: index, in: sorted)
            let inner = items.filter {
                $0.box.y0 >= top - 0.01 && $0.box.midX > left - scale.body && $0.box.midX < right + scale.body
            }
            guard inner.count < items.count, inner.contains(where: { !$0.isHead }) else { continue }
            let lines = Set(inner.map(\.line))
            return (items.filter { !lines.contains($0.line) }, inner)
        }
        return nil
    }

    /// The top of the headline at `index` with the kicker right above it.
    private func kickerTop(above index: Int, in sorted: [LayoutItem]) -> Double {
        var top = sorted[index].box.y0
        for item in sorted[..<index].reversed().prefix(8) {
            let gap = top - item.box.y1
            guard item.box.overlapX(sorted[index].box) > 0 else { continue }
            guard gap < sorted[index].size, item.isHead else { break }
            top = item.box.y0
        }
        return top
    }
}
