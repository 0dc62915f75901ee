import Glibc
import TestSupport
import Testing
import TextScanning

/// Damages the index in every way that a disk, a backup or a person may, and lets the service go on: what stands in the
/// root in the end must be what an undisturbed run leaves, and nothing may be published twice on the way.
@Suite("A damaged index", .serialized, .enabled(if: Presscut.isBuilt))
struct IndexDamageTests {
    /// A way to damage the files of an index.
    enum Damage: CaseIterable {
        case bitFlips, truncation, zeroedRange, zeroedLog, flippedLog, truncatedLog, deletion, deletedLog, garbage
        case formerCopy, formerCopyUnderLog, empty
    }

    /// The name of a page's file, another for each round.
    private static func page(of round: Int) -> String {
        let day = round / 9 % 28 + 1
        return "云岭日报-2031-0\(round % 9 + 1)-\(day < 10 ? "0" : "")\(day)-\(round / 252 + 1).txt"
    }

    /// Issues that are very alike, as long as they are few.
    private static func text(_ number: Int) -> [UInt8] {
        number < 90 ? IssueWriter.issue(number) : IssueWriter.issueOfMany(number)
    }

    private static func drops(of round: Int) -> [(name: String, bytes: [UInt8])] {
        var drops = [
            (name: page(of: round), bytes: text(round * 3)),
            (name: "drop-\(round).txt", bytes: text(round * 3 + 1)),
        ]
        if round % 7 == 3 {
            drops.append((name: "bad-\(round).txt", bytes: [0xE6, 0x28, UInt8(truncatingIfNeeded: round)]))
        }
        return drops
    }

    /// Repetitions of what earlier rounds brought; dropped after those have ended.
    private static func repetitions(of round: Int) -> [(name: String, bytes: [UInt8])] {
        guard round > 0 else { return [] }
        var drops = [(name: "again-\(round).txt", bytes: text(round / 2 * 3 + round % 2))]
        if round % 4 == 1 {
            // Another form of a page of the round before.
            let former = round - 1
            let more =
                round % 8 == 1 ? "\n柳荫街道新增便民座椅\(round)\n\n本报讯 昨日，柳荫街道在沿河步道增设\(round)处\n便民座椅，方便老人歇脚，居民表示满意。\n" : ""
            drops.append(
                (name: "form/" + page(of: former), bytes: [0xEF, 0xBB, 0xBF] + text(former * 3) + Array(more.utf8))
            )
        }
        return drops
    }

    private static func undisturbed(_ rounds: Int) throws -> Snapshot {
        let root = try Root()
        for part in [drops(of:), repetitions(of:)] {
            for drop in (0..<rounds).flatMap(part) { try root.drop(drop.bytes, as: drop.name) }
            try root.ingest()
        }
        return try Snapshot(root)
    }

    @Test("never doubles or loses anything, whatever happened to its file between two runs")
    func campaign() throws {
        let wish = unsafe getenv("PRESSCUT_CORRUPTIONS").flatMap { unsafe Int(String(cString: $0)) }
        let rounds = wish ?? 25
        let wanted = try IndexDamageTests.undisturbed(rounds)
        let root = try Root()
        var generator = SeededGenerator(seed: 7)
        var rebuilt = 0
        var known: [String: [String]] = [:]
        for round in 0..<rounds {
            var drops = IndexDamageTests.drops(of: round)
            if round > 0 { drops += IndexDamageTests.repetitions(of: round - 1) }
            for drop in drops { try root.drop(drop.bytes, as: drop.name) }
            if round % 2 == 0 {
                try root.ingest()
            } else {
                var process = try root.start(["watch"])
                usleep(UInt32.random(in: 1_000...300_000, using: &generator))
                process.send(SIGKILL)
                _ = process.wait()
            }
            let damage = Damage.allCases[round % Damage.allCases.count]
            try IndexDamageTests.apply(damage, to: root, using: &generator)
            let before = root.messages.utf8.count
            let end = try root.ingest()
            let said = String(decoding: root.messages.utf8.dropFirst(before), as: UTF8.self)
            #expect([.exit(0), .exit(65)].contains(end), "round \(round), \(damage): \(said.suffix(900))")
            rebuilt += said.contains("index-rebuilt") ? 1 : 0
            let doubled = try IndexDamageTests.doubled(in: root, &known)
            #expect(doubled == [], "round \(round), \(damage)")
            guard doubled.isEmpty, [.exit(0), .exit(65)].contains(end) else { return }
            if round % 5 == 0 { try IndexDamageTests.keepCopy(of: root) }
        }
        for drop in IndexDamageTests.repetitions(of: rounds - 1) { try root.drop(drop.bytes, as: drop.name) }
        try root.ingest()
        let difference = try Snapshot(root).difference(from: wanted)
        Campaign.report(
            "index damage",
            "\(rounds) damages, \(rebuilt) rebuilds, \(wanted.records.count) files of records",
            lost: difference.count,
            doubled: 0,
            command: "deploy/test --corruptions \(rounds)"
        )
        let odd = try Snapshot(root).links.filter { wanted.links[$0.key] != $0.value }.map(\.value)
        #expect(difference == [], "\((difference + odd).joined(separator: "\n"))")
        #expect(try root.files(below: "inbox") == [])
        #expect(rebuilt > rounds / 5)
        let kept = try root.files(below: "state").count { $0.contains("index.damaged-") && $0.hasSuffix(".sqlite") }
        #expect(kept > 0)
    }

