extension EvidenceTable {
    /// What tells that a byline names the people of this item.
    static let byline = EvidenceTable([
        Row("any byline", 0.00, 0.52),
        Row("the way in which it was found, to 0.88", 1.00, 1.01),
        Row("the way in which it was found, beyond", 1.00, -0.11),
        Row("it stands in the text", 0.00, -0.29),
        Row("a mark opens it", 0.00, 0.68),
        Row("no word says what they did", -0.30, -0.09),
        Row("more than two people", 0.00, -1.98),
        Row("columns are mixed", -0.30, -0.13),
        Row("no headline", -0.30, 0.71),
    ])
}
