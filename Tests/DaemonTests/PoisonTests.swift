import Glibc
import TestSupport
import Testing
import TextScanning

/// Drops files that kill, stop or bloat whoever reads them among good ones.
@Suite("A hostile file", .serialized, .enabled(if: Interposer.isUsable))
struct PoisonTests {
    /// What is dropped: bytes, or a command that makes what is no file at `$1`.
    private enum Poison {
        case bytes([UInt8])
        case made(String)
    }

    /// Hostile files of every kind; the first seven let the worker that reads them do what they say.
    private static func poison(_ number: Int) -> Poison {
        func marked(_ word: String) -> Poison { .bytes(Array("POISON:\(word) \(number)\n".utf8)) }
        let tail = Array(" \(number)".utf8)
        switch number % 14 {
        case 0: return marked("CRASH")
        case 1: return marked("ABORT")
        case 2: return marked("LEAVE")
        case 3: return marked("CYCLE")
        case 4: return marked("SLEEP")
        case 5: return marked("GREED")
        case 6: return marked("DEPTH")
        case 7: return .bytes([0xE6, 0x28, 0xFF] + IssueWriter.issue(number))
        case 8: return .bytes([UInt8](repeating: 0, count: 4_096) + tail)
        case 9: return .bytes(Array("%PDF-1.7\n%%EOF\n".utf8) + tail)
        case 10: return .bytes([0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0xFF, count: 900) + tail)
        case 11: return .made("mkfifo \"$1\"")
        case 12: return .made("ln -s /etc/passwd \"$1\"")
        // More text than is allowed.
        default: return .bytes([UInt8](repeating: 0x61, count: 5 << 20) + tail)
        }
    }

    @Test("costs nobody but itself: the others are taken, the service stays, and each is kept with its reason")
    func amongGoodOnes() throws {
        let bad = Campaign.number("POISON", full: 200, short: 14)
        let good = bad * 10
        let root = try Root(settings: [
            "workers = 2", "worker-cpu = 1s", "worker-wall = 2s", "worker-memory = 700M", "max-text = 4M",
        ])
        let environment = try Interposer.environment(
            root: root.path,
            shared: root.directory.path + "/shared",
            ["POISON": "1"]
        )
        var service = try RunningService(root, environment: environment)
        var peak = 0
        for number in 0..<good {
            try root.drop(IssueWriter.issue(number * 7), as: "good-\(number).txt")
            guard number % 10 == 0 else { continue }
            switch PoisonTests.poison(number / 10) {
            case .bytes(let bytes): try root.drop(bytes, as: "bad-\(number / 10).txt")
            case .made(let script): try run("/bin/sh", "-c", script, "sh", "\(root.path)/inbox/bad-\(number / 10).txt")
            }
            peak = max(peak, PoisonTests.resident(service.id))
        }
        let deadline = ContinuousClock.now + .seconds(60 + bad * 4)
        while try root.events().count < good + bad, ContinuousClock.now < deadline {
            peak = max(peak, PoisonTests.resident(service.id))
            usleep(200_000)
        }
        let isSame = kill(service.id, 0) == 0
        #expect(service.stop() == .exit(0))
        let events = try root.events()
        let taken = Set(events.filter { $0["event"]?.string == "ingested" }.compactMap { $0["file"]?.string })
        let failed = events.filter { $0["event"]?.string == "failed" }
        #expect(taken.count == good && taken.allSatisfy { $0.hasPrefix("good") })
        #expect(Set(failed.compactMap { $0["file"]?.string }).count == bad && events.count == good + bad)
        #expect(try root.files(below: "state/failed").count { $0.hasSuffix("reason.json") } == bad)
        #expect(isSame)
        // The service itself never holds a file; a batch of records and SQLite's pages are what it has.
        #expect(peak < 200_000)
        Campaign.report(
            "poison",
            "\(bad) hostile files of 14 kinds among \(good): \(failed.count) kept with reasons, same process, at most \(peak) kB",
            lost: good - taken.count,
            doubled: events.count - good - bad,
            command: "deploy/test --campaign poison"
        )
    }

    /// The resident memory of a process in kB.
    private static func resident(_ id: pid_t) -> Int {
        guard let bytes = try? read("/proc/\(id)/statm") else { return 0 }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * 4 : 0
    }
}
