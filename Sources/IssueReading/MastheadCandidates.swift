import Newsprint

/// The lines of a page that can be its masthead, alone or together.
struct MastheadCandidates {
    /// One candidate: the elements of one line, or of lines that follow each other.
    struct Candidate {
        var elements: [IssueElement]
        /// Whether it stands near the top or the bottom of the page.
        var isAtEdge: Bool
        /// Whether it is among the first three or the last two lines.
        var isOutermost: Bool
        /// The number of lines that it takes.
        var lineCount: Int
    }

    /// The candidates in page order.
    private(set) var found: [Candidate] = []

    /// Lines that follow each other, each with whether it holds nothing but what mastheads have.
    private var block: [(elements: [IssueElement], isPure: Bool)] = []

    /// How many lines with text count as the top of a page, and as its bottom.
    private static let topCount = 14
    private static let bottomCount = 8
    /// A masthead line has some 60 characters.
    private static let longestByteCount = 320

    init(_ page: Page) {
        let text = page.text.span
        let top = Self.visible(page.lines.indices, of: page, count: Self.topCount)
        let rest = (top.last.map { $0 + 1 } ?? page.lines.count)..<page.lines.count
        let bottom = Self.visible(rest.reversed(), of: page, count: Self.bottomCount).reversed()
        for (rank, index) in top.enumerated() {
            let isLast = bottom.isEmpty && rank >= top.count - 2
            takeEdge(page.text[page.lines[index].range], isOutermost: rank < 3 || isLast)
        }
        endBlock()
        for line in page.lines[rest.lowerBound..<(bottom.first ?? rest.upperBound)]
        where line.range.count <= Self.longestByteCount && Self.mayBeMasthead(text.extracting(line.range)) {
            let lexer = Self.lexer(page.text[line.range])
            guard !lexer.isProse, lexer.elements.haveDate else { continue }
            found.append(Candidate(elements: lexer.elements, isAtEdge: false, isOutermost: false, lineCount: 1))
        }
        for (rank, index) in bottom.enumerated() {
            takeEdge(page.text[page.lines[index].range], isOutermost: rank >= bottom.count - 2)
        }
        endBlock()
    }

    /// The first `count` of `indices` whose lines have text.
    private static func visible(_ indices: some Sequence<Int>, of page: Page, count: Int) -> [Int] {
        let text = page.text.span
        var found: [Int] = []
        for index in indices where UTF8Form.hasVisible(text, page.lines[index].range) {
            found.append(index)
            if found.count == count { break }
        }
        return found
    }

    private static func lexer(_ line: ArraySlice<UInt8>) -> ElementLexer {
        ElementLexer(FoldedText(String(decoding: line, as: UTF8.self)), inName: false)
    }

    private mutating func takeEdge(_ line: ArraySlice<UInt8>, isOutermost: Bool) {
        guard line.count <= Self.longestByteCount else { return endBlock() }
        let lexer = Self.lexer(line)
        guard !lexer.isProse, !lexer.elements.isEmpty else { return endBlock() }
        if lexer.elements.haveDate || (isOutermost && lexer.elements.haveLabel) {
            let candidate = Candidate(elements: lexer.elements, isAtEdge: true, isOutermost: isOutermost, lineCount: 1)
            found.append(candidate)
        }
        let isPure = lexer.elements.arePure
        if let last = block.last, !last.isPure || !isPure || block.count == 10 { endBlock() }
        block.append((lexer.elements, isPure))
    }

    private mutating func endBlock() {
        if block.count > 1 {
            let elements = block.flatMap(\.elements)
            if elements.haveDate {
                let candidate = Candidate(
                    elements: elements,
                    isAtEdge: true,
                    isOutermost: false,
                    lineCount: block.count
                )
                found.append(candidate)
            }
        }
        block = []
    }

    /// Whether a date and the word behind a label or number can be in the line: 年 or a point of a date; 版, 期 or 号.
    private static func mayBeMasthead(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 12 else { return false }
        var hasDate = false
        var hasNumber = false
        var index = 0
        while index + 2 < bytes.count, !hasDate || !hasNumber {
            let byte = bytes[index]
            if byte < 0x80 {
                hasDate = hasDate || (0x2D...0x2F ~= byte && 0x30...0x39 ~= bytes[index + 1])
                index += 1
                continue
            }
            switch (byte, bytes[index + 1], bytes[index + 2]) {
            case (0xE5, 0xB9, 0xB4), (0xEF, 0xBC, 0x8D...0x8F): hasDate = true
            case (0xE7, 0x89, 0x88), (0xE6, 0x9C, 0x9F), (0xE5, 0x8F, 0xB7), (0xE8, 0x99, 0x9F): hasNumber = true
            default: break
            }
            index += byte >= 0xE0 ? 3 : 1
        }
        return hasDate && hasNumber
    }
}