    @Test("is rebuilt from the start after a kill inside the rebuild", arguments: ["index-rebuilt", "index-set-aside"])
    func killedRebuild(failpoint: String) throws {
        let root = try Root()
        for number in 0..<12 { try root.drop(IssueWriter.issue(number), as: "\(number).txt") }
        try root.ingest()
        let before = try Snapshot(root)
        // The log beside the file holds every page that was not yet written into it: without it the file is all there is.
        try run("/bin/rm", "\(root.path)/state/index.sqlite-wal")
        try run("/usr/bin/truncate", "-s", "20000", "\(root.path)/state/index.sqlite")
        for _ in 0..<2 {
            #expect(try root.ingest(["PRESSCUT_FAILPOINT": failpoint]) == .signal(SIGKILL))
        }
        #expect(try root.ingest() == .exit(0))
        #expect(try Snapshot(root).difference(from: before) == [])
        #expect(try root.files(below: "state").filter { $0.contains("rebuilt") } == [])
        try root.drop(IssueWriter.issue(3), as: "again.txt")
        try root.ingest()
        #expect(try root.event(of: "again.txt")["code"]?.string == "same-bytes")
    }

    @Test(
        "is lost with the links of the last edition still to be written: they come out as they would have",
        arguments: ["manifest-synced", "links-torn", "links-synced"]
    )
    func lostEdition(failpoint: String) throws {
        let name = "云岭日报-2031-05-09-03.txt"
        func text(_ number: Int, _ figure: String) -> [UInt8] {
            let body = "本报讯 记者从青石镇获悉，今年以来当地推进河道清淤，第\(figure)号工程已完成验收，沿河七个村的群众对这项工作表示满意，下一步将建立长效管护机制。"
            return Array("青石镇河道清淤完成验收\n\n\(body)\n\n".utf8) + IssueWriter.issue(number)
        }
        let wanted = try Root()
        let root = try Root()
        for (place, form) in [text(1, "三"), text(1, "五")].enumerated() {
            try wanted.drop(form, as: "\(place)/\(name)")
            try wanted.ingest()
            try root.drop(form, as: "\(place)/\(name)")
            if place == 0 { try root.ingest() }
        }
        #expect(try wanted.lines("links.jsonl").contains { $0["superseded_by"] != nil })
        #expect(try root.ingest(["PRESSCUT_FAILPOINT": failpoint]) == .signal(SIGKILL))
        for file in try root.files(below: "state") where file.contains("index.sqlite") {
            try run("/bin/rm", "\(root.path)/\(file)")
        }
        #expect(try root.ingest() == .exit(0))
        #expect(try Snapshot(root).difference(from: Snapshot(wanted)) == [])
    }

    @Test("is named in one line of the log and one of the messages, with where its file is kept")
    func oneLine() throws {
        let root = try Root()
        try root.drop(IssueWriter.issue(1), as: "a.txt")
        try root.ingest()
        try run("/bin/rm", "\(root.path)/state/index.sqlite-wal")
        try write(Array(repeating: 0x41, count: 70_000), to: "\(root.path)/state/index.sqlite")
        #expect(try root.ingest() == .exit(0))
        let notices = try root.files(below: "output/log").flatMap { try root.lines(String($0.dropFirst(7))) }
            .filter { $0["event"]?.string == "notice" }
        #expect(notices.map { $0["code"]?.string } == ["index-rebuilt"])
        let reason = try #require(notices.first?["reason"]?.string)
        let kept = try root.files(below: "state").filter { $0.contains("index.damaged-") && $0.hasSuffix(".sqlite") }
        #expect(kept.count == 1 && reason.contains(kept[0]) && reason.contains("was damaged"))
        #expect(root.messages.components(of: "index-rebuilt") == 1)
        #expect(try root.ingest() == .exit(0))
        #expect(root.messages.components(of: "index-rebuilt") == 1)
    }

