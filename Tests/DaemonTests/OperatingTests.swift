import TestSupport
import Testing
import TextScanning

@Suite("An operator", .enabled(if: Presscut.isBuilt))
struct OperatingTests {
    private static func order(_ words: [String], in root: borrowing Root) throws -> (
        end: ChildProcess.End, text: String
    ) {
        let output = root.directory.path + "/printed"
        try write([], to: output)
        var process = try ChildProcess(
            Presscut.program,
            [words[0], "--root", root.path] + words.dropFirst(),
            output: output
        )
        let end = process.wait()
        return (end, String(decoding: try read(output), as: UTF8.self))
    }

    private static func disagreements(in root: borrowing Root) throws -> [String] {
        try OperatingTests.order(["verify"], in: root).text.split(separator: "\n").compactMap { line in
            try? JSONValue(parsing: Array(line.utf8))["disagreement"]?.string
        }
    }

    private static func notices(in root: borrowing Root) throws -> [String] {
        try OperatingTests.order(["verify"], in: root).text.split(separator: "\n").compactMap { line in
            try? JSONValue(parsing: Array(line.utf8))["notice"]?.string
        }
    }

    private static func filled() throws -> Root {
        let root = try Root()
        for number in 0..<6 { try root.drop(IssueWriter.issue(number * 5), as: "云岭日报-2031-05-1\(number)-01.txt") }
        try root.drop([0xE6, 0x28], as: "bad.txt")
        try root.ingest()
        try root.drop(IssueWriter.issue(5), as: "again.txt")
        try root.ingest()
        return root
    }

    @Test("is told that all agrees, after runs and beside a running service")
    func agreement() throws {
        let root = try OperatingTests.filled()
        let (end, text) = try OperatingTests.order(["verify"], in: root)
        #expect(end == .exit(0), "\(text)")
        var service = try RunningService(root)
        #expect(try OperatingTests.order(["verify", "--quick"], in: root).end == .exit(0))
        try root.drop(IssueWriter.issue(77), as: "more.txt")
        _ = try root.event(of: "more.txt")
        #expect(service.stop() == .exit(0))
        #expect(try OperatingTests.disagreements(in: root) == [])
    }

