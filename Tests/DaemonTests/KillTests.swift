import FileAccess
import Glibc
import TestSupport
import Testing

/// Kills the service at every step of the commit protocol and at random moments; whatever it did before, what stands in
/// the root in the end must be what an undisturbed run leaves.
@Suite("A killed service", .serialized, .enabled(if: Presscut.isBuilt))
struct KillTests {
    /// A drop of the campaign.
    private struct Drop {
        var name: String
        var bytes: [UInt8]
    }

    /// Drops that do not depend on each other's order, then those that repeat some of them, which do.
    private static func drops(_ count: Int) -> (first: [Drop], second: [Drop]) {
        var first: [Drop] = []
        var second: [Drop] = []
        for number in 0..<count {
            let name =
                number % 3 == 0 ? "云岭日报-2024-0\(number % 9 + 1)-1\(number % 10)-\(number).txt" : "drop-\(number).txt"
            if number % 20 == 19 {
                second.append(Drop(name: "again-\(number).txt", bytes: IssueWriter.issue(number - 7)))
            } else if number % 50 == 48 {
                first.append(
                    Drop(
                        name: "bad-\(number).txt",
                        bytes: [0xE6, 0x28, UInt8(truncatingIfNeeded: number)] + IssueWriter.issue(number)
                    )
                )
            } else {
                first.append(Drop(name: name, bytes: IssueWriter.issue(number)))
            }
        }
        return (first, second)
    }

    private static func undisturbed(_ drops: (first: [Drop], second: [Drop])) throws -> Snapshot {
        let root = try Root()
        for part in [drops.first, drops.second] {
            for drop in part { try root.drop(drop.bytes, as: drop.name) }
            try root.ingest()
        }
        return try Snapshot(root)
    }

    /// How long a life with a few files takes: kills are drawn from that time, so that most come while there is work.
    private static func lifeMicroseconds() throws -> UInt32 {
        let root = try Root()
        for number in 0..<2 { try root.drop(IssueWriter.issue(number), as: "\(number).txt") }
        let start = ContinuousClock.now
        try root.ingest()
        return UInt32((ContinuousClock.now - start) / .microseconds(1))
    }

    private static let fewDrops = drops(60)
    private static let fewUndisturbed = try? undisturbed(fewDrops)

    /// The steps of a drop.
    private static let failpoints = Failpoint.allCases.filter(\.isOfDrop).map(\.rawValue)

    @Test(
        "leaves, after a kill at any step and another inside recovery, what an undisturbed run leaves",
        arguments: failpoints
    )
    func everyStep(failpoint: String) throws {
        let drops = KillTests.fewDrops
        let wanted = try #require(KillTests.fewUndisturbed)
        let root = try Root()
        var kills = 0
        for part in [drops.first, drops.second] {
            for drop in part { try root.drop(drop.bytes, as: drop.name) }
            // The first passage, a later one, and the same step met by the recovery from itself.
            for passage in [1, 2, 1, 1] {
                let end = try root.ingest(["PRESSCUT_FAILPOINT": "\(failpoint)@\(passage)"])
                kills += end == .signal(SIGKILL) ? 1 : 0
            }
            let end = try root.ingest()
            #expect([.exit(0), .exit(65)].contains(end), "\(root.messages.suffix(600))")
        }
        #expect(kills > 0, "nothing passed \(failpoint)")
        #expect(try Snapshot(root).difference(from: wanted) == [])
        #expect(try root.files(below: "inbox") == [])
        #expect(try root.files(below: "state/stage") == [])
    }

    @Test("loses and doubles nothing over kills at random moments, also inside recovery")
    func randomMoments() throws {
        let wish = unsafe getenv("PRESSCUT_KILLS").flatMap { unsafe Int(String(cString: $0)) }
        let kills = wish ?? 200
        let drops = KillTests.drops(kills * 3 / 2)
        let wanted = try KillTests.undisturbed(drops)
        let root = try Root()
        var generator = SeededGenerator(seed: 20)
        var done = 0
        let life = try KillTests.lifeMicroseconds()
        for (part, share) in [(drops.first, kills * 9 / 10), (drops.second, kills - kills * 9 / 10)] {
            var rest = part[...]
            for past in 0..<share {
                let few = (rest.count + share - past - 1) / (share - past)
                for drop in rest.prefix(few) { try root.drop(drop.bytes, as: drop.name) }
                rest = rest.dropFirst(few)
                var process = try root.start(["watch"])
                usleep(UInt32.random(in: life / 20...life, using: &generator))
                process.send(SIGKILL)
                if process.wait() == .signal(SIGKILL) { done += 1 }
            }
            let end = try root.ingest()
            #expect([.exit(0), .exit(65)].contains(end), "\(root.messages.suffix(600))")
        }
        #expect(done == kills)
        let found = try Snapshot(root)
        #expect(found.difference(from: wanted) == [])
        #expect(try root.files(below: "inbox") == [])
        print("\(done) kills over \(drops.first.count + drops.second.count) files: \(found.records.count) record files")
    }
}

extension Failpoint {
    /// Whether every drop passes it; those of a rebuild and of a correction have tests of their own.
    var isOfDrop: Bool {
        ![.indexRebuilt, .indexSetAside, .overrideTorn, .overrideAppended, .overrideSynced].contains(self)
    }
}
