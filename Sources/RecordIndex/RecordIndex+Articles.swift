package import Hashing

/// A link between an article and another one with the same body.
package struct SameBody: Equatable, Sendable {
    /// The article that repeats.
    package var id: String
    /// The one it repeats: the earliest by date (undated ones last), then by identifier.
    package var of: String
}

extension RecordIndex {
    /// Whether an article with that identifier was published.
    package func hasArticle(_ id: String) throws -> Bool {
        try !database.run("SELECT 1 FROM article WHERE id=?", [.text(id)]).isEmpty
    }

    /// Adds an article and returns the links that follow from it: its own, and those of others whose target it becomes.
    ///
    /// Which article the others point to depends on dates and identifiers alone, so the last link of each article is the
    /// same in whatever order the articles come.
    package func insert(_ article: IndexedArticle) throws -> [SameBody] {
        var links: [SameBody] = []
        if let body = article.body, let canonical = try firstArticle(body: body) {
            if RecordIndex.precedes(article, canonical) {
                for row in try database.run("SELECT id FROM article WHERE body=? ORDER BY id", [.blob(body)]) {
                    links.append(SameBody(id: row[0].text ?? "", of: article.id))
                }
                try database.run("UPDATE article SET same_as=? WHERE body=?", [.text(article.id), .blob(body)])
            } else {
                links.append(SameBody(id: article.id, of: canonical.id))
            }
        }
        try database.run(
            """
            INSERT INTO article(id, content, page_key, body, date, length, line_start, line_end, same_as)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(article.id), .blob(article.content.bytes), DatabaseValue(article.pageKey),
                DatabaseValue(article.body), DatabaseValue(article.date), DatabaseValue(article.length),
                DatabaseValue(article.span.lowerBound), DatabaseValue(article.span.upperBound),
                DatabaseValue(links.last?.id == article.id ? links.last?.of : nil),
            ]
        )
        return links
    }

    private func firstArticle(body: [UInt8]) throws -> (id: String, date: String?)? {
        try database.run(
            "SELECT id, date FROM article WHERE body=? ORDER BY date IS NULL, date, id LIMIT 1",
            [.blob(body)]
        ).first.map { ($0[0].text ?? "", $0[1].text) }
    }

    private static func precedes(_ article: IndexedArticle, _ other: (id: String, date: String?)) -> Bool {
        // An undated article comes after every dated one: “~” is greater than any digit.
        (article.date ?? "~", article.id) < (other.date ?? "~", other.id)
    }
}

extension RecordIndex {
    /// The published paths of the contents, other than `content`, that have articles under one of these page keys.
    package func records(of pageKeys: Set<String>, besides content: Digest) throws -> [String] {
        var records: Set<String> = []
        for key in pageKeys {
            let rows = try database.run(
                """
                SELECT DISTINCT content.record FROM article JOIN content ON content.sha256=article.content
                WHERE article.page_key=? AND article.content<>? AND content.record IS NOT NULL
                """,
                [.text(key), .blob(content.bytes)]
            )
            for row in rows { records.insert(row[0].text ?? "") }
        }
        return records.sorted()
    }
}
