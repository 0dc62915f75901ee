/// The order in which a program dumps blocks that joins the two nearest ones again and again, and takes of each pair the one
/// that stands higher, or farther left, first.
///
/// Two groups are the nearer the less their common rectangle holds besides them; two with a third between them wait until
/// no others are left. Programs that know a page's geometry but not its columns order it in this way.
struct NearestGrouping {
    /// A rectangle, y downwards.
    struct Box {
        var x0: Float
        var y0: Float
        var x1: Float
        var y1: Float

        var area: Float { (x1 - x0) * (y1 - y0) }

        func union(_ other: Box) -> Box {
            Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
        }

        func overlaps(_ other: Box) -> Bool { x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1 }
    }

    /// Two groups and how far they are apart, in one number: what is blocked last, then by distance and by number.
    private struct Pair {
        var key: UInt64

        init(_ first: Int, _ second: Int, distance: Float) {
            let bits = distance.bitPattern
            let ascending = bits ^ (bits >> 31 == 0 ? 0x8000_0000 : 0xFFFF_FFFF)
            key = UInt64(ascending) << 30 | UInt64(first) << 15 | UInt64(second)
        }

        var first: Int { Int(key >> 15 & 0x7FFF) }
        var second: Int { Int(key & 0x7FFF) }
        var isBlocked: Bool {
            get { key >> 62 != 0 }
            set { key = key & ~(1 << 62) | (newValue ? 1 << 62 : 0) }
        }
    }

    private var boxes: [Box]
    private var isGone: [Bool]
    private var parts: [(first: Int, second: Int)]
    private var heap: [Pair] = []
    private let count: Int

    /// Joins `boxes`, of which there must be few: time grows with the square of their number.
    init(_ boxes: [Box]) {
        precondition(boxes.count < 1 << 14)
        self.boxes = boxes
        count = boxes.count
        isGone = [Bool](repeating: false, count: boxes.count)
        parts = [(first: Int, second: Int)](repeating: (-1, -1), count: boxes.count)
        for first in boxes.indices {
            for second in boxes.indices where first < second { push(pair(first, second)) }
        }
        while let pair = pop() {
            let first = pair.first
            let second = pair.second
            guard !isGone[first], !isGone[second] else { continue }
            let whole = self.boxes[first].union(self.boxes[second])
            if !pair.isBlocked, hasOther(first, second, whole) {
                var blocked = pair
                blocked.isBlocked = true
                push(blocked)
                continue
            }
            isGone[first] = true
            isGone[second] = true
            let number = self.boxes.count
            self.boxes.append(whole)
            isGone.append(false)
            parts.append((first, second))
            for other in 0..<number where !isGone[other] { push(self.pair(other, number)) }
        }
    }

    /// The numbers of the boxes in the order of the dump.
    func order() -> [Int] {
        guard count > 0 else { return [] }
        var order: [Int] = []
        order.reserveCapacity(count)
        var waiting = [boxes.count - 1]
        while let number = waiting.popLast() {
            guard number >= count else {
                order.append(number)
                continue
            }
            let (first, second) = parts[number]
            let isSwapped = rank(second) < rank(first)
            waiting.append(isSwapped ? first : second)
            waiting.append(isSwapped ? second : first)
        }
        return order
    }

    /// What is higher comes first, and of two at about one height the left one.
    private func rank(_ number: Int) -> Float {
        0.5 * boxes[number].x0 + 1.5 * (boxes[number].y0 + boxes[number].y1)
    }

    private func hasOther(_ first: Int, _ second: Int, _ whole: Box) -> Bool {
        for other in boxes.indices where !isGone[other] && other != first && other != second {
            if boxes[other].overlaps(whole) { return true }
        }
        return false
    }

    private func pair(_ first: Int, _ second: Int) -> Pair {
        let distance = boxes[first].union(boxes[second]).area - boxes[first].area - boxes[second].area
        return Pair(first, second, distance: distance)
    }

    private mutating func push(_ pair: Pair) {
        var place = heap.count
        heap.append(pair)
        while place > 0, pair.key < heap[(place - 1) / 2].key {
            heap[place] = heap[(place - 1) / 2]
            place = (place - 1) / 2
        }
        heap[place] = pair
    }

    private mutating func pop() -> Pair? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        var place = 0
        while place * 2 + 1 < heap.count {
            var child = place * 2 + 1
            if child + 1 < heap.count, heap[child + 1].key < heap[child].key { child += 1 }
            guard heap[child].key < last.key else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = last
        return top
    }
}
