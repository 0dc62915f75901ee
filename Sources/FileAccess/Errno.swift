import Glibc

/// A system call that failed: which, why and on what.
///
/// Two errors are equal if their codes are; where a fate is decided (is the disk full, is only this file unreadable)
/// the code alone decides it.
package struct Errno: Error, Sendable, CustomStringConvertible {
    /// The number that the kernel gave, such as `ENOSPC`.
    package let code: Int32
    /// The name of the call that failed, such as `renameat`.
    package let call: String
    /// The path that the call was about, as far as it was known.
    package let path: RawPath?

    /// An error with a code that is already known.
    package init(code: Int32, call: String, path: RawPath? = nil) {
        self.code = code
        self.call = call
        self.path = path
    }

    /// The error of the C call that has just failed on this thread.
    package static func last(_ call: String, _ path: RawPath? = nil) -> Errno {
        Errno(code: errno, call: call, path: path)
    }

    /// The same error, said of a path: for calls on a descriptor, which has none.
    package func on(_ path: RawPath) -> Errno {
        Errno(code: code, call: call, path: path)
    }

    /// The name of the code, such as `ENOSPC`, or `errno 250` for one outside the table.
    package var name: String {
        names[code] ?? "errno \(code)"
    }

    /// What the C library says about the code, such as `No space left on device`.
    package var message: String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "Unknown error" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// One sentence: the call, the path with its controls escaped, the reason and its name.
    package var description: String {
        let subject = path.map { " of “\($0.escaped)”" } ?? ""
        return "\(call)\(subject) failed: \(message) (\(name))."
    }
}

extension Errno: Hashable {
    /// Whether two errors have the same code.
    package static func == (left: Errno, right: Errno) -> Bool { left.code == right.code }

    /// Hashes the code.
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// The codes that file operations give on Linux (errno(3)).
private let names: [Int32: String] = [
    EPERM: "EPERM", ENOENT: "ENOENT", EINTR: "EINTR", EIO: "EIO", ENXIO: "ENXIO", E2BIG: "E2BIG", EBADF: "EBADF",
    EAGAIN: "EAGAIN", ENOMEM: "ENOMEM", EACCES: "EACCES", EBUSY: "EBUSY", EEXIST: "EEXIST", EXDEV: "EXDEV",
    ENODEV: "ENODEV", ENOTDIR: "ENOTDIR", EISDIR: "EISDIR", EINVAL: "EINVAL", ENFILE: "ENFILE", EMFILE: "EMFILE",
    ETXTBSY: "ETXTBSY", EFBIG: "EFBIG", ENOSPC: "ENOSPC", ESPIPE: "ESPIPE", EROFS: "EROFS", EMLINK: "EMLINK",
    EPIPE: "EPIPE", EDEADLK: "EDEADLK", ENAMETOOLONG: "ENAMETOOLONG", ENOLCK: "ENOLCK", ENOSYS: "ENOSYS",
    ENOTEMPTY: "ENOTEMPTY", ELOOP: "ELOOP", EOVERFLOW: "EOVERFLOW", EOPNOTSUPP: "EOPNOTSUPP", ETIMEDOUT: "ETIMEDOUT",
    ECONNREFUSED: "ECONNREFUSED", EHOSTDOWN: "EHOSTDOWN", ESTALE: "ESTALE", EDQUOT: "EDQUOT",
    ENOTCONN: "ENOTCONN", ESHUTDOWN: "ESHUTDOWN", EREMOTEIO: "EREMOTEIO", EUCLEAN: "EUCLEAN",
]
