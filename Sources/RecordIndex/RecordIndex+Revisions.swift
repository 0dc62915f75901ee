package import Hashing

extension Digest {
    /// The name under which the index keeps the `number`-th publication (from 2) of a content that was read again.
    package static func revision(_ number: Int, of source: Digest) -> Digest {
        Digest(of: Array("presscut revision \(number) of \(source.hex)".utf8))
    }
}

extension RecordIndex {
    /// Makes the row of a content that was read again; it has no drop of its own, which `starts` = 0 tells.
    package func claimRevision(_ key: Digest) throws {
        try claim(key)
        try database.run("UPDATE content SET starts=0 WHERE sha256=?", [.blob(key.bytes)])
    }

    /// Gives the articles of a content whose pages have no key a scope of their own, within which what comes out otherwise
    /// can be matched with them.
    package func adopt(_ source: Digest, as scope: String) throws {
        let number = try number(of: source)
        let rows = try database.run(
            "SELECT 1 FROM article WHERE content=? AND page IS NULL LIMIT 1",
            [DatabaseValue(number)]
        )
        guard !rows.isEmpty else { return }
        let page = try pageNumber(scope)
        try database.run(
            "UPDATE article SET page=? WHERE content=? AND page IS NULL",
            [DatabaseValue(page), DatabaseValue(number)]
        )
        try enter(source, as: scope, stream: nil)
    }

    /// Notes that an article's line stands in another publication from now on.
    package func move(_ id: String, to content: Digest, span: Range<Int>) throws {
        try database.run(
            "UPDATE article SET content=?, line_start=?, line_end=? WHERE id=?",
            [
                DatabaseValue(try number(of: content)), DatabaseValue(span.lowerBound), DatabaseValue(span.upperBound),
                .blob(ArticleName.bytes(of: id)),
            ]
        )
    }
}
