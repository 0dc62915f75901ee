package import Hashing

/// An article that stands on a page, as far as an edition of that page has to know it.
package struct StandingArticle: Equatable, Sendable {
    package var id: String
    package var isLeftover: Bool
    /// The characters of its normalised body.
    package var length: Int
    /// Where its line stands.
    package var place: PublishedPlace
}

/// The contents that are forms of one page and editions of one another.
package struct EditionStream: Equatable, Sendable {
    /// A number that names it among those of its page.
    package var number: Int
    /// What stands of it.
    package var articles: [StandingArticle]
    /// The published paths of its contents.
    package var records: [String]
    /// The number of the content that was claimed last; see ``RecordIndex/claimNumber(of:)``.
    package var latest: Int
}

extension RecordIndex {
    /// What was published of a page before, in streams of editions; the eldest stream first.
    package func streams(of pageKey: String) throws -> [EditionStream] {
        let contents = try database.run(
            """
            SELECT edition.stream, content.number, content.record FROM page
            JOIN edition ON edition.page=page.number JOIN content ON content.number=edition.content
            WHERE page.key=? ORDER BY edition.stream, content.number
            """,
            [.text(pageKey)]
        )
        guard !contents.isEmpty else { return [] }
        let page = try pageNumber(pageKey)
        let rows = try ArticleTable.rows(
            where: "page=? AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)",
            [DatabaseValue(page)],
            in: database
        )
        var streams: [EditionStream] = []
        for content in contents {
            if streams.last?.number != content[0].integer {
                streams.append(EditionStream(number: content[0].integer, articles: [], records: [], latest: 0))
            }
            let last = streams.count - 1
            streams[last].latest = content[1].integer
            if let record = content[2].text { streams[last].records.append(record) }
            for row in rows where row.content == content[1].integer {
                guard let place = try place(ofArticle: row.number) else { continue }
                streams[last].articles.append(
                    StandingArticle(id: row.name, isLeftover: row.isLeftover, length: row.length, place: place)
                )
            }
        }
        return streams
    }

    /// The articles of contents that stand on pages with other keys than these, or with none.
    package func standing(of contents: [Digest], outside keys: Set<String>) throws -> [StandingArticle] {
        var found: [StandingArticle] = []
        for content in contents {
            guard let row = try database.run("SELECT number FROM content WHERE sha256=?", [.blob(content.bytes)]).first
            else { continue }
            let rows = try ArticleTable.rows(
                where: "content=? AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)",
                [row[0]],
                in: database
            )
            for row in rows {
                let key = try row.page.flatMap {
                    try database.run("SELECT key FROM page WHERE number=?", [DatabaseValue($0)]).first?[0].text
                }
                guard key.map({ !keys.contains($0) }) ?? true, let place = try place(ofArticle: row.number) else {
                    continue
                }
                found.append(
                    StandingArticle(id: row.name, isLeftover: row.isLeftover, length: row.length, place: place)
                )
            }
        }
        return found
    }

    /// A number that ascends with the order in which contents were claimed; 0 for one that was not.
    package func claimNumber(of content: Digest) throws -> Int {
        try database.run("SELECT number FROM content WHERE sha256=?", [.blob(content.bytes)]).first?[0].integer ?? 0
    }

    /// Notes that a content is a form of a page: one more of a stream, or the first of its own if `stream` is nil.
    package func enter(_ content: Digest, as pageKey: String, stream: Int?) throws {
        let page = try pageNumber(pageKey)
        let number = try number(of: content)
        try database.run(
            "INSERT OR REPLACE INTO edition(page, content, stream) VALUES(?, ?, ?)",
            [DatabaseValue(page), DatabaseValue(number), DatabaseValue(stream ?? number)]
        )
        let count = try database.run("SELECT count(DISTINCT stream) FROM edition WHERE page=?", [DatabaseValue(page)])
        // All of the page's articles are flagged from the second stream on.
        if count[0][0].integer > 1 { changed.formUnion(try standing(on: page)) }
    }

    private func standing(on page: Int) throws -> [Int] {
        try database.run(
            """
            SELECT number FROM article WHERE page=?
            AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)
            """,
            [DatabaseValue(page)]
        ).map { $0[0].integer }
    }

    /// Notes that the edition `content` has another article in the place of `id`, or none.
    package func retire(_ id: String, by content: Digest, successor: String?) throws {
        guard let row = try articleRow(named: id) else { return }
        let next = try successor.flatMap { try articleRow(named: $0)?.number }
        try changeEnds(onPageOf: row)
        try database.run(
            "INSERT OR REPLACE INTO retired(article, content, successor) VALUES(?, ?, ?)",
            [DatabaseValue(row.number), DatabaseValue(try number(of: content)), DatabaseValue(next)]
        )
        try BodyTable.remove(row, changed: &changed, in: database)
        changed.insert(row.number)
        guard let next else { return }
        changed.insert(next)
        // What a person parted from the one stays parted from the other.
        guard let former = row.body, let current = try ArticleTable.row(next, in: database)?.body else { return }
        for other in try EdgeTable.parted(from: former, in: database) where other != current {
            try EdgeTable.part(current, other, in: database)
        }
    }

    /// Whether an edition changed or left out an article that was published.
    package func isRetired(_ id: String) throws -> Bool {
        guard let row = try articleRow(named: id) else { return false }
        return try !ArticleTable.stands(row.number, in: database)
    }

    /// Notes that an article which an edition changed or left out stands again.
    package func restore(_ id: String) throws {
        guard let row = try articleRow(named: id),
            let end = try database.run("SELECT successor FROM retired WHERE article=?", [DatabaseValue(row.number)])
                .first
        else { return }
        try database.run("DELETE FROM retired WHERE article=?", [DatabaseValue(row.number)])
        if let body = row.body {
            let copy = CopyTable.Copy(id: row.id, article: row.number, day: row.day)
            try BodyTable.add(copy, to: body, changed: &changed, in: database)
        }
        try changeEnds(onPageOf: row)
        changed.insert(row.number)
        if let successor = end[0].number { changed.insert(successor) }
    }

    /// The other ends of stories on the article's issue may be tied anew.
    func changeEnds(onPageOf row: ArticleTable.Row) throws {
        guard let page = row.page,
            try !database.run("SELECT 1 FROM jump WHERE article=?", [DatabaseValue(row.number)]).isEmpty
        else { return }
        changed.formUnion(try jumpEnds(onIssueOf: page).map(\.article))
    }

    /// Removes a content's articles with all that followed from them.
    func removeArticles(of content: Digest) throws {
        let number = try number(of: content)
        for row in try database.run("SELECT article FROM retired WHERE content=?", [DatabaseValue(number)]) {
            guard let article = try ArticleTable.row(row[0].integer, in: database) else { continue }
            try restore(article.name)
        }
        try database.run("DELETE FROM edition WHERE content=?", [DatabaseValue(number)])
        let rows = try ArticleTable.rows(where: "content=?", [DatabaseValue(number)], in: database)
        for page in Set(rows.compactMap(\.page)) { changed.formUnion(try standing(on: page)) }
        for row in rows {
            try changeEnds(onPageOf: row)
            try BodyTable.remove(row, changed: &changed, in: database)
            try BodyTable.forget(row, in: database)
            for table in ["jump", "link", "retired"] {
                try database.run("DELETE FROM \(table) WHERE article=?", [DatabaseValue(row.number)])
            }
            try database.run("DELETE FROM article WHERE number=?", [DatabaseValue(row.number)])
        }
        try forgetLastNames()
        for row in rows { changed.remove(row.number) }
    }
}
