import Dispatch
import FileAccess
import Glibc
import Inbox
import TestSupport
import Testing

@Suite("The watcher of an inbox")
struct WatcherTests {
    @Test("finds everything by its scans when no event arrives")
    func deaf() async throws {
        let settings = WatchedInbox.settings {
            $0.settle = .milliseconds(20)
            $0.reconcileInterval = .milliseconds(30)
        }
        let inbox = try WatchedInbox(settings, notifier: try DeafNotifier(), receiver: .removes)
        await inbox.watcher.start()
        for number in 0..<20 {
            try inbox.write("\(number)")
            try inbox.prepare("folder\(number)/inner/\(number)")
            try inbox.drop("folder\(number)")
        }
        try await inbox.untilToldOf(40)
        try await inbox.untilCaughtUp()
        #expect(Set(await inbox.paths()).count == 40)
    }

    @Test("loses nothing when the kernel's queue overflows, and says so")
    func overflow() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick, receiver: .removes, inMemory: true)
        await inbox.watcher.start()
        try await inbox.untilCaughtUp()
        inbox.executor.queue.suspend()
        for number in 0..<20_000 { try inbox.write("\(number)", []) }
        inbox.executor.queue.resume()
        try await inbox.untilToldOf(20_000)
        try await inbox.untilCaughtUp()
        #expect(await inbox.told.events.contains(.overflowed))
        #expect(Set(await inbox.paths()).count == 20_000)
        #expect(await inbox.paths().count == 20_000)
        #expect(await inbox.watcher.waitingCount == 0)
    }

    @Test("scans instead, and says why, when the kernel has no more watches")
    func exhausted() async throws {
        let settings = WatchedInbox.settings { $0.pollInterval = .milliseconds(20) }
        let inbox = try WatchedInbox(settings, notifier: try ExhaustedNotifier())
        await inbox.watcher.start()
        try inbox.write("a.txt")
        try await inbox.untilToldOf(1)
        let polling = InboxEvent.polling(.watch(Errno(code: ENOSPC, call: "")))
        #expect(await inbox.told.events.filter { $0 == polling }.count == 1)
    }

    @Test("notices that the inbox is gone, and looks at everything when it is there again")
    func deleted() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("gone.txt")
        try await inbox.untilWaiting(1)
        #expect(try run("/bin/rm", "-r", inbox.text) == 0)
        try await inbox.until("lost") {
            await inbox.told.events.contains(.inboxLost(Errno(code: ENOENT, call: "")))
        }
        #expect(await inbox.watcher.waitingCount == 0)
        try inbox.directory.makeDirectory(RawPath("inbox"))
        try await inbox.until("back") { await inbox.told.events.contains(.inboxBack) }
        try inbox.prepare("a.txt")
        try inbox.drop("a.txt")
        try await inbox.untilToldOf(1)
        #expect(await inbox.arrivals().map(\.completion) == [.renamedIn])
    }

    @Test("notices that another folder stands in the inbox's place")
    func replaced() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("old.txt")
        try await inbox.untilWaiting(1)
        inbox.executor.queue.suspend()
        try inbox.directory.rename(RawPath("inbox"), to: inbox.directory, as: RawPath("old"), replacing: false)
        try inbox.directory.makeDirectory(RawPath("inbox"))
        inbox.executor.queue.resume()
        try await inbox.until("back") { await inbox.told.events.contains(.inboxBack) }
        try await inbox.untilWaiting(0)
        try inbox.prepare("a.txt")
        try inbox.drop("a.txt")
        try inbox.directory.file(RawPath("old/late.txt"), for: .creating).write([1])
        try await inbox.untilToldOf(1)
        try await inbox.untilCaughtUp()
        #expect(await inbox.paths() == [RawPath("a.txt")])
    }

    @Test("begins without an inbox, and goes on when it is made")
    func missingAtStart() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick, makesInbox: false)
        await inbox.watcher.start()
        try await inbox.until("lost") { await !inbox.told.events.isEmpty }
        try inbox.directory.makeDirectory(RawPath("inbox"))
        try inbox.write("a.txt")
        try await inbox.untilToldOf(1)
        #expect(await inbox.told.events.prefix(2) == [.inboxLost(Errno(code: ENOENT, call: "")), .inboxBack])
    }

    @Test("notices while it is paused, and reports afterwards, in order")
    func paused() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        await inbox.watcher.pause()
        for number in 0..<9 {
            try inbox.prepare("\(number)")
            try inbox.drop("\(number)")
        }
        try await inbox.untilWaiting(9)
        try inbox.directory.remove(RawPath("inbox/4"))
        try await inbox.untilWaiting(8)
        #expect(await inbox.arrivals().isEmpty)
        await inbox.watcher.resume()
        try await inbox.untilToldOf(8)
        #expect(await inbox.arrivals().map(\.path.utf8) == ["0", "1", "2", "3", "5", "6", "7", "8"])
    }

    @Test("reports the next file of a name when the receiver is through with the first")
    func sameNameAgain() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.prepare("1", [1])
        try inbox.drop("1", as: RawPath("a.txt"))
        try await inbox.untilToldOf(1)
        try inbox.prepare("2", [1, 2])
        try inbox.drop("2", as: RawPath("a.txt"))
        try await inbox.untilCaughtUp()
        #expect(await inbox.arrivals().count == 1)
        await inbox.watcher.finish(RawPath("a.txt"))
        try await inbox.untilToldOf(2)
        #expect(await inbox.arrivals().map(\.status.size) == [1, 2])
    }

    @Test("lets a file settle again when the receiver asks for it")
    func settlesAgain() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        try inbox.prepare("a.txt")
        try inbox.drop("a.txt")
        try await inbox.untilToldOf(1)
        await inbox.watcher.settle(again: RawPath("a.txt"))
        try await inbox.untilToldOf(2)
        #expect(await inbox.arrivals().map(\.completion) == [.renamedIn, .settled])
    }

    @Test("reports every file although it holds only a few at a time")
    func capacity() async throws {
        let settings = WatchedInbox.settings {
            $0.settle = .milliseconds(5)
            $0.capacity = 4
        }
        let inbox = try WatchedInbox(settings, receiver: .removes)
        await inbox.watcher.start()
        for number in 0..<100 { try inbox.write("\(number)") }
        try await inbox.untilToldOf(100)
        try await inbox.untilCaughtUp()
        #expect(Set(await inbox.paths()).count == 100)
        #expect(await inbox.paths().count == 100)
    }

    @Test("goes by new settings without losing what it knows")
    func newSettings() async throws {
        let inbox = try WatchedInbox(WatchedInbox.patient)
        await inbox.watcher.start()
        try inbox.write("a.uploading")
        try await inbox.untilWaiting(1)
        await inbox.watcher.apply(WatchedInbox.quick)
        try inbox.write("b.txt")
        try await inbox.untilToldOf(1)
        #expect(await inbox.paths() == [RawPath("b.txt")])
        #expect(await inbox.watcher.waitingCount == 1)
    }

    @Test("says nothing after it was cancelled")
    func cancelled() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        await inbox.watcher.start()
        try await inbox.untilCaughtUp()
        await inbox.watcher.cancel()
        let before = await inbox.told.events.count
        try inbox.prepare("a.txt")
        try inbox.drop("a.txt")
        await inbox.watcher.rescan()
        await inbox.watcher.start()
        // Whatever the queue still had to do comes before this.
        try await inbox.until("the queue's turn") { await inbox.told.events.count == before }
        #expect(await inbox.told.events.count == before)
    }

    @Test("takes what is there once, by the same rules, when asked for one scan")
    func scanner() async throws {
        let inbox = try WatchedInbox(WatchedInbox.quick)
        let begin = ContinuousClock.now
        for number in 0..<5 { try inbox.write("\(number)") }
        try inbox.write("part.tmp")
        try inbox.prepare("folder/inner/5")
        try inbox.drop("folder")
        let path = inbox.path
        let told = inbox.told
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                InboxScanner.run(inbox: path, settings: WatchedInbox.quick) { event in
                    told.executor.queue.sync { told.assumeIsolated { $0.append(event) } }
                }
                continuation.resume()
            }
        }
        #expect(await inbox.paths().map(\.utf8) == ["0", "1", "2", "3", "4", "folder/inner/5"])
        #expect(await inbox.told.events.last == .caughtUp)
        #expect(ContinuousClock.now - begin >= .milliseconds(40))
    }
}
