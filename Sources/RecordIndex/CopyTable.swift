internal import Hashing

/// The copies of bodies that more than one article has, and by whom each is tied.
///
/// Up to ``leafLimit`` copies are tied to the earliest. Of more, those are tied together whose identifiers begin with the
/// same hexadecimal digits, as few digits as needed; the earliest of each such group is tied to the earliest of the
/// wider group. So an early copy that comes late changes the ties of some dozens of copies, not of all, and who is tied
/// to whom depends on the copies alone, not on the order in which they came.
enum CopyTable {
    /// The most copies that are tied to one directly, before groups are made by a digit more.
    static let leafLimit = 64

    /// An article among those with the same body.
    struct Copy: Equatable {
        var id: [UInt8]
        var article: Int
        var day: Int?

        func precedes(_ other: Copy) -> Bool {
            let days = (day ?? Int.max, other.day ?? Int.max)
            return days.0 == days.1 ? id.lexicographicallyPrecedes(other.id) : days.0 < days.1
        }
    }

    static func isEmpty(_ body: Int, in database: Database) throws(DatabaseError) -> Bool {
        try database.run("SELECT 1 FROM copy WHERE body=? LIMIT 1", [DatabaseValue(body)]).isEmpty
    }

    /// How many copies a body has, at most `limit`.
    static func count(_ body: Int, limit: Int, in database: Database) throws(DatabaseError) -> Int {
        try count(body, "", limit: limit, in: database)
    }

    /// The articles of all copies, at most `limit`, by identifier.
    static func articles(_ body: Int, limit: Int, in database: Database) throws(DatabaseError) -> [Int] {
        try database.run(
            "SELECT article FROM copy WHERE body=? ORDER BY id LIMIT ?",
            [DatabaseValue(body), DatabaseValue(limit)]
        ).map { $0[0].integer }
    }

    /// The copy to which `copy` is tied; nil for the earliest of all, and where there is only one.
    static func parent(of copy: Copy, in body: Int, _ database: Database) throws(DatabaseError) -> Int? {
        let digits = Digest.hex(copy.id)
        var leaders: [Int] = []
        while let leader = try leader(body, String(digits.prefix(leaders.count)), in: database) {
            leaders.append(leader)
        }
        let leaf = try earliest(body, String(digits.prefix(leaders.count)), in: database)
        if let leaf, leaf.article != copy.article { return leaf.article }
        return leaders.last { $0 != copy.article }
    }

    /// Adds a copy and notes whose ties that changes.
    static func insert(
        _ copy: Copy,
        of body: Int,
        changed: inout ChangedArticles,
        in database: Database
    ) throws(DatabaseError) {
        try database.run(
            "INSERT INTO copy(body, id, article, day) VALUES(?, ?, ?, ?)",
            [DatabaseValue(body), .blob(copy.id), DatabaseValue(copy.article), DatabaseValue(copy.day)]
        )
        changed.insert(copy.article)
        let digits = Digest.hex(copy.id)
        for depth in 0...digits.utf8.count {
            let prefix = String(digits.prefix(depth))
            let leader = try leader(body, prefix, in: database)
            if let leader, let former = try self.copy(leader, in: database) {
                guard copy.precedes(former) else { continue }
                try setLeader(copy.article, body, prefix, in: database)
                changed.insert(leader)
                try changed.formUnion(childLeaders(body, prefix, in: database))
                continue
            }
            let isFull = try count(body, prefix, limit: leafLimit + 1, in: database) > leafLimit
            let first = try earliest(body, prefix, in: database)
            if isFull, let first { try setLeader(first.article, body, prefix, in: database) }
            if isFull || first == copy { try changed.formUnion(members(body, prefix, in: database)) }
            if !isFull { return }
        }
    }

