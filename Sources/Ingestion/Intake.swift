internal import Dispatch
package import FileAccess
internal import Hashing
internal import Inbox

/// Opens and hashes drops, one after the other, on a queue of its own.
package actor Intake {
    /// A drop that is open for reading.
    package struct Opened: Sendable {
        package var drop: Drop
        /// The very file that was hashed, for the worker.
        package var file: FileDescriptorBox
        /// SHA-256 of that file alone.
        var content: Digest
        /// The folder that the places of the drop's files are below.
        var folder: RawPath
    }

    /// Why a drop was not opened.
    package enum Refusal: Error, Equatable, Sendable {
        /// It is no longer there.
        case vanished
        /// It is another file or another state of it than was seen; it has to settle anew.
        case changed
        /// It is not a regular file any more.
        case notAFile
        /// It cannot be had now.
        case withheld(Errno)
        /// The machine is short of something.
        case shortage(Errno)
    }

    private nonisolated let executor: QueueExecutor
    let inbox: RawPath

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// An intake for the inbox at `inbox`.
    package init(inbox: RawPath) {
        executor = QueueExecutor(DispatchQueue(label: "presscut.intake"))
        self.inbox = inbox
    }

    /// Opens and hashes a file below the inbox, which must be as it was when it was known to be whole.
    func open(
        _ path: RawPath,
        seen: FileStatus,
        members: [AssembledDrop.Member] = [],
        began: ContinuousClock.Instant
    ) throws(Refusal) -> Opened {
        let (file, status, content) = try hash(path, in: inbox, seen: seen)
        var hashed: [Drop.Member] = []
        for member in members {
            let arrival = member.arrival
            let (_, status, sha256) = try hash(arrival.path, in: inbox, seen: arrival.status)
            hashed.append(
                Drop.Member(
                    path: arrival.path,
                    place: arrival.path,
                    status: status,
                    sha256: sha256,
                    isRead: member.isRead
                )
            )
        }
        let sha256 = Drop.identity(main: (path, content), members: hashed)
        var drop = Drop(path: path, status: status, sha256: sha256, began: began)
        drop.members = hashed
        return Opened(drop: drop, file: file, content: content, folder: inbox)
    }

    /// Opens and hashes an original that is kept below `state`, with the files that came with it.
    func reopen(_ original: Committer.KeptOriginal, in state: RawPath) throws(Refusal) -> Opened {
        let (file, status, content) = try hash(original.place, in: state, seen: nil)
        var hashed: [Drop.Member] = []
        for member in original.members {
            let (_, status, sha256) = try hash(member.place, in: state, seen: nil)
            hashed.append(
                Drop.Member(
                    path: member.path,
                    place: member.place,
                    status: status,
                    sha256: sha256,
                    isRead: DropRole.isRead(member.path)
                )
            )
        }
        guard Drop.identity(main: (original.path, content), members: hashed) == original.sha256 else { throw .changed }
        var drop = Drop(path: original.path, status: status, sha256: original.sha256, began: ContinuousClock.now)
        drop.members = hashed
        return Opened(drop: drop, file: file, content: content, folder: state)
    }

    /// Opens a file and hashes it; it must be as it was seen, if it was, and stay so.
    private func hash(
        _ path: RawPath,
        in folder: RawPath,
        seen: FileStatus?
    ) throws(Refusal) -> (file: FileDescriptorBox, status: FileStatus, sha256: Digest) {
        let refuse = Intake.refusal
        func checked<Value>(_ body: () throws(Errno) -> Value) throws(Refusal) -> Value {
            do throws(Errno) { return try body() } catch { throw refuse(error) }
        }
        let box = try checked { () throws(Errno) in
            FileDescriptorBox(try Directory(at: folder).file(path, for: .reading))
        }
        let before = try checked { () throws(Errno) in try box.status() }
        guard before.kind == .regular else { throw .notAFile }
        if let seen { guard before.isSameState(as: seen) else { throw .changed } }
        let sha256 = try checked { () throws(Errno) in try box.hashed() }
        let after = try checked { () throws(Errno) in try box.status() }
        guard after.isSameState(as: before) else { throw .changed }
        return (box, before, sha256)
    }

    private static func refusal(_ error: Errno) -> Refusal {
        switch error.code {
        case Errno.notFound, Errno.notDirectory: .vanished
        case Errno.tooManyLinks: .notAFile
        default: error.isShortage ? .shortage(error) : .withheld(error)
        }
    }
}

extension FileDescriptorBox {
    /// SHA-256 of the whole file, read in pieces.
    fileprivate func hashed() throws(Errno) -> Digest {
        var hash = SHA256()
        var offset: Int64 = 0
        while true {
            let bytes = try read(upTo: 1 << 18, at: offset)
            if bytes.isEmpty { return hash.finish() }
            hash.update(bytes)
            offset += Int64(bytes.count)
        }
    }
}
