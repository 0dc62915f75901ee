extension RecordIndex {
    /// What is wrong with the file, looked at as thoroughly as can be without the published files; empty if nothing.
    ///
    /// Takes about as long as reading every row once. A change of a value that leaves everything well-formed is not seen
    /// here; ``Audit`` compares the values with what was published.
    package func faults() throws -> [String] {
        var faults = try schemaFaults()
        guard faults.isEmpty else { return faults }
        faults = try database.run("PRAGMA integrity_check(10)").compactMap { $0.first?.text }.filter { $0 != "ok" }
        guard faults.isEmpty else { return faults }
        _ = try outbox()
        // Only now can be relied on the rows that the keys follow from.
        if use == .checking { try openKeys() }
        return try keys?.fault().map { [$0] } ?? []
    }

    /// Tables and indexes that are not those of the schema.
    private func schemaFaults() throws -> [String] {
        func schema(of database: Database) throws -> Set<String> {
            Set(
                try database.run("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").map { row in
                    "\(row[0].text ?? ""): \(row[1].text ?? "")"
                }
            )
        }
        let model = try RecordIndex(path: ":memory:", for: .model)
        let missing = try schema(of: model.database).subtracting(schema(of: database))
        return missing.sorted().map { "the schema lacks \($0.prefix(60))" }
    }
}
