import FileAccess
import Glibc
import Hashing
import TestSupport

/// How long a dropped file waits for its record to appear.
enum DropLatency {
    private static let rounds = 200

    static func print() throws {
        let folder = try TemporaryDirectory()
        let root = folder.path + "/root"
        try run("/bin/mkdir", "-p", root + "/inbox", root + "/outside", root + "/bare")
        let program =
            CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/") + "/presscut"
        try PageFixture.write(Array("settle = 500ms\n".utf8), to: folder.path + "/presscut.conf")
        let service = try ChildProcess(
            program,
            ["watch", "--root", root, "--config", folder.path + "/presscut.conf"],
            output: folder.path + "/messages"
        )
        // Pages that name no paper and no date, so that the record's path can be told beforehand.
        let page = (0..<8).flatMap { IssueWriter.issue($0) }
        // The first drop starts the worker.
        _ = try drop(page, round: -1, root: root, renamed: true)
        var renamed: [Duration] = []
        var bare: [Duration] = []
        for round in 0..<rounds {
            bare.append(try write(page, round: round, in: root + "/bare"))
            renamed.append(try drop(page, round: round, root: root, renamed: true))
        }
        var copied: [Duration] = []
        for round in 0..<20 { copied.append(try drop(page, round: 1_000 + round, root: root, renamed: false)) }
        report("write, fsync, rename, fsync of the folder", bare)
        report("renamed into the inbox, until the record has its name", renamed)
        report("copied into the inbox with settle = 500 ms", copied)
        let status = String(decoding: try PageFixture.bytes(at: "/proc/\(service.id)/status"), as: UTF8.self)
        for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            Swift.print("  resident memory of the idle service: \(line.dropFirst(6).filter { $0 != "\t" })")
        }
    }

    private static func report(_ name: String, _ times: [Duration]) {
        let sorted = times.sorted()
        func milliseconds(_ time: Duration) -> String {
            let hundredths = Int(time / .microseconds(10))
            return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
        }
        let median = milliseconds(sorted[sorted.count / 2])
        let slow = milliseconds(sorted[sorted.count * 99 / 100])
        Swift.print("  \(name): median \(median), 99th percentile \(slow), of \(sorted.count)")
    }

    /// A page that differs from all others, and the time from its drop to its record's name.
    private static func drop(_ page: [UInt8], round: Int, root: String, renamed: Bool) throws -> Duration {
        let bytes = Array("第\(round + 2)次投递\n\n".utf8) + page
        let sha = Digest(of: bytes).short
        let record = root + "/output/records/undated/untitled-undated-x-\(sha).jsonl"
        let target = root + "/inbox/\(round).txt"
        if renamed { try PageFixture.write(bytes, to: root + "/outside/\(round)") }
        let start = ContinuousClock.now
        if renamed {
            _ = unsafe rename(root + "/outside/\(round)", target)
        } else {
            try PageFixture.write(bytes, to: target)
        }
        while unsafe access(record, F_OK) != 0 {
            usleep(100)
            guard ContinuousClock.now - start < .seconds(20) else { throw NoRecord(round: round) }
        }
        return ContinuousClock.now - start
    }

    /// What the bare writing of the same bytes takes.
    private static func write(_ page: [UInt8], round: Int, in folder: String) throws -> Duration {
        let directory = try Directory(at: RawPath(folder))
        let start = ContinuousClock.now
        let file = try directory.file(RawPath("staged"), for: .creating)
        try file.write(page)
        try file.synchronize()
        try directory.rename(RawPath("staged"), to: directory, as: RawPath("\(round)"), replacing: false)
        try directory.synchronize()
        return ContinuousClock.now - start
    }
}

/// A drop whose record did not come.
struct NoRecord: Error {
    let round: Int
}
