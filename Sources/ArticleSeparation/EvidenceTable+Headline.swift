extension EvidenceTable {
    /// What tells that the headline of an item is its own and read rightly.
    static let headline = EvidenceTable([
        Row("any headline", 0.50, 1.82),
        Row("how far below 0 its margin is", 0.60, 0.25),
        Row("its margin, to 3", 0.60, 0.29),
        Row("its margin from 3 to 8", 0.30, 0.20),
        Row("how clear its lines are, to 2", 0.50, 1.03),
        Row("how clear its lines are, from 2 to 6", 0.30, 0.27),
        Row("several lines", -0.50, -3.41),
        Row("more than two lines", 0.00, -0.93),
        Row("it stands right above its body", 0.30, -0.56),
        Row("so do others of the page", 0.50, 1.25),
        Row("other lines stand with it", -0.30, -0.19),
        Row("six characters at most", -0.30, -0.70),
        Row("a photo", 0.00, 1.56),
        Row("columns are mixed", -0.30, -0.16),
        Row("its place is known", 0.00, 0.00),
        Row("more headlines than bodies", 0.00, -0.43),
    ])
}
