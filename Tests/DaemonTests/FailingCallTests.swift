import FileAccess
import Glibc
import TestSupport
import Testing

/// Makes each single call on a file of the root fail in each way that it can, SQLite's and the workers' calls too, and
/// checks that the service, started again if it stopped, leaves what an undisturbed run leaves.
@Suite("A failing call", .serialized, .enabled(if: Interposer.isUsable))
struct FailingCallTests {
    /// The ways in which calls fail; 0 reads or writes a single byte.
    private static let codes: [(code: Int32, name: String)] = [
        (EIO, "EIO"), (ENOSPC, "ENOSPC"), (EDQUOT, "EDQUOT"), (EACCES, "EACCES"), (EMFILE, "EMFILE"),
        (ENOMEM, "ENOMEM"), (EINTR, "EINTR"), (0, "short"),
    ]

    /// A root with one issue taken, and with an inbox in which every kind of drop lies.
    private static func template() throws -> Root {
        let root = try Root()
        try root.drop(IssueWriter.issue(0), as: "first.txt")
        try root.ingest()
        try root.drop(IssueWriter.issue(10), as: "云岭日报-2024-05-17-02.txt")
        try root.drop(IssueWriter.issue(0), as: "sub/again.txt")
        try root.drop([0xE6, 0x28, 0x01] + IssueWriter.issue(3), as: "bad.txt")
        return root
    }

    @Test("loses and doubles nothing, whichever call of a run it is and however it fails")
    func everyCall() throws {
        let template = try FailingCallTests.template()
        let wanted: Snapshot
        let total: Int
        do {
            let root = try Root(copying: template)
            let shared = root.directory.path + "/shared"
            let end = try root.ingest(Interposer.environment(root: root.path, shared: shared))
            try #require(end == .exit(65), "\(root.messages.suffix(600))")
            total = try Interposer.read(shared: shared).count
            wanted = try Snapshot(root)
        }
        try #require(total > 100)
        // Some more than one run has, since each failure takes a way of its own.
        let cases = (1...total + total / 10).flatMap { place in FailingCallTests.codes.indices.map { (place, $0) } }
        let step = max(1, cases.count / Campaign.number("FAULTS", full: cases.count, short: 160))
        let chosen = stride(from: 0, to: cases.count, by: step % 8 == 0 ? step + 1 : step).map { cases[$0] }
        let findings = Findings()
        let fired = LockedBox(0)
        let path = template.path
        let folder = template.directory.path
        inParallel(chosen.count) { number in
            let (place, code) = chosen[number]
            do {
                let hit = try FailingCallTests.run(
                    place,
                    FailingCallTests.codes[code],
                    template: (path, folder),
                    wanted,
                    findings
                )
                if hit { fired.change { $0 += 1 } }
            } catch {
                findings.add("call \(place), \(FailingCallTests.codes[code].name): \(error)")
            }
        }
        #expect(findings.all == [])
        #expect(fired.value > chosen.count / 2)
        Campaign.report(
            "failing calls",
            "\(fired.value) failures of \(total) calls by EIO ENOSPC EDQUOT EACCES EMFILE ENOMEM EINTR and short ones",
            lost: findings.all.count,
            doubled: 0,
            command: "deploy/test --campaign calls"
        )
    }

    @Test("of fsync, whichever it is, stops the service at once, is never repeated, and loses nothing")
    func everySync() throws {
        let template = try FailingCallTests.template()
        let path = template.path
        let folder = template.directory.path
        let wanted: Snapshot
        let total: Int
        do {
            let root = try Root(copying: template)
            let shared = root.directory.path + "/shared"
            try root.ingest(Interposer.environment(root: root.path, shared: shared))
            total = try Interposer.read(shared: shared).syncs
            wanted = try Snapshot(root)
        }
        try #require(total > 20)
        let findings = Findings()
        inParallel(total) { number in
            let what = "fsync \(number + 1) of \(total)"
            do {
                let root = try Root(copying: path, configuration: folder + "/presscut.conf")
                let shared = root.directory.path + "/shared"
                let code = number % 2 == 0 ? EIO : ENOSPC
                let fault = ["SYNC": "\(number + 1):\(code)"]
                let end = try root.ingest(Interposer.environment(root: root.path, shared: shared, fault))
                let seen = try Interposer.read(shared: shared)
                if seen.fired == nil { return }
                if end != .exit(74) { findings.add("\(what): ended by \(end): \(root.messages.suffix(300))") }
                if seen.retriedSyncs > 0 { findings.add("\(what): it was called again on its descriptor") }
                let again = try root.ingest()
                if again != .exit(0), again != .exit(65) { findings.add("\(what): does not recover, \(again)") }
                let difference = try Snapshot(root).difference(from: wanted)
                if !difference.isEmpty { findings.add("\(what): \(difference.prefix(3))") }
            } catch {
                findings.add("\(what): \(error)")
            }
        }
        #expect(findings.all == [])
    }

    /// One run with one failure; whether it came to it.
    private static func run(
        _ place: Int,
        _ code: (code: Int32, name: String),
        template: (path: String, folder: String),
        _ wanted: Snapshot,
        _ findings: Findings
    ) throws -> Bool {
        let root = try Root(copying: template.path, configuration: template.folder + "/presscut.conf")
        let shared = root.directory.path + "/shared"
        let environment = try Interposer.environment(
            root: root.path,
            shared: shared,
            ["FAULT": "\(place):\(code.code)"]
        )
        var process = try root.start(["ingest", "--once"], environment: environment)
        let first = process.wait(atMost: .seconds(180))
        let seen = try Interposer.read(shared: shared)
        let what = "call \(place) (\(seen.fired.map { "\($0)" } ?? "not reached")), \(code.name)"
        if first == nil { findings.add("\(what): it does not end: \(root.messages.suffix(300))") }
        if case .signal(let signal) = first { findings.add("\(what): ended by signal \(signal)") }
        if seen.retriedSyncs > 0 { findings.add("\(what): fsync was called again on its descriptor") }
        var end = first
        for _ in 0..<3 where end != .exit(0) && end != .exit(65) { end = try root.ingest() }
        // What could not be had waits in the inbox, as 75 says, or behind the 65 of another file.
        if end == .exit(65), try !root.files(below: "inbox").isEmpty { end = try root.ingest() }
        if end != .exit(0) && end != .exit(65) {
            findings.add("\(what): does not recover: \(root.messages.suffix(300))")
            return true
        }
        var found = try Snapshot(root)
        let left = try root.files(below: "inbox")
        if code.code == EACCES, !left.isEmpty {
            // What may not be moved stays where it is.
            let missing = wanted.originals.subtracting(found.originals)
            if missing.count == left.count { found.originals = wanted.originals }
        } else if !left.isEmpty {
            findings.add("\(what): left in the inbox: \(left)")
        }
        let difference = found.difference(from: wanted)
        if !difference.isEmpty {
            findings.add("\(what), ended by \(first.map { "\($0)" } ?? "-"): \(difference.prefix(3))")
        }
        if unsafe getenv("PRESSCUT_VERBOSE") != nil {
            print("\(what): \(first.map { "\($0)" } ?? "-")")
        }
        return seen.fired != nil
    }
}
