internal import Hashing
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// The records of a content as they were staged, before the transaction that makes them count.
    struct Staged {
        /// The items that are published.
        var items: [ParsedIssue.Item]
        /// What becomes of its pages that have a key.
        var plans: [EditionPlan]
        /// Its texts by identifier, to be compared.
        var texts: [String: RecordText]
        var record: String
        var stage: String
        var sha256: Digest
        var generation: Int

        /// Whether an earlier form of a page was published.
        var isEdition: Bool { plans.contains { $0.stream != nil } }
    }

    /// Writes the records of all drops of a batch into the stage: all but those that an earlier form of the page has
    /// published already; nil for the other requests and where nothing is new.
    func stage(_ requests: [Request], passingOver skipped: [Bool]) throws -> [Staged?] {
        try zip(requests, skipped).map { request, isSkipped in
            guard !isSkipped, case .publish(let drop, _, let issue) = request, let source = drop.sha256 else {
                return nil
            }
            let generation = try (index.content(source)?.generation ?? 0) + 1
            return try stage(issue, of: source, as: source, generation: generation) { item, _ in
                try !index.hasArticle(item.id.description)
            }
        }
    }

    /// Writes the records of those items that `isNews` says are to be published; nil if there are none and nothing else
    /// changes either.
    ///
    /// `key` is the publication's name in the index, `generation` at least how often `source` was published with it.
    func stage(
        _ issue: ParsedIssue,
        of source: Digest,
        as key: Digest,
        generation first: Int,
        also plansBesides: (_ texts: [String: RecordText]) throws -> [EditionPlan] = { _ in [] },
        isNews: (_ item: ParsedIssue.Item, _ line: [UInt8]) throws -> Bool
    ) throws -> Staged? {
        var records: [UInt8] = []
        var items: [ParsedIssue.Item] = []
        var texts: [String: RecordText] = [:]
        for var item in issue.items {
            let line = Array(issue.records[item.span])
            guard try isNews(item, line) else { continue }
            if item.isArticle { texts[item.id.description] = RecordText(line: line) }
            item.span = records.count..<records.count + line.count
            records += line
            items.append(item)
        }
        let plans = try plans(of: issue, source: key, texts: texts) + plansBesides(texts)
        guard !items.isEmpty || plans.contains(where: changesAnything) else { return nil }
        let sha256 = Digest(of: records)
        var generation = first - 1
        var record = ""
        // A file of the same bytes that the index does not know is one that was renamed just before the index was lost:
        // it takes its place in the manifest now.
        repeat {
            generation += 1
            record = RecordName.path(
                title: issue.title,
                date: issue.date,
                source: source,
                pageLabels: issue.pageLabels,
                generation: generation
            )
        } while try folder.digest(ofRecordAt: record).map { $0 != sha256 } ?? false
        let stage = "\(key.hex).\(generation).jsonl"
        try folder.write(records, toStage: stage)
        return Staged(
            items: items,
            plans: plans,
            texts: texts,
            record: record,
            stage: stage,
            sha256: sha256,
            generation: generation
        )
    }
}
