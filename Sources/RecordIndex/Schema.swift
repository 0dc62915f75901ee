internal import Hashing

/// The index's schema: numbered migrations, each run once, in order.
enum Schema {
    /// `PRAGMA application_id`: “PCut” in ASCII.
    static let applicationID = 0x5043_7574

    /// Migration n brings `PRAGMA user_version` from n to n + 1.
    static let migrations: [@Sendable (Database) throws -> Void] = [
        { try $0.execute(initial) },
        migrateToNumbers,
        sealOutbox,
        { try $0.execute(companions) },
        // The files of keys rank bodies otherwise than before; they are made anew.
        { try $0.execute("DELETE FROM run; UPDATE meta SET value=0 WHERE key='indexed_body'") },
        mirrorCorrections,
        { try $0.execute(namesInFiles) },
    ]

    private static let initial = """
        CREATE TABLE meta(
            key TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO meta VALUES('last_sequence', 0), ('open', 0);
        CREATE TABLE content(
            sha256 BLOB PRIMARY KEY,
            state INTEGER NOT NULL,
            starts INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            generation INTEGER NOT NULL DEFAULT 0,
            record TEXT,
            record_sha256 BLOB,
            stage TEXT,
            title TEXT,
            date TEXT,
            page TEXT,
            original BLOB
        ) WITHOUT ROWID;
        CREATE INDEX content_open ON content(state) WHERE state < 4;
        CREATE TABLE arrival(
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            sha256 BLOB,
            state INTEGER NOT NULL,
            event TEXT,
            code TEXT,
            destination BLOB,
            reason BLOB
        );
        CREATE INDEX arrival_open ON arrival(state) WHERE state < 2;
        CREATE INDEX arrival_place ON arrival(path);
        CREATE INDEX arrival_content ON arrival(sha256);
        CREATE TABLE article(
            id TEXT PRIMARY KEY,
            content BLOB NOT NULL,
            page_key TEXT,
            body BLOB,
            date TEXT,
            length INTEGER NOT NULL,
            line_start INTEGER NOT NULL,
            line_end INTEGER NOT NULL,
            same_as TEXT
        ) WITHOUT ROWID;
        CREATE INDEX article_content ON article(content);
        CREATE INDEX article_body ON article(body) WHERE body IS NOT NULL;
        CREATE INDEX article_page ON article(page_key) WHERE page_key IS NOT NULL;
        CREATE TABLE outbox(
            sequence INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL,
            day TEXT NOT NULL,
            content BLOB,
            line BLOB NOT NULL
        );
        """

