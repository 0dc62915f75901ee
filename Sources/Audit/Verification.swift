package import FileAccess
internal import Hashing
internal import RecordIndex

/// Compares index, manifest, records, links, log and originals of a root, and tells of everything in which they differ.
///
/// Reads only. Beside a running service it compares the state of one moment: what the service adds meanwhile is passed
/// over by its `seq`.
package final class Verification {
    /// What was compared, counted.
    package struct Summary: Equatable, Sendable {
        package var publications = 0
        package var articles = 0
        package var events = 0
        package var links = 0
        package var originals = 0
        package var corrections = 0
        package var disagreements = 0
        /// What is worth knowing and yet in order.
        package var notices = 0
    }

    let root: Directory
    let output: Directory
    let originals: OriginalFiles
    let index: RecordIndex
    /// Whether a service is at work, so that what is on its way is no disagreement.
    let isServiceRunning: Bool
    /// Whether the bytes of the originals are read.
    let readsOriginals: Bool
    private let tell: (Disagreement) -> Void
    let progress: (String, Int, Int) -> Void
    var summary = Summary()
    /// Lines above this number are newer than the snapshot of the index.
    var lastSequence = 0
    /// Contents that are on their way, by the snapshot.
    var unfinished: Set<Digest> = []

    /// Prepares the comparison of a root.
    ///
    /// - Throws: what opening the index throws; one that is damaged is told of by ``run()``.
    package init(
        root path: RawPath,
        isServiceRunning: Bool,
        readsOriginals: Bool,
        progress: @escaping (String, Int, Int) -> Void,
        tell: @escaping (Disagreement) -> Void
    ) throws {
        root = try Directory(at: path)
        output = try root.directory(RawPath("output"))
        originals = OriginalFiles(root: try Directory(at: path))
        index = try RecordIndex(path: path.appending("state/index.sqlite").utf8, for: .reading)
        self.isServiceRunning = isServiceRunning
        self.readsOriginals = readsOriginals
        self.progress = progress
        self.tell = tell
    }

    /// Compares everything and returns what was compared.
    package func run() throws -> Summary {
        try index.snapshot {
            lastSequence = try index.sequenceNow()
            progress("checking the index", 0, 0)
            let faults = try index.faults()
            for fault in faults { report(Disagreement(.indexDamaged, file: "state/index.sqlite", fault)) }
            // The answers of a damaged index say nothing of the others.
            guard faults.isEmpty else { return }
            try noteUnfinished()
            try compareManifest()
            try compareLinks()
            try compareLog()
            try compareOriginals()
            try compareCorrections()
        }
        return summary
    }

    func report(_ disagreement: Disagreement) {
        if disagreement.kind.isNotice { summary.notices += 1 } else { summary.disagreements += 1 }
        tell(disagreement)
    }

    /// Hands over the lines of a file of `output/` up to the snapshot, and tells of what is wrong with its form.
    func forEachLine<Line>(
        of name: String,
        _ parse: (Span<UInt8>) -> Line?,
        sequence: (Line) -> Int,
        _ body: (Line) throws -> Void
    ) throws {
        let path = RawPath(name)
        let file = "output/\(name)"
        var last = 0
        let rest = try LineFile.forEachLine(of: path, below: output) { bytes, offset in
            guard let line = parse(bytes) else {
                report(Disagreement(.lineUnreadable, file: file, "The line at byte \(offset) is not readable."))
                return
            }
            let number = sequence(line)
            if number <= last {
                report(Disagreement(.sequenceOrder, file: file, "seq \(number) follows seq \(last)."))
            }
            last = max(last, number)
            guard number <= lastSequence else { return }
            try body(line)
        }
        if last > lastSequence, !isServiceRunning {
            report(Disagreement(.indexBehind, file: file, "It goes to seq \(last), the index to \(lastSequence)."))
        }
        if rest > 0, !isServiceRunning {
            report(Disagreement(.lineTorn, file: file, "\(rest) bytes follow the last line feed."))
        }
    }

    private func noteUnfinished() throws {
        for state in [ContentState.claimed, .staged, .published] {
            for content in try index.contents(in: state) { unfinished.insert(content.sha256) }
        }
    }
}
