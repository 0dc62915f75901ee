import Audit
import FileAccess
import RecordIndex
import Service

extension Command {
    static let verify = Command(
        name: "verify",
        summary: "Compares index, records, manifest, links, log and originals.",
        options: rootOptions + [
            OptionDescription(name: "quick", argument: nil, help: "do not read the bytes of the originals")
        ],
        notes: """
            Reads only, and works while the service runs. Prints one JSON object a line for everything that does not
            agree: {"disagreement","file","id","detail"}. Exits with 0 if all agrees, with 1 if something does not.
            What is worth knowing and yet in order has "notice" in the place of "disagreement": record-removed is a file
            that downstream took out of output/records, override-unfit a correction that no longer fits. “presscut
            reindex” makes the index agree with what is there, all else needs a look.
            """,
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "verify") }
            let (root, _, _) = try place(arguments)
            let line = ProgressLine(title: "Comparing")
            do {
                let verification = try Verification(
                    root: root,
                    isServiceRunning: RootLock.holder(root: root) != nil,
                    readsOriginals: !arguments.has("quick"),
                    progress: { line.tell($0, $1, $2) },
                    tell: { disagreement in
                        line.end()
                        write(disagreement.line)
                    }
                )
                let summary = try verification.run()
                line.end()
                Console.say(
                    """
                    Compared \(summary.publications) published files, \(summary.articles) record lines, \(summary.links) links, \
                    \(summary.events) events, \(summary.originals) originals, \(summary.corrections) corrections: \
                    \(summary.disagreements) disagreements, \(summary.notices) notices.
                    """
                )
                return summary.disagreements == 0 ? .ok : .disagreement
            } catch let error as Errno where error.code == Errno.notFound {
                line.end()
                Console.say("\(root.escaped) has nothing to compare yet: \(error)", priority: .error)
                throw .noInput
            } catch let error as DatabaseError where error.isMisfit {
                line.end()
                write(Disagreement(.indexDamaged, file: "state/index.sqlite", error.message).line)
                return .disagreement
            } catch {
                line.end()
                Console.say("\(root.escaped) cannot be compared: \(error)", priority: .error)
                throw .io
            }
        }
    )
}
