/// A queue whose first element is the one that is due first.
struct DeadlineHeap<Element> {
    private var items: [(deadline: Duration, element: Element)] = []

    var count: Int { items.count }

    /// When the first element is due.
    var earliest: Duration? { items.first?.deadline }

    mutating func insert(_ element: Element, due deadline: Duration) {
        items.append((deadline, element))
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[child].deadline < items[parent].deadline else { break }
            items.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the first element if it is due at `now`.
    mutating func removeFirst(dueAt now: Duration) -> (deadline: Duration, element: Element)? {
        guard let first = items.first, first.deadline <= now, let last = items.popLast() else { return nil }
        guard !items.isEmpty else { return first }
        items[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < items.count else { break }
            if child + 1 < items.count && items[child + 1].deadline < items[child].deadline { child += 1 }
            guard items[child].deadline < items[parent].deadline else { break }
            items.swapAt(child, parent)
            parent = child
        }
        return first
    }

    mutating func removeAll() {
        items.removeAll()
    }
}
