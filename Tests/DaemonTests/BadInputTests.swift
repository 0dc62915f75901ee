import Glibc
import TestSupport
import Testing
import TextScanning

@Suite("A running service", .enabled(if: Presscut.isBuilt))
struct BadInputTests {
    private static let good = IssueWriter.issue(3)

    @Test(
        "ends each unfit file with one event that says why, keeps it, and goes on",
        arguments: [
            ("empty.txt", [UInt8](), "empty"),
            ("nothing-but-blanks.txt", Array("  \n\n\u{3000}\n".utf8), "no-text"),
            ("cut-in-the-middle.txt", Array("本报讯".utf8) + [0xFF, 0x0A] + Array("结束。".utf8), "encoding"),
            ("nuls.txt", [UInt8](repeating: 0, count: 5_000), "binary"),
            ("page.pdf", Array("%PDF-1.4\n%\u{E2}\u{E3}\n1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8), "damaged"),
        ]
    )
    func unfit(name: String, bytes: [UInt8], code: String) throws {
        let root = try Root()
        var service = try RunningService(root)
        try root.drop(bytes, as: name)
        try root.drop(BadInputTests.good, as: "good.txt")
        let event = try root.event(of: name)
        #expect(event["event"]?.string == "failed")
        #expect(event["code"]?.string == code, "\(event)")
        #expect(event["reason"]?.string?.isEmpty == false && event["reason_zh"]?.string?.isEmpty == false)
        #expect(event["advice"]?.string?.isEmpty == false)
        #expect(try root.event(of: "good.txt")["event"]?.string == "ingested")
        #expect(service.stop() == .exit(0))
        let original = try #require(event["original"]?.string)
        #expect(try read("\(root.path)/\(original)") == bytes)
        #expect(try root.files(below: "state/failed").contains { $0.hasSuffix("/reason.json") })
        #expect(try root.files(below: "output/records").count == 1)
    }

    @Test("takes one byte, and a text without any line feed")
    func smallAndLong() throws {
        let root = try Root()
        try root.drop(Array("字".utf8), as: "one.txt")
        try root.drop(Array(String(repeating: "这是没有换行的一段文字，一直写下去。", count: 3_000).utf8), as: "long.txt")
        #expect(try root.ingest() == .exit(0))
        #expect(try root.events().allSatisfy { $0["event"]?.string == "ingested" })
        #expect(try root.files(below: "output/records").count == 2)
    }

    @Test("refuses a text above max-text without taking memory for it")
    func tooLarge() throws {
        let root = try Root()
        var service = try RunningService(root)
        try run(
            "/bin/sh",
            "-c",
            "yes 本报讯 | head -c 200000000 > \(root.path)/outside/big && mv \(root.path)/outside/big \(root.path)/inbox/big.txt"
        )
        let event = try root.event(of: "big.txt")
        #expect(event["code"]?.string == "too-large")
        #expect(event["size"]?.integer == 200_000_000)
        // VmHWM is the most that was ever resident.
        let status = String(decoding: try read("/proc/\(service.id)/status"), as: UTF8.self)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        let kilobytes = try #require(Int(line.filter(\.isNumber)))
        #expect(kilobytes < 100_000 || Machine.isSanitized)
        #expect(service.stop() == .exit(0))
    }

    @Test("never opens what is no file: a FIFO, links, also dangling ones")
    func notFiles() throws {
        let root = try Root()
        var service = try RunningService(root)
        try write(BadInputTests.good, to: "\(root.path)/outside/target.txt")
        try run("/usr/bin/mkfifo", "\(root.path)/inbox/pipe.txt")
        try run("/bin/ln", "-s", "\(root.path)/outside/target.txt", "\(root.path)/inbox/link.txt")
        try run("/bin/ln", "-s", "/nowhere", "\(root.path)/inbox/dangling.txt")
        for name in ["pipe.txt", "link.txt", "dangling.txt"] {
            let event = try root.event(of: name)
            #expect(event["code"]?.string == "not-a-file")
            #expect(event["sha256"] == .null)
        }
        #expect(service.stop() == .exit(0))
        #expect(try root.files(below: "inbox") == [])
        #expect(try root.files(below: "output/records") == [])
    }

    @Test("walks into a folder whatever it is called, and removes it when it is empty")
    func folderNamedLikeAFile() throws {
        let root = try Root()
        var service = try RunningService(root)
        try run("/bin/mkdir", "-p", "\(root.path)/outside/x.txt/2031/05/09")
        try write(BadInputTests.good, to: "\(root.path)/outside/x.txt/2031/05/09/A01.txt")
        try run("/bin/mv", "\(root.path)/outside/x.txt", "\(root.path)/inbox/x.txt")
        #expect(try root.event(of: "x.txt/2031/05/09/A01.txt")["event"]?.string == "ingested")
        #expect(service.stop() == .exit(0))
        #expect(try root.files(below: "output/records").first?.hasPrefix("output/records/2031/05/") == true)
        #expect(unsafe access("\(root.path)/inbox/x.txt", F_OK) != 0)
        #expect(unsafe access("\(root.path)/inbox", F_OK) == 0)
    }

    @Test("keeps names apart that are equal as text, and names that are no text at all")
    func rawNames() throws {
        let root = try Root()
        var service = try RunningService(root)
        // The composed and the decomposed form of é, a line feed, and 日报 in GBK.
        let names: [String] = [#"caf\303\251.txt"#, #"cafe\314\201.txt"#, #"two\nlines.txt"#, #"\310\325\261\250.txt"#]
        for (number, name) in names.enumerated() {
            try write(IssueWriter.issue(100 + number), to: "\(root.path)/outside/n")
            try run("/bin/bash", "-c", "mv '\(root.path)/outside/n' \"\(root.path)/inbox/\"$'\(name)'")
        }
        try waitUntil("all four are ingested") { try $0.events().count == 4 }(root)
        #expect(service.stop() == .exit(0))
        let events = try root.events()
        #expect(events.allSatisfy { $0["event"]?.string == "ingested" })
        #expect(events.count { $0["file_bytes"]?.string != nil } == 1)
        #expect(Set(try root.files(below: "state/done").map { Array($0.utf8) }).count == 4)
        #expect(root.messages.split(separator: "\n").allSatisfy { !$0.hasPrefix("lines.txt") })
    }

    @Test("takes a file that is replaced over and over as what stands there in the end")
    func replacedWhileRead() throws {
        let root = try Root()
        var service = try RunningService(root)
        for number in 0..<40 { try root.drop(IssueWriter.issue(200 + number), as: "same-name.txt") }
        let last = IssueWriter.issue(239)
        try waitUntil("the last form is published") { root in
            try root.files(below: "state/done").contains { try read("\(root.path)/\($0)") == last }
        }(root)
        #expect(service.stop() == .exit(0))
        #expect(try root.files(below: "inbox") == [])
        // What was taken was taken whole: each original is one of those that were dropped.
        let dropped = Set((0..<40).map { IssueWriter.issue(200 + $0) })
        for path in try root.files(below: "state/done") { #expect(dropped.contains(try read("\(root.path)/\(path)"))) }
    }

    @Test("goes on after the inbox was deleted and made again")
    func inboxDeleted() throws {
        let root = try Root()
        var service = try RunningService(root)
        try run("/bin/rm", "-r", "\(root.path)/inbox")
        try waitUntil("the loss is noted") { $0.messages.contains("inbox-lost") }(root)
        try run("/bin/mkdir", "\(root.path)/inbox")
        try root.drop(BadInputTests.good, as: "after.txt")
        #expect(try root.event(of: "after.txt")["event"]?.string == "ingested")
        #expect(service.stop() == .exit(0))
    }

    @Test("takes a slowly written file once, whole")
    func slowCopy() throws {
        let root = try Root()
        var service = try RunningService(root)
        let bytes = IssueWriter.issue(7)
        let descriptor = unsafe open("\(root.path)/inbox/slow.txt", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        try #require(descriptor >= 0)
        for start in stride(from: 0, to: bytes.count, by: 400) {
            let piece = Array(bytes[start..<min(start + 400, bytes.count)])
            #expect(unsafe Glibc.write(descriptor, piece, piece.count) == piece.count)
            usleep(5_000)
        }
        close(descriptor)
        let event = try root.event(of: "slow.txt")
        #expect(event["size"]?.integer == bytes.count)
        #expect(service.stop() == .exit(0))
        #expect(try root.events().count == 1)
    }

    @Test("waits for a file that it may not read, and takes it when it may")
    func noPermission() throws {
        let root = try Root()
        try root.giveToNobody()
        try write(BadInputTests.good, to: "\(root.path)/inbox/private.txt")
        try run("/bin/chmod", "0", "\(root.path)/inbox/private.txt")
        var process = try root.startAsNobody("watch")
        try waitUntil("the obstacle is noted") { $0.messages.contains("withheld") }(root)
        try run("/bin/chmod", "644", "\(root.path)/inbox/private.txt")
        #expect(try root.event(of: "private.txt")["event"]?.string == "ingested")
        // Owned by root in a folder of another: it can be read, and its folder is ours, so it is moved.
        process.send(SIGTERM)
        #expect(process.wait() == .exit(0))
    }

    @Test("publishes what it may not move, leaves it, and does not see it again")
    func cannotMove() throws {
        let root = try Root()
        try root.giveToNobody()
        try run("/bin/mkdir", "\(root.path)/inbox/theirs")
        try write(BadInputTests.good, to: "\(root.path)/inbox/theirs/page.txt")
        for _ in 0..<2 {
            var process = try root.startAsNobody("ingest")
            #expect(process.wait() == .exit(0))
        }
        #expect(try root.events().count == 1)
        #expect(try root.files(below: "output/records").count == 1)
        #expect(try root.files(below: "inbox") == ["inbox/theirs/page.txt"])
        let notices = try root.files(below: "output/log").flatMap { try root.lines(String($0.dropFirst(7))) }
            .filter { $0["code"]?.string == "original-kept" }
        #expect(notices.count == 1)
    }
}
