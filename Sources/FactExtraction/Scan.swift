import Newsprint

/// A piece of text that the grammar can tell apart.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        /// A word of the lexicon; `index` is its entry.
        case word
        /// A number; `index` is its numeral.
        case numeral
        case latin
        case clauseEnd
        case mark
        case newline
        /// Characters that mean nothing to the grammar.
        case other
    }

    var kind: Kind
    /// White space stands before it.
    var hasGap: Bool
    var index: Int32
    /// Where it begins and ends among the scanned characters.
    var start: Int32
    var end: Int32
}

/// A text as the grammar sees it: folded characters without white space, cut into tokens.
struct Scan: Sendable {
    let lexicon: Lexicon
    let table: CharacterTable
    /// Folded characters; white space other than line feeds is left out, characters beyond the BMP are U+FFFF.
    private(set) var units: [UInt16] = []
    /// The scalar offset of each unit in the text.
    private(set) var offsets: [Int32] = []
    /// The UTF-8 offsets at which each unit begins and ends in the text.
    private(set) var bytes: [Int32] = []
    private var byteEnds: [Int32] = []
    /// Whether white space stands before each unit.
    private(set) var gaps: [Bool] = []
    private(set) var tokens: [Token] = []
    private(set) var numerals: [Numeral] = []
    /// Characters and tokens looked at so far; the tests hold it against the length.
    var steps = 0

    init(_ text: String, lexicon: Lexicon, table: CharacterTable) {
        self.lexicon = lexicon
        self.table = table
        decode(text)
        tokenize()
    }

    // MARK: Characters

    private mutating func decode(_ text: String) {
        let count = text.utf8.count
        units.reserveCapacity(count / 3 + 8)
        offsets.reserveCapacity(count / 3 + 8)
        bytes.reserveCapacity(count / 3 + 8)
        gaps.reserveCapacity(count / 3 + 8)
        let source = text.utf8.span
        var byte = 0
        var offset: Int32 = 0
        var gap = false
        while byte < source.count {
            let first = source[byte]
            var value: UInt32
            let length: Int
            if first < 0x80 {
                value = UInt32(first)
                length = 1
            } else if first < 0xE0 {
                value = UInt32(first & 0x1F) << 6 | UInt32(source[byte + 1] & 0x3F)
                length = 2
            } else if first < 0xF0 {
                value = UInt32(first & 0x0F) << 12 | UInt32(source[byte + 1] & 0x3F) << 6
                value |= UInt32(source[byte + 2] & 0x3F)
                length = 3
            } else {
                value = 0xFFFF
                length = 4
            }
            let folded = table.folds[Int(value)]
            if table.classes[Int(folded)] == .blank {
                gap = true
            } else {
                units.append(folded)
                offsets.append(offset)
                bytes.append(Int32(byte))
                byteEnds.append(Int32(byte + length))
                gaps.append(gap)
                gap = false
            }
            byte += length
            offset += 1
        }
        steps += units.count
    }

    /// The scalar offsets of the tokens `first..<last`.
    func place(_ first: Int, _ last: Int) -> Range<Int> {
        Int(offsets[Int(tokens[first].start)])..<Int(offsets[Int(tokens[last - 1].end) - 1]) + 1
    }

    /// The printed text of the tokens `first..<last`.
    func text(of first: Int, _ last: Int, in text: String) -> String {
        let start = Int(bytes[Int(tokens[first].start)])
        let end = Int(byteEnds[Int(tokens[last - 1].end) - 1])
        let source = text.utf8.span
        return unsafe String(unsafeUninitializedCapacity: end - start) { buffer in
            for index in start..<end { unsafe buffer[index - start] = source[index] }
            return end - start
        }
    }

    /// The printed text of scanned characters.
    func text(ofUnits units: Range<Int>, in text: String) -> String {
        let source = text.utf8.span
        let bytes = Int(bytes[units.lowerBound])..<Int(byteEnds[units.upperBound - 1])
        return String(decoding: bytes.map { source[$0] }, as: UTF8.self)
    }

