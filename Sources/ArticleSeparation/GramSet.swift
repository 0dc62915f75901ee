/// Sets of pairs of characters, as sorted arrays of their numbers.
enum GramSet {
    /// The different pairs of characters in `pieces`.
    static func of(_ pieces: [Range<Int>], _ grams: GramIndex) -> [Int32] {
        var result: [Int32] = []
        for piece in pieces {
            for index in piece where grams.grams[index] >= 0 { result.append(grams.grams[index]) }
        }
        return sorted(&result)
    }

    /// The pairs that stand in any of `sets`.
    static func union(_ sets: ArraySlice<[Int32]>) -> [Int32] {
        if sets.count == 1, let only = sets.first { return only }
        var result: [Int32] = []
        for set in sets { result += set }
        return sorted(&result)
    }

    /// Calls `body` with every pair that stands in both sets.
    static func forEachShared(_ left: [Int32], _ right: [Int32], _ body: (Int32) -> Void) {
        var first = 0
        var second = 0
        while first < left.count, second < right.count {
            if left[first] < right[second] {
                first += 1
            } else if left[first] > right[second] {
                second += 1
            } else {
                body(left[first])
                first += 1
                second += 1
            }
        }
    }

    private static func sorted(_ values: inout [Int32]) -> [Int32] {
        values.sort()
        var count = 0
        for index in values.indices where index == 0 || values[index] != values[index - 1] {
            values[count] = values[index]
            count += 1
        }
        values.removeLast(values.count - count)
        return values
    }
}
