internal import FileAccess
internal import Glibc

/// Starts child processes.
enum ChildProcess {
    /// Starts a program with one descriptor of ours under a fixed number, no other but the standard three, and Swift's
    /// crash reports off: a worker's crash is an answer, not an accident to be studied for seconds.
    static func spawn(_ program: [String], passing descriptor: Int32, as number: Int32) throws(Errno) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        var arguments = unsafe program.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        var environment = unsafe inheritedEnvironment().map { unsafe strdup($0) }
        unsafe environment.append(nil)
        defer {
            unsafe arguments.forEach { unsafe free($0) }
            unsafe environment.forEach { unsafe free($0) }
        }
        var id: pid_t = 0
        let code = unsafe posix_spawn(&id, program[0], &actions, nil, arguments, environment)
        guard code == 0 else { throw Errno(code: code, call: "posix_spawn", path: RawPath(program[0])) }
        return id
    }

    private static func inheritedEnvironment() -> [String] {
        var variables = ["SWIFT_BACKTRACE=enable=no"]
        var next = unsafe environ
        while let variable = unsafe next.pointee {
            let text = unsafe String(cString: variable)
            if !text.hasPrefix("SWIFT_BACKTRACE=") && !text.hasPrefix("NOTIFY_SOCKET=") { variables.append(text) }
            unsafe next += 1
        }
        return variables
    }
}
