internal import CLinux
package import FileAccess

extension FileDescriptor {
    /// A file without a name that lies in memory and holds `bytes`, its position at the start.
    package static func inMemory(_ bytes: [UInt8], label: String) throws(Errno) -> FileDescriptor {
        let number = unsafe presscut_memory_file(label)
        guard number >= 0 else { throw .last("memfd_create") }
        let file = FileDescriptor(taking: number)
        try file.write(bytes)
        try file.seek(to: 0)
        return file
    }
}
