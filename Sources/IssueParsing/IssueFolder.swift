package import FileAccess
package import IssueReading

/// The files below a folder, as far as they are pages or belong to pages.
///
/// Symbolic links are not followed, and folders not entered beyond ``maximumDepth``.
package struct IssueFolder {
    /// How deep folders are entered.
    package static let maximumDepth = 16
    /// The most files that are looked at.
    package static let maximumFileCount = 100_000

    private let path: RawPath
    private let limit: Int

    /// The folder at `path`, of whose files at most `limit` bytes are read.
    package init(at path: RawPath, limit: Int) {
        self.path = path
        self.limit = limit
    }

    /// The files that are read together, in the order of their names, by paths below the folder.
    package func groups() throws(Errno) -> [DropGrouping.Group] {
        let paths = try files()
        var lists: [[UInt8]: METSFileList] = [:]
        for file in paths where Self.mayBeMETS(file) {
            guard let bytes = try? read(file), SourceFormat.sniff(bytes, name: file) == .mets else { continue }
            lists[file] = METSFileList(bytes)
        }
        return DropGrouping(paths: paths, metsFiles: lists).groups
    }

    /// The files that a METS document in the folder names and that are there.
    package func members(of document: [UInt8], named name: [UInt8]) throws(Errno) -> [SourceFile] {
        let matcher = METSFileMatcher(folder: [], paths: try files().filter { $0 != name })
        var members: [SourceFile] = []
        for entry in METSFileList(document).texts {
            guard let file = matcher.path(of: entry) else { continue }
            members.append(SourceFile(name: file, bytes: try read(file)))
        }
        return members
    }

    /// The content of a file below the folder.
    package func read(_ file: [UInt8]) throws(Errno) -> [UInt8] {
        let descriptor = try Directory(at: path).file(RawPath(file), for: .reading)
        return try descriptor.readAll(upTo: limit)
    }

    private static func mayBeMETS(_ file: [UInt8]) -> Bool {
        String(decoding: file.suffix(4), as: UTF8.self).lowercased() == ".xml"
    }

    private func files() throws(Errno) -> [[UInt8]] {
        let root = try Directory(at: path)
        var found: [[UInt8]] = []
        var waiting = [RawPath([])]
        while let folder = waiting.popLast(), found.count < Self.maximumFileCount {
            for entry in try root.directory(folder).entries() {
                let inside = folder.appending(entry.name)
                switch entry.kind {
                case .regular: found.append(inside.bytes)
                case .directory where inside.components.count < Self.maximumDepth: waiting.append(inside)
                default: break
                }
            }
        }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
