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

    /// The corrections below `root`, for whoever may read its index; without an index none was looked at.
    package init(root: RawPath) throws {
        let index = root.appending("state/index.sqlite")
        var isThere = true
        do {
            _ = try FileDescriptor(reading: index)
        } catch {
            guard error.code == Errno.notFound else { throw error }
            isThere = false
        }
        self.init(
            try OverrideFile.read(below: root),
            known: isThere ? try RecordIndex(path: index.utf8, for: .reading).corrections() : []
        )
    }

    init(root: borrowing Directory, index: RecordIndex) throws {
        self.init(try OverrideFile.read(root: root), known: try index.corrections())
    }

    private init(_ file: (book: CorrectionBook, unreadable: [[UInt8]]), known mirrored: [MirroredCorrection]) {
        let book = file.book
        var known: [Int: MirroredCorrection] = [:]
        for correction in mirrored { known[correction.number] = correction }
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
        unreadable = file.unreadable
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
