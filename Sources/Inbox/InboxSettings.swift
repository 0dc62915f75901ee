package import FileAccess

/// What the inbox's keeper may choose.
package struct InboxSettings: Sendable {
    /// How long nothing about a file may change before it counts as whole.
    package var settle: Duration = .seconds(5)
    /// The same for a file whose end mark is missing.
    package var incompleteSettle: Duration = .seconds(60)
    /// How often everything is looked at, whatever events told.
    package var reconcileInterval: Duration = .seconds(60)
    /// How often everything is looked at where events do not suffice.
    package var pollInterval: Duration = .seconds(5)
    /// How often a missing inbox is looked for.
    package var lostInterval: Duration = .seconds(1)
    /// Which names are ignored until they are renamed.
    package var temporaryNames = TemporaryNames()
    /// Whether settling does not suffice.
    ///
    /// A file `NAME` then counts as whole only when it was renamed in, or when `NAME.done` lies beside it, or when one
    /// of its folders has such a file beside it. A `.done` file is never reported itself.
    package var usesDoneFiles = false
    /// How many files may wait or be in the receiver's hands at a time.
    ///
    /// Further ones are found when there is room. Each takes some 200 bytes.
    package var capacity = 65_536

    /// The defaults.
    package init() {}
}

/// What is already known of a file that is seen for the first time.
package enum Recollection: Sendable {
    /// Nothing.
    case unknown
    /// It was taken up before a restart: it does not settle again.
    case claimed
    /// It has been dealt with and was left in place: it is not seen again while it stays unchanged.
    case done
}

/// What the last bytes of a file say.
package enum TailVerdict: Sendable {
    /// The end mark is there, or the format has none.
    case whole
    /// The end mark is missing.
    case missing
}

/// What the inbox asks its owner; both are called on the inbox's queue and must not wait for anything slow.
package struct InboxQuestions: Sendable {
    /// What is known of a file: asked when it is first seen, and at every scan for one that was left in place.
    package var recall: @Sendable (RawPath, FileStatus) -> Recollection
    /// Whether a settled file has its end mark: asked once, with the open file.
    package var tailCheck: (@Sendable (RawPath, borrowing FileDescriptor, FileStatus) -> TailVerdict)?

    /// Nothing is remembered, and no end mark is looked for.
    package init(
        recall: @escaping @Sendable (RawPath, FileStatus) -> Recollection = { _, _ in .unknown },
        tailCheck: (@Sendable (RawPath, borrowing FileDescriptor, FileStatus) -> TailVerdict)? = nil
    ) {
        self.recall = recall
        self.tailCheck = tailCheck
    }
}
