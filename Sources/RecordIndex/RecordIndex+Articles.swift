package import Deduplication
internal import Hashing

extension RecordIndex {
    /// Whether an article with that identifier was published.
    package func hasArticle(_ id: String) throws -> Bool {
        try articleRow(named: id) != nil
    }

    /// How a new body repeats others: `one` may be asked for its text, `other` for that of an article published before.
    ///
    /// Nil where the comparison has to be left to sketches.
    package typealias Comparing = (_ other: PublishedPlace) throws -> Comparison?

    /// Adds an article with its body, and finds the bodies that it repeats.
    ///
    /// `compare` compares its text with that of another article. What follows for links is told by
    /// ``changedLinks()`` at the end.
    package func insert(_ article: IndexedArticle, compare: Comparing) throws {
        let content = try number(of: article.content)
        let page = try article.pageKey.map { try pageNumber($0) }
        let body = try article.body.map { try bodyRow(of: $0, fingerprint: article.fingerprint?.encoded) }
        let row = ArticleTable.Row(
            id: ArticleName.bytes(of: article.id),
            content: content,
            page: page,
            body: body?.number,
            day: ArticleName.day(article.date),
            length: article.length,
            span: article.span,
            isLeftover: article.isLeftover
        )
        let number = try ArticleTable.insert(row, into: database)
        keys?.insert(name: row.id, number: number)
        if let body {
            let copy = CopyTable.Copy(id: row.id, article: number, day: row.day)
            if let fingerprint = article.fingerprint { try compareEntering(body, fingerprint, compare: compare) }
            if body.isNew {
                try setFirst(number, of: body.number)
                changed.formUnion(try Cluster.neighbours(of: body.number, in: database))
            } else {
                try BodyTable.add(copy, to: body.number, changed: &changed, in: database)
            }
        }
        if let page {
            for jump in article.jumps {
                try database.run(
                    "INSERT OR REPLACE INTO jump(article, direction, page, target, headline) VALUES(?, ?, ?, ?, ?)",
                    [
                        DatabaseValue(number), DatabaseValue(jump.direction.rawValue), DatabaseValue(page),
                        .text(jump.target), .text(jump.headline),
                    ]
                )
            }
            if !article.jumps.isEmpty { changed.formUnion(try jumpEnds(onIssueOf: page).map(\.article)) }
        }
    }

