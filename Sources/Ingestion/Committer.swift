internal import Corrections
internal import Dispatch
package import FileAccess
internal import Hashing
internal import Inbox
package import IssueParsing
package import RecordIndex
internal import RecordOutput

/// The only writer of index and output: takes decisions in transactions, and carries them out.
///
/// Every decision is first committed, then carried out by ``settle()``, which looks at what the index says is still to be
/// done and at what the file system shows as done already. The same ``settle()`` runs after each transaction and after a
/// crash: there is no second way. Requests that wait are decided together in one transaction, so that under a backlog
/// its fsyncs are shared.
package actor Committer {
    /// The most requests that share one transaction.
    package static let batchLimit = 64

    enum Request {
        case claim(Drop)
        case publish(Drop, arrival: Int64, ParsedIssue)
        case refuse(Drop, arrival: Int64?, Verdict)
    }

    private nonisolated let executor: QueueExecutor
    let root: RawPath
    let policy: OriginalsPolicy
    let index: RecordIndex
    let folder: RecordFolder
    var originals: Originals
    /// What people corrected, as it stands in `state/overrides.jsonl`.
    var book: CorrectionBook
    var recentTexts = RecordTextCache()
    private var waiting: [(request: Request, continuation: CheckedContinuation<Claim, any Error>)] = []
    private var isFlushScheduled = false
    /// Whether an error left decisions that are not carried out.
    private var isBehind = false
    /// The error after which nothing may be written: another sync could report as written what is lost.
    private var failure: (any Error)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Opens (and makes) everything below `root`, and compares the index with the files that were published.
    ///
    /// - Throws: `IndexUnfit` where they do not agree, and what the file system or SQLite says.
    package init(root: RawPath, policy: OriginalsPolicy) throws {
        executor = QueueExecutor(DispatchQueue(label: "presscut.commit"))
        self.root = root
        self.policy = policy
        let directory = try Directory(at: root)
        folder = try RecordFolder(root: directory)
        for name in ["inbox", "state/done", "state/duplicate", "state/failed"] {
            _ = try directory.makeDirectories(RawPath(name))
        }
        index = try RecordIndex(path: root.appending("state/index.sqlite").utf8)
        book = try OverrideFile.read(root: directory).book
        originals = Originals(root: directory)
        let published = try folder.lastPublishedSequence()
        guard published <= index.lastSequence else {
            throw IndexUnfit.behind(index: index.lastSequence, published: published)
        }
    }

    /// Brings to an end what an earlier run began, and returns the drops that it had claimed but not decided.
    package func recover() throws -> [ArrivalRecord] {
        try untilFailure {
            try index.markOpen()
            try tellOfUpgrade()
            try index.fillFingerprints(
                read: { try self.text(at: $0)?.body },
                settle: { try postLinks(day: Timestamp.now().day, content: nil) }
            )
            try settle()
            try folder.clearStage(keeping: [])
            return try index.arrivals(in: .pending)
        }
    }

    /// Says in the log that the index was of an older form, once.
    private func tellOfUpgrade() throws {
        guard let schema = try index.formerSchema() else { return }
        try index.transaction {
            try post(
                "index-upgraded",
                path: nil,
                Message(
                    "The index was made by an earlier version (form \(schema)) and was brought up to date with all that it knew.",
                    "索引由旧版本（格式 \(schema)）建立，已完整升级。"
                ),
                advice: nil
            )
            try index.forgetFormerSchema()
        }
    }

    /// Notes that all is well, unless it is not, and closes the index.
    package func close() throws {
        guard failure == nil else { return }
        try untilFailure { try index.markClosed() }
        index.close()
        let state = try Directory(at: root).directory(RawPath("state"))
        try IndexSeal(of: state).note(in: state)
    }

    /// Does `body`, unless an earlier error was of the kind after which nothing may be written.
    func untilFailure<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            return try body()
        } catch {
            if case .stop = Fate(ofWriting: error) {
                failure = error
                index.abandon()
            }
            throw error
        }
    }

    /// Carries out what is decided; what a pause waits for.
    ///
    /// - Returns: whether an earlier call had failed, so that something was left to do and is done now.
    @discardableResult
    package func settle() throws -> Bool {
        try untilFailure {
            let wasBehind = isBehind
            isBehind = true
            try carryOut()
            isBehind = false
            return wasBehind
        }
    }

    /// Claims a drop: decides it, or says that it is to be parsed.
    package func claim(_ drop: Drop) async throws -> Claim {
        try await submit(.claim(drop))
    }

    /// Publishes the records of a claimed drop; says that it is to be parsed again where corrections are about its pages
    /// that it was not read with.
    package func publish(_ issue: ParsedIssue, of drop: Drop, arrival: Int64) async throws -> Claim {
        try await submit(.publish(drop, arrival: arrival, issue))
    }

    /// Ends a drop without records; `arrival` is nil for one that was not claimed.
    package func refuse(_ drop: Drop, arrival: Int64?, _ verdict: Verdict) async throws -> Claim {
        try await submit(.refuse(drop, arrival: arrival, verdict))
    }

    /// Counts a worker that failed over a drop; returns how many have.
    package func countAttempt(_ drop: Drop) throws -> Int {
        guard let sha256 = drop.sha256 else { return 0 }
        return try untilFailure { try index.transaction { try index.countAttempt(sha256) } }
    }

    /// Whether a drop needs no second look: it was decided and has stayed as it was.
    package func isSettled(path: RawPath, status: FileStatus) throws -> Bool {
        guard let known = try index.arrival(path: path, status: status) else {
            return try index.isKeptCompanion(path: path, status: status)
        }
        return known.state == .done && known.destination == nil
    }

    /// The arrival that was claimed for a file and is not decided, if there is one.
    package func pendingArrival(path: RawPath, status: FileStatus) throws -> Int64? {
        guard let known = try index.arrival(path: path, status: status), known.state == .pending else { return nil }
        return known.id
    }

    /// The files that came with a drop that an earlier run had claimed.
    package func companions(of arrival: Int64) throws -> [Companion] {
        try index.companions(of: arrival)
    }

    /// Writes a line about the service itself into the log.
    package func note(_ name: String, path: RawPath? = nil, _ reason: Message, advice: Message? = nil) throws {
        try untilFailure {
            try index.transaction { try post(name, path: path, reason, advice: advice) }
            try settle()
        }
    }

    func post(_ name: String, path: RawPath?, _ reason: Message, advice: Message?) throws {
        let now = Timestamp.now()
        try index.post(.log, day: now.day, content: nil) { sequence in
            OutputLines.notice(
                sequence: sequence,
                time: now,
                name: name,
                path: path,
                reason: reason,
                advice: advice
            )
        }
    }

    private func submit(_ request: Request) async throws -> Claim {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append((request, continuation))
            guard !isFlushScheduled else { return }
            isFlushScheduled = true
            // Queued behind the requests that are already on their way, so that they share the transaction.
            executor.queue.async { self.assumeIsolated { $0.flush() } }
        }
    }

    private func flush() {
        isFlushScheduled = false
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(batchLength))
            waiting.removeFirst(batch.count)
            do {
                if isBehind { try settle() }
                let answers = try untilFailure { try decide(batch.map(\.request)) }
                for (entry, answer) in zip(batch, answers) { entry.continuation.resume(returning: answer) }
            } catch {
                for entry in batch { entry.continuation.resume(throwing: error) }
            }
        }
    }

    /// How many of those that wait are decided together: of a page one form only, since the next one is compared with it.
    private var batchLength: Int {
        var pages: Set<String> = []
        for (place, entry) in waiting.prefix(Committer.batchLimit).enumerated() {
            guard case .publish(_, _, let issue) = entry.request else { continue }
            let keys = Set(issue.items.compactMap(\.pageKey))
            if !keys.isDisjoint(with: pages) { return place }
            pages.formUnion(keys)
        }
        return min(waiting.count, Committer.batchLimit)
    }

    /// Sees to it that records which somebody took away meanwhile are missed.
    func lookAgain() {
        recentTexts.lookAgain()
        folder.lookAgain()
    }

    private func wasReadWithOtherCorrections(_ request: Request) -> Bool {
        guard case .publish(let drop, _, let issue) = request, let source = drop.sha256 else { return false }
        return correctionsMissed(by: issue, of: source) != nil
    }

    /// Decides a batch in one transaction and carries it out.
    private func decide(_ requests: [Request]) throws -> [Claim] {
        lookAgain()
        let isStale = requests.map(wasReadWithOtherCorrections)
        let staged = try stage(requests, passingOver: isStale)
        try Failpoint.claiming.pass()
        let claims = try index.transaction {
            var claims: [Claim] = []
            for (place, request) in requests.enumerated() {
                switch request {
                case .claim(let drop):
                    claims.append(try claimInTransaction(drop))
                case .publish(_, let arrival, _) where isStale[place]:
                    claims.append(.parse(arrival: arrival))
                case .publish(let drop, let arrival, let issue):
                    claims.append(
                        .finished(try publishInTransaction(drop, arrival: arrival, issue, staged: staged[place]))
                    )
                case .refuse(let drop, let arrival, let verdict):
                    try refuseInTransaction(drop, arrival: arrival, verdict)
                    claims.append(.finished(verdict))
                }
            }
            try Failpoint.staging.pass()
            return claims
        }
        try Failpoint.claimed.pass()
        if claims.contains(where: { if case .finished = $0 { true } else { false } }) {
            try Failpoint.staged.pass()
            try settle()
        }
        return claims
    }
}
