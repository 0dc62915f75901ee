package import FileAccess

/// A file that came with the main file of a drop.
package struct Companion: Equatable, Sendable {
    /// Below the inbox.
    package var path: RawPath
    /// The file as it was when it was seen.
    package var status: FileStatus

    /// The file at `path`, as it was then.
    package init(path: RawPath, status: FileStatus) {
        self.path = path
        self.status = status
    }
}

extension RecordIndex {
    /// Notes the files that came with a drop, in place of those noted before.
    package func setCompanions(_ companions: [Companion], of arrival: Int64) throws {
        try database.run("DELETE FROM companion WHERE arrival=?", [.integer(arrival)])
        for companion in companions {
            try database.run(
                """
                INSERT INTO companion(arrival, path, device, inode, size, modified, changed)
                VALUES(?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(arrival), .blob(companion.path.bytes),
                    .integer(Int64(bitPattern: companion.status.device)),
                    .integer(Int64(bitPattern: companion.status.inode)), .integer(companion.status.size),
                    .integer(companion.status.mtime), .integer(companion.status.ctime),
                ]
            )
        }
    }

    /// The files that came with a drop, by their paths.
    package func companions(of arrival: Int64) throws -> [Companion] {
        try database.run(
            """
            SELECT path, device, inode, size, modified, changed FROM companion WHERE arrival=? ORDER BY path
            """,
            [.integer(arrival)]
        ).map { row in
            Companion(
                path: RawPath(row[0].blob ?? []),
                status: FileStatus(
                    device: UInt64(bitPattern: Int64(row[1].integer)),
                    inode: UInt64(bitPattern: Int64(row[2].integer)),
                    size: Int64(row[3].integer),
                    mtime: Int64(row[4].integer),
                    ctime: Int64(row[5].integer)
                )
            )
        }
    }

    /// Whether a file came with a drop that is done and whose files stayed in the inbox.
    package func isKeptCompanion(path: RawPath, status: FileStatus) throws -> Bool {
        try !database.run(
            """
            SELECT 1 FROM companion JOIN arrival ON arrival.id=companion.arrival
            WHERE companion.path=? AND companion.inode=? AND companion.size=? AND companion.modified=?
            AND arrival.state=? AND arrival.destination IS NULL LIMIT 1
            """,
            [
                .blob(path.bytes), .integer(Int64(bitPattern: status.inode)), .integer(status.size),
                .integer(status.mtime), DatabaseValue(ArrivalState.done.rawValue),
            ]
        ).isEmpty
    }
}
