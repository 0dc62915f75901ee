internal import Corrections
internal import FileAccess
internal import Hashing
internal import IssueParsing
internal import RecordIndex

extension Ingestor {
    /// Carries out what an operator asked for.
    package func perform(_ request: ControlRequest) async -> ControlAnswer {
        do {
            switch request {
            case .retry(let selection): return try await committer.retry(selection)
            case .reprocess(let selection, let rereading): return try await reprocess(selection, rereading)
            case .override(let wish): return try await correct(wish)
            }
        } catch {
            await meet(error)
            return ControlAnswer(lines: ["It could not be done: \(error)"], hasFailures: true)
        }
    }

    /// Reads the chosen contents again from their originals and publishes what came out otherwise.
    private func reprocess(
        _ selection: ControlRequest.Selection,
        _ rereading: ControlRequest.Rereading
    ) async throws -> ControlAnswer {
        var answer = ControlAnswer()
        let chosen = try await committer.reprocessable(selection)
        if chosen.count > 1, rereading.says != nil {
            return ControlAnswer(
                lines: ["A title, day or page can be said of one file; \(chosen.count) fit. Name one."],
                hasFailures: true
            )
        }
        for original in chosen {
            let name = original.name.escaped
            var draft: Correction?
            if let naming = rereading.says {
                draft = try await committer.draft(
                    naming: original.sha256,
                    title: naming.title,
                    date: naming.date,
                    page: naming.page,
                    who: rereading.who,
                    why: nil
                )
            }
            switch await reread(original, with: draft) {
            case .read(let issue):
                let outcome: String
                if let draft {
                    outcome = try await committer.record(draft, reread: issue)
                    answer.lines.append("\(name): noted as correction \(draft.number); \(outcome)")
                } else {
                    outcome = try await committer.republish(issue, of: original.sha256, isAgain: rereading.isAgain)
                    answer.lines.append("\(name): \(outcome)")
                }
            case .unread(let reason, _):
                answer.lines.append("\(name): \(reason.english)")
                answer.hasFailures = true
            }
        }
        if chosen.isEmpty {
            answer.lines.append("No published file that fits has its original in state/done.")
            answer.hasFailures = true
        }
        return answer
    }

    /// What came of reading an original again.
    enum Rereading {
        case read(ParsedIssue)
        /// Nothing, for this reason, which may pass by itself.
        case unread(Message, isForNow: Bool)
    }

    /// Reads an original again with the corrections that stand, and `draft`.
    func reread(_ original: Committer.KeptOriginal, with draft: Correction? = nil) async -> Rereading {
        let opened: Intake.Opened
        do throws(Intake.Refusal) {
            opened = try await intake.reopen(original, in: settings.root.appending(original.folder))
        } catch {
            return .unread(Ingestor.message(on: error), isForNow: error.isForNow)
        }
        var options = parsing
        options.corrections = await committer.corrections(for: original.sha256, with: draft)
        // A second time where its pages were corrected in another form; a third where that says which pages they are.
        for _ in 0..<3 {
            let answered = await workers.parse(opened, options: options) { progress in
                Task { await self.note(progress, of: original.path) }
            }
            switch answered {
            case .parsed(let issue):
                guard let missed = await committer.correctionsMissed(by: issue, of: original.sha256, with: draft) else {
                    return .read(issue)
                }
                options.corrections = missed
            case .unfit(let verdict): return .unread(Ingestor.standing(verdict.reason), isForNow: false)
            case .changed:
                return .unread(
                    Message("it is not the file that was dropped; nothing was done.", "原件与投放时不同，未作处理。"),
                    isForNow: false
                )
            case .unreadable(let error), .unavailable(let error):
                return .unread(
                    Message("cannot be read now: \(error.message).", "暂时无法读取：\(error.name)。"),
                    isForNow: true
                )
            case .died(let how): return .unread(Ingestor.standing(how), isForNow: false)
            }
        }
        return .unread(Message("its pages come out under other keys each time.", "版面标识不稳定。"), isForNow: false)
    }

    private static func standing(_ reason: Message) -> Message {
        Message("\(reason.english) What was published stands.", "\(reason.chinese)已发布的内容保持不变。")
    }

    private static func message(on refusal: Intake.Refusal) -> Message {
        let reason =
            switch refusal {
            case .vanished: Message("It is gone.", "原件已不存在。")
            case .changed: Message("It is not what was dropped.", "原件与投放时不同。")
            case .notAFile: Message("It is no file.", "原件不是普通文件。")
            case .withheld(let error), .shortage(let error):
                Message("It cannot be read now: \(error.message).", "暂时无法读取：\(error.name)。")
            }
        return standing(reason)
    }
}

extension Intake.Refusal {
    /// Whether it may pass by itself.
    fileprivate var isForNow: Bool {
        switch self {
        case .withheld, .shortage: true
        case .vanished, .changed, .notAFile: false
        }
    }
}
