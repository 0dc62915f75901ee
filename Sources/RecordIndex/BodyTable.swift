/// The rows of `body`: one for all articles with equal bodies.
enum BodyTable {
    struct Row {
        var number: Int
        /// The first 16 bytes of the body's SHA-256.
        var digest: [UInt8]
        /// The article that stands for the body, 0 if there is none.
        var first: Int
        var fingerprint: [UInt8]?
        /// Whether the row was made just now.
        var isNew = false

        /// The first bytes of the digest, by which the body is ranked among those that share a key.
        var rank: UInt16 { UInt16(digest[0]) << 8 | UInt16(digest[1]) }
    }

    /// Adds the row of a body that no article has yet; `digest` are the first 16 bytes of its SHA-256.
    static func insert(_ digest: [UInt8], fingerprint: [UInt8]?, into database: Database) throws(DatabaseError) -> Row {
        let word = digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        try database.run(
            "INSERT INTO body(prefix, rest, first, fingerprint) VALUES(?, ?, 0, ?)",
            [
                .integer(Int64(bitPattern: word)), .blob(Array(digest.dropFirst(8))), DatabaseValue(fingerprint),
            ]
        )
        return Row(
            number: Int(database.lastInsertedRow),
            digest: digest,
            first: 0,
            fingerprint: fingerprint,
            isNew: true
        )
    }

    /// The rank of the body whose digest begins with `prefix`.
    static func rank(prefix: Int) -> UInt16 { UInt16(UInt64(bitPattern: Int64(prefix)) >> 48) }

    /// The digest of which a row keeps the two parts.
    static func digest(prefix: Int, rest: [UInt8]) -> [UInt8] {
        let word = UInt64(bitPattern: Int64(prefix))
        return (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } + rest
    }

    /// The row with that number.
    static func row(_ number: Int, in database: Database) throws(DatabaseError) -> Row? {
        try database.run(
            "SELECT number, prefix, rest, first, fingerprint FROM body WHERE number=?",
            [DatabaseValue(number)]
        ).first.map {
            Row(
                number: $0[0].integer,
                digest: digest(prefix: $0[1].integer, rest: $0[2].blob ?? []),
                first: $0[3].integer,
                fingerprint: $0[4].blob
            )
        }
    }

    private static func setFirst(_ article: Int, of body: Int, in database: Database) throws(DatabaseError) {
        try database.run("UPDATE body SET first=? WHERE number=?", [DatabaseValue(article), DatabaseValue(body)])
    }

    /// The article that stands for a body, if one stands.
    static func standing(_ body: Int, in database: Database) throws(DatabaseError) -> ArticleTable.Row? {
        try ArticleTable.rows(
            where: """
                number=(SELECT first FROM body WHERE body.number=?)
                AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)
                """,
            [DatabaseValue(body)],
            in: database
        ).first
    }

    /// Adds a standing article to its body, and notes whose links that changes.
    static func add(
        _ copy: CopyTable.Copy,
        to body: Int,
        changed: inout ChangedArticles,
        in database: Database
    ) throws(DatabaseError) {
        let first = try row(body, in: database)?.first ?? 0
        if first == copy.article {
            try changed.formUnion(Cluster.neighbours(of: body, in: database))
            changed.insert(first)
            return
        }
        let former = first == 0 ? nil : try ArticleTable.row(first, in: database)
        guard let former, try ArticleTable.stands(former.number, in: database) else {
            try setFirst(copy.article, of: body, in: database)
            try changed.formUnion(Cluster.neighbours(of: body, in: database))
            changed.insert(copy.article)
            return
        }
        if try CopyTable.isEmpty(body, in: database) {
            let only = CopyTable.Copy(id: former.id, article: former.number, day: former.day)
            try CopyTable.insert(only, of: body, changed: &changed, in: database)
        }
        try CopyTable.insert(copy, of: body, changed: &changed, in: database)
        changed.insert(former.number)
        try changed.formUnion(Cluster.neighbours(of: body, in: database))
        if copy.precedes(CopyTable.Copy(id: former.id, article: former.number, day: former.day)) {
            try setFirst(copy.article, of: body, in: database)
        }
    }

    /// Takes an article, which no longer stands, from its body.
    static func remove(
        _ article: ArticleTable.Row,
        changed: inout ChangedArticles,
        in database: Database
    ) throws(DatabaseError) {
        guard let body = article.body else { return }
        try changed.formUnion(Cluster.neighbours(of: body, in: database))
        let copy = CopyTable.Copy(id: article.id, article: article.number, day: article.day)
        let left = try CopyTable.remove(copy, of: body, changed: &changed, in: database)
        if let left { try setFirst(left, of: body, in: database) }
    }

    /// Leaves a body without any article, where `article` was the last.
    static func forget(_ article: ArticleTable.Row, in database: Database) throws(DatabaseError) {
        guard let body = article.body else { return }
        try database.run(
            "UPDATE body SET first=0 WHERE number=? AND first=?",
            [DatabaseValue(body), DatabaseValue(article.number)]
        )
    }
}
