import Service

extension Command {
    static let facts = Command(
        name: "facts",
        summary: "Finds figures and dates in texts; needs no root and no index.",
        operands: "[FILE…]",
        options: [
            OptionDescription(name: "explain", argument: nil, help: "print which rule read what, and what it beat")
        ],
        notes: """
            Reads lines {"id","text","reference_time"?} from the files, else from standard input (also “-”), and prints
            {"id","facts"} for each. The reference time is the day of the issue (YYYY-MM-DD, a time may follow); without
            it, expressions such as 昨天 keep their relative form. Offsets count Unicode scalars. Exits with 65 at the
            first line that is malformed, with 66 if a file is not there.
            """,
        run: { arguments throws(ExitCode) in
            var filter = FactsFilter(explains: arguments.has("explain"))
            return try filterLines(of: arguments.operands, by: &filter)
        }
    )
}
