import Newsprint
import TextNormalization

/// The text of one or more ALTO pages, run together, and the way from each line to it and back.
struct ALTOText {
    /// A word of the text.
    struct Word {
        /// UTF-8 bytes of ``ALTOText/text``, without the hyphen.
        var range: Range<Int>
        /// The hyphen behind it, or an empty range.
        var hyphen: Range<Int>
        var hasGap: Bool
        var half: Int
        var whole: String?
        var confidence: Double?
    }

    /// A printed line.
    struct Line {
        var words: Range<Int>
        /// The page, from 0.
        var page: Int
        /// Numbered through over all pages.
        var block: Int
        var box: Box
    }

    private(set) var text: [UInt8] = []
    private(set) var words: [Word] = []
    private(set) var lines: [Line] = []
    private(set) var placed: [PlacedWord] = []
    private var lastScalar: Unicode.Scalar?
    /// The first line of each page, and behind them the number of lines.
    private(set) var firstLines: [Int] = [0]
    /// Where the text of each page begins.
    private(set) var pageStarts: [Int] = []
    private(set) var radicals = Radicals(isSimplified: true)

    init(_ pages: [ALTOPage]) {
        var blocks = 0
        for (index, page) in pages.enumerated() {
            pageStarts.append(text.count)
            for line in page.lines {
                let first = words.count
                for word in page.words[line.words] { append(word, isFirst: words.count == first) }
                lines.append(Line(words: first..<words.count, page: index, block: blocks + line.block, box: line.box))
                text.append(0x0A)
            }
            blocks += page.blockCount + 1
            firstLines.append(lines.count)
        }
        radicals = Radicals(scriptOf: text.span)
    }

    private mutating func append(_ word: ALTOPage.Word, isFirst: Bool) {
        // Recognition sets blanks between Han characters that nobody printed.
        let isParted =
            word.hasGap && !isFirst && word.text.unicodeScalars.first.map(PassageWriter.isSpaced) == true
            && lastScalar.map(PassageWriter.isSpaced) == true
        if isParted { text.append(0x20) }
        lastScalar = word.text.unicodeScalars.last
        let start = text.count
        for scalar in word.text.unicodeScalars {
            // A line is a line whatever a word says.
            text.append(contentsOf: String(scalar.value < 0x20 ? " " : scalar).utf8)
        }
        let range = start..<text.count
        placed.append(PlacedWord(range: range, box: word.box, line: lines.count))
        var hyphen = text.count..<text.count
        if let mark = word.hyphen, !mark.text.isEmpty {
            text.append(contentsOf: mark.text.utf8)
            hyphen = hyphen.lowerBound..<text.count
            placed.append(PlacedWord(range: hyphen, box: mark.box, line: lines.count))
        }
        words.append(
            Word(
                range: range,
                hyphen: hyphen,
                hasGap: isParted,
                half: word.half,
                whole: word.whole,
                confidence: word.confidence
            )
        )
    }

    /// The lines of the page at `index`.
    func lines(ofPage index: Int) -> Range<Int> { firstLines[index]..<firstLines[index + 1] }

    /// The bytes of a line.
    func range(ofLine index: Int) -> Range<Int> {
        let words = lines[index].words
        let last = self.words[words.upperBound - 1]
        return self.words[words.lowerBound].range.lowerBound..<max(last.range.upperBound, last.hyphen.upperBound)
    }

    /// The text of some lines in reading order; nil if they print nothing.
    func passage(_ lines: some Sequence<Int>) -> Passage? {
        var writer = PassageWriter(radicals: radicals)
        /// The first half of a word whose second half opens the next line.
        var half: Int?
        for line in lines {
            let range = self.lines[line].words
            for index in range {
                let word = words[index]
                if let first = half {
                    writer.word(rest(of: first, index), for: word.range)
                    half = nil
                } else {
                    if index == range.lowerBound { writer.gap(.lineBreak) } else if word.hasGap { writer.gap(.blank) }
                    writer.word(text.span, word.range)
                }
                guard index == range.upperBound - 1 else {
                    writer.word(text.span, word.hyphen)
                    continue
                }
                half = joins(index) ? index : nil
                if half != nil { takeBack(index, &writer) } else { writer.word(text.span, word.hyphen) }
            }
        }
        if let half {
            // Its second half stands elsewhere: the hyphen is all that tells that the word goes on.
            writer.word(hyphen(of: half), for: 0..<0)
        }
        return writer.passage
    }

    /// Whether a line ends with the first half of a word.
    private func joins(_ index: Int) -> Bool {
        let word = words[index]
        if word.half == 1 { return true }
        guard index + 1 < words.count else { return false }
        if word.hyphen.isEmpty, !endsWithHyphen(index) { return false }
        if words[index + 1].half == 2 { return true }
        // Without a mark of the vendor's: a letter before the hyphen, a small letter opens what follows.
        let before = scalars(word.range).last { !Self.hyphens.contains($0) }
        let after = scalars(words[index + 1].range).first
        return before?.properties.isAlphabetic == true && after?.properties.isLowercase == true
    }

    private static let hyphens: Set<Unicode.Scalar> = [
        "-", "\u{AD}", "\u{AC}", "\u{2010}", "\u{2E17}", "\u{2E40}", "=",
    ]

    private func scalars(_ range: Range<Int>) -> [Unicode.Scalar] {
        Array(String(decoding: text[range], as: UTF8.self).unicodeScalars)
    }

    private func endsWithHyphen(_ index: Int) -> Bool {
        let scalars = scalars(words[index].range)
        return scalars.count >= 2 && Self.hyphens.contains(scalars[scalars.count - 1])
    }

    private func hyphen(of index: Int) -> [Unicode.Scalar] {
        let word = words[index]
        if !word.hyphen.isEmpty { return scalars(word.hyphen) }
        return endsWithHyphen(index) ? [scalars(word.range)[scalars(word.range).count - 1]] : []
    }

    /// Takes the hyphen that a first half ends with out of what was written.
    private func takeBack(_ index: Int, _ writer: inout PassageWriter) {
        if words[index].hyphen.isEmpty {
            if endsWithHyphen(index) { writer.unwrite(1) }
        } else {
            writer.cover(words[index].hyphen)
        }
    }

    /// The second half of a word, with the hyphen before it where the whole word keeps one (`Nord-Amerika`).
    private func rest(of first: Int, _ second: Int) -> [Unicode.Scalar] {
        let rest = scalars(words[second].range)
        let whole = Array((words[first].whole ?? words[second].whole ?? "").unicodeScalars)
        var start = scalars(words[first].range)
        if words[first].hyphen.isEmpty, endsWithHyphen(first) { start.removeLast() }
        guard !whole.isEmpty else { return rest }
        let letters = start.drop { !$0.properties.isAlphabetic }
        for mark in Self.hyphens where whole.starts(with: letters + [mark]) && rest.first != mark {
            return [mark] + rest
        }
        return rest
    }

    /// How sure the recognition is of some lines, by characters; nil if the file does not say.
    func confidence(_ lines: some Sequence<Int>) -> Double? {
        var sum = 0.0
        var count = 0
        for line in lines {
            for word in words[self.lines[line].words] {
                guard let confidence = word.confidence else { continue }
                sum += confidence * Double(word.range.count)
                count += word.range.count
            }
        }
        return count > 0 ? sum / Double(count) : nil
    }
}
