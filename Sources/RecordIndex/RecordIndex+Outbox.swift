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
        try database.run(
            "INSERT INTO outbox(sequence, stream, day, content, line) VALUES(?, ?, ?, ?, ?)",
            [
                DatabaseValue(sequence), DatabaseValue(stream.rawValue), .text(day), DatabaseValue(content?.bytes),
                .blob(line(sequence)),
            ]
        )
    }

    /// The lines still to be appended, by sequence number.
    package func outbox() throws -> [OutboxLine] {
        try database.run("SELECT sequence, stream, day, line FROM outbox ORDER BY sequence").map { row in
            OutboxLine(
                sequence: row[0].integer,
                stream: OutboxStream(rawValue: row[1].integer) ?? .log,
                day: row[2].text ?? "",
                bytes: row[3].blob ?? []
            )
        }
    }

    /// Removes the lines up to a sequence number: they are appended and synced.
    package func clearOutbox(through sequence: Int) throws {
        try database.run("DELETE FROM outbox WHERE sequence<=?", [DatabaseValue(sequence)])
    }
}
