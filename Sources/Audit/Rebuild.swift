internal import FileAccess
internal import Hashing
internal import Ingestion
internal import RecordIndex

/// What a rebuild came to.
package struct RebuildSummary: Equatable, Sendable {
    /// Published files that the manifest lists.
    package var publications = 0
    package var articles = 0
    /// Articles whose text is no longer in `output/`: they keep their identifiers and are compared with nothing.
    package var withoutText = 0
    /// Terminal events of the log.
    package var events = 0
    /// Corrections of people.
    package var corrections = 0
    /// Drops that were published or decided and are still to be brought to their end.
    package var unfinished = 0
    /// Lines of `output/` that could not be read for what they are.
    package var unreadable = 0
}

/// Makes an index anew from what was published: the manifest, the records, the links and the log, with the originals that
/// stand in `state/` and in the inbox.
///
/// What no file tells is lost, and does no harm: which drops were claimed and not decided (they are found in the inbox
/// again), and when a drop was seen.
final class Rebuild {
    /// How far a rebuild has come: what it is doing, how many of how many.
    typealias Progress = (_ step: String, _ done: Int, _ all: Int) -> Void

    let root: RawPath
    let directory: Directory
    let output: Directory
    let originals: OriginalFiles
    let index: RecordIndex
    let policy: OriginalsPolicy
    let progress: Progress
    var summary = RebuildSummary()
    var contents: [Digest: Content] = [:]
    /// The greatest `seq` of all lines.
    var lastSequence = 0
    /// What lies in the inbox.
    let dropped: [RawPath: FileStatus]
    /// The last event of each file that lies in the inbox.
    var droppedEvents: [RawPath: EventLine] = [:]
    /// The published files that a terminal event tells of.
    var recordsWithEvent: Set<String> = []
    /// Publications that no event tells of and whose drop lies in the inbox, by the path there.
    var unlogged: [RawPath: Unlogged] = [:]
    var keys = PublicationKeys()
    /// The articles that a publication left out, by the content that did.
    var withdrawn: [String: Digest] = [:]

    /// The publications that are editions of pages published before, under the names that the index has for them.
    var editions: [(name: Digest, line: PublicationLine)] = []

    /// A publication that no event tells of.
    struct Unlogged {
        var line: PublicationLine
        /// Whether other articles were published under the key of its page.
        var isStranger: Bool
    }

    /// A rebuild of the index of `root` into a new file at `path`.
    init(root: RawPath, into path: RawPath, policy: OriginalsPolicy, progress: @escaping Progress) throws {
        self.root = root
        directory = try Directory(at: root)
        output = try Directory(at: root).makeDirectories(RawPath("output"))
        originals = OriginalFiles(root: try Directory(at: root))
        dropped = try originals.dropped()
        index = try RecordIndex(path: path.utf8, for: .loading)
        self.policy = policy
        self.progress = progress
    }

    /// Does all of it and closes the new file; `notice` is written into the log when the index is first used.
    func run(notice: (RebuildSummary) -> Message) throws -> RebuildSummary {
        try index.beginLoading()
        try index.transaction { try readLinks() }
        try index.transaction { try readLog() }
        try readManifest()
        try index.transaction {
            try adoptOriginals()
            for content in contents.values.sorted(by: { $0.sha256 < $1.sha256 }) { try index.load(content) }
            progress("settling links", 0, 0)
            try index.loadRetirements(withdrawn: withdrawn)
            try retireUntold()
            try readCorrections()
            index.advance(to: lastSequence)
            try index.settleLoadedLinks { link in
                try post(.links) { OutputLines.link(sequence: $0, link) }
            }
            try finishDrops()
            try self.post(.log) { sequence in
                OutputLines.notice(
                    sequence: sequence,
                    time: Timestamp.now(),
                    name: "index-rebuilt",
                    path: nil,
                    reason: notice(summary),
                    advice: nil
                )
            }
        }
        index.close()
        return summary
    }

    func post(_ stream: OutboxStream, content: Digest? = nil, line: (Int) -> [UInt8]) throws {
        try index.post(stream, day: Timestamp.now().day, content: content, line: line)
    }

    /// Reads the links: what was published last of each article.
    private func readLinks() throws {
        try LineFile.forEachLine(of: RawPath("links.jsonl"), below: output) { line, _ in
            guard let link = LinkLine(line) else {
                summary.unreadable += 1
                return
            }
            lastSequence = max(lastSequence, link.sequence)
            try index.load(told: link.link, sequence: link.sequence)
        }
    }
}
