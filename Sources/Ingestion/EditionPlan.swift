internal import Deduplication
internal import IssueParsing
internal import RecordIndex
internal import RecordOutput

/// What becomes of a page's articles when another form of the page comes: an edition, or a stranger under the same key.
package struct EditionPlan {
    /// Two forms that share less than this part of the shorter one's articles are no editions of each other.
    static let leastShare = 1.0 / 3

    var pageKey: String
    /// The stream of editions that it belongs to; nil if it begins one.
    var stream: Int?
    /// The published files of the earlier forms.
    var supersedes: [String] = []
    /// The identifiers of articles that stand in both.
    var unchanged: [String] = []
    /// Which article takes the place of which.
    var changed: [(former: String, current: String)] = []
    /// The identifiers of articles that it leaves out.
    var withdrawn: [String] = []
    /// The identifiers of articles that an edition between changed or left out, and that stand again.
    var restored: [String] = []
    /// Whether it was claimed before a form that is published already, and so is the earlier one of the two.
    var isLate = false
    /// If it is a stranger, how many articles it shares with the nearest form, and how many the shorter of the two has.
    var conflict: (shared: Int, of: Int)?
    /// Whether it is about articles of pages that are known by another key now.
    var isOfStrays = false

    /// An article of either form.
    private struct Entry {
        var id: String
        var text: RecordText?
    }

    /// Compares the items of a page with what was published under its key.
    ///
    /// `text` gives the text of a published article, or nil where that is gone. A changed article is matched with the
    /// former one whose text is most alike; of two without enough text, one with the same headline. Time grows with the
    /// number of items, not with its square, but for short ones, of which the first 64 are looked at.
    init(
        pageKey: String,
        items: [(item: ParsedIssue.Item, text: RecordText?)],
        streams: [EditionStream],
        claimNumber: Int,
        isRetired: (String) throws -> Bool,
        text: (PublishedPlace) throws -> RecordText?
    ) throws {
        self.pageKey = pageKey
        let ids = Set(items.map(\.item.id.description))
        var best: (share: Double, stream: EditionStream, matches: [(String, String)], shared: Int, of: Int)?
        for stream in streams {
            let former = Set(stream.articles.map(\.id))
            let gone = try stream.articles.filter { !ids.contains($0.id) && !$0.isLeftover }
                .map { Entry(id: $0.id, text: try text($0.place)) }
            let new = items.filter { $0.item.isArticle && !former.contains($0.item.id.description) }
                .map { Entry(id: $0.item.id.description, text: $0.text) }
            let matches = Self.matches(gone, new, origins: Self.origins(of: items))
            let kept = items.count { $0.item.isArticle && former.contains($0.item.id.description) }
            let least = min(items.count { $0.item.isArticle }, stream.articles.count { !$0.isLeftover })
            let share = least == 0 ? 1 : Double(kept + matches.count) / Double(least)
            if best.map({ $0.share < share }) ?? true {
                best = (share, stream, matches, kept + matches.count, least)
            }
        }
        guard let best else { return }
        guard best.share >= Self.leastShare else {
            conflict = (best.shared, best.of)
            return
        }
        stream = best.stream.number
        isLate = best.stream.latest > claimNumber
        let former = Set(best.stream.articles.map(\.id))
        unchanged = items.map(\.item.id.description).filter(former.contains)
        changed = best.matches.map { isLate ? ($0.1, $0.0) : ($0.0, $0.1) }
        let replaced = Set(changed.map(\.former))
        if isLate {
            withdrawn = try items.map(\.item.id.description).filter {
                try !former.contains($0) && !replaced.contains($0) && !isRetired($0)
            }
        } else {
            supersedes = best.stream.records
            restored = try items.map(\.item.id.description).filter { try !former.contains($0) && isRetired($0) }
            withdrawn = best.stream.articles.map(\.id).filter { !ids.contains($0) && !replaced.contains($0) }
        }
    }

    /// Which of the former articles of a page became which of the new ones, as an edition of it would say; each article is
    /// given by its record line.
    package static func successors(
        of former: [(id: String, line: [UInt8])],
        among new: [(id: String, line: [UInt8])]
    ) -> [(former: String, current: String)] {
        func entries(_ articles: [(id: String, line: [UInt8])]) -> [Entry] {
            articles.map { Entry(id: $0.id, text: RecordText(line: $0.line)) }
        }
        return matches(entries(former), entries(new), origins: [:]).map { (former: $0.0, current: $0.1) }
    }

    /// What becomes of articles that stand under another key than `pageKey`, which their content's first page has now.
    init(
        strays: [StandingArticle],
        on pageKey: String,
        items: [(item: ParsedIssue.Item, text: RecordText?)],
        text: (PublishedPlace) throws -> RecordText?
    ) throws {
        self.pageKey = pageKey
        isOfStrays = true
        let former = try strays.filter { !$0.isLeftover }.map { Entry(id: $0.id, text: try text($0.place)) }
        let new = items.filter(\.item.isArticle).map { Entry(id: $0.item.id.description, text: $0.text) }
        changed = Self.matches(former, new, origins: Self.origins(of: items))
        let replaced = Set(changed.map(\.former))
        withdrawn = strays.map(\.id).filter { !replaced.contains($0) }
    }

    /// The identifiers that items had before corrections, with those that they have now.
    private static func origins(of items: [(item: ParsedIssue.Item, text: RecordText?)]) -> [String: String] {
        var origins: [String: String] = [:]
        for (item, _) in items where item.isArticle {
            for id in item.origins where origins[id] == nil { origins[id] = item.id.description }
        }
        return origins
    }

    /// Which of the former articles became which of the new ones: those that corrections tie, those with equal bodies, then
    /// the most alike first.
    private static func matches(
        _ former: [Entry],
        _ new: [Entry],
        origins: [String: String]
    ) -> [(String, String)] {
        let known = Set(new.map(\.id))
        var found = former.compactMap { entry in
            origins[entry.id].flatMap { known.contains($0) ? (entry.id, $0) : nil }
        }
        var bodies: [ComparedText: [String]] = [:]
        let tied = Set(found.map(\.0))
        let taken = Set(found.map(\.1))
        for entry in new.reversed() where !taken.contains(entry.id) {
            if let text = entry.text { bodies[text.body, default: []].append(entry.id) }
        }
        for entry in former where !tied.contains(entry.id) {
            guard let text = entry.text, let id = bodies[text.body]?.popLast() else { continue }
            found.append((entry.id, id))
        }
        let matched = (former: Set(found.map(\.0)), new: Set(found.map(\.1)))
        return found
            + likest(
                former.filter { !matched.former.contains($0.id) },
                new.filter { !matched.new.contains($0.id) }
            )
    }

    private static func likest(_ former: [Entry], _ new: [Entry]) -> [(String, String)] {
        var index = CandidateIndex()
        var short: [Int] = []
        var headlines: [String: Int] = [:]
        for (number, entry) in former.enumerated() {
            guard let text = entry.text else { continue }
            if text.body.count < ComparedText.shortest, short.count < 64 { short.append(number) }
            index.insert(Fingerprint(text.body), as: number, precedence: UInt64(number))
            if !text.headline.isEmpty { headlines[text.headline] = headlines[text.headline] ?? number }
        }
        var possible: [(likeness: Double, former: Int, new: Int)] = []
        for (number, entry) in new.enumerated() {
            guard let text = entry.text else { continue }
            let isShort = text.body.count < ComparedText.shortest
            for candidate in isShort ? short : index.candidates(for: Fingerprint(text.body)) {
                guard let other = former[candidate].text else { continue }
                let comparison = text.prepared.compared(to: other.prepared)
                // On the same page a text that is merely alike is the same report, also a form with other figures.
                guard comparison.relation?.joins == true || comparison.jaccard >= 0.3 else { continue }
                possible.append((comparison.jaccard, candidate, number))
            }
            if let candidate = headlines[text.headline] { possible.append((0, candidate, number)) }
        }
        possible.sort { left, right in
            (right.likeness, former[left.former].id, new[left.new].id)
                < (left.likeness, former[right.former].id, new[right.new].id)
        }
        var taken: (former: Set<Int>, new: Set<Int>) = ([], [])
        var found: [(String, String)] = []
        for pair in possible where !taken.former.contains(pair.former) && !taken.new.contains(pair.new) {
            taken.former.insert(pair.former)
            taken.new.insert(pair.new)
            found.append((former[pair.former].id, new[pair.new].id))
        }
        return found
    }
}