    /// The folded text of a token.
    func folded(_ t: Int) -> String {
        guard tokens.indices.contains(t) else { return "" }
        return String(decoding: units[Int(tokens[t].start)..<Int(tokens[t].end)], as: UTF16.self)
    }

    // MARK: Tokens

    private mutating func tokenize() {
        tokens.reserveCapacity(units.count / 2 + 4)
        var position = 0
        while position < units.count {
            position = nextToken(at: position)
        }
    }

    private mutating func nextToken(at position: Int) -> Int {
        steps += 1
        let unit = units[position]
        let kind = table.classes[Int(unit)]
        switch kind {
        case .newline:
            return append(.newline, position, position + 1)
        case .digit:
            return numeral(at: position) ?? append(.other, position, position + 1)
        case .latin:
            return latin(at: position)
        case .hanDigit, .formalDigit, .multiplier, .bigMultiplier, .vagueDigit:
            return hanNumeral(at: position)
        default:
            if unit == Folded.negative || unit == Folded.minus, startsNegative(at: position),
                let end = numeral(at: position)
            {
                return end
            }
            let entry = word(at: position)
            if entry >= 0 {
                return append(.word, position, position + Int(lexicon.entries[entry].length), index: entry)
            }
            if kind == .clauseEnd { return append(.clauseEnd, position, position + 1) }
            if kind == .mark { return append(.mark, position, position + 1) }
            return other(at: position)
        }
    }

    private mutating func append(_ kind: Token.Kind, _ start: Int, _ end: Int, index: Int = -1) -> Int {
        tokens.append(
            Token(kind: kind, hasGap: gaps[start], index: Int32(index), start: Int32(start), end: Int32(end))
        )
        return end
    }

    private mutating func other(at position: Int) -> Int {
        if let last = tokens.last, last.kind == .other, Int(last.end) == position, !gaps[position] {
            tokens[tokens.count - 1].end += 1
            return position + 1
        }
        return append(.other, position, position + 1)
    }

    /// Whether a figure stands directly before, so that units win over set phrases (12日报道).
    private var followsNumeral: Bool {
        guard let last = tokens.last else { return false }
        if last.kind == .numeral { return true }
        guard last.kind == .word, tokens.count > 1 else { return false }
        let entry = lexicon.entries[Int(last.index)]
        guard entry.has(.more) || entry.has(.half) else { return false }
        return tokens[tokens.count - 2].kind == .numeral
    }

    private var followsYear: Bool {
        guard let last = tokens.last, last.kind == .numeral else { return false }
        let numeral = numerals[Int(last.index)]
        return numeral.traits.contains(.plain) && numeral.digits == 4
    }

    private func word(at position: Int) -> Int {
        let found = lexicon.longest(in: units, at: position)
        guard found.word >= 0, found.plain >= 0, found.plain != found.word, followsNumeral else { return found.word }
        let entry = lexicon.entries[found.word]
        // 2017年期满: a year that is told is no 年期.
        if entry.holdsAfterNumeral { return followsYear && units[position] == Folded.year ? found.plain : found.word }
        if entry.isPhrase || !entry.isPlain { return found.plain }
        return found.word
    }

    private mutating func numeral(at position: Int) -> Int? {
        guard let (numeral, end) = NumeralReader.read(units, gaps, from: position, table: table) else { return nil }
        steps += end - position
        numerals.append(numeral)
        return append(.numeral, position, end, index: numerals.count - 1)
    }

