internal import Deduplication
internal import FileAccess
internal import Hashing

/// A published file, read back.
struct RecordFile: Sendable {
    /// A line of it that is an article record.
    struct Entry: Sendable {
        var line: RecordLine
        /// Made with the file, since that is done on all cores.
        var fingerprint: Fingerprint?
        /// Byte range of the line in the file, line feed included.
        var span: Range<Int>
    }

    /// SHA-256 of the whole file.
    var sha256: Digest
    var entries: [Entry] = []
    /// How many lines are no records.
    var strayLines = 0

    /// The most bytes that a published file may have to be read back.
    private static let greatest = 1 << 30

    /// Reads `path` below `output`; nil if it is not there.
    init?(at path: String, below output: borrowing Directory, withFingerprints: Bool = false) throws(Errno) {
        let bytes: [UInt8]
        do throws(Errno) {
            let file = try output.file(RawPath(path), for: .reading)
            bytes = try file.readAll(upTo: RecordFile.greatest, expecting: Int(file.status().size))
        } catch {
            guard error.code == Errno.notFound else { throw error }
            return nil
        }
        sha256 = Digest(of: bytes)
        let all = bytes.span
        var start = 0
        for position in 0..<all.count where all[position] == UInt8(ascii: "\n") {
            if let line = RecordLine(all.extracting(start..<position)) {
                let fingerprint = withFingerprints ? line.fingerprint : nil
                entries.append(Entry(line: line, fingerprint: fingerprint, span: start..<position + 1))
            } else {
                strayLines += 1
            }
            start = position + 1
        }
        if start < all.count { strayLines += 1 }
    }
}
