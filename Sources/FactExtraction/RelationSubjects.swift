import Newsprint

/// The words that a share, a growth or a completion is said of.
extension Grammar {
    /// The first token of the clause that holds `t`.
    func clauseStart(_ t: Int) -> Int {
        var index = t
        while index > 0, index > t - 24, let kind = kind(index - 1), kind != .clauseEnd, kind != .newline { index -= 1 }
        return index
    }

    /// The subject of a verb of change: the words before it in its clause, else what the figure before is said of.
    func subject(before verb: Int, reading index: Int, _ relations: [Int: TokenRelation]) -> Range<Int>? {
        if let own = ownSubject(before: verb, reading: index) { return own }
        var previous = index - 1
        while previous >= 0, previous >= index - 4 {
            let reading = readings[previous]
            if hasSentenceEnd(from: reading.last, to: verb) { return nil }
            if let known = relations[previous]?.subject, relations[previous]?.kind != .share { return known }
            switch reading.kind {
            case .date, .dateRange, .percent, .ordinal: previous -= 1
            default: return trimmed(afterFigures(clauseStart(reading.first)..<reading.first, before: previous))
            }
        }
        return nil
    }

    private func ownSubject(before verb: Int, reading index: Int) -> Range<Int>? {
        guard let own = trimmed(afterFigures(clauseStart(verb)..<verb, before: index)), !isAdverb(own) else {
            return nil
        }
        return own
    }

    /// The basis of the figure before, where this one only goes on from it: 同比名义增长7.1%，实际增长6.8%.
    func inheritedBasis(
        before verb: Int,
        reading index: Int,
        _ relations: [Int: TokenRelation]
    ) -> Relation.Basis? {
        guard index > 0, ownSubject(before: verb, reading: index) == nil, let known = relations[index - 1],
            known.kind == .growth || known.kind == .decline,
            !hasSentenceEnd(from: readings[index - 1].last, to: verb)
        else { return nil }
        return known.basis
    }

    /// 其中风电增长12.9%、光伏增长: the words after the last figure of the clause.
    private func afterFigures(_ range: Range<Int>, before index: Int) -> Range<Int> {
        var previous = index - 1
        while previous >= 0, readings[previous].last > range.lowerBound {
            switch readings[previous].kind {
            case .number, .ordinal, .date, .dateRange, .duration: previous -= 1
            default:
                var start = readings[previous].last
                while start < range.upperBound, kind(start) == .mark || has(start, .and) { start += 1 }
                return min(start, range.upperBound)..<range.upperBound
            }
        }
        return range
    }

    /// 名义增长, 实际增长: how it grows, not what.
    private func isAdverb(_ range: Range<Int>) -> Bool {
        Grammar.adverbs.contains { scan.units[range].elementsEqual($0) }
    }

    private static let adverbs = [
        "名义", "实际", "平均", "累计", "合计", "预计", "年均", "月均", "日均", "总体", "整体", "全年", "全月", "分别", "双双", "其中", "同时", "可比",
        "按可比价",
    ].map { Array($0.utf16) }

    private func hasSentenceEnd(from first: Int, to last: Int) -> Bool {
        (first..<max(first, last)).contains { isSentenceEnd($0) || kind($0) == .newline }
    }

    /// The words between 占 or 完成 and the figure: 占进出口总值的.
    func object(after t: Int, reading: Reading) -> Range<Int>? {
        var end = reading.first
        while end > t + 1, has(end - 1, .of) || boundBefore(end)?.token == end - 1 { end -= 1 }
        return end > t + 1 ? characters(Int(tokens[t + 1].start)..<Int(tokens[end - 1].end)) : nil
    }

    /// The token of one character between two tokens.
    func token(_ character: Unicode.Scalar, from first: Int, to last: Int) -> Int? {
        (first..<max(first, last)).last { isCharacter($0, character) }
    }

