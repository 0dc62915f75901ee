import Newsprint

/// Splits a line or a name into elements, left to right.
struct ElementLexer {
    /// What the line or name consists of, in order; separators and blanks between are left out.
    private(set) var elements: [IssueElement] = []
    /// Whether there is punctuation that sentences, quotations or titles of works have, or an open parenthesis.
    private(set) var isProse = false

    private let folded: FoldedText
    private let inName: Bool
    private var wordStart: Int?
    private var openParentheses = 0

    /// The elements of `text`: a file name without its extension, or one line of a page.
    ///
    /// A line is not read on once it is prose.
    init(_ text: FoldedText, inName: Bool) {
        folded = text
        self.inName = inName
        var cursor = NumeralCursor(text.scalars)
        while let scalar = cursor.next, inName || !isProse {
            let start = cursor.position
            if let element = takeElement(&cursor) {
                endWord(at: start)
                elements.append(element)
                continue
            }
            cursor.position += 1
            if scalar.isWord || (scalar == "·" && wordStart != nil) {
                if wordStart == nil { wordStart = start }
                continue
            }
            endWord(at: start)
            takePunctuation(scalar)
        }
        endWord(at: cursor.position)
        if openParentheses != 0 { isProse = true }
        joinSpacedWords()
    }

    /// The element that begins at the cursor, which is left where it was if there is none.
    private mutating func takeElement(_ cursor: inout NumeralCursor) -> IssueElement? {
        guard let scalar = cursor.next, ElementWords.mayBeginElement(scalar) else { return nil }
        let start = cursor.position
        if let found = DateForms.take(&cursor, inName: inName) {
            guard let label = found.gluedPage.flatMap({ PageLabel(number: $0) }) else { return .date(found.date) }
            endWord(at: start)
            elements.append(.date(found.date))
            return .bare(label)
        }
        if let month = DateForms.takeMonth(&cursor) { return .month(year: month.year, month: month.month) }
        let followsLatin = wordStart != nil && (cursor.previous?.isLatin == true || cursor.previous?.isDigit == true)
        let forms = ElementForms(isInWord: wordStart != nil, inName: inName, isParenthesised: openParentheses > 0)
        if let element = forms.takeCalendar(&cursor) { return element }
        if followsLatin { return nil }
        return forms.takeNumbering(&cursor)
    }

    private mutating func takePunctuation(_ scalar: Unicode.Scalar) {
        switch scalar {
        case ":":
            guard case .text(let text, _) = elements.last else { return }
            elements[elements.count - 1] = .text(text, colon: true)
        case "(", "〔":
            openParentheses += 1
        case ")", "〕":
            openParentheses -= 1
            if openParentheses < 0 { isProse = true }
        case "。", "!", "?", ",", ";", "“", "”", "‘", "’", "《", "》", "「", "」", "『", "』", "、", "…":
            isProse = true
        default:
            break
        }
    }

    private mutating func endWord(at end: Int) {
        guard let start = wordStart else { return }
        wordStart = nil
        elements.append(.text(folded.text(start..<end), colon: false))
    }

    /// Puts letter-spaced Han (今 日 青 溪) together again: a run of single characters is one word.
    private mutating func joinSpacedWords() {
        var joined: [IssueElement] = []
        var isRun = false
        for element in elements {
            guard case .text(let text, let colon) = element, text.unicodeScalars.count == 1,
                text.unicodeScalars.allSatisfy(\.isHan)
            else {
                isRun = false
                joined.append(element)
                continue
            }
            if isRun, case .text(let before, colon: false) = joined.last {
                joined[joined.count - 1] = .text(before + text, colon: colon)
            } else {
                joined.append(element)
            }
            isRun = true
        }
        elements = joined
    }
}
