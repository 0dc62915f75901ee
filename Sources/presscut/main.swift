import FileAccess
import Glibc
import Ingestion
import RecordOutput
import Service

signal(SIGPIPE, SIG_IGN)
let words = CommandLine.arguments.dropFirst()
switch words.first {
case "worker":
    guard let limits = WorkerLimits(arguments: words.dropFirst()) else { exit(ExitCode.usage.rawValue) }
    exit(WorkerProcess.run(limits: limits))
case "--version":
    print("presscut \(RecordEncoder.engineVersion) (rules \(RecordEncoder.rulesVersion))")
case "--help", "-h", "help":
    print(Command.overview, terminator: "")
case nil:
    print(Command.overview, terminator: "")
    exit(ExitCode.usage.rawValue)
case .some(let name):
    guard let command = Command.all.first(where: { $0.name == name }) else {
        Console.say("There is no command “\(name)”; see “presscut --help”.", priority: .error)
        exit(ExitCode.usage.rawValue)
    }
    do throws(ExitCode) {
        exit(try await command.main().rawValue)
    } catch {
        exit(error.rawValue)
    }
}
