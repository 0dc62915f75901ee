package import FileAccess

/// What the files of an index were when it was last closed well, kept beside it as `index.seal`.
///
/// Whoever changed, replaced or restored one of them since has left another inode, size or time, and the index is looked
/// at thoroughly before it is used. What a disk loses without a trace there is seen when it is read.
package struct IndexSeal: Sendable {
    private static let name = RawPath("index.seal")
    private static let files = ["index.sqlite", "index.sqlite-wal"]

    private let text: String

    /// The files as they are now, below `state`.
    package init(of state: borrowing Directory) throws(Errno) {
        var lines: [String] = []
        for name in IndexSeal.files {
            guard let status = try state.statusIfExists(of: RawPath(name)) else { continue }
            lines.append("\(name) \(status.inode) \(status.size) \(status.mtime) \(status.ctime)\n")
        }
        text = lines.joined()
    }

    /// Whether this is what was noted.
    package func isNoted(in state: borrowing Directory) -> Bool {
        guard let bytes = try? state.file(IndexSeal.name, for: .reading).readAll(upTo: 4_096) else { return false }
        return bytes == Array(text.utf8)
    }

    /// Notes it; replaces what was noted before.
    ///
    /// Without sync: a seal that is lost costs a look and nothing else.
    package func note(in state: borrowing Directory) throws(Errno) {
        let new = RawPath("index.seal.new")
        if try state.statusIfExists(of: new) != nil { try state.remove(new) }
        try state.file(new, for: .creating).write(Array(text.utf8))
        try state.rename(new, to: state, as: IndexSeal.name, replacing: true)
    }
}
