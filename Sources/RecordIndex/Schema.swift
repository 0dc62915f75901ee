/// The index's schema: numbered migrations, each run once, in order.
enum Schema {
    /// `PRAGMA application_id`: “PCut” in ASCII.
    static let applicationID = 0x5043_7574

    /// Migration n brings `PRAGMA user_version` from n to n + 1.
    static let migrations = [
        """
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
        """,
        """
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
        """,
    ]
}
