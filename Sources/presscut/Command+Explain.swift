import Audit
import FileAccess
import Service

extension Command {
    static let explain = Command(
        name: "explain",
        summary: "Says what was decided of a file or an article, and why.",
        operands: "ID [OTHER-ID] | FILE…",
        options: rootOptions,
        notes: """
            ID is that of a record (pc:…): where it stands, what it repeats, supersedes or continues, and how it came.
            With two of them, their figures side by side. FILE is the path under which a file came, a path in state/ or
            output/records, or the beginning (6 digits at least) of a SHA-256: its events, with reasons and advice.
            Reads only; works while the service runs. Exits with 66 if nothing of that name is known.
            """,
        run: { arguments throws(ExitCode) in
            guard !arguments.operands.isEmpty else {
                Console.say("Name a record or a file; see “presscut explain --help”.", priority: .error)
                throw .usage
            }
            let (root, _, _) = try place(arguments)
            let names = arguments.operands
            do {
                let explanation = try Explanation(root: root)
                let ids = names.map(\.utf8).filter { $0.hasPrefix("pc:") }
                var texts: [String?] = []
                if ids.count == 2, names.count == 2 {
                    texts = [try explanation.articles(ids[0], ids[1])]
                } else {
                    texts = try names.map { name in
                        name.utf8.hasPrefix("pc:")
                            ? try explanation.article(name.utf8) : try explanation.files(below(root, name))
                    }
                }
                for (name, text) in zip(names, texts) {
                    if let text {
                        print(text, terminator: "")
                    } else {
                        Console.say(
                            "Nothing is known of \(name.escaped)\(ids.count == 2 ? " or the other" : "").",
                            priority: .error
                        )
                    }
                }
                return texts.contains(nil) ? .noInput : .ok
            } catch {
                Console.say("\(root.escaped) cannot be read: \(error)", priority: .error)
                throw .io
            }
        }
    )

    /// A path below the root, whether it was given with the root or without.
    static func below(_ root: RawPath, _ name: RawPath) -> RawPath {
        let path = name.isInside(root) ? RawPath(Array(name.bytes.dropFirst(root.bytes.count + 1))) : name
        let inbox = RawPath("inbox")
        return path.isInside(inbox) ? RawPath(Array(path.bytes.dropFirst(inbox.bytes.count + 1))) : path
    }
}
