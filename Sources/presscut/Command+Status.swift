import Audit
import Corrections
import FileAccess
import RecordIndex
import Service
import TextScanning

extension Command {
    static let status = Command(
        name: "status",
        summary: "Says what has been taken, what waits, and whether the service runs.",
        options: rootOptions + [
            OptionDescription(name: "json", argument: nil, help: "one JSON object instead of text")
        ],
        notes: "Reads the index only; works while the service runs and while it does not.",
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "status") }
            let (root, _, _) = try place(arguments)
            let counts: IndexCounts
            let corrections: CorrectionList
            do {
                let path = root.appending("state/index.sqlite")
                _ = try FileDescriptor(reading: path)
                counts = try RecordIndex(path: path.utf8, for: .reading).counts()
                corrections = try CorrectionList(root: root)
            } catch let error as Errno where error.code == Errno.notFound {
                Console.say("\(root.escaped) has no index yet: nothing has been taken there.", priority: .error)
                throw .noInput
            } catch {
                Console.say("The index of \(root.escaped) cannot be read: \(error)", priority: .error)
                throw .io
            }
            let holder = RootLock.holder(root: root)
            if arguments.has("json") {
                write(json(counts, corrections, holder: holder))
            } else {
                print(text(counts, corrections, root: root, holder: holder), terminator: "")
            }
            return .ok
        }
    )

    private static let events = ["ingested", "edition", "duplicate", "failed", "ignored"]

    private static func json(_ counts: IndexCounts, _ corrections: CorrectionList, holder: Int32?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("running", holder != nil)
            writer.member("pid", holder.map { Int($0) })
            writer.member("seen", counts.seen)
            writer.member("drops") { writer in
                writer.object { writer in
                    for event in events { writer.member(named: event) { $0.integer(counts.events[event] ?? 0) } }
                }
            }
            writer.member("pending", counts.pending)
            writer.member("unmoved", counts.unmoved)
            writer.member("contents", counts.contents)
            writer.member("articles", counts.articles)
            writer.member("outbox", counts.outbox)
            writer.member("corrections") { writer in
                writer.object { writer in
                    writer.member("standing", corrections.standing)
                    writer.member("unfit", corrections.misfits.count)
                }
            }
        }
        writer.endLine()
        return writer.bytes
    }

    private static func text(
        _ counts: IndexCounts,
        _ corrections: CorrectionList,
        root: RawPath,
        holder: Int32?
    ) -> String {
        var rows = [("root", root.escaped), ("service", holder.map { "running, process \($0)" } ?? "not running")]
        for event in events { rows.append((event, String(counts.events[event] ?? 0))) }
        rows.append(("pending", String(counts.pending)))
        rows.append(("articles", String(counts.articles)))
        if counts.unmoved > 0 { rows.append(("unmoved", "\(counts.unmoved) originals are still to be moved")) }
        if counts.outbox > 0 { rows.append(("outbox", "\(counts.outbox) lines are still to be appended")) }
        if corrections.standing > 0 { rows.append(("corrections", String(corrections.standing))) }
        for entry in corrections.misfits {
            rows.append(("", "correction \(entry.correction.number) \(entry.state)"))
        }
        return rows.map { name, value in
            "\(name)\(String(repeating: " ", count: max(1, 13 - name.count)))\(value)\n"
        }.joined()
    }
}
