import FileAccess

/// The folders that are known, each with its watch if it has one.
struct FolderTree {
    private struct Folder {
        var watch: Int32?
        var subfolders: Set<RawPath> = []
    }

    private var folders: [RawPath: Folder] = [:]
    private var byWatch: [Int32: RawPath] = [:]

    /// The folder that a watch stands for.
    func folder(of watch: Int32) -> RawPath? { byWatch[watch] }

    func contains(_ folder: RawPath) -> Bool { folders[folder] != nil }

    /// The names of the known folders in a folder.
    func subfolders(of folder: RawPath) -> Set<RawPath> { folders[folder]?.subfolders ?? [] }

    /// Notes a folder and its watch.
    ///
    /// A watch that stood for another path stands for this one from now on: the kernel
    /// has one watch a directory, and the directory has moved.
    mutating func insert(_ folder: RawPath, watch: Int32?) {
        var entry = folders[folder] ?? Folder()
        if let old = entry.watch, old != watch, byWatch[old] == folder { byWatch[old] = nil }
        if let watch {
            if let other = byWatch[watch], other != folder { folders[other]?.watch = nil }
            byWatch[watch] = folder
        }
        entry.watch = watch
        folders[folder] = entry
        if !folder.isEmpty { folders[folder.parent]?.subfolders.insert(folder.lastComponent) }
    }

    /// Forgets that a watch stands for a folder.
    mutating func removeWatch(_ watch: Int32) {
        guard let folder = byWatch.removeValue(forKey: watch) else { return }
        folders[folder]?.watch = nil
    }

    /// Forgets a folder and all below it; hands them back with the watches that they had.
    mutating func remove(_ folder: RawPath) -> [(folder: RawPath, watch: Int32?)] {
        var removed: [(folder: RawPath, watch: Int32?)] = []
        var pending = [folder]
        while let path = pending.popLast() {
            guard let entry = folders.removeValue(forKey: path) else { continue }
            if let watch = entry.watch, byWatch[watch] == path { byWatch[watch] = nil }
            removed.append((path, entry.watch))
            pending.append(contentsOf: entry.subfolders.map(path.appending))
        }
        if !folder.isEmpty { folders[folder.parent]?.subfolders.remove(folder.lastComponent) }
        return removed
    }
}
