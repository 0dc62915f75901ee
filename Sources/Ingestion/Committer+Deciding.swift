internal import FileAccess
internal import Hashing
internal import IssueParsing
internal import RecordIndex

extension Committer {
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
            try noteOutcomes(of: issue, leadingTo: nil)
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
        for item in staged.items { try put(item, of: source, date: issue.date, texts: staged.texts) }
        for plan in staged.plans { try carryOut(plan, source: source) }
        if !staged.plans.contains(where: \.isLate) { try noteOutcomes(of: issue, leadingTo: nil) }
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
