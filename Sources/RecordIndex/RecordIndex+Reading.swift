package import Hashing

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
        try database.forEachRow("SELECT \(RecordIndex.contentColumns) FROM content ORDER BY sha256") { row in
            try body(RecordIndex.content(row))
        }
    }

    /// Hands over every drop, by its number.
    package func forEachArrival(_ body: (ArrivalRecord) throws -> Void) throws {
        try database.forEachRow("SELECT \(RecordIndex.arrivalColumns) FROM arrival ORDER BY id") { row in
            try body(RecordIndex.arrival(row))
        }
    }

    /// Hands over every link that was published or is about to be: an article and the one whose body it repeats.
    package func forEachLink(_ body: (SameBody) throws -> Void) throws {
        try database.forEachRow("SELECT id, same_as FROM article WHERE same_as IS NOT NULL ORDER BY id") { row in
            try body(SameBody(id: row[0].text ?? "", of: row[1].text ?? ""))
        }
    }

    /// What is remembered of an article, and which other one it repeats.
    package func article(_ id: String) throws -> (article: IndexedArticle, of: String?)? {
        try database.run(
            """
            SELECT id, content, page_key, body, date, length, line_start, line_end, same_as FROM article WHERE id=?
            """,
            [.text(id)]
        ).first.map { row in
            let article = IndexedArticle(
                id: row[0].text ?? "",
                content: RecordIndex.digest(row[1]) ?? Digest(of: []),
                pageKey: row[2].text,
                body: row[3].blob,
                date: row[4].text,
                length: row[5].integer,
                span: row[6].integer..<max(row[6].integer, row[7].integer)
            )
            return (article, row[8].text)
        }
    }

    /// How many articles each content has.
    package func articleCounts() throws -> [Digest: Int] {
        var counts: [Digest: Int] = [:]
        try database.forEachRow("SELECT content, count(*) FROM article GROUP BY content") { row in
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
