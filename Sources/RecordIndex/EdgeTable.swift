internal import Deduplication

/// How two bodies repeat one another.
struct BodyTie: Equatable, Sendable {
    /// What the comparison found; its relation is not nil.
    var comparison: Comparison
    /// Whether it was found on the texts themselves, not on sketches of them.
    var isVerified: Bool

    /// What was found on the texts or on their sketches.
    init(comparison: Comparison, isVerified: Bool) {
        self.comparison = comparison
        self.isVerified = isVerified
    }
}

/// The rows of `edge`: which bodies repeat which, in both directions.
enum EdgeTable {
    private static let relations: [Relation] = [.same, .abridged, .extended, .quotes]

    /// Notes how the body `one` repeats `other`; what is noted of the two stays.
    static func insert(_ tie: BodyTie, _ one: Int, _ other: Int, in database: Database) throws(DatabaseError) {
        try insert(tie.comparison, tie.isVerified, one, other, in: database)
        try insert(tie.comparison.inverse, tie.isVerified, other, one, in: database)
    }

    private static func insert(
        _ comparison: Comparison,
        _ isVerified: Bool,
        _ one: Int,
        _ other: Int,
        in database: Database
    ) throws(DatabaseError) {
        guard let relation = comparison.relation, let code = relations.firstIndex(of: relation) else { return }
        try database.run(
            """
            INSERT OR IGNORE INTO edge(one, other, relation, containment, jaccard, verified) VALUES(?, ?, ?, ?, ?, ?)
            """,
            [
                DatabaseValue(one), DatabaseValue(other), DatabaseValue(code + 1),
                DatabaseValue(hundredths(comparison.containment)), DatabaseValue(hundredths(comparison.jaccard)),
                DatabaseValue(isVerified ? 1 : 0),
            ]
        )
    }

    /// Notes that a person said that two bodies have nothing to do with each other.
    static func part(_ one: Int, _ other: Int, in database: Database) throws(DatabaseError) {
        for (first, second) in [(one, other), (other, one)] {
            try database.run(
                """
                INSERT OR REPLACE INTO edge(one, other, relation, containment, jaccard, verified)
                VALUES(?, ?, 0, 0, 0, 1)
                """,
                [DatabaseValue(first), DatabaseValue(second)]
            )
        }
    }

    /// Forgets all that is noted of two bodies.
    static func forget(_ one: Int, _ other: Int, in database: Database) throws(DatabaseError) {
        for (first, second) in [(one, other), (other, one)] {
            try database.run(
                "DELETE FROM edge WHERE one=? AND other=?",
                [DatabaseValue(first), DatabaseValue(second)]
            )
        }
    }

    /// The bodies that a person parted from a body.
    static func parted(from body: Int, in database: Database) throws(DatabaseError) -> [Int] {
        try database.run("SELECT other FROM edge WHERE one=? AND relation=0", [DatabaseValue(body)]).map {
            $0[0].integer
        }
    }

    /// The bodies that a body repeats or has a passage in common with.
    static func others(of body: Int, in database: Database) throws(DatabaseError) -> [Int] {
        try database.run("SELECT other FROM edge WHERE one=? AND relation>0", [DatabaseValue(body)]).map {
            $0[0].integer
        }
    }

    /// The bodies that a body repeats.
    static func joined(to body: Int, in database: Database) throws(DatabaseError) -> [Int] {
        try database.run("SELECT other FROM edge WHERE one=? AND relation BETWEEN 1 AND 3", [DatabaseValue(body)])
            .map { $0[0].integer }
    }

    /// Forgets that two bodies repeat one another; what a person said of them stays.
    static func remove(_ one: Int, _ other: Int, in database: Database) throws(DatabaseError) {
        try database.run(
            "DELETE FROM edge WHERE relation>0 AND ((one=? AND other=?) OR (one=? AND other=?))",
            [DatabaseValue(one), DatabaseValue(other), DatabaseValue(other), DatabaseValue(one)]
        )
    }

    /// How a body repeats others, with the articles that stand for them.
    static func ties(
        of body: Int,
        in database: Database
    ) throws(DatabaseError) -> [(row: ArticleTable.Row, tie: BodyTie)] {
        try database.run(
            """
            SELECT relation, containment, jaccard, verified, \(ArticleTable.columns(of: "article"))
            FROM edge JOIN body ON body.number=edge.other JOIN article ON article.number=body.first
            WHERE one=? AND relation>0 AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)
            """,
            [DatabaseValue(body)]
        ).map { row in
            let comparison = Comparison(
                relation: relations[row[0].integer - 1],
                containment: Double(row[1].integer) / 100,
                jaccard: Double(row[2].integer) / 100
            )
            return (ArticleTable.row(row[4...]), BodyTie(comparison: comparison, isVerified: row[3].integer != 0))
        }
    }

    private static func hundredths(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
