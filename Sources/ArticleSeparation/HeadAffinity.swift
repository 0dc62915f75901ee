/// How much each stretch of headline lines speaks of each paragraph: the share of its pairs that stand there, the rare
/// ones counting more.
struct HeadAffinity {
    /// For each paragraph the headlines that share something with it.
    private var rows: [[(head: Int32, value: Float)]]
    private let count: Int

    init(_ heads: [[Int32]], _ paragraphs: [[Int32]], _ frequency: [Int32]) {
        count = heads.count
        rows = Array(repeating: [], count: paragraphs.count)
        guard !heads.isEmpty else { return }
        let total = Float(paragraphs.count) + 1
        var headsByPair = PairLists(count: frequency.count)
        var weight = [Float](repeating: 0.5, count: heads.count)
        func rarity(_ gram: Int32) -> Float {
            let ratio = total / Float(max(1, frequency[Int(gram)]))
            return 0.2 + Float(ratio.exponent) + ratio.significand - 1
        }
        for (number, head) in heads.enumerated() {
            for gram in head {
                if frequency[Int(gram)] > 0 { weight[number] += rarity(gram) } else { weight[number] += 1 }
                headsByPair.add(gram, in: number)
            }
        }
        var sums = [Float](repeating: 0, count: heads.count)
        for (position, set) in paragraphs.enumerated() {
            var touched: [Int32] = []
            for gram in set where 1...32 ~= headsByPair.count(of: gram) {
                let rarity = rarity(gram)
                headsByPair.forEachText(with: gram) { head, _ in
                    if sums[head] == 0 { touched.append(Int32(truncatingIfNeeded: head)) }
                    sums[head] += rarity
                }
            }
            touched.sort()
            rows[position] = touched.map { ($0, sums[Int($0)] / weight[Int($0)]) }
            for head in touched { sums[Int(head)] = 0 }
        }
    }

    /// The greatest share of `head` in one of `positions`.
    func value(_ head: Int, _ positions: Range<Int>) -> Float {
        var result: Float = 0
        for position in positions {
            for entry in rows[position] where entry.head == head { result = max(result, entry.value) }
        }
        return result
    }

    /// The paragraph of which `head` speaks most.
    func best(_ head: Int) -> (position: Int, value: Float)? {
        var best: (Int, Float)?
        for position in rows.indices {
            for entry in rows[position] where entry.head == head && entry.value > best?.1 ?? 0 {
                best = (position, entry.value)
            }
        }
        return best
    }

    /// How far a headline speaks more of the two paragraphs from `position` on than of the two above, and the reverse.
    func change(at position: Int) -> (below: Float, above: Float) {
        let before = greatest(max(0, position - 2)..<position)
        let after = greatest(position..<min(rows.count, position + 2))
        var result: (below: Float, above: Float) = (0, 0)
        var upper = 0
        var lower = 0
        while upper < before.count || lower < after.count {
            let head = min(
                upper < before.count ? before[upper].head : .max,
                lower < after.count ? after[lower].head : .max
            )
            var above: Float = 0
            var below: Float = 0
            if upper < before.count, before[upper].head == head {
                above = before[upper].value
                upper += 1
            }
            if lower < after.count, after[lower].head == head {
                below = after[lower].value
                lower += 1
            }
            result.below = max(result.below, below - above)
            result.above = max(result.above, above - below)
        }
        return result
    }

    /// For each headline that shares something with one of `positions` the greatest share, by headline.
    private func greatest(_ positions: Range<Int>) -> [(head: Int32, value: Float)] {
        var result: [(head: Int32, value: Float)] = []
        for position in positions {
            guard !result.isEmpty else {
                result = rows[position]
                continue
            }
            for entry in rows[position] {
                if let place = result.firstIndex(where: { $0.head == entry.head }) {
                    result[place].value = max(result[place].value, entry.value)
                } else {
                    result.append(entry)
                }
            }
            result.sort { $0.head < $1.head }
        }
        return result
    }
}
