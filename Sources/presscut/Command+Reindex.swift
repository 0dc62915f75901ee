import Service

extension Command {
    static let reindex = Command(
        name: "reindex",
        summary: "Rebuilds the index from output/ and state/.",
        options: rootOptions,
        notes: """
            Reads the manifest, the records, the links, the log, and what lies in state/ and inbox/, and makes the index
            anew; the former one is kept beside it as index.damaged-TIME.sqlite. Articles whose text is no longer in
            output/ keep their identifiers, so they are not published again. The service does the same by itself when it
            starts and finds the index missing, damaged or older than what was published. Exits with 75 if a service is
            running on the root.
            """,
        run: { arguments throws(ExitCode) in
            guard arguments.operands.isEmpty else { throw unexpected(arguments.operands[0], of: "reindex") }
            let (root, configuration, _) = try place(arguments)
            return try await locked(root) { () throws(ExitCode) in
                try IndexKeeping.rebuild(root: root, configuration)
                return .ok
            }
        }
    )
}
