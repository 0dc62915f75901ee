internal import FileAccess
internal import Hashing
internal import IssueParsing
internal import RecordIndex

extension Ingestor {
    /// Reads the chosen contents again from their originals and publishes what came out otherwise.
    func reprocess(_ selection: ControlRequest.Selection) async throws -> ControlAnswer {
        var answer = ControlAnswer()
        let chosen = try await committer.reprocessable(selection)
        for original in chosen {
            let name = "state/\(original.place.escaped)"
            let opened: Intake.Opened
            do throws(Intake.Refusal) {
                opened = try await intake.reopen(original, in: settings.root.appending(RawPath("state")))
            } catch {
                answer.lines.append("\(name): \(Ingestor.sentence(on: error)) What was published stands.")
                answer.hasFailures = true
                continue
            }
            let answered = await workers.parse(opened, options: parsing) { progress in
                Task { await self.note(progress, of: original.path) }
            }
            switch answered {
            case .parsed(let issue):
                let outcome = try await committer.republish(issue, of: original.sha256)
                answer.lines.append("\(name): \(outcome)")
            case .unfit(let verdict):
                answer.lines.append("\(name): \(verdict.reason.english) What was published stands.")
                answer.hasFailures = true
            case .changed:
                answer.lines.append("\(name): it is not the file that was dropped; nothing was done.")
                answer.hasFailures = true
            case .unreadable(let error), .unavailable(let error):
                answer.lines.append("\(name): cannot be read now: \(error.message).")
                answer.hasFailures = true
            case .died(let how):
                answer.lines.append("\(name): \(how.english) What was published stands.")
                answer.hasFailures = true
            }
        }
        if chosen.isEmpty {
            answer.lines.append("No published file that fits has its original in state/done.")
            answer.hasFailures = true
        }
        return answer
    }

    private static func sentence(on refusal: Intake.Refusal) -> String {
        switch refusal {
        case .vanished: "It is gone."
        case .changed: "It is not what was dropped."
        case .notAFile: "It is no file."
        case .withheld(let error), .shortage(let error): "It cannot be read now: \(error.message)."
        }
    }
}
