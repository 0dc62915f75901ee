import CLinux
package import FileAccess
import Glibc

/// What the kernel tells of a change in a watched folder.
package struct ChangeEvent: Hashable, Sendable {
    /// The watch that told; -1 for an overflow of the queue.
    package let watch: Int32
    /// What happened: bits of inotify(7).
    package let mask: UInt32
    /// The name in the folder; empty if the folder itself changed.
    package let name: RawPath

    /// An event with every part given.
    package init(watch: Int32, mask: UInt32, name: RawPath) {
        self.watch = watch
        self.mask = mask
        self.name = name
    }

    func has(_ bit: Int32) -> Bool { mask & UInt32(bitPattern: bit) != 0 }
}

/// What tells of changes in folders; a role, so that tests can make one that tells nothing.
package protocol ChangeNotifier: AnyObject, Sendable {
    /// The descriptor that becomes readable when there are events.
    var descriptor: Int32 { get }
    /// Starts to tell of a folder's changes; the same folder gives the same watch.
    func watch(_ directory: borrowing Directory) throws(Errno) -> Int32
    /// Stops to tell of a folder's changes.
    func unwatch(_ watch: Int32)
    /// The events that are there, up to some number; empty if there are none.
    func read() throws(Errno) -> [ChangeEvent]
}

/// The kernel's inotify(7): one descriptor for all folders.
package final class Inotify: ChangeNotifier {
    private let file: FileDescriptor

    /// Opens the descriptor; `EMFILE` means that `fs.inotify.max_user_instances` is used up.
    package init() throws(Errno) {
        let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard number >= 0 else { throw .last("inotify_init1") }
        file = FileDescriptor(taking: number)
    }

    package var descriptor: Int32 { file.rawValue }

    /// Watches the directory that is open, whatever its path has become: named by its descriptor, it needs no path of
    /// limited length, and no link can be put in its place.
    package func watch(_ directory: borrowing Directory) throws(Errno) -> Int32 {
        let path = RawPath("/proc/self/fd/\(directory.descriptor.rawValue)")
        let mask =
            IN_CREATE | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF
            | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK
        let watch = unsafe path.withCString { path in
            unsafe inotify_add_watch(file.rawValue, path, UInt32(bitPattern: Int32(mask)))
        }
        guard watch >= 0 else { throw .last("inotify_add_watch") }
        return watch
    }

    package func unwatch(_ watch: Int32) {
        // EINVAL says that the kernel has removed it already.
        _ = inotify_rm_watch(file.rawValue, watch)
    }

    package func read() throws(Errno) -> [ChangeEvent] {
        let bytes: [UInt8]
        do {
            bytes = try file.read(upTo: 1 << 16)
        } catch {
            if error.code == EAGAIN { return [] }
            throw error
        }
        var events: [ChangeEvent] = []
        var position = 0
        let header = MemoryLayout<inotify_event>.size
        while position + header <= bytes.count {
            let event = unsafe bytes.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
            }
            let end = position + header + Int(event.len)
            let name = bytes[position + header..<end].prefix { $0 != 0 }
            events.append(ChangeEvent(watch: event.wd, mask: event.mask, name: RawPath(Array(name))))
            position = end
        }
        return events
    }
}
