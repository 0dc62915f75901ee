internal import FileAccess
internal import Inbox

/// Looks for the mark that ends a file of a format that has one; a file without it may still be growing.
enum EndMarks {
    /// Whether the last bytes of a file are those of a whole one.
    ///
    /// That is `%%EOF` of a PDF, the directory of a zip, the last tag of XML; other formats have no end mark.
    static func check(_ path: RawPath, _ file: borrowing FileDescriptor, _ status: FileStatus) -> TailVerdict {
        guard let head = try? file.read(upTo: 5, at: 0) else { return .whole }
        if head.starts(with: "%PDF-".utf8) {
            return has("%%EOF", inLast: 2048, of: file, status) ? .whole : .missing
        }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return has("PK\u{05}\u{06}", inLast: 65_557, of: file, status) ? .whole : .missing
        }
        guard head.starts(with: "<?xml".utf8), let tail = try? tail(of: file, status, byteCount: 256) else {
            return .whole
        }
        let last = tail.last { $0 > 0x20 }
        return last == UInt8(ascii: ">") ? .whole : .missing
    }

    private static func has(
        _ mark: String,
        inLast byteCount: Int,
        of file: borrowing FileDescriptor,
        _ status: FileStatus
    ) -> Bool {
        guard let tail = try? tail(of: file, status, byteCount: byteCount) else { return true }
        let mark = Array(mark.utf8)
        return tail.indices.contains { tail[$0] == mark[0] && tail[$0...].starts(with: mark) }
    }

    private static func tail(
        of file: borrowing FileDescriptor,
        _ status: FileStatus,
        byteCount: Int
    ) throws(Errno) -> [UInt8] {
        try file.read(upTo: byteCount, at: max(0, status.size - Int64(byteCount)))
    }
}
