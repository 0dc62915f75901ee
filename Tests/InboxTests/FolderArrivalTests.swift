import Dispatch
import FileAccess
import Glibc
import Inbox
import TestSupport
import Testing

@Suite("A folder dropped into the inbox")
struct FolderArrivalTests {
    @Test("is whole with all that is in it when it was renamed in")
    func movedIn() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        for page in 1...30 { try inbox.prepare("2031/08/\(page % 5)/A\(page).txt") }
        try inbox.dropFolder("2031")
        try await inbox.untilToldOf(30)
        #expect(await inbox.arrivals().allSatisfy { $0.completion == .renamedIn })
        #expect(Set(await inbox.paths()).count == 30)
        try await inbox.untilCaughtUp()
    }

    @Test(
        "is not trusted with what was put into it after it was renamed in",
        arguments: ["folder/late.txt", "folder/inner/late.txt"]
    )
    func lateComer(late: String) async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.prepare("folder/early.txt")
        try inbox.prepare("folder/inner/early.txt")
        // While the queue rests no watch can be set on the folder, and no event tells of the late file.
        inbox.executor.queue.suspend()
        try inbox.dropFolder("folder")
        let moved = try inbox.directory.status(of: RawPath("inbox/folder")).ctime
        try inbox.letClockStep(beyond: moved)
        try inbox.write(late, [])
        inbox.executor.queue.resume()
        try await inbox.until("a look at the late file") { await inbox.watcher.waitingCount > 0 }
        try inbox.prepare("mark")
        try inbox.drop("mark")
        try await inbox.until("the mark") { await inbox.paths().contains(RawPath("mark")) }
        #expect(await !inbox.paths().contains(RawPath(late)))
    }

    @Test("is found whole, each file once, when it is copied while the watcher begins and scans", arguments: 0..<4)
    func copiedMeanwhile(round: Int) async throws {
        let inbox = try WatchedInbox(WatchedInbox.settings { $0.settle = .milliseconds(100) }, receiver: .removes)
        var sizes: [RawPath: Int64] = [:]
        for page in 0..<200 {
            let name = "\(page % 3)/\(page % 7)/\(page).txt"
            try inbox.prepare("tree/" + name, [UInt8](repeating: 0x61, count: 1 + page * 37))
            sizes[RawPath("tree/" + name)] = Int64(1 + page * 37)
        }
        if round < 2 { await inbox.watcher.start() }
        let copying = Task.detached { [inbox] in
            try run("/bin/cp", "-r", inbox.beside + "/tree", inbox.text)
        }
        if round >= 2 { await inbox.watcher.start() }
        for _ in 0..<10 { await inbox.watcher.rescan() }
        #expect(try await copying.value == 0)
        try await inbox.untilToldOf(200)
        try await inbox.untilCaughtUp()
        let arrivals = await inbox.arrivals()
        #expect(arrivals.count == 200)
        #expect(Dictionary(arrivals.map { ($0.path, $0.status.size) }) { first, _ in first } == sizes)
    }

    @Test("goes on settling when it is renamed inside the inbox before its files have settled")
    func renamedInside() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        _ = try inbox.directory.makeDirectories(RawPath("inbox/folder/inner"))
        try inbox.write("folder/inner/a.txt")
        try await inbox.untilWaiting(1)
        try inbox.directory.rename(
            RawPath("inbox/folder"),
            to: inbox.directory,
            as: RawPath("inbox/renamed"),
            replacing: false
        )
        try inbox.write("renamed/inner/b.txt")
        try await inbox.untilWaiting(2)
        #expect(await inbox.arrivals().isEmpty)
        // The watches have gone with the folder: what happens under the new name is told.
        try inbox.prepare("c.txt")
        try inbox.drop("c.txt", as: RawPath("renamed/inner/c.txt"))
        try await inbox.untilToldOf(1)
        #expect(await inbox.paths() == [RawPath("renamed/inner/c.txt")])
    }

    @Test("that goes again takes what waited in it along")
    func removed() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        _ = try inbox.directory.makeDirectories(RawPath("inbox/folder/inner"))
        for number in 0..<10 { try inbox.write("folder/inner/\(number)") }
        try await inbox.untilWaiting(10)
        #expect(try run("/bin/rm", "-r", inbox.text + "/folder") == 0)
        try await inbox.untilWaiting(0)
        _ = try inbox.directory.makeDirectories(RawPath("inbox/folder/inner"))
        try inbox.write("folder/inner/0")
        try await inbox.untilWaiting(1)
        try inbox.directory.rename(
            RawPath("inbox/folder"),
            to: inbox.directory,
            as: RawPath("beside/folder"),
            replacing: false
        )
        try await inbox.untilWaiting(0)
        try inbox.directory.file(RawPath("beside/folder/inner/1"), for: .creating).write([1])
        try await inbox.untilCaughtUp()
        #expect(await inbox.arrivals().isEmpty)
    }

    @Test("may be deeper than any path could name")
    func deep() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        let name = String(repeating: "d", count: 200)
        let path = Array(repeating: name, count: 30).joined(separator: "/")
        try inbox.prepare(path + "/a.txt")
        try inbox.dropFolder(name)
        try await inbox.untilToldOf(1)
        #expect(await inbox.paths() == [RawPath(path + "/a.txt")])
    }

    @Test("is told of once when it is deeper than it is followed, and the others go on")
    func tooDeep() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        let name = String(repeating: "d", count: 200)
        let path = Array(repeating: name, count: 50).joined(separator: "/")
        try inbox.prepare(path + "/a.txt")
        try inbox.dropFolder(name)
        try inbox.prepare("b.txt")
        try inbox.drop("b.txt")
        // The second try comes after a second, and fails like the first.
        let end = ContinuousClock.now + .milliseconds(1_300)
        repeat { try await inbox.untilCaughtUp() } while ContinuousClock.now < end
        #expect(await inbox.paths() == [RawPath("b.txt")])
        let troubles = await inbox.told.events.compactMap { event -> Int32? in
            if case .unreadable(_, let error) = event { error.code } else { nil }
        }
        #expect(troubles == [ENAMETOOLONG])
    }

    @Test("that may not be listed is told of once, holds up nobody, and is tried again")
    func unreadable() async throws {
        await #expect(processExitsWith: .success) {
            // Root may list everything; the child gives that up.
            if geteuid() == 0 {
                try #require(setgid(65_534) == 0)
                try #require(setuid(65_534) == 0)
            }
            let inbox = try WatchedInbox(WatchedInbox.quick)
            _ = try inbox.directory.makeDirectories(RawPath("inbox/closed/inner"))
            try inbox.write("closed/a.txt")
            try inbox.write("closed/inner/b.txt")
            try #require(try run("/bin/chmod", "0", inbox.text + "/closed") == 0)
            await inbox.watcher.start()
            try inbox.write("c.txt")
            try await inbox.untilToldOf(1)
            try await inbox.untilCaughtUp()
            try await inbox.untilCaughtUp()
            try #require(await inbox.paths() == [RawPath("c.txt")])
            let troubles = await inbox.told.events.filter { event in
                if case .unreadable(RawPath("closed"), Errno(code: EACCES, call: "")) = event { true } else { false }
            }
            try #require(troubles.count == 1)
            try #require(try run("/bin/chmod", "755", inbox.text + "/closed") == 0)
            try await inbox.untilToldOf(3)
            let paths = await inbox.paths()
            try #require(paths == [RawPath("c.txt"), RawPath("closed/a.txt"), RawPath("closed/inner/b.txt")])
        }
    }
}
