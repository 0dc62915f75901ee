internal import FileAccess
internal import Hashing

extension RecordIndex {
    /// Prepares an empty index for many rows at once: articles are collected, and put in by order at the end.
    package func beginLoading() throws {
        try database.execute(
            """
            CREATE TEMP TABLE kept_index AS SELECT name, sql FROM main.sqlite_schema WHERE type='index' AND sql IS NOT NULL;
            CREATE TEMP TABLE loaded(
                id TEXT, content BLOB, page_key TEXT, body BLOB, date TEXT, length INTEGER, line_start INTEGER,
                line_end INTEGER
            );
            CREATE TEMP TABLE told(id TEXT PRIMARY KEY, target TEXT) WITHOUT ROWID;
            """
        )
        for row in try database.run("SELECT name FROM kept_index") {
            try database.execute("DROP INDEX \(row[0].text ?? "")")
        }
        try database.execute("BEGIN")
    }

    /// Takes in a content with all its columns.
    package func load(_ content: Content) throws {
        try claim(content.sha256)
        try update(content)
    }

    /// Takes in a drop with all its columns; its number is given anew.
    package func load(_ arrival: ArrivalRecord) throws {
        var arrival = arrival
        arrival.id = try insertArrival(path: arrival.path, status: arrival.status, sha256: arrival.sha256)
        try update(arrival)
    }

    /// Takes in an article; of several with one identifier the last one counts.
    package func load(_ article: IndexedArticle) throws {
        try database.run(
            "INSERT INTO loaded VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(article.id), .blob(article.content.bytes), DatabaseValue(article.pageKey),
                DatabaseValue(article.body), DatabaseValue(article.date), DatabaseValue(article.length),
                DatabaseValue(article.span.lowerBound), DatabaseValue(article.span.upperBound),
            ]
        )
    }

    /// Takes in what was published of an article: which other one it repeats; the last one counts.
    package func load(told id: String, of target: String?) throws {
        try database.run(
            "INSERT OR REPLACE INTO told VALUES(?, ?)",
            [.text(id), DatabaseValue(target)]
        )
    }

    /// Puts everything in its place and returns the links that follow from it and were not published.
    ///
    /// What was published of an article whose text, or that of its target, is gone stands as it was.
    package func finishLoading() throws -> [SameBody] {
        try database.execute(
            """
            INSERT OR REPLACE INTO article(id, content, page_key, body, date, length, line_start, line_end)
                SELECT * FROM loaded ORDER BY id, rowid;
            DROP TABLE loaded;
            """
        )
        for row in try database.run("SELECT sql FROM kept_index ORDER BY name") {
            try database.execute(row[0].text ?? "")
        }
        try database.execute(
            """
            CREATE TEMP TABLE first AS
                SELECT body, id FROM (
                    SELECT body, id, row_number() OVER (PARTITION BY body ORDER BY date IS NULL, date, id) AS place,
                        count(*) OVER (PARTITION BY body) AS size
                    FROM article WHERE body IS NOT NULL
                ) WHERE place=1 AND size>1;
            CREATE INDEX first_body ON first(body);
            UPDATE article SET same_as=first.id FROM first WHERE article.body=first.body AND article.id<>first.id;
            UPDATE article SET same_as=told.target FROM told JOIN article AS target ON target.id=told.target
                WHERE article.id=told.id AND (article.body IS NULL OR target.body IS NULL);
            """
        )
        let untold = try database.run(
            """
            SELECT article.id, article.same_as FROM article LEFT JOIN told ON told.id=article.id
            WHERE article.same_as IS NOT NULL AND told.target IS NOT article.same_as ORDER BY article.id
            """
        ).map { SameBody(id: $0[0].text ?? "", of: $0[1].text ?? "") }
        try database.execute("DROP TABLE first; DROP TABLE told; DROP TABLE kept_index; COMMIT")
        return untold
    }
}
