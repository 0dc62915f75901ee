import Service

extension Command {
    static let dedup = Command(
        name: "dedup",
        summary: "Tells which texts repeat earlier ones; needs no root and no index.",
        operands: "[FILE…]",
        notes: """
            Reads lines {"id","text"} from the files, else from standard input (also “-”), and prints in their order
            {"id","of","relation","containment","jaccard"} for each text that repeats an earlier one; one that repeats
            several which have nothing in common has a line for each, the nearest first. The relation is as seen from
            “id”: same, abridged (contained in “of”), extended (contains “of”), or quotes (both have a passage, and are
            different otherwise). Exits with 65 at the first line that is malformed, with 66 if a file is not there.
            All texts are kept in memory.
            """,
        run: { arguments throws(ExitCode) in
            var filter = DedupFilter()
            return try filterLines(of: arguments.operands, by: &filter)
        }
    )
}