    private mutating func hanNumeral(at position: Int) -> Int {
        let found = lexicon.longest(in: units, at: position)
        if found.word >= 0 {
            let entry = lexicon.entries[found.word]
            let length = Int(entry.length)
            let fixed =
                (entry.isPhrase || entry.dateWord != nil || entry.has(.percentPrefix)) && !entry.numeralFirst
                && !isCoins(at: position, length)
            let afterOrdinal =
                tokens.last.map { $0.kind == .word && lexicon.entries[Int($0.index)].has(.ordinal) } ?? false
            if fixed, !afterOrdinal || entry.dateWord != nil && length > 2, !isMinutes(entry, at: position) {
                let reading = NumeralReader.read(units, gaps, from: position, table: table)
                if (reading?.end ?? position) <= position + length, !isWeightUnit(position) {
                    return append(.word, position, position + length, index: found.word)
                }
            }
            // 1.5千克, 毫克/千克: the unit, not a thousand.
            let isDenominator = position > 0 && units[position - 1] == Folded.slash && entry.unit >= 0
            if entry.unit >= 0 || entry.isMeasure, length > 1, isDenominator || tokens.last?.kind == .numeral {
                return append(.word, position, position + length, index: found.word)
            }
            // 二两: the unit, not a two.
            if isWeightUnit(position) {
                return append(.word, position, position + Int(entry.length), index: found.word)
            }
        }
        if let end = numeral(at: position) { return end }
        if found.word >= 0 {
            return append(.word, position, position + Int(lexicon.entries[found.word].length), index: found.word)
        }
        return other(at: position)
    }

    /// 十分 after an hour or a coin: ten minutes, ten cents.
    private func isMinutes(_ entry: LexiconEntry, at position: Int) -> Bool {
        guard units[position] == Folded.ten, entry.length == 2, let last = tokens.last, last.kind == .word else {
            return false
        }
        let previous = lexicon.entries[Int(last.index)]
        return previous.time == .hour || previous.currencyAfter >= 0
    }

    /// 三角五分: coins, though 三角 is a word.
    private func isCoins(at position: Int, _ length: Int) -> Bool {
        let end = position + length
        return length == 2 && units[position + 1] == Folded.tenth && end + 1 < units.count
            && table.classes[Int(units[end])] == .hanDigit && units[end + 1] == Folded.minutes
    }

    private func isWeightUnit(_ position: Int) -> Bool {
        guard units[position] == Folded.two, let last = tokens.last, !gaps[position] else { return false }
        if last.kind == .numeral {
            return numerals[Int(last.index)].traits.contains(.han) || !startsNumeral(position + 1)
        }
        return false
    }

    private func startsNumeral(_ position: Int) -> Bool {
        guard position < units.count else { return false }
        switch table.classes[Int(units[position])] {
        case .multiplier, .bigMultiplier, .hanDigit: return true
        default: return false
        }
    }

    /// A minus or 负 that belongs to the number after it: nothing that it could join stands before.
    private func startsNegative(at position: Int) -> Bool {
        guard position + 1 < units.count else { return false }
        switch table.classes[Int(units[position + 1])] {
        case .digit, .hanDigit, .multiplier, .formalDigit: break
        default: return false
        }
        if units[position] == Folded.negative { return true }
        guard let last = tokens.last else { return true }
        // 增速为-2.3%: a sign before a percentage or a degree.
        if last.kind == .other || last.kind == .word, isSignedShare(position + 1) { return true }
        return last.kind == .clauseEnd || last.kind == .newline || last.kind == .word && !gaps[position] == false
    }

    /// Whether the digits at `position` end in a percent sign or a degree.
    private func isSignedShare(_ position: Int) -> Bool {
        var index = position
        while index < units.count, index < position + 12,
            table.classes[Int(units[index])] == .digit || units[index] == Folded.point
        {
            index += 1
        }
        return index < units.count && (units[index] == Folded.percent || units[index] == Folded.celsius)
    }

    private mutating func latin(at position: Int) -> Int {
        let found = lexicon.longest(in: units, at: position)
        if found.word >= 0 {
            let end = position + Int(lexicon.entries[found.word].length)
            let isWhole = end >= units.count || table.classes[Int(units[end])] != .latin || gaps[end]
            let before = tokens.last.map { $0.kind == .latin && Int($0.end) == position && !gaps[position] } ?? false
            if isWhole, !before {
                return append(.word, position, end, index: found.word)
            }
        }
        var end = position + 1
        while end < units.count, table.classes[Int(units[end])] == .latin, !gaps[end] { end += 1 }
        return append(.latin, position, end)
    }
}
