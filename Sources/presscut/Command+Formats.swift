import IssueReading
import Service
import TextScanning

extension Command {
    static let formats = Command(
        name: "formats",
        summary: "Lists the forms of issue that are read, and which programs that takes were found.",
        options: [OptionDescription(name: "json", argument: nil, help: "one JSON object a line instead of text")],
        notes: "Exits with 69 if anything that a format needs is missing; the other formats are read all the same.",
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "formats") }
            let formats = IssueReader.formats
            if arguments.has("json") {
                var writer = JSONWriter()
                for format in formats { append(format, to: &writer) }
                write(writer.bytes)
            } else {
                print(formats.map(describe).joined(), terminator: "")
            }
            return formats.allSatisfy(\.isReady) ? .ok : .unavailable
        }
    )

    private static func describe(_ format: SupportedFormat) -> String {
        let gap = String(repeating: " ", count: max(1, 9 - format.name.count))
        var text = "\(format.name)\(gap)\(format.forms)\n"
        for requirement in format.requirements {
            text += "         \(requirement.name): "
            if let path = requirement.path {
                text += "\(path)\n"
            } else {
                let what = requirement.isOptional ? "not installed, read without it" : "missing"
                text += "\(what); apt-get install \(requirement.package)\n"
            }
        }
        return text
    }

    private static func append(_ format: SupportedFormat, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("format", format.name)
            writer.member("forms", format.forms)
            writer.member("ready") { $0.boolean(format.isReady) }
            writer.member("needs") { writer in
                writer.array { writer in
                    for requirement in format.requirements {
                        writer.object { writer in
                            writer.member("name", requirement.name)
                            writer.member("package", requirement.package)
                            writer.member("path", requirement.path)
                            writer.member("optional") { $0.boolean(requirement.isOptional) }
                        }
                    }
                }
            }
        }
        writer.endLine()
    }
}
