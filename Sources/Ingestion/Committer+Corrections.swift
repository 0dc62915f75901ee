package import Corrections
internal import Deduplication
internal import FileAccess
package import Hashing
package import IssueParsing
internal import RecordIndex

extension Committer {
    /// The number that the next correction gets: none that the file has, in a line that can be read or not, or the index
    /// knows of.
    var nextCorrection: Int {
        get throws {
            let state = try Directory(at: root).directory(RawPath("state"))
            let known = try index.corrections().last?.number ?? 0
            return try max(book.last, known, OverrideFile.last(in: state)) + 1
        }
    }

    /// The corrections that stand, or would stand with `draft`, and are about a content or one of these pages.
    package func corrections(
        for source: Digest,
        pageKeys: Set<String> = [],
        with draft: Correction? = nil
    ) -> [Correction] {
        var book = book
        if let draft { book.add(draft) }
        return book.standing(source: source, pageKeys: pageKeys)
    }

    /// The corrections that an issue must be read with, if it was read with others.
    package func correctionsMissed(by issue: ParsedIssue, of source: Digest, with draft: Correction? = nil)
        -> [Correction]?
    {
        let wanted = corrections(for: source, pageKeys: Set(issue.items.compactMap(\.pageKey)), with: draft)
        return wanted.map(\.number) == issue.considered ? nil : wanted
    }

    /// Why a correction is not to be made: it does not fit, says nothing new, or would make another one fit no more.
    package func objection(to draft: Correction, in issue: ParsedIssue) throws -> String? {
        let states = try mirror()
        for outcome in issue.outcomes {
            if outcome.number == draft.number {
                switch outcome.result {
                case .applied: continue
                case .already: return "It is so already; nothing was done."
                case .unfit: return "It does not fit: \(outcome.reason.first ?? "")."
                }
            }
            guard outcome.result == .unfit, states[outcome.number]?.state == .done else { continue }
            return
                "Correction \(outcome.number) would fit no more (\(outcome.reason.first ?? "")); undo it first: presscut override --undo \(outcome.number)"
        }
        let isFound = draft.isNaming || !draft.changesPages || issue.outcomes.contains { $0.number == draft.number }
        return isFound ? nil : "Its page was not found in the file."
    }

    /// Writes a correction down, so that it stands, and publishes what came out otherwise when its page was read with it.
    package func record(_ correction: Correction, reread issue: ParsedIssue?) throws -> String {
        try untilFailure {
            guard try correction.number == nextCorrection else {
                throw Errno(code: Errno.alreadyExists, call: "override", path: OverrideFile.name)
            }
            let state = try Directory(at: root).directory(RawPath("state"))
            try OverrideFile.append(correction, to: state)
            book.add(correction)
            return try carryOut(correction, reread: issue)
        }
    }

    /// Does what a correction that stands says; what its page is read as now is given where it is about a page.
    package func apply(_ correction: Correction, reread issue: ParsedIssue?) throws -> String {
        try untilFailure { try carryOut(correction, reread: issue) }
    }

    private func carryOut(_ correction: Correction, reread issue: ParsedIssue?) throws -> String {
        guard let issue else { return try carryOutApart(correction) }
        let outcome = try publishAgain(issue, of: contentToRead(for: correction))
        let known = try mirror()[correction.number]
        if known == nil || known?.state == .unseen {
            // Undoings change no page by themselves; what a file is was told to the parser.
            try index.transaction { try note(correction, .done, [], leadingTo: lastRevision(of: correction)) }
            try settle()
        }
        return outcome
    }

    private func lastRevision(of correction: Correction) throws -> Digest? {
        let names = try publications(of: contentToRead(for: correction)).names
        return names.count > 1 ? names.last : nil
    }

