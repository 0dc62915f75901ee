package import Hashing

extension RecordIndex {
    /// Puts a line into the outbox under the next sequence number; `bytes` makes the line for that number.
    package func post(
        _ stream: OutboxStream,
        day: String,
        content: Digest?,
        line: (Int) -> [UInt8]
    ) throws {
        let sequence = nextSequence()
        let made = OutboxLine(sequence: sequence, stream: stream, day: day, bytes: line(sequence))
        try database.run(
            "INSERT INTO outbox(sequence, stream, day, content, line, seal) VALUES(?, ?, ?, ?, ?, ?)",
            [
                DatabaseValue(sequence), DatabaseValue(stream.rawValue), .text(day), DatabaseValue(content?.bytes),
                .blob(made.bytes), .integer(made.seal),
            ]
        )
    }

    /// The lines still to be appended, by sequence number.
    ///
    /// - Throws: damage where a line is not the one that was posted: it would be published for good.
    package func outbox() throws -> [OutboxLine] {
        try RecordIndex.outboxLines(in: database).map { line, seal in
            guard seal == line.seal else {
                throw DatabaseError.damage("the line with seq \(line.sequence) is not the one that was posted")
            }
            return line
        }
    }

    /// The lines with their seals, unchecked.
    static func outboxLines(in database: Database) throws(DatabaseError) -> [(line: OutboxLine, seal: Int64)] {
        try database.run("SELECT sequence, stream, day, line, seal FROM outbox ORDER BY sequence").map { row in
            let line = OutboxLine(
                sequence: row[0].integer,
                stream: OutboxStream(rawValue: row[1].integer) ?? .log,
                day: row[2].text ?? "",
                bytes: row[3].blob ?? []
            )
            return (line, Int64(row[4].integer))
        }
    }

    /// Removes the lines up to a sequence number: they are appended and synced.
    package func clearOutbox(through sequence: Int) throws {
        try database.run("DELETE FROM outbox WHERE sequence<=?", [DatabaseValue(sequence)])
    }
}

extension OutboxLine {
    /// The first 8 bytes of SHA-256 over all parts of the line.
    var seal: Int64 {
        let parts = Array("\(sequence) \(stream.rawValue) \(day) ".utf8) + bytes
        return Digest(of: parts).bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
