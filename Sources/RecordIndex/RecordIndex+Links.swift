internal import Deduplication

extension RecordIndex {
    /// The links that changed since they were last told, by identifier, each as it is now; notes them as told.
    ///
    /// `posting` puts the line of a link into the outbox; it is called for those only that say something new.
    package func settleLinks(posting: (ArticleLink) throws -> Void) throws {
        let numbers = changed.numbers
        changed = ChangedArticles()
        var links: [(number: Int, link: ArticleLink)] = []
        var clusters: [Int: Cluster] = [:]
        for number in numbers {
            guard let row = try ArticleTable.row(number, in: database) else { continue }
            links.append((number, try link(of: row, &clusters)))
        }
        links.sort { $0.link.id.utf8.lexicographicallyPrecedes($1.link.id.utf8) }
        for (number, link) in links {
            let known = try database.run("SELECT hash FROM link WHERE article=?", [DatabaseValue(number)]).first
            guard known == nil ? !link.isEmpty : known?[0] != .integer(link.hash) else { continue }
            var told = link
            // A line has to say something; that an article stands for itself says that it stands alone.
            if told.isEmpty { told.cluster = told.id }
            try posting(told)
            try database.run(
                "INSERT OR REPLACE INTO link(article, hash, sequence) VALUES(?, ?, ?)",
                [DatabaseValue(number), .integer(link.hash), DatabaseValue(lastSequence)]
            )
        }
    }

    /// What is known of the article with that identifier from others; nil if there is no such article.
    package func link(of id: String) throws -> ArticleLink? {
        try articleRow(named: id).map { try link(of: $0) }
    }

    /// What is known of an article: a function of what the index holds, not of the order in which it came.
    func link(of row: ArticleTable.Row) throws -> ArticleLink {
        var clusters: [Int: Cluster] = [:]
        return try link(of: row, &clusters)
    }

    /// `clusters` are those of bodies that were looked up before, while the index was as it is.
    private func link(of row: ArticleTable.Row, _ clusters: inout [Int: Cluster]) throws -> ArticleLink {
        var link = ArticleLink(id: row.name)
        try addEditions(of: row, to: &link)
        guard link.supersededBy == nil, link.isWithdrawn != true else { return link }
        try addContinuation(of: row, to: &link)
        if row.body != nil { try addRepetition(of: row, to: &link, &clusters) }
        return link
    }

    private func name(_ number: Int) throws -> String? {
        try ArticleTable.row(number, in: database)?.name
    }

    private func addEditions(of row: ArticleTable.Row, to link: inout ArticleLink) throws {
        if let end = try database.run(
            "SELECT successor, content FROM retired WHERE article=?",
            [DatabaseValue(row.number)]
        ).first {
            if let successor = end[0].number {
                link.supersededBy = try name(successor)
            } else {
                link.isWithdrawn = true
            }
        }
        // The former article of each in turn; several may have become one, of which the first by number is followed.
        var revision = 1
        var current = row.number
        while let former = try formerArticle(of: current) {
            if revision == 1 { link.supersedes = try name(former) }
            revision += 1
            current = former
        }
        if revision > 1 { link.revision = revision }
        if let page = row.page, !row.isLeftover {
            let streams = try database.run(
                "SELECT count(DISTINCT stream) FROM edition WHERE page=?",
                [DatabaseValue(page)]
            )
            if streams[0][0].integer > 1 { link.flags = ["page_key_conflict"] }
        }
    }

    private func formerArticle(of number: Int) throws -> Int? {
        try database.run(
            "SELECT min(article) FROM retired WHERE successor=? AND article<>successor",
            [DatabaseValue(number)]
        ).first?[0].number
    }

    private func addContinuation(of row: ArticleTable.Row, to link: inout ArticleLink) throws {
        guard let page = row.page, !row.isLeftover,
            try !database.run("SELECT 1 FROM jump WHERE article=?", [DatabaseValue(row.number)]).isEmpty
        else { return }
        for pair in JumpEnd.pairs(try jumpEnds(onIssueOf: page).map(\.end)) {
            if pair.from == link.id { link.continuesTo = pair.to }
            if pair.to == link.id { link.continuesFrom = pair.from }
        }
    }

    /// The standing articles with jump lines of the issue that a page belongs to.
    func jumpEnds(onIssueOf page: Int) throws -> [(article: Int, end: JumpEnd)] {
        guard let key = try database.run("SELECT key FROM page WHERE number=?", [DatabaseValue(page)]).first?[0].text,
            let separator = key.lastIndex(of: "\u{1F}")
        else { return [] }
        let issue = String(key[...separator])
        return try database.run(
            """
            SELECT jump.article, article.id, page.key, jump.direction, jump.target, jump.headline, article.line_start
            FROM page JOIN jump ON jump.page=page.number JOIN article ON article.number=jump.article
            WHERE page.key>=? AND page.key<? AND article.leftover=0 AND NOT EXISTS(SELECT 1 FROM retired WHERE retired.article=jump.article)
            """,
            [.text(issue), .text(String(issue.dropLast()) + "\u{20}")]
        ).map { row in
            let end = JumpEnd(
                name: ArticleName.id(of: row[1].blob ?? []),
                page: String((row[2].text ?? "").dropFirst(issue.count)),
                direction: JumpEnd.Direction(rawValue: row[3].integer) ?? .to,
                target: row[4].text ?? "",
                headline: row[5].text ?? "",
                position: row[6].integer
            )
            return (row[0].integer, end)
        }
    }

    private func cluster(of body: Int, _ clusters: inout [Int: Cluster]) throws -> Cluster {
        if let known = clusters[body] { return known }
        let cluster = try Cluster(around: body, in: database)
        for member in cluster.bodies { clusters[member] = cluster }
        return cluster
    }

    private func addRepetition(
        of row: ArticleTable.Row,
        to link: inout ArticleLink,
        _ clusters: inout [Int: Cluster]
    ) throws {
        guard let body = row.body else { return }
        let cluster = try cluster(of: body, &clusters)
        if let canonical = cluster.canonical, cluster.listed.count > 1 { link.cluster = canonical.name }
        let copy = CopyTable.Copy(id: row.id, article: row.number, day: row.day)
        if let parent = try CopyTable.parent(of: copy, in: body, database) {
            link.of = try name(parent)
            link.comparison = Comparison(relation: .same, containment: 1, jaccard: 1)
            return
        }
        // Of those that it repeats, the most senior; else of those that it has a passage in common with.
        var best: (row: ArticleTable.Row, tie: BodyTie)?
        for (senior, tie) in try EdgeTable.ties(of: body, in: database) where senior.precedes(row) {
            let joins = tie.comparison.relation?.joins == true
            if let known = best {
                let knownJoins = known.tie.comparison.relation?.joins == true
                guard joins == knownJoins ? senior.precedes(known.row) : joins else { continue }
            }
            best = (senior, tie)
        }
        // In a cluster too large to be listed, who repeats nobody more senior stands for those tied to it.
        if cluster.canonical == nil, best?.tie.comparison.relation?.joins != true { link.cluster = row.name }
        if let best {
            link.of = best.row.name
            link.comparison = best.tie.comparison
            link.isVerified = best.tie.isVerified
        }
    }
}