    /// Contents, pages, bodies and articles are numbered, so that rows refer to each other by a few bytes and the large
    /// tables grow at their end.
    private static let numbered = """
        CREATE TABLE content(
            number INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            state INTEGER NOT NULL,
            starts INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            generation INTEGER NOT NULL DEFAULT 0,
            record TEXT,
            record_sha256 BLOB,
            stage TEXT,
            title TEXT,
            date TEXT,
            page TEXT,
            original BLOB
        );
        CREATE INDEX content_open ON content(state) WHERE state < 4;
        -- A page key that articles have.
        CREATE TABLE page(
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE
        );
        -- day: days since 1970-01-01. leftover: 1 for blocks that are no articles.
        CREATE TABLE article(
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            content INTEGER NOT NULL,
            page INTEGER,
            body INTEGER,
            day INTEGER,
            length INTEGER NOT NULL,
            line_start INTEGER NOT NULL,
            line_end INTEGER NOT NULL,
            leftover INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX article_content ON article(content);
        CREATE INDEX article_page ON article(page) WHERE page IS NOT NULL;
        -- One row for equal bodies. prefix and rest: the first 16 bytes of their SHA-256. first: the earliest standing
        -- article of them; where none stands, one that did, 0 if there is none. fingerprint: NULL if it was never made.
        CREATE TABLE body(
            number INTEGER PRIMARY KEY,
            prefix INTEGER NOT NULL,
            rest BLOB NOT NULL,
            first INTEGER NOT NULL,
            fingerprint BLOB
        );
        CREATE INDEX body_prefix ON body(prefix);
        -- The standing articles of a body that more than one has.
        CREATE TABLE copy(
            body INTEGER NOT NULL,
            id BLOB NOT NULL,
            article INTEGER NOT NULL,
            day INTEGER,
            PRIMARY KEY(body, id)
        ) WITHOUT ROWID;
        -- Of bodies with many copies, the earliest among those whose id begins with the hexadecimal digits “prefix”.
        CREATE TABLE leader(
            body INTEGER NOT NULL,
            prefix TEXT NOT NULL,
            article INTEGER NOT NULL,
            PRIMARY KEY(body, prefix)
        ) WITHOUT ROWID;
        -- How the body “one” repeats “other”; both directions have a row. relation 0: a person said that it does not.
        CREATE TABLE edge(
            one INTEGER NOT NULL,
            other INTEGER NOT NULL,
            relation INTEGER NOT NULL,
            containment INTEGER NOT NULL,
            jaccard INTEGER NOT NULL,
            verified INTEGER NOT NULL,
            PRIMARY KEY(one, other)
        ) WITHOUT ROWID;
        -- Which contents are forms of a page; those of one stream are editions of one another, others are strangers.
        CREATE TABLE edition(
            page INTEGER NOT NULL,
            content INTEGER NOT NULL,
            stream INTEGER NOT NULL,
            PRIMARY KEY(page, content)
        ) WITHOUT ROWID;
        CREATE INDEX edition_content ON edition(content);
        -- Articles that an edition changed (successor: the article that took their place) or left out (NULL); content:
        -- that edition.
        CREATE TABLE retired(
            article INTEGER PRIMARY KEY,
            content INTEGER NOT NULL,
            successor INTEGER
        );
        CREATE INDEX retired_content ON retired(content);
        CREATE INDEX retired_successor ON retired(successor) WHERE successor IS NOT NULL;
        -- Articles with a jump line. direction: 1 continued on, 2 continued from. target: the label of the other page.
        CREATE TABLE jump(
            article INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            page INTEGER NOT NULL,
            target TEXT NOT NULL,
            headline TEXT NOT NULL,
            PRIMARY KEY(article, direction)
        ) WITHOUT ROWID;
        CREATE INDEX jump_page ON jump(page);
        -- A hash of the last line of links.jsonl for an article, so that a line that says the same is not written again.
        CREATE TABLE link(
            article INTEGER PRIMARY KEY,
            hash INTEGER NOT NULL,
            sequence INTEGER NOT NULL
        );
        -- The sorted files of candidate keys beside the index; level 1 is the smallest and youngest.
        CREATE TABLE run(
            level INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            count INTEGER NOT NULL
        );
        INSERT INTO meta VALUES('indexed_body', 0), ('run_number', 0);
        """

    /// Articles and bodies are found by their names in the files of keys.
    ///
    /// In indexes of these tables each name would cost a page of its own to write. `key_owner` tells the files of this index from those of others.
    private static let namesInFiles = """
        DROP INDEX body_prefix;
        CREATE TABLE named_article(
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            content INTEGER NOT NULL,
            page INTEGER,
            body INTEGER,
            day INTEGER,
            length INTEGER NOT NULL,
            line_start INTEGER NOT NULL,
            line_end INTEGER NOT NULL,
            leftover INTEGER NOT NULL DEFAULT 0
        );
        INSERT INTO named_article SELECT number, id, content, page, body, day, length, line_start, line_end, leftover
        FROM article;
        DROP TABLE article;
        ALTER TABLE named_article RENAME TO article;
        CREATE INDEX article_content ON article(content);
        CREATE INDEX article_page ON article(page) WHERE page IS NOT NULL;
        DELETE FROM run;
        UPDATE meta SET value=0 WHERE key='indexed_body';
        INSERT INTO meta VALUES('indexed_article', 0), ('key_owner', random());
        """

