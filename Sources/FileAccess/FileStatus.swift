import Glibc

/// What a directory entry is.
package enum FileKind: String, Sendable {
    case regular = "file"
    case directory
    case symbolicLink = "symbolic link"
    case fifo = "FIFO"
    case socket
    case characterDevice = "character device"
    case blockDevice = "block device"
    case unknown = "unknown kind of file"
}

/// The kernel's description of a file at one moment (stat(2)), as far as it tells one state of a file from another.
///
/// Times are nanoseconds since 1970; years beyond 2262 wrap, which keeps different times different.
package struct FileStatus: Hashable, Sendable {
    /// The file system that the file lies on.
    package let device: UInt64
    /// The number of the file on its file system.
    package let inode: UInt64
    /// The length in bytes.
    package let size: Int64
    /// When the content last changed, as its owner states it.
    package let mtime: Int64
    /// When the content, the name count or the attributes last changed; nobody can set it.
    package let ctime: Int64
    /// The permission bits, `0o7777` at most.
    package let mode: UInt32
    /// What the file is.
    package let kind: FileKind
    /// How many names the file has.
    package let linkCount: UInt64

    /// A description with every part given; for tests and for what an index remembers.
    package init(
        device: UInt64,
        inode: UInt64,
        size: Int64,
        mtime: Int64,
        ctime: Int64,
        mode: UInt32 = 0o644,
        kind: FileKind = .regular,
        linkCount: UInt64 = 1
    ) {
        self.device = device
        self.inode = inode
        self.size = size
        self.mtime = mtime
        self.ctime = ctime
        self.mode = mode
        self.kind = kind
        self.linkCount = linkCount
    }

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(truncatingIfNeeded: status.st_size)
        mtime = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        ctime = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
        mode = UInt32(truncatingIfNeeded: status.st_mode) & 0o7777
        linkCount = UInt64(truncatingIfNeeded: status.st_nlink)
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            case S_IFCHR: .characterDevice
            case S_IFBLK: .blockDevice
            default: .unknown
            }
    }

    /// Whether both describe the same state of the same file, as far as that outlasts a restart of the machine.
    ///
    /// Compares inode, size and mtime: a device may have another number after a restart, and a rename sets ctime.
    package func isSameState(as other: FileStatus) -> Bool {
        inode == other.inode && size == other.size && mtime == other.mtime
    }

    /// Whether both describe the same file (device and inode).
    package func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Whether both describe the same file with the same content, as far as the kernel can tell.
    ///
    /// Compares device, inode, size, mtime and ctime: a write within the resolution of mtime still changes one of the
    /// others or comes with an event, and ctime cannot be set back.
    package func isUnchanged(since earlier: FileStatus) -> Bool {
        isSameFile(as: earlier) && size == earlier.size && mtime == earlier.mtime && ctime == earlier.ctime
            && kind == earlier.kind
    }
}
