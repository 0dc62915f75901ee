/// What kinds of evidence count for a decision, and how much.
///
/// A table is data: `presscut-bench learn` makes its weights anew from pages with truth.
package struct EvidenceTable: Sendable {
    /// The decisions that have a table.
    package enum Kind: String, Sendable, CaseIterable {
        /// Whether a story begins between two paragraphs.
        case seam
        /// The same where the dump mixed columns.
        case mixedSeam
        /// Whether a headline line goes on in the line below it.
        case joint
        /// Whether an item's body is whole and alone.
        case body
        /// Whether an item's headline is its own and read rightly.
        case headline
        /// Whether a byline names an item's people.
        case byline
    }

    /// One kind of evidence.
    package struct Row: Sendable {
        /// What it is, in words for `parse --explain`.
        package var name: String
        /// The weight that reason gives it, which holds where the pages have no case of it.
        package var prior: Float
        /// The weight learned, in nats.
        package var weight: Float

        init(_ name: String, _ prior: Float, _ weight: Float) {
            self.name = name
            self.prior = prior
            self.weight = weight
        }
    }

    /// The rows, in the order of the features.
    package let rows: [Row]
    private let weights: [Float]

    init(_ rows: [Row]) {
        self.rows = rows
        weights = rows.map(\.weight)
    }

    /// The table of a decision.
    package static func table(of kind: Kind) -> EvidenceTable {
        switch kind {
        case .seam: .seam
        case .mixedSeam: .mixedSeam
        case .joint: .joint
        case .body: .body
        case .headline: .headline
        case .byline: .byline
        }
    }

    /// The log odds that `features` give.
    func evidence(_ features: [Float]) -> Float {
        var sum: Float = 0
        for index in features.indices { sum += features[index] * weights[index] }
        return sum
    }

    /// The features that count, the strongest first.
    func reasons(_ features: [Float]) -> String {
        features.indices.map { ($0, features[$0] * weights[$0]) }.filter { abs($0.1) >= 0.05 }
            .sorted { abs($0.1) > abs($1.1) }
            .map { "\(rows[$0.0].name) \(Float(Int($0.1 * 100)) / 100)" }.joined(separator: "; ")
    }
}

/// The evidence of one place on a page, and what stands there in truth.
package struct EvidenceSample: Sendable {
    /// In the order of the table.
    package var features: [Float]
    /// What is true there.
    package var isPositive: Bool

    /// Evidence and truth.
    package init(features: [Float], isPositive: Bool) {
        self.features = features
        self.isPositive = isPositive
    }
}
