internal import Corrections
internal import Deduplication
package import FileAccess
internal import Hashing
internal import Ingestion
internal import RecordIndex
internal import TextScanning

/// What was decided of an article or a file, and why, for people.
///
/// Reads the index, the records and the log; works beside a running service.
package final class Explanation {
    private let root: Directory
    private let output: Directory
    private let index: RecordIndex

    /// Opens what lies below a root.
    package init(root path: RawPath) throws {
        root = try Directory(at: path)
        output = try root.directory(RawPath("output"))
        index = try RecordIndex(path: path.appending("state/index.sqlite").utf8, for: .reading)
    }

    // MARK: Articles

    /// What is known of one article; nil if there is none with that identifier.
    package func article(_ id: String) throws -> String? {
        guard let facts = try facts(of: id) else { return nil }
        var rows = facts.rows.map { ($0.name, $0.value) }
        for (name, value) in try links(of: id) { rows.append((name, value)) }
        for entry in try corrections(of: id, facts) { rows.append(("corrected", entry.sentence)) }
        rows += try history(of: facts.known.content)
        return "\(id)\n" + rows.map { "  \(padded($0.0, 12))\($0.1)\n" }.joined()
    }

    /// The corrections that made an article what it is, and those that are about it.
    private func corrections(of id: String, _ facts: Facts) throws -> [CorrectionList.Entry] {
        let list = try CorrectionList(root: root, index: index)
        return list.entries.filter { entry in
            facts.line?.corrections.contains(entry.correction.number) == true
                || entry.correction.articles.contains { $0.id == id }
        }
    }

    /// The figures of two articles side by side, and how one repeats the other; nil if one of them is unknown.
    package func articles(_ one: String, _ other: String) throws -> String? {
        guard let first = try facts(of: one), let second = try facts(of: other) else { return nil }
        let width = 38
        var text = "\(padded("", 14))\(padded(one, width))\(other)\n"
        for (left, right) in zip(first.rows, second.rows) {
            text += "\(padded(left.name, 14))\(padded(left.value, width))\(right.value)\n"
        }
        if let mine = first.line, let theirs = second.line {
            let comparison = ComparedText(normalized: mine.body).compared(to: ComparedText(normalized: theirs.body))
            text += "texts         \(sentence(comparison))\n"
            if let left = mine.fingerprint, let right = theirs.fingerprint {
                let shared = Set(left.keys).intersection(right.keys).count
                text += "sketches      \(sentence(left.estimated(against: right)))\n"
                text +=
                    "keys          \(shared) of \(left.keys.count) and \(right.keys.count) are shared; one is enough to be compared\n"
            } else {
                text +=
                    "sketches      none: a text of less than \(ComparedText.shortest) characters repeats only what is equal\n"
            }
        } else {
            text += "texts         not compared: the record of one of the two is gone\n"
        }
        for (id, target) in [(one, other), (other, one)] {
            guard let link = try index.link(of: id) else { continue }
            let ties = [
                link.of == target ? "repeats it (\(link.comparison?.relation?.rawValue ?? "same"))" : nil,
                link.supersedes == target ? "supersedes it" : nil, link.continuesTo == target ? "goes on in it" : nil,
            ].compactMap { $0 }
            if !ties.isEmpty { text += "link          \(id) \(ties.joined(separator: ", "))\n" }
        }
        return text
    }

    private struct Facts {
        var known: KnownArticle
        var line: RecordLine?
        var rows: [(name: String, value: String)]
    }

    private func facts(of id: String) throws -> Facts? {
        guard let known = try index.article(id) else { return nil }
        let content = try index.content(known.content)
        let line = try content?.record.flatMap { try self.line(at: known.span, of: $0, id: id) }
        let place = content?.record.map { "output/\($0)" } ?? "-"
        return Facts(
            known: known,
            line: line,
            rows: [
                ("headline", line?.headline ?? "-"), ("date", known.date ?? "-"),
                (
                    "page",
                    known.pageKey?.split(separator: "\u{1F}").joined(separator: "/") ?? "no key: a part is unknown"
                ),
                ("characters", String(known.length)),
                ("body", known.body.map { Digest.hex($0.prefix(8)) } ?? "not compared: too short, or no article"),
                ("record", line == nil ? "\(place) (gone)" : place),
                ("bytes", "\(known.span.lowerBound)–\(known.span.upperBound)"),
                ("content", known.content.short),
                ("original", content?.original.map { "state/\($0.escaped)" } ?? "-"),
            ]
        )
    }

    private func line(at span: Range<Int>, of record: String, id: String) throws -> RecordLine? {
        guard let file = try? output.file(RawPath(record), for: .reading) else { return nil }
        let bytes = try file.read(upTo: span.count, at: Int64(span.lowerBound))
        return RecordLine(bytes.span).flatMap { $0.id == id ? $0 : nil }
    }

    private func links(of id: String) throws -> [(String, String)] {
        guard let link = try index.link(of: id) else { return [] }
        var rows: [(String, String)] = []
        if let of = link.of, let comparison = link.comparison {
            rows.append(("repeats", "\(of): \(sentence(comparison))\(link.isVerified ? "" : " (by sketches)")"))
        } else {
            rows.append(("repeats", "nothing that came before it"))
        }
        if let cluster = link.cluster {
            rows.append(("cluster", cluster == id ? "it stands for its reprints" : cluster))
        }
        if let former = link.supersedes { rows.append(("supersedes", "\(former), as revision \(link.revision ?? 2)")) }
        if let next = link.supersededBy { rows.append(("superseded", "by \(next)")) }
        if link.isWithdrawn == true { rows.append(("withdrawn", "a later edition left it out")) }
        if let next = link.continuesTo { rows.append(("goes on in", next)) }
        if let former = link.continuesFrom { rows.append(("continues", former)) }
        if !link.flags.isEmpty { rows.append(("flags", link.flags.joined(separator: ", "))) }
        return rows
    }

    private func sentence(_ comparison: Comparison) -> String {
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
        return
            "\(comparison.relation?.rawValue ?? "unrelated"), containment \(percent(comparison.containment)), jaccard \(percent(comparison.jaccard))"
    }

    // MARK: Files

    /// What became of files: those that came under a path, lie at a path below the root, or whose SHA-256 begins so.
    package func files(_ name: RawPath) throws -> String? {
        var selection = ControlRequest.Selection()
        selection.names = [name]
        var digests: [Digest] = []
        var text = ""
        try index.forEachArrival { arrival in
            let record = try arrival.sha256.flatMap { try index.content($0)?.record }.map { RawPath("output/\($0)") }
            let places = [arrival.destination.map { RawPath("state").appending($0) }, record].compactMap { $0 }
            guard
                selection.includes(
                    sha256: arrival.sha256?.hex,
                    path: arrival.path,
                    places: places,
                    code: nil,
                    date: nil
                )
            else { return }
            if arrival.event == nil { text += "inbox/\(arrival.path.escaped): seen, not decided yet\n" }
            if let digest = arrival.sha256, !digests.contains(digest) { digests.append(digest) }
            if arrival.sha256 == nil {
                text += "inbox/\(arrival.path.escaped): \(arrival.event ?? "-") (\(arrival.code ?? "-"))\n"
            }
        }
        for digest in digests {
            text += "content \(digest.hex)\n"
            for (name, value) in try history(of: digest) { text += "  \(padded(name, 12))\(value)\n" }
        }
        return text.isEmpty ? nil : text
    }

    /// A content's state and the events of its drops, as the log tells them.
    private func history(of digest: Digest) throws -> [(String, String)] {
        var rows: [(String, String)] = []
        if let content = try index.content(digest) {
            rows.append(("state", "\(content.state), read \(content.starts) times, failed \(content.attempts) times"))
            if let record = content.record { rows.append(("published", "output/\(record)")) }
            if let original = content.original { rows.append(("original", "state/\(original.escaped)")) }
        }
        for entry in try CorrectionList(root: root, index: index).entries where entry.correction.source == digest {
            rows.append(("corrected", entry.sentence))
        }
        let logs = RawPath("log")
        guard try output.statusIfExists(of: logs) != nil else { return rows }
        let digits = Array(digest.hex.utf8)
        for log in try output.directory(logs).entries() {
            try LineFile.forEachLine(of: logs.appending(log.name), below: output) { bytes, _ in
                guard Explanation.holds(bytes, digits), let event = EventLine(bytes), event.sha256 == digest else {
                    return
                }
                let advice = event.advice.first.map { " \($0)" } ?? ""
                let file = event.path.map { "inbox/\($0.escaped)" } ?? ""
                rows.append(
                    (event.event, "\(event.time) \(file) (\(event.code)): \(event.reason.first ?? "")\(advice)")
                )
            }
        }
        return rows
    }

    /// Whether the bytes hold the digits, so that most lines of the log need not be read.
    private static func holds(_ bytes: Span<UInt8>, _ digits: [UInt8]) -> Bool {
        var matched = 0
        for position in 0..<bytes.count {
            matched = bytes[position] == digits[matched] ? matched + 1 : bytes[position] == digits[0] ? 1 : 0
            if matched == digits.count { return true }
        }
        return false
    }

    private func padded(_ text: String, _ width: Int) -> String {
        // A Han character takes two columns.
        let columns = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
        return text + String(repeating: " ", count: max(1, width - columns))
    }
}
