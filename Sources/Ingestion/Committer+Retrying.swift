internal import FileAccess
internal import Hashing
internal import RecordIndex

extension Committer {
    /// Puts failed drops back into the inbox, under the paths under which they came; the watch finds them there.
    package func retry(_ selection: ControlRequest.Selection) throws -> ControlAnswer {
        try untilFailure { try putBack(selection) }
    }

    private func putBack(_ selection: ControlRequest.Selection) throws -> ControlAnswer {
        var answer = ControlAnswer()
        var chosen: [ArrivalRecord] = []
        try index.forEachArrival { arrival in
            guard arrival.event == Verdict.Event.failed.rawValue, arrival.state == .done,
                let place = arrival.destination
            else { return }
            let date = try arrival.sha256.flatMap { try index.content($0)?.date }
            let isMeant = selection.includes(
                sha256: arrival.sha256?.hex,
                path: arrival.path,
                places: [RawPath("state").appending(place)],
                code: arrival.code,
                date: date
            )
            if isMeant { chosen.append(arrival) }
        }
        for arrival in chosen {
            guard let place = arrival.destination else { continue }
            if let obstacle = try originals.putBack(place, as: arrival.path) {
                answer.lines.append(obstacle)
                answer.hasFailures = true
                continue
            }
            try index.transaction {
                try index.forgetPlace(of: arrival.id)
                if let sha256 = arrival.sha256, var content = try index.content(sha256), content.state == .failed {
                    content.attempts = 0
                    try index.update(content)
                }
                try post(
                    "retried",
                    path: arrival.path,
                    Message("It was put back into the inbox on request.", "已按要求放回收件目录重试。"),
                    advice: nil
                )
            }
            answer.lines.append("inbox/\(arrival.path.escaped): put back, to be read again.")
        }
        if chosen.isEmpty {
            answer.lines.append("No failed file fits; “presscut status” counts them, state/failed holds them.")
            answer.hasFailures = true
        }
        try settle()
        return answer
    }
}
