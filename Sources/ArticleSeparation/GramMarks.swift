/// Sets of pairs of characters, as arrays of their numbers, and the marks by which they are made and compared.
///
/// The pairs of a page are numbered from zero on, so that a mark for each tells what was seen without sorting or hashing.
struct GramMarks {
    private var above: [Int32]
    private var below: [Int32]
    private var round: Int32 = 0

    /// Marks for `count` pairs.
    init(count: Int) {
        above = [Int32](repeating: 0, count: count)
        below = above
    }

    /// The different pairs of characters in `pieces`, in the order in which they first stand there.
    mutating func set(of pieces: [Range<Int>], _ grams: GramIndex) -> [Int32] {
        round += 1
        var result: [Int32] = []
        for piece in pieces {
            for index in piece {
                let gram = grams.grams[index]
                guard gram >= 0, above[Int(gram)] != round else { continue }
                above[Int(gram)] = round
                result.append(gram)
            }
        }
        return result
    }

    /// Calls `body` with every pair that stands in one of `upper` and one of `lower`; how many pairs each side has.
    mutating func forEachShared(
        _ upper: ArraySlice<[Int32]>,
        _ lower: ArraySlice<[Int32]>,
        _ body: (Int32) -> Void
    ) -> (upper: Int, lower: Int) {
        round += 1
        var counts = (upper: 0, lower: 0)
        for set in upper {
            for gram in set where above[Int(gram)] != round {
                above[Int(gram)] = round
                counts.upper += 1
            }
        }
        for set in lower {
            for gram in set where below[Int(gram)] != round {
                below[Int(gram)] = round
                counts.lower += 1
                if above[Int(gram)] == round { body(gram) }
            }
        }
        return counts
    }
}
