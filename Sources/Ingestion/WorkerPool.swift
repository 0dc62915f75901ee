package import IssueParsing
package import IssueReading

/// The worker processes, and the drops that wait for one.
package actor WorkerPool {
    private var idle: [ParserWorker]
    private let all: [ParserWorker]
    private var waiting: [CheckedContinuation<ParserWorker, Never>] = []

    /// A pool of `count` workers, each started as `program` when first needed.
    package init(count: Int, program: [String], limits: WorkerLimits) {
        all = (0..<max(1, count)).map { ParserWorker(number: $0, program: program, limits: limits) }
        idle = all
    }

    /// Lets the next free worker parse an open drop.
    package func parse(
        _ opened: Intake.Opened,
        options: ParsingOptions,
        progress: @Sendable (RecognitionProgress) -> Void
    ) async -> WorkerAnswer {
        let worker = await take()
        let answer = await worker.parse(opened, options: options, progress: progress)
        giveBack(worker)
        return answer
    }

    /// Ends the processes of the workers that are not at work.
    package func stop() async {
        for worker in idle { await worker.stop() }
    }

    private func take() async -> ParserWorker {
        if let worker = idle.popLast() { return worker }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ worker: ParserWorker) {
        if waiting.isEmpty {
            idle.append(worker)
        } else {
            waiting.removeFirst().resume(returning: worker)
        }
    }
}
