import CLinux
import FileAccess
import Glibc
import Hashing
import IssueParsing
import IssueReading
import Newsprint
import Service

extension Command {
    /// What --title, --date and --page say.
    static func naming(_ arguments: ParsedArguments) throws(ExitCode) -> (String?, CalendarDate?, PageLabel?) {
        var page: PageLabel?
        if let text = arguments.text("page") {
            page = PageLabel(text)
            guard page != nil else {
                Console.say("--page takes a label such as 7, 07 or A1; “\(text)” is none.", priority: .error)
                throw .usage
            }
        }
        var date: CalendarDate?
        if let text = arguments.text("date") {
            date = CalendarDate(text)
            guard date != nil else {
                Console.say("--date takes a day as YYYY-MM-DD; “\(text)” is none.", priority: .error)
                throw .usage
            }
        }
        return (arguments.text("title"), date, page)
    }

    static let parse = Command(
        name: "parse",
        summary: "Prints the article records of files, one a line; needs no root and no index.",
        operands: "FILE…",
        options: [
            OptionDescription(name: "date", argument: "YYYY-MM-DD", help: "the day of the issue"),
            OptionDescription(name: "title", argument: "TITLE", help: "the paper's title"),
            OptionDescription(name: "page", argument: "LABEL", help: "the page's label"),
            OptionDescription(name: "ocr", argument: "MODE", help: "recognise text of scans: auto, off or always"),
            OptionDescription(name: "explain", argument: nil, help: "print why the articles were cut as they are"),
            rootOptions[1],
        ],
        notes:
            "FILE “-” is standard input; a folder stands for its files. The files that a METS file names are looked for beside it. Exits with 65 if a file could not be read, with 66 if it is not there.",
        run: { arguments throws(ExitCode) in
            guard !arguments.operands.isEmpty else {
                Console.say("Name a file, or “-” for standard input; see “presscut parse --help”.", priority: .error)
                throw .usage
            }
            let (_, configuration, _) = try place(arguments)
            var options = ParsingOptions()
            options.maximumTextByteCount = configuration.maximumTextByteCount
            options.papers = configuration.papers
            options.words = configuration.words
            options.recognition = configuration.recognition
            if let text = arguments.text("ocr") {
                guard let mode = RecognitionMode(rawValue: text) else {
                    Console.say("--ocr is auto, off or always; “\(text)” is none of them.", priority: .error)
                    throw .usage
                }
                options.recognition = mode
            }
            (options.title, options.date, options.page) = try naming(arguments)
            // Nothing that a file makes the readers do can reach the network.
            _ = presscut_refuse_sockets()
            let parser = IssueParser(options: options) { progress in
                guard progress.count > 1 else { return }
                Console.say("Recognising text: page \(progress.page) of \(progress.count).", priority: .info)
            }
            var code = ExitCode.ok
            for operand in arguments.operands {
                do throws(ExitCode) {
                    try parse(operand, with: parser, options: options, explains: arguments.has("explain"))
                } catch {
                    guard error != .io else { throw error }
                    code = error
                }
            }
            return code
        }
    )

    private static func parse(
        _ path: RawPath,
        with parser: IssueParser,
        options: ParsingOptions,
        explains: Bool
    ) throws(ExitCode) {
        if path != RawPath("-"), (try? Directory(at: path)) != nil {
            return try parseFolder(path, with: parser, options: options)
        }
        let isInput = path == RawPath("-")
        let name = isInput ? RawPath("") : path
        let bytes: [UInt8]
        var members: [SourceFile] = []
        do throws(Errno) {
            let file =
                isInput
                ? try FileDescriptor.standardInput()
                : try FileDescriptor(reading: path)
            bytes = try file.readAll(upTo: options.maximumFileByteCount)
            if !isInput, SourceFormat.sniff(bytes, name: name.bytes) == .mets {
                let parent = path.parent
                let folder = IssueFolder(
                    at: parent.isEmpty ? RawPath(".") : parent,
                    limit: options.maximumTextByteCount
                )
                members = try folder.members(of: bytes, named: path.lastComponent.bytes)
                for index in members.indices {
                    members[index].name = parent.appending(RawPath(members[index].name)).bytes
                }
            }
        } catch {
            guard error.code != Errno.tooLarge else {
                Console.say("\(path.escaped) has more than \(options.maximumFileByteCount) bytes.", priority: .error)
                throw .data
            }
            Console.say("\(error)", priority: .error)
            throw .noInput
        }
        do throws(ReadingError) {
            if explains {
                write(Array(try parser.explain(bytes, path: name).utf8))
            } else {
                try write(bytes, members, path: name, with: parser)
            }
        } catch {
            try refuse(path, error)
        }
    }

    /// Parses all files of a folder, those that belong together as one; each counts as a file of its own.
    private static func parseFolder(_ path: RawPath, with parser: IssueParser, options: ParsingOptions) throws(ExitCode)
    {
        let folder = IssueFolder(at: path, limit: options.maximumFileByteCount)
        let groups: [DropGrouping.Group]
        do throws(Errno) {
            groups = try folder.groups()
        } catch {
            Console.say("\(error)", priority: .error)
            throw .noInput
        }
        var code = ExitCode.ok
        for group in groups {
            let name = path.appending(RawPath(group.main))
            do throws(Errno) {
                let bytes = try folder.read(group.main)
                var members: [SourceFile] = []
                for member in group.members {
                    members.append(
                        SourceFile(name: path.appending(RawPath(member)).bytes, bytes: try folder.read(member))
                    )
                }
                do throws(ReadingError) {
                    try write(bytes, members, path: name, with: parser)
                } catch {
                    code = .data
                    sayRefusal(name, error)
                }
            } catch {
                Console.say("\(error)", priority: .error)
                code = .noInput
            }
        }
        guard code == .ok else { throw code }
    }

    private static func write(
        _ bytes: [UInt8],
        _ members: [SourceFile],
        path: RawPath,
        with parser: IssueParser
    ) throws(ReadingError) {
        let issue = try parser.parse(bytes, path: path, sha256: Digest(of: bytes), members: members)
        write(issue.records)
        for member in issue.unread {
            Console.say("\(path.escaped): member “\(member.name)” was left out: \(member.english)", priority: .warning)
        }
    }

    private static func refuse(_ path: RawPath, _ error: ReadingError) throws(ExitCode) {
        sayRefusal(path, error)
        throw .data
    }

    private static func sayRefusal(_ path: RawPath, _ error: ReadingError) {
        Console.say("\(path.escaped): \(error.reason.english) \(error.advice.english)", priority: .error)
    }

    /// Writes to standard output; a reader that went away ends the program quietly, as it does every filter.
    static func write(_ bytes: [UInt8]) {
        do throws(Errno) {
            try FileDescriptor.standardOutput().write(bytes)
        } catch {
            exit(error.code == EPIPE ? 0 : ExitCode.io.rawValue)
        }
    }
}
