/// Where the fragments of a body stand whose reading order is known.
struct ColumnLayout {
    private let columns: Int
    private let heights: [Int]
    /// For each fragment in file order its column and the row that it begins in.
    private let places: [(column: Int, row: Int)]
    private let columnHeight: Int

    /// Finds the columns of equal height that `order` fits, or none: they end where it goes back in the file.
    init?(order: [Int], heights: [Int]) {
        self.heights = heights
        var feet: [Int] = []
        var rows = 0
        for (position, fragment) in order.enumerated() {
            if position > 0, fragment < order[position - 1] { feet.append(rows) }
            rows += heights[fragment]
        }
        guard !feet.isEmpty else { return nil }
        var best: (off: Int, columns: Int)?
        for columns in 2...5 {
            let height = (rows + columns - 1) / columns
            let off = feet.map { foot in (1..<columns).map { abs(foot - $0 * height) }.min() ?? 0 }.max() ?? 0
            if off < best?.off ?? .max { best = (off, columns) }
        }
        guard let best, best.off <= 1 else { return nil }
        let height = (rows + best.columns - 1) / best.columns
        var places = [(column: Int, row: Int)](repeating: (0, 0), count: heights.count)
        var column = 0
        var row = 0
        for (position, fragment) in order.enumerated() {
            let isBack = position > 0 && fragment < order[position - 1]
            if isBack || column + 1 < best.columns && (row >= height || row + heights[fragment] > height + 1) {
                column += 1
                row = 0
            }
            places[fragment] = (column, row)
            row += heights[fragment]
        }
        self.places = places
        columns = max(best.columns, column + 1)
        columnHeight = height
    }

    /// For each fragment but the first the steps to it that were possible, as indexes of weights, and which was taken.
    func steps() -> [(choices: [Int], taken: Int)] {
        var result: [(choices: [Int], taken: Int)] = []
        var filled = [Int](repeating: 0, count: columns)
        var previous: (column: Int, middle: Float)?
        var isSwitch = false
        for fragment in heights.indices {
            let column = places[fragment].column
            let height = heights[fragment]
            if let from = previous {
                var choices: [Int] = []
                var taken = 0
                for other in 0..<columns where other == column || filled[other] + height <= columnHeight + 1 {
                    if other == column { taken = choices.count }
                    let step = ColumnStep(
                        from: from.column,
                        to: other,
                        isTop: filled[other] == 0,
                        distance: Float(filled[other]) + Float(height) / 2 - from.middle
                    )
                    choices.append(step.rawValue + (isSwitch ? ColumnStep.allCases.count : 0))
                }
                result.append((choices, taken))
                isSwitch = column != from.column
            }
            previous = (column, Float(filled[column]) + Float(height) / 2)
            filled[column] += height
        }
        return result
    }
}
