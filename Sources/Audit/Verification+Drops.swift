internal import FileAccess
internal import Hashing
internal import RecordIndex

extension Verification {
    /// Compares the last link of each article with what the index says of it.
    func compareLinks() throws {
        var told: [String: ArticleLink] = [:]
        try forEachLine(of: "links.jsonl", LinkLine.init, sequence: \.sequence) { line in
            summary.links += 1
            told[line.link.id] = line.link
        }
        for line in try index.outbox() where line.stream == .links {
            if let line = LinkLine(line.bytes.span) { told[line.link.id] = line.link }
        }
        for (id, link) in told.sorted(by: { $0.key < $1.key }) {
            guard let known = try index.link(of: id) else {
                report(Disagreement(.linkDiffers, id: id, "The links tell of it, the index does not know it."))
                continue
            }
            guard !known.says(link) else { continue }
            // What was told of a text that is gone since can not be worked out again, and stands.
            let bodies = try [id, link.of].compactMap { $0 }.map { try index.article($0)?.body }
            guard !bodies.contains(nil) else { continue }
            report(
                Disagreement(.linkDiffers, id: id, "The index and the last link of the article say different things.")
            )
        }
        try index.forEachLinked { id in
            guard told[id] == nil else { return }
            report(Disagreement(.linkDiffers, id: id, "The index has told a link that is not in the links."))
        }
    }

    /// Compares the log with the drops that the index says are decided: one event each.
    func compareLog() throws {
        var events: [String: Int] = [:]
        func key(_ path: RawPath, _ sha256: Digest?, _ event: String?, _ code: String?) -> String {
            "\(event ?? "-") \(code ?? "-") \(sha256?.hex ?? "-") \(path.escaped)"
        }
        let folder = RawPath("log")
        if try output.statusIfExists(of: folder) != nil {
            for log in try output.directory(folder).entries() {
                try forEachLine(of: "log/\(log.name.utf8)", EventLine.init, sequence: \.sequence) { line in
                    guard line.isTerminal, let path = line.path else { return }
                    summary.events += 1
                    events[key(path, line.sha256, line.event, line.code), default: 0] += 1
                }
            }
        }
        for line in try index.outbox() where line.stream == .log {
            guard let event = EventLine(line.bytes.span), event.isTerminal, let path = event.path else { continue }
            let name = key(path, event.sha256, event.event, event.code)
            if events[name] == nil { events[name] = 1 }
        }
        try index.forEachArrival { arrival in
            guard arrival.event != nil else { return }
            let name = key(arrival.path, arrival.sha256, arrival.event, arrival.code)
            if let count = events[name], count > 0 {
                events[name] = count - 1
            } else {
                report(
                    Disagreement(
                        .eventMissing,
                        file: "inbox/\(arrival.path.escaped)",
                        "The log has no event “\(name)”."
                    )
                )
            }
        }
        for (name, count) in events.sorted(by: { $0.key < $1.key }) where count > 0 {
            report(Disagreement(.eventUnknown, "The log has “\(name)” \(count) times more than the index has drops."))
        }
    }

    /// Compares the folders of originals with the drops that were moved there.
    func compareOriginals() throws {
        var expected: [RawPath: Digest?] = [:]
        var onTheirWay: Set<RawPath> = []
        try index.forEachArrival { arrival in
            guard let destination = arrival.destination else { return }
            if arrival.state == .done { expected[destination] = arrival.sha256 } else { onTheirWay.insert(destination) }
        }
        for kind in ["done", "duplicate", "failed"] {
            try originals.forEach(kind) { folder, files in
                summary.originals += files.count
                progress("comparing originals", summary.originals, expected.count)
                let known = files.filter { expected[$0] != nil }
                if known.isEmpty, !isServiceRunning, !onTheirWay.contains(where: { $0.isInside(folder) }) {
                    for file in files {
                        report(Disagreement(.originalUnknown, file: "state/\(file.escaped)", "No drop has brought it."))
                    }
                }
                for file in known {
                    // A drop of several files is named by all of them.
                    guard let wanted = expected.removeValue(forKey: file), readsOriginals, files.count == 1,
                        let wanted, let found = try originals.digest(ofKept: file), found != wanted
                    else { continue }
                    report(
                        Disagreement(
                            .originalChanged,
                            file: "state/\(file.escaped)",
                            "Its SHA-256 is \(found.hex), dropped was \(wanted.hex)."
                        )
                    )
                }
            }
        }
        for path in expected.keys.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) })
        where try originals.status(ofKept: path) == nil {
            report(Disagreement(.originalMissing, file: "state/\(path.escaped)", "It was moved there and is gone."))
        }
    }
}
