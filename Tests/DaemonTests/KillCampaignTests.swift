import Dispatch
import FileAccess
import Glibc
import TestSupport
import Testing

/// Kills the service while several writers drop and several readers read; nothing may be lost or doubled, and nobody may
/// see anything half done.
@Suite("A service killed under load", .serialized, .enabled(if: Presscut.isBuilt))
struct KillCampaignTests {
    private struct Drop: Sendable {
        var name: String
        var bytes: [UInt8]
    }

    /// Drops of which 5 in 100 repeat others, 5 in 100 are new editions of a page and 1 in 100 cannot be read.
    ///
    /// `second` are those that depend on what came before them.
    private static func drops(_ count: Int) -> (first: [Drop], second: [Drop]) {
        var first: [Drop] = []
        var second: [Drop] = []
        for number in 0..<count {
            let place = "云岭日报-20\(10 + number / 5 % 80)-0\(number / 400 % 9 + 1)-1\(number % 10)-\(number % 97 + 1)"
            switch number % 100 {
            case 19, 39, 59, 79, 99:
                second.append(Drop(name: "again-\(number).txt", bytes: IssueWriter.issueOfMany(number - 7)))
            case 17, 37, 57, 77, 97:
                // The page before it once more, with other articles behind the first ones.
                let former = number - 1
                let name = "\(page(of: former))-\(number).txt"
                let bytes = IssueWriter.issueOfMany(former) + [0x0A] + IssueWriter.issueOfMany(count + number)
                second.append(Drop(name: name, bytes: bytes))
            case 48:
                let odd = UInt8(truncatingIfNeeded: number)
                first.append(
                    Drop(name: "bad-\(number).txt", bytes: [0xE6, 0x28, odd] + IssueWriter.issueOfMany(number))
                )
            case 16, 36, 56, 76, 96:
                first.append(Drop(name: "\(page(of: number)).txt", bytes: IssueWriter.issueOfMany(number)))
            default:
                let name = number % 3 == 0 ? "\(place)-\(number).txt" : "folder-\(number % 4)/drop-\(number).txt"
                first.append(Drop(name: name, bytes: IssueWriter.issueOfMany(number)))
            }
        }
        return (first, second)
    }

    private static func page(of number: Int) -> String {
        "鹭洲日报-20\(10 + number / 20 % 80)-0\(number / 2_000 % 9 + 1)-11-0\(number / 20 % 9 + 1)"
    }

    private static func undisturbed(_ drops: (first: [Drop], second: [Drop])) throws -> Snapshot {
        let root = try Root()
        for part in [drops.first, drops.second] {
            for drop in part { try root.drop(drop.bytes, as: drop.name) }
            try root.ingest()
        }
        return try Snapshot(root)
    }

    /// Lets three writers drop a share each; the first renames, the second copies, the third makes hard links.
    private static func startWriters(_ drops: [Drop], _ root: String, pause: UInt32, _ group: DispatchGroup) {
        for writer in 0..<3 {
            group.enter()
            DispatchQueue(label: "presscut.writer.\(writer)").async {
                for (place, drop) in drops.enumerated() where place % 3 == writer {
                    let target = "\(root)/inbox/\(drop.name)"
                    let folder = target.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
                    let staged = "\(root)/outside/\(writer)-\(place)"
                    // A folder that became empty may be taken away at any moment, so the whole is tried again.
                    for _ in 0..<100 {
                        unsafe mkdir(folder, 0o755)
                        do {
                            if writer == 1 {
                                try write(drop.bytes, to: target)
                            } else {
                                try write(drop.bytes, to: staged)
                                let isDone =
                                    writer == 0
                                    ? unsafe rename(staged, target) == 0 : unsafe link(staged, target) == 0
                                guard isDone else { continue }
                                if writer == 2 { unsafe unlink(staged) }
                            }
                            break
                        } catch {
                            continue
                        }
                    }
                    if pause > 0 { usleep(pause) }
                }
                group.leave()
            }
        }
    }

