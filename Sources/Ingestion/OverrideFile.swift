package import Corrections
package import FileAccess
internal import RecordOutput

/// The corrections of a root as they stand on the disk: `state/overrides.jsonl`, one whole line each, append-only.
package enum OverrideFile {
    /// The name below `state/`.
    package static let name = RawPath("overrides.jsonl")

    /// All corrections, and the lines that this version cannot read; they are kept.
    ///
    /// What a crash left of an append has no line feed and is no line.
    package static func read(root: borrowing Directory) throws(Errno) -> (book: CorrectionBook, unreadable: [[UInt8]]) {
        let path = RawPath("state").appending(name)
        guard try root.statusIfExists(of: RawPath("state")) != nil, try root.statusIfExists(of: path) != nil else {
            return (CorrectionBook(), [])
        }
        return parse(try root.file(path, for: .reading).readAll(upTo: 1 << 30))
    }

    /// The same of the root at a path, for those who may pass through `state/` and not list it, as the group may.
    package static func read(below root: RawPath) throws(Errno) -> (book: CorrectionBook, unreadable: [[UInt8]]) {
        let file: FileDescriptor
        do {
            file = try FileDescriptor(reading: root.appending("state").appending(name))
        } catch {
            guard error.code == Errno.notFound else { throw error }
            return (CorrectionBook(), [])
        }
        return parse(try file.readAll(upTo: 1 << 30))
    }

    private static func parse(_ bytes: [UInt8]) -> (book: CorrectionBook, unreadable: [[UInt8]]) {
        var book = CorrectionBook()
        var unreadable: [[UInt8]] = []
        let end = (bytes.lastIndex(of: 0x0A) ?? -1) + 1
        for line in bytes[..<end].split(separator: 0x0A) {
            if let correction = Correction(Array(line).span) {
                book.add(correction)
            } else {
                unreadable.append(Array(line))
            }
        }
        return (book, unreadable)
    }

    /// Appends a correction and waits until it is on the disk.
    static func append(_ correction: Correction, to state: borrowing Directory) throws(Errno) {
        var file = try AppendedFile(at: name, in: state, failpoints: .overrides)
        try file.append(correction.line, last: correction.number)
    }

    /// The greatest number in the file, also of lines that cannot be read.
    static func last(in state: borrowing Directory) throws(Errno) -> Int {
        try AppendedFile.lastSequence(of: name, in: state)
    }
}
