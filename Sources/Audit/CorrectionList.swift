package import Corrections
package import FileAccess
internal import Ingestion
internal import RecordIndex

/// The corrections of a root, with what became of each; reads only.
package struct CorrectionList: Sendable {
    /// A correction, and how far it has come.
    package struct Entry: Sendable {
        package var correction: Correction
        /// The correction by which it was undone.
        package var undoneBy: Int?
        /// Whether its effect is published.
        package var isDone: Bool
        /// Why it does not fit, if it does not.
        package var misfit: String?

        /// How far it has come, in a few words.
        package var state: String {
            if let undoneBy { return "undone by \(undoneBy)" }
            if let misfit { return "does not fit: \(misfit)" }
            return isDone ? "stands" : "not looked at yet"
        }

        /// What it says, on one line.
        package var sentence: String {
            var words = ["\(correction.number)", correction.time, correction.who, correction.action]
            words += correction.articles.map(\.id)
            words.append("(\(state))")
            if case .undo(let number) = correction.change { words.append("of \(number)") }
            if let why = correction.why { words.append(why) }
            return words.map { RawPath($0).escaped }.joined(separator: "  ")
        }
    }

    package private(set) var entries: [Entry] = []
    /// Lines that are no corrections that this version knows.
    package private(set) var unreadable: [[UInt8]] = []

    /// None, for those who may not read them.
    package init() {}

    /// The corrections below `root`; without an index none was looked at.
    package init(root path: RawPath) throws {
        let root = try Directory(at: path)
        let file = path.appending("state/index.sqlite")
        let isThere =
            try root.statusIfExists(of: RawPath("state")) != nil
            && root.statusIfExists(of: RawPath("state/index.sqlite")) != nil
        try self.init(root: root, index: isThere ? RecordIndex(path: file.utf8, for: .reading) : nil)
    }

    init(root: borrowing Directory, index: RecordIndex?) throws {
        let (book, unreadable) = try OverrideFile.read(root: root)
        var known: [Int: MirroredCorrection] = [:]
        for correction in try index?.corrections() ?? [] { known[correction.number] = correction }
        for number in book.numbers {
            guard let correction = book.all[number] else { continue }
            let mirrored = known[number]
            entries.append(
                Entry(
                    correction: correction,
                    undoneBy: book.undone[number],
                    isDone: mirrored?.state == .done,
                    misfit: mirrored?.state == .unfit ? mirrored?.reason.first ?? "" : nil
                )
            )
        }
        self.unreadable = unreadable
    }

    /// How many stand, whether they fit or not.
    package var standing: Int {
        entries.count { entry in
            if case .undo = entry.correction.change { false } else { entry.undoneBy == nil }
        }
    }

    /// Those that stand and do not fit.
    package var misfits: [Entry] { entries.filter { $0.undoneBy == nil && $0.misfit != nil } }
}
