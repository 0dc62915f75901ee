import Glibc
import TestSupport

/// What a disk may hold after a power cut, made from the journal of a run.
///
/// The model is stricter than any file system in use. The content of a file is what stood in it at its last fsync; of the
/// writes since then each is on the disk, not on the disk, or there up to a sector or, if it was appended, from one on. Names are what their folder held at
/// its last fsync; of the changes since then either the first few are on the disk (a journal that was written up to some
/// point), or any of them. What lay in the root before the run is on the disk.
struct CrashImage {
    /// How the changes that were not synced are cut off.
    enum Order: CaseIterable {
        /// The first few of them are on the disk.
        case prefix
        /// Each of them is, or is not.
        case any
    }

    private struct Change {
        enum Kind { case create, rename, unlink, makeDirectory }
        var kind: Kind
        var inode: UInt64
        var folder: UInt64
        var name: [UInt8]
        var newFolder: UInt64 = 0
        var newName: [UInt8] = []
        var isSynced = false
    }

    private struct Content {
        var synced: [UInt8] = []
        var pending: [JournalEntry] = []
    }

    private var contents: [UInt64: Content] = [:]
    /// The files of the folders, by inode; a folder's own inode is a key even if nothing is in it.
    private var folders: [UInt64: [[UInt8]: UInt64]] = [:]
    private var changes: [Change] = []
    private let top: UInt64
    /// The numbers under which inodes are held that the file system gave out a second time.
    private var aliases: [UInt64: UInt64] = [:]

    /// The state of the disk as it is before a run: everything below `root`.
    init(before root: borrowing Root) throws {
        top = try CrashImage.inode(root.path)
        try take(root.path, top)
    }

