internal import Corrections
internal import FileAccess
internal import IssueParsing

extension Ingestor {
    /// Records a correction that was asked for and lets it take effect, or says why it cannot be.
    func correct(_ wish: CorrectionWish) async throws -> ControlAnswer {
        func refused(_ reason: String) -> ControlAnswer { ControlAnswer(lines: [reason], hasFailures: true) }
        switch try await committer.draft(wish) {
        case .refused(let reason): return refused(reason)
        case .drafted(let correction, nil):
            let outcome = try await committer.record(correction, reread: nil)
            return ControlAnswer(lines: ["Correction \(correction.number): \(outcome)"])
        case .drafted(let correction, .some(let original)):
            switch await reread(original, with: correction) {
            case .unread(let reason, _): return refused("\(original.name.escaped): \(reason.english)")
            case .read(let issue):
                if let objection = try await committer.objection(to: correction, in: issue) {
                    return refused(objection)
                }
                let outcome = try await committer.record(correction, reread: issue)
                return ControlAnswer(lines: ["Correction \(correction.number): \(outcome)"])
            }
        }
    }

    /// Lets corrections take effect whose effect is not known to be published: an earlier run was cut short, or the index
    /// was rebuilt.
    func settleCorrections() async throws {
        for correction in try await committer.unsettledCorrections() where !isStopping {
            if await committer.isOfPair(correction) {
                _ = try await committer.apply(correction, reread: nil)
                continue
            }
            guard let original = try await committer.original(for: correction) else {
                try await committer.postpone(
                    correction,
                    Message("the original of its page is not kept", "没有保留该版面的原件")
                )
                continue
            }
            switch await reread(original) {
            case .read(let issue): _ = try await committer.apply(correction, reread: issue)
            case .unread(_, isForNow: true): continue
            case .unread(let reason, isForNow: false): try await committer.postpone(correction, reason)
            }
        }
    }
}
