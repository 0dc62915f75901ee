import FileAccess
import Service

extension Command {
    static let watch = Command(
        name: "watch",
        summary: "Watches the inbox until SIGTERM; this is the service.",
        options: rootOptions,
        notes: """
            Drop files or folders into DIR/inbox. Records appear in DIR/output/records, one line a published file in
            DIR/output/manifest.jsonl, one line a drop in DIR/output/log. SIGHUP reads the configuration again.
            """,
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "watch") }
            let (root, configuration, path) = try place(arguments)
            return try await locked(root) { () throws(ExitCode) in
                try await Daemon(root: root, configuration: configuration, configurationPath: path).watch()
            }
        }
    )

    static let ingest = Command(
        name: "ingest",
        summary: "Takes what is in the inbox and exits.",
        operands: "[PATH…]",
        options: rootOptions + [
            OptionDescription(name: "once", argument: nil, help: "exit when the inbox is empty (the only mode)")
        ],
        notes: """
            Files in the inbox are taken when they have rested (the setting “settle”). With PATH, only these files are
            taken, at once; they must lie in DIR/inbox. Exits with 65 if a file is not what can be read, with 75 if a
            service is running on the root or a file could not be had for now.
            """,
        run: { arguments throws(ExitCode) in
            let (root, configuration, path) = try place(arguments)
            var paths: [RawPath] = []
            for operand in arguments.operands { paths.append(try inboxPath(operand, root: root)) }
            return try await locked(root) { () throws(ExitCode) in
                try await Daemon(
                    root: root,
                    configuration: configuration,
                    configurationPath: path,
                    expectsArrivals: false
                )
                .ingestOnce(paths: paths)
            }
        }
    )

    static let checkConfiguration = Command(
        name: "check-config",
        summary: "Reads a configuration and says whether it can be used.",
        operands: "[FILE]",
        options: [rootOptions[1]],
        notes: "Settings: \(Configuration.keys.joined(separator: ", ")).",
        run: { arguments throws(ExitCode) in
            let path =
                arguments.operands.first ?? arguments.path("config") ?? RawPath("/etc/presscut/presscut.conf")
            _ = try Daemon.configuration(at: path)
            print("\(path.escaped) can be used.")
            return .ok
        }
    )

    /// Does `body` while holding the root's lock.
    static func locked(
        _ root: RawPath,
        _ body: () async throws(ExitCode) -> ExitCode
    ) async throws(ExitCode) -> ExitCode {
        let lock: RootLock?
        do throws(Errno) {
            lock = try RootLock.take(root: root)
        } catch {
            Console.say(
                "\(root.escaped) cannot be used: \(error) Give the folder with --root, or make it.",
                priority: .error
            )
            throw error.code == Errno.notFound ? .noInput : .io
        }
        guard let lock else {
            let holder = RootLock.holder(root: root).map { "process \($0)" } ?? "another process"
            Console.say(
                "\(root.escaped) is in use by \(holder); stop it first, or drop files into its inbox.",
                priority: .error
            )
            throw .tryAgain
        }
        let code = try await body()
        lock.release()
        return code
    }

    /// The path below the inbox of a file that was named on the command line.
    private static func inboxPath(_ operand: RawPath, root: RawPath) throws(ExitCode) -> RawPath {
        let inbox = root.appending("inbox")
        let path = RawPath(Array(operand.bytes.dropFirst(inbox.bytes.count + 1)))
        guard operand.isInside(inbox), !path.isEmpty, !path.components.contains(RawPath("..")) else {
            Console.say(
                "\(operand.escaped) does not lie in \(inbox.escaped); copy it there first.",
                priority: .error
            )
            throw .usage
        }
        return path
    }

    static func unexpected(_ operand: RawPath, of command: String) -> ExitCode {
        Console.say("“\(operand.escaped)” is one word too many; see “presscut \(command) --help”.", priority: .error)
        return .usage
    }
}
