package import FileAccess

/// A file of lines, read from its beginning in pieces, so that its length does not matter.
package enum LineFile {
    private static let pieceByteCount = 1 << 20

    /// Calls `body` with each whole line (without its line feed) and the offset at which it begins.
    ///
    /// - Returns: how many bytes follow the last line feed: what a crash left of an append.
    /// - Throws: what reading and `body` throw; a file that is not there has no lines.
    @discardableResult
    package static func forEachLine(
        of path: RawPath,
        below folder: borrowing Directory,
        _ body: (Span<UInt8>, Int64) throws -> Void
    ) throws -> Int {
        let file: FileDescriptor
        do throws(Errno) {
            file = try folder.file(path, for: .reading)
        } catch {
            guard error.code == Errno.notFound else { throw error }
            return 0
        }
        var rest: [UInt8] = []
        var offset: Int64 = 0
        while true {
            let piece = try file.read(upTo: pieceByteCount)
            if piece.isEmpty { return rest.count }
            let searched = rest.count
            rest.append(contentsOf: piece)
            let start = try forEachLine(in: rest.span, from: searched, at: offset, body)
            offset += Int64(start)
            rest.removeFirst(start)
        }
    }

    /// Calls `body` with the lines that end at `searched` or later; returns where the last one ends.
    private static func forEachLine(
        in bytes: Span<UInt8>,
        from searched: Int,
        at offset: Int64,
        _ body: (Span<UInt8>, Int64) throws -> Void
    ) throws -> Int {
        var start = 0
        for position in searched..<bytes.count where bytes[position] == UInt8(ascii: "\n") {
            try body(bytes.extracting(start..<position), offset + Int64(start))
            start = position + 1
        }
        return start
    }

    /// The line of `length` bytes at `offset`.
    package static func line(
        of path: RawPath,
        below folder: borrowing Directory,
        at offset: Int64,
        length: Int
    ) throws(Errno) -> [UInt8] {
        try folder.file(path, for: .reading).read(upTo: length, at: offset)
    }
}
