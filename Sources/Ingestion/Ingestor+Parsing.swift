internal import FileAccess
internal import Inbox
internal import IssueParsing

extension Ingestor {
    /// Has a claimed drop parsed and publishes what comes of it, or refuses it.
    func parse(_ opened: Intake.Opened, arrival: Int64) async throws -> Verdict? {
        let drop = opened.drop
        var options = parsing
        if let sha256 = drop.sha256 { options.corrections = await committer.corrections(for: sha256) }
        while !isStopping {
            let answer = await workers.parse(opened, options: options) { progress in
                Task { await self.note(progress, of: drop.path) }
            }
            if isStopping, case .died = answer { throw Obstacle.stopping }
            try Failpoint.answered.pass()
            switch answer {
            case .parsed(let issue):
                let claim = try await committer.publish(issue, of: drop, arrival: arrival)
                guard case .finished(let verdict) = claim else {
                    // Its pages were corrected, in this form or another: it is read again with what people said.
                    let keys = Set(issue.items.compactMap(\.pageKey))
                    guard let sha256 = drop.sha256 else { return nil }
                    options.corrections = await committer.corrections(for: sha256, pageKeys: keys)
                    continue
                }
                return verdict
            case .unfit(let verdict):
                return try await self.verdict(committer.refuse(drop, arrival: arrival, verdict))
            case .changed: throw Obstacle.changed
            case .unreadable(let error):
                if error.isShortage { throw error }
                throw Obstacle.withheld(error)
            case .unavailable(let error): throw error
            case .died(let how):
                let attempts = try await committer.countAttempt(drop)
                guard attempts >= Ingestor.attemptLimit else { continue }
                return try await verdict(committer.refuse(drop, arrival: arrival, Ingestor.poison(how)))
            }
        }
        throw Obstacle.stopping
    }

    func verdict(_ claim: Claim) -> Verdict? {
        if case .finished(let verdict) = claim { verdict } else { nil }
    }

    /// A FIFO, device, socket or symbolic link.
    func refuse(_ arrival: Arrival, began: ContinuousClock.Instant) async throws -> Verdict? {
        let drop = Drop(path: arrival.path, status: arrival.status, sha256: nil, began: began)
        return try await self.verdict(committer.refuse(drop, arrival: nil, Ingestor.notAFile(arrival)))
    }

    /// A drop that is gone: if it was claimed before, that ends it; else nobody knows of it.
    func abandon(_ arrival: Arrival, began: ContinuousClock.Instant) async throws -> Verdict? {
        guard let number = try await committer.pendingArrival(path: arrival.path, status: arrival.status) else {
            throw Obstacle.changed
        }
        let drop = Drop(path: arrival.path, status: arrival.status, sha256: nil, began: began)
        return try await self.verdict(committer.refuse(drop, arrival: number, Ingestor.vanished))
    }
}
