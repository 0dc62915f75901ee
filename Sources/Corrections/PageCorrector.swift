internal import Hashing
package import Newsprint
internal import TextNormalization

/// Applies corrections to the items of one page, in the order of their numbers, before anything is made of them.
///
/// Characters are moved among items, none is invented: what has no place any more becomes a leftover, and what was typed
/// and does not stand on the page has no places (`corrected.typed`). A correction that does not fit changes nothing.
package struct PageCorrector {
    /// An item of the page.
    package struct Item: Equatable, Sendable {
        package var article: Article
        /// Its place among the items as they were read, from 1; those that were made come last.
        package var order: Int
        /// The identifiers that it, or items that it was made from, had before.
        package var origins: [String] = []

        /// An item as it was read, at that place.
        package init(article: Article, order: Int) {
            self.article = article
            self.order = order
        }
    }

    /// How articles are named and read.
    package struct Reading {
        /// The identifiers of all items of the page.
        var identifiers: ([Article]) -> [String]
        /// The normalised body by which an item is told from others.
        var body: (Article) -> [UInt8]
        /// Whom a line that was no byline names.
        var people: (Passage) -> [Contributor]

        /// The three functions.
        package init(
            identifiers: @escaping ([Article]) -> [String],
            body: @escaping (Article) -> [UInt8],
            people: @escaping (Passage) -> [Contributor]
        ) {
            self.identifiers = identifiers
            self.body = body
            self.people = people
        }
    }

    /// An item under way, which keeps its number when others come and go.
    struct Entry {
        var serial: Int
        var item: Item
        /// The serials of the leftovers that its candidates stand in.
        var leftovers: [Int]
    }

    /// Why a correction changes nothing.
    enum Obstacle: Error, Equatable {
        /// The page says so already.
        case already
        /// It does not fit, for this reason in English and Chinese.
        case unfit([String])

        static let gone = Obstacle.unfit(["the article is not on the page any more", "版面上已无该稿件"])
    }

    let reading: Reading
    var entries: [Entry]
    private var nextSerial: Int
    /// The correction under way, and the identifiers that the items had before it, by serial.
    private var number = 0
    private var names: [Int: String] = [:]

    /// The items of a page as they were read.
    package init(_ articles: [Article], reading: Reading) {
        self.reading = reading
        entries = articles.enumerated().map { place, article in
            Entry(
                serial: place,
                item: Item(article: article, order: place + 1),
                leftovers: article.byline.candidates.map(\.leftover)
            )
        }
        nextSerial = articles.count
    }

    /// The items as they are now.
    package var items: [Item] {
        var places: [Int: Int] = [:]
        for (place, entry) in entries.enumerated() { places[entry.serial] = place }
        return entries.map { entry in
            var item = entry.item
            let before = item.article.byline.candidates
            item.article.byline.candidates = zip(before, entry.leftovers).compactMap { candidate, serial in
                guard let place = places[serial] else { return nil }
                return Byline.Candidate(name: candidate.name, confidence: candidate.confidence, leftover: place)
            }
            if item.article.byline.candidates.isEmpty, !before.isEmpty {
                item.article.quality.flags.removeAll { $0 == "byline_unclear" }
            }
            return item
        }
    }

    /// Applies a correction, or finds that it does not fit.
    package mutating func apply(_ correction: Correction) -> CorrectionOutcome {
        let before = entries
        do throws(Obstacle) {
            try change(by: correction)
            return CorrectionOutcome(correction.number, .applied)
        } catch {
            entries = before
            switch error {
            case .already: return CorrectionOutcome(correction.number, .already)
            case .unfit(let reason): return CorrectionOutcome(correction.number, .unfit, reason: reason)
            }
        }
    }

    private mutating func change(by correction: Correction) throws(Obstacle) {
        names = [:]
        for (entry, id) in zip(entries, reading.identifiers(entries.map(\.item.article))) { names[entry.serial] = id }
        number = correction.number
        let found = find(correction.articles)
        switch correction.change {
        case .moveByline(let line): try moveByline(line, from: found[0], to: found[1])
        case .removeByline(let line): try removeByline(line, of: found[0])
        case .people(let people, let line): try setPeople(people, line, of: found[0])
        case .headline(let part, let text, let former): try setHeadline(part, text, former: former, of: found[0])
        case .merge: try merge(found)
        case .split(let opening, let index): try split(opening, index, of: found[0])
        case .kind(let kind, let former): try setKind(kind, former: former, of: found[0])
        case .apart, .naming, .undo: throw .already
        }
    }

    /// The serials of the items that the evidence leads to: by identifier, by an equal body, by a like text.
    private func find(_ evidence: [ArticleEvidence]) -> [Int?] {
        var bodies: [(serial: Int, digest: Digest, body: [UInt8], headline: String)] = []
        return evidence.map { evidence in
            if let entry = entries.first(where: { names[$0.serial] == evidence.id }) { return entry.serial }
            if bodies.isEmpty {
                bodies = entries.map { entry in
                    let body = reading.body(entry.item.article)
                    let headline = BodyNormalizer.normalized(entry.item.article.headline.main?.text ?? "")
                    return (entry.serial, Digest(of: body), body, headline)
                }
            }
            let equal = bodies.filter { $0.digest == evidence.body }
            if let same = equal.first(where: { $0.headline == evidence.headline }) ?? equal.first { return same.serial }
            var best: (serial: Int, likeness: Double)?
            for candidate in bodies {
                guard let likeness = evidence.likeness(body: candidate.body, headline: candidate.headline),
                    likeness > best?.likeness ?? 0
                else { continue }
                best = (candidate.serial, likeness)
            }
            return best?.serial
        }
    }

    /// Where an item stands that was found.
    func place(_ serial: Int?) throws(Obstacle) -> Int {
        guard let serial, let place = entries.firstIndex(where: { $0.serial == serial }) else { throw .gone }
        return place
    }

    /// Notes that the item at `place` was changed.
    mutating func touch(_ place: Int) {
        let serial = entries[place].serial
        if entries[place].item.article.corrected.overrides.last != number {
            entries[place].item.article.corrected.overrides.append(number)
        }
        guard let id = names[serial], !entries[place].item.origins.contains(id) else { return }
        entries[place].item.origins.append(id)
    }

    /// Adds an item behind all others; returns its place.
    @discardableResult
    mutating func add(_ article: Article) -> Int {
        var article = article
        article.corrected.overrides = [number]
        let order = (entries.map(\.item.order).max() ?? 0) + 1
        entries.append(Entry(serial: nextSerial, item: Item(article: article, order: order), leftovers: []))
        nextSerial += 1
        return entries.count - 1
    }

    /// Keeps a passage that has no place any more as a leftover.
    mutating func leave(_ passage: Passage?, role: String? = nil) {
        // What was typed has no characters of the page.
        guard let passage, !passage.ranges.isEmpty else { return }
        var article = Article(kind: .other, role: role)
        article.paragraphs = [Paragraph(passage, role: .note)]
        add(article)
    }

    /// Removes an item of which nothing is left; what is printed twice of it goes to the item at `heir`.
    mutating func removeIfEmpty(_ serial: Int, heir: Int) {
        guard let place = entries.firstIndex(where: { $0.serial == serial }) else { return }
        let article = entries[place].item.article
        guard article.paragraphs.isEmpty, article.media.isEmpty, article.headline == Headline(),
            article.byline.raw == nil, article.dateline == nil, article.jump == nil
        else { return }
        if let heir = entries.firstIndex(where: { $0.serial == heir }) {
            entries[heir].item.article.doubled += article.doubled
        }
        entries.remove(at: place)
    }

    /// How texts of one line are compared.
    static func normalized(_ passage: Passage?) -> String? {
        passage.map { BodyNormalizer.normalized($0.text) }
    }
}
