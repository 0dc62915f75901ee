import Newsprint

/// Finds the lines of smaller type that belong to the headline right below or above them: kickers and subheadlines.
struct Kickers {
    let scale: TypeScale

    /// The most characters that such a line has.
    private static let longest = 40

    /// Marks these lines as headline lines.
    func mark(in items: inout [LayoutItem]) {
        let order = items.indices.sorted { (items[$0].box.y0, $0) < (items[$1].box.y0, $1) }
        let heads = order.filter { items[$0].isHead && items[$0].size >= scale.body * TypeScale.leastHeadRatio }
        guard !heads.isEmpty else { return }
        let all = items
        for (place, index) in order.enumerated() {
            let item = all[index]
            guard !item.isHead, !item.isCredit, !item.endsSentence, item.length <= Kickers.longest else { continue }
            let below = nearest(order[(place + 1)...].prefix(40).map { all[$0] }, to: item) { $0.box.y0 - item.box.y1 }
            guard let below, below.item.isHead, below.distance < below.item.size * 1.1,
                below.item.size > item.size * 1.1
            else { continue }
            let above = nearest(order[..<place].suffix(60).reversed().map { all[$0] }, to: item) {
                item.box.y0 - $0.box.y1
            }
            // What stands closer to the line above is that text's last line.
            let isFree =
                above.map { $0.item.isHead || $0.distance > below.distance * 0.8 && $0.distance > item.size * 0.7 }
                ?? true
            let isOther = scale.isOtherSize(item) || item.isBold
            if isFree || isOther { items[index].isHead = true }
        }
    }

    /// The nearest of `others` that stands over or under `item`, by the gap between the two.
    private func nearest(
        _ others: [LayoutItem],
        to item: LayoutItem,
        gap: (LayoutItem) -> Double
    ) -> (item: LayoutItem, distance: Double)? {
        var best: (item: LayoutItem, distance: Double)?
        for other in others where other.box.overlapX(item.box) > 0 {
            let distance = gap(other)
            guard distance > -item.size * 0.4 else { continue }
            if distance < best?.distance ?? .infinity { best = (other, distance) }
        }
        return best
    }
}
