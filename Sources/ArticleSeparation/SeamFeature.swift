/// What tells that one article ends and another begins between two paragraphs, and how much it counts.
enum SeamFeature {
    /// Names for `explain`, in the order of `BodySegmenter.features`.
    static let names = [
        "any two paragraphs", "dateline", "signature above", "byline between", "byline inside a sentence",
        "headline lines between", "headline lines between, where they stand at their bodies",
        "headline lines but no dateline or byline, which the page's articles have",
        "no dateline or byline, which the page's articles have", "another column width", "far wider or narrower column",
        "opens like a report", "a sentence goes on", "no sentence ends above", "shared words nearby", "shared words",
        "a headline's subject begins", "a headline's subject ends", "a headline's subject begins without a mark",
        "opens with a quotation", "a photographer's credit below", "no dateline or byline, which few articles have",
        "headline lines between, where few articles have datelines", "the lines between speak of what follows",
        "the lines between speak of what precedes", "several lines between", "lines between wider than the column",
        "lines between narrower than the column", "nothing between, where headlines stand at their bodies",
        "one short line between and no mark: a crosshead",
    ]

    /// Logistic regression over the seams of pages with truth, in natural and shuffled order, with and without marks; the
    /// last two by reason, since those pages have neither features in chapters nor long texts without any mark.
    static let weights: [Float] = [
        1.84, 3.50, 4.00, 3.77, 0.00, 0.54, 2.59, -1.39, -3.90, 1.10, 1.92, 1.40, -3.00, -2.12, -7.13, -7.35,
        0.95, 0.42, -0.76, 0.14, 3.10, -1.30, -1.10, -1.53, -0.10, 0.64, 1.03, 2.01, -2.2, -4,
    ]

    /// The evidence that a seam needs more for each story beyond the number of headlines.
    static let surplus: Float = 0.5
    /// The most that it needs.
    static let mostSurplus: Float = 2.5

    static func evidence(_ features: [Float]) -> Float {
        var sum: Float = 0
        for index in features.indices { sum += features[index] * weights[index] }
        return sum
    }

    /// The features that count, the strongest first.
    static func reasons(_ features: [Float]) -> String {
        features.indices.map { ($0, features[$0] * weights[$0]) }.filter { abs($0.1) >= 0.05 }
            .sorted { abs($0.1) > abs($1.1) }
            .map { "\(names[$0.0]) \(Float(Int($0.1 * 100)) / 100)" }.joined(separator: "; ")
    }
}
