import TestSupport
import Testing
import TextScanning

@Suite("The commands", .enabled(if: Presscut.isBuilt))
struct CommandTests {
    private static func run(_ words: [String], in root: borrowing Root) throws -> (end: ChildProcess.End, text: String)
    {
        let output = root.directory.path + "/output"
        try write([], to: output)
        var process = try ChildProcess(Presscut.program, words, output: output)
        let end = process.wait()
        return (end, String(decoding: try read(output), as: UTF8.self))
    }

    @Test(
        "end with the codes of sysexits(3)",
        arguments: [
            (["--help"], 0), (["--version"], 0), ([], 64), (["fly"], 64), (["watch", "--fast"], 64),
            (["parse"], 64), (["parse", "--date", "2031-02-30", "x"], 64), (["parse", "/nowhere/x.txt"], 66),
            (["status", "--root", "/nowhere"], 66), (["watch", "--root", "/nowhere"], 66),
            (["check-config", "/nowhere/presscut.conf"], 78), (["watch", "--config", "/nowhere/p.conf"], 78),
            (["parse", "--date"], 64),
        ]
    )
    func exitCodes(words: [String], code: Int) throws {
        let root = try Root()
        let (end, text) = try CommandTests.run(words, in: root)
        #expect(end == .exit(Int32(code)))
        #expect(!text.isEmpty)
    }

    @Test(
        "explain themselves",
        arguments: [
            "watch", "ingest", "parse", "facts", "dedup", "export", "status", "explain", "retry", "reprocess", "verify",
            "reindex", "check-config",
        ]
    )
    func help(command: String) throws {
        let root = try Root()
        let (end, text) = try CommandTests.run([command, "--help"], in: root)
        #expect(end == .exit(0))
        #expect(text.hasPrefix("Usage: presscut \(command)"))
        #expect(text.contains("--help"))
    }

    @Test(
        "name the line of a configuration that is wrong",
        arguments: ["settle = soon", "colour = red", "settle", "settle = 1s\nsettle = 2s", "words.titles = 记者"]
    )
    func configuration(text: String) throws {
        let root = try Root()
        let path = root.directory.path + "/bad.conf"
        try write(Array("# comment\n\(text)\n".utf8), to: path)
        let (end, message) = try CommandTests.run(["check-config", path], in: root)
        #expect(end == .exit(78))
        #expect(message.contains("bad.conf, line \(text.contains("\n") ? 3 : 2): "))
    }

    @Test("parse prints what the service publishes for the same path, and reads standard input")
    func parse() throws {
        let root = try Root()
        let name = "云岭日报-2031-05-09-03.txt"
        try root.drop(IssueWriter.issue(1), as: name)
        let (end, text) = try CommandTests.run(["parse", "\(root.path)/inbox/\(name)"], in: root)
        #expect(end == .exit(0))
        try root.ingest()
        let record = try #require(try root.files(below: "output/records").first)
        let published = String(decoding: try read("\(root.path)/\(record)"), as: UTF8.self)
        #expect(text.split(separator: "\n").count == published.split(separator: "\n").count)
        #expect(text.replacing("\(root.path)/inbox/", with: "") == published)
        try write(IssueWriter.issue(1), to: root.directory.path + "/in.txt")
        #expect(
            try TestSupport.run(
                "/bin/sh",
                "-c",
                "'\(Presscut.program)' parse --date 2031-05-09 - < '\(root.directory.path)/in.txt' | grep -q '\"date_source\":\"option\"'"
            ) == 0
        )
    }

    @Test("status counts what the log tells, while the service runs and after")
    func status() throws {
        let root = try Root()
        var service = try RunningService(root)
        for (number, name) in ["a.txt", "b.txt", "c.txt"].enumerated() {
            // With a line that belongs to no article.
            try root.drop(IssueWriter.issue(number / 2) + Array("责任编辑：卜一舟\n".utf8), as: name)
            _ = try root.event(of: name)
        }
        try root.drop([], as: "empty.txt")
        _ = try root.event(of: "empty.txt")
        let (_, running) = try CommandTests.run(["status", "--json", "--root", root.path], in: root)
        let before = try JSONValue(parsing: Array(running.utf8))
        #expect(before["pid"]?.integer == Int(service.id))
        #expect(service.stop() == .exit(0))
        let (_, stopped) = try CommandTests.run(["status", "--json", "--root", root.path], in: root)
        let after = try JSONValue(parsing: Array(stopped.utf8))
        #expect(after["running"]?.boolean == false)
        let events = try root.events()
        for name in ["ingested", "duplicate", "failed", "edition", "ignored"] {
            let count = events.count { $0["event"]?.string == name }
            #expect(after["drops"]?[name]?.integer == count)
            #expect(before["drops"]?[name]?.integer == count)
        }
        #expect(after["articles"]?.integer == events.reduce(0) { $0 + ($1["articles"]?.integer ?? 0) })
    }
}
