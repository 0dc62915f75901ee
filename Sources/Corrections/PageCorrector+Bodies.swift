internal import Newsprint
internal import TextNormalization

extension PageCorrector {
    /// Makes one article of several, in their order.
    mutating func merge(_ serials: [Int?]) throws(Obstacle) {
        let found = serials.compactMap { $0 }
        if found.count == serials.count, Set(found).count == 1 { throw .already }
        guard found.count == serials.count, Set(found).count == found.count else {
            throw .unfit(["not all of the articles are on the page any more", "版面上已缺少其中的稿件"])
        }
        let first = try place(found[0])
        touch(first)
        var whole = entries[first].item
        var leftovers = entries[first].leftovers
        for serial in found.dropFirst() {
            let place = try place(serial)
            touch(place)
            let entry = entries.remove(at: place)
            append(entry.item.article, to: &whole.article)
            whole.origins += entry.item.origins.filter { !whole.origins.contains($0) }
            leftovers += entry.leftovers
        }
        let place = try place(found[0])
        whole.article.quality.headline = whole.article.headline.main == nil ? 0 : whole.article.quality.headline
        entries[place].item = whole
        entries[place].leftovers = leftovers
    }

    /// Puts a part behind an article: lines that it has already stay where they stood in the text.
    private func append(_ part: Article, to whole: inout Article) {
        var part = part
        if part.kind.isLeftover {
            for index in part.paragraphs.indices where part.paragraphs[index].role == .note {
                part.paragraphs[index].role = .body
            }
        }
        var before: [Paragraph] = []
        if whole.headline == Headline() {
            whole.headline = part.headline
            whole.quality.headline = part.quality.headline
        } else {
            let lines = [part.headline.kicker, part.headline.main].compactMap(\.self) + part.headline.sub
            before += lines.filter { !$0.ranges.isEmpty }.map { Paragraph($0, role: .crosshead) }
        }
        if whole.dateline == nil {
            whole.dateline = part.dateline
        } else if let raw = part.dateline?.raw {
            before.append(Paragraph(raw, role: .note))
        }
        var behind: [Paragraph] = []
        if whole.byline.raw == nil {
            whole.byline.raw = part.byline.raw
            whole.byline.people = part.byline.people
            whole.byline.confidence = part.byline.confidence
        } else if let raw = part.byline.raw {
            behind.append(Paragraph(raw, role: .note))
        }
        whole.byline.candidates += part.byline.candidates
        if whole.jump == nil {
            whole.jump = part.jump
        } else if let jump = part.jump {
            behind.append(Paragraph(jump, role: .note))
        }
        for index in part.paragraphs.indices where part.paragraphs[index].role == .lead {
            part.paragraphs[index].role = whole.paragraphs.isEmpty ? .lead : .body
        }
        if whole.kind == .photo || whole.kind.isLeftover {
            whole.kind = part.kind.isLeftover || part.kind == .photo ? whole.kind : part.kind
        }
        whole.paragraphs += before + part.paragraphs + behind
        if whole.kind == .photo, !whole.paragraphs.isEmpty { whole.kind = .article }
        if whole.kind == .brief, whole.paragraphs.count > 1 { whole.kind = .article }
        if !whole.kind.isLeftover { whole.role = nil }
        whole.media += part.media
        whole.doubled += part.doubled
        whole.quality.body = min(whole.quality.body, part.quality.body)
        for flag in part.quality.flags where !whole.quality.flags.contains(flag) { whole.quality.flags.append(flag) }
        if whole.headline.main != nil { whole.quality.flags.removeAll { $0 == "headline_missing" } }
        for number in part.corrected.overrides where !whole.corrected.overrides.contains(number) {
            whole.corrected.overrides.append(number)
        }
        whole.corrected.overrides.sort()
    }

    /// Lets another article begin with a paragraph; if that is a crosshead, it is its headline.
    mutating func split(_ opening: String, _ index: Int, of serial: Int?) throws(Obstacle) {
        func opens(_ paragraph: Paragraph) -> Bool {
            BodyNormalizer.normalized(paragraph.passage.text).hasPrefix(opening)
        }
        let isSplit = entries.contains { entry in
            let article = entry.item.article
            return article.paragraphs.first.map(opens) ?? false
                || Self.normalized(article.headline.main)?.hasPrefix(opening) ?? false
        }
        guard let place = entries.firstIndex(where: { $0.serial == serial }) else { throw isSplit ? .already : .gone }
        let paragraphs = entries[place].item.article.paragraphs
        let places = paragraphs.indices.filter { $0 > 0 && opens(paragraphs[$0]) }
        guard let cut = places.min(by: { abs($0 - index) < abs($1 - index) }) else {
            guard !isSplit else { throw .already }
            throw .unfit(["no paragraph begins with “\(opening)” any more", "已无以“\(opening)”开头的段落"])
        }
        var second = Article(kind: entries[place].item.article.kind)
        second.paragraphs = Array(paragraphs[cut...])
        second.jump = entries[place].item.article.jump
        second.quality.body = entries[place].item.article.quality.body
        if second.paragraphs[0].role == .crosshead, second.paragraphs.count > 1, !second.kind.isLeftover {
            second.headline.main = second.paragraphs.removeFirst().passage
            second.quality.headline = 1
        } else if !second.kind.isLeftover {
            second.quality.flags = ["headline_missing"]
        }
        if !second.kind.isLeftover, second.paragraphs[0].role == .body { second.paragraphs[0].role = .lead }
        entries[place].item.article.paragraphs.removeSubrange(cut...)
        entries[place].item.article.jump = nil
        touch(place)
        add(second)
    }

    /// Says what an item is.
    mutating func setKind(_ kind: Article.Kind, former: Article.Kind, of serial: Int?) throws(Obstacle) {
        let place = try place(serial)
        var article = entries[place].item.article
        if article.kind == kind { throw .already }
        guard article.kind == former else {
            throw .unfit([
                "it is now read as \(article.kind.rawValue), not as \(former.rawValue)",
                "该条目现识别为 \(article.kind.rawValue)，而非 \(former.rawValue)",
            ])
        }
        guard kind != .photo || article.paragraphs.isEmpty && !article.media.isEmpty else {
            throw .unfit(["a photo has captions and no paragraphs", "图片稿应有图说而无段落"])
        }
        if kind.isLeftover {
            article.byline.candidates = []
            entries[place].leftovers = []
        } else {
            article.role = nil
            var isFirst = true
            for index in article.paragraphs.indices where article.paragraphs[index].role == .note && former.isLeftover {
                article.paragraphs[index].role = isFirst ? .lead : .body
                isFirst = false
            }
        }
        article.kind = kind
        entries[place].item.article = article
        touch(place)
    }
}
