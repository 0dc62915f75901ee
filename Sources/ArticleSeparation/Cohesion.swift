/// How much a page's paragraphs on both sides of a place say the same.
///
/// A pair of characters is shared at every place between two paragraphs in which it stands and none between them has it,
/// if both are near enough; so one look at each pair tells of all places.
struct Cohesion {
    /// How many paragraphs on each side count.
    private let reach: Int
    /// For each paragraph the rarity of what those above it share with it and those below.
    private var shared: [Float]
    /// For each stretch of paragraphs how often a pair stands in it again; stretches begin `reach` before the first.
    private var repeats: [Int]
    /// How many pairs all paragraphs before one have.
    private var totals: [Int]

    /// Compares the paragraphs that have the pairs `sets`; a shared pair counts by its `rarity`.
    init(_ sets: [[Int32]], reach: Int, rarity: [Float]) {
        self.reach = reach
        shared = [Float](repeating: 0, count: sets.count)
        repeats = [Int](repeating: 0, count: sets.count + reach)
        totals = [0]
        totals.reserveCapacity(sets.count + 1)
        var latest = [Int32](repeating: -1, count: rarity.count)
        for (lower, set) in sets.enumerated() {
            totals.append(totals[lower] + set.count)
            for gram in set {
                let upper = Int(latest[Int(gram)])
                latest[Int(gram)] = Int32(truncatingIfNeeded: lower)
                guard upper >= 0, lower - upper < reach * 2 else { continue }
                for place in max(upper + 1, lower - reach + 1)...min(lower, upper + reach) {
                    shared[place] += rarity[Int(gram)]
                }
                guard lower - upper < reach else { continue }
                for start in lower - reach + 1...upper { repeats[start + reach] += 1 }
            }
        }
    }

    /// What the stretches above and below the beginning of `paragraph` share, rare pairs counting more, for each pair of
    /// the shorter one.
    func value(at paragraph: Int) -> Float {
        let least = min(count(from: paragraph - reach), count(from: paragraph))
        return min(1, shared[paragraph] / (Float(least) + 20) * 2)
    }

    /// How many different pairs stand in the paragraphs from `start` on.
    private func count(from start: Int) -> Int {
        totals[min(start + reach, totals.count - 1)] - totals[max(0, start)] - repeats[start + reach]
    }
}