    /// Parts two articles, or lets them be compared again.
    private func carryOutApart(_ correction: Correction) throws -> String {
        try settle()
        let pair = try correction.articles.map { try index.successor(of: $0.id) }
        try index.transaction {
            if pair.count == 2, let one = pair[0], let other = pair[1] {
                if case .undo = correction.change {
                    try index.join(one, other) { left, right in
                        guard let mine = try self.text(at: left), let theirs = try self.text(at: right) else {
                            return nil
                        }
                        return mine.body.compared(to: theirs.body)
                    }
                    try note(correction, .done, [])
                } else {
                    let isParted = try index.part(one, other)
                    let reason = isParted ? [] : ["their texts are equal by now", "两文现已完全相同"]
                    try note(correction, isParted ? .done : .unfit, reason)
                }
            } else {
                try note(correction, .unfit, ["one of the two articles stands no more", "其中一篇已不存在"])
            }
            try postLinks(day: Timestamp.now().day, content: nil)
        }
        try settle()
        return "what links say of the two was written anew."
    }

    // MARK: What the index knows

    /// What the index knows of corrections, by number.
    func mirror() throws -> [Int: MirroredCorrection] {
        var found: [Int: MirroredCorrection] = [:]
        for correction in try index.corrections() { found[correction.number] = correction }
        return found
    }

    /// The corrections whose effect is not known to be published, in their order.
    package func unsettledCorrections() throws -> [Correction] {
        let known = try mirror()
        return try book.numbers.compactMap { number in
            guard let state = known[number], state.state != .unseen else { return book.all[number] }
            guard let content = state.content, try index.content(content)?.state == .claimed else { return nil }
            return book.all[number]
        }
    }

    /// The original that a correction's page is read from; nil where there is none, or none is needed.
    package func original(for correction: Correction) throws -> KeptOriginal? {
        guard !isOfPair(correction) else { return nil }
        return try original(of: contentToRead(for: correction))
    }

    /// Whether a correction is about how two articles repeat each other, and not about a page.
    package func isOfPair(_ correction: Correction) -> Bool {
        if case .undo(let number) = correction.change { return book.all[number]?.change == .apart }
        return correction.change == .apart
    }

    /// Notes that a correction waits, since its page cannot be read now.
    package func postpone(_ correction: Correction, _ reason: Message) throws {
        try untilFailure {
            try index.transaction { try note(correction, .unfit, [reason.english, reason.chinese]) }
            try settle()
        }
    }

    /// Notes what became of corrections when an issue was read, within the transaction that publishes it.
    func noteOutcomes(of issue: ParsedIssue, leadingTo content: Digest?, besides left: Set<String> = []) throws {
        guard !issue.considered.isEmpty else { return }
        for number in issue.considered {
            guard let correction = book.all[number], !left.contains(correction.pageKey ?? "") else { continue }
            guard !correction.isNaming else {
                try note(correction, .done, [], leadingTo: content)
                continue
            }
            guard let outcome = issue.outcomes.first(where: { $0.number == number }) else { continue }
            try note(correction, outcome.result == .unfit ? .unfit : .done, outcome.reason, leadingTo: content)
        }
    }

    private func note(
        _ correction: Correction,
        _ state: MirroredCorrection.State,
        _ reason: [String],
        leadingTo content: Digest? = nil
    ) throws {
        let known = try index.correction(correction.number)
        let reason = state == .unfit ? reason : []
        guard known?.state != state || known?.reason != reason || known?.content != content else { return }
        try index.note(
            MirroredCorrection(
                number: correction.number,
                line: correction.line,
                state: state,
                content: content,
                reason: reason
            )
        )
        // After a rebuild it is looked at again; that it holds was said.
        guard known?.state != state, known?.state != .unseen || state == .unfit else { return }
        let name = "Correction \(correction.number) (\(correction.action), by \(correction.who))"
        let chinese = "更正 \(correction.number)（\(correction.action)，\(correction.who)）"
        switch state {
        case .done:
            try post("override", path: nil, Message("\(name) took effect.", "\(chinese)已生效。"), advice: nil)
        case .unfit:
            try post(
                "override-unfit",
                path: nil,
                Message(
                    "\(name) does not fit: \(reason.first ?? ""). It is kept, and applied again when it fits.",
                    "\(chinese)不再适用：\(reason.last ?? "")。更正予以保留，适用时将再次生效。"
                ),
                advice: Message(
                    "Look at the page; then undo it (presscut override --undo \(correction.number)) and, if need be, make another one.",
                    "请查看版面后撤销该更正（presscut override --undo \(correction.number)），必要时重新更正。"
                )
            )
        case .unseen: break
        }
    }
}
