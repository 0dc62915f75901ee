import FileAccess
import Hashing
import RecordIndex
import TestSupport
import Testing

@Suite("The index")
struct RecordIndexTests {
    private static let status = FileStatus(device: 1, inode: 2, size: 3, mtime: 4, ctime: 5)

    @Test("keeps nothing of a transaction that fails, and gives its sequence numbers again")
    func rollback() throws {
        let folder = try TemporaryDirectory()
        let index = try RecordIndex(path: folder.path + "/index.sqlite")
        struct Failure: Error {}
        let digest = Digest(of: "a".utf8)
        #expect(throws: Failure.self) {
            try index.transaction {
                try index.claim(digest)
                try index.post(.log, day: "2031-05-09", content: digest) { Array("{\"seq\":\($0)}\n".utf8) }
                throw Failure()
            }
        }
        #expect(index.lastSequence == 0)
        #expect(try index.content(digest) == nil)
        #expect(try index.outbox().isEmpty)
    }

    @Test("remembers its sequence after it was closed")
    func sequence() throws {
        let folder = try TemporaryDirectory()
        do {
            let index = try RecordIndex(path: folder.path + "/index.sqlite")
            try index.transaction {
                for _ in 0..<3 { try index.post(.manifest, day: "2031-05-09", content: nil) { _ in [0x0A] } }
                try index.clearOutbox(through: 3)
            }
        }
        #expect(try RecordIndex(path: folder.path + "/index.sqlite").lastSequence == 3)
    }

    @Test("counts the starts and the attempts of a content apart")
    func starts() throws {
        let folder = try TemporaryDirectory()
        let index = try RecordIndex(path: folder.path + "/index.sqlite")
        let digest = Digest(of: "a".utf8)
        try index.transaction {
            for _ in 0..<3 { try index.claim(digest) }
            #expect(try index.countAttempt(digest) == 1)
        }
        let content = try #require(try index.content(digest))
        #expect(content.starts == 3 && content.attempts == 1 && content.state == .claimed)
    }

    @Test("takes a content back to claimed with all that followed from it, and only that")
    func unstage() throws {
        let folder = try TemporaryDirectory()
        let index = try RecordIndex(path: folder.path + "/index.sqlite")
        let lost = Digest(of: "lost".utf8)
        let other = Digest(of: "other".utf8)
        try index.transaction {
            for (number, digest) in [lost, other].enumerated() {
                try index.claim(digest)
                var content = try #require(try index.content(digest))
                content.state = .staged
                content.generation = 1
                try index.update(content)
                try index.insert(RecordIndexTests.article("pc:\(number)", of: digest, date: nil)) { _ in nil }
                try index.post(.manifest, day: "2031-05-09", content: digest) { _ in [0x0A] }
            }
            try index.unstage(try #require(try index.content(lost)))
        }
        #expect(try index.content(lost)?.state == .claimed)
        #expect(try index.content(lost)?.generation == 0)
        #expect(try index.content(other)?.state == .staged)
        #expect(try !index.hasArticle("pc:0"))
        #expect(try index.hasArticle("pc:1"))
        #expect(try index.outbox().map(\.sequence) == [2])
    }

    @Test("ties equal bodies to the earliest, then to the least identifier, in whatever order they come")
    func sameBodies() throws {
        let articles = [("pc:3", "2031-05-01"), ("pc:1", "2031-05-02"), ("pc:2", nil), ("pc:0", nil)]
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<12 {
            let folder = try TemporaryDirectory()
            let index = try RecordIndex(path: folder.path + "/index.sqlite")
            var last: [String: String] = [:]
            for (id, date) in articles.shuffled(using: &generator) {
                try index.transaction {
                    let digest = Digest(of: id.utf8)
                    try index.claim(digest)
                    try index.insert(RecordIndexTests.article(id, of: digest, date: date)) { _ in nil }
                    try index.settleLinks { last[$0.id] = $0.of ?? "" }
                }
            }
            #expect(last == ["pc:1": "pc:3", "pc:2": "pc:3", "pc:0": "pc:3", "pc:3": ""])
        }
    }

    @Test("keeps names that are no text, byte for byte")
    func rawNames() throws {
        let folder = try TemporaryDirectory()
        let index = try RecordIndex(path: folder.path + "/index.sqlite")
        let path = RawPath([0xC8, 0xD5, 0xB1, 0xA8, 0x0A, 0xFF])
        let id = try index.transaction {
            try index.insertArrival(path: path, status: RecordIndexTests.status, sha256: nil)
        }
        let found = try #require(try index.arrival(path: path, status: RecordIndexTests.status))
        #expect(found.id == id && found.path == path && found.sha256 == nil)
    }

    @Test("refuses the database of another program and the index of a later version")
    func unfit() throws {
        let folder = try TemporaryDirectory()
        try #require(
            try run("/usr/bin/python3", "-c", RecordIndexTests.script, folder.path + "/foreign", "1", "0") == 0
        )
        #expect(throws: IndexUnfit.foreign(applicationID: 1)) { try RecordIndex(path: folder.path + "/foreign") }
        _ = try RecordIndex(path: folder.path + "/later")
        try #require(
            try run("/usr/bin/python3", "-c", RecordIndexTests.script, folder.path + "/later", "0", "99") == 0
        )
        #expect(throws: IndexUnfit.newer(version: 99)) { try RecordIndex(path: folder.path + "/later") }
        _ = try RecordIndex(path: folder.path + "/flipped")
        try #require(
            try run("/usr/bin/python3", "-c", RecordIndexTests.script, folder.path + "/flipped", "0", "66", "only") == 0
        )
        let error = #expect(throws: DatabaseError.self) { try RecordIndex(path: folder.path + "/flipped") }
        #expect(error?.isMisfit == true)
    }

    private static let script = """
        import sqlite3, sys
        base = sqlite3.connect(sys.argv[1])
        base.execute("CREATE TABLE IF NOT EXISTS something(x)")
        if sys.argv[2] != "0": base.execute("PRAGMA application_id=" + sys.argv[2])
        base.execute("PRAGMA user_version=" + sys.argv[3])
        if sys.argv[2] == "0" and len(sys.argv) == 4:
            base.execute("UPDATE meta SET value=? WHERE key='schema'", [int(sys.argv[3])])
        base.commit()
        """

    private static func article(_ id: String, of content: Digest, date: String?) -> IndexedArticle {
        IndexedArticle(
            id: id,
            content: content,
            pageKey: nil,
            body: Array(repeating: 7, count: 16),
            date: date,
            length: 30,
            span: 0..<9
        )
    }
}
