internal import Newsprint
internal import TextNormalization

/// An article of the truth in the form in which it is compared.
struct WantedItem {
    let headline: String
    let kicker: String?
    let dateline: String?
    let people: [String]
    let paragraphs: [String]
    let body: TrigramCounts
    let datelineAndBody: TrigramCounts
    let bareBody: String
    let bareDatelineAndBody: String

    init(_ item: PageTruth.Item) {
        headline = BodyNormalizer.normalized(item.headline)
        kicker = item.kicker.map(BodyNormalizer.normalized)
        dateline = item.dateline.map(BodyNormalizer.normalized)
        people = item.people.map(BodyNormalizer.normalized)
        let texts = item.paragraphs.map(BodyNormalizer.normalized)
        paragraphs = texts.map(withoutSignature)
        let joined = texts.joined()
        body = TrigramCounts(joined)
        datelineAndBody = TrigramCounts((dateline ?? "") + joined)
        bareBody = withoutSignature(joined)
        bareDatelineAndBody = withoutSignature((dateline ?? "") + joined)
    }
}

/// An item found in the form in which it is compared.
struct FoundItem {
    let headline: String
    let otherHeadlines: [String]
    let names: String
    let paragraphs: [String]
    let body: TrigramCounts
    let bareBody: String
    /// All its text, to look for what does not belong there.
    let everything: String
    /// How sure the item says that body and headline are.
    let confidence: (body: Double, headline: Double, byline: Double)
    /// Those whom its byline names.
    let people: [String]

    init(_ item: Article) {
        headline = BodyNormalizer.normalized(item.headline.main?.text ?? "")
        let kicker = item.headline.kicker?.text ?? ""
        let sub = item.headline.sub.map(\.text).joined()
        otherHeadlines = [kicker, sub].map(BodyNormalizer.normalized)
        let people = item.byline.people.map(\.name) + item.byline.candidates.map(\.name)
        let credited = item.media.flatMap { $0.people.map(\.name) }
        names = BodyNormalizer.normalized((item.byline.raw?.text ?? "") + (people + credited).joined())
        var texts = item.paragraphs.map(\.passage.text)
        if texts.isEmpty { texts = item.media.compactMap(\.caption?.text) }
        texts = texts.map(BodyNormalizer.normalized)
        paragraphs = texts.map(withoutSignature)
        let joined = texts.joined()
        body = TrigramCounts(joined)
        bareBody = withoutSignature(joined)
        confidence = (item.quality.body, item.quality.headline, item.byline.confidence)
        self.people = item.byline.people.map { BodyNormalizer.normalized($0.name) }
        everything = ([headline] + otherHeadlines + [names, joined]).joined(separator: "\u{1F}")
    }
}

/// `text` without a bracket at its end that names reporters, authors or photographers, such as `(记者王涵)`.
private func withoutSignature(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.last == ")", let open = scalars.lastIndex(of: "("),
        !scalars[(open + 1)..<(scalars.count - 1)].contains(")")
    else { return text }
    let inside = Array(scalars[(open + 1)..<(scalars.count - 1)])
    for word in ["记者", "通讯员", "作者", "摄影"].map({ Array($0.unicodeScalars) }) where inside.count >= word.count {
        for start in 0...min(30, inside.count - word.count)
        where inside.count - start - word.count <= 40 && inside[start..<(start + word.count)].elementsEqual(word) {
            return String(String.UnicodeScalarView(scalars[..<open]))
        }
    }
    return text
}

/// How often each run of three characters stands in a text.
struct TrigramCounts {
    private var counts: [SIMD4<UInt32>: Int] = [:]
    private var total = 0

    init(_ text: String) {
        let scalars = text.unicodeScalars.map(\.value)
        for start in 0..<max(1, scalars.count - 2) {
            var gram = SIMD4<UInt32>()
            for offset in 0..<3 where start + offset < scalars.count { gram[offset] = scalars[start + offset] }
            counts[gram, default: 0] += 1
            total += 1
        }
    }

    /// Dice's coefficient, 0…1.
    func likeness(to other: TrigramCounts) -> Double {
        let (few, many) = counts.count < other.counts.count ? (self, other) : (other, self)
        var common = 0
        for (gram, count) in few.counts {
            if let there = many.counts[gram] { common += min(count, there) }
        }
        return 2 * Double(common) / Double(max(1, total + other.total))
    }
}
