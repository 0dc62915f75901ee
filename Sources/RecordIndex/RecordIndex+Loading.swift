package import Hashing

extension RecordIndex {
    /// Prepares an empty index for being filled with what was published.
    package func beginLoading() throws {
        try database.execute(
            """
            CREATE TEMP TABLE told(
                id BLOB PRIMARY KEY, hash INTEGER, sequence INTEGER, target BLOB, supersedes BLOB, successor BLOB,
                withdrawn INTEGER
            ) WITHOUT ROWID
            """
        )
    }

    /// Takes in a content with all its columns, or what is newly known of it.
    package func load(_ content: Content) throws {
        if try database.run("SELECT 1 FROM content WHERE sha256=?", [.blob(content.sha256.bytes)]).isEmpty {
            try claim(content.sha256)
        }
        try update(content)
    }

    /// Takes in a drop with all its columns; its number is given anew.
    @discardableResult
    package func load(_ arrival: ArrivalRecord) throws -> Int64 {
        var arrival = arrival
        arrival.id = try insertArrival(path: arrival.path, status: arrival.status, sha256: arrival.sha256)
        try update(arrival)
        return arrival.id
    }

    /// Takes in the link of an article that was published with `sequence`; the last one counts.
    package func load(told link: ArticleLink, sequence: Int) throws {
        func name(_ id: String?) -> DatabaseValue { DatabaseValue(id.map { ArticleName.bytes(of: $0) }) }
        try database.run(
            "INSERT OR REPLACE INTO told VALUES(?, ?, ?, ?, ?, ?, ?)",
            [
                name(link.id), .integer(link.hash), DatabaseValue(sequence), name(link.of), name(link.supersedes),
                name(link.supersededBy), DatabaseValue(link.isWithdrawn == true ? 1 : 0),
            ]
        )
    }

    /// Takes in an article; one that was published before under its identifier stands in the later file from now on.
    package func load(_ article: IndexedArticle, compare: Comparing) throws {
        guard try hasArticle(article.id) else {
            try insert(article, compare: compare)
            return
        }
        guard article.span.isEmpty else {
            try move(article, compare: compare)
            try keepMoved(by: article.content)
            return
        }
        // The later file is gone; the body is that of the former one.
        guard let row = try articleRow(named: article.id) else { return }
        try database.run(
            "UPDATE article SET content=?, line_start=0, line_end=0 WHERE number=?",
            [DatabaseValue(try number(of: article.content)), DatabaseValue(row.number)]
        )
    }

    /// Enters a published content as a form of a page, in the stream of editions that the manifest and the links tell.
    ///
    /// `ids` are the articles that it published, `unchanged` those that an earlier form had published, `supersedes` the
    /// published files of the earlier forms. True if it is a stranger under the key of a page that was published before.
    package func load(
        _ content: Digest,
        formOf pageKey: String,
        ids: [String],
        unchanged: [String],
        supersedes: [String]
    ) throws -> Bool {
        let page = try pageNumber(pageKey)
        let stream =
            try unchanged.lazy.compactMap { try self.stream(ofArticle: $0, on: page) }.first
            ?? supersedes.lazy.compactMap { try self.stream(ofRecord: $0, on: page) }.first
            ?? ids.lazy.compactMap { try self.streamTold(of: $0, on: page) }.first
        let known = try database.run("SELECT 1 FROM edition WHERE page=? LIMIT 1", [DatabaseValue(page)])
        try enter(content, as: pageKey, stream: stream)
        return stream == nil && !known.isEmpty
    }

    /// Retires the articles that the links say an edition changed or left out, and those of `withdrawn`, by the edition
    /// that left them out.
    package func loadRetirements(withdrawn: [String: Digest]) throws {
        let told = try database.run(
            "SELECT id, successor FROM told WHERE successor IS NOT NULL OR withdrawn=1 ORDER BY id"
        )
        for row in told {
            let id = ArticleName.id(of: row[0].blob ?? [])
            let successor = row[1].blob.map { ArticleName.id(of: $0) }
            guard let own = try contentNumber(ofArticle: id) else { continue }
            // Of the two forms the one that came last has changed the article.
            let last = try max(own, successor.flatMap { try contentNumber(ofArticle: $0) } ?? own)
            guard let edition = try withdrawn[id] ?? digest(ofContent: last) else { continue }
            try retire(id, by: edition, successor: successor)
        }
        for (id, edition) in withdrawn.sorted(by: { $0.key < $1.key }) {
            let told = try database.run("SELECT 1 FROM told WHERE id=?", [.blob(ArticleName.bytes(of: id))])
            if told.isEmpty { try retire(id, by: edition, successor: nil) }
        }
    }

