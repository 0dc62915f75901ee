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
        var postings: [Int32: [Int32]] = [:]
        var weight = [Float](repeating: 0.5, count: heads.count)
        func rarity(_ gram: Int32) -> Float {
            let ratio = total / Float(max(1, frequency[Int(gram)]))
            return 0.2 + Float(ratio.exponent) + ratio.significand - 1
        }
        for (number, head) in heads.enumerated() {
            for gram in head {
                if frequency[Int(gram)] > 0 { weight[number] += rarity(gram) } else { weight[number] += 1 }
                postings[gram, default: []].append(Int32(truncatingIfNeeded: number))
            }
        }
        for (position, set) in paragraphs.enumerated() {
            var sums: [Int32: Float] = [:]
            for gram in set {
                guard let heads = postings[gram], heads.count <= 32 else { continue }
                for head in heads { sums[head, default: 0] += rarity(gram) }
            }
            rows[position] = sums.map { ($0.key, $0.value / weight[Int($0.key)]) }.sorted { $0.head < $1.head }
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
        let upper = max(0, position - 2)..<position
        let lower = position..<min(rows.count, position + 2)
        var before: [Int32: Float] = [:]
        var after: [Int32: Float] = [:]
        for index in upper {
            for entry in rows[index] { before[entry.head] = max(before[entry.head] ?? 0, entry.value) }
        }
        for index in lower { for entry in rows[index] { after[entry.head] = max(after[entry.head] ?? 0, entry.value) } }
        var result: (below: Float, above: Float) = (0, 0)
        for (head, value) in after { result.below = max(result.below, value - (before[head] ?? 0)) }
        for (head, value) in before { result.above = max(result.above, value - (after[head] ?? 0)) }
        return result
    }
}
