package import Deduplication

extension RecordIndex {
    /// Opens the files of keys, or makes all anew where one is missing, and reads what is in none of them yet.
    func openKeys() throws {
        let keys = try KeyStore(at: keysFolder, capacity: keyCapacity)
        self.keys = keys
        let named = try namedFiles()
        if try !keys.open(named, of: metaValue("key_owner")) {
            try transaction {
                try database.execute("DELETE FROM run")
                try setMeta("indexed_body", 0)
                try setMeta("indexed_article", 0)
            }
        }
        try keys.removeAll(besides: Set(namedFiles().map(\.file)))
        var end = (body: try metaValue("indexed_body"), article: try metaValue("indexed_article"))
        while true {
            let bodies = try readBodies(after: end.body)
            let articles = try readNames(after: end.article)
            guard bodies != nil || articles != nil else { return }
            end = (bodies ?? end.body, articles ?? end.article)
            try mergeKeys(through: end)
        }
    }

    /// Opens the files of keys without changing anything, while a writer may be at work.
    ///
    /// Where that is in vain, articles are looked for in all rows.
    func openKeysForReading() throws {
        guard let store = try KeyStore(reading: keysFolder) else { return }
        // A merge that ends meanwhile removes files.
        for _ in 0..<16 where try store.open(namedFiles(), of: metaValue("key_owner")) {
            lastNamed = try metaValue("indexed_article")
            keys = store
            return
        }
    }

    private func namedFiles() throws -> [(level: Int, file: String, count: Int)] {
        try database.run("SELECT level, file, count FROM run ORDER BY level").map {
            (level: $0[0].integer, file: $0[1].text ?? "", count: $0[2].integer)
        }
    }

    /// Adds the next bodies under their keys and names, and returns the number of the last one; nil if there are no more.
    private func readBodies(after last: Int) throws -> Int? {
        let rows = try database.run(
            "SELECT number, fingerprint, prefix, rest FROM body WHERE number>? ORDER BY number LIMIT 4096",
            [DatabaseValue(last)]
        )
        try RecordIndex.check(rows, after: last)
        for row in rows {
            let prefix = row[2].integer
            keys?.insert(name: BodyTable.digest(prefix: prefix, rest: row[3].blob ?? []), number: row[0].integer)
            guard let fingerprint = row[1].blob.flatMap({ Fingerprint(encoded: $0) }) else { continue }
            let rank = BodyTable.rank(prefix: prefix)
            keys?.insert(CandidateMember(body: row[0].integer, rank: rank, keys: fingerprint.keys))
        }
        return rows.last?[0].integer
    }

    /// Adds the next articles under their names, and returns the number of the last one; nil if there are no more.
    private func readNames(after last: Int) throws -> Int? {
        let rows = try database.run(
            "SELECT number, id FROM article WHERE number>? ORDER BY number LIMIT 4096",
            [DatabaseValue(last)]
        )
        try RecordIndex.check(rows, after: last)
        for row in rows { keys?.insert(name: row[1].blob ?? [], number: row[0].integer) }
        return rows.last?[0].integer
    }

    /// Refuses rows that do not come in the order of their numbers: a damaged table might be read without end.
    private static func check(_ rows: [[DatabaseValue]], after last: Int) throws(DatabaseError) {
        var last = last
        for row in rows {
            guard row[0].integer > last else { throw DatabaseError.damage("rows stand in a wrong order") }
            last = row[0].integer
        }
    }

    /// The article with that identifier.
    func articleRow(named id: String) throws -> ArticleTable.Row? {
        let name = ArticleName.bytes(of: id)
        guard let keys else { return try ArticleTable.rows(where: "id=?", [.blob(name)], in: database).first }
        // A reader goes on after what a writer has added.
        if let last = lastNamed {
            var end = last
            while let next = try readNames(after: end) { end = next }
            lastNamed = end
        }
        for number in try keys.numbers(named: name).sorted() {
            if let row = try ArticleTable.row(number, in: database), row.id == name { return row }
        }
        return nil
    }

    /// The row of a body, made if there is none; `digest` are the first 16 bytes of its SHA-256.
    func bodyRow(of digest: [UInt8], fingerprint: [UInt8]?) throws -> BodyTable.Row {
        for number in try keys?.numbers(named: digest).sorted() ?? [] {
            if let row = try BodyTable.row(number, in: database), row.digest == digest { return row }
        }
        let row = try BodyTable.insert(digest, fingerprint: fingerprint, into: database)
        keys?.insert(name: digest, number: row.number)
        return row
    }

    /// Moves the keys out of memory if they are many; call it between transactions.
    ///
    /// Takes some 0.1 s for each million keys that the merged files hold.
    package func mergeKeys() throws {
        guard keys?.isFull == true else { return }
        try mergeKeys(through: (try lastNumber(of: "body"), try lastNumber(of: "article")))
    }

    private func lastNumber(of table: String) throws -> Int {
        try database.run("SELECT coalesce(max(number), 0) FROM \(table)")[0][0].integer
    }

    /// Sees to it that articles which get the numbers of removed ones are read again by ``openKeys()``.
    func forgetLastNames() throws {
        try setMeta("indexed_article", min(metaValue("indexed_article"), lastNumber(of: "article")))
    }

    private func mergeKeys(through end: (body: Int, article: Int)) throws {
        guard let keys, keys.isFull else { return }
        let number = try metaValue("run_number") + 1
        let merge = try keys.merge(into: "\(number).run")
        try transaction {
            try database.run("DELETE FROM run WHERE level<=?", [DatabaseValue(merge.level)])
            try database.run(
                "INSERT INTO run(level, file, count) VALUES(?, ?, ?)",
                [DatabaseValue(merge.level), .text(merge.file), DatabaseValue(merge.count)]
            )
            try setMeta("run_number", number)
            try setMeta("indexed_body", end.body)
            try setMeta("indexed_article", end.article)
        }
        try keys.adopt(merge)
        try keys.removeAll(besides: Set(namedFiles().map(\.file)))
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
        // What is filled after a merge has to be read again after a crash.
        try transaction { try setMeta("indexed_body", 0) }
        var last = 0
        while true {
            let rows = try database.run(
                "SELECT number, first FROM body WHERE number>? AND fingerprint IS NULL ORDER BY number LIMIT 256",
                [DatabaseValue(last)]
            )
            guard let end = rows.last?[0].integer else { break }
            try RecordIndex.check(rows, after: last)
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
            try mergeKeys(through: (last, try lastNumber(of: "article")))
        }
        try transaction { try setMeta("bare_bodies", 0) }
    }
}
