import FileAccess
import Inbox
import TestSupport
import Testing

private let name = RawPath("a.txt")
private let folder = RawPath("")

@Suite("The completion of a file")
struct CompletionTrackerTests {
    private func tracker(capacity: Int = 100, requiresDoneFile: Bool = false) -> CompletionTracker {
        CompletionTracker(
            settle: .seconds(5),
            incompleteSettle: .seconds(60),
            requiresDoneFile: requiresDoneFile,
            capacity: capacity
        )
    }

    private func status(_ version: Int64, inode: UInt64 = 1, kind: FileKind = .regular) -> FileStatus {
        FileStatus(device: 1, inode: inode, size: version, mtime: version, ctime: version, kind: kind)
    }

    /// Lets the time come and looks at every file that is due, all of them found with `status`.
    private func pass(
        _ tracker: inout CompletionTracker,
        at now: Duration,
        _ status: FileStatus,
        hasEndMark: Bool = true
    ) -> [Arrival] {
        for place in tracker.due(at: now) {
            if case .needsTailCheck = tracker.verify(place.name, in: place.folder, status: status, at: now) {
                tracker.tailChecked(place.name, in: place.folder, isWhole: hasEndMark, at: now)
            }
        }
        var arrivals: [Arrival] = []
        while let arrival = tracker.nextReady() { arrivals.append(arrival) }
        return arrivals
    }

    @Test("is certain at once when it was renamed in, marked done or claimed before")
    func atOnce() {
        for (sighting, completion) in [
            (Sighting.renamedIn, Completion.renamedIn), (.doneFile, .doneFile), (.claimedBefore, .claimedBefore),
        ] {
            var tracker = tracker()
            tracker.observe(name, in: folder, status: status(1), by: sighting, at: .zero)
            #expect(tracker.nextReady() == Arrival(path: name, status: status(1), completion: completion))
            #expect(tracker.nextReady() == nil)
        }
    }

    @Test("comes after the settling time without event or change")
    func settling() {
        for sighting in [Sighting.activity, .scan] {
            var tracker = tracker()
            tracker.observe(name, in: folder, status: status(1), by: sighting, at: .seconds(100))
            #expect(tracker.nextDeadline == .seconds(105))
            #expect(pass(&tracker, at: .milliseconds(104_999), status(1)).isEmpty)
            #expect(pass(&tracker, at: .seconds(105), status(1)).map(\.completion) == [.settled])
        }
    }

