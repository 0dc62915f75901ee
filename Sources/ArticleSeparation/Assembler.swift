import Newsprint
import TextScanning

/// Makes articles of stories, and leftovers of all the rest, so that every character stands in one place.
struct Assembler {
    let sheet: Sheet
    let vocabulary: Vocabulary
    let units: [Unit]

    /// The article of `story`.
    func article(_ story: Story, headline: Headline, doubled: [Range<Int>]) -> Article {
        var article = Article(kind: .article)
        article.headline = headline
        article.doubled = doubled
        if let byline = story.byline {
            article.byline.raw = sheet.passage(units[byline].pieces)
            article.byline.people = units[byline].reading?.people ?? []
            article.byline.confidence = story.bylineConfidence
        }
        let crossheads = Dictionary(grouping: story.crossheads, by: \.before)
        let lead = story.paragraphs.firstIndex { units[$0].opening != nil } ?? 0
        if let jump = story.jump { article.jump = sheet.passage(units[jump].pieces) }
        for (place, index) in story.paragraphs.enumerated() {
            for crosshead in crossheads[index] ?? [] {
                let pieces = crosshead.rows.map { sheet.rows[$0].glyphs }
                article.paragraphs.append(Paragraph(sheet.passage(pieces), role: .crosshead))
            }
            let unit = units[index]
            var pieces = unit.pieces
            if place == lead, let opening = unit.opening {
                pieces = take(opening, from: pieces, into: &article)
            }
            if place == story.paragraphs.count - 1, let signature = unit.signature, article.byline.raw == nil {
                article.byline.raw = sheet.passage(cut(&pieces, from: signature.lowerBound))
                article.byline.people = unit.reading?.people ?? []
                article.byline.confidence = 0.97
            }
            guard !pieces.isEmpty else { continue }
            article.paragraphs.append(Paragraph(sheet.passage(pieces), role: place == 0 ? .lead : .body))
        }
        if story.isPhoto { makePhoto(&article) }
        for index in story.media {
            var media = Media(caption: sheet.passage(units[index].pieces))
            if index + 1 < units.count, case .credit = units[index + 1].kind {
                media.credit = sheet.passage(units[index + 1].pieces)
                media.people = units[index + 1].reading?.people ?? []
            }
            article.media.append(media)
        }
        return article
    }

    /// Turns the paragraphs into a caption and the byline into its credit.
    private func makePhoto(_ article: inout Article) {
        article.kind = .photo
        var caption = Passage(text: "", ranges: [])
        for paragraph in article.paragraphs {
            caption.text += (caption.text.isEmpty ? "" : " ") + paragraph.passage.text
            caption.ranges += paragraph.passage.ranges
        }
        let credit = article.byline.raw
        article.media = [
            Media(caption: caption.ranges.isEmpty ? nil : caption, credit: credit, people: article.byline.people)
        ]
        article.paragraphs = []
        article.byline = Byline()
    }

    private func take(_ opening: Opening, from pieces: [Range<Int>], into article: inout Article) -> [Range<Int>] {
        if !opening.dateline.isEmpty {
            var dateline = Dateline(raw: sheet.passage(within(opening.dateline, pieces)))
            dateline.agency = opening.agency.map { text($0) }
            dateline.place = opening.place.map { text($0) }
            dateline.date = opening.date.flatMap { Assembler.isoDate($0, in: sheet) }
            article.dateline = dateline
        }
        var end = opening.dateline.upperBound
        if let byline = opening.byline, article.byline.raw == nil {
            article.byline.raw = sheet.passage(within(byline, pieces))
            article.byline.people = opening.reading?.people ?? []
            article.byline.confidence = 0.99
            end = byline.upperBound
        }
        return pieces.compactMap { piece in
            if piece.upperBound <= end, piece.lowerBound >= opening.dateline.lowerBound { return nil }
            return piece.contains(end) && piece.lowerBound >= opening.dateline.lowerBound
                || piece.lowerBound == opening.dateline.lowerBound
                ? max(piece.lowerBound, end)..<piece.upperBound : piece
        }
    }

    private func within(_ range: Range<Int>, _ pieces: [Range<Int>]) -> [Range<Int>] {
        pieces.map { $0.clamped(to: range) }.filter { !$0.isEmpty }
    }

    /// Takes what stands at and behind `position` in the last pieces out of `pieces`.
    private func cut(_ pieces: inout [Range<Int>], from position: Int) -> [Range<Int>] {
        var taken: [Range<Int>] = []
        while let last = pieces.last {
            guard last.lowerBound >= position else {
                taken.insert(position..<last.upperBound, at: 0)
                pieces[pieces.count - 1] = last.lowerBound..<position
                break
            }
            taken.insert(last, at: 0)
            pieces.removeLast()
            if last.lowerBound == position { break }
        }
        return taken
    }

    private func text(_ range: Range<Int>) -> String {
        var scalars = String.UnicodeScalarView()
        for index in range { scalars.append(Unicode.Scalar(sheet.glyphs[index].code) ?? "\u{FFFD}") }
        return String(scalars)
    }

    /// `--MM-DD`, or `YYYY-MM-DD` where the year is printed.
    static func isoDate(_ range: Range<Int>, in sheet: Sheet) -> String? {
        var numbers: [Int] = []
        var number: Int?
        for index in range {
            let code = sheet.glyphs[index].code
            let digit = code >= 0xFF10 && code <= 0xFF19 ? Int(code) - 0xFF10 : Int(code) - 0x30
            if (0...9).contains(digit) {
                number = (number ?? 0) * 10 + digit
            } else if let value = number {
                numbers.append(value)
                number = nil
            }
        }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        guard let day = numbers.last, numbers.count >= 2 else { return nil }
        let month = numbers[numbers.count - 2]
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        if numbers.count == 3, numbers[0] >= 1000 { return "\(numbers[0])-\(two(month))-\(two(day))" }
        return "--\(two(month))-\(two(day))"
    }
}
