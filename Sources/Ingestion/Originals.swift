internal import FileAccess
internal import RecordIndex

/// Moves originals out of the inbox once all that follows from them is on the disk.
struct Originals: ~Copyable {
    /// What became of an original.
    enum Outcome: Equatable {
        /// It stands at the destination now, or did already.
        case moved
        /// It is gone or another file stands in its place; the next look at the inbox deals with that one.
        case replaced
        /// It stays where it is, since we may not take it from there.
        case kept(Errno)
    }

    private let root: Directory
    private var touched: Set<RawPath> = []

    init(root: consuming Directory) {
        self.root = root
    }

    /// A folder below `state/` for an original that is not there yet: `<kind>/<name>[.<n>]`.
    func freeFolder(kind: String, name: String, from first: Int) throws(Errno) -> RawPath {
        var number = max(1, first)
        while true {
            let folder = RawPath("\(kind)/\(name)\(number > 1 ? ".\(number)" : "")")
            guard try exists(RawPath("state").appending(folder)) else { return folder }
            number += 1
        }
    }

    /// Whether a file stands below `state/`.
    func isThere(_ path: RawPath) throws(Errno) -> Bool {
        try exists(RawPath("state").appending(path))
    }

    /// Whether a file stands in the inbox.
    func isInInbox(_ path: RawPath) throws(Errno) -> Bool {
        try exists(RawPath("inbox").appending(path))
    }

    /// Moves the original of a drop to its destination, unless another file has taken its place.
    mutating func move(_ arrival: ArrivalRecord, to destination: RawPath) throws(Errno) -> Outcome {
        let source = RawPath("inbox").appending(arrival.path)
        let target = RawPath("state").appending(destination)
        if let reason = arrival.reason { try write(reason, beside: target) }
        guard let found = try status(source), found.isSameState(as: arrival.status) else {
            guard try status(target)?.isSameState(as: arrival.status) == true else { return .replaced }
            // Whoever moved it may not have come to syncing it.
            touched.insert(source.parent)
            touched.insert(target.parent)
            return .moved
        }
        let folder = try root.makeDirectories(target.parent)
        let inbox = try root.directory(source.parent)
        do throws(Errno) {
            try inbox.rename(source.lastComponent, to: folder, as: target.lastComponent, replacing: false)
        } catch {
            guard error.forbidsMoving else { throw error }
            try? root.removeDirectory(target.parent)
            return .kept(error)
        }
        touched.insert(source.parent)
        touched.insert(target.parent)
        try Failpoint.originalRenamed.pass()
        let moved = try folder.status(of: target.lastComponent)
        guard moved.isSameFile(as: found) else {
            // Another file took the name between the look and the rename; give it back its place.
            try folder.rename(target.lastComponent, to: inbox, as: source.lastComponent, replacing: false)
            return .replaced
        }
        return .moved
    }

    /// Puts a kept original back into the inbox; returns why that cannot be, as a sentence for people.
    func putBack(_ place: RawPath, as path: RawPath) throws(Errno) -> String? {
        let source = RawPath("state").appending(place)
        let target = RawPath("inbox").appending(path)
        guard try exists(source) else { return "state/\(place.escaped) is no longer there." }
        let folder = try root.makeDirectories(target.parent)
        let kept = try root.directory(source.parent)
        do throws(Errno) {
            try kept.rename(source.lastComponent, to: folder, as: target.lastComponent, replacing: false)
        } catch {
            guard error.code == Errno.alreadyExists else { throw error }
            return "inbox/\(path.escaped) is taken by another file; state/\(place.escaped) stays."
        }
        try folder.synchronize()
        try kept.synchronize()
        for name in ["reason.json", "reason.presscut.json"] where try kept.statusIfExists(of: RawPath(name)) != nil {
            try kept.remove(RawPath(name))
        }
        try? root.removeDirectory(source.parent)
        return nil
    }

    /// Removes the original of a drop, unless another file has taken its place.
    mutating func remove(_ arrival: ArrivalRecord) throws(Errno) -> Outcome {
        let source = RawPath("inbox").appending(arrival.path)
        guard let found = try status(source), found.isSameState(as: arrival.status) else { return .replaced }
        do throws(Errno) {
            try root.remove(source)
        } catch {
            guard error.forbidsMoving else { throw error }
            return .kept(error)
        }
        touched.insert(source.parent)
        try Failpoint.originalRenamed.pass()
        return .moved
    }

    /// Waits until all moves are on the disk; removes the folders of the inbox that became empty.
    mutating func synchronize() throws(Errno) {
        for folder in touched {
            do throws(Errno) {
                try root.directory(folder).synchronize()
            } catch {
                // A folder of the inbox may be gone with all that was in it.
                guard error.code == Errno.notFound else { throw error }
            }
        }
        try Failpoint.originalSynced.pass()
        for folder in touched.sorted(by: { $0.bytes.count > $1.bytes.count }) {
            var folder = folder
            while folder.components.count > 1, folder.isInside(RawPath("inbox")) {
                guard (try? root.removeDirectory(folder)) != nil else { break }
                folder = folder.parent
            }
        }
        touched = []
    }

    private func write(_ reason: [UInt8], beside target: RawPath) throws(Errno) {
        let folder = try root.makeDirectories(target.parent)
        // An original of that name keeps it.
        let isTaken = target.lastComponent == RawPath("reason.json")
        let name = RawPath(isTaken ? "reason.presscut.json" : "reason.json")
        if try folder.statusIfExists(of: name) != nil { try folder.remove(name) }
        let file = try folder.file(name, for: .creating)
        try file.write(reason)
        try file.synchronize()
        try Failpoint.reasonWritten.pass()
    }

    private func status(_ path: RawPath) throws(Errno) -> FileStatus? {
        do throws(Errno) {
            return try root.statusIfExists(of: path)
        } catch {
            guard error.code == Errno.notFound || error.code == Errno.notDirectory else { throw error }
            return nil
        }
    }

    private func exists(_ path: RawPath) throws(Errno) -> Bool {
        try status(path) != nil
    }
}
