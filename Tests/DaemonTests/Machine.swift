import Glibc
import TestSupport

/// What the machine lets the tests do.
enum Machine {
    /// Whether the program was built with a sanitizer, which takes memory of its own and wants to be loaded first.
    static let isSanitized = unsafe getenv("PRESSCUT_SANITIZED") != nil

    /// The path of strace.
    static let strace = "/usr/bin/strace"

    /// Whether strace is there and may trace.
    static let canTrace: Bool = {
        guard !isSanitized, unsafe access(strace, X_OK) == 0 else { return false }
        return (try? run(strace, "-qq", "-o", "/dev/null", "/bin/true")) == 0
    }()

    /// Whether a tmpfs can be mounted.
    static let canMount: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryDirectory() else { return false }
        guard (try? run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path)) == 0 else { return false }
        return (try? run("/bin/umount", folder.path)) == 0
    }()
}
