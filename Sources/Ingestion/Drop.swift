package import FileAccess
package import Hashing

/// A drop that was opened and hashed, or that is not to be opened.
package struct Drop: Sendable {
    /// The path below the inbox.
    package var path: RawPath
    /// The file as it was when it was hashed.
    package var status: FileStatus
    /// SHA-256 of the file, or nil for what is never opened, such as a FIFO.
    ///
    /// Of a drop of several files, that of its sorted lines of names and digests.
    package var sha256: Digest?
    /// The files that came with it.
    package var members: [Member] = []
    /// When it was taken up, for the `ms` of its event.
    package var began: ContinuousClock.Instant

    /// A drop as it was seen.
    package init(path: RawPath, status: FileStatus, sha256: Digest?, began: ContinuousClock.Instant) {
        self.path = path
        self.status = status
        self.sha256 = sha256
        self.began = began
    }
}

extension Drop {
    /// A file that came with the main file of a drop.
    package struct Member: Sendable {
        /// The path below the inbox.
        package var path: RawPath
        /// Where it lies, below the folder that the drop is opened in.
        package var place: RawPath
        /// The file as it was when it was hashed.
        package var status: FileStatus
        package var sha256: Digest
        /// Whether the reader needs its content.
        package var isRead: Bool
    }

    /// The identity of a drop of several files: SHA-256 of a line `name SHA-256` for each, sorted by name.
    ///
    /// Names are those below the folder that holds them all, so that the drop stays the same wherever it is dropped.
    static func identity(main: (path: RawPath, sha256: Digest), members: [Member]) -> Digest {
        guard !members.isEmpty else { return main.sha256 }
        let base = commonFolder(of: [main.path] + members.map(\.path))
        let lines = ([main] + members.map { (path: $0.path, sha256: $0.sha256) }).map { file in
            relative(file.path, to: base).bytes + Array(" \(file.sha256.hex)\n".utf8)
        }
        var hash = SHA256()
        for line in lines.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(line) }
        return hash.finish()
    }

    /// Whether the name alone leaves it open that other files came with this one.
    package static func mayHaveCompanions(_ path: RawPath) -> Bool { DropRole.isOpen(path) }

    /// The folder that holds a drop of several files, by where its main file is kept: they keep their places to each other.
    static func folder(of main: RawPath, among members: [RawPath], keptAt place: RawPath) -> RawPath {
        let depth = relative(main, to: commonFolder(of: [main] + members)).components.count
        var folder = place
        for _ in 0..<depth { folder = folder.parent }
        return folder
    }

    /// The innermost folder that holds all files.
    static func commonFolder(of paths: [RawPath]) -> RawPath {
        guard var common = paths.first?.parent.components else { return RawPath([]) }
        for path in paths.dropFirst() {
            let same = zip(common, path.parent.components).prefix { $0.0 == $0.1 }.count
            common = Array(common.prefix(same))
        }
        return common.reduce(RawPath([])) { $0.appending($1) }
    }

    /// The path below `base`, which holds it.
    static func relative(_ path: RawPath, to base: RawPath) -> RawPath {
        path.components.dropFirst(base.components.count).reduce(RawPath([])) { $0.appending($1) }
    }
}

/// What is to be done with a drop that was claimed.
package enum Claim: Equatable, Sendable {
    /// A worker is to parse it; this is the number of its arrival.
    case parse(arrival: Int64)
    /// It is decided: nothing had to be parsed.
    case finished(Verdict)
    /// It was dealt with before and has stayed as it was; it makes no event.
    case settledBefore
}

/// What happens to originals once everything that follows from them is on the disk.
package enum OriginalsPolicy: String, Sendable, CaseIterable {
    /// They are moved to `state/done`, `state/duplicate` or `state/failed`.
    case move
    /// They stay in the inbox.
    case keep
    /// They are removed; failed ones are moved all the same.
    case delete
}
