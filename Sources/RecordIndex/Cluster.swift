internal import Deduplication

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
    /// The bodies of the cluster that were looked at: all, unless it is too large.
    private(set) var bodies: Set<Int>

    /// The cluster of the body `start`, as it is or as it would be without another body.
    init(around start: Int, besides excluded: Int? = nil, in database: Database) throws(DatabaseError) {
        bodies = [start]
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
            for other in try EdgeTable.joined(to: body, in: database) where other != excluded {
                if bodies.insert(other).inserted { waiting.append(other) }
            }
        }
        canonical = firsts.min { $0.precedes($1) }
    }

    /// The articles of the clusters of some bodies, as far as they are listed, and those that stand for the bodies.
    static func articles(
        around bodies: [Int],
        besides excluded: Int? = nil,
        in database: Database
    ) throws(DatabaseError) -> Set<Int> {
        var found: Set<Int> = []
        var known: Set<Int> = []
        for body in bodies {
            if let first = try BodyTable.standing(body, in: database) { found.insert(first.number) }
            guard !known.contains(body) else { continue }
            let cluster = try Cluster(around: body, besides: excluded, in: database)
            known.formUnion(cluster.bodies)
            found.formUnion(cluster.listed)
        }
        return found
    }

    /// The articles whose links may say something else where a body begins or ceases to stand, or another article stands
    /// for it.
    static func neighbours(of body: Int, in database: Database) throws(DatabaseError) -> Set<Int> {
        let others = try EdgeTable.others(of: body, in: database)
        guard !others.isEmpty else { return [] }
        var found = try articles(around: [body], in: database)
        found.formUnion(try articles(around: EdgeTable.joined(to: body, in: database), besides: body, in: database))
        for other in others {
            if let first = try BodyTable.standing(other, in: database) { found.insert(first.number) }
        }
        let copies = try CopyTable.articles(body, limit: limit + 2, in: database)
        if copies.count <= limit + 1 { found.formUnion(copies) }
        return found
    }
}