    /// The articles that the last edition of a page must have changed, though no link says so: those of the forms before it
    /// that stand and that its line of the manifest, with `sequence`, does not name as `unchanged`.
    ///
    /// A line of the manifest is written before the links that belong to it.
    package func untoldChanges(
        by edition: Digest,
        sequence: Int,
        unchanged: [String]
    ) throws -> [PublishedPlace] {
        let known = Set(unchanged)
        return try database.run(
            """
            SELECT article.number, article.id FROM edition AS last
            JOIN edition AS former ON former.page=last.page AND former.stream=last.stream
                AND former.content<last.content
            JOIN article ON article.content=former.content AND article.page=last.page AND article.leftover=0
            LEFT JOIN told ON told.id=article.id
            WHERE last.content=? AND coalesce(told.sequence, 0)<?
            AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=article.number)
            AND NOT EXISTS(SELECT 1 FROM edition AS later
                WHERE later.page=last.page AND later.stream=last.stream AND later.content>last.content)
            ORDER BY article.id
            """,
            [DatabaseValue(try number(of: edition)), DatabaseValue(sequence)]
        ).compactMap { row in
            known.contains(ArticleName.id(of: row[1].blob ?? [])) ? nil : try place(ofArticle: row[0].integer)
        }
    }

    /// The places of those of some articles that are no leftovers and of which no link says what they take the place of.
    package func placesOfNew(_ ids: [String]) throws -> [PublishedPlace] {
        try ids.compactMap { id in
            guard let row = try articleRow(named: id), !row.isLeftover else { return nil }
            let told = try database.run("SELECT 1 FROM told WHERE id=? AND supersedes IS NOT NULL", [.blob(row.id)])
            return told.isEmpty ? try place(ofArticle: row.number) : nil
        }
    }

    /// Works out the links and calls `posting` for those that say something that was not published.
    ///
    /// What was published of an article whose text, or that of its target, is gone stands as it was.
    package func settleLoadedLinks(posting: (ArticleLink) throws -> Void) throws {
        for told in try database.run("SELECT id FROM told") {
            guard let row = try articleRow(named: ArticleName.id(of: told[0].blob ?? [])) else { continue }
            changed.insert(row.number)
        }
        var unsaid = ChangedArticles()
        for number in changed.numbers.sorted() {
            guard let row = try ArticleTable.row(number, in: database) else { continue }
            let told = try database.run("SELECT hash, sequence, target FROM told WHERE id=?", [.blob(row.id)]).first
            let link = try link(of: row)
            var line = link
            if line.isEmpty { line.cluster = line.id }
            if let told, try told[0] == .integer(line.hash) || isUnprovable(row, target: told[2].blob) {
                try database.run(
                    "INSERT OR REPLACE INTO link(article, hash, sequence) VALUES(?, ?, ?)",
                    [DatabaseValue(number), .integer(link.hash), told[1]]
                )
            } else if told != nil || !link.isEmpty {
                // What differs from what was told has to be told, and the empty link too.
                if told != nil {
                    try database.run(
                        "INSERT OR REPLACE INTO link(article, hash, sequence) VALUES(?, 0, 0)",
                        [DatabaseValue(number)]
                    )
                }
                unsaid.insert(number)
            }
        }
        changed = unsaid
        try settleLinks(posting: posting)
    }

    /// Whether a text is gone that the link of an article was made from.
    private func isUnprovable(_ row: ArticleTable.Row, target: [UInt8]?) throws -> Bool {
        guard let target else { return false }
        guard row.body != nil else { return true }
        guard let other = try articleRow(named: ArticleName.id(of: target)) else { return false }
        return other.body == nil
    }

    private func stream(ofArticle id: String, on page: Int) throws -> Int? {
        guard let row = try articleRow(named: id), row.page == page else { return nil }
        return try database.run(
            "SELECT stream FROM edition WHERE page=? AND content=?",
            [DatabaseValue(page), DatabaseValue(row.content)]
        ).first?[0].number
    }

    private func stream(ofRecord path: String, on page: Int) throws -> Int? {
        try database.run(
            """
            SELECT edition.stream FROM edition JOIN content ON content.number=edition.content
            WHERE edition.page=? AND content.record=?
            """,
            [DatabaseValue(page), .text(path)]
        ).first?[0].number
    }

    private func streamTold(of id: String, on page: Int) throws -> Int? {
        guard
            let row = try database.run(
                "SELECT supersedes, successor FROM told WHERE id=?",
                [.blob(ArticleName.bytes(of: id))]
            ).first
        else { return nil }
        for other in row.compactMap(\.blob) {
            if let stream = try stream(ofArticle: ArticleName.id(of: other), on: page) { return stream }
        }
        return nil
    }

    private func contentNumber(ofArticle id: String) throws -> Int? {
        try articleRow(named: id)?.content
    }

    private func digest(ofContent number: Int) throws -> Digest? {
        try database.run("SELECT sha256 FROM content WHERE number=?", [DatabaseValue(number)]).first
            .flatMap { RecordIndex.digest($0[0]) }
    }
}