    @Test("is put off by an event that changes nothing, and not by a scan that finds nothing new")
    func events() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        tracker.observe(name, in: folder, status: status(1), by: .activity, at: .seconds(3))
        tracker.observe(name, in: folder, status: status(1), by: .scan, at: .seconds(4))
        #expect(pass(&tracker, at: .seconds(5), status(1)).isEmpty)
        #expect(pass(&tracker, at: .milliseconds(7_999), status(1)).isEmpty)
        #expect(pass(&tracker, at: .seconds(8), status(1)).count == 1)
    }

    @Test("is put off by a change that came without event", arguments: [0, 1, 2, 3, 4])
    func changes(part: Int) {
        let before = FileStatus(device: 1, inode: 1, size: 1, mtime: 1, ctime: 1)
        let after = FileStatus(
            device: part == 0 ? 2 : 1,
            inode: part == 1 ? 2 : 1,
            size: part == 2 ? 2 : 1,
            mtime: part == 3 ? 2 : 1,
            ctime: part == 4 ? 2 : 1
        )
        var tracker = tracker()
        tracker.observe(name, in: folder, status: before, by: .scan, at: .zero)
        #expect(pass(&tracker, at: .seconds(5), after).isEmpty)
        #expect(pass(&tracker, at: .seconds(9), after).isEmpty)
        #expect(pass(&tracker, at: .seconds(10), after).map(\.status) == [after])
    }

    @Test("waits a minute for an end mark that is missing, and is never hastened by one that is there")
    func endMark() {
        var missing = tracker()
        missing.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        #expect(pass(&missing, at: .seconds(5), status(1), hasEndMark: false).isEmpty)
        #expect(missing.nextDeadline == .seconds(60))
        #expect(pass(&missing, at: .seconds(59), status(1), hasEndMark: true).isEmpty)
        #expect(pass(&missing, at: .seconds(60), status(1), hasEndMark: false).count == 1)

        var late = tracker()
        late.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        #expect(pass(&late, at: .seconds(5), status(1), hasEndMark: false).isEmpty)
        late.observe(name, in: folder, status: status(2), by: .activity, at: .seconds(20))
        #expect(pass(&late, at: .seconds(24), status(2)).isEmpty)
        #expect(pass(&late, at: .seconds(25), status(2)).count == 1)
    }

    @Test("goes on being awaited under a new name when the file was waiting under the old one")
    func renamedWhileWaiting() {
        var tracker = tracker()
        let other = RawPath("b.txt")
        tracker.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        tracker.gone(name, in: folder, isRenamed: true, at: .seconds(1))
        tracker.observe(other, in: folder, status: status(2), by: .renamedIn, at: .seconds(1))
        #expect(tracker.nextReady() == nil)
        #expect(pass(&tracker, at: .seconds(6), status(2)).map(\.path) == [other])
    }

    @Test("is that of the file that has the name now, not of the one that had it")
    func replaced() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1, inode: 1), by: .activity, at: .zero)
        tracker.observe(name, in: folder, status: status(1, inode: 2), by: .renamedIn, at: .seconds(1))
        #expect(tracker.nextReady()?.status.inode == 2)

        // Deleted and made anew, with the number of the old inode as ext4 would give it.
        var anew = self.tracker()
        anew.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        anew.gone(name, in: folder, isRenamed: false, at: .seconds(4))
        anew.observe(name, in: folder, status: status(1), by: .activity, at: .seconds(4))
        #expect(pass(&anew, at: .seconds(5), status(1)).isEmpty)
        #expect(pass(&anew, at: .seconds(9), status(1)).count == 1)
    }

    @Test("is taken back when something happens before it is handed out")
    func takenBack() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1), by: .renamedIn, at: .zero)
        tracker.observe(name, in: folder, status: status(2), by: .activity, at: .seconds(1))
        #expect(tracker.nextReady() == nil)
        #expect(pass(&tracker, at: .seconds(6), status(2)).count == 1)

        tracker.observe(RawPath("b"), in: folder, status: status(1), by: .renamedIn, at: .seconds(7))
        tracker.gone(RawPath("b"), in: folder, isRenamed: false, at: .seconds(7))
        #expect(tracker.nextReady() == nil)
    }

    @Test("is told once, until the receiver is through with the file")
    func once() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1), by: .renamedIn, at: .zero)
        #expect(tracker.nextReady() != nil)
        tracker.observe(name, in: folder, status: status(1), by: .scan, at: .seconds(1))
        tracker.observe(name, in: folder, status: status(1), by: .renamedIn, at: .seconds(1))
        #expect(tracker.nextReady() == nil)
        #expect(tracker.nextDeadline == nil)
        #expect(tracker.finish(name, in: folder) == nil)
        #expect(tracker.count == 0)
    }

    @Test("asks for another look after the receiver, if another file has come by then")
    func again() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1), by: .renamedIn, at: .zero)
        _ = tracker.nextReady()
        tracker.gone(name, in: folder, isRenamed: true, at: .seconds(1))
        tracker.observe(name, in: folder, status: status(1, inode: 9), by: .renamedIn, at: .seconds(2))
        #expect(tracker.nextReady() == nil)
        guard case .renamedIn = tracker.finish(name, in: folder) else {
            Issue.record("the second file was forgotten")
            return
        }
    }

    @Test("is awaited anew when the receiver could not take the file")
    func settlingAgain() {
        var tracker = tracker()
        tracker.observe(name, in: folder, status: status(1), by: .renamedIn, at: .zero)
        _ = tracker.nextReady()
        tracker.settle(again: name, in: folder, after: .seconds(30), at: .seconds(1))
        #expect(pass(&tracker, at: .seconds(30), status(1)).isEmpty)
        #expect(pass(&tracker, at: .seconds(31), status(1)).count == 1)
        tracker.settle(again: name, in: folder, after: .seconds(600), at: .seconds(40))
        // Its owner makes it readable: that is an event, and the usual time is enough.
        tracker.observe(name, in: folder, status: status(2), by: .activity, at: .seconds(50))
        #expect(pass(&tracker, at: .seconds(55), status(2)).count == 1)
    }

    @Test("needs a rename or a mark where marks are used")
    func doneFiles() {
        var tracker = tracker(requiresDoneFile: true)
        tracker.observe(name, in: folder, status: status(1), by: .activity, at: .zero)
        #expect(tracker.nextDeadline == nil)
        tracker.observe(name, in: folder, status: status(1), by: .doneFile, at: .seconds(9))
        #expect(tracker.nextReady()?.completion == .doneFile)
    }

    @Test("is not lost for want of room, only put off")
    func capacity() {
        var tracker = tracker(capacity: 2)
        for number in 0..<5 {
            tracker.observe(RawPath("\(number)"), in: folder, status: status(1), by: .renamedIn, at: .zero)
        }
        #expect(tracker.count == 2)
        #expect(tracker.turnedAway)
    }

    @Test("keeps memory bounded in a flood of files that come, go and become whole unheard")
    func flood() {
        var tracker = tracker()
        for round in 0..<20_000 {
            let now = Duration.microseconds(round)
            tracker.observe(name, in: folder, status: status(Int64(round)), by: .activity, at: now)
            tracker.gone(name, in: folder, isRenamed: true, at: now)
            tracker.observe(name, in: folder, status: status(Int64(round), inode: 7), by: .renamedIn, at: now)
            tracker.observe(name, in: folder, status: status(-1), by: .activity, at: now)
        }
        #expect(tracker.count == 1)
        #expect(tracker.heldPlaces < 5_000)
    }

    @Test("follows its law in every order of events")
    func law() {
        for seed in UInt64(0)..<300 { checkLaw(seed: seed) }
    }

    private func checkLaw(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let settle = Duration.seconds(5)
        var tracker = tracker()
        var now = Duration.zero
        var version: Int64 = 0
        /// When the file was last told of or last seen to have changed, and as what.
        var lastNews: Duration?
        var lastSeen = status(0)
        var reports = 0
        func look(_ current: FileStatus, isEvent: Bool) {
            if isEvent || lastNews == nil || current != lastSeen { lastNews = now }
            lastSeen = current
        }
        func run(until end: Duration) {
            while let deadline = tracker.nextDeadline, deadline <= end {
                now = max(now, deadline)
                let current = status(version)
                for place in tracker.due(at: now) {
                    if case .needsTailCheck = tracker.verify(place.name, in: place.folder, status: current, at: now) {
                        tracker.tailChecked(place.name, in: place.folder, isWhole: true, at: now)
                    } else {
                        look(current, isEvent: false)
                    }
                }
                while let arrival = tracker.nextReady() {
                    reports += 1
                    #expect(arrival.status == current, "seed \(seed)")
                    #expect(current == lastSeen, "seed \(seed)")
                    #expect(lastNews.map { now - $0 >= settle } == true, "seed \(seed)")
                    _ = tracker.finish(name, in: folder)
                    lastNews = nil
                }
            }
            now = end
        }
        for _ in 0..<40 {
            run(until: now + .milliseconds(Int.random(in: 0...4_000, using: &random)))
            let sighting: Sighting = Bool.random(using: &random) ? .activity : .scan
            if Bool.random(using: &random) { version += 1 }
            // A change may go unseen until the file is looked at.
            if Int.random(in: 0..<3, using: &random) == 0 { continue }
            let current = status(version)
            if case .activity = sighting { look(current, isEvent: true) } else { look(current, isEvent: false) }
            tracker.observe(name, in: folder, status: current, by: sighting, at: now)
        }
        // What is left alone is reported within two settling times.
        tracker.observe(name, in: folder, status: status(version), by: .activity, at: now)
        look(status(version), isEvent: true)
        let before = reports
        run(until: now + settle * 2)
        #expect(reports == before + 1, "seed \(seed)")
        #expect(tracker.count == 0, "seed \(seed)")
    }
}
