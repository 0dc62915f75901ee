import FileAccess
import Hashing
import Newsprint
import RecordOutput
import TestSupport
import Testing

@Suite("The name of a record file")
struct RecordNameTests {
    private static let source = Digest(of: "x".utf8)

    @Test("tells title, day, pages and content")
    func whole() {
        let path = RecordName.path(
            title: "青溪日报",
            date: "2031-05-09",
            source: RecordNameTests.source,
            pageLabels: ["01", "02", "08"],
            generation: 1
        )
        #expect(path == "records/2031/05/青溪日报-20310509-01-08-2d711642b726.jsonl")
    }

    @Test("invents nothing, and counts what is published again")
    func unknown() {
        let path = RecordName.path(
            title: nil,
            date: nil,
            source: RecordNameTests.source,
            pageLabels: [nil],
            generation: 2
        )
        #expect(path == "records/undated/untitled-undated-x-2d711642b726.2.jsonl")
    }

    @Test("holds no slash, blank, control or leading dot, and is cut between characters")
    func sanitized() {
        let title = "..青/溪 日\u{3000}报\n\u{202E}" + String(repeating: "报", count: 60)
        let path = RecordName.path(
            title: title,
            date: nil,
            source: RecordNameTests.source,
            pageLabels: ["A1"],
            generation: 1
        )
        let name = path.dropFirst("records/undated/".count)
        #expect(!name.contains("/") && !name.contains(" ") && !name.hasPrefix("."))
        #expect(name.hasPrefix("_.青_溪_日_报__报"))
        #expect(name.utf8.count <= 120 + 40)
    }
}

@Suite("An append-only file")
struct AppendedFileTests {
    private static func line(_ sequence: Int) -> [UInt8] { Array("{\"seq\":\(sequence),\"text\":\"行\"}\n".utf8) }

    @Test("loses a torn last line and nothing else, wherever it was torn")
    func tornLine() throws {
        let whole = (1...3).flatMap(AppendedFileTests.line)
        let folder = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(folder.path))
        for length in 0...whole.count {
            let name = RawPath("\(length)")
            let written = try directory.file(name, for: .creating)
            try written.write(Array(whole.prefix(length)))
            var file = try AppendedFile(at: name, in: directory, failpoints: .log)
            let kept = whole.prefix(length).lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            #expect(file.lastSequence == whole.prefix(kept).count { $0 == 0x0A })
            try file.append(AppendedFileTests.line(9), last: 9)
            let content = try directory.file(name, for: .reading).readAll(upTo: 1 << 20)
            #expect(content == Array(whole.prefix(kept)) + AppendedFileTests.line(9))
        }
    }

    @Test("loses the end of an append whose beginning was lost, and nothing before it")
    func headlessAppend() throws {
        let old = (1...3).flatMap(AppendedFileTests.line)
        let new = (4...6).flatMap(AppendedFileTests.line)
        let folder = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(folder.path))
        for length in 0...new.count {
            for hole in Set([0, length / 2, max(0, length - 3)]) {
                let name = RawPath("\(length)-\(hole)")
                let left = [UInt8](repeating: 0, count: hole) + new[hole..<max(hole, length)]
                try directory.file(name, for: .creating).write(old + left)
                var file = try AppendedFile(at: name, in: directory, failpoints: .log)
                try file.reconcile(with: new, from: 4)
                let known = file.lastSequence
                try file.append((4...6).filter { $0 > known }.flatMap(AppendedFileTests.line), last: 6)
                let content = try directory.file(name, for: .reading).readAll(upTo: 1 << 20)
                #expect(content == old + new, "\(length) bytes, of them \(hole) lost")
            }
        }
    }

    @Test("finds the last sequence number behind a line of any length")
    func longLine() throws {
        let folder = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(folder.path))
        let long = Array("{\"seq\":5,\"text\":\"\(String(repeating: "长", count: 200_000))\"}\n".utf8)
        let written = try directory.file(RawPath("f"), for: .creating)
        try written.write(AppendedFileTests.line(4) + long)
        #expect(try AppendedFile.lastSequence(of: RawPath("f"), in: directory) == 5)
        #expect(try AppendedFile.lastSequence(of: RawPath("none"), in: directory) == 0)
    }
}

@Suite("Publishing")
struct RecordFolderTests {
    @Test("renames once, knows what it has done, and never replaces another content")
    func publish() throws {
        let temporary = try TemporaryDirectory()
        let folder = try RecordFolder(root: Directory(at: RawPath(temporary.path)))
        let bytes = Array("{}\n".utf8)
        let sha = Digest(of: bytes)
        let path = "records/undated/a.jsonl"
        #expect(try folder.publish(stage: "s", as: path, sha256: sha) == .stagedFileLost)
        try folder.write(bytes, toStage: "s")
        #expect(try folder.publish(stage: "s", as: path, sha256: Digest(of: [1])) == .stagedFileLost)
        #expect(try folder.publish(stage: "s", as: path, sha256: sha) == .renamed)
        #expect(try folder.publish(stage: "s", as: path, sha256: sha) == .alreadyThere)
        try folder.write(bytes, toStage: "s")
        #expect(try folder.publish(stage: "s", as: path, sha256: sha) == .alreadyThere)
        try folder.write([1], toStage: "t")
        #expect(try folder.publish(stage: "t", as: path, sha256: Digest(of: [1])) == .nameTaken)
        #expect(try folder.hasRecord(at: path))
        #expect(try !folder.hasRecord(at: "records/1999/01/none.jsonl"))
    }
}

@Suite("An article's identifier")
struct ArticleIdentifierTests {
    @Test("depends on the page's key and the body, and without a key on the content and the page's place")
    func parts() throws {
        let day = try #require(CalendarDate("2031-05-09"))
        let key = PageKey(issue: IssueKey(paper: "青溪日报", date: day), label: "01")
        let one = Digest(of: "1".utf8)
        let other = Digest(of: "2".utf8)
        func id(_ key: PageKey?, _ source: Digest, _ page: Int = 0, _ body: String = "文", _ occurrence: Int = 0)
            -> String
        {
            ArticleIdentifier(
                page: key,
                source: source,
                pageIndex: page,
                body: Array(body.utf8),
                occurrence: occurrence
            )
            .description
        }
        #expect(id(key, one) == id(key, other, 3))
        #expect(id(nil, one) != id(nil, other))
        #expect(id(nil, one) != id(nil, one, 1))
        #expect(id(key, one) != id(key, one, 0, "字"))
        #expect(id(key, one) != id(key, one, 0, "文", 1))
        #expect(id(key, one).hasPrefix("pc:") && id(key, one).utf8.count == 35)
    }
}
