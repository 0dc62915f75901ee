package import Newsprint
import TextNormalization

/// An article whose text is known, by which evidence is labelled.
package struct MarkedArticle: Sendable {
    /// Kicker, main line and subheadlines, each with its wrapped lines joined.
    package var headlines: [String]
    /// The dateline and the paragraphs, in one.
    package var body: String

    /// An article of these parts.
    package init(headlines: [String], body: String) {
        self.headlines = headlines
        self.body = body
    }
}

extension ArticleSeparator {
    /// The evidence between paragraphs and between headline lines of `page`, labelled by its `articles`.
    ///
    /// Places whose text stands in no article or in several are left out.
    package func samples(_ page: Page, _ articles: [MarkedArticle]) -> [EvidenceTable.Kind: [EvidenceSample]] {
        let known = articles.map(KnownArticle.init)
        var seams: [EvidenceSample] = []
        var mixedSeams: [EvidenceSample] = []
        var joints: [EvidenceSample] = []
        for part in page.parts() {
            let reading = PageReading(part, vocabulary: vocabulary, weights: weights)
            let segmenter = reading.segmenter
            let owners = segmenter.paragraphs.map { owner(of: reading.text(of: reading.units[$0].pieces), known) }
            for position in segmenter.paragraphs.indices.dropFirst() {
                guard let upper = owners[position - 1], let lower = owners[position] else { continue }
                let sample = EvidenceSample(features: segmenter.features(position), isPositive: upper != lower)
                if reading.isMixed { mixedSeams.append(sample) } else { seams.append(sample) }
            }
            for unit in reading.units where unit.isHead {
                for (upper, lower) in zip(unit.rows, unit.rows.dropFirst()) {
                    let texts = (reading.text(ofRow: upper), reading.text(ofRow: lower))
                    guard let goesOn = goesOn(texts.0, texts.1, known) else { continue }
                    joints.append(EvidenceSample(features: reading.joint.features(upper, lower), isPositive: goesOn))
                }
            }
        }
        return [.seam: seams, .mixedSeam: mixedSeams, .joint: joints]
    }

    /// The only article in which the first or the last characters of a paragraph stand.
    private func owner(of text: [UInt8], _ articles: [KnownArticle]) -> Int? {
        let size = min(36, text.count)
        guard size > 0 else { return nil }
        for piece in [text.prefix(size), text.suffix(size)] {
            let owners = articles.indices.filter { articles[$0].body.contains(Array(piece)) }
            if owners.count == 1 { return owners[0] }
        }
        return nil
    }

    private func goesOn(_ upper: [UInt8], _ lower: [UInt8], _ articles: [KnownArticle]) -> Bool? {
        var answer: Bool?
        for article in articles {
            for headline in article.headlines where headline.contains(upper + lower) { return true }
            let isEnd = article.headlines.contains { $0.suffix(upper.count).elementsEqual(upper) }
            let isStart = article.headlines.contains { $0.prefix(lower.count).elementsEqual(lower) }
            if isEnd, isStart { answer = false }
        }
        return answer
    }
}

/// An article's text without blanks, as UTF-8.
private struct KnownArticle {
    var headlines: [[UInt8]]
    var body: [UInt8]

    init(_ article: MarkedArticle) {
        headlines = article.headlines.map(BodyNormalizer.normalize).filter { !$0.isEmpty }
        body = BodyNormalizer.normalize(article.body)
    }
}

extension PageReading {
    /// The text of `pieces` as truth is compared with it.
    fileprivate func text(of pieces: [Range<Int>]) -> [UInt8] { BodyNormalizer.normalize(sheet.passage(pieces).text) }

    fileprivate func text(ofRow row: Int) -> [UInt8] { text(of: [sheet.rows[row].glyphs]) }
}
