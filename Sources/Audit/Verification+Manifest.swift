internal import FileAccess
internal import Hashing
internal import Newsprint
internal import RecordIndex

extension Verification {
    /// Compares the manifest with the records that it lists and with the index, and both with what lies in the folders.
    func compareManifest() throws {
        let byteCount = Int(try output.statusIfExists(of: RawPath("manifest.jsonl"))?.size ?? 0)
        var listed: Set<String> = []
        var counts: [Digest: Int] = [:]
        var newest: [Digest: PublicationLine] = [:]
        var keys = PublicationKeys()
        // Articles that a later line has to list again.
        var moved: [String: String] = [:]
        var read = 0
        try forEachLine(of: "manifest.jsonl", PublicationLine.init, sequence: \.sequence) { line in
            summary.publications += 1
            summary.articles += line.ids.count
            read += line.ids.count * 37 + 400
            progress("comparing records", read, byteCount)
            guard listed.insert(line.path).inserted else {
                report(
                    Disagreement(
                        .listedTwice,
                        file: "output/\(line.path)",
                        "The manifest lists it again at seq \(line.sequence)."
                    )
                )
                return
            }
            let key = keys.key(of: line)
            let file = try compareRecord(line, as: key)
            for id in line.ids {
                moved[id] = nil
                switch try compareArticle(id, of: line, as: key, file) {
                case .agrees: counts[key, default: 0] += 1
                case .moved(let place): moved[id] = place
                case .differs: break
                }
            }
            newest[key] = line
            newest[key]?.ids = []
        }
        for (id, place) in moved.sorted(by: { $0.key < $1.key }) {
            report(
                Disagreement(
                    .articleDiffers,
                    file: "output/\(place)",
                    id: id,
                    "The index has it in another publication."
                )
            )
        }
        try compareContents(with: newest)
        for (digest, count) in try index.articleCounts() where !unfinished.contains(digest) {
            guard count > counts[digest] ?? 0 else { continue }
            report(
                Disagreement(
                    .articleUnlisted,
                    file: newest[digest].map { "output/\($0.path)" },
                    "The index has \(count) articles of content \(digest.short), the manifest \(counts[digest] ?? 0)."
                )
            )
        }
        try compareFolders(with: listed)
    }

    private func compareRecord(_ line: PublicationLine, as key: Digest) throws -> RecordFile? {
        let name = "output/\(line.path)"
        guard let file = try RecordFile(at: line.path, below: output) else {
            // What came to its end stood there, synced; whoever reads output/ may remove it.
            if try index.content(key)?.state == .done {
                // What was published again since is not gone.
                guard try line.ids.contains(where: { try index.article($0)?.content == key }) else { return nil }
                report(
                    Disagreement(
                        .recordRemoved,
                        file: name,
                        "It was removed since; its articles keep their identifiers. To have it again: presscut reprocess \(line.source.short) --again"
                    )
                )
            } else {
                report(
                    Disagreement(
                        .recordMissing,
                        file: name,
                        "It was published at seq \(line.sequence) and is not there."
                    )
                )
            }
            return nil
        }
        if file.sha256 != line.sha256 {
            report(
                Disagreement(
                    .recordChanged,
                    file: name,
                    "Its SHA-256 is \(file.sha256.hex), published was \(line.sha256.hex)."
                )
            )
        }
        let ids = file.entries.map(\.line.id)
        if ids != line.ids || file.strayLines > 0 {
            report(
                Disagreement(
                    .recordContent,
                    file: name,
                    "It has \(ids.count) records and \(file.strayLines) other lines; the manifest lists \(line.ids.count) records."
                )
            )
        }
        let key = line.pageKey.flatMap { PublishedKey($0) }
        for entry in file.entries {
            let record = entry.line
            if record.source != line.source.hex {
                report(
                    Disagreement(
                        .recordContent,
                        file: name,
                        id: record.id,
                        "Its source is content \(record.source.prefix(12))."
                    )
                )
            } else if !record.hasOwnIdentifier(page: key?.page(record.pageLabel)) {
                report(
                    Disagreement(
                        .recordContent,
                        file: name,
                        id: record.id,
                        "Its identifier does not follow from its body and page."
                    )
                )
            }
        }
        return file
    }

