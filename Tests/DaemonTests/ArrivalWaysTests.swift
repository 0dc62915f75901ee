import Glibc
import Hashing
import TestSupport
import Testing
import TextScanning

/// Lets files arrive in all the ways in which programs write files; none may be read before it is whole, none missed.
@Suite("A file that arrives", .serialized, .enabled(if: Presscut.isBuilt))
struct ArrivalWaysTests {
    /// A way to bring `$1` into the inbox `$2` under the name `$3`; `$4` is a short pause, `$5` an older version of it.
    private struct Way: Sendable {
        var name: String
        var script: String
        /// Whether the older version may be read too, since it was whole for a while.
        var showsOlder = false
    }

    private static let ways = [
        Way(name: "cp", script: #"cp "$1" "$2/$3""#),
        Way(name: "cp -p", script: #"cp -p "$1" "$2/$3""#),
        Way(name: "mv", script: #"cp "$1" "$2/../outside/$3" && mv "$2/../outside/$3" "$2/$3""#),
        Way(
            name: "mv of a tree",
            script: #"""
                mkdir -p "$2/../outside/t-$3/a/b" && cp "$1" "$2/../outside/t-$3/a/b/$3" && mv "$2/../outside/t-$3" "$2/"
                """#
        ),
        Way(name: "rsync", script: #"rsync -q "$1" "$2/$3""#),
        Way(name: "rsync --inplace", script: #"rsync -q --inplace "$1" "$2/$3""#),
        Way(
            name: "slow writes",
            script: #"""
                size=$(stat -c %s "$1"); at=0; exec 9>"$2/$3"
                while [ $at -lt $size ]; do tail -c +$((at + 1)) "$1" | head -c 200 >&9; at=$((at + 200)); sleep "$4"; done
                """#
        ),
        Way(
            name: "open, write, close 20 times",
            script: #"""
                size=$(stat -c %s "$1"); step=$(((size + 19) / 20)); at=0
                while [ $at -lt $size ]; do
                    tail -c +$((at + 1)) "$1" | head -c $step >>"$2/$3"; at=$((at + step)); sleep "$4"
                done
                """#
        ),
        Way(
            name: "preallocation",
            script: #"""
                fallocate -l $(stat -c %s "$1") "$2/$3"; sleep "$4"
                dd if="$1" of="$2/$3" conv=notrunc bs=300 status=none; sleep "$4"; touch "$2/$3"
                """#
        ),
        Way(
            name: "sparse, its end first",
            script: #"""
                size=$(stat -c %s "$1"); truncate -s $size "$2/$3"; half=$((size / 2)); sleep "$4"
                tail -c +$((half + 1)) "$1" | dd of="$2/$3" bs=1 seek=$half conv=notrunc status=none; sleep "$4"
                head -c $half "$1" | dd of="$2/$3" conv=notrunc status=none
                """#
        ),
        Way(name: "a time to come", script: #"cp "$1" "$2/$3"; touch -d 2093-01-01 "$2/$3""#),
        Way(name: "a time long past", script: #"cp "$1" "$2/$3"; touch -d 1971-01-01 "$2/$3""#),
        Way(name: "hard link", script: #"cp "$1" "$2/../outside/$3"; ln "$2/../outside/$3" "$2/$3""#),
        Way(
            name: "another user's tree",
            script: #"mkdir -p "$2/u-$3"; cp "$1" "$2/u-$3/$3"; chown -R nobody "$2/u-$3" 2>/dev/null; true"#
        ),
        Way(
            name: "unlinked and made again",
            script: #"head -c 100 "$5" >"$2/$3"; sleep "$4"; rm -f "$2/$3"; cp "$1" "$2/$3""#
        ),
        Way(
            name: "replaced while it is read",
            script:
                #"cp "$5" "$2/../outside/o-$3"; mv "$2/../outside/o-$3" "$2/$3"; cp "$1" "$2/../outside/$3"; mv "$2/../outside/$3" "$2/$3""#,
            showsOlder: true
        ),
    ]

    private struct Job: Sendable {
        var way: Way
        var name: String
        var number: Int
    }

    @Test("is read once and whole, however it is written")
    func everyWay() throws {
        let copies = Campaign.number("COPIES", full: 100, short: 3)
        let isSlow = Campaign.isFull
        // In a short round writers pause a tenth as long; the rest that is waited for leaves room for a busy machine.
        let root = try Root(resting: isSlow ? "5s" : "2s")
        let pauses = isSlow ? ["0.2", "1", "2", "4"] : ["0.02", "0.05", "0.1", "0.2"]
        let jobs = (0..<copies).flatMap { copy in
            ArrivalWaysTests.ways.enumerated().map { place, way in
                Job(way: way, name: "w\(place)-\(copy).txt", number: copy * 100 + place)
            }
        }
        var service = try RunningService(root)
        let path = root.path
        let folder = root.directory.path
        let findings = Findings()
        inParallel(jobs.count, width: isSlow ? 48 : 24) { place in
            let job = jobs[place]
            do {
                let source = "\(folder)/source-\(place)"
                try write(ArrivalWaysTests.text(job.number), to: source)
                try write(IssueWriter.issue(500_000 + job.number), to: source + ".old")
                let pause = pauses[place % pauses.count]
                let status = try run(
                    "/bin/sh",
                    "-c",
                    job.way.script,
                    "sh",
                    source,
                    "\(path)/inbox",
                    job.name,
                    pause,
                    source + ".old"
                )
                if status != 0 { findings.add("\(job.way.name): the writer failed with \(status)") }
            } catch {
                findings.add("\(job.way.name): \(error)")
            }
        }
        try SoakTests.waitForEmptyInbox(root, patience: 120)
        #expect(service.stop() == .exit(0))
        let (premature, missed) = try ArrivalWaysTests.account(jobs, root, findings)
        #expect(findings.all.prefix(8) == [])
        Campaign.report(
            "writers",
            "\(ArrivalWaysTests.ways.count) ways of arriving × \(copies): \(premature) read too early, \(missed) missed",
            lost: missed,
            doubled: premature,
            command: "deploy/test --campaign writers"
        )
    }

    /// A whole issue; its number is in it, so that no two are the same.
    private static func text(_ number: Int) -> [UInt8] { IssueWriter.issue(300_000 + number * 3 + 1) }

    private static func account(
        _ jobs: [Job],
        _ root: borrowing Root,
        _ findings: Findings
    ) throws -> (premature: Int, missed: Int) {
        var events: [String: [String]] = [:]
        for event in try root.events() {
            let name = (event["file"]?.string ?? "").split(separator: "/").last.map(String.init) ?? ""
            events[name, default: []].append(event["sha256"]?.string ?? "")
        }
        var premature = 0
        var missed = 0
        for job in jobs {
            let whole = Digest(of: ArrivalWaysTests.text(job.number)).hex
            let older = Digest(of: IssueWriter.issue(500_000 + job.number)).hex
            let found = events[job.name] ?? []
            let wrong = found.filter { $0 != whole && !(job.way.showsOlder && $0 == older) }
            if !wrong.isEmpty || found.count > (job.way.showsOlder ? 2 : 1) {
                premature += 1
                findings.add("\(job.way.name), \(job.name): \(found.count) events, \(wrong.count) of other bytes")
            }
            if !found.contains(whole) {
                missed += 1
                findings.add("\(job.way.name), \(job.name): missed")
            }
        }
        return (premature, missed)
    }

    @Test("in a burst while the service cannot listen, or when the kernel tells it nothing, is found all the same")
    func burst() throws {
        let count = Campaign.number("BURST", full: 20_000, short: 400)
        for isDeaf in [false, true] where !isDeaf || Interposer.isUsable {
            let files = isDeaf ? min(count, 1_000) : count
            let root = try Root(settings: isDeaf ? ["reconcile = 1s"] : [])
            let deaf = try Interposer.environment(
                root: root.path,
                shared: root.directory.path + "/shared",
                ["DEAF": "1"]
            )
            var service = try RunningService(root, environment: isDeaf ? deaf : [:])
            if !isDeaf { service.send(SIGSTOP) }
            for number in 0..<files {
                let text = "本报讯 第\(number)号项目昨天在栗溪镇开工，群众对这项工作表示满意。\n"
                try write(Array(text.utf8), to: "\(root.path)/outside/\(number)")
                unsafe rename("\(root.path)/outside/\(number)", "\(root.path)/inbox/burst-\(number).txt")
            }
            service.send(SIGCONT)
            try SoakTests.waitForEmptyInbox(root, patience: 60 + files / 20)
            #expect(service.stop() == .exit(0))
            let names = Set(try root.events().compactMap { $0["file"]?.string })
            let total = try root.events().count
            #expect(names.count == files && total == files)
            Campaign.report(
                isDeaf ? "no events at all" : "burst",
                isDeaf
                    ? "\(files) files, every event of the kernel dropped"
                    : "\(files) files while the service is stopped, \(root.messages.contains("overflow") ? "the queue overflowed" : "no overflow")",
                lost: files - names.count,
                doubled: total - names.count,
                command: "deploy/test --campaign writers"
            )
        }
    }
}
