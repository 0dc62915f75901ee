internal import FileAccess
package import Hashing

extension RecordIndex {
    static let contentColumns = """
        sha256, state, starts, attempts, generation, record, record_sha256, stage, title, date, page, original,
        source
        """

    /// The content with that digest, if it was ever claimed.
    package func content(_ digest: Digest) throws -> Content? {
        try database.run(
            "SELECT \(RecordIndex.contentColumns) FROM content WHERE sha256=?",
            [.blob(digest.bytes)]
        ).first.map(RecordIndex.content)
    }

    /// The contents in a state, by digest.
    package func contents(in state: ContentState) throws -> [Content] {
        try database.run(
            "SELECT \(RecordIndex.contentColumns) FROM content WHERE state=? ORDER BY sha256",
            [DatabaseValue(state.rawValue)]
        ).map(RecordIndex.content)
    }

    /// Counts a start, before a worker gets the content; makes the row if it is new.
    package func claim(_ digest: Digest) throws {
        try database.run(
            """
            INSERT INTO content(sha256, state, starts) VALUES(?, ?, 1)
            ON CONFLICT(sha256) DO UPDATE SET state=excluded.state, starts=starts+1
            """,
            [.blob(digest.bytes), DatabaseValue(ContentState.claimed.rawValue)]
        )
    }

    /// Counts a worker that was seen to fail over the content; returns how many there were.
    package func countAttempt(_ digest: Digest) throws -> Int {
        try database.run("UPDATE content SET attempts=attempts+1 WHERE sha256=?", [.blob(digest.bytes)])
        return try content(digest)?.attempts ?? 0
    }

    /// Writes all columns of a content that is there.
    package func update(_ content: Content) throws {
        try database.run(
            """
            UPDATE content SET state=?, starts=?, attempts=?, generation=?, record=?, record_sha256=?, stage=?,
                title=?, date=?, page=?, original=?, source=? WHERE sha256=?
            """,
            [
                DatabaseValue(content.state.rawValue), DatabaseValue(content.starts), DatabaseValue(content.attempts),
                DatabaseValue(content.generation), DatabaseValue(content.record),
                DatabaseValue(content.recordSHA256?.bytes), DatabaseValue(content.stage), DatabaseValue(content.title),
                DatabaseValue(content.date), DatabaseValue(content.page), DatabaseValue(content.original?.bytes),
                DatabaseValue(content.source?.bytes), .blob(content.sha256.bytes),
            ]
        )
    }

    /// Takes a staged content whose staged file is gone or differs back to claimed, with its articles and lines.
    ///
    /// What else changes by that is told by ``settleLinks(posting:)``.
    package func unstage(_ content: Content) throws {
        try moveBack(from: content.sha256)
        try removeArticles(of: content.sha256)
        // The lines that go may be those of other articles: what stands in their place is told again.
        changed.formUnion(
            try database.run(
                "SELECT article FROM link WHERE sequence IN (SELECT sequence FROM outbox WHERE content=?)",
                [.blob(content.sha256.bytes)]
            ).map { $0[0].integer }
        )
        try database.run(
            """
            UPDATE link SET hash=0, sequence=0 WHERE sequence IN (SELECT sequence FROM outbox WHERE content=?)
            """,
            [.blob(content.sha256.bytes)]
        )
        try database.run("DELETE FROM outbox WHERE content=?", [.blob(content.sha256.bytes)])
        try database.run(
            "UPDATE arrival SET state=?, event=NULL, code=NULL, destination=NULL, reason=NULL WHERE sha256=? AND state=?",
            [
                DatabaseValue(ArrivalState.pending.rawValue), .blob(content.sha256.bytes),
                DatabaseValue(ArrivalState.decided.rawValue),
            ]
        )
        var claimed = content
        claimed.state = .claimed
        claimed.generation -= 1
        claimed.record = nil
        claimed.recordSHA256 = nil
        claimed.stage = nil
        try update(claimed)
    }

    /// Forgets a content that never came to anything, such as one whose file vanished while it was claimed.
    package func forget(_ digest: Digest) throws {
        try database.run(
            "DELETE FROM content WHERE sha256=? AND state=?",
            [.blob(digest.bytes), DatabaseValue(ContentState.claimed.rawValue)]
        )
    }

    static func content(_ row: [DatabaseValue]) -> Content {
        Content(
            sha256: digest(row[0]) ?? Digest(of: []),
            state: ContentState(rawValue: row[1].integer) ?? .claimed,
            starts: row[2].integer,
            attempts: row[3].integer,
            generation: row[4].integer,
            record: row[5].text,
            recordSHA256: digest(row[6]),
            stage: row[7].text,
            title: row[8].text,
            date: row[9].text,
            page: row[10].text,
            original: row[11].blob.map { RawPath($0) },
            source: digest(row[12])
        )
    }

    static func digest(_ value: DatabaseValue) -> Digest? {
        value.blob.flatMap { Digest(bytes: $0) }
    }
}
