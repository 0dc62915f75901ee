internal import FileAccess
internal import RecordIndex
internal import RecordOutput

extension Committer {
    /// Carries out everything that the index says is decided and not yet done.
    func carryOut() throws {
        try publishStaged()
        try appendOutbox()
        try moveOriginals()
        // Originals that could not be moved have left a line.
        try appendOutbox()
        try index.mergeKeys()
    }

    /// Gives staged records their final names; a staged file that is lost takes its content back to claimed.
    private func publishStaged() throws {
        let staged = try index.contents(in: .staged)
        guard !staged.isEmpty else { return }
        var lost: [Content] = []
        for content in staged {
            guard let stage = content.stage, let record = content.record, let sha256 = content.recordSHA256 else {
                lost.append(content)
                continue
            }
            switch try folder.publish(stage: stage, as: record, sha256: sha256) {
            case .renamed, .alreadyThere: continue
            case .stagedFileLost: lost.append(content)
            case .nameTaken: throw NameTaken(record: record)
            }
        }
        if !lost.isEmpty {
            try index.transaction {
                for content in lost { try index.unstage(content) }
                try postLinks(day: Timestamp.now().day, content: nil)
            }
        }
        try folder.synchronize(foldersOf: staged.compactMap(\.record))
    }

    /// Appends the lines of the outbox to their files, then notes that they are appended.
    private func appendOutbox() throws {
        let lines = try index.outbox()
        guard let last = lines.last?.sequence else { return }
        try append(lines, of: .manifest, to: "manifest.jsonl", .manifest)
        try append(lines, of: .links, to: "links.jsonl", .links)
        for day in Set(lines.lazy.filter { $0.stream == .log }.map(\.day)).sorted() {
            try append(lines.filter { $0.day == day }, of: .log, to: "log/ingest-\(day).jsonl", .log)
        }
        try index.transaction {
            for content in try index.contents(in: .staged) {
                var published = content
                // A content that was read again has no drop whose original is still to be moved.
                published.state = content.starts == 0 ? .done : .published
                published.stage = nil
                try index.update(published)
                try index.keepMoved(by: content.sha256)
            }
            try index.clearOutbox(through: last)
            try Failpoint.publishing.pass()
        }
        try Failpoint.published.pass()
    }

    private func append(
        _ lines: [OutboxLine],
        of stream: OutboxStream,
        to path: String,
        _ failpoints: AppendedFile.Failpoints
    ) throws {
        let lines = lines.filter { $0.stream == stream }
        guard let first = lines.first?.sequence, let last = lines.last?.sequence else { return }
        var file = try folder.appendedFile(path, failpoints: failpoints)
        try file.reconcile(with: lines.flatMap(\.bytes), from: first)
        let known = file.lastSequence
        let new = lines.lazy.filter { $0.sequence > known }.flatMap(\.bytes)
        guard last > known else { return }
        try file.append(Array(new), last: last)
    }

    /// Moves the originals of decided drops, then notes that they are done.
    private func moveOriginals() throws {
        var arrivals = try index.arrivals(in: .decided)
        guard !arrivals.isEmpty else { return }
        var kept: [(ArrivalRecord, Errno)] = []
        for place in arrivals.indices {
            let arrival = arrivals[place]
            let outcome: Originals.Outcome
            try moveCompanions(of: arrival)
            if let destination = arrival.destination {
                outcome = try originals.move(arrival, to: destination)
            } else if policy == .delete, arrival.event != Verdict.Event.ignored.rawValue {
                outcome = try originals.remove(arrival)
            } else {
                outcome = .replaced
            }
            arrivals[place].state = .done
            switch outcome {
            case .moved: break
            case .replaced: arrivals[place].destination = nil
            case .kept(let error):
                arrivals[place].destination = nil
                kept.append((arrival, error))
            }
        }
        try originals.synchronize()
        try index.transaction {
            for arrival in arrivals {
                try index.update(arrival)
                guard let sha256 = arrival.sha256, var content = try index.content(sha256) else { continue }
                if content.state == .published { content.state = .done }
                if arrival.destination == nil, arrival.event == Verdict.Event.ingested.rawValue {
                    content.original = nil
                }
                try index.update(content)
            }
            for (arrival, error) in kept { try postKept(arrival, error) }
            try Failpoint.finishing.pass()
        }
        try Failpoint.finished.pass()
    }

    /// Moves or removes the files that came with a drop, before its main file, so that nothing is left if that is gone.
    private func moveCompanions(of arrival: ArrivalRecord) throws {
        let companions = try index.companions(of: arrival.id)
        guard !companions.isEmpty else { return }
        let base = Drop.commonFolder(of: [arrival.path] + companions.map(\.path))
        for companion in companions {
            var file = arrival
            file.path = companion.path
            file.status = companion.status
            file.reason = nil
            if let destination = arrival.destination {
                let folder = Drop.folder(of: arrival.path, among: companions.map(\.path), keptAt: destination)
                _ = try originals.move(file, to: folder.appending(Drop.relative(companion.path, to: base)))
            } else if policy == .delete, arrival.event != Verdict.Event.ignored.rawValue {
                _ = try originals.remove(file)
            }
        }
    }

    private func postKept(_ arrival: ArrivalRecord, _ error: Errno) throws {
        try post(
            "original-kept",
            path: arrival.path,
            Message(
                "It was taken, but cannot be moved out of its folder: \(error.message) (\(error.name)).",
                "文件已处理，但无法移出其所在目录：\(error.name)。"
            ),
            advice: Message(
                "It stays and is not read again while it is unchanged. To have it moved, give the service write permission on its folder.",
                "文件留在原处，未改动前不会重复读取；如需移走，请授予服务对该目录的写权限。"
            )
        )
    }
}

/// Another content stands where a record was to be published.
struct NameTaken: Error, CustomStringConvertible {
    let record: String

    var description: String {
        "output/\(record) was to be published, but another content stands there; move it away and start again."
    }
}