    @Test("is told of everything that does not agree")
    func disagreement() throws {
        let root = try OperatingTests.filled()
        let records = try root.files(below: "output/records").sorted()
        let original = try #require(try root.files(below: "state/done").sorted().first)
        let failed = try #require(try root.files(below: "state/failed").first { $0.hasSuffix("bad.txt") })
        try Presscut.shell(
            """
            cd '\(root.path)'; rm '\(records[0])'; echo '{}' >> '\(records[1])'; cp '\(records[2])' output/records/stray.jsonl
            echo more >> '\(original)'; rm '\(failed)'; echo x > state/done/x; mkdir state/done/000000000000
            echo y > state/done/000000000000/y; sed -i '$d' output/log/*; echo 'no json' >> output/links.jsonl; echo z > state/stage/z
            """
        )
        let (end, _) = try OperatingTests.order(["verify"], in: root)
        #expect(end == .exit(1))
        #expect(
            Set(try OperatingTests.disagreements(in: root)) == [
                "record-changed", "record-content", "record-unlisted", "original-changed",
                "original-missing", "original-unknown", "event-missing", "line-unreadable", "stage-leftover",
            ]
        )
        #expect(try OperatingTests.notices(in: root) == ["record-removed"])
    }

    @Test("finds in the log that the index was brought up to date, once")
    func upgrade() throws {
        let root = try OperatingTests.filled()
        let script = """
            import sqlite3, sys
            index = sqlite3.connect(sys.argv[1])
            index.execute("INSERT INTO meta VALUES('former_schema', 2)")
            index.commit()
            """
        #expect(try run("/usr/bin/python3", "-c", script, "\(root.path)/state/index.sqlite") == 0)
        for _ in 0..<2 {
            try root.ingest()
            let log = try root.files(below: "output/log").flatMap { try root.lines(String($0.dropFirst(7))) }
            #expect(log.count { $0["code"]?.string == "index-upgraded" } == 1)
        }
        #expect(try OperatingTests.disagreements(in: root) == [])
    }

    @Test("rebuilds the index on request: removed texts keep their identifiers, and all agrees")
    func reindex() throws {
        let root = try OperatingTests.filled()
        let before = try Snapshot(root)
        let gone = try #require(try root.files(below: "output/records").sorted().last)
        try run("/bin/rm", "\(root.path)/\(gone)")
        let (end, text) = try OperatingTests.order(["reindex"], in: root)
        #expect(end == .exit(0), "\(text)")
        #expect(text.contains("articles were removed from output/; they keep their identifiers"))
        #expect(try OperatingTests.disagreements(in: root) == [])
        #expect(try OperatingTests.notices(in: root) == ["record-removed"])
        for number in 0..<6 { try root.drop(IssueWriter.issue(number * 5), as: "later/云岭日报-2031-05-1\(number)-01.txt") }
        try root.ingest()
        let after = try Snapshot(root)
        #expect(after.records.count == before.records.count - 1)
        #expect(after.manifest == before.manifest)
        #expect(after.links == before.links)
        var service = try RunningService(root)
        #expect(try OperatingTests.order(["reindex"], in: root).end == .exit(75))
        #expect(service.stop() == .exit(0))
    }

    @Test("has failed files read again, by the command or by the service that runs", arguments: [false, true])
    func retry(isRunning: Bool) throws {
        let root = try OperatingTests.filled()
        if isRunning {
            var service = try RunningService(root)
            let (end, text) = try OperatingTests.order(["retry", "bad.txt"], in: root)
            #expect(end == .exit(0), "\(text)")
            try waitUntil("it failed again") { root in
                try root.events().count { $0["file"]?.string == "bad.txt" } == 2
            }(root)
            #expect(service.stop() == .exit(0))
        } else {
            let (end, text) = try OperatingTests.order(["retry", "--code", "encoding"], in: root)
            #expect(end == .exit(0), "\(text)")
            #expect(try root.files(below: "state/failed") == [])
            #expect(try root.files(below: "inbox") == ["inbox/bad.txt"])
            try root.ingest()
        }
        #expect(try root.events().count { $0["file"]?.string == "bad.txt" } == 2)
        #expect(try OperatingTests.disagreements(in: root) == [])
        #expect(try OperatingTests.order(["retry", "nothing.txt"], in: root).end == .exit(65))
        #expect(try OperatingTests.order(["retry"], in: root).end == .exit(64))
        #expect(try OperatingTests.order(["reindex"], in: root).end == .exit(0))
        #expect(try OperatingTests.disagreements(in: root) == [])
    }

    @Test(
        "has published files read again, which changes nothing while the rules are the same",
        arguments: [false, true]
    )
    func reprocess(isRunning: Bool) throws {
        let root = try OperatingTests.filled()
        let before = try Snapshot(root)
        var service: RunningService? = isRunning ? try RunningService(root) : nil
        let (end, text) = try OperatingTests.order(
            ["reprocess", "--from", "2031-05-11", "--to", "2031-05-13"],
            in: root
        )
        #expect(end == .exit(0), "\(text)")
        #expect(text.split(separator: "\n").count { $0.contains("came out as it was") } == 3)
        if isRunning { _ = service?.stop() }
        #expect(try Snapshot(root).difference(from: before) == [])
    }

    @Test("has pages read again under other rules: what comes out otherwise is a revision, the rest stands")
    func otherRules() throws {
        let changing = Array(
            """
            海苔养殖大户学会直播卖货
            江海通讯社龙门9月2日电 龙门镇的海苔养殖户昨天第一次对着手机镜头卖起了海苔，两个小时卖出三千包。
            ■融媒小记者 何 川

            """.utf8
        )
        let root = try Root()
        let configuration = ["--config", root.directory.path + "/presscut.conf"]
        try root.drop(changing, as: "云岭日报-2031-05-09-03.txt")
        for number in 1..<4 { try root.drop(IssueWriter.issue(number), as: "云岭日报-2031-05-1\(number)-03.txt") }
        try root.ingest()
        let before = try root.lines("manifest.jsonl")
        try OperatingTests.append(["words.agency = 江海通讯社", "words.reporter = 融媒小记者"], to: root)
        let (end, text) = try root.order(["reprocess", "--all"] + configuration)
        #expect(end == .exit(0), "\(text)")
        #expect(text.split(separator: "\n").count { $0.contains("came out as it was") } == 3)
        let after = try root.lines("manifest.jsonl")
        #expect(after.count == before.count + 1)
        let last = try #require(after.last)
        let former = try #require(before.first { $0["page_key"]?.string == "云岭日报/2031-05-09/03" })
        #expect(last["supersedes"]?.array?.compactMap(\.string) == [former["path"]?.string ?? ""])
        let record = try #require(try root.lines(last["path"]?.string ?? "").first)
        #expect(record["dateline"]?["agency"]?.string == "江海通讯社")
        let link = try #require(try root.lines("links.jsonl").last { $0["id"] == record["id"] })
        #expect(link["revision"]?.integer == 2 && link["supersedes"]?.string != nil)
        #expect(try OperatingTests.disagreements(in: root) == [])
        for command in [["reprocess", "--all"], ["reindex"], ["reprocess", "--all"]] {
            #expect(try root.order(command + configuration).end == .exit(0))
            #expect(try root.lines("manifest.jsonl").count == after.count, "\(command)")
        }
        #expect(try OperatingTests.disagreements(in: root) == [])
    }

    private static func append(_ lines: [String], to root: borrowing Root) throws {
        let file = root.directory.path + "/presscut.conf"
        try write(try read(file) + Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
    }

    @Test("is told what was decided of an article, of two side by side, and of a file")
    func explain() throws {
        let root = try OperatingTests.filled()
        let link = try #require(try root.lines("links.jsonl").last { $0["of"] != nil })
        let ids = try ["id", "of"].map { try #require(link[$0]?.string) }
        let one = try OperatingTests.order(["explain", ids[0]], in: root)
        #expect(one.end == .exit(0) && one.text.contains("repeats     \(ids[1]): same"))
        let two = try OperatingTests.order(["explain"] + ids, in: root)
        #expect(two.end == .exit(0) && two.text.contains("texts         same, containment 100 %"))
        let file = try OperatingTests.order(["explain", "bad.txt"], in: root)
        #expect(file.end == .exit(0) && file.text.contains("(encoding): The text is not valid UTF-8"))
        #expect(try OperatingTests.order(["explain", "pc:00"], in: root).end == .exit(66))
    }
}

extension Presscut {
    /// Runs lines of shell.
    fileprivate static func shell(_ lines: String) throws { try run("/bin/sh", "-c", lines) }
}
