import FileAccess
import Glibc
import Inbox
import TestSupport
import Testing

@Suite("A file dropped into the inbox")
struct ArrivalTests {
    @Test("is reported at once when it was renamed in, and not before it settles when it was written")
    func renamedIn() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("copied.txt")
        try inbox.prepare("renamed.txt", [1, 2, 3, 4])
        try inbox.drop("renamed.txt")
        try await inbox.untilToldOf(1)
        let arrival = try #require(await inbox.arrivals().first)
        #expect(arrival.path == RawPath("renamed.txt"))
        #expect(arrival.completion == .renamedIn)
        #expect(arrival.status.size == 4)
        #expect(await inbox.watcher.waitingCount == 1)
    }

    @Test("is reported when it has settled")
    func copied() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        try inbox.write("a.txt")
        try await inbox.untilToldOf(1)
        #expect(await inbox.arrivals().map(\.completion) == [.settled])
        try await inbox.untilCaughtUp()
        #expect(await inbox.arrivals().count == 1)
    }

    @Test("is reported if it was there before the watcher, by the same rules")
    func atStart() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        try inbox.write("a.txt")
        try inbox.prepare("folder/b.txt")
        try inbox.drop("folder")
        await inbox.watcher.start()
        try await inbox.untilToldOf(2)
        #expect(await inbox.arrivals().allSatisfy { $0.completion == .settled })
        #expect(await inbox.paths() == [RawPath("a.txt"), RawPath("folder/b.txt")])
    }

    @Test("is not reported while a slow copy goes on, however often it stops for less than the settling time")
    func slowCopy() async throws {
        // A busy machine may stretch a pause beyond the settling time; then the copy is made again, more slowly.
        for settle in [Duration.milliseconds(200), .seconds(1), .seconds(3)] {
            let inbox = try WatchedInbox(WatchedInbox.settings { $0.settle = settle })
            await inbox.watcher.start()
            let file = try inbox.directory.file(RawPath("inbox/a.txt"), for: .creating)
            var longestPause = Duration.zero
            var lastWrite = ContinuousClock.now
            for _ in 0..<6 {
                try file.write([UInt8](repeating: 0x61, count: 1_000))
                longestPause = max(longestPause, ContinuousClock.now - lastWrite)
                lastWrite = .now
                try await Task.sleep(for: settle / 4)
            }
            try file.close()
            longestPause = max(longestPause, ContinuousClock.now - lastWrite)
            try await inbox.untilToldOf(1)
            guard longestPause < settle * 3 / 4 else { continue }
            #expect(await inbox.arrivals().map(\.status.size) == [6_000])
            return
        }
    }

    @Test("is known under a hard link, which has no event but its creation")
    func hardLink() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        try inbox.prepare("original.txt")
        #expect(try run("/bin/ln", inbox.beside + "/original.txt", inbox.text + "/link.txt") == 0)
        try await inbox.untilToldOf(1)
        #expect(await inbox.paths() == [RawPath("link.txt")])
    }

    @Test("settles on the monotonic clock, wherever its own times lie", arguments: ["2199-01-01", "1901-01-01"])
    func strangeTimes(time: String) async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        try inbox.write("a.txt")
        #expect(try run("/usr/bin/touch", "-d", time, inbox.text + "/a.txt") == 0)
        try await inbox.untilToldOf(1)
    }

    @Test("is the last of those that had its name")
    func madeAnew() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick, receiver: .leaves)
        await inbox.watcher.start()
        for size in 1...20 {
            try inbox.write("a.txt", [UInt8](repeating: 0x61, count: size))
            if size < 20 { try inbox.directory.remove(RawPath("inbox/a.txt")) }
        }
        try await inbox.until("the last file") { await inbox.arrivals().last?.status.size == 20 }
    }

    @Test("is the one that replaced it while it waited")
    func replaced() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("a.txt", [1])
        try await inbox.untilWaiting(1)
        try inbox.prepare("new", [1, 2])
        try inbox.drop("new", as: RawPath("a.txt"))
        try await inbox.untilToldOf(1)
        #expect(await inbox.arrivals().map(\.status.size) == [2])
        #expect(await inbox.watcher.waitingCount == 0)
    }

    @Test("goes on settling when it is renamed inside the inbox before it has settled")
    func renamedInside() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("a.txt")
        try await inbox.untilWaiting(1)
        try inbox.directory.rename(
            RawPath("inbox/a.txt"),
            to: inbox.directory,
            as: RawPath("inbox/b.txt"),
            replacing: false
        )
        try inbox.prepare("mark")
        try inbox.drop("mark")
        try await inbox.untilToldOf(1)
        #expect(await inbox.paths() == [RawPath("mark")])
        #expect(await inbox.watcher.waitingCount == 1)
    }

    @Test("keeps the bytes of its name, whatever they are")
    func names() async throws {
        let names: [[UInt8]] = [
            [0xCD, 0xED, 0xB1, 0xA8, 0x2E, 0x74, 0x78, 0x74], [0xC3, 0xA9], [0x65, 0xCC, 0x81], Array("a\nb.txt".utf8),
            [0xFF], Array("-n".utf8), Array("晨报 第01版.txt".utf8),
        ]
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        for (index, name) in names.enumerated() {
            if index.isMultiple(of: 2) {
                try inbox.write(RawPath(name))
            } else {
                try inbox.prepare("\(index)")
                try inbox.drop("\(index)", as: RawPath(name))
            }
        }
        try await inbox.untilToldOf(names.count)
        try await inbox.untilCaughtUp()
        #expect(Set(await inbox.paths().map(\.bytes)) == Set(names))
        #expect(await inbox.paths().count == names.count)
    }

    @Test("is ignored under a temporary name, until it is renamed")
    func temporaryName() async throws {
        let names = [
            "a.part", "b.tmp", "c.crdownload", "d.filepart", "~$e.docx", ".f.txt.Xy12Zq", "g.txt.0a1b2c3d.partial",
            ".syncthing.h.txt.tmp", "~syncthing~i.txt.tmp", "J.PART",
        ]
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        for name in names { try inbox.write(name) }
        try inbox.directory.makeDirectory(RawPath("inbox/.hidden"))
        try inbox.write(".hidden/k.txt")
        try await inbox.untilCaughtUp()
        #expect(await inbox.arrivals().isEmpty)
        for name in names {
            try inbox.directory.rename(
                RawPath("inbox").appending(name),
                to: inbox.directory,
                as: RawPath("inbox/whole-" + name.filter { $0.isLetter }),
                replacing: false
            )
        }
        try await inbox.untilToldOf(names.count)
        #expect(await inbox.arrivals().allSatisfy { $0.completion == .renamedIn })
    }

    @Test("that is no file is told of as unfit, and is never opened")
    func unfit() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        #expect(try run("/usr/bin/mkfifo", inbox.text + "/fifo.txt") == 0)
        #expect(try run("/bin/ln", "-s", "/etc/hostname", inbox.text + "/link.txt") == 0)
        #expect(try run("/bin/ln", "-s", "nowhere", inbox.text + "/dangling.txt") == 0)
        #expect(try run("/bin/ln", "-s", ".", inbox.text + "/loop") == 0)
        try inbox.directory.makeDirectory(RawPath("inbox/folder.txt"))
        try await inbox.untilToldOf(4)
        try await inbox.untilCaughtUp()
        let unfit = await inbox.told.events.compactMap { event -> String? in
            if case .unfit(let arrival) = event { "\(arrival.path) \(arrival.status.kind)" } else { nil }
        }
        #expect(
            unfit.sorted() == [
                "dangling.txt symbolicLink", "fifo.txt fifo", "link.txt symbolicLink", "loop symbolicLink",
            ]
        )
        #expect(await inbox.arrivals().count == 4)
    }

    @Test("waits longer when its end mark is missing, and is then left to its reader")
    func endMark() async throws {
        let settings = WatchedInbox.settings {
            $0.settle = .milliseconds(20)
            $0.incompleteSettle = .milliseconds(400)
        }
        let check: @Sendable (RawPath, borrowing FileDescriptor, FileStatus) -> TailVerdict = { _, file, status in
            do {
                return try file.read(upTo: 1, at: status.size - 1) == [0x45] ? .whole : .missing
            } catch {
                return .whole
            }
        }
        let inbox = try WatchedInbox(settings, questions: InboxQuestions(tailCheck: check))
        await inbox.watcher.start()
        let begin = ContinuousClock.now
        try inbox.write("cut.pdf", [0x41])
        try inbox.write("whole.pdf", [0x45])
        try await inbox.untilToldOf(2)
        #expect(ContinuousClock.now - begin >= .milliseconds(400))
        #expect(await inbox.arrivals().map(\.path.utf8) == ["whole.pdf", "cut.pdf"])
    }

    @Test("needs its mark where marks are used, alone or for a folder")
    func doneFiles() async throws {
        let inbox = try WatchedInbox(
            WatchedInbox.settings {
                $0.usesDoneFiles = true
                $0.settle = .milliseconds(5)
            }
        )
        await inbox.watcher.start()
        try inbox.write("a.txt")
        try inbox.write("b.txt")
        _ = try inbox.directory.makeDirectories(RawPath("inbox/folder/inner"))
        try inbox.write("folder/inner/c.txt")
        try await inbox.untilCaughtUp()
        #expect(await inbox.arrivals().isEmpty)
        try inbox.write("a.txt.done", [])
        try inbox.write("folder.done", [])
        try await inbox.untilToldOf(2)
        try await inbox.untilCaughtUp()
        #expect(await inbox.paths() == [RawPath("a.txt"), RawPath("folder/inner/c.txt")])
        #expect(await inbox.arrivals().allSatisfy { $0.completion == .doneFile })
    }

    @Test("does not settle again when it was taken up before a restart, and is not seen when it was dealt with")
    func remembered() async throws {
        let recall: @Sendable (RawPath, FileStatus) -> Recollection = { path, _ in
            switch path.utf8 {
            case "claimed.txt": .claimed
            case "done.txt": .done
            default: .unknown
            }
        }
        let inbox = try WatchedInbox(WatchedInbox.patient, questions: InboxQuestions(recall: recall))
        for name in ["claimed.txt", "done.txt", "new.txt"] { try inbox.write(name) }
        await inbox.watcher.start()
        try await inbox.untilToldOf(1)
        try await inbox.untilWaiting(1)
        #expect(await inbox.arrivals().map(\.completion) == [.claimedBefore])
    }
}
