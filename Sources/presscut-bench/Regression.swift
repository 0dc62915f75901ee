/// Fits weights to examples.
enum Regression {
    /// Logistic regression by Newton's method, with a Gaussian prior of precision `prior` on each weight.
    static func logistic(_ examples: [(features: [Float], isTrue: Bool)], prior: Double = 1) -> [Float] {
        guard let size = examples.first?.features.count else { return [] }
        var weights = [Double](repeating: 0, count: size)
        for _ in 0..<25 {
            var gradient = weights.map { -$0 * prior }
            var curvature = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
            for index in 0..<size { curvature[index][index] = prior }
            for example in examples {
                let sum = zip(weights, example.features).reduce(0) { $0 + $1.0 * Double($1.1) }
                let chance = sigmoid(sum)
                let slope = (example.isTrue ? 1 : 0) - chance
                for line in 0..<size where example.features[line] != 0 {
                    gradient[line] += slope * Double(example.features[line])
                    let share = chance * (1 - chance) * Double(example.features[line])
                    for column in 0..<size { curvature[line][column] += share * Double(example.features[column]) }
                }
            }
            let change = solved(curvature, gradient)
            for index in 0..<size { weights[index] += change[index] }
        }
        return weights.map { Float($0) }
    }

    /// The weights of choices that make those that were taken likely, by ascent along the slope.
    static func choice(_ examples: [(choices: [Int], taken: Int)], size: Int, prior: Double = 0.5) -> [Float] {
        var weights = [Double](repeating: 0, count: size)
        var squares = [Double](repeating: 1e-6, count: size)
        for _ in 0..<300 {
            var gradient = weights.map { -$0 * prior }
            for example in examples {
                let values = example.choices.map { exponential(weights[$0]) }
                let sum = values.reduce(0, +)
                for (place, choice) in example.choices.enumerated() {
                    gradient[choice] += (place == example.taken ? 1 : 0) - values[place] / sum
                }
            }
            for index in 0..<size {
                squares[index] += gradient[index] * gradient[index]
                weights[index] += 0.3 * gradient[index] / squares[index].squareRoot()
            }
        }
        return weights.map { Float($0) }
    }

    private static func sigmoid(_ value: Double) -> Double { 1 / (1 + exponential(-value)) }

    /// The natural logarithm of `value`, which is above 0.
    static func logarithm(_ value: Float) -> Float {
        let ratio = Double((value.significand - 1) / (value.significand + 1))
        var power = ratio
        var sum = 0.0
        for step in stride(from: 1.0, through: 25, by: 2) {
            sum += power / step
            power *= ratio * ratio
        }
        return Float(Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum)
    }

    private static func exponential(_ value: Double) -> Double {
        let limited = max(-40, min(40, value))
        let exponent = (limited * 1.442_695_040_888_963_4).rounded()
        let rest = limited - exponent * 0.693_147_180_559_945_3
        var term = 1.0
        var sum = 1.0
        for step in 1...12 {
            term *= rest / Double(step)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(exponent), significand: sum)
    }

    private static func solved(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        var rows = zip(matrix, vector).map { $0 + [$1] }
        let size = rows.count
        for pivot in 0..<size {
            let best = (pivot..<size).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
            rows.swapAt(pivot, best)
            for line in 0..<size where line != pivot {
                let factor = rows[line][pivot] / rows[pivot][pivot]
                for column in pivot...size { rows[line][column] -= factor * rows[pivot][column] }
            }
        }
        return rows.indices.map { rows[$0][size] / rows[$0][$0] }
    }
}