    @Sendable private static func migrateToNumbers(_ database: Database) throws {
        try database.execute(
            """
            DROP INDEX content_open; DROP INDEX article_content; DROP INDEX article_body; DROP INDEX article_page;
            ALTER TABLE content RENAME TO old_content; ALTER TABLE article RENAME TO old_article;
            \(numbered)
            INSERT INTO content(sha256, state, starts, attempts, generation, record, record_sha256, stage, title, date,
                page, original)
            SELECT sha256, state, starts, attempts, generation, record, record_sha256, stage, title, date, page, original
            FROM old_content ORDER BY sha256;
            INSERT INTO page(key) SELECT DISTINCT page_key FROM old_article WHERE page_key IS NOT NULL ORDER BY page_key;
            """
        )
        let rows = try database.run(
            """
            SELECT a.id, c.number, p.number, a.body, a.date, a.length, a.line_start, a.line_end
            FROM old_article a JOIN content c ON c.sha256=a.content LEFT JOIN page p ON p.key=a.page_key
            ORDER BY a.date IS NULL, a.date, a.id
            """
        )
        var bodies: [[UInt8]: Int] = [:]
        for row in rows {
            var body: Int?
            if let digest = row[3].blob {
                body = try bodies[digest] ?? BodyTable.insert(digest, fingerprint: nil, into: database).number
                bodies[digest] = body
            }
            let id = ArticleName.bytes(of: row[0].text ?? "")
            let number = try ArticleTable.insert(
                ArticleTable.Row(
                    id: id,
                    content: row[1].integer,
                    page: row[2].number,
                    body: body,
                    day: ArticleName.day(row[4].text),
                    length: row[5].integer,
                    span: row[6].integer..<row[7].integer,
                    isLeftover: false
                ),
                into: database
            )
            if let body {
                let copy = CopyTable.Copy(id: id, article: number, day: ArticleName.day(row[4].text))
                var links = ChangedArticles()
                try BodyTable.add(copy, to: body, changed: &links, in: database)
            }
        }
        try database.run("INSERT INTO meta VALUES('bare_bodies', ?)", [DatabaseValue(rows.isEmpty ? 0 : 1)])
        try database.execute(
            """
            INSERT INTO edition(page, content, stream)
            SELECT DISTINCT page, content, (SELECT min(content) FROM article o WHERE o.page=article.page)
            FROM article WHERE page IS NOT NULL;
            DROP TABLE old_article; DROP TABLE old_content;
            """
        )
    }

    /// Each line that waits to be appended gets a sum by which damage to it is seen.
    @Sendable private static func sealOutbox(_ database: Database) throws {
        try database.execute("ALTER TABLE outbox ADD COLUMN seal INTEGER NOT NULL DEFAULT 0")
        for line in try RecordIndex.outboxLines(in: database).map(\.line) {
            try database.run(
                "UPDATE outbox SET seal=? WHERE sequence=?",
                [.integer(line.seal), DatabaseValue(line.sequence)]
            )
        }
    }

    /// The other files of a drop of several, whose first is the arrival's own.
    private static let companions = """
        CREATE TABLE companion(
            arrival INTEGER NOT NULL,
            path BLOB NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            PRIMARY KEY(arrival, path)
        ) WITHOUT ROWID;
        CREATE INDEX companion_place ON companion(path);
        """

    /// What was done about each line of state/overrides.jsonl, and from which content each one that was read again came.
    @Sendable private static func mirrorCorrections(_ database: Database) throws {
        try database.execute(
            """
            ALTER TABLE content ADD COLUMN source BLOB;
            -- state: 0 not looked at, 1 done, 2 does not fit. content: the publication that it led to, as long as that
            -- may be taken back.
            CREATE TABLE correction(
                number INTEGER PRIMARY KEY,
                line BLOB NOT NULL,
                state INTEGER NOT NULL,
                content BLOB,
                reason TEXT,
                reason_zh TEXT
            );
            -- Where an article stood and what it was before a content that is not published yet took it up.
            CREATE TABLE moved(
                article INTEGER PRIMARY KEY,
                by INTEGER NOT NULL,
                content INTEGER NOT NULL,
                line_start INTEGER NOT NULL,
                line_end INTEGER NOT NULL,
                body INTEGER,
                length INTEGER NOT NULL,
                leftover INTEGER NOT NULL
            );
            CREATE INDEX moved_by ON moved(by);
            """
        )
        for row in try database.run("SELECT sha256 FROM content WHERE starts>0") {
            guard let source = RecordIndex.digest(row[0]) else { continue }
            var number = 2
            while true {
                let key = DatabaseValue.blob(Digest.revision(number, of: source).bytes)
                guard try !database.run("SELECT 1 FROM content WHERE sha256=?", [key]).isEmpty else { break }
                try database.run("UPDATE content SET source=? WHERE sha256=?", [.blob(source.bytes), key])
                number += 1
            }
        }
    }
}