    private enum Finding {
        case agrees, differs
        /// The index has it in another publication than the one at this path.
        case moved(String)
    }

    /// Compares one article with the index.
    private func compareArticle(
        _ id: String,
        of line: PublicationLine,
        as name: Digest,
        _ file: RecordFile?
    ) throws -> Finding {
        guard let known = try index.article(id) else {
            report(Disagreement(.articleDiffers, file: "output/\(line.path)", id: id, "The index does not know it."))
            return .differs
        }
        guard known.content == name else { return .moved(line.path) }
        guard let entry = file?.entries.first(where: { $0.line.id == id }), known.span != 0..<0 else { return .agrees }
        let key = line.pageKey.flatMap { PublishedKey($0) }?.page(entry.line.pageLabel)?.description
        var differences: [String] = []
        if known.body != entry.line.bodyDigest { differences.append("body") }
        if known.length != entry.line.length { differences.append("length") }
        if known.date != entry.line.date { differences.append("date") }
        if let key, known.pageKey != key { differences.append("page") }
        if known.span != entry.span { differences.append("place in the file") }
        if !differences.isEmpty {
            report(
                Disagreement(
                    .articleDiffers,
                    file: "output/\(line.path)",
                    id: id,
                    "The index and the record differ in: \(differences.joined(separator: ", "))."
                )
            )
        }
        return .agrees
    }

    private func compareContents(with newest: [Digest: PublicationLine]) throws {
        var known: Set<Digest> = []
        try index.forEachContent { content in
            known.insert(content.sha256)
            guard !unfinished.contains(content.sha256) else { return }
            let line = newest[content.sha256]
            guard content.record != line?.path || content.recordSHA256 != line?.sha256 else { return }
            report(
                Disagreement(
                    .contentDiffers,
                    file: (line?.path ?? content.record).map { "output/\($0)" },
                    "Of content \(content.sha256.short) the index has \(content.record ?? "no record"), the manifest \(line?.path ?? "none")."
                )
            )
        }
        for (digest, line) in newest where !known.contains(digest) {
            report(
                Disagreement(
                    .contentDiffers,
                    file: "output/\(line.path)",
                    "The index does not know content \(digest.short)."
                )
            )
        }
    }

    /// Tells of files of `output/records` that the manifest does not list, and of staged files that nothing claims.
    private func compareFolders(with listed: Set<String>) throws {
        var strays: [String] = []
        try forEachFile(below: RawPath("records"), of: output) { path in
            if !listed.contains(path.utf8) { strays.append(path.utf8) }
        }
        if !strays.isEmpty {
            // The manifest may have gone on meanwhile, and what is staged may have its name already.
            var newer: Set<String> = []
            try LineFile.forEachLine(of: RawPath("manifest.jsonl"), below: output) { line, _ in
                if let line = PublicationLine(line) { newer.insert(line.path) }
            }
            for content in try index.contents(in: .staged) { newer.insert(content.record ?? "") }
            for path in strays where !newer.contains(path) && !isServiceRunning {
                report(Disagreement(.recordUnlisted, file: "output/\(path)", "No line of the manifest lists it."))
            }
        }
        guard !isServiceRunning else { return }
        let staged = Set(try index.contents(in: .staged).compactMap(\.stage))
        try forEachFile(below: RawPath("state/stage"), of: root) { path in
            guard !staged.contains(path.lastComponent.utf8) else { return }
            report(Disagreement(.stageLeftover, file: path.escaped, "Nothing claims it."))
        }
    }

    private func forEachFile(
        below folder: RawPath,
        of top: borrowing Directory,
        _ body: (RawPath) throws -> Void
    ) throws {
        guard try top.statusIfExists(of: folder) != nil else { return }
        for entry in try top.directory(folder).entries() {
            let path = folder.appending(entry.name)
            if entry.kind == .directory {
                try forEachFile(below: path, of: top, body)
            } else {
                try body(path)
            }
        }
    }
}
