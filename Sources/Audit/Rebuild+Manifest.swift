internal import Dispatch
internal import FileAccess
internal import Hashing
internal import Inbox
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
        for (line, file) in zip(batch, try RecordFile.read(batch.map(\.path), root: root)) {
            try take(line, file)
        }
    }

    private func take(_ line: PublicationLine, _ file: RecordFile?) throws {
        summary.publications += 1
        let key = line.pageKey.flatMap { PublishedKey($0) }
        var content = contents[line.source] ?? Content(claimed: line.source)
        content.state = .done
        content.starts = max(content.starts, 1)
        if line.generation >= content.generation {
            content.generation = line.generation
            content.record = line.path
            content.recordSHA256 = line.sha256
        }
        if let first = file?.entries.first?.line {
            content.title = first.title
            content.date = first.date
            content.page = file?.entries.lazy.compactMap(\.line.pageLabel).first
            noteUnlogged(line, path: RawPath(first.file))
        } else if let key {
            content.title = content.title ?? key.issue.paper
            content.date = key.issue.date.description
            content.page = content.page ?? key.label
        }
        contents[line.source] = content
        try takeArticles(of: line, file, key: key, date: content.date)
    }

    /// Remembers a publication whose log line is missing, if its drop seems to lie in the inbox still.
    private func noteUnlogged(_ line: PublicationLine, path: RawPath) {
        guard dropped[path] != nil, !recordsWithEvent.contains(line.path) else { return }
        unlogged[path] = line
    }

    private func takeArticles(of line: PublicationLine, _ file: RecordFile?, key: PublishedKey?, date: String?) throws {
        var rest = Set(line.ids)
        for entry in file?.entries ?? [] where rest.remove(entry.line.id) != nil {
            try index.load(
                IndexedArticle(
                    id: entry.line.id,
                    content: line.source,
                    pageKey: key?.page(entry.line.pageLabel)?.description,
                    body: entry.line.bodyDigest,
                    date: entry.line.date,
                    length: entry.line.length,
                    span: entry.span
                )
            )
        }
        for id in rest.sorted() {
            try index.load(
                IndexedArticle(
                    id: id,
                    content: line.source,
                    pageKey: key?.page(key?.label)?.description,
                    body: nil,
                    date: date,
                    length: 0,
                    span: 0..<0
                )
            )
        }
        summary.articles += line.ids.count
        summary.withoutText += rest.count
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
                collected.put(try? RecordFile(at: paths[place], below: output), at: place)
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
