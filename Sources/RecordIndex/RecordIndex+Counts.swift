/// What an index holds, counted.
package struct IndexCounts: Equatable, Sendable {
    /// All drops, whatever became of them: the sum of the events and of what is pending.
    package var seen: Int
    /// Drops by terminal event (`ingested`, `duplicate`, `edition`, `failed`, `ignored`).
    package var events: [String: Int]
    /// Drops seen and not yet decided.
    package var pending: Int
    /// Drops whose original is still to be moved.
    package var unmoved: Int
    package var contents: Int
    /// Articles that were published, in whatever edition; blocks that are no articles are not counted.
    package var articles: Int
    /// Lines still to be appended.
    package var outbox: Int
}

extension RecordIndex {
    /// Counts what the index holds, all at one moment.
    package func counts() throws -> IndexCounts {
        try database.run("BEGIN")
        defer { _ = try? database.run("COMMIT") }
        func count(_ sql: String) throws -> Int { try database.run(sql)[0][0].integer }
        var events: [String: Int] = [:]
        for row in try database.run("SELECT event, count(*) FROM arrival WHERE event IS NOT NULL GROUP BY event") {
            events[row[0].text ?? ""] = row[1].integer
        }
        return IndexCounts(
            seen: try count("SELECT count(*) FROM arrival"),
            events: events,
            pending: try count("SELECT count(*) FROM arrival WHERE state=0"),
            unmoved: try count("SELECT count(*) FROM arrival WHERE state=1"),
            contents: try count("SELECT count(*) FROM content"),
            articles: try count("SELECT count(*) FROM article WHERE leftover=0"),
            outbox: try count("SELECT count(*) FROM outbox")
        )
    }
}
