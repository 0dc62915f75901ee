/// How one article repeats another, as seen from the one.
package enum Relation: String, CaseIterable, Sendable {
    /// The same article: the same bytes, or but for its dateline, its noise or a passage exchanged for another.
    case same
    /// This one is contained in the other.
    case abridged
    /// This one contains the other and has more.
    case extended
    /// A passage stands in both, which are otherwise different articles; it ties them, but does not make them one.
    case quotes

    /// The relation as seen from the other article.
    package var inverse: Relation {
        switch self {
        case .same: .same
        case .abridged: .extended
        case .extended: .abridged
        case .quotes: .quotes
        }
    }

    /// Whether articles so related stand in one cluster.
    package var joins: Bool { self != .quotes }
}

/// What a comparison of two texts has found.
package struct Comparison: Equatable, Sendable {
    /// How the first text repeats the second, or nil if it does not.
    package let relation: Relation?
    /// The share of the smaller set of 5-grams that is in the larger, 0…1.
    package let containment: Double
    /// The share of all 5-grams of both that both have, 0…1.
    package let jaccard: Double

    /// A finding with its figures.
    package init(relation: Relation?, containment: Double, jaccard: Double) {
        self.relation = relation
        self.containment = containment
        self.jaccard = jaccard
    }

    /// The finding as seen from the second text.
    package var inverse: Comparison {
        Comparison(relation: relation?.inverse, containment: containment, jaccard: jaccard)
    }
}
