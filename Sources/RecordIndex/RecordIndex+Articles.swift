package import Deduplication
internal import Hashing

extension RecordIndex {
    /// Whether an article with that identifier was published.
    package func hasArticle(_ id: String) throws -> Bool {
        try !database.run("SELECT 1 FROM article WHERE id=?", [.blob(ArticleName.bytes(of: id))]).isEmpty
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
        let body = try article.body.map {
            try BodyTable.body($0, fingerprint: article.fingerprint?.encoded, in: database)
        }
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
        if let body {
            let copy = CopyTable.Copy(id: row.id, article: number, day: row.day)
            if let fingerprint = article.fingerprint, body.isNew || body.fingerprint == nil {
                if !body.isNew { try setFingerprint(fingerprint, of: body.number) }
                try tie(body.number, fingerprint, compare: compare)
            }
            if body.isNew {
                try setFirst(number, of: body.number)
                changed.formUnion(try BodyTable.neighbours(of: body.number, in: database))
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
        guard let row = try ArticleTable.row(id: article.id, in: database) else { return }
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
        let body = try article.body.map {
            try BodyTable.body($0, fingerprint: article.fingerprint?.encoded, in: database)
        }
        var moved = row
        moved.content = content
        moved.span = article.span
        moved.length = article.length
        moved.isLeftover = article.isLeftover
        moved.body = body?.number
        try put(moved, inPlaceOf: row)
        if let body, let fingerprint = article.fingerprint, body.isNew || body.fingerprint == nil {
            if !body.isNew { try setFingerprint(fingerprint, of: body.number) }
            try tie(body.number, fingerprint, compare: compare)
            changed.formUnion(try BodyTable.neighbours(of: body.number, in: database))
        }
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

    /// Ties a body to those among its candidates that it repeats, and makes it one for those that come.
    func tie(_ body: Int, _ fingerprint: Fingerprint, compare: Comparing) throws {
        guard let candidates, !fingerprint.keys.isEmpty else { return }
        for other in try candidates.bodies(under: fingerprint.keys) where other != body {
            guard let row = try BodyTable.row(other, in: database), row.first != 0 else { continue }
            let place = try place(ofArticle: row.first)
            let read = try place.flatMap { try compare($0) }
            let sketch = row.fingerprint.flatMap { Fingerprint(encoded: $0) }
            guard let comparison = read ?? sketch.map({ fingerprint.estimated(against: $0) }),
                comparison.relation != nil
            else { continue }
            try EdgeTable.insert(
                BodyTie(comparison: comparison, isVerified: read != nil),
                body,
                other,
                in: database
            )
        }
        candidates.insert(fingerprint.keys, body: body)
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
