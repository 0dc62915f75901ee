/// The one-to-one assignment of greatest total gain between rows and columns.
///
/// Jonker and Volgenant's shortest augmenting paths, O(n³); a row may stay unassigned at gain 0.
enum Assignment {
    /// For each row its column or nil.
    ///
    /// `gains[row][column]` at or below 0 never is worth taking.
    static func best(_ gains: [[Float]], columns: Int) -> [Int?] {
        let rows = gains.count
        guard rows > 0, columns > 0 else { return Array(repeating: nil, count: rows) }
        // Each row gets a private column of gain 0, so that a full assignment always exists.
        let width = columns + rows
        let infinity = Float.infinity
        var rowPotential = [Float](repeating: 0, count: rows + 1)
        var columnPotential = [Float](repeating: 0, count: width + 1)
        var match = [Int](repeating: 0, count: width + 1)
        var way = [Int](repeating: 0, count: width + 1)
        func cost(_ row: Int, _ column: Int) -> Float {
            column < columns ? -max(0, gains[row][column]) : 0
        }
        for row in 1...rows {
            match[0] = row
            var free = 0
            var least = [Float](repeating: infinity, count: width + 1)
            var used = [Bool](repeating: false, count: width + 1)
            repeat {
                used[free] = true
                let current = match[free]
                var delta = infinity
                var next = 0
                for column in 1...width where !used[column] {
                    let reduced = cost(current - 1, column - 1) - rowPotential[current] - columnPotential[column]
                    if reduced < least[column] {
                        least[column] = reduced
                        way[column] = free
                    }
                    if least[column] < delta {
                        delta = least[column]
                        next = column
                    }
                }
                for column in 0...width {
                    if used[column] {
                        rowPotential[match[column]] += delta
                        columnPotential[column] -= delta
                    } else {
                        least[column] -= delta
                    }
                }
                free = next
            } while match[free] != 0
            repeat {
                let previous = way[free]
                match[free] = match[previous]
                free = previous
            } while free != 0
        }
        var result: [Int?] = Array(repeating: nil, count: rows)
        for column in 1...columns where match[column] > 0 {
            if gains[match[column] - 1][column - 1] > 0 { result[match[column] - 1] = column - 1 }
        }
        return result
    }
}
