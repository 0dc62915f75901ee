import CLinux
import Glibc

/// How a file is opened.
package enum OpenMode: Sendable {
    /// For reading; it must exist.
    case reading
    /// For writing; it must not exist (`EEXIST`).
    case creating
    /// For writing at its end; made if missing.
    case appending
    /// For reading and writing; made if missing.
    case updating

    fileprivate var flags: Int32 {
        switch self {
        case .reading: O_RDONLY
        case .creating: O_WRONLY | O_CREAT | O_EXCL
        case .appending: O_WRONLY | O_CREAT | O_APPEND
        case .updating: O_RDWR | O_CREAT
        }
    }
}

/// An open directory, by which everything below it is reached.
///
/// All paths are relative to the directory and are walked name by name from open descriptors: no symbolic link is
/// followed in any place (`ELOOP` or `ENOTDIR`), a name `..` is refused (`EINVAL`), the length of the whole path has no
/// limit, and a directory that is renamed meanwhile stays the same directory. The empty path is the directory itself.
package struct Directory: ~Copyable, Sendable {
    /// The descriptor that the directory is held by.
    package let descriptor: FileDescriptor

    /// Opens the directory of a path as the operator wrote it; symbolic links in it are followed.
    package init(at path: RawPath) throws(Errno) {
        guard path.isNameable else { throw Errno(code: EINVAL, call: "open", path: path) }
        let number = unsafe path.withCString { name in
            FileDescriptor.repeating { unsafe Glibc.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        }
        guard number >= 0 else { throw .last("open", path) }
        descriptor = FileDescriptor(taking: number)
    }

    /// Takes over the open descriptor of a directory.
    package init(taking descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    // MARK: Opening

    /// Opens a directory below this one.
    package func directory(_ path: RawPath) throws(Errno) -> Directory {
        let names = path.components
        var current = try step(to: names.first ?? RawPath("."), of: path)
        for name in names.dropFirst() {
            current = try current.step(to: name, of: path)
        }
        return current
    }

    /// Opens a file below this one; never waits for the other end of a FIFO.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - mode: what for.
    ///   - permissions: of a file that is made, before the process's umask.
    /// - Returns: the open file, or directory for ``OpenMode/reading``.
    /// - Throws: what openat(2) throws; `ELOOP` for a symbolic link.
    package func file(
        _ path: RawPath,
        for mode: OpenMode,
        permissions: UInt32 = 0o644
    ) throws(Errno) -> FileDescriptor {
        let number = try unsafe inParent(of: path, "openat") { directory, name in
            unsafe openat(
                directory,
                name,
                mode.flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
                mode_t(permissions)
            )
        }
        return FileDescriptor(taking: number)
    }

    // MARK: Looking

    /// The description of this directory.
    package func status() throws(Errno) -> FileStatus {
        try descriptor.status()
    }

    /// The description of an entry; of a symbolic link, its own.
    package func status(of path: RawPath) throws(Errno) -> FileStatus {
        if path.isEmpty { return try descriptor.status() }
        var status = stat()
        _ = try unsafe inParent(of: path, "fstatat") { directory, name in
            unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW)
        }
        return FileStatus(status)
    }

    /// The description of an entry, or nil if there is none by that name.
    package func statusIfExists(of path: RawPath) throws(Errno) -> FileStatus? {
        do {
            return try status(of: path)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    // MARK: Changing

    /// Makes one directory; its parent must exist.
    package func makeDirectory(_ path: RawPath, permissions: UInt32 = 0o755) throws(Errno) {
        _ = try unsafe inParent(of: path, "mkdirat") { directory, name in
            unsafe mkdirat(directory, name, mode_t(permissions))
        }
    }

    /// Opens a directory and makes it and its parents where they are missing.
    ///
    /// Each directory that gained an entry is synchronized, so that what is later put into the new one survives a power
    /// cut.
    package func makeDirectories(_ path: RawPath, permissions: UInt32 = 0o755) throws(Errno) -> Directory {
        var current = try step(to: RawPath("."), of: path)
        for name in path.components {
            do {
                current = try current.step(to: name, of: path)
            } catch {
                guard error.code == ENOENT else { throw error }
                do {
                    try current.makeDirectory(name, permissions: permissions)
                } catch {
                    guard error.code == EEXIST else { throw Errno(code: error.code, call: error.call, path: path) }
                }
                try current.synchronize()
                current = try current.step(to: name, of: path)
            }
        }
        return current
    }

    /// Renames an entry into another directory of the same file system, in one step for every observer.
    ///
    /// - Parameters:
    ///   - path: the entry, below this directory.
    ///   - target: the directory it goes to.
    ///   - newPath: its path there.
    ///   - replacing: whether an entry that is there is replaced; otherwise the call fails with `EEXIST`.
    /// - Throws: what renameat2(2) throws, such as `EXDEV` across file systems.
    package func rename(
        _ path: RawPath,
        to target: borrowing Directory,
        as newPath: RawPath,
        replacing: Bool
    ) throws(Errno) {
        let source = try parent(of: path, "renameat")
        let destination = try target.parent(of: newPath, "renameat")
        try source.renameHere(path, to: destination, as: newPath, replacing: replacing)
    }

    /// Removes the name of a file.
    package func remove(_ path: RawPath) throws(Errno) {
        _ = try unsafe inParent(of: path, "unlinkat") { directory, name in unsafe unlinkat(directory, name, 0) }
    }

    /// Removes an empty directory; one with entries fails with `ENOTEMPTY`.
    package func removeDirectory(_ path: RawPath) throws(Errno) {
        _ = try unsafe inParent(of: path, "unlinkat") { directory, name in
            unsafe unlinkat(directory, name, AT_REMOVEDIR)
        }
    }

    /// Waits until the names in this directory are on the disk (fsync(2)).
    package func synchronize() throws(Errno) {
        try descriptor.synchronize()
    }

    // MARK: Walking

    /// The directory that holds the last name of a path.
    private func parent(of path: RawPath, _ call: String) throws(Errno) -> Directory {
        try check(path, call)
        return try directory(path.parent)
    }

    /// Calls `body` with the descriptor of the directory that holds the last name of a path, and that name.
    private func inParent(
        of path: RawPath,
        _ call: String,
        _ body: (Int32, UnsafePointer<CChar>) -> Int32
    ) throws(Errno) -> Int32 {
        let name = path.lastComponent
        if name.bytes.count == path.bytes.count {
            try check(path, call)
            return try unsafe here(path, call, body)
        }
        return try unsafe parent(of: path, call).here(path, call, body)
    }

    /// Calls `body` with this directory's descriptor and the last name of a path, again if it was interrupted.
    private func here(
        _ path: RawPath,
        _ call: String,
        _ body: (Int32, UnsafePointer<CChar>) -> Int32
    ) throws(Errno) -> Int32 {
        let name = path.lastComponent
        while true {
            let result = unsafe name.withCString { unsafe body(descriptor.rawValue, $0) }
            if result >= 0 { return result }
            guard errno == EINTR else { throw .last(call, path) }
        }
    }

    /// Renames an entry of this directory into another.
    private func renameHere(
        _ path: RawPath,
        to target: borrowing Directory,
        as newPath: RawPath,
        replacing: Bool
    ) throws(Errno) {
        let from = descriptor.rawValue
        let to = target.descriptor.rawValue
        let result = unsafe path.lastComponent.withCString { name in
            unsafe newPath.lastComponent.withCString { newName in
                FileDescriptor.repeating {
                    replacing
                        ? unsafe renameat(from, name, to, newName)
                        : unsafe presscut_rename_noreplace(from, name, to, newName)
                }
            }
        }
        guard result == 0 else { throw .last(replacing ? "renameat" : "renameat2", path) }
    }

    /// Refuses a path that has no last name below this directory.
    private func check(_ path: RawPath, _ call: String) throws(Errno) {
        let name = path.lastComponent
        guard path.isNameable, !path.isAbsolute, !name.isEmpty, name != RawPath(".."), name != RawPath(".") else {
            throw Errno(code: EINVAL, call: call, path: path)
        }
    }

    /// Opens the directory of one name in this one, without following a link.
    private func step(to name: RawPath, of path: RawPath) throws(Errno) -> Directory {
        guard path.isNameable, !path.isAbsolute, name != RawPath("..") else {
            throw Errno(code: EINVAL, call: "openat", path: path)
        }
        let number = unsafe name.withCString { name in
            FileDescriptor.repeating {
                unsafe openat(descriptor.rawValue, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            }
        }
        guard number >= 0 else { throw .last("openat", path) }
        return Directory(taking: FileDescriptor(taking: number))
    }
}
