internal import FileAccess
internal import Hashing
internal import Ingestion
internal import IssueReading
internal import Newsprint
internal import RecordIndex

extension Rebuild {
    /// Takes in the log: one drop an event, day by day.
    func readLog() throws {
        let folder = RawPath("log")
        guard try output.statusIfExists(of: folder) != nil else { return }
        let logs = try output.directory(folder).entries().filter { $0.name.utf8.hasSuffix(".jsonl") }
        for (place, log) in logs.enumerated() {
            progress("reading the log", place, logs.count)
            try LineFile.forEachLine(of: folder.appending(log.name), below: output) { line, _ in
                guard let event = EventLine(line) else {
                    summary.unreadable += 1
                    return
                }
                try take(event)
            }
        }
    }

    private func take(_ event: EventLine) throws {
        lastSequence = max(lastSequence, event.sequence)
        guard let path = event.path else { return }
        guard event.isTerminal else {
            // It was taken, could not be moved, and stays.
            if event.code == "original-kept" { droppedEvents[path]?.original = nil }
            return
        }
        summary.events += 1
        if let record = event.record, event.event != Verdict.Event.duplicate.rawValue {
            recordsWithEvent.insert(record)
        }
        takeContent(of: event, path: path)
        if dropped[path] == nil {
            try load(event, path: path, as: .done)
        } else {
            // Perhaps it is still to be moved. An earlier one of that name is done.
            if let former = droppedEvents[path] { try load(former, path: path, as: .done) }
            droppedEvents[path] = event
        }
    }

    /// Makes the row of the drop that an event ended; `status` is given for one that lies in the inbox.
    func load(_ event: EventLine, path: RawPath, as state: ArrivalState, status: FileStatus? = nil) throws {
        let nothing = FileStatus(device: 0, inode: 0, size: Int64(event.size), mtime: 0, ctime: 0)
        let isFailure = event.event == Verdict.Event.failed.rawValue && state == .decided
        let number = try index.load(
            ArrivalRecord(
                id: 0,
                path: path,
                status: status ?? nothing,
                sha256: event.sha256,
                state: state,
                event: event.event,
                code: event.code,
                destination: event.original,
                reason: isFailure
                    ? OutputLines.reason(event.verdict, path: path, sha256: event.sha256) : nil
            )
        )
        guard state == .done, let kept = event.original, Drop.mayHaveCompanions(path) else { return }
        let companions = try companions(of: path, keptAt: kept)
        if !companions.isEmpty { try index.setCompanions(companions, of: number) }
    }

    /// The files that came with a drop whose main file came under `path`, by what lies beside it.
    ///
    /// The folder `state/<kind>/<name>` of a drop of several files has them as they lay to each other.
    private func companions(of path: RawPath, keptAt kept: RawPath) throws -> [Companion] {
        let below = kept.components.count - 2
        guard below > 0, path.components.count >= below else { return [] }
        let folder = kept.components.prefix(2).reduce(RawPath([])) { $0.appending($1) }
        let base = path.components.dropLast(below).reduce(RawPath([])) { $0.appending($1) }
        return try originals.files(ofDrop: folder).filter { $0 != kept }.map { file in
            let place = file.components.dropFirst(2).reduce(base) { $0.appending($1) }
            let nothing = FileStatus(device: 0, inode: 0, size: 0, mtime: 0, ctime: 0)
            return Companion(path: place, status: nothing)
        }
    }

    private func takeContent(of event: EventLine, path: RawPath) {
        guard let digest = event.sha256, let kind = Verdict.Event(rawValue: event.event), kind != .ignored else {
            return
        }
        var content = contents[digest] ?? Content(claimed: digest)
        content.attempts = max(content.attempts, event.attempts)
        switch kind {
        case .ingested, .edition:
            content.state = .done
            content.original = event.original
            // The records tell more, where there are any.
            let named = IssueNaming.identify(path: path.bytes)
            content.title = named.title
            content.date = named.date?.description
            content.page = named.page?.description
        case .duplicate:
            content.state = .done
            if event.code == "original-restored" { content.original = event.original }
        case .failed:
            if content.state != .done { content.state = .failed }
        case .ignored: break
        }
        contents[digest] = content
    }
}

extension EventLine {
    /// The verdict that the event tells.
    var verdict: Verdict {
        func message(_ parts: [String]) -> Message? { parts.count == 2 ? Message(parts[0], parts[1]) : nil }
        return Verdict(
            Verdict.Event(rawValue: event) ?? .failed,
            code: code,
            reason: message(reason) ?? Message(code, code),
            advice: message(advice)
        )
    }
}
