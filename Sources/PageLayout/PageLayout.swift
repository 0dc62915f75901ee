package import Newsprint

/// Turns what is printed where on a page into a page of text in reading order, for separation.
///
/// The one way for every source that knows positions: a PDF's text layer, ALTO, a scan after text recognition.
package enum PageLayout {
    /// The text of `page` in reading order, its lines with their geometry, and the way back to its boxes.
    ///
    /// `frames` are what is outlined or has a ground of its own, in the measure of the page.
    package static func page(from source: GeometricPage, frames: [Box] = []) -> Page {
        var page = source
        page.lines = GutterSplitter.split(source.lines)
        let turned = isVertical(page) ? page.width : nil
        let repeats = Overprint.repeats(of: page.lines)
        var items = page.lines.indices.filter { repeats[$0] == nil }.map {
            LayoutItem(page.lines[$0], line: $0, turned: turned)
        }
        let isExact = !page.lines.contains { $0.words[0].confidence != nil }
        let scale = TypeScale(items, isExact: isExact)
        for index in items.indices { items[index].isHead = scale.isHead(items[index]) }
        Kickers(scale: scale).mark(in: &items)
        Captions(pictures: page.pictures, frames: frames, scale: scale, turned: turned).mark(in: &items)
        let (head, foot) = margins(of: items, height: turned ?? page.height)
        let margins = Set((head + foot).map(\.line))
        func upright(_ box: Box) -> Box {
            guard let turned else { return box }
            return Box(x0: box.y0, y0: turned - box.x1, x1: box.y1, y1: turned - box.x0)
        }
        let cutter = RegionCutter(scale: scale, rules: page.rules.map(upright).filter { $0.width > $0.height })
        let splitter = FrameSplitter(frames: frames.map(upright), cutter: cutter)
        let middle = splitter.sections(of: items.filter { !margins.contains($0.line) })
        let sections =
            [head].filter { !$0.isEmpty }.map { Section(top: $0, columns: []) } + middle
            + [foot].filter { !$0.isEmpty }.map { Section(top: $0, columns: []) }
        return PageComposer(source: page, scale: scale, repeats: repeats).compose(sections)
    }

    /// The lines at the head and the foot of the page that speak of the issue, not of the news.
    private static func margins(of items: [LayoutItem], height: Double) -> ([LayoutItem], [LayoutItem]) {
        let folios = items.filter(\.isFolio)
        let head = folios.filter { $0.box.midY < height * 0.15 }
        let foot = folios.filter { $0.box.midY > height * 0.85 }
        return (
            head.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) },
            foot.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
        )
    }

    /// Whether most of the page is set from top to bottom.
    private static func isVertical(_ page: GeometricPage) -> Bool {
        var down = 0
        var all = 0
        for word in page.lines.lazy.flatMap(\.words) {
            let count = word.text.utf8.count
            all += count
            if word.direction == .down { down += count }
        }
        return down * 2 > all
    }
}