    /// The range without what stands before its noun (其中, dates, 完成, 实现) and what leads to the figure after it.
    func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        for t in range {
            let entry = entry(t)
            if entry.has(Cue.completion) && t + 1 < end && !endsInNoun(t) || startsWith(t, "实现")
                || entry.has(Cue.future)
                || startsWith(t, "预计")
            {
                start = t + 1
            }
            if t > start, isComparison(t) || has(t, .each), t < end { end = t }
            // 由92%提高到: where it comes from is told next.
            if t > start, isCharacter(t, "由") || isCharacter(t, "从"), kind(t + 1) == .numeral, t < end { end = t }
        }
        while end > start, has(start, .during) && !isCharacter(start, "中") || has(start, .of) || isDate(start) {
            start += 1
        }
        guard end > start else { return nil }
        return characters(Int(tokens[start].start)..<Int(tokens[end - 1].end))
    }

    /// 完成率 is a noun, 完成 a verb.
    private func endsInNoun(_ t: Int) -> Bool { scan.units[Int(tokens[t].end) - 1] == Grammar.unit("率") }

    /// Where a subject begins that holds no half of a quotation: at the opening mark, else behind the closing one.
    private func wholeQuotes(_ range: Range<Int>) -> Int {
        for index in range {
            switch scan.units[index] {
            case Grammar.openingQuote: return range.lowerBound
            case Grammar.closingQuote:
                let before = range.lowerBound - 1
                return before >= 0 && scan.units[before] == Grammar.openingQuote ? before : index + 1
            default: continue
            }
        }
        return range.lowerBound
    }

    /// Trims single characters off both ends: 其中, 为, 达到, 已.
    func characters(_ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        let units = scan.units
        while end > start, Grammar.leading.contains(units[end - 1]) { end -= 1 }
        if start + 1 < end, units[start] == Grammar.that, units[start + 1] == Grammar.among { start += 2 }
        if start < end, start > 0, units[start] == Grammar.among, units[start - 1] == Grammar.that { start += 1 }
        start = wholeQuotes(start..<end)
        while start < end, units[start] == Grammar.doneUnit { start += 1 }
        if Grammar.holding.contains(where: { units[start..<end].elementsEqual($0) }) { return nil }
        guard end - start >= 2, units[start] != Grammar.inside, units[start] != Grammar.fromUnit,
            units[end - 1] != Grammar.ofUnit
        else { return nil }
        return start..<end
    }

    /// Verbs that lead to a figure: 比重保持在30%.
    private static let holding = ["保持在", "保持", "稳定在", "维持在", "稳定", "维持", "接近", "连续"].map { Array($0.utf16) }
    private static let doneUnit = unit("了")

    /// Characters between a subject and its figure.
    private static let leading: Set<UInt16> = Set("为达到已将超有约破突至比较期同别分近逾仅、，".utf16)
    private static let openingQuote = UInt16(0x201C)
    private static let closingQuote = UInt16(0x201D)
    private static let inside = unit("在")
    private static let fromUnit = unit("从")
    private static let ofUnit = unit("的")

    private func isDate(_ t: Int) -> Bool {
        let entry = entry(t)
        // 日均 is no date.
        if entry.time != nil, startsWith(t + 1, "均") { return false }
        return entry.dateWord != nil || entry.time != nil || kind(t) == .numeral && time(t + 1) != nil
            || kind(t) == .mark
    }

    private func isComparison(_ t: Int) -> Bool {
        let entry = entry(t)
        if entry.has(Cue.yearOnYear) || entry.has(Cue.periodOnPeriod) || startsWith(t, "分别") { return true }
        if startsWith(t, "上一") || startsWith(t, "上届") || startsWith(t, "上季"), endsInComparison(t - 1) { return true }
        return (entry.dateWord != nil || kind(t) == .numeral && time(t + 1) == .year)
            && (endsInComparison(t - 1) || isCharacter(t - 1, "比") || isCharacter(t - 1, "较"))
    }

    // MARK: 分别

    /// 接待游客126.8万人次，旅游收入9.6亿元，同比分别增长18.3%和22.7%: each growth is that of its own amount.
    func distributed(_ relations: [Int: TokenRelation]) -> [Int: TokenRelation] {
        var result = relations
        var index = 0
        while index < readings.count {
            var last = index
            while last + 1 < readings.count, readings[last + 1].first == readings[last].last + 1,
                readings[last + 1].kind == readings[index].kind
            {
                last += 1
            }
            if readings[index].kind == .percent, last > index, relations[index] != nil {
                distribute(index...last, &result)
            }
            index = last + 1
        }
        return result
    }

    private func distribute(_ shares: ClosedRange<Int>, _ relations: inout [Int: TokenRelation]) {
        let first = readings[shares.lowerBound].first
        let start = clauseStart(first)
        guard (start..<first).contains(where: { startsWith($0, "分别") }), shares.count <= 6 else { return }
        var amounts: [Int] = []
        var previous = shares.lowerBound - 1
        while previous >= 0, amounts.count < shares.count, first - readings[previous].last < 64,
            !hasSentenceEnd(from: readings[previous].last, to: first)
        {
            switch readings[previous].kind {
            case .date, .dateRange, .ordinal: break
            case .percent, .duration: return
            default: amounts.insert(previous, at: 0)
            }
            previous -= 1
        }
        guard amounts.count == shares.count else { return }
        let subjects = amounts.compactMap { amount in
            trimmed(afterFigures(clauseStart(readings[amount].first)..<readings[amount].first, before: amount))
        }
        guard subjects.count == shares.count else { return }
        for (offset, share) in shares.enumerated() { relations[share]?.subject = subjects[offset] }
    }
}
