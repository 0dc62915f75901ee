import Newsprint

/// What a figure is said of, in tokens.
struct TokenRelation: Sendable {
    var kind: Relation.Kind
    /// The scanned characters of the subject.
    var subject: Range<Int>?
    var basis: Relation.Basis?
    /// The index of the reading that tells the period.
    var period: Int?
}

extension Grammar {
    /// The relation of each reading that has one, by its index; bounded work for each.
    func relations() -> [Int: TokenRelation] {
        var relations: [Int: TokenRelation] = [:]
        var period: Int?
        var lastNewline = -1
        for (index, reading) in readings.enumerated() {
            if let newline = newline(before: reading.first, after: lastNewline) {
                lastNewline = newline
                period = nil
            }
            switch reading.kind {
            case .date, .dateRange:
                // 比2022年 names what is compared with, not when it holds.
                if !isCharacter(reading.first - 1, "比"), !isCharacter(reading.first - 1, "较"),
                    !endsInComparison(reading.first - 1)
                {
                    period = index
                }
            case .percent:
                if var relation = relation(of: reading, at: index)
                    ?? (continuesList(index) ? relations[index - 1] : nil)
                {
                    relation.period = period
                    relations[index] = relation
                }
            case .money:
                if let verb = changeVerb(before: reading, reach: 2) {
                    var relation = TokenRelation(kind: verb.kind)
                    relation.subject = subject(before: verb.token, reading: index)
                    relation.basis = basis(before: reading.first)
                    relation.period = period
                    relations[index] = relation
                }
            default:
                break
            }
        }
        return relations
    }

    /// 12.7%和12.8%, 19.5%、32.2%: a list shares the verb of its first figure.
    private func continuesList(_ index: Int) -> Bool {
        guard index > 0, readings[index - 1].kind == .percent, readings[index - 1].last + 1 == readings[index].first
        else { return false }
        return has(readings[index - 1].last, .and) || isCharacter(readings[index - 1].last, "、")
    }

    private func newline(before t: Int, after last: Int) -> Int? {
        var index = t - 1
        while index > last, index >= t - 48 {
            if kind(index) == .newline { return index }
            index -= 1
        }
        return nil
    }

    private func relation(of reading: Reading, at index: Int) -> TokenRelation? {
        var t = reading.first - 1
        var steps = 0
        while t >= 0, steps < 16 {
            if let kind = kind(t), kind == .clauseEnd || kind == .newline { break }
            let entry = entry(t)
            if entry.has(Cue.growth) || entry.has(Cue.decline), steps <= 6 {
                var relation = TokenRelation(kind: entry.has(Cue.growth) ? .growth : .decline)
                relation.subject = subject(before: t, reading: index)
                relation.basis = basis(before: reading.first)
                return relation
            }
            if entry.has(Cue.share) {
                var relation = TokenRelation(kind: .share)
                relation.subject = object(after: t, reading: reading)
                return relation
            }
            if entry.has(Cue.completion) {
                var relation = TokenRelation(kind: .completion)
                relation.subject = object(after: t, reading: reading)
                relation.basis = .plan
                return relation
            }
            if endsInRate(t), steps <= 4 {
                var relation = TokenRelation(kind: .rate)
                relation.subject = trimmed(clauseStart(t)..<(t + 1))
                return relation
            }
            t -= 1
            steps += 1
        }
        return nil
    }

    private func changeVerb(before reading: Reading, reach: Int) -> (kind: Relation.Kind, token: Int)? {
        for t in stride(from: reading.first - 1, through: max(0, reading.first - reach), by: -1) {
            let entry = entry(t)
            if entry.has(Cue.growth) { return (.growth, t) }
            if entry.has(Cue.decline) { return (.decline, t) }
        }
        return nil
    }

    /// A word that ends in 率.
    private func endsInRate(_ t: Int) -> Bool {
        guard kind(t) == .other || kind(t) == .word else { return false }
        return scan.units[Int(tokens[t].end) - 1] == Grammar.rateUnit
    }

    private static let rateUnit = UInt16(truncatingIfNeeded: Unicode.Scalar("率").value)

    /// What a figure is compared with: 同比, 环比, 比上年.
    private func basis(before t: Int) -> Relation.Basis? {
        var index = t - 1
        while index >= 0, index >= t - 10 {
            if let kind = kind(index), kind == .clauseEnd || kind == .newline { return nil }
            if entry(index).has(Cue.yearOnYear) { return .yearOnYear }
            if entry(index).has(Cue.periodOnPeriod) { return .periodOnPeriod }
            let compares = isCharacter(index - 1, "比") || isCharacter(index - 1, "较") || endsInComparison(index - 1)
            if compares {
                switch entry(index).dateWord {
                case .year(-1): return .yearOnYear
                case .month(-1), .quarter(-1), .week(-1): return .periodOnPeriod
                default: break
                }
            }
            index -= 1
        }
        return nil
    }

    private func endsInComparison(_ t: Int) -> Bool {
        guard t >= 0, kind(t) == .other else { return false }
        let last = scan.units[Int(tokens[t].end) - 1]
        return last == UInt16(truncatingIfNeeded: Unicode.Scalar("比").value)
            || last == UInt16(truncatingIfNeeded: Unicode.Scalar("较").value)
    }

