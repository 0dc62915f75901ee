import Glibc
import TestSupport
import Testing
import TextScanning

/// A root on a file system of its own that is really full.
@Suite("A full disk", .serialized, .enabled(if: Presscut.isBuilt && Machine.canMount))
struct FullDiskTests {
    @Test("makes intake pause with one line, and resume by itself when there is room again")
    func fills() throws {
        let root = try Root()
        try #require(try run("/bin/mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", root.path) == 0)
        let path = root.path
        defer { _ = try? run("/bin/umount", "-l", path) }
        try run("/bin/mkdir", "-p", root.path + "/inbox", root.path + "/outside")
        var service = try RunningService(root)
        for number in 0..<5 { try root.drop(IssueWriter.issue(number), as: "before-\(number).txt") }
        for number in 0..<5 { _ = try root.event(of: "before-\(number).txt") }
        for number in 0..<20 { try root.drop(IssueWriter.issue(number + 100), as: "held/during-\(number).txt") }
        // What is left goes to a file of somebody else's, while the twenty are on their way.
        try run("/bin/sh", "-c", "cat /dev/zero > '\(root.path)/filler' 2>/dev/null; true")
        for number in 0..<20 {
            // Written where there is room; the rename into the inbox needs none.
            try? root.drop(IssueWriter.issue(number + 200), as: "later-\(number).txt")
        }
        let first = try waitUntilPaused(root)
        #expect(first, "it never came to wait: \(root.messages.suffix(600))")
        usleep(4_000_000)
        #expect(
            root.messages.split(separator: "\n").count { $0.hasPrefix("paused:") } == 1,
            "\(root.messages.suffix(900))"
        )
        #expect(kill(service.id, 0) == 0)
        try run("/bin/rm", root.path + "/filler")
        try SoakTests.waitForEmptyInbox(root, patience: 90)
        #expect(root.messages.contains("resumed: "))
        #expect(service.stop() == .exit(0))
        let events = try root.events().filter { $0["event"]?.string == "ingested" }
        #expect(Set(events.compactMap { $0["file"]?.string }).count == events.count && events.count >= 25)
        #expect(try root.lines("manifest.jsonl").count == events.count)
        Campaign.report(
            "full disk",
            "a tmpfs filled to the last byte: one line, intake resumed by itself, \(events.count) files taken",
            lost: 0,
            doubled: 0,
            command: "deploy/test"
        )
    }

    /// Whether the service says that it waits; it may need another file to notice.
    private func waitUntilPaused(_ root: borrowing Root) throws -> Bool {
        for _ in 0..<300 {
            if root.messages.contains("paused:") { return true }
            usleep(50_000)
        }
        return false
    }
}
