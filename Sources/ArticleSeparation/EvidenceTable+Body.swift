extension EvidenceTable {
    /// What tells that the body of an item is whole and alone.
    static let body = EvidenceTable([
        Row("any body", 0.40, -1.73),
        Row("how far below 0 the weakest seam is", 0.90, 0.01),
        Row("the weakest seam, to 2", 0.90, 1.28),
        Row("the weakest seam beyond 2", 0.40, 0.29),
        Row("the weakest seam inside", 0.00, -0.26),
        Row("one paragraph", 0.00, 0.77),
        Row("five paragraphs and more", -0.30, -0.57),
        Row("a paragraph is cut", -1.00, -0.39),
        Row("a dateline", 0.30, 0.27),
        Row("a mark where it ends", 0.30, -0.04),
        Row("no headline", -0.50, -1.18),
        Row("a headline that is surely its own", 0.30, 0.91),
        Row("a photo", 0.00, 1.57),
        Row("columns are mixed", -1.00, -1.02),
        Row("rows were put in another order", -0.50, -1.43),
        Row("a table or a poem", 0.00, 1.37),
        Row("its place is known", 0.00, 0.00),
        Row("crossheads", 0.00, -1.10),
        Row("headlines stand at their bodies", 0.00, 0.06),
        Row("articles have datelines or bylines", 0.00, 0.59),
    ])
}
