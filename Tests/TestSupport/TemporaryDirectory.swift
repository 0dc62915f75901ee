import Glibc

/// A new empty directory for one test, removed with everything in it when the value ends.
///
/// Its name holds the number of the process: what one that was killed left is removed by the next one.
package struct TemporaryDirectory: ~Copyable, Sendable {
    /// The absolute path of the directory, without a slash at its end.
    package let path: String

    /// Makes the directory in `parent`; without one in `TMPDIR`, or in `/tmp` without that.
    package init(in parent: String? = nil) throws {
        let parent = unsafe parent ?? getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        _ = TemporaryDirectory.clearing
        var template = Array("\(parent)/presscut-test.\(getpid()).XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw TemporaryDirectoryError(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes, once a process, what processes that are no more left in the folder for temporary files.
    private static let clearing: Void = {
        let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        guard let stream = unsafe opendir(parent) else { return }
        defer { unsafe closedir(stream) }
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            let parts = String(decoding: bytes, as: UTF8.self).split(separator: ".")
            guard parts.count == 3, parts[0] == "presscut-test", let owner = pid_t(parts[1]), owner > 0,
                kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            let path = "\(parent)/\(parts.joined(separator: "."))"
            _ = try? run("/bin/sh", "-c", "umount -l '\(path)/root' 2>/dev/null; rm -rf --one-file-system -- '\(path)'")
        }
    }()

    deinit {
        // rm takes any name and any depth.
        _ = try? run("/bin/rm", "-rf", "--", path)
    }
}

/// The error number with which a temporary directory could not be made.
package struct TemporaryDirectoryError: Error {
    package let code: Int32
}

/// Runs a program, waits for it and gives its wait status; 0 means that it ended well.
@discardableResult
package func run(_ program: String, _ arguments: String...) throws -> Int32 {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, program, nil, nil, pointers, environ)
    guard code == 0 else { throw TemporaryDirectoryError(code: code) }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status
}