    /// Notes that an article stands in another publication from now on, and is what `article` says.
    ///
    /// If the publication is taken back before it is published, all is as it was.
    package func move(_ article: IndexedArticle, compare: Comparing) throws {
        guard let row = try articleRow(named: article.id) else { return }
        let content = try number(of: article.content)
        try database.run(
            """
            INSERT OR IGNORE INTO moved(article, by, content, line_start, line_end, body, length, leftover)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                DatabaseValue(row.number), DatabaseValue(content), DatabaseValue(row.content),
                DatabaseValue(row.span.lowerBound), DatabaseValue(row.span.upperBound), DatabaseValue(row.body),
                DatabaseValue(row.length), DatabaseValue(row.isLeftover ? 1 : 0),
            ]
        )
        let body = try article.body.map { try bodyRow(of: $0, fingerprint: article.fingerprint?.encoded) }
        var moved = row
        moved.content = content
        moved.span = article.span
        moved.length = article.length
        moved.isLeftover = article.isLeftover
        moved.body = body?.number
        if let body, let fingerprint = article.fingerprint {
            try compareEntering(body, fingerprint, compare: compare)
            changed.formUnion(try Cluster.neighbours(of: body.number, in: database))
        }
        try put(moved, inPlaceOf: row)
        changed.insert(row.number)
    }

    /// The number of a content that was claimed.
    func number(of content: Digest) throws -> Int {
        guard let row = try database.run("SELECT number FROM content WHERE sha256=?", [.blob(content.bytes)]).first
        else { preconditionFailure("articles are added to contents that were claimed") }
        return row[0].integer
    }

    /// The number of a page key, which is made if it is new.
    func pageNumber(_ key: String) throws -> Int {
        if let row = try database.run("SELECT number FROM page WHERE key=?", [.text(key)]).first {
            return row[0].integer
        }
        try database.run("INSERT INTO page(key) VALUES(?)", [.text(key)])
        return Int(database.lastInsertedRow)
    }

    private func setFirst(_ article: Int, of body: Int) throws {
        try database.run("UPDATE body SET first=? WHERE number=?", [DatabaseValue(article), DatabaseValue(body)])
    }

    func setFingerprint(_ fingerprint: Fingerprint, of body: Int) throws {
        try database.run(
            "UPDATE body SET fingerprint=? WHERE number=?",
            [.blob(fingerprint.encoded), DatabaseValue(body)]
        )
    }

    /// Compares a body that is about to have an article with those that it meets, as far as that was not done.
    private func compareEntering(_ body: BodyTable.Row, _ fingerprint: Fingerprint, compare: Comparing) throws {
        if body.isNew || body.fingerprint == nil {
            if !body.isNew { try setFingerprint(fingerprint, of: body.number) }
            try enter(body, fingerprint, compare: compare)
        } else if body.first == 0 {
            // Those that came while no article had this body could not be compared with it.
            let member = CandidateMember(body: body.number, rank: body.rank, keys: fingerprint.keys)
            let partners = try keys?.meetings(of: member).partners ?? []
            try tie(body, fingerprint, to: partners, compare: compare)
        }
    }

    /// Whether two bodies meet under a key, so that they are compared.
    func meets(_ body: Int, _ other: Int) throws -> Bool {
        guard let keys, let row = try BodyTable.row(body, in: database),
            let fingerprint = row.fingerprint.flatMap({ Fingerprint(encoded: $0) })
        else { return false }
        let member = CandidateMember(body: body, rank: row.rank, keys: fingerprint.keys)
        return try keys.meetings(of: member).partners.contains(other)
    }

    /// Makes a body one that others meet, takes away the ties for which there is no room any more, and ties it to those
    /// that it meets and repeats.
    func enter(_ body: BodyTable.Row, _ fingerprint: Fingerprint, compare: Comparing) throws {
        guard let keys, !fingerprint.keys.isEmpty else { return }
        let member = CandidateMember(body: body.number, rank: body.rank, keys: fingerprint.keys)
        keys.insert(member)
        let meetings = try keys.meetings(of: member)
        try loosen(meetings.parted)
        try tie(body, fingerprint, to: meetings.partners, compare: compare)
    }

    private func tie(_ body: BodyTable.Row, _ fingerprint: Fingerprint, to others: [Int], compare: Comparing) throws {
        for other in others {
            guard let row = try BodyTable.row(other, in: database), row.first != 0 else { continue }
            let place = try place(ofArticle: row.first)
            let read = try place.flatMap { try compare($0) }
            let sketch = row.fingerprint.flatMap { Fingerprint(encoded: $0) }
            guard let comparison = read ?? sketch.map({ fingerprint.estimated(against: $0) }),
                comparison.relation != nil
            else { continue }
            try EdgeTable.insert(
                BodyTie(comparison: comparison, isVerified: read != nil),
                body.number,
                other,
                in: database
            )
        }
    }

    /// Takes away the ties of bodies to those that they no longer meet under any key.
    private func loosen(_ bodies: [Int]) throws {
        guard let keys else { return }
        var lost: [(one: Int, other: Int)] = []
        for body in bodies {
            let others = try EdgeTable.others(of: body, in: database)
            guard !others.isEmpty, let row = try BodyTable.row(body, in: database),
                let fingerprint = row.fingerprint.flatMap({ Fingerprint(encoded: $0) })
            else { continue }
            let member = CandidateMember(body: body, rank: row.rank, keys: fingerprint.keys)
            let partners = Set(try keys.meetings(of: member).partners)
            for other in others where !partners.contains(other) { lost.append((body, other)) }
        }
        guard !lost.isEmpty else { return }
        let ends = Array(Set(lost.flatMap { [$0.one, $0.other] }))
        changed.formUnion(try Cluster.articles(around: ends, in: database))
        for pair in lost { try EdgeTable.remove(pair.one, pair.other, in: database) }
        changed.formUnion(try Cluster.articles(around: ends, in: database))
    }
}

/// Where the line of an article stands.
package struct PublishedPlace: Equatable, Sendable {
    /// The article's number in the index.
    package var article: Int
    package var id: String
    /// The published path below `output/`, and the name in `state/stage` while it is not there yet.
    package var record: String
    package var stage: String?
    /// In bytes.
    package var span: Range<Int>
}

extension RecordIndex {
    /// Where the line of an article stands; nil if its content has no record.
    func place(ofArticle number: Int) throws -> PublishedPlace? {
        try database.run(
            """
            SELECT article.id, content.record, content.stage, article.line_start, article.line_end
            FROM article JOIN content ON content.number=article.content WHERE article.number=?
            """,
            [DatabaseValue(number)]
        ).first.flatMap { row in
            row[1].text.map { record in
                PublishedPlace(
                    article: number,
                    id: ArticleName.id(of: row[0].blob ?? []),
                    record: record,
                    stage: row[2].text,
                    span: row[3].integer..<max(row[3].integer, row[4].integer)
                )
            }
        }
    }
}
