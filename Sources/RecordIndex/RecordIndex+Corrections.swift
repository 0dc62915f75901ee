package import Deduplication
package import Hashing

/// What the index knows of a line of `state/overrides.jsonl`.
package struct MirroredCorrection: Equatable, Sendable {
    /// How far it has come.
    package enum State: Int, Sendable {
        /// Nothing was done about it yet.
        case unseen = 0
        /// Its effect is published, or it has none.
        case done = 1
        /// It does not fit what is read now; it is kept.
        case unfit = 2
    }

    package var number: Int
    /// The line, with its line feed.
    package var line: [UInt8]
    package var state: State
    /// The publication that it led to.
    package var content: Digest?
    /// Why it does not fit, in English and Chinese; else empty.
    package var reason: [String]

    /// A correction with all that is known of it.
    package init(number: Int, line: [UInt8], state: State, content: Digest? = nil, reason: [String] = []) {
        self.number = number
        self.line = line
        self.state = state
        self.content = content
        self.reason = reason
    }
}

extension RecordIndex {
    /// What is known of all corrections, by number.
    package func corrections() throws -> [MirroredCorrection] {
        try database.run("SELECT \(RecordIndex.correctionColumns) FROM correction ORDER BY number")
            .map(RecordIndex.correction)
    }

    /// What is known of the correction of that number.
    package func correction(_ number: Int) throws -> MirroredCorrection? {
        try database.run(
            "SELECT \(RecordIndex.correctionColumns) FROM correction WHERE number=?",
            [DatabaseValue(number)]
        ).first.map(RecordIndex.correction)
    }

    private static let correctionColumns = "number, line, state, content, reason, reason_zh"

    private static func correction(_ row: [DatabaseValue]) -> MirroredCorrection {
        MirroredCorrection(
            number: row[0].integer,
            line: row[1].blob ?? [],
            state: MirroredCorrection.State(rawValue: row[2].integer) ?? .unseen,
            content: digest(row[3]),
            reason: [row[4].text, row[5].text].compactMap { $0 }
        )
    }

    /// Notes what became of a correction.
    package func note(_ correction: MirroredCorrection) throws {
        try database.run(
            "INSERT OR REPLACE INTO correction(number, line, state, content, reason, reason_zh) VALUES(?, ?, ?, ?, ?, ?)",
            [
                DatabaseValue(correction.number), .blob(correction.line), DatabaseValue(correction.state.rawValue),
                DatabaseValue(correction.content?.bytes), DatabaseValue(correction.reason.first),
                DatabaseValue(correction.reason.count > 1 ? correction.reason[1] : nil),
            ]
        )
    }

    /// The article that stands in the place of one: itself, or what its editions came to; nil if nothing does.
    package func successor(of id: String) throws -> String? {
        guard var number = try articleRow(named: id)?.number else { return nil }
        var seen: Set<Int> = []
        while seen.insert(number).inserted {
            guard
                let end = try database.run("SELECT successor FROM retired WHERE article=?", [DatabaseValue(number)])
                    .first
            else { return try ArticleTable.row(number, in: database)?.name }
            guard let next = end[0].number else { return nil }
            number = next
        }
        return nil
    }

    /// Notes that two articles do not repeat each other, whatever their texts say; false if their texts are equal or too
    /// short to be compared.
    @discardableResult
    package func part(_ one: String, _ other: String) throws -> Bool {
        guard let first = try articleRow(named: one)?.body,
            let second = try articleRow(named: other)?.body, first != second
        else { return false }
        for (body, neighbour) in [(first, second), (second, first)] {
            changed.formUnion(try Cluster.neighbours(of: body, in: database))
            changed.formUnion(try Cluster.neighbours(of: neighbour, in: database))
        }
        try EdgeTable.part(first, second, in: database)
        try noteStanding(first, second)
        return true
    }

    /// Takes back that two articles do not repeat each other: they are compared anew.
    package func join(_ one: String, _ other: String, compare: (PublishedPlace, PublishedPlace) throws -> Comparison?)
        throws
    {
        guard let first = try articleRow(named: one),
            let second = try articleRow(named: other), let mine = first.body, let theirs = second.body,
            mine != theirs
        else { return }
        try EdgeTable.forget(mine, theirs, in: database)
        if try meets(mine, theirs) {
            let places = try (place(ofArticle: first.number), place(ofArticle: second.number))
            var read: Comparison?
            if let left = places.0, let right = places.1 { read = try compare(left, right) }
            let sketches = try [mine, theirs].compactMap {
                try BodyTable.row($0, in: database)?.fingerprint.flatMap { Fingerprint(encoded: $0) }
            }
            let estimate = sketches.count == 2 ? sketches[0].estimated(against: sketches[1]) : nil
            if let comparison = read ?? estimate, comparison.relation != nil {
                let tie = BodyTie(comparison: comparison, isVerified: read != nil)
                try EdgeTable.insert(tie, mine, theirs, in: database)
            }
        }
        changed.formUnion(try Cluster.neighbours(of: mine, in: database))
        changed.formUnion(try Cluster.neighbours(of: theirs, in: database))
        try noteStanding(mine, theirs)
    }

    /// The links of all that have either body may be others now.
    private func noteStanding(_ one: Int, _ other: Int) throws {
        for body in [one, other] {
            if let standing = try BodyTable.standing(body, in: database) { changed.insert(standing.number) }
        }
    }

    /// The content of the latest form of a page among those of the stream that has `content`; itself where the page has
    /// no key.
    package func latestForm(of pageKey: String, besides content: Digest) throws -> Digest? {
        try database.run(
            """
            SELECT newest.sha256, newest.source FROM page
            JOIN content own ON own.sha256=? JOIN edition mine ON mine.page=page.number AND mine.content=own.number
            JOIN edition other ON other.page=page.number AND other.stream=mine.stream
            JOIN content newest ON newest.number=other.content
            WHERE page.key=? ORDER BY newest.number DESC LIMIT 1
            """,
            [.blob(content.bytes), .text(pageKey)]
        ).first.flatMap { RecordIndex.digest($0[1]) ?? RecordIndex.digest($0[0]) }
    }
}
