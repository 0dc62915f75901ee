import FileAccess
import Glibc
import Hashing
import RecordIndex
import TestSupport
import Testing

/// Articles are found by their identifiers in files beside the index that know nothing of transactions: what they say must
/// be what the rows say, whatever happened in between.
@Suite("An article's name")
struct NameTests {
    /// So few that a handful of articles fill it, and files are merged all the time.
    private static let capacity = 40

    private static func id(_ number: Int) -> String {
        // Every third name begins as the one before it.
        let start = Digest(of: Array("start \(number - (number % 3 == 2 ? 1 : 0))".utf8))
        let end = Digest(of: Array("end \(number)".utf8))
        return "pc:" + Digest.hex(start.bytes.prefix(8)) + Digest.hex(end.bytes.prefix(8))
    }

    private static func content(_ number: Int) -> Digest { Digest(of: Array("content \(number)".utf8)) }

    private static func insert(_ number: Int, into index: RecordIndex) throws {
        try index.claim(content(number))
        guard var row = try index.content(content(number)) else { return }
        row.state = .staged
        row.generation = 1
        row.record = "records/\(number).jsonl"
        try index.update(row)
        // Every fourth repeats the body of an earlier one.
        let body = Digest(of: Array("body \(number % 4 == 3 ? number - 3 : number)".utf8))
        let article = IndexedArticle(
            id: id(number),
            content: content(number),
            pageKey: "望江晚报\u{1F}2031-05-09\u{1F}\u{1F}\(number)",
            body: Array(body.bytes.prefix(16)),
            date: "2031-05-09",
            length: 90,
            span: 0..<9
        )
        try index.insert(article) { _ in nil }
    }

    private static func open(_ path: String, for use: RecordIndex.Use = .writing) throws -> RecordIndex {
        try RecordIndex(path: path, for: use, keyCapacity: capacity)
    }

    @Test("is found as long as the article is there, over merges, failed transactions, removals and restarts")
    func model() throws {
        struct GivenUp: Error {}
        let folder = try TemporaryDirectory()
        let path = folder.path + "/index.sqlite"
        var index = try NameTests.open(path)
        var generator = SeededGenerator(seed: 3)
        var known: Set<Int> = []
        let reader = try NameTests.open(path, for: .reading)
        for step in 0..<600 {
            let number = Int.random(in: 0..<200, using: &generator)
            if known.contains(number) {
                try index.transaction {
                    guard let content = try index.content(NameTests.content(number)) else { return }
                    try index.unstage(content)
                }
                known.remove(number)
            } else {
                let isGivenUp = step % 7 == 0
                do {
                    try index.transaction {
                        try NameTests.insert(number, into: index)
                        if isGivenUp { throw GivenUp() }
                    }
                    known.insert(number)
                } catch is GivenUp {}
            }
            try index.mergeKeys()
            if step % 23 == 0 {
                index.close()
                index = try NameTests.open(path)
            }
            guard step % 20 == 0 else { continue }
            let found = try (0..<200).filter { try index.hasArticle(NameTests.id($0)) }
            #expect(Set(found) == known, "step \(step)")
        }
        let later = try NameTests.open(path, for: .reading)
        for other in [reader, later] {
            #expect(try Set((0..<200).filter { try other.hasArticle(NameTests.id($0)) }) == known)
            #expect(try other.article(NameTests.id(known.first ?? 0))?.id == NameTests.id(known.first ?? 0))
        }
        #expect(try index.faults() == [])
    }

    @Test("leads to the article whose body was there before")
    func equalBodies() throws {
        let folder = try TemporaryDirectory()
        let index = try NameTests.open(folder.path + "/index.sqlite")
        for number in 0..<60 {
            try index.transaction { try NameTests.insert(number, into: index) }
            try index.mergeKeys()
        }
        for number in stride(from: 3, to: 60, by: 4) {
            let repeated = try #require(try index.link(of: NameTests.id(number)))
            let first = try #require(try index.link(of: NameTests.id(number - 3)))
            #expect(repeated.cluster != nil && repeated.cluster == first.cluster, "\(number)")
        }
    }

    @Test("is found where the files of names are missing, cut short, or those of another index")
    func otherFiles() throws {
        let folder = try TemporaryDirectory()
        let paths = ["a", "b"].map { folder.path + "/\($0).sqlite" }
        for (place, path) in paths.enumerated() {
            let index = try NameTests.open(path)
            for number in 0..<60 {
                try index.transaction { try NameTests.insert(number + place * 100, into: index) }
                try index.mergeKeys()
            }
        }
        let (mine, theirs) = (paths[0] + RecordIndex.keysSuffix, paths[1] + RecordIndex.keysSuffix)
        let files = try Directory(at: RawPath(mine)).entries().map(\.name)
        let others = try Directory(at: RawPath(theirs)).entries().map(\.name)
        #expect(!files.isEmpty && Set(files) == Set(others))
        for change in ["rm -r '\(mine)'", "truncate -s -8 '\(mine)'/*", "cp '\(theirs)'/* '\(mine)'"] {
            #expect(try run("/bin/sh", "-c", change) == 0)
            let reader = try NameTests.open(paths[0], for: .reading)
            #expect(try (0..<60).allSatisfy { try reader.hasArticle(NameTests.id($0)) }, "\(change)")
            let index = try NameTests.open(paths[0])
            #expect(try (0..<60).allSatisfy { try index.hasArticle(NameTests.id($0)) }, "\(change)")
            #expect(try (100..<160).allSatisfy { try !index.hasArticle(NameTests.id($0)) }, "\(change)")
        }
    }

    @Test("is not looked for in a file of names that is damaged: that is damage to the index")
    func damage() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/index.sqlite"
        let index = try NameTests.open(path)
        for number in 0..<60 {
            try index.transaction { try NameTests.insert(number, into: index) }
            try index.mergeKeys()
        }
        index.close()
        let name = try #require(try Directory(at: RawPath(path + RecordIndex.keysSuffix)).entries().first?.name)
        let file = "\(path)\(RecordIndex.keysSuffix)/\(name.utf8)"
        try #require(
            try run("/bin/sh", "-c", "printf '\\377\\000' | dd of='\(file)' bs=1 seek=17 conv=notrunc 2>/dev/null") == 0
        )
        let damaged = try NameTests.open(path)
        #expect(throws: DatabaseError.self) {
            for number in 0..<60 { _ = try damaged.hasArticle(NameTests.id(number)) }
        }
        #expect(try damaged.faults().count == 1)
        do {
            for number in 0..<60 { _ = try damaged.hasArticle(NameTests.id(number)) }
        } catch let error as DatabaseError {
            #expect(error.isDamage)
        }
    }
}
