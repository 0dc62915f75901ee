import Glibc
import TestSupport
import Testing
import TextScanning

/// Lets the service work for a while under a steady load with bursts and random faults, and watches it.
///
/// Before that it takes a backlog, so that what it keeps in memory up to a bound (16 MB of the index's pages, the youngest
/// candidate keys) is at its bound: what memory grows by afterwards is lost.
@Suite("A service that runs for long", .serialized, .enabled(if: Interposer.isUsable))
struct SoakTests {
    private struct Sample {
        var minutes: Double
        var resident: Int
        var descriptors: Int
    }

    /// A drop of the soak: its name, its bytes and how it must end; the backlog has the numbers below 0.
    private static func drop(_ number: Int) -> (name: String, bytes: [UInt8], event: String) {
        guard number >= 0 else {
            return ("backlog\(number).txt", IssueWriter.unlikeIssue(1_000_000 - number), "ingested")
        }
        return switch number % 100 {
        case 19, 39, 59, 79, 99:
            ("again-\(number).txt", IssueWriter.issueOfMany(number - 13), "duplicate")
        case 50: ("bad-\(number).txt", [0xE6, 0x28, 0x01] + IssueWriter.issueOfMany(number), "failed")
        default:
            (
                number % 3 == 0 ? "folder/drop-\(number).txt" : "drop-\(number).txt", IssueWriter.issueOfMany(number),
                "ingested"
            )
        }
    }

    @Test("keeps its memory and descriptors, accounts for every drop at every moment, and loses none")
    func soak() throws {
        let seconds = Campaign.number("SOAK_SECONDS", full: 1_800, short: 60)
        let isLong = seconds >= 300
        let backlog = isLong ? 12_000 : 100
        let root = try Root()
        let shared = root.directory.path + "/shared"
        let faults = ["RATE": "\(isLong ? 4_000 : 2_000):\(getpid())"]
        let environment = try Interposer.environment(root: root.path, shared: shared, faults)
        var service = try RunningService(root, environment: environment)
        for number in -backlog..<0 { try root.drop(SoakTests.drop(number).bytes, as: SoakTests.drop(number).name) }
        try SoakTests.waitForEmptyInbox(root, patience: 60 + backlog / 5)
        let begin = ContinuousClock.now
        var samples: [Sample] = []
        var dropped = 0
        var wrong: [String] = []
        while ContinuousClock.now < begin + .seconds(seconds) {
            let second = Int((ContinuousClock.now - begin) / .seconds(1))
            let due = (second + 1) * 5 + (isLong ? second / 60 * 200 : second / 20 * 50)
            while dropped < due {
                let drop = SoakTests.drop(dropped)
                try root.drop(drop.bytes, as: drop.name)
                dropped += 1
            }
            try wrong += SoakTests.sample(root, service.id, begin, dropped + backlog, &samples)
            usleep(isLong ? 900_000 : 200_000)
        }
        try SoakTests.waitForEmptyInbox(root, patience: 400)
        try wrong += SoakTests.sample(root, service.id, begin, dropped + backlog, &samples)
        let hits = try Interposer.read(shared: shared).faults
        #expect(service.stop() == .exit(0))
        let (lost, doubled) = try SoakTests.account(root, -backlog..<dropped)
        #expect(wrong.prefix(5) == [])
        #expect(lost == 0 && doubled == 0)
        #expect(hits > 0)
        let thirds = (0..<3).map { third in
            SoakTests.slope(samples[samples.count * third / 3..<samples.count * (third + 1) / 3])
        }
        let slope = SoakTests.slope(samples[...])
        let descriptors = samples.dropFirst(samples.count / 4).map(\.descriptors)
        // Each drop under way is an open file; at rest there are as many as ever.
        #expect((descriptors.max() ?? 0) < 200)
        #expect((samples.last?.descriptors ?? 0) <= (descriptors.min() ?? 0) + 2)
        let last = samples.last ?? Sample(minutes: 0, resident: 0, descriptors: 0)
        if isLong {
            let growth = slope * last.minutes / Double(max(1, last.resident))
            #expect(growth < 0.03, "resident memory grows by \(slope) kB a minute")
        }
        Campaign.report(
            "soak",
            """
            \(dropped) files in \(seconds / 60) min \(seconds % 60) s behind \(backlog), \(hits) faults, \
            \(samples.count) samples, resident \(last.resident) kB (slope \(Int(slope.rounded())) kB/min; by thirds \
            \(thirds.map { "\(Int($0.rounded()))" }.joined(separator: ", "))), descriptors \
            \(descriptors.min() ?? 0) to \(descriptors.max() ?? 0), at the end \(last.descriptors)
            """,
            lost: lost,
            doubled: doubled,
            command: "deploy/test --soak \(max(1, seconds / 60))"
        )
    }

