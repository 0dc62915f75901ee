internal import Deduplication
internal import Hashing
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// What becomes of the pages of an issue that have a key.
    func plans(of issue: ParsedIssue, source: Digest, texts: [String: RecordText]) throws -> [EditionPlan] {
        var keys: [String] = []
        var items: [String: [(item: ParsedIssue.Item, text: RecordText?)]] = [:]
        for item in issue.items {
            guard let key = item.pageKey else { continue }
            if items[key] == nil { keys.append(key) }
            items[key, default: []].append((item, texts[item.id.description]))
        }
        let number = try index.claimNumber(of: source)
        return try keys.map { key in
            let streams = try index.streams(of: key)
            var entries = items[key] ?? []
            for place in entries.indices where !streams.isEmpty && entries[place].text == nil {
                entries[place].text = RecordText(line: Array(issue.records[entries[place].item.span]))
            }
            return try EditionPlan(
                pageKey: key,
                items: entries,
                streams: streams,
                claimNumber: number,
                isRetired: { try index.isRetired($0) },
                text: { try self.text(at: $0) }
            )
        }
    }

    /// Whether a plan does anything to articles that were published before.
    func changesAnything(_ plan: EditionPlan) -> Bool {
        !plan.withdrawn.isEmpty || !plan.changed.isEmpty || !plan.restored.isEmpty
    }

    /// Does what a plan says, within the transaction.
    func carryOut(_ plan: EditionPlan, source: Digest) throws {
        if !plan.isOfStrays { try index.enter(source, as: plan.pageKey, stream: plan.stream) }
        for id in plan.restored { try index.restore(id) }
        for (former, current) in plan.changed { try index.retire(former, by: source, successor: current) }
        for id in plan.withdrawn { try index.retire(id, by: source, successor: nil) }
    }

    /// Adds an item to the index, or lets a known one stand here from now on, compared with those that it may repeat.
    func put(_ item: ParsedIssue.Item, of source: Digest, date: String?, texts: [String: RecordText]) throws {
        let id = item.id.description
        var article = IndexedArticle(
            id: id,
            content: source,
            pageKey: item.pageKey,
            body: item.body,
            date: date,
            length: item.length,
            span: item.span
        )
        article.isLeftover = !item.isArticle
        article.fingerprint = item.fingerprint
        article.jumps = item.jumps.map {
            IndexedJump(direction: $0.direction, target: $0.target, headline: $0.headline)
        }
        let compare: RecordIndex.Comparing = { place in
            guard let mine = texts[id], let other = try self.text(at: place) else { return nil }
            return mine.prepared.compared(to: other.prepared)
        }
        if try index.hasArticle(id) {
            try index.move(article, compare: compare)
        } else {
            try index.insert(article, compare: compare)
        }
    }

    /// The text of a published article; nil if its record is gone.
    func text(at place: PublishedPlace) throws -> RecordText? {
        try recentTexts.text(at: place) {
            try folder.hasRecord(at: place.record, stage: place.stage)
        } reading: {
            try folder.bytes(at: place.span, of: place.record, stage: place.stage).flatMap { RecordText(line: $0) }
        }
    }

    /// Puts the links that changed into the outbox.
    func postLinks(day: String, content: Digest?) throws {
        try index.settleLinks { link in
            try index.post(.links, day: day, content: content) { OutputLines.link(sequence: $0, link) }
        }
    }

    /// How a drop ended that published something.
    static func publishedVerdict(_ staged: Staged, articles: Int, unread: [UnreadMember]) -> Verdict {
        if !unread.isEmpty { return partialVerdict(isEdition: staged.isEdition, articles: articles, unread: unread) }
        if let conflict = staged.plans.lazy.compactMap(\.conflict).first {
            return Verdict(
                .ingested,
                code: "page-key-conflict",
                reason: Message(
                    """
                    Published \(articles) article\(articles == 1 ? "" : "s"). Another file with the same paper, date and \
                    page shares \(conflict.shared) of \(conflict.of) articles with it, less than a third, so it is no \
                    edition of that one: both stand.
                    """,
                    "已发布 \(articles) 篇稿件。另有报名、日期、版次相同的文件，与本文件仅有 \(conflict.shared)/\(conflict.of) 篇稿件相同（不足三分之一），不视为同一版面的改版，两者并存。"
                ),
                advice: Message(
                    "See whether one of the two has a wrong date or page in its name; their articles are flagged in links.jsonl.",
                    "请核对两个文件名中的日期或版次；相关稿件已在 links.jsonl 中标注。"
                )
            )
        }
        guard staged.isEdition else {
            return Verdict(
                .ingested,
                code: "ok",
                reason: Message(
                    "Published \(articles) article\(articles == 1 ? "" : "s").",
                    "已发布 \(articles) 篇稿件。"
                )
            )
        }
        let changed = staged.plans.reduce(0) { $0 + $1.changed.count }
        let withdrawn = staged.plans.reduce(0) { $0 + $1.withdrawn.count }
        let unchanged = staged.plans.reduce(0) { $0 + $1.unchanged.count }
        let isLate = staged.plans.contains(where: \.isLate)
        return Verdict(
            .edition,
            code: isLate ? "earlier" : "changed",
            reason: Message(
                """
                Another form of a page that was published before\(isLate ? ", which came earlier than that one" : ""): \
                \(articles) articles published, of which \(changed) are changed ones; \(unchanged) items unchanged, \
                \(withdrawn) left out.
                """,
                "这是已发布版面的另一形式\(isLate ? "（早于已发布者）" : "")：发布 \(articles) 篇，其中改动 \(changed) 篇；未变 \(unchanged) 项，撤下 \(withdrawn) 项。"
            )
        )
    }

    private static func partialVerdict(isEdition: Bool, articles: Int, unread: [UnreadMember]) -> Verdict {
        let names = unread.prefix(3).map { "\($0.name) (\($0.english))" }.joined(separator: "; ")
        let chinese = unread.prefix(3).map { "\($0.name)（\($0.chinese)）" }.joined(separator: "；")
        return Verdict(
            isEdition ? .edition : .ingested,
            code: "partial",
            reason: Message(
                "Published \(articles) articles; \(unread.count) members of the archive could not be read: \(names)",
                "已发布 \(articles) 篇稿件；压缩包中有 \(unread.count) 个成员无法读取：\(chinese)"
            ),
            advice: Message(
                "Drop these members again by themselves once they are mended.",
                "请修复这些成员后单独投放。"
            )
        )
    }
}
