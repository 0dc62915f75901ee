internal import FileAccess
internal import Hashing
internal import Ingestion
internal import RecordIndex

extension Rebuild {
    /// Takes in originals of `state/done` of which neither manifest nor log tells any more: their bytes are known.
    func adoptOriginals() throws {
        var known: Set<String> = []
        for digest in contents.keys { known.insert(digest.short) }
        try originals.forEach("done") { folder, files in
            let name = String(folder.lastComponent.utf8.prefix { $0 != "." })
            guard !known.contains(name), files.count == 1, let path = files.first,
                let digest = try originals.digest(ofKept: path)
            else { return }
            var content = contents[digest] ?? Content(claimed: digest)
            content.state = .done
            content.original = path
            contents[digest] = content
        }
    }

    /// Brings the drops that lie in the inbox though they were decided to where the next `settle()` finishes them.
    func finishDrops() throws {
        for (path, event) in droppedEvents.sorted(by: { $0.value.sequence < $1.value.sequence }) {
            try finish(event, at: path)
        }
        for (path, publication) in unlogged.sorted(by: { $0.value.line.sequence < $1.value.line.sequence }) {
            try finish(publication, at: path)
        }
    }

    /// A file that an event ended and that lies in the inbox: it is the one if it has the content and has not changed
    /// since; else another came under its name.
    private func finish(_ event: EventLine, at path: RawPath) throws {
        guard let status = dropped[path], status.size == event.size || status.kind != .regular,
            status.ctime / 1_000_000 <= Timestamp.milliseconds(of: event.time),
            try status.kind == .regular ? originals.digest(ofDropped: path) == event.sha256 : event.sha256 == nil
        else {
            try load(event, path: path, as: .done)
            return
        }
        let isToBeMoved = event.original != nil || policy == .delete
        if isToBeMoved { summary.unfinished += 1 }
        try load(event, path: path, as: isToBeMoved ? .decided : .done, status: status)
    }

    /// A file that was published and of which the log does not tell: its event is written now.
    private func finish(_ publication: Unlogged, at path: RawPath) throws {
        let line = publication.line
        guard let status = dropped[path], droppedEvents[path]?.sha256 != line.source,
            try originals.digest(ofDropped: path) == line.source,
            try !isKept(line.source, name: path.lastComponent)
        else { return }
        summary.unfinished += 1
        let destination = policy == .move ? try freeFolder(for: line.source).appending(path.lastComponent) : nil
        let verdict = publication.verdict
        try index.load(
            ArrivalRecord(
                id: 0,
                path: path,
                status: status,
                sha256: line.source,
                state: .decided,
                event: verdict.event.rawValue,
                code: verdict.code,
                destination: destination,
                reason: nil
            )
        )
        if var content = try index.content(line.source) {
            content.state = .published
            content.original = destination
            try index.update(content)
        }
        try post(.log, content: line.source) { sequence in
            OutputLines.event(
                sequence: sequence,
                time: Timestamp.now(),
                OutputLines.Event(
                    verdict: verdict,
                    path: path,
                    sha256: line.source,
                    size: status.size,
                    record: line.path,
                    articles: line.articles,
                    destination: destination,
                    attempts: 0,
                    milliseconds: 0
                )
            )
        }
    }

    private func isKept(_ digest: Digest, name: RawPath) throws -> Bool {
        try originals.status(ofKept: RawPath("done/\(digest.short)").appending(name)) != nil
    }

    private func freeFolder(for digest: Digest) throws -> RawPath {
        var number = 1
        while true {
            let folder = RawPath("done/\(digest.short)\(number > 1 ? ".\(number)" : "")")
            guard try originals.status(ofKept: folder) != nil else { return folder }
            number += 1
        }
    }
}

extension Rebuild.Unlogged {
    /// How the drop ended, as far as the manifest tells.
    fileprivate var verdict: Verdict {
        let isEdition = !(line.supersedes.isEmpty && line.unchanged.isEmpty && line.withdrawn.isEmpty)
        let reason = Message(
            "Published \(line.articles) article\(line.articles == 1 ? "" : "s").",
            "已发布 \(line.articles) 篇稿件。"
        )
        if isEdition { return Verdict(.edition, code: line.supersedes.isEmpty ? "earlier" : "changed", reason: reason) }
        return Verdict(.ingested, code: isStranger ? "page-key-conflict" : "ok", reason: reason)
    }
}