    /// Looks at the process and at the counts; returns what is wrong.
    private static func sample(
        _ root: borrowing Root,
        _ id: pid_t,
        _ begin: ContinuousClock.Instant,
        _ dropped: Int,
        _ samples: inout [Sample]
    ) throws -> [String] {
        guard kill(id, 0) == 0, let pages = try? read("/proc/\(id)/statm") else { return ["the service is gone"] }
        let words = String(decoding: pages, as: UTF8.self).split(separator: " ")
        var descriptors = 0
        if let stream = unsafe opendir("/proc/\(id)/fd") {
            while unsafe readdir(stream) != nil { descriptors += 1 }
            unsafe closedir(stream)
        }
        let resident = (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4
        let minutes = (ContinuousClock.now - begin) / .seconds(60)
        samples.append(Sample(minutes: minutes, resident: resident, descriptors: descriptors - 2))
        let answer = root.directory.path + "/status"
        var status = try ChildProcess(Presscut.program, ["status", "--json", "--root", root.path], output: answer)
        let end = status.wait()
        defer { unsafe unlink(answer) }
        guard end == .exit(0) else { return [] }
        let counts = try JSONValue(parsing: try read(answer))
        let seen = counts["seen"]?.integer ?? -1
        let ended = (counts["drops"]?.object ?? [:]).values.reduce(0) { $0 + ($1.integer ?? 0) }
        let pending = counts["pending"]?.integer ?? -1
        var wrong: [String] = []
        if seen != ended + pending { wrong.append("seen \(seen), ended \(ended), pending \(pending)") }
        if seen > dropped { wrong.append("seen \(seen) of \(dropped) dropped") }
        return wrong
    }

    /// Waits until everything was taken.
    static func waitForEmptyInbox(_ root: borrowing Root, patience seconds: Int) throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while try !root.files(below: "inbox").isEmpty {
            guard ContinuousClock.now < deadline else {
                throw Timeout(description: "The inbox is not empty after \(seconds) s: \(root.messages.suffix(1_000))")
            }
            usleep(100_000)
        }
        // The event is written before the original is moved, but the row is marked after it.
        usleep(300_000)
    }

    /// How many drops have no event of their kind, and how many have more than one.
    private static func account(_ root: borrowing Root, _ drops: Range<Int>) throws -> (lost: Int, doubled: Int) {
        var events: [String: [String]] = [:]
        for event in try root.events() {
            events[event["file"]?.string ?? "", default: []].append(event["event"]?.string ?? "")
        }
        var lost = 0
        var doubled = 0
        var records = 0
        for number in drops {
            let drop = SoakTests.drop(number)
            let found = events[drop.name] ?? []
            // A repetition may be taken before what it repeats, after a fault held that up; one of the two is ingested.
            if drop.event == "failed" ? !found.contains("failed") : found.isEmpty || found.contains("failed") {
                lost += 1
            }
            if found.count > 1 { doubled += 1 }
            records += found.count { $0 == "ingested" }
        }
        let manifest = try root.lines("manifest.jsonl")
        let sources = Set(manifest.compactMap { $0["source_sha256"]?.string })
        doubled += manifest.count - sources.count
        let published = try root.files(below: "output/records").count
        if manifest.count != records || published != records { lost += abs(records - published) + 1 }
        return (lost, doubled)
    }

    /// The least-squares slope of resident memory in kB a minute.
    private static func slope(_ samples: ArraySlice<Sample>) -> Double {
        let count = Double(samples.count)
        guard count > 2 else { return 0 }
        let meanX = samples.reduce(0) { $0 + $1.minutes } / count
        let meanY = samples.reduce(0) { $0 + Double($1.resident) } / count
        let above = samples.reduce(0) { $0 + ($1.minutes - meanX) * (Double($1.resident) - meanY) }
        let below = samples.reduce(0) { $0 + ($1.minutes - meanX) * ($1.minutes - meanX) }
        return below > 0 ? above / below : 0
    }
}
