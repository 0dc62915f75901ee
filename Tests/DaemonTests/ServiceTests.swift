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

    @Test("reads paper names and words again on SIGHUP, and hands them to the workers")
    func reload() throws {
        let root = try Root()
        var service = try RunningService(root)
        let settings = "paper.ylrb = 云岭日报\\nwords.agency = 江海通讯社\\n"
        try run("/bin/sh", "-c", "printf '\(settings)' >> '\(root.directory.path)/presscut.conf'")
        service.send(SIGHUP)
        try waitUntil("the configuration is read") { $0.messages.contains(" again: ") }(root)
        try root.drop(IssueWriter.issue(1), as: "ylrb2031050903.txt")
        _ = try root.event(of: "ylrb2031050903.txt")
        #expect(service.stop() == .exit(0))
        let record = try #require(try root.files(below: "output/records").first)
        #expect(record.contains("云岭日报-20310509-03-"))
        // Other words are other rules, which the records name.
        let line = try #require(try read("\(root.path)/\(record)").split(separator: 0x0A).first)
        let rules = try JSONValue(parsing: Array(line))["provenance"]?["rules"]?.string
        #expect(rules?.contains("+") == true)
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

    @Test("rebuilds an index that is missing or older than what was published, and takes nothing twice")
    func outdatedIndex() throws {
        let root = try Root()
        try root.drop(IssueWriter.issue(1), as: "a.txt")
        try root.ingest()
        try run("/bin/sh", "-c", "cp -a '\(root.path)/state' '\(root.path)/kept'")
        try root.drop(IssueWriter.issue(2), as: "b.txt")
        try root.ingest()
        try run("/bin/sh", "-c", "cp -a '\(root.path)'/kept/index.sqlite* '\(root.path)/state/'")
        try root.drop(IssueWriter.issue(2), as: "c.txt")
        #expect(try root.ingest() == .exit(0))
        #expect(root.messages.contains("was older than what was published (seq"))
        #expect(try root.event(of: "c.txt")["code"]?.string == "same-bytes")
        try run("/bin/sh", "-c", "rm -r '\(root.path)'/state/index.sqlite*")
        try root.drop(IssueWriter.issue(1), as: "d.txt")
        #expect(try root.ingest() == .exit(0))
        #expect(root.messages.contains("The index was missing"))
        #expect(try root.event(of: "d.txt")["code"]?.string == "same-bytes")
        #expect(try root.lines("manifest.jsonl").count == 2)
        #expect(try root.files(below: "output/records").count == 2)
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
