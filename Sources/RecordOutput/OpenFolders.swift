internal import FileAccess

/// Folders below `output/` that were opened last, by which their records are read.
///
/// An article that is like many is compared with hundreds of records in a row, most of them in the same few folders; to
/// walk to each from `output/` would take some six system calls more.
final class OpenFolders {
    private static let capacity = 16

    private final class Entry {
        let folder: Directory
        var use: Int

        init(_ folder: consuming Directory, use: Int) {
            self.folder = folder
            self.use = use
        }
    }

    private var entries: [RawPath: Entry] = [:]
    private var uses = 0

    /// Calls `body` with the folder `path` below `output`.
    ///
    /// - Throws: what openat(2) and `body` throw.
    func with<Result>(
        _ path: RawPath,
        in output: borrowing Directory,
        _ body: (borrowing Directory) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        uses += 1
        if let entry = entries[path] {
            entry.use = uses
            return try body(entry.folder)
        }
        let entry = Entry(try output.directory(path), use: uses)
        if entries.count >= OpenFolders.capacity, let oldest = entries.min(by: { $0.value.use < $1.value.use })?.key {
            entries[oldest] = nil
        }
        entries[path] = entry
        return try body(entry.folder)
    }

    /// Closes them: somebody may have put others in their places meanwhile.
    func close() { entries.removeAll(keepingCapacity: true) }
}