    @Test("that is met while the service runs stops it, and the next start goes on as if nothing had been")
    func damageWhileRunning() throws {
        let root = try Root()
        for number in 0..<40 { try root.drop(IssueWriter.issue(number), as: "\(number).txt") }
        try root.ingest()
        var service = try RunningService(root)
        // Everything but the beginnings: SQLite may read a page from the file or from its log.
        for file in ["index.sqlite", "index.sqlite-wal"] {
            let path = "\(root.path)/state/\(file)"
            try run(
                "/bin/sh",
                "-c",
                "dd if=/dev/urandom of='\(path)' bs=4096 seek=1 count=150 conv=notrunc 2>/dev/null"
            )
        }
        for number in 0..<40 { try root.drop(IssueWriter.issue(number), as: "again-\(number).txt") }
        try waitUntil("the damage is met") { $0.messages.contains("the next start rebuilds the index") }(root)
        #expect(service.wait() == .exit(74))
        let end = try root.ingest()
        #expect(end == .exit(0), "\(root.messages.suffix(900))")
        #expect(try root.lines("manifest.jsonl").count == 40)
        #expect(try root.events().count { $0["event"]?.string == "ingested" } == 40)
        #expect(try root.events().count { $0["event"]?.string == "duplicate" } == 40)
    }

    /// Identifiers and files that were published more than once; `known` are the identifiers in files that were read before.
    private static func doubled(in root: borrowing Root, _ known: inout [String: [String]]) throws -> [String] {
        var counts: [String: Int] = [:]
        for path in try root.files(below: "output/records") {
            let ids =
                try known[path]
                ?? read("\(root.path)/\(path)").split(separator: 0x0A).map {
                    try JSONValue(parsing: Array($0))["id"]?.string ?? "no id in \(path)"
                }
            // What is published never changes.
            known[path] = ids
            for id in ids { counts[id, default: 0] += 1 }
        }
        for line in try root.lines("manifest.jsonl") { counts[line["path"]?.string ?? "?", default: 0] += 1 }
        return counts.filter { $0.value > 1 }.map(\.key).sorted()
    }

    private static func keepCopy(of root: borrowing Root) throws {
        try run(
            "/bin/sh",
            "-c",
            "mkdir -p '\(root.path)/copy' && cp '\(root.path)/state/index.sqlite' '\(root.path)/copy/'"
        )
    }

    private static func apply(
        _ damage: Damage,
        to root: borrowing Root,
        using generator: inout SeededGenerator
    ) throws {
        let index = root.path + "/state/index.sqlite"
        let log = index + "-wal"
        func change(_ path: String, _ body: (inout [UInt8], inout SeededGenerator) -> Void) throws {
            guard var bytes = try? read(path), !bytes.isEmpty else { return }
            body(&bytes, &generator)
            try write(bytes, to: path)
        }
        func flip(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
            for _ in 0..<Int.random(in: 1...32, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
        }
        func cut(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
            bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
        }
        switch damage {
        case .bitFlips: try change(index, flip)
        case .truncation: try change(index, cut)
        case .zeroedRange:
            try change(index) { bytes, generator in
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 1...8_192, using: &generator))
                for place in start..<end { bytes[place] = 0 }
            }
        case .zeroedLog: try change(log) { bytes, _ in bytes = Array(repeating: 0, count: bytes.count) }
        case .flippedLog: try change(log, flip)
        case .truncatedLog: try change(log, cut)
        case .deletion: try run("/bin/sh", "-c", "rm -rf '\(index)'*")
        case .deletedLog: try run("/bin/rm", "-f", log)
        case .garbage:
            try change(index) { bytes, generator in
                let start = Int.random(in: 0..<bytes.count, using: &generator) / 4_096 * 4_096
                for place in start..<min(bytes.count, start + 4_096) {
                    bytes[place] = UInt8.random(in: 0...255, using: &generator)
                }
            }
        case .formerCopy: try run("/bin/sh", "-c", "rm -rf '\(index)'*; cp '\(root.path)/copy/index.sqlite' '\(index)'")
        case .formerCopyUnderLog: try run("/bin/cp", "\(root.path)/copy/index.sqlite", index)
        case .empty: try write([], to: index)
        }
    }
}

extension String {
    /// How often a word stands in the text.
    fileprivate func components(of word: String) -> Int {
        split(separator: word, omittingEmptySubsequences: false).count - 1
    }
}
