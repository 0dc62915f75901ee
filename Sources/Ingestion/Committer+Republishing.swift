internal import FileAccess
package import Hashing
package import IssueParsing
internal import RecordIndex
internal import RecordOutput
internal import TextScanning

extension Committer {
    /// Publishes what came out otherwise when a content was read again, as one more edition of its pages.
    ///
    /// A page of which a later edition stands is left alone: what it says is no longer the last word. With `isAgain`,
    /// records that are no longer in `output/` are published once more.
    ///
    /// - Returns: what was done, as a sentence.
    package func republish(_ issue: ParsedIssue, of source: Digest, isAgain: Bool = false) throws -> String {
        try untilFailure { try publishAgain(issue, of: source, isAgain: isAgain) }
    }

    func publishAgain(_ issue: ParsedIssue, of source: Digest, isAgain: Bool = false) throws -> String {
        try settle()
        lookAgain()
        let (former, key, number) = try publications(of: source)
        let names = former + [key]
        let pageKey = issue.items.first?.pageKey
        var issue = issue
        let scope = Committer.scope(of: source)
        for place in issue.items.indices where issue.items[place].pageKey == nil { issue.items[place].pageKey = scope }
        let left = try pagesLeft(issue, names)
        // Of a page that has a later edition only what still stands of this content is looked at.
        issue.items = try issue.items.compactMap { item in
            guard left.contains(item.pageKey ?? "") else { return item }
            let id = item.id.description
            guard try index.hasArticle(id), try !index.isRetired(id) else { return nil }
            var item = item
            item.pageKey = nil
            return item
        }
        let staged = try index.transaction {
            try index.claimRevision(key, of: source)
            try index.adopt(source, as: scope)
            return try stage(
                issue,
                of: source,
                as: key,
                generation: number,
                also: { try strays(of: issue, former, left: left, texts: $0) },
                isNews: { try isNews($0, $1, names, isAgain: isAgain) }
            )
        }
        let behind = left.isEmpty ? "" : " \(left.count) of its pages have later editions, which stand."
        guard let staged else {
            try index.transaction {
                try index.forget(key)
                try noteOutcomes(of: issue, leadingTo: nil, besides: left)
            }
            try settle()
            return isAgain
                ? "its records are in output/, and all came out as it was.\(behind)"
                : "all came out as it was.\(behind)"
        }
        try publish(staged, of: source, as: key, issue, pageKey: pageKey, left: left)
        try settle()
        let changed = staged.plans.reduce(0) { $0 + $1.changed.count }
        let withdrawn = staged.plans.reduce(0) { $0 + $1.withdrawn.count }
        return
            "\(staged.items.count) records published anew in output/\(staged.record), of which \(changed) supersede others; \(withdrawn) withdrawn.\(behind)"
    }

    /// What stands for the page key of pages that have none, within one content.
    static func scope(of source: Digest) -> String { "\(source.hex)\u{1F}file" }

    /// The pages that a content was published as a form of, and that have a later one.
    private func pagesLeft(_ issue: ParsedIssue, _ names: [Digest]) throws -> Set<String> {
        let own = Set(try names.map { try index.claimNumber(of: $0) })
        var left: Set<String> = []
        for page in Set(issue.items.compactMap(\.pageKey)) {
            let streams = try index.streams(of: page)
            guard !streams.contains(where: { own.contains($0.latest) }) else { continue }
            if try names.contains(where: { try index.latestForm(of: page, besides: $0) != nil }) { left.insert(page) }
        }
        return left
    }

    /// What becomes of the articles of a content's pages whose key is another now.
    private func strays(
        of issue: ParsedIssue,
        _ names: [Digest],
        left: Set<String>,
        texts: [String: RecordText]
    ) throws -> [EditionPlan] {
        let keys = Set(issue.items.compactMap(\.pageKey)).union(left)
        guard let page = issue.items.lazy.compactMap(\.pageKey).first else { return [] }
        // Of a page that has another form by now, that one says what stands.
        let articles = try index.standing(of: names, outside: keys).filter { article in
            guard let key = try index.article(article.id)?.pageKey else { return true }
            return try names.contains(index.latestForm(of: key, besides: names[0]) ?? names[0])
        }
        guard !articles.isEmpty else { return [] }
        let items = issue.items.map { item in
            (item, texts[item.id.description] ?? RecordText(line: Array(issue.records[item.span])))
        }
        var plan = try EditionPlan(strays: articles, on: page, items: items) { try self.text(at: $0) }
        plan.supersedes = try names.compactMap { try index.content($0)?.record }
        return [plan]
    }

