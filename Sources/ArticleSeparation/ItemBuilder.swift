import Newsprint
import TextScanning

/// Makes the items of a page of what was read on it, so that every character stands in one place.
struct ItemBuilder {
    let reading: PageReading
    let page: Page
    private let assembler: Assembler
    private let composer: HeadlineComposer
    private let vocabulary: Vocabulary
    private let confidences: ConfidenceReader

    private struct Item {
        var start: Int
        var article: Article
        var story: Int?
        var unit: Int?
        var evidence: [EvidenceTable.Kind: [Float]] = [:]
    }

    init(_ reading: PageReading, vocabulary: Vocabulary, page: Page) {
        self.reading = reading
        self.page = page
        self.vocabulary = vocabulary
        assembler = Assembler(sheet: reading.sheet, vocabulary: vocabulary, units: reading.units)
        composer = HeadlineComposer(sheet: reading.sheet, joint: reading.joint)
        confidences = ConfidenceReader(reading)
    }

    /// The items in page order.
    func items() -> [Article] { judged().map(\.article) }

    /// The items in page order, with the evidence of which their confidences are made.
    func judged() -> [JudgedArticle] {
        var items = reading.stories.indices.map { item(ofStory: $0) }
        addLeftovers(&items)
        items.sort { $0.start < $1.start }
        var places: [Int: Int] = [:]
        for (place, item) in items.enumerated() { if let unit = item.unit { places[unit] = place } }
        for place in items.indices {
            guard let story = items[place].story else { continue }
            for candidate in reading.stories[story].candidates {
                guard let leftover = places[candidate.unit] else { continue }
                for person in reading.units[candidate.unit].reading?.people ?? [] {
                    items[place].article.byline.candidates.append(
                        Byline.Candidate(name: person.name, confidence: candidate.confidence, leftover: leftover)
                    )
                }
            }
            if !items[place].article.byline.candidates.isEmpty {
                items[place].article.quality.flags.append("byline_unclear")
            }
        }
        return items.map { JudgedArticle(article: $0.article, evidence: $0.evidence) }
    }

    private func repeats(of rows: [Int]) -> [Range<Int>] {
        rows.flatMap { reading.shadows.repeats[$0] ?? [] }.map { reading.sheet.bytes(of: $0) }
    }

    private func item(ofStory number: Int) -> Item {
        let story = reading.stories[number]
        var start = reading.units[story.paragraphs[0]].pieces[0].lowerBound
        var headline = Headline()
        var doubled: [Range<Int>] = []
        var flags: [String] = []
        var evidence: [EvidenceTable.Kind: [Float]] = [.body: confidences.body(number)]
        if let head = story.head {
            let lines = composer.read(head.rows)
            headline = composer.headline(lines)
            evidence[.headline] = confidences.headline(number, lines: lines.margin)
            if lines.margin < 0.7 { flags.append("headline_lines_unclear") }
            doubled = repeats(of: head.rows)
            start = min(start, reading.sheet.rows[head.rows[0]].glyphs.lowerBound)
        }
        if !doubled.isEmpty { flags.append("headline_shadow_removed") }
        for crosshead in story.crossheads { doubled += repeats(of: crosshead.rows) }
        for unit in story.paragraphs + [story.byline, story.jump].compactMap(\.self) {
            doubled += repeats(of: reading.units[unit].rows)
        }
        var article = assembler.article(story, headline: headline, doubled: doubled)
        if article.byline.raw != nil, !article.byline.people.isEmpty {
            evidence[.byline] = confidences.byline(
                number,
                claimed: article.byline.confidence,
                people: article.byline.people.count
            )
        }
        func confidence(_ kind: EvidenceTable.Kind) -> Double? {
            evidence[kind].map {
                Chance.rounded(min(0.99, Chance.ofLogOdds(EvidenceTable.table(of: kind).evidence($0))))
            }
        }
        article.quality.body = confidence(.body) ?? 0
        article.quality.headline = confidence(.headline) ?? 0
        article.byline.confidence = confidence(.byline) ?? article.byline.confidence
        if let placement = reading.sheet.placement {
            let rows = story.paragraphs.flatMap { reading.units[$0].rows }
            article.quality.body = min(article.quality.body, placement.confidence(rows))
        }
        article.quality.flags = flags
        if story.head == nil { article.quality.flags.append("headline_missing") }
        if article.kind == .article { article.kind = kind(of: article) }
        if isNotice(article) || saysNotice(story, article) { article = notice(article) }
        let isLeftover = article.kind.isLeftover
        return Item(
            start: start,
            article: article,
            story: isLeftover ? nil : number,
            evidence: isLeftover ? [:] : evidence
        )
    }

