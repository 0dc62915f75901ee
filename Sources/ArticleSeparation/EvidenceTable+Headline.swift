extension EvidenceTable {
    /// What tells that the headline of an item is its own and read rightly.
    static let headline = EvidenceTable([
        Row("any headline", 0.50, 2.63),
        Row("how far below 0 its margin is", 0.60, 0.61),
        Row("its margin, to 3", 0.60, -0.13),
        Row("its margin from 3 to 8", 0.30, 0.26),
        Row("how clear its lines are, to 2", 0.50, 1.00),
        Row("how clear its lines are, from 2 to 6", 0.30, 0.27),
        Row("several lines", -0.50, -3.40),
        Row("more than two lines", 0.00, -0.81),
        Row("it stands right above its body", 0.30, -0.60),
        Row("so do others of the page", 0.50, 1.24),
        Row("other lines stand with it", -0.30, -0.11),
        Row("six characters at most", -0.30, 0.43),
        Row("a photo", 0.00, 0.83),
        Row("columns are mixed", -0.30, -0.38),
        Row("its place is known", 0.00, 0.00),
        Row("more headlines than bodies", 0.00, -0.60),
    ])
}
