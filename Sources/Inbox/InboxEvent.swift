package import FileAccess

/// How a file was known to be whole.
package enum Completion: String, Sendable {
    /// It came by a rename, alone or in a folder.
    case renamedIn = "renamed"
    /// Nothing about it changed for the settling time.
    case settled
    /// Its `.done` file was there.
    case doneFile = "done-file"
    /// It had been taken up before, by a process that ended.
    case claimedBefore = "claimed"
}

/// Something in the inbox that is whole and waits to be taken.
package struct Arrival: Hashable, Sendable {
    /// The path below the inbox.
    package let path: RawPath
    /// The description with which it was known to be whole; whoever reads it compares afterwards.
    package let status: FileStatus
    /// How it was known to be whole.
    package let completion: Completion

    /// An arrival with every part given.
    package init(path: RawPath, status: FileStatus, completion: Completion) {
        self.path = path
        self.status = status
        self.completion = completion
    }
}

/// What the inbox has to say.
package enum InboxEvent: Hashable, Sendable {
    /// A regular file is whole. It is in the receiver's hands until ``InboxWatcher/finish(_:)`` or
    /// ``InboxWatcher/settle(again:after:)``, and is not reported a second time before.
    case complete(Arrival)
    /// A FIFO, device, socket or symbolic link, never opened; in the receiver's hands like a file.
    case unfit(Arrival)
    /// A folder cannot be listed, or an entry cannot be looked at; said once until it could be, tried again after 1 s
    /// and then after twice as long each time, up to 10 minutes.
    case unreadable(RawPath, Errno)
    /// The kernel's queue was full and events were lost; a scan finds what they told of.
    case overflowed
    /// The inbox is not there; it is looked for each second.
    case inboxLost(Errno)
    /// The inbox is there again, or another folder stands in its place; everything in it is looked at anew.
    case inboxBack
    /// Some or all of the inbox gives no events and is scanned at short intervals.
    case polling(PollingReason)
    /// Everything that is there has been reported, and nothing waits to settle.
    case caughtUp
}

/// Why the kernel's events do not suffice.
package enum PollingReason: Hashable, Sendable, CustomStringConvertible {
    /// The inbox lies on a file system whose changes may be made by other machines.
    case fileSystem(String)
    /// A folder could not be watched; `ENOSPC` means that `fs.inotify.max_user_watches` is used up.
    case watch(Errno)

    /// One sentence for the log.
    package var description: String {
        switch self {
        case .fileSystem(let name):
            "The inbox lies on \(name), which does not tell of changes made elsewhere; it is scanned instead."
        case .watch(let error):
            "A folder could not be watched and is scanned instead: \(error)"
        }
    }
}