    /// Whether an article is a brief or a commentary.
    ///
    /// A brief is one short paragraph. A commentary is signed by a commentator, or by an author without dateline on a
    /// page whose folio line says that it is one of opinions.
    private func kind(of article: Article) -> Article.Kind {
        let byline = article.byline
        if article.dateline == nil, byline.raw != nil, !byline.people.contains(where: { $0.role == .photographer }) {
            let raw = (byline.raw?.text ?? "").unicodeScalars.map(\.value)
            if vocabulary.commentators.isFound(in: raw) { return .commentary }
            let isAuthor = !byline.people.isEmpty && byline.people.allSatisfy { $0.role == .author }
            if isAuthor, isOpinionPage { return .commentary }
        }
        let body = article.paragraphs
        if body.count == 1, body[0].passage.text.unicodeScalars.count <= 200, article.media.isEmpty { return .brief }
        return .article
    }

    /// Whether a folio line names a page of opinions.
    private var isOpinionPage: Bool {
        reading.units.contains { unit in
            guard case .apart(.folio) = unit.kind else { return false }
            return unit.pieces.contains { piece in
                piece.contains {
                    reading.sheet.match(vocabulary.opinionSections, at: $0, before: piece.upperBound) != nil
                }
            }
        }
    }

    /// Whether the headline says that this is a notice, and nothing that it is a report.
    private func isNotice(_ article: Article) -> Bool {
        guard article.dateline == nil, article.byline.raw == nil, let main = article.headline.main else { return false }
        let text = main.text.unicodeScalars.filter { $0 != " " }.map(\.value)
        guard text.count <= 14 else { return false }
        return vocabulary.noticeWords.words.contains { text.count >= $0.count && Array(text.suffix($0.count)) == $0 }
    }

    /// Whether a text without dateline or byline says that it is a notice.
    private func saysNotice(_ story: Story, _ article: Article) -> Bool {
        guard article.dateline == nil, article.byline.raw == nil, article.media.isEmpty, story.paragraphs.count <= 6
        else {
            return false
        }
        return story.paragraphs.contains { unit in
            reading.units[unit].pieces.contains { piece in
                piece.contains {
                    reading.sheet.match(vocabulary.noticePhrases, at: $0, before: piece.upperBound) != nil
                }
            }
        }
    }

    private func notice(_ article: Article) -> Article {
        var notice = Article(kind: .notice)
        let lines = [article.headline.kicker, article.headline.main].compactMap(\.self) + article.headline.sub
        notice.paragraphs = lines.map { Paragraph($0, role: .crosshead) } + article.paragraphs
        if let jump = article.jump { notice.paragraphs.append(Paragraph(jump, role: .note)) }
        for media in article.media {
            for part in [media.caption, media.credit].compactMap(\.self) {
                notice.paragraphs.append(Paragraph(part, role: .note))
            }
        }
        notice.doubled = article.doubled
        return notice
    }

    private func addLeftovers(_ items: inout [Item]) {
        let owned = Set(reading.stories.compactMap(\.byline) + reading.stories.compactMap(\.jump))
        let matched = reading.matched
        for (block, story) in matched.story.enumerated()
        where story == nil && reading.inside.around(matched.blocks[block].unit) == nil {
            let rows = matched.blocks[block].rows
            let pieces = rows.map { reading.sheet.rows[$0].glyphs }
            var article = leftover(.other, nil, pieces)
            article.doubled = repeats(of: rows)
            items.append(Item(start: pieces[0].lowerBound, article: article))
        }
        let pictures = Set(reading.stories.flatMap(\.media))
        for (index, unit) in reading.units.enumerated() where !owned.contains(index) {
            let start = unit.pieces[0].lowerBound
            switch unit.kind {
            case .byline:
                var article = leftover(.other, "byline", unit.pieces)
                article.doubled = repeats(of: unit.rows)
                items.append(Item(start: start, article: article, unit: index))
            case .caption where !pictures.contains(index):
                items.append(Item(start: start, article: leftover(.other, nil, unit.pieces)))
            case .credit where !pictures.contains(index - 1):
                items.append(Item(start: start, article: leftover(.other, nil, unit.pieces)))
            case .apart(let role):
                var article = leftover(kind(of: role), nil, unit.pieces)
                article.doubled = repeats(of: unit.rows)
                items.append(Item(start: start, article: article))
            default: break
            }
        }
        for residue in page.residue where !residue.isEmpty {
            var article = Article(kind: .other)
            let text = String(decoding: page.text[residue], as: UTF8.self)
            article.paragraphs = [Paragraph(Passage(text: text, ranges: [residue]), role: .note)]
            items.append(Item(start: Int.max, article: article))
        }
    }

    private func kind(of role: RowRole) -> Article.Kind {
        switch role {
        case .notice: .notice
        case .advert: .ad
        case .index: .index
        default: .other
        }
    }

    private func leftover(_ kind: Article.Kind, _ role: String?, _ pieces: [Range<Int>]) -> Article {
        var article = Article(kind: kind, role: role)
        article.paragraphs = [Paragraph(reading.sheet.passage(pieces), role: .note)]
        return article
    }
}
