internal import FileAccess
internal import Hashing
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// The records of one drop as they were staged, before the transaction that makes them count.
    struct Staged {
        /// The items that are published: all but those that an earlier form of the page has published already.
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

    /// Writes the records of all drops of a batch into the stage; nil for the other requests and where nothing is new.
    func stage(_ requests: [Request]) throws -> [Staged?] {
        try requests.map { request in
            guard case .publish(let drop, _, let issue) = request, let source = drop.sha256 else { return nil }
            return try stage(issue, source: source)
        }
    }

    private func stage(_ issue: ParsedIssue, source: Digest) throws -> Staged? {
        var records: [UInt8] = []
        var items: [ParsedIssue.Item] = []
        var texts: [String: RecordText] = [:]
        for item in issue.items {
            let line = issue.records[item.span]
            let id = item.id.description
            if try index.hasArticle(id) { continue }
            if item.isArticle { texts[id] = RecordText(line: Array(line)) }
            let start = records.count
            records.append(contentsOf: line)
            var item = item
            item.span = start..<records.count
            items.append(item)
        }
        let plans = try plans(of: issue, source: source, texts: texts)
        guard !items.isEmpty || plans.contains(where: changesAnything) else { return nil }
        let sha256 = Digest(of: records)
        var generation = try index.content(source)?.generation ?? 0
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
        let stage = "\(source.hex).\(generation).jsonl"
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

    /// Decides a drop that was seen, as far as that needs no parsing.
    func claimInTransaction(_ drop: Drop) throws -> Claim {
        let known = try index.arrival(path: drop.path, status: drop.status)
        if let known {
            switch known.state {
            case .decided: return .settledBefore
            case .done where known.destination == nil: return .settledBefore
            case .done, .pending: break
            }
        }
        let isPending = known?.state == .pending
        let arrival =
            try known.flatMap { isPending ? $0.id : nil }
            ?? index.insertArrival(path: drop.path, status: drop.status, sha256: drop.sha256)
        if !drop.members.isEmpty || isPending {
            let companions = drop.members.map { Companion(path: $0.path, status: $0.status) }
            try index.setCompanions(companions, of: arrival)
        }
        guard let sha256 = drop.sha256 else { return .parse(arrival: arrival) }
        if let content = try index.content(sha256), content.state == .done {
            let verdict = try duplicate(of: content, drop: drop, arrival: arrival)
            return .finished(verdict)
        }
        try index.claim(sha256)
        if isPending, var row = known, row.sha256 != sha256 {
            row.sha256 = sha256
            try index.update(row)
        }
        return .parse(arrival: arrival)
    }

    /// Decides a drop whose records are staged.
    func publishInTransaction(
        _ drop: Drop,
        arrival: Int64,
        _ issue: ParsedIssue,
        staged: Staged?
    ) throws -> Verdict {
        guard let source = drop.sha256, var content = try index.content(source) else {
            preconditionFailure("a drop is published only after it was claimed")
        }
        content.title = issue.title
        content.date = issue.date
        content.page = issue.pageLabels.compactMap { $0 }.first
        let destination = try destination(of: drop, kind: "done")
        content.original = destination
        guard let staged else {
            let verdict = Verdict(
                .edition,
                code: "unchanged",
                reason: Message(
                    "Another form of a page that was published before; all of its articles are known.",
                    "这是已发布版面的另一形式，所有稿件均已收录。"
                )
            )
            content.state = .published
            try index.update(content)
            try decide(drop, arrival: arrival, verdict, destination: destination, record: nil, articles: 0)
            return verdict
        }
        content.state = .staged
        content.generation = staged.generation
        content.record = staged.record
        content.recordSHA256 = staged.sha256
        content.stage = staged.stage
        try index.update(content)
        let day = Timestamp.now().day
        try index.post(.manifest, day: day, content: source) { sequence in
            OutputLines.manifest(
                sequence: sequence,
                record: staged.record,
                recordSHA256: staged.sha256,
                source: source,
                pageKey: issue.items.first?.pageKey,
                items: staged.items,
                plans: staged.plans
            )
        }
        for item in staged.items { try insert(item, of: source, date: issue.date, texts: staged.texts) }
        for plan in staged.plans { try carryOut(plan, source: source) }
        try postLinks(day: day, content: source)
        let articles = staged.items.count { $0.isArticle }
        let verdict = Committer.publishedVerdict(staged, articles: articles, unread: issue.unread)
        try decide(
            drop,
            arrival: arrival,
            verdict,
            destination: destination,
            record: staged.record,
            articles: articles
        )
        return verdict
    }

    /// Decides a drop that gives no records.
    func refuseInTransaction(_ drop: Drop, arrival: Int64?, _ verdict: Verdict) throws {
        let arrival =
            try arrival ?? index.insertArrival(path: drop.path, status: drop.status, sha256: drop.sha256)
        if let sha256 = drop.sha256, var content = try index.content(sha256), content.state == .claimed {
            if verdict.event == .ignored, content.generation == 0 {
                try index.forget(sha256)
            } else {
                content.state = .failed
                try index.update(content)
            }
        }
        let destination = verdict.event == .ignored ? nil : try destination(of: drop, kind: "failed")
        let reason = OutputLines.reason(verdict, path: drop.path, sha256: drop.sha256)
        try decide(
            drop,
            arrival: arrival,
            verdict,
            destination: destination,
            record: nil,
            articles: 0,
            reason: destination == nil ? nil : reason
        )
    }

    /// Where the original of a drop goes; nil if it stays.
    private func destination(of drop: Drop, kind: String) throws -> RawPath? {
        switch policy {
        case .keep: return nil
        case .delete where kind != "failed": return nil
        case .delete, .move: break
        }
        // What has no content is told apart by its path, so that each keeps a reason of its own.
        let name = drop.sha256?.short ?? "not-a-file-\(Digest(of: drop.path.bytes).short)"
        let first = kind == "duplicate" ? try drop.sha256.map { try index.decidedCount(of: $0) } ?? 1 : 1
        let folder = try originals.freeFolder(kind: kind, name: name, from: first)
        // The files of one drop keep their places to each other.
        let base = Drop.commonFolder(of: [drop.path] + drop.members.map(\.path))
        return folder.appending(Drop.relative(drop.path, to: base))
    }

    private func duplicate(of content: Content, drop: Drop, arrival: Int64) throws -> Verdict {
        let verdict = try duplicateVerdict(of: content, drop: drop)
        let isOriginal = verdict.code == "original-restored"
        let destination = try destination(of: drop, kind: isOriginal ? "done" : "duplicate")
        if isOriginal {
            var content = content
            content.original = destination
            try index.update(content)
        }
        try decide(drop, arrival: arrival, verdict, destination: destination, record: content.record, articles: 0)
        return verdict
    }

    /// Writes what was decided into the arrival's row, and its event into the outbox.
    private func decide(
        _ drop: Drop,
        arrival: Int64,
        _ verdict: Verdict,
        destination: RawPath?,
        record: String?,
        articles: Int,
        reason: [UInt8]? = nil
    ) throws {
        try index.update(
            ArrivalRecord(
                id: arrival,
                path: drop.path,
                status: drop.status,
                sha256: drop.sha256,
                state: .decided,
                event: verdict.event.rawValue,
                code: verdict.code,
                destination: destination,
                reason: reason
            )
        )
        let now = Timestamp.now()
        let attempts = try drop.sha256.flatMap { try index.content($0)?.attempts } ?? 0
        let event = OutputLines.Event(
            verdict: verdict,
            path: drop.path,
            sha256: drop.sha256,
            size: drop.status.size,
            record: record,
            articles: articles,
            destination: destination,
            attempts: attempts,
            milliseconds: Int((ContinuousClock.now - drop.began) / .milliseconds(1))
        )
        try index.post(.log, day: now.day, content: drop.sha256) { sequence in
            OutputLines.event(sequence: sequence, time: now, event)
        }
    }
}
