import Glibc
import TestSupport
import TextScanning

/// The built program, and roots for it to work on.
enum Presscut {
    /// The path of the program: the one that `PRESSCUT_PROGRAM` names, or else the one that was built with these tests.
    static let program: String = {
        if let named = unsafe getenv("PRESSCUT_PROGRAM") { return unsafe String(cString: named) }
        return "\(products)/presscut"
    }()

    /// The folder of what was built with these tests.
    static let products: String = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ".build/debug/x"
        return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }()

    /// Whether the program is there; the suites need it.
    static let isBuilt = unsafe access(program, X_OK) == 0
}

/// A root of presscut in a temporary directory.
struct Root: ~Copyable {
    let directory: TemporaryDirectory
    /// The root's path.
    let path: String
    private let configuration: String

    /// An empty root, whose inbox files need not rest for long.
    init(settings: [String] = [], resting: String = "20ms") throws {
        let directory = try TemporaryDirectory()
        let root = directory.path + "/root"
        let configuration = directory.path + "/presscut.conf"
        try run("/bin/mkdir", "-p", root + "/inbox", root + "/outside")
        let lines = ["settle = \(resting)", "incomplete-settle = 100ms"] + settings
        try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: configuration)
        self.directory = directory
        self.configuration = configuration
        path = root
    }

    /// A root that is a copy of another one, in which no service runs.
    init(copying other: borrowing Root) throws {
        try self.init(copying: other.path, configuration: other.configuration)
    }

    /// A root that is a copy of the folder at `path`, with the configuration at another path.
    init(copying path: String, configuration: String) throws {
        let directory = try TemporaryDirectory()
        let root = directory.path + "/root"
        let copy = directory.path + "/presscut.conf"
        try run("/bin/cp", "-a", path, root)
        try run("/bin/cp", configuration, copy)
        self.directory = directory
        self.configuration = copy
        self.path = root
    }

    /// Starts the program on the root.
    func start(_ command: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess(
            Presscut.program,
            [command[0], "--root", path, "--config", configuration] + command.dropFirst(),
            environment: environment,
            output: directory.path + "/messages"
        )
    }

    /// Makes the root one of the user nobody, with a copy of the program that this user can reach.
    func giveToNobody() throws {
        try run("/bin/cp", Presscut.program, directory.path + "/presscut")
        try run("/bin/chmod", "755", directory.path)
        try run("/bin/chown", "-R", "nobody", directory.path)
    }

    /// Starts the copied program as the user nobody.
    func startAsNobody(_ command: String) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/setpriv",
            [
                "--reuid=65534", "--clear-groups", directory.path + "/presscut", command, "--root", path, "--config",
                configuration,
            ],
            output: directory.path + "/messages"
        )
    }

    /// Runs `ingest --once` to its end.
    @discardableResult
    func ingest(_ environment: [String: String] = [:]) throws -> ChildProcess.End {
        var process = try start(["ingest", "--once"], environment: environment)
        return process.wait()
    }

    /// Renames a new file into the inbox.
    func drop(_ bytes: [UInt8], as name: String) throws {
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        try write(bytes, to: path + "/outside/new")
        // A folder that became empty is taken away, perhaps between the two calls.
        for attempt in 0... {
            if !folder.isEmpty { try run("/bin/mkdir", "-p", "\(path)/inbox/\(folder)") }
            if unsafe rename(path + "/outside/new", "\(path)/inbox/\(name)") == 0 { return }
            guard errno == ENOENT, attempt < 20 else { throw FileError(code: errno) }
        }
    }

    /// What the program said so far.
    var messages: String { String(decoding: (try? read(directory.path + "/messages")) ?? [], as: UTF8.self) }

    /// The lines of an append-only file below `output/`.
    func lines(_ name: String) throws -> [JSONValue] {
        guard unsafe access("\(path)/output/\(name)", F_OK) == 0 else { return [] }
        return try read("\(path)/output/\(name)").split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
    }

    /// The terminal events of all days.
    func events() throws -> [JSONValue] {
        try files(below: "output/log").sorted().flatMap { try lines(String($0.dropFirst(7))) }
            .filter { $0["event"]?.string != "notice" }
    }

    /// The paths of all files below a folder of the root, relative to the root.
    func files(below folder: String) throws -> [String] {
        let list = directory.path + "/list"
        try run("/bin/sh", "-c", "cd '\(path)' && find '\(folder)' -type f -print0 > '\(list)' 2>/dev/null || true")
        return try read(list).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The error number with which a test's file could not be read or written.
struct FileError: Error {
    let code: Int32
}

/// Writes a file anew.
func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(code: errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
        }
        guard count > 0 else { throw FileError(code: errno) }
        written += count
    }
}

/// Reads a whole file.
func read(_ path: String) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw FileError(code: errno) }
        if count == 0 { return bytes }
        bytes.append(contentsOf: buffer.prefix(count))
    }
}
