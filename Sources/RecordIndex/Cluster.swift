/// The articles that are one another's reprints, found by following the ties from one of them.
///
/// Clusters are followed up to ``limit`` articles. A larger one is not listed: its members are tied to their most senior
/// neighbours all the same, but no member names the one that stands for all, whose change would change every line.
struct Cluster {
    /// The most articles of a cluster that is listed.
    static let limit = 64

    /// The articles, if they are not too many; else the one that stands for the body that was asked for.
    private(set) var listed: [Int] = []
    /// The article that stands for all; nil if they are too many or there is none.
    private(set) var canonical: ArticleTable.Row?

    /// The cluster of the body `start`, as it is or as it would be without another body.
    init(around start: Int, besides excluded: Int? = nil, in database: Database) throws(DatabaseError) {
        var seen: Set<Int> = [start]
        var waiting = [start]
        var firsts: [ArticleTable.Row] = []
        while let body = waiting.popLast() {
            guard let first = try BodyTable.standing(body, in: database) else { continue }
            firsts.append(first)
            let copies = try CopyTable.articles(body, limit: Self.limit + 1, in: database)
            listed += copies.isEmpty ? [first.number] : copies
            guard listed.count <= Self.limit else {
                listed = [try BodyTable.standing(start, in: database)?.number ?? first.number]
                return
            }
            let edges = try database.run(
                "SELECT other FROM edge WHERE one=? AND relation BETWEEN 1 AND 3",
                [DatabaseValue(body)]
            )
            for edge in edges where edge[0].integer != excluded {
                if seen.insert(edge[0].integer).inserted { waiting.append(edge[0].integer) }
            }
        }
        canonical = firsts.min { $0.precedes($1) }
    }
}
