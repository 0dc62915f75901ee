import FileAccess
import Newsprint
import RecordIndex
import Service

extension Command {
    static let export = Command(
        name: "export",
        summary: "Prints the articles that stand, each with what is known of it from others.",
        options: rootOptions + [
            OptionDescription(name: "from", argument: "DATE", help: "no issues before this day (YYYY-MM-DD)"),
            OptionDescription(name: "to", argument: "DATE", help: "no issues after this day"),
            OptionDescription(name: "paper", argument: "TITLE", help: "only issues of this paper"),
            OptionDescription(
                name: "joined",
                argument: nil,
                help: "print a story that continues on another page as one article"
            ),
        ],
        notes: """
            Prints records as JSON lines, by date, title and page, with the member “link” of what links.jsonl says last.
            Blocks that are no articles are left out, and so are articles that a later edition changed or withdrew.
            With --joined the first part of a story has the paragraphs, photos and facts of the others behind its own,
            those with “part” (1, 2, …), and “parts” with the identifiers of all; the others are not printed.
            Reads only; works while the service runs and while it does not. A record that is no longer in output/ is passed
            over with a message, and the exit code is then 66.
            """,
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "export") }
            let (root, _, _) = try place(arguments)
            var selection = RecordIndex.Selection()
            selection.from = try day(arguments, "from")
            selection.to = try day(arguments, "to")
            selection.paper = arguments.text("paper")
            do {
                let path = root.appending("state/index.sqlite")
                _ = try FileDescriptor(reading: path)
                var export = Export(
                    output: root.appending("output"),
                    index: try RecordIndex(path: path.utf8, for: .reading),
                    isJoined: arguments.has("joined")
                )
                try export.print(selection)
                return export.missing == 0 ? .ok : .noInput
            } catch let error as Errno where error.code == Errno.notFound {
                Console.say("\(root.escaped) has no index yet: nothing has been taken there.", priority: .error)
                throw .noInput
            } catch {
                Console.say("The articles of \(root.escaped) cannot be read: \(error)", priority: .error)
                throw .io
            }
        }
    )

    private static func day(_ arguments: ParsedArguments, _ name: String) throws(ExitCode) -> String? {
        guard let text = arguments.text(name) else { return nil }
        guard let date = CalendarDate(text) else {
            Console.say("--\(name) \(text.debugDescription) is no date of the form YYYY-MM-DD.", priority: .error)
            throw .usage
        }
        return date.description
    }
}

/// Reads published articles and prints them.
private struct Export {
    let output: RawPath
    let index: RecordIndex
    let isJoined: Bool
    /// How many records were named in the index and could not be read.
    private(set) var missing = 0

    init(output: RawPath, index: RecordIndex, isJoined: Bool) {
        self.output = output
        self.index = index
        self.isJoined = isJoined
    }

    mutating func print(_ selection: RecordIndex.Selection) throws {
        var waiting: [UInt8] = []
        var unread: [[PublishedPlace]] = []
        // The index is asked first: a reader that held it open while it prints would keep its log from being emptied.
        try index.forEachContent(selection) { unread.append($0) }
        for places in unread {
            for place in places {
                guard let article = try article(at: place), !article.isLeftover else { continue }
                if isJoined, article.link.continuesFrom != nil { continue }
                guard let line = article.joined(with: isJoined ? try parts(after: article) : []) else {
                    miss(place)
                    continue
                }
                waiting.append(contentsOf: line)
            }
            guard waiting.count > 1 << 16 else { continue }
            Command.write(waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        Command.write(waiting)
    }

    /// The other parts of the story that an article begins, in their order.
    private mutating func parts(after first: ExportedArticle) throws -> [ExportedArticle] {
        var parts: [ExportedArticle] = []
        var seen: Set<String> = [first.link.id]
        var next = first.link.continuesTo
        while let id = next, seen.insert(id).inserted, let place = try index.place(of: id),
            let part = try article(at: place)
        {
            parts.append(part)
            next = part.link.continuesTo
        }
        return parts
    }

    private mutating func article(at place: PublishedPlace) throws -> ExportedArticle? {
        guard let link = try index.link(of: place.id) else { return nil }
        guard let line = try Self.line(at: place, below: output) else {
            miss(place)
            return nil
        }
        return ExportedArticle(line: line, link: link)
    }

    /// The published line without its line feed; nil if the file is gone or is not what it was.
    private static func line(at place: PublishedPlace, below output: RawPath) throws(Errno) -> [UInt8]? {
        guard let bytes = try bytes(of: output.appending(place.record), place.span) else { return nil }
        guard bytes.count == place.span.count, bytes.last == UInt8(ascii: "\n") else { return nil }
        return Array(bytes.dropLast())
    }

    private static func bytes(of path: RawPath, _ span: Range<Int>) throws(Errno) -> [UInt8]? {
        do throws(Errno) {
            return try FileDescriptor(reading: path).read(upTo: span.count, at: Int64(span.lowerBound))
        } catch {
            if error.code == Errno.notFound { return nil }
            throw error
        }
    }

    private mutating func miss(_ place: PublishedPlace) {
        missing += 1
        Console.say("output/\(place.record) no longer has the article \(place.id).", priority: .warning)
    }
}
