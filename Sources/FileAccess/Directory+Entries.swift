import Glibc

/// A name in a directory, with the kind of file that the directory says it is.
package struct DirectoryEntry: Hashable, Sendable {
    /// The name, one path component.
    package let name: RawPath
    /// What it is; ``FileKind/unknown`` where the file system does not tell without stat(2).
    package let kind: FileKind

    /// An entry of this name and kind.
    package init(name: RawPath, kind: FileKind) {
        self.name = name
        self.kind = kind
    }
}

extension Directory {
    /// All entries but `.` and `..`, sorted by the bytes of their names, so that a walk is the same every time.
    package func entries() throws(Errno) -> [DirectoryEntry] {
        var entries: [DirectoryEntry] = []
        try forEachEntry { (entry) throws(Errno) in
            entries.append(entry)
            return true
        }
        entries.sort { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }
        return entries
    }

    /// Calls `body` with each entry but `.` and `..` as the kernel lists them, until it answers false.
    ///
    /// Memory stays the same however many entries there are. Entries that come or go meanwhile are seen or not.
    package func forEachEntry(_ body: (DirectoryEntry) throws(Errno) -> Bool) throws(Errno) {
        // The stream moves the position of its open file, so it gets one of its own.
        let number = FileDescriptor.repeating {
            unsafe openat(descriptor.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard number >= 0 else { throw .last("openat") }
        guard let stream = unsafe fdopendir(number) else {
            let error = Errno.last("fdopendir")
            close(number)
            throw error
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw .last("readdir") }
                return
            }
            let name = unsafe RawPath(nameOf: entry)
            if name.bytes == [0x2E] || name.bytes == [0x2E, 0x2E] { continue }
            guard try body(DirectoryEntry(name: name, kind: unsafe FileKind(entryType: entry.pointee.d_type))) else {
                return
            }
        }
    }
}

extension RawPath {
    /// The name of an entry, read up to its NUL: some file systems have names longer than the field's declared size.
    fileprivate init(nameOf entry: UnsafeMutablePointer<dirent>) {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = unsafe UnsafeRawPointer(entry) + offset
        let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        self.init(unsafe Array(UnsafeRawBufferPointer(start: start, count: length)))
    }
}

extension FileKind {
    fileprivate init(entryType: UInt8) {
        self =
            switch Int(entryType) {
            case Int(DT_REG): .regular
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .symbolicLink
            case Int(DT_FIFO): .fifo
            case Int(DT_SOCK): .socket
            case Int(DT_CHR): .characterDevice
            case Int(DT_BLK): .blockDevice
            default: .unknown
            }
    }
}