    /// The first token of the clause that holds `t`.
    private func clauseStart(_ t: Int) -> Int {
        var index = t
        while index > 0, index > t - 24, let kind = kind(index - 1), kind != .clauseEnd, kind != .newline { index -= 1 }
        return index
    }

    /// The subject of a verb of change: the words before it in its clause, else what the amount before is an amount of.
    private func subject(before verb: Int, reading index: Int) -> Range<Int>? {
        if let own = trimmed(clauseStart(verb)..<verb) { return own }
        var previous = index - 1
        while previous >= 0, previous >= index - 3 {
            let reading = readings[previous]
            switch reading.kind {
            case .date, .dateRange, .percent, .ordinal: previous -= 1
            default: return trimmed(clauseStart(reading.first)..<reading.first)
            }
        }
        return nil
    }

    /// The words between 占 or 完成 and the figure: 占进出口总值的.
    private func object(after t: Int, reading: Reading) -> Range<Int>? {
        var end = reading.first
        while end > t + 1, has(end - 1, .of) || boundBefore(end)?.token == end - 1 { end -= 1 }
        return end > t + 1 ? characters(Int(tokens[t + 1].start)..<Int(tokens[end - 1].end)) : nil
    }

    /// The range without what stands before its noun (其中, dates, 完成, 实现) and what leads to the figure after it.
    private func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        for t in range {
            let entry = entry(t)
            if entry.has(Cue.completion) || startsWith(t, "实现") || entry.has(Cue.future) || startsWith(t, "预计") {
                start = t + 1
            }
            if t > start, isComparison(t), t < end { end = t }
        }
        while end > start, has(start, .during) || has(start, .of) || isDate(start) { start += 1 }
        guard end > start else { return nil }
        return characters(Int(tokens[start].start)..<Int(tokens[end - 1].end))
    }

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
    private func characters(_ range: Range<Int>) -> Range<Int>? {
        var start = range.lowerBound
        var end = range.upperBound
        let units = scan.units
        while end > start, Grammar.leading.contains(units[end - 1]) { end -= 1 }
        if start + 1 < end, units[start] == Grammar.that, units[start + 1] == Grammar.among { start += 2 }
        if start < end, units[start] == Grammar.among { start += 1 }
        start = wholeQuotes(start..<end)
        guard end - start >= 2, units[start] != Grammar.inside, units[start] != Grammar.fromUnit,
            units[end - 1] != Grammar.ofUnit
        else { return nil }
        return start..<end
    }

    /// Characters between a subject and its figure.
    private static let leading: Set<UInt16> = Set("为达到已将超有约破突至比较期同别分率".utf16).subtracting("率".utf16)
    private static let that = UInt16(truncatingIfNeeded: Unicode.Scalar("其").value)
    private static let among = UInt16(truncatingIfNeeded: Unicode.Scalar("中").value)
    private static let openingQuote = UInt16(0x201C)
    private static let closingQuote = UInt16(0x201D)
    private static let inside = UInt16(truncatingIfNeeded: Unicode.Scalar("在").value)
    private static let fromUnit = UInt16(truncatingIfNeeded: Unicode.Scalar("从").value)
    private static let ofUnit = UInt16(truncatingIfNeeded: Unicode.Scalar("的").value)

    private func isDate(_ t: Int) -> Bool {
        let entry = entry(t)
        return entry.dateWord != nil || entry.time != nil || kind(t) == .numeral && time(t + 1) != nil
            || kind(t) == .mark
    }

    private func isComparison(_ t: Int) -> Bool {
        let entry = entry(t)
        if entry.has(Cue.yearOnYear) || entry.has(Cue.periodOnPeriod) || startsWith(t, "分别") { return true }
        return (entry.dateWord != nil || kind(t) == .numeral && time(t + 1) == .year)
            && (endsInComparison(t - 1) || isCharacter(t - 1, "比") || isCharacter(t - 1, "较"))
    }

    // MARK: Coined terms

    /// Drops the figures of short quoted terms (“六个一批”, “新三样”): they name, they do not count.
    mutating func dropCoinedTerms() {
        var quoted: [Range<Int>] = []
        var opened: Int?
        for t in tokens.indices {
            if isCharacter(t, "“") || isCharacter(t, "‘") || isCharacter(t, "「") {
                opened = t
            } else if isClosingQuote(t), let start = opened {
                opened = nil
                let length = Int(tokens[t].start) - Int(tokens[start].end)
                if length <= 8 { quoted.append(start..<t) }
            } else if let kind = kind(t), kind == .clauseEnd || kind == .newline {
                opened = nil
            }
        }
        guard !quoted.isEmpty else { return }
        var coined: Set<Int> = []
        var next = 0
        for (index, reading) in readings.enumerated() {
            while next < quoted.count, quoted[next].upperBound <= reading.first { next += 1 }
            guard next < quoted.count, quoted[next].contains(reading.first), reading.last <= quoted[next].upperBound
            else { continue }
            switch reading.kind {
            case .number, .length, .weight, .area, .ordinal:
                guard let numeral = numeral(reading.numeral) ?? numeral(reading.first + 1),
                    numeral.traits.contains(.han), numeral.small <= 100
                else { continue }
                coined.insert(index)
            default: continue
            }
        }
        drop(.coined, at: coined)
    }
}