    /// Whether an item that was read again says something that its record does not say.
    private func isNews(
        _ item: ParsedIssue.Item,
        _ line: [UInt8],
        _ names: [Digest],
        isAgain: Bool
    ) throws -> Bool {
        let id = item.id.description
        guard let known = try index.article(id) else { return true }
        guard let former = try publishedLine(known) else { return try isAgain && !index.isRetired(id) }
        if names.contains(known.content) { return !saysTheSame(former, line, besides: ["provenance"]) }
        // One that another form of the page had published says there where it was read from; what people said of it counts.
        guard item.isCorrected || Committer.isCorrected(former) else { return false }
        let ofForm: Set<String> = ["provenance", "issue", "page", "spans", "paragraphs", "order", "quality", "media"]
        return !saysTheSame(former, line, besides: ofForm)
    }

    /// The line of a published article; nil if it is not in `output/` any more.
    func publishedLine(_ known: KnownArticle) throws -> [UInt8]? {
        guard let record = try index.content(known.content)?.record, !known.span.isEmpty else { return nil }
        return try folder.bytes(at: known.span, of: record, stage: nil)
    }

    private static func isCorrected(_ line: [UInt8]) -> Bool { members(of: line)["corrected"] != nil }

    /// Whether two record lines differ in nothing but some members.
    private func saysTheSame(_ one: [UInt8], _ other: [UInt8], besides ignored: Set<String>) -> Bool {
        func rest(_ line: [UInt8]) -> [String: [UInt8]] {
            Committer.members(of: line).filter { !ignored.contains($0.key) }
        }
        return rest(one) == rest(other)
    }

    private static func members(of line: [UInt8]) -> [String: [UInt8]] {
        var members: [String: [UInt8]] = [:]
        let bytes = line.span
        JSONSkimmer.forEachMember(of: bytes, in: 0..<bytes.count) { key, value in members[key] = Array(line[value]) }
        return members
    }

    private func publish(
        _ staged: Staged,
        of source: Digest,
        as key: Digest,
        _ issue: ParsedIssue,
        pageKey: String?,
        left: Set<String>
    ) throws {
        try index.transaction {
            var content = Content(claimed: key)
            content.source = source
            content.state = .staged
            content.generation = staged.generation
            content.record = staged.record
            content.recordSHA256 = staged.sha256
            content.stage = staged.stage
            content.title = issue.title
            content.date = issue.date
            content.page = issue.pageLabels.compactMap { $0 }.first
            try index.update(content)
            if var original = try index.content(source) {
                (original.title, original.date, original.page) = (content.title, content.date, content.page)
                try index.update(original)
            }
            let day = Timestamp.now().day
            try index.post(.manifest, day: day, content: key) { sequence in
                OutputLines.manifest(
                    sequence: sequence,
                    record: staged.record,
                    recordSHA256: staged.sha256,
                    source: source,
                    pageKey: pageKey,
                    items: staged.items,
                    plans: staged.plans
                )
            }
            for item in staged.items { try put(item, of: key, date: issue.date, texts: staged.texts) }
            for plan in staged.plans { try carryOut(plan, source: key) }
            try noteOutcomes(of: issue, leadingTo: key, besides: left)
            try postLinks(day: day, content: key)
            try post(
                "reprocessed",
                path: nil,
                Message(
                    "Content \(source.short) was read again: \(staged.items.count) records are published anew in output/\(staged.record).",
                    "内容 \(source.short) 已重新处理：\(staged.items.count) 条记录重新发布于 output/\(staged.record)。"
                ),
                advice: nil
            )
            try Failpoint.staging.pass()
        }
        try Failpoint.staged.pass()
    }
}
