package import Newsprint
internal import TextNormalization

/// How far the items found on pages agree with what stands there, as counts that add up over pages.
///
/// Text is compared in NFKC without blanks. An item and an article are a pair if their bodies are alike by at least one
/// half (Dice's coefficient over character trigrams), the most alike first; the article is found at 0.9 and more.
/// Dateline and signature may stand in the body or in a field of their own. Leftovers (adverts, notices, indexes) are
/// left out on both sides.
package struct PageScore: Equatable, Sendable {
    /// A part out of a whole.
    package struct Share: Equatable, Sendable {
        package var part: Int
        package var whole: Int

        /// `part` of `whole`.
        package init(part: Int = 0, whole: Int = 0) {
            self.part = part
            self.whole = whole
        }

        /// The quotient; 1 of nothing.
        package var rate: Double { whole == 0 ? 1 : Double(part) / Double(whole) }

        static func += (left: inout Share, right: Share) {
            left.part += right.part
            left.whole += right.whole
        }
    }

    /// What two sides have in common.
    package struct Overlap: Equatable, Sendable {
        package var common: Int
        package var wanted: Int
        package var got: Int

        /// `common` of `wanted` on one side and of `got` on the other.
        package init(common: Int = 0, wanted: Int = 0, got: Int = 0) {
            self.common = common
            self.wanted = wanted
            self.got = got
        }

        /// The harmonic mean of precision and recall; 1 if both sides are empty.
        package var f1: Double { wanted + got == 0 ? 1 : 2 * Double(common) / Double(wanted + got) }

        static func += (left: inout Overlap, right: Overlap) {
            left.common += right.common
            left.wanted += right.wanted
            left.got += right.got
        }
    }

    /// How sure an item was of a part of it, and whether it was right.
    package struct Claim: Equatable, Sendable {
        /// The parts of which an item says how sure it is.
        package enum Part: String, Sendable, CaseIterable {
            case body, headline, byline
        }

        package var part: Part
        /// What the item says, 0…1.
        package var confidence: Double
        /// Whether the part is exactly right.
        package var isRight: Bool
        /// The item's number among those that are no leftovers.
        package var item: Int
    }

    /// What the items found said of themselves.
    package var claims: [Claim] = []
    /// Articles found.
    package var articles = Overlap()
    /// Articles whose body and headline are exactly right, of all.
    package var perfect = Share()
    /// Headlines exactly right, of the articles that have a pair.
    package var headlines = Share()
    /// Kickers that stand in some line of the headline but the main one, of those wanted in pairs.
    package var kickers = Share()
    /// People who stand in the byline, among its people or candidates, or in a credit, of those wanted in pairs.
    package var names = Share()
    /// Paragraphs exactly right, in pairs.
    package var paragraphs = Overlap()
    /// Furniture that went into an article, of all furniture of four characters and more; 0 is right.
    package var strays = Share()
    /// What is wrong, a line each.
    package var faults: [String] = []

    /// Nothing counted yet.
    package init() {}

    /// Compares the items of one page with its truth.
    package init(of items: [Article], against truth: PageTruth) {
        let got = items.filter { !$0.kind.isLeftover }.map(FoundItem.init)
        let want = truth.articles.map(WantedItem.init)
        articles = Overlap(common: 0, wanted: want.count, got: got.count)
        perfect.whole = want.count
        let pairs = PageScore.pairs(want, got)
        for pair in pairs { add(want[pair.wanted], got[pair.got], item: pair.got, similarity: pair.similarity) }
        let paired = Set(pairs.map(\.got))
        for (index, item) in got.enumerated() where !paired.contains(index) {
            claims.append(Claim(part: .body, confidence: item.confidence.body, isRight: false, item: index))
        }
        for line in truth.furniture {
            let key = BodyNormalizer.normalized(line)
            guard key.unicodeScalars.count >= 4 else { continue }
            strays.whole += 1
            if got.contains(where: { $0.everything.contains(key) }) {
                strays.part += 1
                faults.append("stray line \(line)")
            }
        }
    }

    /// Adds the counts of another page.
    package static func += (left: inout PageScore, right: PageScore) {
        left.articles += right.articles
        left.perfect += right.perfect
        left.headlines += right.headlines
        left.kickers += right.kickers
        left.names += right.names
        left.paragraphs += right.paragraphs
        left.strays += right.strays
        left.faults += right.faults
        left.claims += right.claims
    }

    private mutating func add(_ want: WantedItem, _ got: FoundItem, item: Int, similarity: Double) {
        if similarity >= 0.9 { articles.common += 1 }
        let bodyIsRight = got.bareBody == want.bareBody || got.bareBody == want.bareDatelineAndBody
        let headlineIsRight = got.headline == want.headline
        headlines.whole += 1
        claims.append(Claim(part: .body, confidence: got.confidence.body, isRight: bodyIsRight, item: item))
        if !got.headline.isEmpty {
            claims.append(
                Claim(part: .headline, confidence: got.confidence.headline, isRight: headlineIsRight, item: item)
            )
        }
        if !got.people.isEmpty {
            let areRight = got.people.allSatisfy(want.people.contains)
            claims.append(Claim(part: .byline, confidence: got.confidence.byline, isRight: areRight, item: item))
        }
        if headlineIsRight { headlines.part += 1 }
        if bodyIsRight && headlineIsRight { perfect.part += 1 }
        if !headlineIsRight { faults.append("headline \(got.headline) should be \(want.headline)") }
        if !bodyIsRight { faults.append("body of \(want.headline) is not right (\(Int(similarity * 100)) %)") }
        if let kicker = want.kicker {
            kickers.whole += 1
            if got.otherHeadlines.contains(kicker) { kickers.part += 1 }
        }
        names.whole += want.people.count
        names.part += want.people.count { got.names.contains($0) }
        addParagraphs(want, got)
    }

    private mutating func addParagraphs(_ want: WantedItem, _ got: FoundItem) {
        var wanted = want.paragraphs
        if let dateline = want.dateline, let first = wanted.first, got.paragraphs.first == dateline + first {
            wanted[0] = dateline + first
        }
        var remaining: [String: Int] = [:]
        for paragraph in wanted { remaining[paragraph, default: 0] += 1 }
        for paragraph in got.paragraphs {
            if let count = remaining[paragraph], count > 0 {
                remaining[paragraph] = count - 1
                paragraphs.common += 1
            }
        }
        paragraphs.wanted += wanted.count
        paragraphs.got += got.paragraphs.count
    }

    private struct Pair {
        let similarity: Double
        let wanted: Int
        let got: Int
    }

    private static func pairs(_ want: [WantedItem], _ got: [FoundItem]) -> [Pair] {
        var candidates: [Pair] = []
        for (wanted, left) in want.enumerated() {
            for (found, right) in got.enumerated() {
                let similarity = max(left.body.likeness(to: right.body), left.datelineAndBody.likeness(to: right.body))
                if similarity >= 0.5 {
                    candidates.append(Pair(similarity: similarity, wanted: wanted, got: found))
                }
            }
        }
        candidates.sort { ($0.similarity, $0.wanted, $0.got) > ($1.similarity, $1.wanted, $1.got) }
        var takenWanted: Set<Int> = []
        var takenGot: Set<Int> = []
        return candidates.filter { pair in
            guard !takenWanted.contains(pair.wanted), !takenGot.contains(pair.got) else { return false }
            takenWanted.insert(pair.wanted)
            takenGot.insert(pair.got)
            return true
        }
    }
}
