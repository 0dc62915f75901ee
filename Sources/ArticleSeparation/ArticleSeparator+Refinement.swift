package import Newsprint
import TextScanning

extension ArticleSeparator {
    /// An article that its source's markup tells apart, with what the markup does not tell: who is meant by the byline,
    /// the dateline and byline that open the first paragraph, a byline that ends the last one, and captions' credits.
    ///
    /// Only Chinese text is looked at. The lines of `page` must hold the article's passages, each in one piece or more.
    package func refined(_ article: Article, on page: Page) -> Article {
        guard !article.kind.isLeftover else { return article }
        return ArticleRefiner(page: page, vocabulary: vocabulary).refined(article)
    }

    /// The people whom a line of `page` names, if it is read as a byline.
    package func people(namedBy line: Passage, on page: Page) -> [Contributor] {
        ArticleRefiner(page: page, vocabulary: vocabulary).reading(of: line)?.people ?? []
    }
}

/// Reads the parts of one article that stands on a page.
struct ArticleRefiner {
    private let page: Page
    private let vocabulary: Vocabulary

    init(page: Page, vocabulary: Vocabulary) {
        self.page = page
        self.vocabulary = vocabulary
    }

    func refined(_ article: Article) -> Article {
        var article = article
        if let raw = article.byline.raw, article.byline.people.isEmpty, let reading = reading(of: raw) {
            article.byline.people = reading.people
        }
        if let first = article.paragraphs.firstIndex(where: { $0.role == .lead || $0.role == .body }) {
            takeOpening(first, of: &article)
        }
        if article.byline.raw == nil { takeSignature(of: &article) }
        for index in article.media.indices { takeCredit(&article.media[index]) }
        return article
    }

    /// The glyphs of a passage alone, as one row a range.
    private func sheet(of passage: Passage) -> Sheet? {
        guard passage.text.unicodeScalars.contains(where: { CharacterClass($0.value) == .han }) else { return nil }
        var part = page
        part.lines = passage.ranges.map { TextLine(range: $0) }
        let sheet = Sheet(part)
        return sheet.glyphs.isEmpty ? nil : sheet
    }

    fileprivate func reading(of passage: Passage) -> BylineReading? {
        guard let sheet = sheet(of: passage) else { return nil }
        return BylineReader(sheet: sheet, vocabulary: vocabulary).read(0..<sheet.glyphs.count)
    }

    private func takeOpening(_ index: Int, of article: inout Article) {
        let passage = article.paragraphs[index].passage
        guard article.dateline == nil, let sheet = sheet(of: passage),
            let opening = DatelineReader(sheet: sheet, vocabulary: vocabulary).read(at: 0, before: sheet.glyphs.count)
        else { return }
        var end = 0
        if !opening.dateline.isEmpty {
            var dateline = Dateline(raw: part(opening.dateline, of: sheet))
            dateline.agency = opening.agency.map { part($0, of: sheet).text }
            dateline.place = opening.place.map { part($0, of: sheet).text }
            dateline.date = opening.date.flatMap { Assembler.isoDate($0, in: sheet) }
            article.dateline = dateline
            end = opening.dateline.upperBound
        }
        if let byline = opening.byline {
            let inBrackets = part(byline, of: sheet)
            if let raw = article.byline.raw {
                // The bracket says what those did whom the line names.
                article.byline.raw = Passage(text: raw.text + inBrackets.text, ranges: raw.ranges + inBrackets.ranges)
                let named = opening.reading?.people ?? []
                article.byline.people =
                    named
                    + article.byline.people.filter { person in
                        !named.contains { $0.name == person.name }
                    }
            } else {
                article.byline.raw = inBrackets
                article.byline.people = opening.reading?.people ?? []
                article.byline.confidence = 0.99
            }
            end = byline.upperBound
        }
        cut(index, of: &article, to: end..<sheet.glyphs.count, in: sheet)
    }

    private func takeSignature(of article: inout Article) {
        guard let index = article.paragraphs.indices.last, let sheet = sheet(of: article.paragraphs[index].passage)
        else {
            return
        }
        let count = sheet.glyphs.count
        guard sheet.glyphs[count - 1].characterClass == .closing else { return }
        var open = count - 2
        while open > 0, count - open < 60, sheet.glyphs[open].characterClass != .opening { open -= 1 }
        guard open >= 0, sheet.glyphs[open].characterClass == .opening,
            let reading = BylineReader(sheet: sheet, vocabulary: vocabulary).read(open..<count), reading.hasRole
        else { return }
        article.byline.raw = part(open..<count, of: sheet)
        article.byline.people = reading.people
        article.byline.confidence = 0.97
        cut(index, of: &article, to: 0..<open, in: sheet)
    }

    /// Takes the credit that ends a caption out of it: … 记者 张三 摄.
    private func takeCredit(_ media: inout Media) {
        guard media.credit == nil, let caption = media.caption, let sheet = sheet(of: caption) else { return }
        let count = sheet.glyphs.count
        var start = count
        while start > 0, count - start < 30 {
            let characterClass = sheet.glyphs[start - 1].characterClass
            if characterClass == .terminator || characterClass == .closingQuote, start < count { break }
            start -= 1
        }
        // Behind the last sentence; else behind the last gap.
        for candidate in [start] + (max(0, count - 24)..<count).filter({ sheet.glyphs[$0].hasGap }) {
            guard count - candidate >= 3, let people = photographers(candidate..<count, in: sheet) else { continue }
            media.credit = part(candidate..<count, of: sheet)
            media.people = people
            media.caption = candidate > 0 ? part(0..<candidate, of: sheet) : nil
            return
        }
    }

    /// Who took a picture, by a credit: 摄影 王强, 记者 王强 摄, 王 强摄.
    private func photographers(_ range: Range<Int>, in sheet: Sheet) -> [Contributor]? {
        let reader = BylineReader(sheet: sheet, vocabulary: vocabulary)
        if let reading = reader.read(range), reading.isCredit { return reading.people }
        let last = sheet.glyphs[range.upperBound - 1].code
        guard last == 0x6444 || last == 0x651D, let reading = reader.read(range.lowerBound..<range.upperBound - 1),
            !reading.people.isEmpty
        else { return nil }
        return reading.people.map { Contributor(name: $0.name, role: .photographer) }
    }

    private func cut(_ index: Int, of article: inout Article, to rest: Range<Int>, in sheet: Sheet) {
        guard rest.count < sheet.glyphs.count else { return }
        guard !rest.isEmpty else {
            article.paragraphs.remove(at: index)
            return
        }
        article.paragraphs[index].passage = part(rest, of: sheet)
    }

    private func part(_ range: Range<Int>, of sheet: Sheet) -> Passage {
        sheet.passage(sheet.pieces(of: range, in: sheet.rows.indices))
    }
}
