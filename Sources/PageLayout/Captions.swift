import Newsprint

/// Finds captions by where they stand: right under a picture, no wider than it, in type of their own or signed.
struct Captions {
    private let pictures: [Box]
    private let scale: TypeScale

    /// A picture is at least this wide and high, in points: smaller ones are signets and ornaments.
    private static let leastSide = 40.0
    /// No caption has more lines.
    private static let mostLines = 6
    /// No page of a newspaper has more pictures.
    private static let most = 200

    /// The captions of these pictures; frames that hold no text are pictures too, such as areas of one colour.
    init(pictures: [Box], frames: [Box], scale: TypeScale, turned: Double?) {
        self.scale = scale
        // Under pictures of a page that reads down the captions are many things; they are left to the text.
        self.pictures = turned == nil ? Array((pictures + frames).prefix(Captions.most)) : []
    }

    /// Marks the captions among the items.
    func mark(in items: inout [LayoutItem]) {
        let order = items.indices.sorted { (items[$0].box.y0, items[$0].box.x0) < (items[$1].box.y0, items[$1].box.x0) }
        for (number, picture) in pictures.enumerated() where isPicture(picture, items) {
            var lines: [Int] = []
            var bottom = picture.y1
            for index in order where items[index].box.y0 > picture.y1 - items[index].size * 0.5 {
                let item = items[index]
                guard item.box.x0 < picture.x1, item.box.x1 > picture.x0 else { continue }
                let gap = item.box.y0 - bottom
                guard gap < item.size * (lines.isEmpty ? 1.5 : 0.9), lines.count < Captions.mostLines,
                    item.box.x0 > picture.x0 - item.size, item.box.x1 < picture.x1 + item.size, !item.isHead,
                    item.picture == nil, lines.first.map({ abs(items[$0].size / item.size - 1) < 0.05 }) ?? true
                else { break }
                lines.append(index)
                bottom = max(bottom, item.box.y1)
            }
            guard let first = lines.first, let last = lines.last else { continue }
            let isOwnType = scale.isOtherSize(items[first]) && items[first].size < scale.body * 1.15
            guard isOwnType || lines.contains(where: { items[$0].isCredit }) && items[last].isCredit else { continue }
            for index in lines {
                items[index].picture = number
                items[index].isCredit = false
            }
        }
    }

    private func isPicture(_ box: Box, _ items: [LayoutItem]) -> Bool {
        box.width >= Captions.leastSide && box.height >= Captions.leastSide
            && !items.contains {
                $0.box.midX > box.x0 && $0.box.midX < box.x1 && $0.box.midY > box.y0 && $0.box.midY < box.y1
            }
    }
}
