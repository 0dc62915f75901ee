import FileAccess
import Glibc
import Service

/// One of presscut's commands: its name, its help, and what it does.
struct Command: Sendable {
    var name: String
    var summary: String
    /// The operands in help texts.
    var operands = ""
    var options: [OptionDescription] = []
    /// More for `--help`.
    var notes = ""
    var run: @Sendable (ParsedArguments) async throws(ExitCode) -> ExitCode

    /// All commands, in the order of the help.
    static let all = [
        watch, ingest, parse, facts, dedup, export, status, explain, retry, reprocess, override, verify, reindex,
        formats, checkConfiguration,
    ]

    /// Options that belong to every command that works on a root.
    static let rootOptions = [
        OptionDescription(
            name: "root",
            argument: "DIR",
            help: "the folder with inbox/, output/ and state/ (/srv/presscut)"
        ),
        OptionDescription(
            name: "config",
            argument: "FILE",
            help: "the configuration (/etc/presscut/presscut.conf if it is there)"
        ),
    ]

    static let helpOption = OptionDescription(name: "help", argument: nil, help: "this text")

    /// Runs the command on the words of the command line.
    func main() async throws(ExitCode) -> ExitCode {
        let arguments = try ParsedArguments(command: name, options: options + [Command.helpOption])
        if arguments.has("help") {
            print(help, terminator: "")
            return .ok
        }
        return try await run(arguments)
    }

    private var help: String {
        let operands = operands.isEmpty ? "" : " \(operands)"
        var text = "Usage: presscut \(name) [OPTION…]\(operands)\n\n\(summary)\n\n"
        let rows = (options + [Command.helpOption]).map { option in
            ("  --\(option.name)\(option.argument.map { " \($0)" } ?? "")", option.help)
        }
        let width = rows.map(\.0.count).max() ?? 0
        for (left, right) in rows {
            text += left + String(repeating: " ", count: width - left.count + 2) + right + "\n"
        }
        return notes.isEmpty ? text : text + "\n" + notes + "\n"
    }

    /// What `presscut --help` prints.
    static var overview: String {
        var text = """
            presscut: newspaper issues in, article records out.

            Usage: presscut COMMAND [OPTION…] [ARGUMENT…]


            """
        let width = all.map(\.name.count).max() ?? 0
        for command in all {
            text +=
                "  \(command.name)\(String(repeating: " ", count: width - command.name.count + 2))\(command.summary)\n"
        }
        return text + """

            “presscut COMMAND --help” tells more. “presscut --version” prints the version.
            Exit codes are those of sysexits(3).

            """
    }

    /// The root and the configuration that a command was given.
    static func place(_ arguments: ParsedArguments) throws(ExitCode) -> (RawPath, Configuration, RawPath?) {
        let usual = RawPath("/etc/presscut/presscut.conf")
        var path = arguments.path("config")
        if path == nil, unsafe access(usual.utf8, R_OK) == 0 { path = usual }
        var configuration = Configuration()
        if let path { configuration = try Daemon.configuration(at: path) }
        return (arguments.path("root") ?? RawPath("/srv/presscut"), configuration, path)
    }
}
