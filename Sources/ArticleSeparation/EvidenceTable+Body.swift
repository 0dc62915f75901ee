extension EvidenceTable {
    /// What tells that the body of an item is whole and alone.
    static let body = EvidenceTable([
        Row("any body", 0.40, 0.12),
        Row("how far below 0 the weakest seam is", 0.90, 0.55),
        Row("the weakest seam, to 2", 0.90, 0.22),
        Row("the weakest seam beyond 2", 0.40, 0.33),
        Row("the weakest seam inside", 0.00, 0.14),
        Row("one paragraph", 0.00, 0.74),
        Row("five paragraphs and more", -0.30, -0.51),
        Row("a paragraph is cut", -1.00, -0.69),
        Row("a dateline", 0.30, 0.12),
        Row("a mark where it ends", 0.30, -0.12),
        Row("no headline", -0.50, -1.59),
        Row("a headline that is surely its own", 0.30, 0.76),
        Row("a photo", 0.00, 1.27),
        Row("columns are mixed", -1.00, -0.82),
        Row("rows were put in another order", -0.50, -1.38),
        Row("a table or a poem", 0.00, 0.36),
        Row("its place is known", 0.00, 0.00),
        Row("crossheads", 0.00, -1.38),
        Row("headlines stand at their bodies", 0.00, 0.36),
        Row("articles have datelines or bylines", 0.00, 0.08),
    ])
}
