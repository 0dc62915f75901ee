extension RecordIndex {
    /// Which published articles are wanted.
    package struct Selection: Equatable, Sendable {
        /// The first and the last day of issue, `YYYY-MM-DD`; articles without a date are in no such range.
        package var from: String?
        package var to: String?
        /// The title of the paper, as the records say it.
        package var paper: String?

        /// Everything.
        package init() {}
    }

    /// Calls `body` with the places of the standing articles of each published content, by date, title and page.
    ///
    /// Blocks that are no articles are left out, and so is what an edition changed or withdrew.
    package func forEachContent(_ selection: Selection, _ body: ([PublishedPlace]) throws -> Void) throws {
        var conditions = ["record IS NOT NULL", "state>=3"]
        var values: [DatabaseValue] = []
        for (condition, value) in [
            ("date>=?", selection.from), ("date<=?", selection.to), ("title=?", selection.paper),
        ] {
            guard let value else { continue }
            conditions.append(condition)
            values.append(.text(value))
        }
        let contents = try database.run(
            """
            SELECT number FROM content WHERE \(conditions.joined(separator: " AND "))
            ORDER BY date IS NULL, date, title, page, sha256
            """,
            values
        )
        for content in contents {
            let rows = try ArticleTable.rows(
                where: """
                    content=? AND leftover=0
                    AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)
                    """,
                [content[0]],
                in: database
            )
            let places = try rows.compactMap { try place(ofArticle: $0.number) }
            if !places.isEmpty { try body(places) }
        }
    }

    /// Where the line of the article with that identifier stands.
    package func place(of id: String) throws -> PublishedPlace? {
        guard let row = try articleRow(named: id) else { return nil }
        return try place(ofArticle: row.number)
    }
}
