/// Sets of pairs of characters, as arrays of their numbers, and the marks by which they are made.
///
/// The pairs of a page are numbered from zero on, so that a mark for each tells what was seen without sorting or hashing.
struct GramMarks {
    private var seen: [Int32]
    private var round: Int32 = 0

    /// Marks for `count` pairs.
    init(count: Int) {
        seen = [Int32](repeating: 0, count: count)
    }

    /// The different pairs of characters in `pieces`, in the order in which they first stand there.
    mutating func set(of pieces: [Range<Int>], _ grams: GramIndex) -> [Int32] {
        round += 1
        let round = round
        var seen = seen.mutableSpan
        var result: [Int32] = []
        result.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces {
            for index in piece {
                let gram = grams.grams[index]
                guard gram >= 0, seen[Int(gram)] != round else { continue }
                seen[Int(gram)] = round
                result.append(gram)
            }
        }
        return result
    }
}
