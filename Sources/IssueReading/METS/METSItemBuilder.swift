import Markup
import Newsprint
import TextNormalization
import TextScanning

/// Makes articles and leftovers of the units of a METS structure.
struct METSItemBuilder {
    let text: ALTOText
    let structure: METSStructure

    /// The items that a unit comes to; none without lines.
    func items(of unit: METSItemCollector.Unit) -> [ReadItem] {
        let lines = (unit.parts + unit.captions).flatMap(\.lines)
        guard let first = lines.first else { return [] }
        let page = text.lines[first].page
        if unit.isSection && unit.hasItems || unit.kind == .other {
            // The heading over several items belongs to none of them.
            return (unit.parts + unit.captions).compactMap { part in
                guard let passage = text.passage(part.lines) else { return nil }
                var article = Article(kind: .other)
                article.paragraphs = [Paragraph(passage, role: part.part == .body ? .body : .note)]
                article.quality.body = text.confidence(part.lines) ?? 1
                return ReadItem(article, page: part.lines.first.map { text.lines[$0].page } ?? page)
            }
        }
        var article = article(of: unit)
        addMedia(of: unit, to: &article)
        if article.kind == .photo, !article.paragraphs.isEmpty { article.kind = .article }
        return [ReadItem(article, page: page)]
    }

    private func article(of unit: METSItemCollector.Unit) -> Article {
        var article = Article(kind: unit.kind)
        var parts = unit.parts
        if !parts.contains(where: { $0.part == .title }) { findHeadline(unit.label, in: &parts) }
        var headLines: [Int] = []
        var bodyLines: [Int] = []
        var titleLines: [Int] = []
        for part in parts {
            switch part.part {
            case .title where bodyLines.isEmpty: titleLines += part.lines
            case .kicker where article.headline.kicker == nil && bodyLines.isEmpty:
                article.headline.kicker = text.passage(part.lines)
                headLines += part.lines
            case .subtitle where bodyLines.isEmpty, .kicker where bodyLines.isEmpty:
                if let passage = text.passage(part.lines) { article.headline.sub.append(passage) }
                headLines += part.lines
            case .author where article.byline.raw == nil:
                article.byline.raw = text.passage(part.lines)
                article.byline.people = people(unit, article.byline.raw)
                article.byline.confidence = text.confidence(part.lines) ?? 1
            case .dateline where article.dateline == nil && bodyLines.isEmpty:
                article.dateline = text.passage(part.lines).map { Dateline(raw: $0) }
            default:
                guard let passage = text.passage(part.lines) else { continue }
                article.paragraphs.append(Paragraph(passage, role: role(of: part.part, in: article)))
                bodyLines += part.lines
            }
        }
        article.headline.main = text.passage(titleLines)
        article.quality.body = text.confidence(bodyLines.isEmpty ? titleLines + headLines : bodyLines) ?? 1
        if article.headline.main != nil { article.quality.headline = text.confidence(titleLines + headLines) ?? 1 }
        return article
    }

    private func role(of part: METSPart, in article: Article) -> Paragraph.Role {
        switch part {
        case .crosshead, .title, .subtitle, .kicker: .crosshead
        case .note, .author, .dateline, .caption, .credit: .note
        case .lead: .lead
        case .body, .table: article.paragraphs.contains { $0.role == .lead || $0.role == .body } ? .body : .lead
        }
    }

    private func addMedia(of unit: METSItemCollector.Unit, to article: inout Article) {
        let captions = unit.captions.filter { $0.part == .caption }.compactMap { text.passage($0.lines) }
        let credits = unit.captions.filter { $0.part == .credit }.compactMap { text.passage($0.lines) }
        for index in 0..<max(unit.pictureCount, captions.count, credits.count) {
            var media = Media()
            if index < captions.count { media.caption = captions[index] }
            if index < credits.count { media.credit = credits[index] }
            // A picture without words gives nothing that a record could show.
            if media != Media() { article.media.append(media) }
        }
    }

    /// Finds the lines that print the title which the structure or the description only states.
    private func findHeadline(_ label: String?, in parts: inout [METSItemCollector.Part]) {
        guard let label, let place = parts.firstIndex(where: { $0.part == .body }) else { return }
        let wanted = BodyNormalizer.normalize(label)
        guard !wanted.isEmpty else { return }
        var taken: [UInt8] = []
        var count = 0
        for line in parts[place].lines {
            guard let passage = text.passage([line]) else { break }
            let next = taken + BodyNormalizer.normalize(passage.text)
            guard wanted.starts(with: next) else { break }
            taken = next
            count += 1
        }
        guard count > 0, taken == wanted else { return }
        let title = METSItemCollector.Part(part: .title, lines: Array(parts[place].lines.prefix(count)))
        parts[place].lines.removeFirst(count)
        if parts[place].lines.isEmpty { parts.remove(at: place) }
        parts.insert(title, at: place)
    }

    /// Who the description says wrote the item, else who the printed line names, if it is short enough for a name.
    private func people(_ unit: METSItemCollector.Unit, _ raw: Passage?) -> [Contributor] {
        let stated = structure.descriptions(of: unit.division).flatMap {
            METSDescription($0, of: structure.tree).authors
        }
        if !stated.isEmpty { return stated.map { Contributor(name: $0, role: .author) } }
        guard let raw, !raw.text.unicodeScalars.contains(where: { CharacterClass($0.value) == .han }) else { return [] }
        var words = raw.text.split(separator: " ").map(String.init)
        if let first = words.first, ["von", "by", "par", "de", "door", "di", "af"].contains(first.lowercased()) {
            words.removeFirst()
        }
        let name = words.joined(separator: " ").trimmed { !($0.isLetter || $0 == ")") }
        guard 1...5 ~= words.count, name.contains(where: \.isLetter) else { return [] }
        return [Contributor(name: name, role: .author)]
    }
}

extension String {
    /// The text without what `isTrimmed` says at both ends.
    fileprivate func trimmed(_ isTrimmed: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
