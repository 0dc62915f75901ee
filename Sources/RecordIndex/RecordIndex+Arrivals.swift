package import FileAccess
package import Hashing

extension RecordIndex {
    static let arrivalColumns = """
        id, path, device, inode, size, modified, changed, sha256, state, event, code, destination, reason
        """

    /// Makes the row of a drop that was just seen, and returns its number.
    package func insertArrival(path: RawPath, status: FileStatus, sha256: Digest?) throws -> Int64 {
        try database.run(
            """
            INSERT INTO arrival(path, device, inode, size, modified, changed, sha256, state)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .blob(path.bytes), .integer(Int64(bitPattern: status.device)),
                .integer(Int64(bitPattern: status.inode)),
                .integer(status.size), .integer(status.mtime), .integer(status.ctime),
                DatabaseValue(sha256?.bytes), DatabaseValue(ArrivalState.pending.rawValue),
            ]
        )
        return database.lastInsertedRow
    }

    /// Writes what was decided of a drop, or that it is done.
    package func update(_ arrival: ArrivalRecord) throws {
        try database.run(
            "UPDATE arrival SET sha256=?, state=?, event=?, code=?, destination=?, reason=? WHERE id=?",
            [
                DatabaseValue(arrival.sha256?.bytes), DatabaseValue(arrival.state.rawValue),
                DatabaseValue(arrival.event), DatabaseValue(arrival.code), DatabaseValue(arrival.destination?.bytes),
                DatabaseValue(arrival.reason),
                .integer(arrival.id),
            ]
        )
    }

    /// Forgets where the original of a drop went, since it goes through the inbox once more.
    package func forgetPlace(of id: Int64) throws {
        try database.run(
            "UPDATE arrival SET destination=NULL, device=0, inode=0, modified=0 WHERE id=?",
            [.integer(id)]
        )
    }

    /// Forgets a drop of which nothing came, such as one that vanished before it was read.
    package func forgetArrival(_ id: Int64) throws {
        try database.run("DELETE FROM arrival WHERE id=?", [.integer(id)])
    }

    /// The drops in a state, in the order in which they came.
    package func arrivals(in state: ArrivalState) throws -> [ArrivalRecord] {
        try database.run(
            "SELECT \(RecordIndex.arrivalColumns) FROM arrival WHERE state=? ORDER BY id",
            [DatabaseValue(state.rawValue)]
        ).map(RecordIndex.arrival)
    }

    /// The newest drop that came under `path` as the same file (inode, size and time of modification).
    package func arrival(path: RawPath, status: FileStatus) throws -> ArrivalRecord? {
        try database.run(
            """
            SELECT \(RecordIndex.arrivalColumns) FROM arrival
            WHERE path=? AND inode=? AND size=? AND modified=? ORDER BY id DESC LIMIT 1
            """,
            [
                .blob(path.bytes), .integer(Int64(bitPattern: status.inode)), .integer(status.size),
                .integer(status.mtime),
            ]
        ).first.map(RecordIndex.arrival)
    }

    /// How many drops of a content were decided.
    package func decidedCount(of digest: Digest) throws -> Int {
        try database.run(
            "SELECT count(*) FROM arrival WHERE sha256=? AND state>0",
            [.blob(digest.bytes)]
        )[0][0].integer
    }

    static func arrival(_ row: [DatabaseValue]) -> ArrivalRecord {
        ArrivalRecord(
            id: Int64(row[0].integer),
            path: RawPath(row[1].blob ?? []),
            status: FileStatus(
                device: UInt64(bitPattern: Int64(row[2].integer)),
                inode: UInt64(bitPattern: Int64(row[3].integer)),
                size: Int64(row[4].integer),
                mtime: Int64(row[5].integer),
                ctime: Int64(row[6].integer),
                mode: 0,
                kind: .regular
            ),
            sha256: digest(row[7]),
            state: ArrivalState(rawValue: row[8].integer) ?? .pending,
            event: row[9].text,
            code: row[10].text,
            destination: row[11].blob.map { RawPath($0) },
            reason: row[12].blob
        )
    }
}
