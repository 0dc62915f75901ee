/// Short lists of texts under the numbers of the pairs that stand in them, all in one array.
struct PairLists {
    private struct Entry {
        var text: Int32
        var weight: Float
        /// The entry of the same pair that was made before, or -1.
        var earlier: Int32
        /// How many entries the pair has up to this one.
        var count: Int32
    }

    private var entries: [Entry] = []
    private var latest: [Int32]

    /// Empty lists for `count` pairs.
    init(count: Int) {
        latest = [Int32](repeating: -1, count: count)
    }

    /// Notes that `pair` stands in `text`, once however often; texts come one after the other.
    mutating func add(_ pair: Int32, in text: Int, weight: Float = 1) {
        let earlier = latest[Int(pair)]
        let before = earlier >= 0 ? entries[Int(earlier)] : Entry(text: -1, weight: 0, earlier: -1, count: 0)
        guard before.text != text else { return }
        latest[Int(pair)] = Int32(truncatingIfNeeded: entries.count)
        entries.append(
            Entry(text: Int32(truncatingIfNeeded: text), weight: weight, earlier: earlier, count: before.count + 1)
        )
    }

    /// In how many texts `pair` stands.
    func count(of pair: Int32) -> Int {
        let place = latest[Int(pair)]
        return place >= 0 ? Int(entries[Int(place)].count) : 0
    }

    /// Calls `body` with each text that `pair` stands in, the last one first, and with what it weighs there.
    func forEachText(with pair: Int32, _ body: (Int, Float) -> Void) {
        var place = latest[Int(pair)]
        while place >= 0 {
            let entry = entries[Int(place)]
            body(Int(entry.text), entry.weight)
            place = entry.earlier
        }
    }
}
