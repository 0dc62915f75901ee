internal import TextScanning

/// Something in which index, outputs and originals do not agree.
package struct Disagreement: Equatable, Sendable {
    /// What kind it is, as one word for programs.
    package enum Kind: String, Sendable, CaseIterable {
        /// The index cannot be read, or its parts contradict each other.
        case indexDamaged = "index-damaged"
        /// The index knows less than the files of `output/`.
        case indexBehind = "index-behind"
        /// A line is not what its file consists of.
        case lineUnreadable = "line-unreadable"
        /// The numbers of a file's lines do not ascend.
        case sequenceOrder = "sequence-order"
        /// Bytes without line feed stand at the end of a file, and no service runs that might be writing them.
        case lineTorn = "line-torn"
        /// A published file is listed twice.
        case listedTwice = "listed-twice"
        /// A published file is not there though its content has not come to its end: it was lost.
        case recordMissing = "record-missing"
        /// Downstream has removed a published file; its articles keep their identifiers. A notice.
        case recordRemoved = "record-removed"
        /// A correction does not fit what is read now; it is kept. A notice.
        case overrideUnfit = "override-unfit"
        /// A published file is not what was published.
        case recordChanged = "record-changed"
        /// A published file does not hold the articles that the manifest lists, or holds others.
        case recordContent = "record-content"
        /// A file of `output/records` is in no manifest line.
        case recordUnlisted = "record-unlisted"
        /// The index does not know a publication, or knows it otherwise.
        case contentDiffers = "content-differs"
        /// The index does not know an article, or knows it otherwise.
        case articleDiffers = "article-differs"
        /// The index knows articles that no publication has.
        case articleUnlisted = "article-unlisted"
        /// The last link of an article is not what the index says.
        case linkDiffers = "link-differs"
        /// The log lacks the event of a drop that the index says is decided.
        case eventMissing = "event-missing"
        /// The log has an event that the index knows nothing of, or has it twice.
        case eventUnknown = "event-unknown"
        /// An original is not where it was moved.
        case originalMissing = "original-missing"
        /// An original is not the content under which it is kept.
        case originalChanged = "original-changed"
        /// A file stands among the originals that no drop has brought.
        case originalUnknown = "original-unknown"
        /// A staged file is left that nothing claims, and no service runs that might be about to.
        case stageLeftover = "stage-leftover"
        /// A correction of `state/overrides.jsonl` is not the one that the index has.
        case overrideDiffers = "override-differs"

        /// Whether it is worth knowing and yet all is in order.
        package var isNotice: Bool { self == .recordRemoved || self == .overrideUnfit }
    }

    package var kind: Kind
    /// The file in question, below the root; controls and bytes that are no text escaped.
    package var file: String?
    /// The article in question.
    package var id: String?
    /// What does not agree, in one sentence.
    package var detail: String

    /// A disagreement about a file, an article or neither.
    package init(_ kind: Kind, file: String? = nil, id: String? = nil, _ detail: String) {
        self.kind = kind
        self.file = file
        self.id = id
        self.detail = detail
    }

    /// The disagreement as a line of JSON.
    package var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member(named: kind.isNotice ? "notice" : "disagreement") { $0.string(kind.rawValue) }
            if let file { writer.member("file", file) }
            if let id { writer.member("id", id) }
            writer.member("detail", detail)
        }
        writer.endLine()
        return writer.bytes
    }
}
