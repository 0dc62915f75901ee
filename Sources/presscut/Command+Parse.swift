import CLinux
import FileAccess
import Glibc
import Hashing
import IssueParsing
import IssueReading
import Newsprint
import Service

extension Command {
    static let parse = Command(
        name: "parse",
        summary: "Prints the article records of files, one a line; needs no root and no index.",
        operands: "FILE…",
        options: [
            OptionDescription(name: "date", argument: "YYYY-MM-DD", help: "the day of the issue"),
            OptionDescription(name: "title", argument: "TITLE", help: "the paper's title"),
            OptionDescription(name: "page", argument: "LABEL", help: "the page's label"),
            OptionDescription(name: "explain", argument: nil, help: "print why the articles were cut as they are"),
            rootOptions[1],
        ],
        notes: "FILE “-” is standard input. Exits with 65 if a file could not be read, with 66 if it is not there.",
        run: { arguments throws(ExitCode) in
            guard !arguments.operands.isEmpty else {
                Console.say("Name a file, or “-” for standard input; see “presscut parse --help”.", priority: .error)
                throw .usage
            }
            let (_, configuration, _) = try place(arguments)
            var options = ParsingOptions()
            options.maximumTextByteCount = configuration.maximumTextByteCount
            options.papers = configuration.papers
            options.title = arguments.text("title")
            if let text = arguments.text("page") {
                guard let page = PageLabel(text) else {
                    Console.say("--page takes a label such as 7, 07 or A1; “\(text)” is none.", priority: .error)
                    throw .usage
                }
                options.page = page
            }
            if let text = arguments.text("date") {
                guard let date = CalendarDate(text) else {
                    Console.say("--date takes a day as YYYY-MM-DD; “\(text)” is none.", priority: .error)
                    throw .usage
                }
                options.date = date
            }
            // Nothing that a file makes the readers do can reach the network.
            _ = presscut_refuse_sockets()
            let parser = IssueParser(options: options)
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
        let isInput = path == RawPath("-")
        let bytes: [UInt8]
        do throws(Errno) {
            let file =
                isInput
                ? try FileDescriptor.standardInput()
                : try FileDescriptor(reading: path)
            bytes = try file.readAll(upTo: options.maximumTextByteCount)
        } catch {
            guard error.code != Errno.tooLarge else {
                Console.say("\(path.escaped) has more than \(options.maximumTextByteCount) bytes.", priority: .error)
                throw .data
            }
            Console.say("\(error)", priority: .error)
            throw .noInput
        }
        do throws(ReadingError) {
            let name = isInput ? RawPath("") : path
            if explains {
                write(Array(try parser.explain(bytes, path: name).utf8))
            } else {
                write(try parser.parse(bytes, path: name, sha256: Digest(of: bytes)).records)
            }
        } catch {
            Console.say("\(path.escaped): \(error.reason.english) \(error.advice.english)", priority: .error)
            throw .data
        }
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
