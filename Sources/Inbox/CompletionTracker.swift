package import FileAccess

/// How a file came to be seen.
package enum Sighting: Sendable {
    /// It was renamed to this name.
    case renamedIn
    /// Its `.done` file was seen.
    case doneFile
    /// It was taken up before this process began.
    case claimedBefore
    /// An event told that something was done to it.
    case activity
    /// It was found by looking.
    case scan
}

/// When a file is whole: what was seen goes in, what to do comes out.
///
/// A pure state machine: it knows neither a clock nor a file system. Times are durations since any fixed moment of a
/// monotonic clock. Each file it knows is in one of three states:
///
/// - *waiting*: nothing may change for the settling time; a change, or an event without one, starts the time anew.
///   When it is over, ``due(at:)`` names the file, and ``verify(_:in:status:at:)`` decides by a fresh look.
/// - *ready*: whole, and not handed out yet by ``nextReady()``.
/// - *reported*: in the receiver's hands until ``finish(_:in:)``. What is seen of it meanwhile is kept as one sighting.
///
/// Files are held by folder and name, so that a look at one folder costs what that folder holds.
package struct CompletionTracker {
    private struct Entry {
        var status: FileStatus
        var state: State
        /// The deadline of the entry's one live item in the heap.
        var scheduled: Duration?
    }

    private enum State {
        case waiting(since: Duration, required: Duration, tailChecked: Bool)
        case ready(Completion)
        case reported(isThere: Bool, again: Sighting?)
    }

    private struct FileID: Hashable {
        let device: UInt64
        let inode: UInt64

        init(_ status: FileStatus) {
            device = status.device
            inode = status.inode
        }
    }

    /// What ``verify(_:in:status:at:)`` found.
    package enum Verdict: Sendable {
        /// Something changed, or the file is not waiting: nothing to do.
        case notYet
        /// The file is quiet; ``tailChecked(_:in:isWhole:at:)`` must be told about its end mark.
        case needsTailCheck
        /// The file is ready.
        case ready
    }

    /// The settling time.
    package var settle: Duration
    /// The settling time where the end mark is missing.
    package var incompleteSettle: Duration
    /// Whether only a rename or a `.done` file makes a regular file whole.
    package var requiresDoneFile: Bool
    /// The most files that are held.
    package var capacity: Int

    private var folders: [RawPath: [RawPath: Entry]] = [:]
    private var deadlines = DeadlineHeap<(folder: RawPath, name: RawPath)>()
    private var ready: [(folder: RawPath, name: RawPath)] = []
    private var readyHead = 0
    /// Files that were renamed away while they waited: under their new name they go on waiting.
    private var displaced: [FileID: Duration] = [:]

    /// How many files are held.
    package private(set) var count = 0
    /// How many of them wait to settle.
    package private(set) var waitingCount = 0
    /// How many are ready and not yet handed out.
    package private(set) var readyCount = 0
    /// Whether a file was turned away for want of room; cleared by whoever looks again.
    package var turnedAway = false

    /// Whether there is no room for another file.
    package var isFull: Bool { count >= capacity }

    /// A tracker that holds nothing.
    package init(
        settle: Duration,
        incompleteSettle: Duration,
        requiresDoneFile: Bool = false,
        capacity: Int = 65_536
    ) {
        self.settle = settle
        self.incompleteSettle = incompleteSettle
        self.requiresDoneFile = requiresDoneFile
        self.capacity = capacity
    }

    // MARK: What was seen

    /// Whether a file of this name is held.
    package func holds(_ name: RawPath, in folder: RawPath) -> Bool {
        folders[folder]?[name] != nil
    }

    /// The names that are held in a folder, in no order; those in the receiver's hands left out.
    package func names(in folder: RawPath) -> [RawPath] {
        (folders[folder] ?? [:]).compactMap { name, entry in
            if case .reported(isThere: false, _) = entry.state { return nil }
            return name
        }
    }

    /// A file is there.
    package mutating func observe(
        _ name: RawPath,
        in folder: RawPath,
        status: FileStatus,
        by sighting: Sighting,
        at now: Duration
    ) {
        guard var entry = folders[folder]?[name] else {
            admit(name, in: folder, status: status, by: sighting, at: now)
            return
        }
        let isChanged = !status.isUnchanged(since: entry.status)
        switch entry.state {
        case .reported(let isThere, _):
            guard isChanged || !isThere else { return }
            entry.status = status
            entry.state = .reported(isThere: true, again: sighting)
            folders[folder]?[name] = entry
        case .waiting:
            if let completion = completion(of: status, by: sighting) {
                makeReady(name, in: folder, status: status, completion)
            } else if isChanged || sighting != .scan {
                wait(name, in: folder, status: status, for: settle, from: now)
            }
        case .ready:
            // An event from before the look that made it ready says nothing new.
            guard isChanged else { return }
            if let completion = completion(of: status, by: sighting) {
                makeReady(name, in: folder, status: status, completion)
            } else {
                wait(name, in: folder, status: status, for: settle, from: now)
            }
        }
    }

    /// No file of this name is there any more, or another one has taken the name.
    ///
    /// `isRenamed` says that it lives on under another name, perhaps in the inbox.
    package mutating func gone(_ name: RawPath, in folder: RawPath, isRenamed: Bool, at now: Duration) {
        guard var entry = folders[folder]?[name] else { return }
        switch entry.state {
        case .reported:
            entry.state = .reported(isThere: false, again: nil)
            folders[folder]?[name] = entry
        case .waiting:
            if isRenamed && displaced.count < capacity { displaced[FileID(entry.status)] = now }
            remove(name, in: folder)
        case .ready:
            remove(name, in: folder)
        }
    }

    /// A folder is not there any more, or has another name.
    package mutating func goneFolder(_ folder: RawPath, isRenamed: Bool, at now: Duration) {
        for name in (folders[folder] ?? [:]).keys {
            gone(name, in: folder, isRenamed: isRenamed, at: now)
        }
    }

    /// Nothing is there any more; what is in the receiver's hands stays known until it is finished.
    package mutating func goneAll(at now: Duration) {
        for folder in folders.keys { goneFolder(folder, isRenamed: false, at: now) }
        displaced.removeAll()
    }

    // MARK: What to do

    /// When ``due(at:)`` will have something to say, at the earliest.
    package var nextDeadline: Duration? { deadlines.earliest }

    /// The files whose quiet time is over and that must now be looked at.
    ///
    /// Each must be told of by ``verify(_:in:status:at:)``, ``gone(_:in:isRenamed:at:)`` or
    /// ``settle(again:in:after:at:)``.
    package mutating func due(at now: Duration) -> [(folder: RawPath, name: RawPath)] {
        var due: [(folder: RawPath, name: RawPath)] = []
        while let (deadline, place) = deadlines.removeFirst(dueAt: now) {
            guard let entry = folders[place.folder]?[place.name], entry.scheduled == deadline,
                case .waiting(let since, let required, _) = entry.state
            else { continue }
            folders[place.folder]?[place.name]?.scheduled = nil
            if since + required <= now {
                due.append(place)
            } else {
                schedule(place.name, in: place.folder, at: since + required)
            }
        }
        let settle = settle
        displaced = displaced.filter { now - $0.value <= settle }
        return due
    }

    /// Decides about a waiting file by a fresh look at it.
    package mutating func verify(
        _ name: RawPath,
        in folder: RawPath,
        status: FileStatus,
        at now: Duration
    ) -> Verdict {
        guard let entry = folders[folder]?[name], case .waiting(let since, let required, let tailChecked) = entry.state
        else { return .notYet }
        guard status.isUnchanged(since: entry.status) else {
            wait(name, in: folder, status: status, for: settle, from: now)
            return .notYet
        }
        guard since + required <= now else {
            schedule(name, in: folder, at: since + required)
            return .notYet
        }
        guard tailChecked || status.kind != .regular else { return .needsTailCheck }
        makeReady(name, in: folder, status: status, .settled)
        return .ready
    }

    /// The end mark of a quiet file was looked for: it is ready, or waits on until the longer time is over.
    package mutating func tailChecked(_ name: RawPath, in folder: RawPath, isWhole: Bool, at now: Duration) {
        guard let entry = folders[folder]?[name], case .waiting(let since, _, false) = entry.state else { return }
        if isWhole || since + incompleteSettle <= now {
            makeReady(name, in: folder, status: entry.status, .settled)
        } else {
            folders[folder]?[name]?.state = .waiting(since: since, required: incompleteSettle, tailChecked: true)
            schedule(name, in: folder, at: since + incompleteSettle)
        }
    }

    /// The next file that is whole, in the order in which they became so; it is then in the receiver's hands.
    package mutating func nextReady() -> Arrival? {
        while readyHead < ready.count {
            let place = ready[readyHead]
            readyHead += 1
            guard let entry = folders[place.folder]?[place.name], case .ready(let completion) = entry.state else {
                continue
            }
            folders[place.folder]?[place.name]?.state = .reported(isThere: true, again: nil)
            readyCount -= 1
            return Arrival(
                path: place.folder.appending(place.name),
                status: entry.status,
                completion: completion
            )
        }
        ready.removeAll(keepingCapacity: true)
        readyHead = 0
        return nil
    }

    // MARK: What the receiver says

    /// The receiver is through with a file; hands back how it was seen again meanwhile, if it was.
    package mutating func finish(_ name: RawPath, in folder: RawPath) -> Sighting? {
        guard let entry = folders[folder]?[name], case .reported(_, let again) = entry.state else { return nil }
        remove(name, in: folder)
        return again
    }

    /// The receiver could not take a file: it settles anew, for `delay` if nothing happens to it.
    package mutating func settle(again name: RawPath, in folder: RawPath, after delay: Duration, at now: Duration) {
        guard let entry = folders[folder]?[name] else { return }
        if case .reported(isThere: false, _) = entry.state {
            remove(name, in: folder)
        } else {
            wait(name, in: folder, status: entry.status, for: delay, from: now)
        }
    }

    /// How many places are kept in its lists, those of files that are gone included: what bounds its memory.
    package var heldPlaces: Int { deadlines.count + ready.count + displaced.count }

    // MARK: Steps

    private mutating func admit(
        _ name: RawPath,
        in folder: RawPath,
        status: FileStatus,
        by sighting: Sighting,
        at now: Duration
    ) {
        let completion = completion(of: status, by: sighting)
        if completion == nil && requiresDoneFile && status.kind == .regular { return }
        guard !isFull else {
            turnedAway = true
            return
        }
        if let completion {
            makeReady(name, in: folder, status: status, completion)
        } else {
            wait(name, in: folder, status: status, for: settle, from: now)
        }
    }

    /// How a sighting alone makes a file whole, if it does.
    private mutating func completion(of status: FileStatus, by sighting: Sighting) -> Completion? {
        switch sighting {
        case .renamedIn: displaced.removeValue(forKey: FileID(status)) == nil ? .renamedIn : nil
        case .doneFile: .doneFile
        case .claimedBefore: .claimedBefore
        case .activity, .scan: nil
        }
    }

    private mutating func wait(
        _ name: RawPath,
        in folder: RawPath,
        status: FileStatus,
        for required: Duration,
        from now: Duration
    ) {
        let old = leave(name, in: folder)
        let state = State.waiting(since: now, required: required, tailChecked: false)
        folders[folder, default: [:]][name] = Entry(status: status, state: state, scheduled: old?.scheduled)
        waitingCount += 1
        // An item that comes up too early is put back then; only one that would come up too late is replaced.
        if let scheduled = old?.scheduled, scheduled <= now + required { return }
        schedule(name, in: folder, at: now + required)
    }

    private mutating func makeReady(
        _ name: RawPath,
        in folder: RawPath,
        status: FileStatus,
        _ completion: Completion
    ) {
        leave(name, in: folder)
        folders[folder, default: [:]][name] = Entry(status: status, state: .ready(completion), scheduled: nil)
        readyCount += 1
        ready.append((folder, name))
        // Places that are not ready any more are skipped when they come up; while nothing is handed out they pile up.
        if ready.count > 2 * readyCount + 1024 { compactReady() }
    }

    private mutating func compactReady() {
        var seen: Set<[RawPath]> = []
        ready = ready[readyHead...].filter { place in
            guard case .ready? = folders[place.folder]?[place.name]?.state else { return false }
            return seen.insert([place.folder, place.name]).inserted
        }
        readyHead = 0
    }

    /// Takes an entry out of the counts of its state, and counts a new one.
    @discardableResult
    private mutating func leave(_ name: RawPath, in folder: RawPath) -> Entry? {
        guard let entry = folders[folder]?[name] else {
            count += 1
            return nil
        }
        switch entry.state {
        case .waiting: waitingCount -= 1
        case .ready: readyCount -= 1
        case .reported: break
        }
        return entry
    }

    private mutating func remove(_ name: RawPath, in folder: RawPath) {
        guard folders[folder]?[name] != nil else { return }
        leave(name, in: folder)
        count -= 1
        folders[folder]?[name] = nil
        if folders[folder]?.isEmpty == true { folders[folder] = nil }
    }

    private mutating func schedule(_ name: RawPath, in folder: RawPath, at deadline: Duration) {
        folders[folder]?[name]?.scheduled = deadline
        deadlines.insert((folder, name), due: deadline)
        // Items of files that are gone stay until they come up; a flood of short-lived files must not pile them up.
        if deadlines.count > 2 * count + 1024 { rebuildDeadlines() }
    }

    private mutating func rebuildDeadlines() {
        deadlines.removeAll()
        for (folder, entries) in folders {
            for (name, entry) in entries {
                if let scheduled = entry.scheduled { deadlines.insert((folder, name), due: scheduled) }
            }
        }
    }
}
