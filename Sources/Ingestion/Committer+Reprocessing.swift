package import FileAccess
package import Hashing
package import IssueParsing
internal import RecordIndex
internal import RecordOutput
internal import TextScanning

extension Committer {
    /// An original that can be read again.
    package struct KeptOriginal: Sendable {
        package var sha256: Digest
        /// Under which it came, below the inbox; its name may tell title, date and page.
        package var path: RawPath
        /// Where it is kept, below `state/`.
        package var place: RawPath
        /// The files that came with it: under which they came, and where they are kept.
        package var members: [(path: RawPath, place: RawPath)] = []
    }

    /// The published contents that are chosen and whose originals are kept, in the order of their digests.
    package func reprocessable(_ selection: ControlRequest.Selection) throws -> [KeptOriginal] {
        var found: [KeptOriginal] = []
        try index.forEachContent { content in
            guard content.state == .done, let place = content.original, try originals.isThere(place) else { return }
            let taking = [Verdict.Event.ingested, .edition].map(\.rawValue)
            let arrivals = try index.arrivals(of: content.sha256)
            guard let first = arrivals.first(where: { taking.contains($0.event ?? "") }) ?? arrivals.first else {
                return
            }
            let isMeant = selection.includes(
                sha256: content.sha256.hex,
                path: first.path,
                places: [RawPath("state").appending(place)] + (content.record.map { [RawPath("output/\($0)")] } ?? []),
                code: first.code,
                date: content.date
            )
            guard isMeant else { return }
            var original = KeptOriginal(sha256: content.sha256, path: first.path, place: place)
            let companions = try index.companions(of: first.id).map(\.path)
            let folder = Drop.folder(of: first.path, among: companions, keptAt: place)
            let base = Drop.commonFolder(of: [first.path] + companions)
            original.members = companions.map { ($0, folder.appending(Drop.relative($0, to: base))) }
            found.append(original)
        }
        return found
    }

    /// Publishes what came out otherwise when a content was read again, as one more edition of its pages.
    ///
    /// A page of which a later edition stands is left alone: what it says is no longer the last word.
    ///
    /// - Returns: what was done, as a sentence.
    package func republish(_ issue: ParsedIssue, of source: Digest) throws -> String {
        try untilFailure { try publishAgain(issue, of: source) }
    }

    private func publishAgain(_ issue: ParsedIssue, of source: Digest) throws -> String {
        try settle()
        recentTexts.lookAgain()
        var number = 2
        while let revision = try index.content(.revision(number, of: source)), revision.state != .claimed {
            number += 1
        }
        let key = Digest.revision(number, of: source)
        let names = [source] + (2...number).map { Digest.revision($0, of: source) }
        let own = Set(try names.map { try index.claimNumber(of: $0) })
        let pageKey = issue.items.first?.pageKey
        var issue = issue
        let scope = "\(source.hex)\u{1F}file"
        for place in issue.items.indices where issue.items[place].pageKey == nil { issue.items[place].pageKey = scope }
        var left: Set<String> = []
        for page in Set(issue.items.compactMap(\.pageKey)) {
            let streams = try index.streams(of: page)
            let isLast = streams.isEmpty || streams.contains { own.contains($0.latest) }
            if !isLast { left.insert(page) }
        }
        // Of a page that has a later edition only what still stands of this content is looked at.
        issue.items = try issue.items.compactMap { item in
            guard left.contains(item.pageKey ?? "") else { return item }
            let id = item.id.description
            guard try index.hasArticle(id), try !index.isRetired(id) else { return nil }
            var item = item
            item.pageKey = nil
            return item
        }
        let staged = try index.transaction {
            try index.claimRevision(key)
            try index.adopt(source, as: scope)
            return try stageRevision(issue, of: source, names: names, number: number)
        }
        let behind = left.isEmpty ? "" : " \(left.count) of its pages have later editions, which stand."
        guard let staged else {
            try index.transaction { try index.forget(key) }
            return "all came out as it was.\(behind)"
        }
        try publish(staged, of: source, as: key, issue, pageKey: pageKey)
        try settle()
        let changed = staged.plans.reduce(0) { $0 + $1.changed.count }
        let withdrawn = staged.plans.reduce(0) { $0 + $1.withdrawn.count }
        return
            "\(staged.items.count) records published anew in output/\(staged.record), of which \(changed) supersede others; \(withdrawn) withdrawn.\(behind)"
    }

