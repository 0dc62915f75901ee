import FileAccess
import Ingestion
import Newsprint
import Service

extension Command {
    private static let selection = [
        OptionDescription(name: "all", argument: nil, help: "all of them"),
        OptionDescription(name: "from", argument: "YYYY-MM-DD", help: "those of issues from that day on"),
        OptionDescription(name: "to", argument: "YYYY-MM-DD", help: "those of issues up to that day"),
    ]

    static let retry = Command(
        name: "retry",
        summary: "Puts failed files back into the inbox, to be read again.",
        operands: "[NAME…]",
        options: rootOptions + selection + [
            OptionDescription(
                name: "code",
                argument: "CODE",
                help: "those that failed with that code, such as encoding"
            )
        ],
        notes: """
            NAME is a path in state/failed, the path under which the file came, or the beginning (6 digits at least) of
            its SHA-256. The files go back under the paths under which they came; one whose place is taken stays.
            \(handing)
            """,
        run: { arguments throws(ExitCode) in try await perform(.retry(try selected(arguments)), arguments) }
    )

    static let reprocess = Command(
        name: "reprocess",
        summary: "Reads originals again, and publishes what came out otherwise.",
        operands: "[NAME…]",
        options: rootOptions + selection + [
            OptionDescription(
                name: "again",
                argument: nil,
                help: "publish records once more that are no longer in output/"
            ),
            OptionDescription(name: "title", argument: "TITLE", help: "the paper's title"),
            OptionDescription(name: "date", argument: "YYYY-MM-DD", help: "the day of the issue"),
            OptionDescription(name: "page", argument: "LABEL", help: "the page's label, of a file with one page"),
            OptionDescription(name: "who", argument: "NAME", help: "who says so (your login name)"),
        ],
        notes: """
            For issues that were taken before an upgrade of the rules, and for files whose names did not tell what they
            are: what --title, --date and --page say of one file is noted as a correction (“presscut override --list”)
            and holds from then on. NAME is a path in state/done or output/records,
            the path under which the file came, or the beginning (6 digits at least) of its SHA-256. Articles that come
            out as they were are not published again; changed ones come in a new file, as a new edition of the page, with
            links that say what they supersede and what is withdrawn.
            \(handing)
            """,
        run: { arguments throws(ExitCode) in
            try await perform(.reprocess(try selected(arguments), try rereading(arguments)), arguments)
        }
    )

    static let handing = """
        While a service runs on the root the request is handed to it (through state/control) and its answer is waited
        for; else the command does it itself. Exits with 65 if something could not be done.
        """

    private static func selected(_ arguments: ParsedArguments) throws(ExitCode) -> ControlRequest.Selection {
        let root = arguments.path("root") ?? RawPath("/srv/presscut")
        var selection = ControlRequest.Selection()
        selection.names = arguments.operands.map { name in
            below(root, name)
        }
        selection.isAll = arguments.has("all")
        selection.code = arguments.text("code")
        for (option, place) in [("from", \ControlRequest.Selection.from), ("to", \.to)] {
            guard let text = arguments.text(option) else { continue }
            guard CalendarDate(text) != nil else {
                Console.say("--\(option) takes a day as YYYY-MM-DD; “\(text)” is none.", priority: .error)
                throw .usage
            }
            selection[keyPath: place] = text
        }
        guard !selection.isEmpty else {
            Console.say("Say which: names, --from and --to, or --all; --help tells more.", priority: .error)
            throw .usage
        }
        return selection
    }

    private static func rereading(_ arguments: ParsedArguments) throws(ExitCode) -> ControlRequest.Rereading {
        var rereading = ControlRequest.Rereading()
        rereading.isAgain = arguments.has("again")
        rereading.who = orderer(arguments)
        (rereading.title, rereading.date, rereading.page) = try naming(arguments)
        guard !rereading.isAgain || rereading.title == nil && rereading.date == nil && rereading.page == nil else {
            Console.say("--again publishes what was; it goes with no --title, --date or --page.", priority: .error)
            throw .usage
        }
        return rereading
    }

    /// Carries a request out under the root's lock, or hands it to the service that has the lock.
    static func perform(_ request: ControlRequest, _ arguments: ParsedArguments) async throws(ExitCode) -> ExitCode {
        let (root, configuration, path) = try place(arguments)
        let answer: ControlAnswer
        do {
            if let lock = try RootLock.take(root: root) {
                let daemon = try Daemon(root: root, configuration: configuration, configurationPath: path)
                answer = await daemon.perform(request)
                lock.release()
            } else {
                guard let given = try ControlFolder(root: root).ask(request, patience: .seconds(600)) else {
                    Console.say(
                        "The service has not answered within 10 minutes; the request waits for it.",
                        priority: .error
                    )
                    throw ExitCode.tryAgain
                }
                answer = given
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            Console.say("\(root.escaped) cannot be used: \(error)", priority: .error)
            throw (error as? Errno)?.code == Errno.notFound ? .noInput : .io
        }
        for line in answer.lines { print(line) }
        return answer.hasFailures ? .data : .ok
    }
}
