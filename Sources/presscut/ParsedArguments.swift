import CLinux
import FileAccess
import Glibc
import Service

/// An option that a command knows.
struct OptionDescription: Sendable {
    var name: String
    /// The name of its argument in help texts; nil if it takes none.
    var argument: String?
    var help: String
}

/// What a command was called with; getopt_long(3) takes the words apart.
///
/// Operands and values are bytes, since a file's name need not be UTF-8.
struct ParsedArguments {
    private var values: [String: RawPath] = [:]
    /// The words that are no options.
    private(set) var operands: [RawPath] = []

    /// Takes apart the words of the command line after the command's name; says on standard error what is wrong.
    init(command: String, options: [OptionDescription]) throws(ExitCode) {
        let names = unsafe options.map { unsafe strdup($0.name) }
        defer { unsafe names.forEach { unsafe free($0) } }
        let table = unsafe zip(options.indices, names).map { index, name in
            unsafe presscut_option(
                name: UnsafePointer(name),
                takes_argument: options[index].argument == nil ? 0 : 1,
                value: Int32(1_000 + index)
            )
        }
        let count = CommandLine.argc - 1
        let words = unsafe CommandLine.unsafeArgv + 1
        var next: Int32 = 0
        var isFirst: Int32 = 1
        while true {
            var argument: UnsafePointer<CChar>?
            let found = unsafe presscut_getopt(
                count,
                words,
                ":h",
                table,
                Int32(table.count),
                &argument,
                &next,
                isFirst
            )
            isFirst = 0
            if found == -1 { break }
            if found == Int32(UInt8(ascii: "h")) {
                values["help"] = RawPath("")
                continue
            }
            guard found >= 1_000 else {
                let word = unsafe ParsedArguments.bytes(words[Int(next) - 1]).escaped
                let reason = found == Int32(UInt8(ascii: ":")) ? "needs an argument" : "is no option of “\(command)”"
                Console.say("\(word) \(reason); see “presscut \(command) --help”.", priority: .error)
                throw .usage
            }
            values[options[Int(found) - 1_000].name] = unsafe ParsedArguments.bytes(argument)
        }
        // getopt_long has moved all words that are no options to the end.
        for place in Int(next)..<Int(max(next, count)) {
            operands.append(unsafe ParsedArguments.bytes(words[place]))
        }
    }

    /// The value of an option, or nil if it was not given.
    func path(_ name: String) -> RawPath? { values[name] }

    /// The value of an option as text, or nil if it was not given.
    func text(_ name: String) -> String? { values[name]?.utf8 }

    /// Whether an option was given.
    func has(_ name: String) -> Bool { values[name] != nil }

    private static func bytes(_ word: UnsafePointer<CChar>?) -> RawPath {
        guard let word = unsafe word else { return RawPath("") }
        return RawPath(unsafe Array(UnsafeRawBufferPointer(start: word, count: strlen(word))))
    }
}
