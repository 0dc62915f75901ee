internal import FileAccess
internal import Hashing
internal import Ingestion

/// The originals of a root, as the folders of `state/` and the inbox show them.
struct OriginalFiles: ~Copyable {
    private let root: Directory

    init(root: consuming Directory) {
        self.root = root
    }

    /// The description of a file below `state/`; nil if it is not there.
    func status(ofKept path: RawPath) throws -> FileStatus? {
        try status(RawPath("state").appending(path))
    }

    /// The description of a file below `inbox/`; nil if it is not there.
    func status(ofDropped path: RawPath) throws -> FileStatus? {
        try status(RawPath("inbox").appending(path))
    }

    /// SHA-256 of a file below `inbox/`.
    func digest(ofDropped path: RawPath) throws -> Digest? {
        try digest(RawPath("inbox").appending(path))
    }

    /// SHA-256 of a file below `state/`.
    func digest(ofKept path: RawPath) throws -> Digest? {
        try digest(RawPath("state").appending(path))
    }

    /// Calls `body` with each folder below `state/<kind>` that holds a drop, and the paths of its files, all below `state/`.
    func forEach(_ kind: String, _ body: (_ folder: RawPath, _ files: [RawPath]) throws -> Void) throws {
        let place = RawPath("state/\(kind)")
        guard try status(place) != nil else { return }
        for folder in try root.directory(place).entries() where folder.kind != .regular {
            let path = RawPath(kind).appending(folder.name)
            try body(path, try files(below: path).filter { !OriginalFiles.isReason($0.lastComponent) })
        }
    }

    /// The files of a drop in its folder below `state/`, without the reason of a failure.
    func files(ofDrop folder: RawPath) throws -> [RawPath] {
        try files(below: folder).filter { !OriginalFiles.isReason($0.lastComponent) }
    }

    private func files(below folder: RawPath) throws -> [RawPath] {
        guard let inside = try? root.directory(RawPath("state").appending(folder)) else { return [] }
        return try inside.entries().flatMap { entry in
            let path = folder.appending(entry.name)
            return entry.kind == .directory ? try files(below: path) : [path]
        }
    }

    /// The paths of all files of the inbox, with what they are.
    func dropped() throws -> [RawPath: FileStatus] {
        var found: [RawPath: FileStatus] = [:]
        var folders = [RawPath("inbox")]
        while let folder = folders.popLast() {
            guard let entries = try? root.directory(folder).entries() else { continue }
            for entry in entries {
                let path = folder.appending(entry.name)
                guard let status = try? root.statusIfExists(of: path) else { continue }
                if status.kind == .directory {
                    folders.append(path)
                } else {
                    found[RawPath(Array(path.bytes.dropFirst("inbox/".utf8.count)))] = status
                }
            }
        }
        return found
    }

    private static func isReason(_ name: RawPath) -> Bool {
        name == RawPath("reason.json") || name == RawPath("reason.presscut.json")
    }

    private func status(_ path: RawPath) throws -> FileStatus? {
        do throws(Errno) {
            return try root.statusIfExists(of: path)
        } catch {
            guard error.code == Errno.notFound || error.code == Errno.notDirectory else { throw error }
            return nil
        }
    }

    private func digest(_ path: RawPath) throws -> Digest? {
        guard let status = try status(path), status.kind == .regular else { return nil }
        let file = try root.file(path, for: .reading)
        var hash = SHA256()
        while true {
            let bytes = try file.read(upTo: 1 << 18)
            if bytes.isEmpty { return hash.finish() }
            hash.update(bytes)
        }
    }
}
