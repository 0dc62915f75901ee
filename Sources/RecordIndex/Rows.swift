package import Deduplication
package import FileAccess
package import Hashing

/// How far a content has come; each state is committed before the next step begins.
package enum ContentState: Int, Sendable {
    /// Counted as started; a worker may be reading it.
    case claimed = 1
    /// Its records are written and synced in `state/stage`, and its lines stand in the outbox.
    case staged = 2
    /// Its records have their final name and its lines are appended.
    case published = 3
    /// Its original has been moved, as far as it could be.
    case done = 4
    /// It was read and found unfit, or it ended its worker three times.
    case failed = 5
}

/// One content: the same bytes, whatever their name and however often they arrived.
package struct Content: Equatable, Sendable {
    package var sha256: Digest
    package var state: ContentState
    /// How often a worker was given it.
    package var starts: Int
    /// How often a worker was seen to fail over it.
    package var attempts: Int
    /// How often its records were published.
    package var generation: Int
    /// The published path below `output/`.
    package var record: String?
    /// SHA-256 of the published file.
    package var recordSHA256: Digest?
    /// The file name in `state/stage`, while staged.
    package var stage: String?
    /// What its records say of title, date and pages, so that a later name can be compared.
    package var title: String?
    package var date: String?
    package var page: String?
    /// Where its original was moved, below `state/`.
    package var original: RawPath?
    /// The content that was read again to make this one; nil for one that was dropped.
    package var source: Digest?
}

extension Content {
    /// A content of which nothing is known but its bytes.
    package init(claimed sha256: Digest) {
        self.init(sha256: sha256, state: .claimed, starts: 0, attempts: 0, generation: 0)
    }
}

/// How far a drop has come.
package enum ArrivalState: Int, Sendable {
    /// Seen; what it is has not been decided.
    case pending = 0
    /// Decided; its log line stands in the outbox, its original is still to be moved.
    case decided = 1
    /// Nothing is left to do.
    case done = 2
}

/// One drop.
package struct ArrivalRecord: Equatable, Sendable {
    package var id: Int64
    /// Below the inbox.
    package var path: RawPath
    /// The file as it was when it was seen.
    package var status: FileStatus
    /// Nil for what was never opened.
    package var sha256: Digest?
    package var state: ArrivalState
    /// The terminal event of the log, once decided.
    package var event: String?
    package var code: String?
    /// Where the original goes or went, below `state/`; nil if it stays.
    package var destination: RawPath?
    /// What is written beside a failed original as `reason.json`.
    package var reason: [UInt8]?

    /// The row of a drop with every part given.
    package init(
        id: Int64,
        path: RawPath,
        status: FileStatus,
        sha256: Digest?,
        state: ArrivalState,
        event: String?,
        code: String?,
        destination: RawPath?,
        reason: [UInt8]?
    ) {
        self.id = id
        self.path = path
        self.status = status
        self.sha256 = sha256
        self.state = state
        self.event = event
        self.code = code
        self.destination = destination
        self.reason = reason
    }
}

/// A jump line of an article: 下转第4版.
package struct IndexedJump: Equatable, Sendable {
    package var direction: JumpEnd.Direction
    /// The canonical label of the other page.
    package var target: String
    /// The article's headline, normalised.
    package var headline: String

    /// A jump line.
    package init(direction: JumpEnd.Direction, target: String, headline: String) {
        self.direction = direction
        self.target = target
        self.headline = headline
    }
}

/// An article as the index remembers it.
package struct IndexedArticle: Equatable, Sendable {
    package var id: String
    package var content: Digest
    /// `PageKey.description`, or nil.
    package var pageKey: String?
    /// The first 16 bytes of SHA-256 of the normalised body; nil for leftovers and bodies too short to compare.
    package var body: [UInt8]?
    /// `YYYY-MM-DD`, or nil.
    package var date: String?
    /// The characters of the normalised body.
    package var length: Int
    /// Where its line stands in the published file, in bytes.
    package var span: Range<Int>
    /// Whether it is a block that is no article.
    package var isLeftover = false
    /// What its reprints are found by; nil for what is not compared.
    package var fingerprint: Fingerprint?
    /// Its jump lines; without a page key they are of no use.
    package var jumps: [IndexedJump] = []

    /// An article of the content `content`.
    package init(
        id: String,
        content: Digest,
        pageKey: String?,
        body: [UInt8]?,
        date: String?,
        length: Int,
        span: Range<Int>
    ) {
        self.id = id
        self.content = content
        self.pageKey = pageKey
        self.body = body
        self.date = date
        self.length = length
        self.span = span
    }
}

/// The append-only files of `output/`.
package enum OutboxStream: Int, Sendable, CaseIterable {
    case manifest = 1
    case links = 2
    case log = 3
}

/// A line that is to be appended to one of them.
package struct OutboxLine: Equatable, Sendable {
    /// Ascends over all streams together.
    package var sequence: Int
    package var stream: OutboxStream
    /// The UTC day of the line, which names the log's file; `YYYY-MM-DD`.
    package var day: String
    /// The final bytes with their line feed.
    package var bytes: [UInt8]
}