    private static func inode(_ path: String) throws -> UInt64 {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw FileError(code: errno) }
        return UInt64(status.st_ino)
    }

    private mutating func take(_ path: String, _ folder: UInt64) throws {
        folders[folder] = [:]
        guard let stream = unsafe opendir(path) else { throw FileError(code: errno) }
        defer { unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            let below = "\(path)/\(String(decoding: name, as: UTF8.self))"
            let inode = try CrashImage.inode(below)
            folders[folder]?[name] = inode
            if unsafe Int(entry.pointee.d_type) == Int(DT_DIR) {
                try take(below, inode)
            } else {
                contents[inode] = Content(synced: try read(below))
            }
        }
    }

    // MARK: The run

    /// Takes in what the run did, in order.
    mutating func follow(_ entries: ArraySlice<JournalEntry>) {
        for entry in entries { follow(entry) }
    }

    private mutating func follow(_ original: JournalEntry) {
        var entry = original
        if entry.kind == .create || entry.kind == .makeDirectory {
            let held = aliases[entry.inode] ?? entry.inode
            if contents[held] != nil || folders[held] != nil || entry.inode != held {
                aliases[entry.inode] = held + 1 << 48
            }
        }
        entry.inode = aliases[entry.inode] ?? entry.inode
        if ![.write, .truncate, .sync].contains(entry.kind) { entry.first = aliases[entry.first] ?? entry.first }
        if entry.kind == .rename { entry.second = aliases[entry.second] ?? entry.second }
        switch entry.kind {
        case .write, .truncate:
            contents[entry.inode, default: Content()].pending.append(entry)
        case .sync where entry.first == 0:
            guard var content = contents[entry.inode] else { return }
            for pending in content.pending { CrashImage.apply(pending, to: &content.synced) }
            content.pending = []
            contents[entry.inode] = content
        case .sync:
            for place in changes.indices
            where changes[place].folder == entry.inode || changes[place].newFolder == entry.inode {
                changes[place].isSynced = true
            }
        case .create:
            contents[entry.inode] = Content()
            changes.append(Change(kind: .create, inode: entry.inode, folder: entry.first, name: entry.name))
        case .makeDirectory:
            changes.append(Change(kind: .makeDirectory, inode: entry.inode, folder: entry.first, name: entry.name))
        case .unlink:
            changes.append(Change(kind: .unlink, inode: entry.inode, folder: entry.first, name: entry.name))
        case .rename:
            changes.append(
                Change(
                    kind: .rename,
                    inode: entry.inode,
                    folder: entry.first,
                    name: entry.name,
                    newFolder: entry.second,
                    newName: entry.newName
                )
            )
        }
    }

    private static func apply(_ entry: JournalEntry, to bytes: inout [UInt8], upTo limit: Int = .max) {
        if entry.kind == .truncate {
            let length = Int(entry.first)
            if length < bytes.count { bytes.removeLast(bytes.count - length) }
            if length > bytes.count { bytes += [UInt8](repeating: 0, count: length - bytes.count) }
            return
        }
        let data = entry.data.prefix(limit)
        let start = Int(entry.first)
        let end = start + data.count
        if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(start..<end, with: data)
    }

    // MARK: The cut

    /// Turns `root`, in which the run took place, into what the disk holds if the power fails now.
    ///
    /// Files keep their inodes and times, which the index remembers.
    func cut(_ root: borrowing Root, _ order: Order, using generator: inout SeededGenerator) throws {
        var names = folders
        let kept = Int.random(in: 0...changes.count, using: &generator)
        let lastSynced = (changes.lastIndex { $0.isSynced } ?? -1) + 1
        for (place, change) in changes.enumerated() {
            let isKept =
                switch order {
                case .prefix: place < max(kept, lastSynced)
                case .any: change.isSynced || Bool.random(using: &generator)
                }
            if isKept { CrashImage.apply(change, to: &names) }
        }
        var files: [UInt64: [UInt8]] = [:]
        for (inode, content) in contents.sorted(by: { $0.key < $1.key }) {
            files[inode] = CrashImage.torn(content, order, using: &generator)
        }
        var places: [UInt64: String] = [:]
        try CrashImage.find(root.path, &places)
        let image = root.directory.path + "/image"
        try CrashImage.lay(top, names, files, places, at: image)
        try run("/bin/rm", "-rf", root.path)
        guard unsafe Glibc.rename(image, root.path) == 0 else { throw FileError(code: errno) }
    }

    /// Where the files below `path` are now, by inode.
    private static func find(_ path: String, _ places: inout [UInt64: String]) throws {
        guard let stream = unsafe opendir(path) else { throw FileError(code: errno) }
        defer { unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            let below = "\(path)/\(String(decoding: name, as: UTF8.self))"
            if unsafe Int(entry.pointee.d_type) == Int(DT_DIR) {
                try find(below, &places)
            } else {
                places[unsafe UInt64(entry.pointee.d_ino)] = below
            }
        }
    }

    private static func apply(_ change: Change, to names: inout [UInt64: [[UInt8]: UInt64]]) {
        switch change.kind {
        case .create: names[change.folder]?[change.name] = change.inode
        case .makeDirectory:
            names[change.folder, default: [:]][change.name] = change.inode
            if names[change.inode] == nil { names[change.inode] = [:] }
        case .unlink:
            if names[change.folder]?[change.name] == change.inode { names[change.folder]?[change.name] = nil }
        case .rename:
            names[change.newFolder, default: [:]][change.newName] = change.inode
            if names[change.folder]?[change.name] == change.inode { names[change.folder]?[change.name] = nil }
        }
    }

    /// The content of a file of which only some of the last writes are on the disk.
    private static func torn(_ content: Content, _ order: Order, using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = content.synced
        let kept = Int.random(in: 0...content.pending.count, using: &generator)
        for (place, entry) in content.pending.enumerated() {
            switch order {
            case .prefix where place > kept: return bytes
            case .prefix where place == kept, .any where Bool.random(using: &generator):
                // Part of it: some sectors of 512 bytes from its start.
                let sectors = Int.random(in: 0...entry.data.count / 512, using: &generator)
                let first = 512 - Int(entry.first % 512)
                guard entry.kind == .write else { continue }
                let limit = sectors == 0 ? 0 : min(first + (sectors - 1) * 512, entry.data.count)
                if order == .any, entry.first >= bytes.count, Bool.random(using: &generator) {
                    // The end of what was appended is there, its beginning is not.
                    apply(entry, to: &bytes)
                    for place in Int(entry.first)..<Int(entry.first) + limit { bytes[place] = 0 }
                } else {
                    apply(entry, to: &bytes, upTo: limit)
                }
            case .prefix: apply(entry, to: &bytes)
            case .any: if Bool.random(using: &generator) { apply(entry, to: &bytes) }
            }
        }
        return bytes
    }

    private static func lay(
        _ folder: UInt64,
        _ names: [UInt64: [[UInt8]: UInt64]],
        _ files: [UInt64: [UInt8]],
        _ places: [UInt64: String],
        at path: String
    ) throws {
        unsafe mkdir(path, 0o755)
        for (name, inode) in names[folder] ?? [:] {
            let below = "\(path)/\(String(decoding: name, as: UTF8.self))"
            guard names[inode] == nil else {
                try lay(inode, names, files, places, at: below)
                continue
            }
            let bytes = files[inode] ?? []
            if let place = places[inode & (1 << 48 - 1)], unsafe Glibc.rename(place, below) == 0,
                try read(below) == bytes
            {
                continue
            }
            try DaemonTests.write(bytes, to: below)
        }
    }
}

/// One change that a run made, as the interposer journalled it.
struct JournalEntry {
    enum Kind: UInt8 {
        case create = 0x43
        case write = 0x57
        case truncate = 0x54
        case sync = 0x53
        case rename = 0x52
        case unlink = 0x55
        case makeDirectory = 0x4D
    }

    var kind: Kind
    var inode: UInt64
    /// The folder, the offset, the length, or for a sync whether it is a folder's.
    var first: UInt64
    /// The folder that it is renamed into.
    var second: UInt64
    var name: [UInt8]
    var newName: [UInt8]
    var data: ArraySlice<UInt8>

    /// The entries of a journal.
    static func all(in journal: [UInt8]) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        var position = 0
        func number(_ count: Int) -> UInt64 {
            defer { position += count }
            return journal[position..<position + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        func bytes(_ count: Int) -> ArraySlice<UInt8> {
            defer { position += count }
            return journal[position..<position + count]
        }
        while position + 33 <= journal.count {
            guard let kind = Kind(rawValue: journal[position]) else { throw FileError(code: EINVAL) }
            position += 1
            let numbers = (number(8), number(8), number(8))
            let counts = (Int(number(2)), Int(number(2)), Int(number(4)))
            guard position + counts.0 + counts.1 + counts.2 <= journal.count else { break }
            entries.append(
                JournalEntry(
                    kind: kind,
                    inode: numbers.0,
                    first: numbers.1,
                    second: numbers.2,
                    name: Array(bytes(counts.0)),
                    newName: Array(bytes(counts.1)),
                    data: bytes(counts.2)
                )
            )
        }
        return entries
    }
}
