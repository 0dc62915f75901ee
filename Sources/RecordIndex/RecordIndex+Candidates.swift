package import Deduplication

extension RecordIndex {
    /// Opens the files of candidate keys, or makes all anew where one is missing, and reads what is in none of them yet.
    func openCandidates() throws {
        guard let candidates else { return }
        let named = try database.run("SELECT level, file, count FROM run ORDER BY level").map {
            (level: $0[0].integer, file: $0[1].text ?? "", count: $0[2].integer)
        }
        if try !candidates.open(named) {
            try transaction {
                try database.execute("DELETE FROM run")
                try setMeta("indexed_body", 0)
            }
        }
        var last = try metaValue("indexed_body")
        while true {
            let rows = try database.run(
                "SELECT number, fingerprint, prefix FROM body WHERE number>? ORDER BY number LIMIT 4096",
                [DatabaseValue(last)]
            )
            guard let end = rows.last?[0].integer else { return }
            for row in rows {
                guard let fingerprint = row[1].blob.flatMap({ Fingerprint(encoded: $0) }) else { continue }
                candidates.insert(
                    CandidateMember(
                        body: row[0].integer,
                        rank: BodyTable.rank(prefix: row[2].integer),
                        keys: fingerprint.keys
                    )
                )
            }
            last = end
            try mergeCandidates(through: last)
        }
    }

    /// Moves the candidate keys out of memory if they are many; call it between transactions.
    ///
    /// Takes some 0.1 s for each million keys that the merged files hold.
    package func mergeCandidates() throws {
        try mergeCandidates(through: database.run("SELECT coalesce(max(number), 0) FROM body")[0][0].integer)
    }

    private func mergeCandidates(through body: Int) throws {
        guard let candidates, candidates.isFull else { return }
        let number = try metaValue("run_number") + 1
        let merge = try candidates.merge(into: "\(number).run")
        try transaction {
            try database.run("DELETE FROM run WHERE level<=?", [DatabaseValue(merge.level)])
            try database.run(
                "INSERT INTO run(level, file, count) VALUES(?, ?, ?)",
                [DatabaseValue(merge.level), .text(merge.file), DatabaseValue(merge.count)]
            )
            try setMeta("run_number", number)
            try setMeta("indexed_body", body)
        }
        try candidates.adopt(merge)
        let named = try database.run("SELECT file FROM run").compactMap { $0[0].text }
        try candidates.removeAll(besides: Set(named))
    }

    /// Makes the fingerprints of bodies that an index of an earlier schema had, and finds what they repeat.
    ///
    /// `read` gives the text of a published article, or nil where it is gone; `settle` tells the links that changed. To be
    /// called before anything else is inserted; what a crash leaves undone is done by the next call.
    package func fillFingerprints(
        read: (PublishedPlace) throws -> ComparedText?,
        settle: () throws -> Void
    ) throws {
        guard try metaValue("bare_bodies") != 0 else { return }
        var last = 0
        while true {
            let rows = try database.run(
                "SELECT number, first FROM body WHERE number>? AND fingerprint IS NULL ORDER BY number LIMIT 256",
                [DatabaseValue(last)]
            )
            guard let end = rows.last?[0].integer else { break }
            try transaction {
                for row in rows {
                    guard let place = try place(ofArticle: row[1].integer), let text = try read(place) else { continue }
                    let fingerprint = Fingerprint(text)
                    guard let body = try BodyTable.row(row[0].integer, in: database) else { continue }
                    try setFingerprint(fingerprint, of: body.number)
                    try enter(body, fingerprint) { try read($0).map { text.compared(to: $0) } }
                    changed.formUnion(try Cluster.neighbours(of: body.number, in: database))
                }
                try settle()
            }
            last = end
            try mergeCandidates(through: last)
        }
        try transaction { try setMeta("bare_bodies", 0) }
    }
}