    @Test("loses and doubles nothing while writers drop and readers read, and shows no reader anything half done")
    func underLoad() throws {
        let kills = Campaign.number("KILLS", full: 1_000, short: 60)
        let files = Campaign.number("FILES", full: 10_000, short: 300)
        let drops = KillCampaignTests.drops(files)
        let wanted = try KillCampaignTests.undisturbed(drops)
        let root = try Root()
        let readers = OutputReaders(root.path, count: 4)
        var generator = SeededGenerator(seed: 77)
        var done = 0
        for (part, share) in [(drops.first, kills * 8 / 10), (drops.second, kills - kills * 8 / 10)] {
            let writers = DispatchGroup()
            // About as long as the kills take.
            let pause = UInt32(share * 150_000 * 3 / max(1, part.count))
            KillCampaignTests.startWriters(part, root.path, pause: min(pause, 200_000), writers)
            for _ in 0..<share {
                var process = try root.start(["watch"])
                usleep(UInt32.random(in: 5_000...300_000, using: &generator))
                process.send(SIGKILL)
                if process.wait() == .signal(SIGKILL) { done += 1 }
            }
            writers.wait()
            let end = try root.ingest()
            #expect([.exit(0), .exit(65)].contains(end), "\(root.messages.suffix(600))")
        }
        let (wrong, passes) = readers.stop()
        #expect(done == kills)
        #expect(wrong.prefix(5) == [])
        let found = try Snapshot(root)
        let difference = found.difference(from: wanted)
        #expect(difference.prefix(8) == [])
        #expect(try root.files(below: "inbox") == [])
        Campaign.report(
            "kills",
            "\(done) kills at random moments over \(files) files by 3 writers: \(found.records.count) record files",
            lost: difference.count { $0.hasSuffix("missing") || $0.hasSuffix("different") },
            doubled: difference.count { $0.hasSuffix("too much") },
            command: "deploy/test --campaign kills"
        )
        Campaign.report(
            "readers",
            "4 loops over output/ meanwhile, \(passes) passes: \(wrong.count) errors",
            lost: wrong.count,
            doubled: 0,
            command: "deploy/test --campaign kills"
        )
    }

    @Test("leaves, after a kill at any step with one drop under way, and another inside recovery, what it should")
    func everyStepAlone() throws {
        let drops = [
            Drop(name: "云岭日报-2024-05-17-02.txt", bytes: IssueWriter.issue(10)),
            Drop(name: "second.txt", bytes: IssueWriter.issue(20)),
            Drop(name: "again.txt", bytes: IssueWriter.issue(10)),
            Drop(name: "bad.txt", bytes: [0xE6, 0x28, 1] + IssueWriter.issue(3)),
        ]
        let wanted = try KillCampaignTests.undisturbed(([drops[0], drops[1], drops[3]], [drops[2]]))
        let findings = Findings()
        let kills = LockedBox(0)
        let points = Failpoint.allCases.filter { $0.isOfDrop }.map(\.rawValue)
        inParallel(points.count) { number in
            let point = points[number]
            do {
                let root = try Root()
                var hits = 0
                for drop in drops {
                    try root.drop(drop.bytes, as: drop.name)
                    for _ in 0..<2 {
                        let end = try root.ingest(["PRESSCUT_FAILPOINT": "\(point)@1"])
                        hits += end == .signal(SIGKILL) ? 1 : 0
                    }
                    try root.ingest()
                }
                if hits == 0 { findings.add("nothing passed \(point)") }
                let difference = try Snapshot(root).difference(from: wanted)
                if !difference.isEmpty { findings.add("\(point): \(difference.prefix(3))") }
                kills.change { $0 += hits }
            } catch {
                findings.add("\(point): \(error)")
            }
        }
        #expect(findings.all == [])
        Campaign.report(
            "kills at each step",
            "\(kills.value) kills at \(points.count) steps, one drop under way; 4 a step with 60 under way",
            lost: findings.all.count,
            doubled: 0,
            command: "deploy/test"
        )
    }
}
