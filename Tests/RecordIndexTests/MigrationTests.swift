import Hashing
import RecordIndex
import TestSupport
import Testing

@Suite("An index of the first schema")
struct MigrationTests {
    private static let script = """
        import sqlite3, sys
        base = sqlite3.connect(sys.argv[1])
        base.executescript('''
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES('last_sequence', 17), ('open', 0);
        CREATE TABLE content(sha256 BLOB PRIMARY KEY, state INTEGER NOT NULL, starts INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 0, record TEXT, record_sha256 BLOB,
            stage TEXT, title TEXT, date TEXT, page TEXT, original BLOB) WITHOUT ROWID;
        CREATE INDEX content_open ON content(state) WHERE state < 4;
        CREATE TABLE arrival(id INTEGER PRIMARY KEY, path BLOB NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL,
            size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL, sha256 BLOB,
            state INTEGER NOT NULL, event TEXT, code TEXT, destination BLOB, reason BLOB);
        CREATE INDEX arrival_open ON arrival(state) WHERE state < 2;
        CREATE INDEX arrival_place ON arrival(path);
        CREATE INDEX arrival_content ON arrival(sha256);
        CREATE TABLE article(id TEXT PRIMARY KEY, content BLOB NOT NULL, page_key TEXT, body BLOB, date TEXT,
            length INTEGER NOT NULL, line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, same_as TEXT) WITHOUT ROWID;
        CREATE INDEX article_content ON article(content);
        CREATE INDEX article_body ON article(body) WHERE body IS NOT NULL;
        CREATE INDEX article_page ON article(page_key) WHERE page_key IS NOT NULL;
        CREATE TABLE outbox(sequence INTEGER PRIMARY KEY, stream INTEGER NOT NULL, day TEXT NOT NULL, content BLOB,
            line BLOB NOT NULL);
        PRAGMA user_version=1; PRAGMA application_id=1346598260;
        ''')
        key = '云岭日报\\x1f2031-05-09\\x1f\\x1f03'
        for n, date in ((1, '2031-05-09'), (2, '2031-05-07')):
            sha = bytes([n] * 32)
            base.execute("INSERT INTO content(sha256, state, generation, record, record_sha256, date) VALUES(?,4,1,?,?,?)",
                (sha, 'records/2031/05/%d.jsonl' % n, sha, date))
            base.execute("INSERT INTO article VALUES(?,?,?,?,?,400,0,90,NULL)",
                ('pc:' + ('%d' % n) * 32, sha, key if n == 1 else None, bytes(range(16)), date))
        base.commit()
        """

    @Test("is brought up to date with all that it knew, and can be opened again")
    func migration() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/index.sqlite"
        try #require(try run("/usr/bin/python3", "-c", MigrationTests.script, path) == 0)
        let first = "pc:" + String(repeating: "1", count: 32)
        let second = "pc:" + String(repeating: "2", count: 32)
        for _ in 0..<2 {
            let index = try RecordIndex(path: path)
            #expect(index.lastSequence == 17)
            #expect(try index.formerSchema() == 1)
            let digest = try #require(Digest(bytes: Array(repeating: 1, count: 32)))
            #expect(try index.content(digest)?.record == "records/2031/05/1.jsonl")
            #expect(try index.link(of: first)?.of == second)
            #expect(try index.link(of: first)?.cluster == second)
            #expect(
                try index.streams(of: "云岭日报\u{1F}2031-05-09\u{1F}\u{1F}03").map(\.records) == [
                    ["records/2031/05/1.jsonl"]
                ]
            )
            index.close()
        }
        try RecordIndex(path: path).forgetFormerSchema()
        #expect(try RecordIndex(path: path).formerSchema() == nil)
    }
}