extension [IssueElement] {
    /// Whether a day, or a month whose day may stand apart, is among them.
    fileprivate var haveDate: Bool {
        contains { element in
            switch element {
            case .date, .month: true
            default: false
            }
        }
    }

    fileprivate var haveLabel: Bool {
        contains { element in
            switch element {
            case .label, .labels: true
            default: false
            }
        }
    }

    /// Whether every word is one that is known to stand in mastheads.
    fileprivate var arePure: Bool {
        allSatisfy { element in
            guard case .text(let word, let colon) = element else { return true }
            return (!colon && NewspaperWords.isPaperTitle(word)) || NewspaperWords.isSection(word)
                || NewspaperWords.isEdition(word)
        }
    }
}

extension MastheadCandidates.Candidate {
    /// What a line without a date says that names the page and perhaps the paper: 青溪日报 第3版 要闻.
    var folio: Masthead? {
        guard isOutermost, lineCount == 1, elements.arePure else { return nil }
        let masthead = masthead
        return masthead.date == nil && masthead.label != nil ? masthead : nil
    }

    /// How much speaks for `masthead`, read from this, being the masthead; nil if not enough does.
    func score(of masthead: Masthead) -> Int? {
        guard masthead.date != nil else { return nil }
        let firm = elements.filter(\.isFirm).count
        let words = elements.filter { if case .text = $0 { true } else { false } }.count
        let isNumbered = masthead.label != nil || masthead.number != nil
        guard words <= 6 else { return nil }
        if isAtEdge {
            guard firm > 0 || masthead.title.map(NewspaperWords.isPaperTitle) == true else { return nil }
            guard isNumbered || !hasColonBeforeDate else { return nil }
        } else {
            guard isNumbered, masthead.weekday != nil || masthead.title != nil else { return nil }
        }
        return 1 + 2 * firm + (masthead.title != nil ? 2 : 0) + (isAtEdge ? 1 : 0)
            + (masthead.weekdayAgrees == true ? 2 : 0) - (masthead.weekdayAgrees == false ? 4 : 0)
    }

    /// 时间：2031年5月9日 names the day of an event.
    private var hasColonBeforeDate: Bool {
        for element in elements {
            if case .text(_, colon: true) = element { return true }
            if case .date = element { return false }
        }
        return false
    }

    /// What the elements say when they are a masthead.
    var masthead: Masthead {
        var masthead = Masthead()
        var words: [String] = []
        var month: (year: Int, month: Int)?
        var bare: PageLabel?
        var isTotal = false
        var isAfterStaff = false
        for element in elements {
            switch element {
            case .date(let date): masthead.date = masthead.date ?? date
            case .month(let year, let number): month = (year, number)
            case .weekday(let day): masthead.weekday = masthead.weekday ?? day
            case .label(let label), .labels(let label, _): masthead.label = masthead.label ?? label
            case .bare(let label): bare = bare ?? label
            case .number(let number, let total):
                if masthead.number == nil || (total && !isTotal) { masthead.number = number }
                isTotal = isTotal || total
            case .text(let word, let colon):
                if NewspaperWords.isStaff(word) || (colon && !NewspaperWords.isSection(word)) { isAfterStaff = true }
                if !isAfterStaff { words.append(word) }
            case .lunarDate, .pageCount, .serial: break
            }
        }
        masthead.settle(month: month, bare: bare)
        masthead.read(words, isOneLine: lineCount == 1)
        return masthead
    }
}

extension Masthead {
    /// Puts a date together whose day is set as a large figure of its own, and takes a bare label for what it is.
    fileprivate mutating func settle(month: (year: Int, month: Int)?, bare: PageLabel?) {
        var bare = bare
        if date == nil, let month, let day = bare, day.letters.isEmpty,
            let whole = CalendarDate(year: month.year, month: month.month, day: day.number), whole.weekday == weekday
        {
            date = whole
            bare = nil
        }
        if let date, let weekday { weekdayAgrees = date.weekday == weekday }
        // Two digits without 版 are a label only beside a date with its weekday, as in 青溪日报 2031年5月9日 星期五 03.
        if label == nil, let bare, date != nil, weekday != nil { label = bare }
    }

    /// Tells title, section and edition apart.
    fileprivate mutating func read(_ words: [String], isOneLine: Bool) {
        edition = words.first(where: NewspaperWords.isEdition)
        section = words.first(where: NewspaperWords.isSection)
        title = words.first(where: NewspaperWords.isPaperTitle)
        if title == nil, isOneLine {
            let candidates = words.filter(NewspaperWords.canBeTitle)
            if candidates.count == 1 { title = candidates[0] }
        }
    }
}
