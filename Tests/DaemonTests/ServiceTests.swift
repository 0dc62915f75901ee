import Glibc
import TestSupport
import Testing
import TextScanning

@Suite("The service as a process", .enabled(if: Presscut.isBuilt))
struct ServiceTests {
    @Test(
        "pauses when the disk is full, counts nothing against the file, and resumes by itself",
        arguments: ["stage-written", "manifest-appended", "claiming", "published", "original-renamed"]
    )
    func fullDisk(failpoint: String) throws {
        let root = try Root()
        // 28 is ENOSPC; the failpoint fails once.
        var service = try RunningService(root, environment: ["PRESSCUT_FAILPOINT": "\(failpoint)@1=28"])
        try root.drop(IssueWriter.issue(1), as: "a.txt")
        #expect(try root.event(of: "a.txt")["attempts"]?.integer == 0)
        try waitUntil("it resumes") { $0.messages.contains("resumed") }(root)
        try root.drop(IssueWriter.issue(2), as: "b.txt")
        #expect(try root.event(of: "b.txt")["event"]?.string == "ingested")
        #expect(service.stop() == .exit(0))
        #expect(root.messages.contains("paused: "))
        #expect(try root.events().count == 2)
        #expect(try root.files(below: "inbox") == [])
        #expect(try root.lines("manifest.jsonl").count == 2)
    }

    @Test("stops with 74 when what it writes can no longer be trusted, and goes on where it was when started again")
    func ioError() throws {
        let root = try Root()
        // 5 is EIO.
        var service = try RunningService(root, environment: ["PRESSCUT_FAILPOINT": "manifest-appended@1=5"])
        try root.drop(IssueWriter.issue(1), as: "a.txt")
        #expect(service.wait() == .exit(74))
        #expect(try root.ingest() == .exit(0))
        #expect(try root.lines("manifest.jsonl").count == 1)
        #expect(try root.events().count == 1)
    }

    @Test("is the only one on its root: a second one exits with 75")
    func secondService() throws {
        let root = try Root()
        var service = try RunningService(root)
        for command in [["watch"], ["ingest", "--once"]] {
            var second = try root.start(command)
            #expect(second.wait() == .exit(75))
        }
        #expect(root.messages.contains("in use by process \(service.id)"))
        #expect(service.stop() == .exit(0))
    }

    @Test("reads paper names again on SIGHUP")
    func reload() throws {
        let root = try Root()
        var service = try RunningService(root)
        try run("/bin/sh", "-c", "echo 'paper.ylrb = 云岭日报' >> '\(root.directory.path)/presscut.conf'")
        service.send(SIGHUP)
        try waitUntil("the configuration is read") { $0.messages.contains(" again: ") }(root)
        try root.drop(IssueWriter.issue(1), as: "ylrb2031050903.txt")
        _ = try root.event(of: "ylrb2031050903.txt")
        #expect(service.stop() == .exit(0))
        #expect(try root.files(below: "output/records").first?.contains("云岭日报-20310509-03-") == true)
    }

    @Test("replaces a worker that is killed, and the file it held is taken all the same")
    func workerKilled() throws {
        let root = try Root()
        var service = try RunningService(root)
        try root.drop(IssueWriter.issue(1), as: "first.txt")
        _ = try root.event(of: "first.txt")
        try run("/usr/bin/pkill", "-KILL", "-P", "\(service.id)")
        try root.drop(IssueWriter.issue(2), as: "second.txt")
        #expect(try root.event(of: "second.txt")["event"]?.string == "ingested")
        #expect(service.stop() == .exit(0))
    }

    @Test("does not start over files that its index does not know, and says what to do")
    func outdatedIndex() throws {
        let root = try Root()
        try root.drop(IssueWriter.issue(1), as: "a.txt")
        try root.ingest()
        try run(
            "/bin/sh",
            "-c",
            "mkdir '\(root.path)/kept' && mv '\(root.path)'/state/index.sqlite* '\(root.path)/kept/'"
        )
        #expect(try root.ingest() == .exit(78))
        #expect(root.messages.contains("older than what was published"))
        #expect(try root.lines("manifest.jsonl").count == 1)
        try run(
            "/bin/sh",
            "-c",
            "rm -f '\(root.path)'/state/index.sqlite* && mv '\(root.path)'/kept/* '\(root.path)/state/'"
        )
        try root.drop(IssueWriter.issue(1), as: "b.txt")
        #expect(try root.ingest() == .exit(0))
        #expect(try root.event(of: "b.txt")["code"]?.string == "same-bytes")
    }

    @Test("stops for good when an unclean stop left a damaged index, and says so")
    func damagedIndex() throws {
        let root = try Root()
        for number in 0..<40 { try root.drop(IssueWriter.issue(number), as: "\(number).txt") }
        try root.ingest()
        var service = try RunningService(root)
        try root.drop(IssueWriter.issue(90), as: "last.txt")
        _ = try root.event(of: "last.txt")
        service.send(SIGKILL)
        _ = service.wait()
        try run(
            "/usr/bin/python3",
            "-c",
            """
            import sqlite3, sys
            path = sys.argv[1]
            base = sqlite3.connect(path)
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            table = base.execute("SELECT rootpage FROM sqlite_schema WHERE name='article_content'").fetchone()[0]
            size = base.execute("PRAGMA page_size").fetchone()[0]
            base.close()
            with open(path, "r+b") as file:
                file.seek((table - 1) * size)
                file.write(b"\\xff" * size)
            """,
            "\(root.path)/state/index.sqlite"
        )
        var second = try root.start(["watch"])
        #expect(second.wait() == .exit(78))
        #expect(root.messages.contains("is damaged") && root.messages.contains("Put back a copy"))
        #expect(try root.lines("manifest.jsonl").count == 41)
    }

    @Test("ends its workers with itself")
    func orphans() throws {
        let root = try Root()
        var service = try RunningService(root)
        try root.drop(IssueWriter.issue(1), as: "first.txt")
        _ = try root.event(of: "first.txt")
        let id = service.id
        service.send(SIGKILL)
        #expect(service.wait() == .signal(SIGKILL))
        try waitUntil("no worker of it is left") { _ in try run("/usr/bin/pgrep", "-P", "\(id)") != 0 }(root)
    }
}
