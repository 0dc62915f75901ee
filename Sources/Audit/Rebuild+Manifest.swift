internal import Deduplication
internal import Dispatch
internal import FileAccess
internal import Hashing
internal import Inbox
internal import Ingestion
internal import Newsprint
internal import RecordIndex

extension Rebuild {
    /// How many published files are read between two writes.
    private static let batchSize = 512

    /// Takes in the manifest and, file by file, the records that it lists.
    func readManifest() throws {
        let manifest = RawPath("manifest.jsonl")
        let byteCount = Int(try output.statusIfExists(of: manifest)?.size ?? 0)
        var batch: [PublicationLine] = []
        try LineFile.forEachLine(of: manifest, below: output) { line, offset in
            guard let publication = PublicationLine(line) else {
                summary.unreadable += 1
                return
            }
            lastSequence = max(lastSequence, publication.sequence)
            batch.append(publication)
            if batch.count == Rebuild.batchSize {
                try take(batch)
                batch = []
                progress("reading records", Int(offset), byteCount)
            }
        }
        try take(batch)
    }

    private func take(_ batch: [PublicationLine]) throws {
        let files = try RecordFile.read(batch.map(\.path), root: root)
        try index.transaction {
            for (line, file) in zip(batch, files) { try take(line, file) }
        }
        try index.mergeKeys()
    }

    private func take(_ line: PublicationLine, _ file: RecordFile?) throws {
        summary.publications += 1
        let key = line.pageKey.flatMap { PublishedKey($0) }
        let name = keys.key(of: line)
        var content = contents[name] ?? Content(claimed: name)
        content.state = .done
        content.starts = name == line.source ? max(content.starts, 1) : 0
        content.source = name == line.source ? nil : line.source
        content.generation = line.generation
        content.record = line.path
        content.recordSHA256 = line.sha256
        if let first = file?.entries.first?.line {
            content.title = first.title
            content.date = first.date
            content.page = file?.entries.lazy.compactMap(\.line.pageLabel).first
        } else if let key {
            content.title = content.title ?? key.issue.paper
            content.date = key.issue.date.description
            content.page = content.page ?? key.label
        }
        contents[name] = content
        try index.load(content)
        let pages = try takeArticles(of: line, name, file, key: key, date: content.date)
        var isStranger = false
        for page in pages {
            let isOne = try index.load(
                name,
                formOf: page,
                ids: line.ids,
                unchanged: line.unchanged,
                supersedes: line.supersedes
            )
            isStranger = isStranger || isOne
        }
        for id in line.withdrawn { withdrawn[id] = name }
        if !line.supersedes.isEmpty { editions.append((name, line)) }
        if let first = file?.entries.first?.line {
            noteUnlogged(Unlogged(line: line, isStranger: isStranger), path: RawPath(first.file))
        }
    }

    /// Retires what an edition changed whose links were still to be appended when the index was lost.
    func retireUntold() throws {
        for (name, line) in editions {
            let changed = try index.untoldChanges(by: name, sequence: line.sequence, unchanged: line.unchanged)
            guard !changed.isEmpty else { continue }
            func lines(_ places: [PublishedPlace]) throws -> [(id: String, line: [UInt8])] {
                try places.compactMap { place in try self.line(at: place).map { (place.id, $0) } }
            }
            let new = try lines(try index.placesOfNew(line.ids))
            for pair in EditionPlan.successors(of: try lines(changed), among: new) {
                try index.retire(pair.former, by: name, successor: pair.current)
            }
        }
    }

    private func line(at place: PublishedPlace) throws -> [UInt8]? {
        guard try output.statusIfExists(of: RawPath(place.record)) != nil else { return nil }
        let file = try output.file(RawPath(place.record), for: .reading)
        let bytes = try file.read(upTo: place.span.count, at: Int64(place.span.lowerBound))
        return bytes.count == place.span.count ? bytes : nil
    }

    /// Remembers a publication whose log line is missing, if its drop seems to lie in the inbox still.
    private func noteUnlogged(_ publication: Unlogged, path: RawPath) {
        guard dropped[path] != nil, !recordsWithEvent.contains(publication.line.path) else { return }
        unlogged[path] = publication
    }

    /// Takes in the articles and returns the keys of the pages that the file has.
    private func takeArticles(
        of line: PublicationLine,
        _ name: Digest,
        _ file: RecordFile?,
        key: PublishedKey?,
        date: String?
    ) throws -> [String] {
        var pages = Set([key?.page(key?.label)?.description].compactMap { $0 })
        for id in line.unchanged { if let page = try index.article(id)?.pageKey { pages.insert(page) } }
        var rest = Set(line.ids)
        for entry in file?.entries ?? [] where rest.remove(entry.line.id) != nil {
            let page = key?.page(entry.line.pageLabel)?.description
            if let page { pages.insert(page) }
            var article = IndexedArticle(
                id: entry.line.id,
                content: name,
                pageKey: page,
                body: entry.line.bodyDigest,
                date: entry.line.date,
                length: entry.line.length,
                span: entry.span
            )
            article.isLeftover = !entry.line.isArticle
            article.fingerprint = entry.fingerprint
            article.jumps = page == nil ? [] : entry.line.jumps
            try index.load(article) { place in try self.compare(entry.line, with: place) }
        }
        for id in line.ids where rest.contains(id) {
            try index.load(
                IndexedArticle(
                    id: id,
                    content: name,
                    pageKey: key?.page(key?.label)?.description,
                    body: nil,
                    date: date,
                    length: 0,
                    span: 0..<0
                )
            ) { _ in nil }
        }
        summary.articles += line.ids.count
        summary.withoutText += rest.count
        return pages.sorted()
    }

    /// Compares a text with that of another article; nil where that one is gone.
    private func compare(_ line: RecordLine, with place: PublishedPlace) throws -> Comparison? {
        let file = try output.file(RawPath(place.record), for: .reading)
        let bytes = try file.read(upTo: place.span.count, at: Int64(place.span.lowerBound))
        guard bytes.count == place.span.count, let other = RecordLine(bytes.span), other.id == place.id else {
            return nil
        }
        return ComparedText(normalized: line.body).compared(to: ComparedText(normalized: other.body))
    }
}

extension RecordFile {
    /// Reads several published files at once, on all cores; nil for one that is not there or cannot be read.
    static func read(_ paths: [String], root: RawPath) throws -> [RecordFile?] {
        let collected = Collected(count: paths.count)
        let width = 16
        DispatchQueue.concurrentPerform(iterations: (paths.count + width - 1) / width) { part in
            guard let output = try? Directory(at: root).directory(RawPath("output")) else { return }
            for place in part * width..<min(paths.count, (part + 1) * width) {
                collected.put(try? RecordFile(at: paths[place], below: output, withFingerprints: true), at: place)
            }
        }
        return collected.files
    }

    /// The files that several threads read, in the order of their paths.
    private actor Collected {
        private nonisolated let executor = QueueExecutor(DispatchQueue(label: "presscut.rebuild"))
        private var read: [RecordFile?]

        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

        init(count: Int) { read = Array(repeating: nil, count: count) }

        nonisolated func put(_ file: RecordFile?, at place: Int) {
            executor.queue.async { self.assumeIsolated { $0.read[place] = file } }
        }

        nonisolated var files: [RecordFile?] { executor.queue.sync { assumeIsolated { $0.read } } }
    }
}
