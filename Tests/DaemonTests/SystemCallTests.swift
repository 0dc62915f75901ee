import FileAccess
import Glibc
import TestSupport
import Testing

/// Checks, by strace, that every system call by which a run changes the root has a failpoint around it, or a reason not
/// to have one.
@Suite("The write path", .serialized, .enabled(if: Machine.canTrace))
struct SystemCallTests {
    /// Why a kind of call needs no failpoint of its own, or which failpoints stand right before and behind it.
    private enum Cover {
        case points(Failpoint, Failpoint)
        case reason(String)
    }

    /// A kind of call: its name, and what the path of its file begins with (`*` is any rest).
    private static let table: [(call: String, path: String, cover: Cover)] = [
        ("openat", "state/stage/", .points(.answered, .stageCreated)),
        ("write", "state/stage/", .points(.stageCreated, .stageWritten)),
        ("fsync", "state/stage/", .points(.stageWritten, .stageSynced)),
        ("renameat2", "state/stage/", .points(.staged, .recordRenamed)),
        ("unlinkat", "state/stage/", .reason("It removes what no content claims; the next start does it again.")),
        ("mkdirat", "output/records", .points(.staged, .recordRenamed)),
        ("fsync", "output/records", .points(.recordRenamed, .recordSynced)),
        ("fsync", "state/stage", .points(.recordRenamed, .recordSynced)),
        ("openat", "output/manifest.jsonl", .points(.recordSynced, .manifestTorn)),
        ("write", "output/manifest.jsonl", .points(.manifestTorn, .manifestAppended)),
        ("fsync", "output/manifest.jsonl", .points(.manifestAppended, .manifestSynced)),
        ("openat", "output/links.jsonl", .points(.manifestSynced, .linksTorn)),
        ("write", "output/links.jsonl", .points(.linksTorn, .linksAppended)),
        ("fsync", "output/links.jsonl", .points(.linksAppended, .linksSynced)),
        ("openat", "output/log/", .points(.linksSynced, .logTorn)),
        ("write", "output/log/", .points(.logTorn, .logAppended)),
        ("fsync", "output/log/", .points(.logAppended, .logSynced)),
        ("mkdirat", "output/log", .points(.recordSynced, .logTorn)),
        ("fsync", "output/log", .points(.recordSynced, .logTorn)),
        ("ftruncate", "output/", .reason("It cuts a torn end off, which the next start does again.")),
        (
            "mkdirat", "output",
            .reason("It makes a root's folders before anything is taken; the next start does it again.")
        ),
        ("fsync", "output", .reason("It syncs the folder for a file that is made before its first line.")),
        ("mkdirat", "state/done/", .points(.published, .originalRenamed)),
        ("mkdirat", "state/duplicate/", .points(.published, .originalRenamed)),
        ("mkdirat", "state/failed/", .points(.published, .reasonWritten)),
        ("openat", "state/failed/", .points(.published, .reasonWritten)),
        ("write", "state/failed/", .points(.published, .reasonWritten)),
        ("unlinkat", "state/failed/", .reason("It removes a reason that a crash left half written, to write it anew.")),
        ("renameat2", "inbox/", .points(.published, .originalRenamed)),
        ("fsync", "inbox", .points(.originalRenamed, .originalSynced)),
        ("fsync", "state/done", .points(.originalRenamed, .originalSynced)),
        ("fsync", "state/duplicate", .points(.originalRenamed, .originalSynced)),
        ("fsync", "state/failed", .points(.published, .originalSynced)),
        ("unlinkat", "inbox/", .reason("It removes folders that became empty; one that stays does no harm.")),
        (
            "mkdirat", "state",
            .reason("It makes a root's folders before anything is taken; the next start does it again.")
        ),
        (
            "mkdirat", "inbox",
            .reason("It makes a root's folders before anything is taken; the next start does it again.")
        ),
        ("fsync", "state", .reason("It syncs the folder for one that is made before anything is taken.")),
        ("fsync", "", .reason("It syncs the root for a folder that is made before anything is taken.")),
        ("fdatasync", "state", .reason("SQLite syncs its folder when it has made its write-ahead log.")),
        ("openat", "state/lock", .reason("The lock is the kernel's; the file's content is for those who ask.")),
        ("write", "state/lock", .reason("The lock is the kernel's; the file's content is for those who ask.")),
        ("ftruncate", "state/lock", .reason("The lock is the kernel's; the file's content is for those who ask.")),
        ("*", "state/index.seal", .reason("Without the seal, or with an old one, the next start checks the index.")),
        // SQLite's own calls: what is between two failpoints of a transaction is SQLite's promise, which the campaigns
        // of failing calls and power cuts check call by call.
        ("*", "state/index.sqlite", .points(.claiming, .claimed)),
    ]