    /// Removes a copy, notes whose ties that changes, and returns the earliest copy that is left, if any.
    static func remove(
        _ copy: Copy,
        of body: Int,
        changed: inout ChangedArticles,
        in database: Database
    ) throws(DatabaseError) -> Int? {
        try database.run("DELETE FROM copy WHERE body=? AND id=?", [DatabaseValue(body), .blob(copy.id)])
        let digits = Digest.hex(copy.id)
        for depth in 0...digits.utf8.count {
            let prefix = String(digits.prefix(depth))
            guard let leader = try leader(body, prefix, in: database) else {
                try changed.formUnion(members(body, prefix, in: database))
                break
            }
            let isFull = try count(body, prefix, limit: leafLimit + 1, in: database) > leafLimit
            if isFull, leader != copy.article { continue }
            if isFull, let first = try earliest(body, prefix, in: database) {
                try setLeader(first.article, body, prefix, in: database)
                try changed.formUnion(childLeaders(body, prefix, in: database))
                continue
            }
            try changed.formUnion(members(body, prefix, in: database))
            try database.run(
                "DELETE FROM leader WHERE body=? AND prefix>=? AND prefix<?",
                [DatabaseValue(body), .text(prefix), .text(prefix + "g")]
            )
            break
        }
        if let root = try leader(body, "", in: database) { return root }
        return try earliest(body, "", in: database)?.article
    }

    private static func copy(_ article: Int, in database: Database) throws(DatabaseError) -> Copy? {
        try ArticleTable.row(article, in: database).map { Copy(id: $0.id, article: article, day: $0.day) }
    }

    private static func leader(_ body: Int, _ prefix: String, in database: Database) throws(DatabaseError) -> Int? {
        try database.run(
            "SELECT article FROM leader WHERE body=? AND prefix=?",
            [DatabaseValue(body), .text(prefix)]
        ).first?[0].number
    }

    private static func setLeader(
        _ article: Int,
        _ body: Int,
        _ prefix: String,
        in database: Database
    ) throws(DatabaseError) {
        try database.run(
            "INSERT OR REPLACE INTO leader(body, prefix, article) VALUES(?, ?, ?)",
            [DatabaseValue(body), .text(prefix), DatabaseValue(article)]
        )
    }

    /// The earliest copies of the groups of one digit more.
    private static func childLeaders(
        _ body: Int,
        _ prefix: String,
        in database: Database
    ) throws(DatabaseError) -> [Int] {
        var found: [Int] = []
        for digit in "0123456789abcdef" {
            let child = prefix + String(digit)
            if let leader = try leader(body, child, in: database) {
                found.append(leader)
            } else if let first = try earliest(body, child, in: database) {
                found.append(first.article)
            }
        }
        return found
    }

    private static func count(
        _ body: Int,
        _ prefix: String,
        limit: Int,
        in database: Database
    ) throws(DatabaseError) -> Int {
        try database.run(
            "SELECT count(*) FROM (SELECT 1 FROM copy WHERE body=? AND id>=? AND id<? LIMIT ?)",
            bounds(body, prefix) + [DatabaseValue(limit)]
        )[0][0].integer
    }

    private static func members(_ body: Int, _ prefix: String, in database: Database) throws(DatabaseError) -> [Int] {
        try database.run(
            "SELECT article FROM copy WHERE body=? AND id>=? AND id<? LIMIT ?",
            bounds(body, prefix) + [DatabaseValue(leafLimit + 1)]
        ).map { $0[0].integer }
    }

    /// The earliest copy of a group; costs a look at each of its members.
    private static func earliest(_ body: Int, _ prefix: String, in database: Database) throws(DatabaseError) -> Copy? {
        try database.run(
            """
            SELECT id, article, day FROM copy WHERE body=? AND id>=? AND id<? ORDER BY day IS NULL, day, id LIMIT 1
            """,
            bounds(body, prefix)
        ).first.map { Copy(id: $0[0].blob ?? [], article: $0[1].integer, day: $0[2].number) }
    }

    /// The body and the identifiers between which those with the prefix stand.
    private static func bounds(_ body: Int, _ prefix: String) -> [DatabaseValue] {
        let even = prefix.utf8.count % 2 == 0
        let low = Digest.bytes(hex: even ? prefix : prefix + "0") ?? []
        // One more than any identifier is longer than it by a byte that no other has.
        let high = (Digest.bytes(hex: even ? prefix : prefix + "f") ?? []) + Array(repeating: 0xFF, count: 17)
        return [DatabaseValue(body), .blob(low), .blob(high)]
    }
}
