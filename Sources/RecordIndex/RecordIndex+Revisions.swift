package import Hashing

extension Digest {
    /// The name under which the index keeps the `number`-th publication (from 2) of a content that was read again.
    package static func revision(_ number: Int, of source: Digest) -> Digest {
        Digest(of: Array("presscut revision \(number) of \(source.hex)".utf8))
    }
}

extension RecordIndex {
    /// Makes the row of a content that was made by reading `source` again; it has no drop of its own, which `starts` = 0
    /// tells.
    package func claimRevision(_ key: Digest, of source: Digest) throws {
        try claim(key)
        try database.run(
            "UPDATE content SET starts=0, source=? WHERE sha256=?",
            [.blob(source.bytes), .blob(key.bytes)]
        )
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

    /// Forgets where articles stood before a content took them up, since it is published now.
    package func keepMoved(by content: Digest) throws {
        try database.run("DELETE FROM moved WHERE by=?", [DatabaseValue(try number(of: content))])
    }

    /// Lets the articles that a content took up stand where they stood before.
    func moveBack(from content: Digest) throws {
        let by = try number(of: content)
        for row in try database.run(
            "SELECT article, content, line_start, line_end, body, length, leftover FROM moved WHERE by=?",
            [DatabaseValue(by)]
        ) {
            guard let article = try ArticleTable.row(row[0].integer, in: database) else { continue }
            var former = article
            former.content = row[1].integer
            former.span = row[2].integer..<max(row[2].integer, row[3].integer)
            former.body = row[4].number
            former.length = row[5].integer
            former.isLeftover = row[6].integer != 0
            try put(former, inPlaceOf: article)
            changed.insert(article.number)
        }
        try database.run("DELETE FROM moved WHERE by=?", [DatabaseValue(by)])
    }

    /// Writes a row anew; one whose body is another leaves the former and joins the new.
    func put(_ row: ArticleTable.Row, inPlaceOf former: ArticleTable.Row) throws {
        let stands = try ArticleTable.stands(row.number, in: database)
        let isOtherBody = row.body != former.body
        try changeEnds(onPageOf: former)
        if isOtherBody, stands { try BodyTable.remove(former, changed: &changed, in: database) }
        if isOtherBody { try BodyTable.forget(former, in: database) }
        try database.run(
            "UPDATE article SET content=?, line_start=?, line_end=?, body=?, length=?, leftover=? WHERE number=?",
            [
                DatabaseValue(row.content), DatabaseValue(row.span.lowerBound), DatabaseValue(row.span.upperBound),
                DatabaseValue(row.body), DatabaseValue(row.length), DatabaseValue(row.isLeftover ? 1 : 0),
                DatabaseValue(row.number),
            ]
        )
        guard isOtherBody, stands, let body = row.body else { return }
        let copy = CopyTable.Copy(id: row.id, article: row.number, day: row.day)
        try BodyTable.add(copy, to: body, changed: &changed, in: database)
    }
}
