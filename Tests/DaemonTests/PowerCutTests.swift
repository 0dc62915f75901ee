import Glibc
import TestSupport
import Testing
import TextScanning

/// Cuts the power at random moments of a run, throws away or tears what was not synced, and starts again.
@Suite("A power cut", .serialized, .enabled(if: Interposer.isUsable))
struct PowerCutTests {
    private static func template(_ number: Int) throws -> Root {
        let root = try Root()
        try root.drop(IssueWriter.issue(0), as: "first.txt")
        try root.ingest()
        for more in 1...3 { try root.drop(IssueWriter.issue(number * 50 + more * 10), as: "more-\(more).txt") }
        try root.drop(IssueWriter.issue(number + 7), as: "sub/云岭日报-2024-05-17-02.txt")
        try root.drop(IssueWriter.issue(0), as: "sub/again.txt")
        try root.drop([0xE6, 0x28, 0x01] + IssueWriter.issue(3), as: "bad.txt")
        return root
    }

    @Test("loses no published record, shows no torn line, and leaves an index that is whole")
    func cuts() throws {
        let cuts = Campaign.number("CUTS", full: 300, short: 24)
        let findings = Findings()
        let folder = try TemporaryDirectory()
        let templates = try (0..<4).map { number in
            let template = try PowerCutTests.template(number)
            try run("/bin/cp", "-a", template.directory.path, "\(folder.path)/\(number)")
            try template.ingest()
            return (path: "\(folder.path)/\(number)", wanted: try Snapshot(template))
        }
        inParallel(cuts) { number in
            let template = templates[number % templates.count]
            do {
                try PowerCutTests.cut(number, template: template.path, template.wanted, findings)
            } catch {
                findings.add("cut \(number): \(error)")
            }
        }
        #expect(findings.all == [])
        let lost = findings.all.count
        Campaign.report(
            "power cuts",
            "\(cuts) cuts, a third of them again during recovery, unsynced data dropped or torn",
            lost: lost,
            doubled: 0,
            command: "deploy/test --campaign cuts"
        )
    }

    private static func cut(_ number: Int, template: String, _ wanted: Snapshot, _ findings: Findings) throws {
        var generator = SeededGenerator(seed: UInt64(number))
        let root = try Root(copying: template + "/root", configuration: template + "/presscut.conf")
        let order = CrashImage.Order.allCases[number / 4 % 2]
        var published: Set<String> = []
        for round in 0..<(number % 3 == 0 ? 2 : 1) {
            let what = "cut \(number).\(round), \(order)"
            var image = try CrashImage(before: root)
            let journal = root.directory.path + "/journal.\(round)"
            let environment = try Interposer.environment(
                root: root.path,
                shared: root.directory.path + "/shared",
                ["JOURNAL": journal]
            )
            let end = try root.ingest(environment)
            if end != .exit(0) && end != .exit(65) {
                findings.add("\(what): ended by \(end) before any cut: \(root.messages.suffix(300))")
            }
            let bytes = try read(journal)
            let entries = try JournalEntry.all(in: bytes)
            let moment = Int.random(in: 0...entries.count, using: &generator)
            image.follow(entries[..<moment])
            try image.cut(root, order, using: &generator)
            published.formUnion(try check(root, order, wanted, published: published, what, findings))
        }
        let end = try root.ingest()
        if end != .exit(0) && end != .exit(65) {
            findings.add("cut \(number), \(order): does not recover, \(end): \(root.messages.suffix(400))")
            return
        }
        let difference = try Snapshot(root).difference(from: wanted)
        if !difference.isEmpty { findings.add("cut \(number), \(order): \(difference.prefix(4))") }
        let left = try root.files(below: "inbox") + root.files(below: "state/stage")
        if !left.isEmpty { findings.add("cut \(number), \(order): left over: \(left)") }
        let verdict = try integrity(root)
        if verdict != "ok\n" { findings.add("cut \(number), \(order): integrity_check says \(verdict)") }
    }

    /// Checks what a reader sees right after the cut; returns the published files.
    private static func check(
        _ root: borrowing Root,
        _ order: CrashImage.Order,
        _ wanted: Snapshot,
        published: Set<String>,
        _ what: String,
        _ findings: Findings
    ) throws -> Set<String> {
        let records = try root.files(below: "output/records")
        for path in records where try read("\(root.path)/\(path)") != wanted.records[path] {
            findings.add("\(what): \(path) is not whole")
        }
        guard order == .prefix else { return Set(records) }
        for name in ["manifest.jsonl", "links.jsonl"] where unsafe access("\(root.path)/output/\(name)", F_OK) == 0 {
            let bytes = try read("\(root.path)/output/\(name)")
            for line in bytes.split(separator: 0x0A).dropLast(bytes.last == 0x0A ? 0 : 1)
            where (try? JSONValue(parsing: Array(line))) == nil {
                findings.add("\(what): a line of \(name) is torn")
            }
        }
        for path in published where !records.contains(path) { findings.add("\(what): \(path) is gone") }
        return Set(records)
    }

    /// What SQLite's own check says, by another program's SQLite.
    private static func integrity(_ root: borrowing Root) throws -> String {
        let answer = root.directory.path + "/integrity"
        let script = """
            import sqlite3
            rows = sqlite3.connect("\(root.path)/state/index.sqlite").execute("PRAGMA integrity_check").fetchall()
            open("\(answer)", "w").write("".join(row[0] + chr(10) for row in rows))
            """
        try run("/usr/bin/env", "python3", "-c", script)
        return String(decoding: try read(answer), as: UTF8.self)
    }
}
