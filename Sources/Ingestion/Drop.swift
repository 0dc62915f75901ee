package import FileAccess
package import Hashing

/// A drop that was opened and hashed, or that is not to be opened.
package struct Drop: Sendable {
    /// The path below the inbox.
    package var path: RawPath
    /// The file as it was when it was hashed.
    package var status: FileStatus
    /// Nil for what is never opened, such as a FIFO.
    package var sha256: Digest?
    /// When it was taken up, for the `ms` of its event.
    package var began: ContinuousClock.Instant

    /// A drop as it was seen.
    package init(path: RawPath, status: FileStatus, sha256: Digest?, began: ContinuousClock.Instant) {
        self.path = path
        self.status = status
        self.sha256 = sha256
        self.began = began
    }
}

/// What is to be done with a drop that was claimed.
package enum Claim: Equatable, Sendable {
    /// A worker is to parse it; this is the number of its arrival.
    case parse(arrival: Int64)
    /// It is decided: nothing had to be parsed.
    case finished(Verdict)
    /// It was dealt with before and has stayed as it was; it makes no event.
    case settledBefore
}

/// What happens to originals once everything that follows from them is on the disk.
package enum OriginalsPolicy: String, Sendable, CaseIterable {
    /// They are moved to `state/done`, `state/duplicate` or `state/failed`.
    case move
    /// They stay in the inbox.
    case keep
    /// They are removed; failed ones are moved all the same.
    case delete
}