    private func stageRevision(
        _ issue: ParsedIssue,
        of source: Digest,
        names: [Digest],
        number: Int
    ) throws -> Staged? {
        let key = names[number - 1]
        var records: [UInt8] = []
        var items: [ParsedIssue.Item] = []
        var texts: [String: RecordText] = [:]
        for item in issue.items {
            let line = Array(issue.records[item.span])
            let id = item.id.description
            if let known = try index.article(id) {
                // One that another form of the page had published says there where it was read from.
                guard names.contains(known.content), let former = try publishedLine(known) else { continue }
                if saysTheSame(former, line) { continue }
            }
            if item.isArticle { texts[id] = RecordText(line: line) }
            var item = item
            item.span = records.count..<records.count + line.count
            records += line
            items.append(item)
        }
        let plans = try plans(of: issue, source: key, texts: texts)
        guard !items.isEmpty || plans.contains(where: changesAnything) else { return nil }
        let sha256 = Digest(of: records)
        var generation = number
        var record = ""
        repeat {
            record = RecordName.path(
                title: issue.title,
                date: issue.date,
                source: source,
                pageLabels: issue.pageLabels,
                generation: generation
            )
            generation += 1
        } while try folder.digest(ofRecordAt: record).map { $0 != sha256 } ?? false
        let stage = "\(key.hex).1.jsonl"
        try folder.write(records, toStage: stage)
        return Staged(
            items: items,
            plans: plans,
            texts: texts,
            record: record,
            stage: stage,
            sha256: sha256,
            generation: generation - 1
        )
    }

    private func publish(
        _ staged: Staged,
        of source: Digest,
        as key: Digest,
        _ issue: ParsedIssue,
        pageKey: String?
    ) throws {
        try index.transaction {
            var content = Content(claimed: key)
            content.state = .staged
            content.generation = staged.generation
            content.record = staged.record
            content.recordSHA256 = staged.sha256
            content.stage = staged.stage
            content.title = issue.title
            content.date = issue.date
            content.page = issue.pageLabels.compactMap { $0 }.first
            try index.update(content)
            let day = Timestamp.now().day
            try index.post(.manifest, day: day, content: key) { sequence in
                OutputLines.manifest(
                    sequence: sequence,
                    record: staged.record,
                    recordSHA256: staged.sha256,
                    source: source,
                    pageKey: pageKey,
                    items: staged.items,
                    plans: staged.plans
                )
            }
            for item in staged.items {
                if try index.hasArticle(item.id.description) {
                    try index.move(item.id.description, to: key, span: item.span)
                } else {
                    try insert(item, of: key, date: issue.date, texts: staged.texts)
                }
            }
            for plan in staged.plans { try carryOut(plan, source: key) }
            try postLinks(day: day, content: key)
            try post(
                "reprocessed",
                path: nil,
                Message(
                    "Content \(source.short) was read again: \(staged.items.count) records are published anew in output/\(staged.record).",
                    "内容 \(source.short) 已重新处理：\(staged.items.count) 条记录重新发布于 output/\(staged.record)。"
                ),
                advice: nil
            )
        }
    }

    private func publishedLine(_ known: KnownArticle) throws -> [UInt8]? {
        guard let record = try index.content(known.content)?.record else { return nil }
        return try folder.bytes(at: known.span, of: record, stage: nil)
    }

    /// Whether two record lines differ in nothing but who made them.
    private func saysTheSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        func members(_ line: [UInt8]) -> [String: [UInt8]] {
            var members: [String: [UInt8]] = [:]
            let bytes = line.span
            JSONSkimmer.forEachMember(of: bytes, in: 0..<bytes.count) { key, value in
                if key != "provenance" { members[key] = Array(line[value]) }
            }
            return members
        }
        return members(one) == members(other)
    }
}
