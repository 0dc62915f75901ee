import Audit
import Corrections
import FileAccess
import Glibc
import Ingestion
import Newsprint
import Service
import TextScanning

extension Command {
    static let override = Command(
        name: "override",
        summary: "Records a person's correction, which takes effect at once and stays.",
        operands: "ACTION ID… | --list | --undo N",
        options: rootOptions + [
            OptionDescription(name: "who", argument: "NAME", help: "who says so (your login name)"),
            OptionDescription(name: "why", argument: "TEXT", help: "why, for those who come later"),
            OptionDescription(name: "list", argument: nil, help: "print all corrections, and whether they still fit"),
            OptionDescription(name: "json", argument: nil, help: "with --list: the lines of state/overrides.jsonl"),
            OptionDescription(name: "undo", argument: "N", help: "let correction N be none"),
        ],
        notes: """
            ID is that of a record that stands (pc:…); the articles of one correction are on one page.
              byline FROM TO            the byline of FROM, an article or a leftover, is TO's
              byline ID none            the byline is not ID's; it becomes a leftover
              people ID NAME[=ROLE]…    these wrote ID; roles: reporter, correspondent, intern, author, photographer,
                                        editor, translator, illustrator, source
              headline ID TEXT          the headline of ID; an empty TEXT takes it away
              kicker ID TEXT            the line above it, likewise
              merge ID ID…              they are one article, in this order
              split ID N                another article begins with paragraph N of ID
              kind ID KIND              article, photo, brief, commentary; notice, ad, index, other
              drop ID                   it is no article (kind other)
              apart ID ID               they do not repeat each other
            Corrections stand in state/overrides.jsonl. The page is read again from its original, and what came out
            otherwise is published as a revision; links say what it supersedes. Corrections hold when the page comes
            again, in another edition too, and after an upgrade; one that fits no more is reported and kept. A text that
            stands on the page is moved with its places; another one is marked as typed (corrected.typed).
            \(handing)
            """,
        run: { arguments throws(ExitCode) in
            if arguments.has("list") {
                guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "override") }
                return try list(arguments)
            }
            return try await perform(.override(try wish(arguments)), arguments)
        }
    )

    /// Who gives an order: as given, or the user who is logged in.
    static func orderer(_ arguments: ParsedArguments) -> String {
        if let who = arguments.text("who"), !who.isEmpty { return who }
        for name in ["SUDO_USER", "LOGNAME", "USER"] {
            if let value = unsafe getenv(name) { return unsafe String(cString: value) }
        }
        return "user \(getuid())"
    }

    private static func wish(_ arguments: ParsedArguments) throws(ExitCode) -> CorrectionWish {
        var words = arguments.operands.map(\.utf8)
        func wish(_ action: CorrectionWish.Action, _ ids: [String]) -> CorrectionWish {
            CorrectionWish(action, ids: ids, who: orderer(arguments), why: arguments.text("why"))
        }
        if let text = arguments.text("undo") {
            guard words.isEmpty, let number = Int(text) else {
                throw misused("--undo takes the number of a correction, and nothing else.")
            }
            return wish(.undo(number), [])
        }
        guard let name = words.first else { throw misused("Say what is to be corrected.") }
        words.removeFirst()
        let action = try action(name, &words)
        let wish = wish(action, words)
        guard wish.count.contains(words.count), words.allSatisfy({ $0.hasPrefix("pc:") }) else {
            let count = wish.count
            let number =
                count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound) or more"
            throw misused("“\(name)” takes \(number) identifiers of records (pc:…).")
        }
        return wish
    }

    /// The action of that name; takes what is no identifier from the words.
    private static func action(
        _ name: String,
        _ words: inout [String]
    ) throws(ExitCode) -> CorrectionWish.Action {
        func last() throws(ExitCode) -> String {
            guard words.count >= 2 else { throw misused("“\(name)” takes one word more.") }
            return words.removeLast()
        }
        switch name {
        case "byline":
            guard words.last == "none" else { return .moveByline }
            words.removeLast()
            return .removeByline
        case "people":
            let names = words.dropFirst()
            words = Array(words.prefix(1))
            guard !names.isEmpty, let people = CorrectionWish.people(Array(names)) else {
                throw misused("People are written as NAME or NAME=ROLE, such as 柏舟=reporter.")
            }
            return .people(people)
        case "headline", "kicker":
            let text = try last()
            return .headline(name == "kicker" ? .kicker : .main, text.isEmpty ? nil : text)
        case "merge": return .merge
        case "split":
            let text = try last()
            guard let number = Int(text) else { throw misused("“\(text)” is no number of a paragraph.") }
            return .split(paragraph: number)
        case "kind":
            let text = try last()
            guard let kind = Article.Kind(rawValue: text) else { throw misused("“\(text)” is no kind.") }
            return .kind(kind)
        case "drop": return .kind(.other)
        case "apart": return .apart
        default: throw misused("There is no correction “\(name)”.")
        }
    }

    private static func misused(_ reason: String) -> ExitCode {
        Console.say("\(reason) See “presscut override --help”.", priority: .error)
        return .usage
    }

    private static func list(_ arguments: ParsedArguments) throws(ExitCode) -> ExitCode {
        let (root, _, _) = try place(arguments)
        do {
            let list = try CorrectionList(root: root)
            for entry in list.entries {
                if arguments.has("json") { write(entry.correction.line) } else { print(entry.sentence) }
            }
            if !list.unreadable.isEmpty {
                Console.say(
                    "\(list.unreadable.count) lines of state/overrides.jsonl cannot be read by this version; they are kept.",
                    priority: .warning
                )
            }
            return .ok
        } catch {
            Console.say("\(root.escaped) cannot be read: \(error)", priority: .error)
            throw (error as? Errno)?.code == Errno.notFound ? .noInput : .io
        }
    }
}
