import Glibc

extension Directory {
    /// Removes a folder below this one if it is empty, then its parent if that is empty now, and so on.
    ///
    /// The kernel decides what is empty, so that nothing that arrives meanwhile is lost; it stops at the first folder
    /// that is not, and never takes this directory itself.
    ///
    /// - Parameter folder: the path of the folder that something was moved out of.
    /// - Returns: the folders that are gone, the innermost first.
    package func removeEmptyFolders(upFrom folder: RawPath) -> [RawPath] {
        var removed: [RawPath] = []
        var path = folder
        while !path.isEmpty {
            do {
                try removeDirectory(path)
                removed.append(path)
            } catch {
                // One that somebody else removed leaves its parent to be tried.
                guard error.code == ENOENT else { return removed }
            }
            path = path.parent
        }
        return removed
    }
}
