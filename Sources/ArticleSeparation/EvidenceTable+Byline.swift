extension EvidenceTable {
    /// What tells that a byline names the people of this item.
    static let byline = EvidenceTable([
        Row("any byline", 0.00, 1.22),
        Row("the way in which it was found, to 0.88", 1.00, 0.82),
        Row("the way in which it was found, beyond", 1.00, 0.72),
        Row("it stands in the text", 0.00, -0.53),
        Row("a mark opens it", 0.00, -0.04),
        Row("no word says what they did", -0.30, 1.40),
        Row("more than two people", 0.00, 0.24),
        Row("columns are mixed", -0.30, -0.69),
        Row("no headline", -0.30, 0.57),
    ])
}
