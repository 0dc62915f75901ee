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
    private let inbox: RawPath

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// An intake for the inbox at `inbox`.
    package init(inbox: RawPath) {
        executor = QueueExecutor(DispatchQueue(label: "presscut.intake"))
        self.inbox = inbox
    }

    /// Opens and hashes a file below the inbox, which must be as it was when it was known to be whole.
    package func open(_ path: RawPath, seen: FileStatus, began: ContinuousClock.Instant) throws(Refusal) -> Opened {
        let refuse = Intake.refusal
        func checked<Value>(_ body: () throws(Errno) -> Value) throws(Refusal) -> Value {
            do throws(Errno) { return try body() } catch { throw refuse(error) }
        }
        let box = try checked { () throws(Errno) in
            FileDescriptorBox(try Directory(at: inbox).file(path, for: .reading))
        }
        let before = try checked { () throws(Errno) in try box.status() }
        guard before.kind == .regular else { throw .notAFile }
        guard before.isSameState(as: seen) else { throw .changed }
        let sha256 = try checked { () throws(Errno) in try box.hashed() }
        let after = try checked { () throws(Errno) in try box.status() }
        guard after.isSameState(as: before) else { throw .changed }
        return Opened(drop: Drop(path: path, status: before, sha256: sha256, began: began), file: box)
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