    @Test("has a failpoint or a stated reason for every call by which it changes the root")
    func everyCall() throws {
        let root = try Root()
        let trace = root.directory.path + "/trace"
        try root.drop(IssueWriter.issue(10), as: "云岭日报-2024-05-17-02.txt")
        try root.drop(IssueWriter.issue(15), as: "sub/second.txt")
        try root.drop([0xE6, 0x28, 0x01] + IssueWriter.issue(3), as: "bad.txt")
        try traced(root, trace)
        try root.drop(IssueWriter.issue(10), as: "again.txt")
        try traced(root, trace + ".2")
        var uncovered: Set<String> = []
        var covered: Set<Int> = []
        for call in try SystemCallTests.calls(trace, root.path) + SystemCallTests.calls(trace + ".2", root.path) {
            let place = SystemCallTests.table.firstIndex { entry in
                (entry.call == "*" || entry.call == call.name) && call.path.hasPrefix(entry.path)
                    && (!entry.path.isEmpty || call.path.isEmpty)
            }
            if let place { covered.insert(place) } else { uncovered.insert("\(call.name) of “\(call.path)”") }
        }
        #expect(uncovered.sorted() == [])
        #expect(covered.count > 20, "the trace shows too little")
    }

    /// Runs `ingest --once` under strace.
    private func traced(_ root: borrowing Root, _ trace: String) throws {
        var process = try ChildProcess(
            Machine.strace,
            [
                "-f", "-y", "-qq", "-s", "0", "-o", trace, "-e",
                "trace=openat,open,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,sync_file_range,rename,renameat,"
                    + "renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat,ftruncate,truncate,"
                    + "fallocate,fchmod,fchmodat,chmod,fchown,fchownat,utimensat,setxattr,fsetxattr,copy_file_range,"
                    + "sendfile,splice",
                Presscut.program, "ingest", "--once", "--root", root.path, "--config",
                root.directory.path + "/presscut.conf",
            ],
            output: root.directory.path + "/messages"
        )
        let end = process.wait()
        #expect([.exit(0), .exit(65)].contains(end))
    }

    /// The calls of a trace that changed something below the root, with the path below it.
    private static func calls(_ trace: String, _ root: String) throws -> [(name: String, path: String)] {
        let text = String(decoding: try read(trace), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            // 1234 renameat2(5</root/state/stage>, "x.jsonl", 9</root/output/records>, "y", RENAME_NOREPLACE) = 0
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard words.count == 2, let open = words[1].firstIndex(of: "("), !words[1].contains(" = -1 ") else {
                return nil
            }
            // Process numbers of few digits are padded.
            let name = String(words[1][..<open].drop { $0 == " " })
            let rest = words[1][words[1].index(after: open)...].drop { $0 == " " }
            if name == "openat" && !rest.contains("O_CREAT") && !rest.contains("O_TRUNC") { return nil }
            var path = ""
            if rest.first == "\"" {
                path = String(rest.dropFirst().prefix { $0 != "\"" })
            } else if let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
                path = String(rest[rest.index(after: start)..<end])
                let after = rest[rest.index(after: end)...]
                if after.hasPrefix(", \"") { path += "/" + String(after.dropFirst(3).prefix { $0 != "\"" }) }
            } else if rest.hasPrefix("AT_FDCWD"), let quote = rest.firstIndex(of: "\"") {
                path = String(rest[rest.index(after: quote)...].prefix { $0 != "\"" })
            }
            guard path == root || path.hasPrefix(root + "/") else { return nil }
            return (name, String(path.dropFirst(root.count + 1)))
        }
    }
}
