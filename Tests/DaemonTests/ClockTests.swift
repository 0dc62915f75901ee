import TestSupport
import Testing
import TextScanning

/// A clock that is set, or that was wrong until the network came: what is published must not depend on it.
@Suite("A clock that jumps", .enabled(if: Interposer.isUsable))
struct ClockTests {
    private static func page(_ number: Int) -> String { "云岭日报-2031-05-0\(number % 9 + 1)-0\(number / 9 + 1).txt" }

    /// Issues, then the same ones again, other forms of some, and new ones.
    private static let phases: [[(name: String, bytes: [UInt8])]] = [
        (0..<18).map { (page($0), IssueWriter.issue($0)) },
        (0..<18).map { ("again-\($0).txt", IssueWriter.issue($0)) },
        (0..<18).filter { $0 % 3 == 0 }.map {
            ("form/" + page($0), IssueWriter.issue($0) + IssueWriter.unlikeIssue($0))
        },
        (30..<40).map { ("drop-\($0).txt", IssueWriter.issue($0)) },
    ]

    @Test("changes no record, link or order, and neither does a rebuild of the index under another time")
    func jumps() throws {
        let wanted = try Root()
        for phase in ClockTests.phases {
            for drop in phase { try wanted.drop(drop.bytes, as: drop.name) }
            try wanted.ingest()
        }
        let root = try Root()
        // Days ahead and behind within one run; years ahead; behind all that was written before.
        for (phase, clock) in zip(ClockTests.phases, ["200000:7", "-90000000:1000000", "600000000:3", "3000000:50"]) {
            for drop in phase { try root.drop(drop.bytes, as: drop.name) }
            let environment = try Interposer.environment(
                root: root.path,
                shared: root.directory.path + "/shared",
                ["CLOCK": clock]
            )
            #expect(try root.ingest(environment) == .exit(0), "\(root.messages.suffix(900))")
            for file in try root.files(below: "state") where file.contains("index.sqlite") && phase.count == 6 {
                try run("/bin/rm", "\(root.path)/\(file)")
            }
        }
        #expect(try Snapshot(root).difference(from: Snapshot(wanted)) == [])
        #expect(try root.files(below: "inbox") == [])
        let sequence = try root.lines("manifest.jsonl").compactMap { $0["seq"]?.integer }
        #expect(sequence == sequence.sorted() && Set(sequence).count == sequence.count)
        let days = try root.files(below: "output/log")
        #expect(days.count > 3)
        for day in days {
            for line in try root.lines(String(day.dropFirst(7))) {
                let time = try #require(line["time"]?.string)
                #expect(day.contains(time.prefix(10)), "\(day): \(time)")
            }
        }
        var verify = try ChildProcess(
            Presscut.program,
            ["verify", "--root", root.path],
            output: root.directory.path + "/said"
        )
        #expect(verify.wait() == .exit(0))
    }
}
