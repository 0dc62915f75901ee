import Newsprint

/// Takes what stands in frames out of the page: a box is an article of its own, whatever runs around it.
struct FrameSplitter {
    let frames: [Box]
    let cutter: RegionCutter

    /// No page has more; a drawing may.
    private static let most = 300
    /// Fewer characters of running text are a title, a caption or a number, framed for its looks.
    private static let leastCharacters = 24

    /// The sections of `items`, what is framed behind the rest, from top to bottom.
    func sections(of items: [LayoutItem]) -> [Section] { sections(of: items, candidates: frames, depth: 0) }

    private func sections(of items: [LayoutItem], candidates: [Box], depth: Int) -> [Section] {
        guard depth < 4, !candidates.isEmpty, candidates.count <= FrameSplitter.most else {
            return cutter.sections(of: items)
        }
        let valid = candidates.filter { isBox($0, items) }
            .sorted { ($1.width * $1.height, $0.y0, $0.x0) < ($0.width * $0.height, $1.y0, $1.x0) }
        var rest = items
        var inside: [Section] = []
        var taken: [Box] = []
        for frame in valid where !taken.contains(where: { FrameSplitter.holds($0, frame) }) {
            var framed = rest.filter { FrameSplitter.holds(frame, $0) }
            guard framed.count > 1, framed.count < rest.count else { continue }
            let lines = Set(framed.map(\.line))
            rest.removeAll { lines.contains($0.line) }
            taken.append(frame)
            markTitle(in: &framed)
            let inner = candidates.filter { $0 != frame && FrameSplitter.holds(frame, $0) }
            inside += sections(of: framed, candidates: inner, depth: depth + 1)
        }
        return cutter.sections(of: rest) + inside
    }

    /// Whether a frame is a box with an article in it: it begins with a title, and no line reaches over its edges.
    private func isBox(_ frame: Box, _ items: [LayoutItem]) -> Bool {
        let body = cutter.scale.body
        var framed: [LayoutItem] = []
        for item in items {
            if FrameSplitter.holds(frame, item) {
                guard item.box.x0 > frame.x0 - body, item.box.x1 < frame.x1 + body else { return false }
                framed.append(item)
            } else if item.box.overlapX(frame) > body, item.box.y0 < frame.y1 - body * 0.6,
                item.box.y1 > frame.y0 + body * 0.6
            {
                return false
            }
        }
        let text = framed.filter { !$0.isHead }
        guard text.count > 1, text.reduce(0, { $0 + $1.length }) >= FrameSplitter.leastCharacters,
            let first = framed.min(by: { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) })
        else { return false }
        return first.isHead || isTitle(first, before: framed)
    }

    /// Whether the first line of a frame, in the type of running text, is its title by its weight.
    private func isTitle(_ line: LayoutItem, before others: [LayoutItem]) -> Bool {
        line.isBold && line.length <= 30 && !line.endsSentence
            && others.contains { !$0.isBold && $0.box.y0 > line.box.midY && $0.box.overlapX(line.box) > 0 }
            && !others.contains { $0.line != line.line && abs($0.box.midY - line.box.midY) < line.size * 0.5 }
    }

    private func markTitle(in items: inout [LayoutItem]) {
        let order = items.indices.sorted { (items[$0].box.y0, items[$0].box.x0) < (items[$1].box.y0, items[$1].box.x0) }
        guard let first = order.first, !items[first].isHead, isTitle(items[first], before: items) else { return }
        for index in order.prefix(3) {
            guard items[index].isBold, items[index].length <= 30 else { return }
            items[index].isHead = true
        }
    }

    private static func holds(_ frame: Box, _ item: LayoutItem) -> Bool {
        item.box.midX > frame.x0 && item.box.midX < frame.x1 && item.box.midY > frame.y0 && item.box.midY < frame.y1
    }

    private static func holds(_ outer: Box, _ inner: Box) -> Bool {
        inner.x0 > outer.x0 - 4 && inner.x1 < outer.x1 + 4 && inner.y0 > outer.y0 - 4 && inner.y1 < outer.y1 + 4
    }
}
