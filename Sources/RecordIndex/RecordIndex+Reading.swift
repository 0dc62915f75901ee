package import Hashing
internal import Newsprint

/// What is remembered of a published article.
package struct KnownArticle: Equatable, Sendable {
    package var id: String
    package var content: Digest
    package var pageKey: String?
    /// The first 16 bytes of SHA-256 of the normalised body; nil for what is not compared.
    package var body: [UInt8]?
    /// `YYYY-MM-DD`, or nil.
    package var date: String?
    package var length: Int
    /// Where its line stands in the published file, in bytes.
    package var span: Range<Int>
}

extension RecordIndex {
    /// Does `body` while the index looks as it does now, whatever a writer does meanwhile.
    package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try database.run("BEGIN")
        defer { if database.isInTransaction { try? database.execute("ROLLBACK") } }
        // The snapshot is taken by the first look.
        _ = try database.run("SELECT count(*) FROM meta")
        return try body()
    }

    /// The last sequence number as the open snapshot has it.
    package func sequenceNow() throws -> Int { try metaValue("last_sequence") }

    /// Hands over every content, by digest.
    package func forEachContent(_ body: (Content) throws -> Void) throws {
        try database.forEachRow("SELECT \(RecordIndex.contentColumns) FROM content ORDER BY sha256, 1") { row in
            try body(RecordIndex.content(row))
        }
    }

    /// Hands over every drop, by its number.
    package func forEachArrival(_ body: (ArrivalRecord) throws -> Void) throws {
        try database.forEachRow("SELECT \(RecordIndex.arrivalColumns) FROM arrival ORDER BY id, 1") { row in
            try body(RecordIndex.arrival(row))
        }
    }

    /// Hands over the identifier of every article of which a link was published or is about to be.
    package func forEachLinked(_ body: (String) throws -> Void) throws {
        try database.forEachRow("SELECT article.id FROM link JOIN article ON article.number=link.article") { row in
            try body(ArticleName.id(of: row[0].blob ?? []))
        }
    }

    /// What is remembered of an article.
    package func article(_ id: String) throws -> KnownArticle? {
        guard let known = try articleRow(named: id) else { return nil }
        return try database.run(
            """
            SELECT content.sha256, page.key, body.prefix, body.rest, article.day, article.length, article.line_start,
                article.line_end
            FROM article JOIN content ON content.number=article.content LEFT JOIN page ON page.number=article.page
            LEFT JOIN body ON body.number=article.body WHERE article.number=?
            """,
            [DatabaseValue(known.number)]
        ).first.map { row in
            KnownArticle(
                id: id,
                content: RecordIndex.digest(row[0]) ?? Digest(of: []),
                pageKey: row[1].text,
                body: row[2].number.map { BodyTable.digest(prefix: $0, rest: row[3].blob ?? []) },
                date: row[4].number.flatMap { CalendarDate(daysSince1970: $0)?.description },
                length: row[5].integer,
                span: row[6].integer..<max(row[6].integer, row[7].integer)
            )
        }
    }

    /// How many articles each content has.
    package func articleCounts() throws -> [Digest: Int] {
        var counts: [Digest: Int] = [:]
        try database.forEachRow(
            """
            SELECT content.sha256, count(*) FROM article JOIN content ON content.number=article.content
            GROUP BY article.content
            """
        ) { row in
            if let digest = RecordIndex.digest(row[0]) { counts[digest] = row[1].integer }
        }
        return counts
    }

    /// The drops of a content, in the order in which they came.
    package func arrivals(of digest: Digest) throws -> [ArrivalRecord] {
        try database.run(
            "SELECT \(RecordIndex.arrivalColumns) FROM arrival WHERE sha256=? ORDER BY id",
            [.blob(digest.bytes)]
        ).map(RecordIndex.arrival)
    }
}
