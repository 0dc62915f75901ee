import ArticleSeparation
import Glibc

/// Logistic regression with a ridge towards given weights, by Newton's steps.
enum EvidenceFit {
    /// A sample and how much it counts.
    struct Case: Sendable {
        var sample: EvidenceSample
        var weight: Double
        /// Cases of one group are never parted between learning and testing.
        var group: Int

        /// `sample`, counted `weight` times, of the page `group`.
        init(_ sample: EvidenceSample, weight: Double, group: Int) {
            self.sample = sample
            self.weight = weight
            self.group = group
        }
    }

    /// How well weights tell the cases apart.
    struct Quality: Sendable {
        /// The share that is decided rightly.
        var accuracy: Double
        /// The mean surprise, in nats.
        var logLoss: Double
    }

    /// The weights that fit `cases`, each drawn towards `priors` as by one case.
    static func weights(_ cases: [Case], priors: [Double]) -> [Double] {
        var weights = priors
        let count = priors.count
        for _ in 0..<40 {
            var gradient = zip(weights, priors).map { $0 - $1 }
            var curvature = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
            for index in 0..<count { curvature[index][index] = 1 }
            for item in cases {
                let chance = 1 / (1 + exp(-score(item, weights)))
                let slip = (chance - (item.sample.isPositive ? 1 : 0)) * item.weight
                let bend = chance * (1 - chance) * item.weight
                let used = item.sample.features.indices.filter { item.sample.features[$0] != 0 }
                for row in used {
                    let value = Double(item.sample.features[row])
                    gradient[row] += slip * value
                    for column in used { curvature[row][column] += bend * value * Double(item.sample.features[column]) }
                }
            }
            let step = solve(curvature, gradient)
            let before = cost(cases, weights, priors)
            var size = 1.0
            var next = weights
            repeat {
                next = zip(weights, step).map { $0 - size * $1 }
                size /= 2
            } while size > 1e-4 && cost(cases, next, priors) > before
            weights = next
            if step.allSatisfy({ abs($0) < 1e-5 }) { break }
        }
        return weights
    }

    /// The quality of weights learned from the other pages, page by page in `folds` parts.
    static func crossValidated(_ cases: [Case], priors: [Double], folds: Int) -> Quality {
        var scores: [(Double, Case)] = []
        for fold in 0..<folds {
            let weights = weights(cases.filter { $0.group % folds != fold }, priors: priors)
            for item in cases where item.group % folds == fold { scores.append((score(item, weights), item)) }
        }
        return quality(scores)
    }

    /// The quality of `weights` on `cases`.
    static func quality(_ cases: [Case], _ weights: [Double]) -> Quality {
        quality(cases.map { (score($0, weights), $0) })
    }

    private static func quality(_ scores: [(Double, Case)]) -> Quality {
        let total = scores.reduce(0) { $0 + $1.1.weight }
        guard total > 0 else { return Quality(accuracy: 0, logLoss: 0) }
        let right = scores.filter { ($0.0 > 0) == $0.1.sample.isPositive }.reduce(0) { $0 + $1.1.weight }
        let loss = scores.reduce(0) { $0 + surprise($1.0, $1.1) }
        return Quality(accuracy: right / total, logLoss: loss / total)
    }

    private static func score(_ item: Case, _ weights: [Double]) -> Double {
        var sum = 0.0
        for index in weights.indices { sum += weights[index] * Double(item.sample.features[index]) }
        return max(-30, min(30, sum))
    }

    private static func surprise(_ score: Double, _ item: Case) -> Double {
        item.weight * log(1 + exp(item.sample.isPositive ? -score : score))
    }

    private static func cost(_ cases: [Case], _ weights: [Double], _ priors: [Double]) -> Double {
        cases.reduce(0) { $0 + surprise(score($1, weights), $1) }
            + zip(weights, priors).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / 2 }
    }

    /// Solves for a positive definite matrix by elimination.
    private static func solve(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        var matrix = matrix
        var vector = vector
        for pivot in vector.indices {
            for row in vector.indices where row > pivot {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                guard factor != 0 else { continue }
                for column in pivot..<vector.count { matrix[row][column] -= factor * matrix[pivot][column] }
                vector[row] -= factor * vector[pivot]
            }
        }
        for pivot in vector.indices.reversed() {
            for column in pivot + 1..<max(pivot + 1, vector.count) {
                vector[pivot] -= matrix[pivot][column] * vector[column]
            }
            vector[pivot] /= matrix[pivot][pivot]
        }
        return vector
    }
}
