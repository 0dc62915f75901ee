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
        var last = -1
        for (index, reading) in readings.enumerated() {
            if let known = period { period = carried(known, from: last, to: reading.first) }
            last = reading.first
            switch reading.kind {
            case .date, .dateRange:
                if !isCompared(reading) { period = index }
            case .percent:
                if var relation = relation(of: reading, at: index, relations)
                    ?? (continuesList(index) ? relations[index - 1] : nil)
                {
                    relation.period = period
                    relations[index] = relation
                }
            case .money:
                if let verb = changeVerb(before: reading, reach: 2), !reachesLevel(verb.token + 1, reading.first) {
                    var relation = TokenRelation(kind: verb.kind)
                    relation.subject = subject(before: verb.token, reading: index, relations)
                    relation.basis = basis(before: reading.first)
                    relation.period = period
                    relations[index] = relation
                }
            default:
                break
            }
        }
        return distributed(relations)
    }

    // MARK: Periods

    /// The period that still holds at `t`: a day only in its sentence, a longer one to the end of the paragraph.
    private func carried(_ period: Int, from last: Int, to t: Int) -> Int? {
        guard case .date(let span) = readings[period].value else { return nil }
        var index = t - 1
        while index >= last, index >= t - 48 {
            if kind(index) == .newline { return nil }
            if span.grain == .day, isSentenceEnd(index) { return nil }
            index -= 1
        }
        return period
    }

    func isSentenceEnd(_ t: Int) -> Bool {
        isCharacter(t, "。") || isCharacter(t, "!") || isCharacter(t, "?") || isCharacter(t, "；") || isCharacter(t, ";")
    }

    /// 比2022年, 与上月相比: a time that is compared with, not the one of the figure.
    private func isCompared(_ reading: Reading) -> Bool {
        isCharacter(reading.first - 1, "比") || isCharacter(reading.first - 1, "较")
            || endsInComparison(reading.first - 1)
            || startsWith(reading.last, "相比") || startsWith(reading.last, "相较") || startsWith(reading.last, "同期相比")
    }

    /// 12.7%和12.8%, 19.5%、32.2%: a list shares the verb of its first figure.
    private func continuesList(_ index: Int) -> Bool {
        guard index > 0, readings[index - 1].kind == .percent, readings[index - 1].last + 1 == readings[index].first
        else { return false }
        return has(readings[index - 1].last, .and) || isCharacter(readings[index - 1].last, "、")
    }

    // MARK: Kinds

    private func relation(
        of reading: Reading,
        at index: Int,
        _ relations: [Int: TokenRelation]
    ) -> TokenRelation? {
        if isDistance(reading) { return nil }
        var t = reading.first - 1
        var steps = 0
        while t >= 0, steps < 16 {
            if let kind = kind(t), kind == .clauseEnd || kind == .newline { break }
            let entry = entry(t)
            if entry.has(Cue.growth) || entry.has(Cue.decline), steps <= 6, !beginsWord(t) {
                let isLevel = endsInLevel(t) || reachesLevel(t + 1, reading.first)
                var relation = TokenRelation(kind: isLevel ? .rate : entry.has(Cue.growth) ? .growth : .decline)
                relation.subject = subject(before: t, reading: index, relations)
                if !isLevel {
                    relation.basis =
                        basis(before: reading.first) ?? inheritedBasis(before: t, reading: index, relations)
                }
                return relation
            }
            if entry.has(Cue.share) { return share(after: t, reading) }
            if entry.has(Cue.completion) {
                var relation = TokenRelation(kind: .completion)
                relation.subject =
                    endsInRate(t) ? trimmed(clauseStart(t)..<(t + 1)) : object(after: t, reading: reading)
                relation.basis = .plan
                return relation
            }
            if endsInRate(t) || endsInIndex(t), steps <= 4 {
                var relation = TokenRelation(kind: .rate)
                relation.subject = trimmed(clauseStart(t)..<(t + 1))
                return relation
            }
            t -= 1
            steps += 1
        }
        return equated(reading) ?? partOf(reading) ?? continued(reading)
    }

    /// 占进出口总值的, 占年度计划的, 占规上工业的比重达.
    private func share(after t: Int, _ reading: Reading) -> TokenRelation {
        var relation = TokenRelation(kind: .share)
        relation.subject = object(after: t, reading: reading)
        if relation.subject == nil, let verb = token("占", from: clauseStart(t), to: t) {
            let end = has(t - 1, .of) ? t - 1 : t
            relation.subject = verb + 1 < end ? characters(Int(tokens[verb].end)..<Int(tokens[end].start)) : nil
        }
        if (t..<reading.first).contains(where: { entry($0).has(Cue.plan) }) {
            relation.kind = .completion
            relation.basis = .plan
        }
        return relation
    }

    /// 为年度预算的41.2%, 相当于去年全年的六成: a clause that sets a figure equal to a share of something.
    private func equated(_ reading: Reading) -> TokenRelation? {
        guard has(reading.first - 1, .of) else { return nil }
        let start = clauseStart(reading.first)
        guard start < reading.first,
            ["为", "是", "相当于", "约为", "仅为", "已达", "达到", "超过"].contains(where: { startsWith(start, $0) })
        else { return nil }
        var from = Int(tokens[start].start)
        for word in ["相当于", "约为", "仅为", "已达", "达到", "超过", "为", "是"] where startsWith(start, word) {
            from += word.utf16.count
            break
        }
        let end = Int(tokens[reading.first - 1].start)
        guard from < end else { return nil }
        let isPlan = (start..<reading.first).contains { entry($0).has(Cue.plan) }
        var relation = TokenRelation(kind: isPlan ? .completion : .share)
        relation.subject = characters(from..<end)
        relation.basis = isPlan ? .plan : nil
        return relation
    }

    /// 本校学生中有三成, 受访者中，63%的人: a part of those before 中.
    private func partOf(_ reading: Reading) -> TokenRelation? {
        var end = Int(tokens[reading.first].start)
        if end > 0, scan.units[end - 1] == Grammar.having { end -= 1 }
        if end > 0, scan.table.classes[Int(scan.units[end - 1])] == .clauseEnd { end -= 1 }
        guard end > 1, scan.units[end - 1] == Grammar.among, scan.units[end - 2] != Grammar.that else { return nil }
        var t = reading.first - 1
        while t > 0, Int(tokens[t].start) >= end - 1 { t -= 1 }
        let start = Int(tokens[clauseStart(t + 1)].start)
        guard start < end - 1 else { return nil }
        var relation = TokenRelation(kind: .share)
        relation.subject = characters(start..<(end - 1))
        return relation
    }

    /// 投资完成率居全市第一，达到45.7%: the rate of the clause before, where this one has only a verb.
    private func continued(_ reading: Reading) -> TokenRelation? {
        let start = clauseStart(reading.first)
        guard start > 1, reading.first - start <= 2, kind(start - 1) == .clauseEnd, !isSentenceEnd(start - 1) else {
            return nil
        }
        guard
            start == reading.first
                || ["达", "为", "是", "仅", "超", "已", "近", "约"].contains(where: { startsWith(start, $0) })
        else { return nil }
        let before = clauseStart(start - 1)
        for t in before..<(start - 1) where endsInRate(t) {
            let isCompletion = entry(t).has(Cue.completion)
            var relation = TokenRelation(kind: isCompletion ? .completion : .rate)
            relation.subject = trimmed(before..<(t + 1))
            relation.basis = isCompletion ? .plan : nil
            return relation
        }
        return nil
    }

    private func changeVerb(before reading: Reading, reach: Int) -> (kind: Relation.Kind, token: Int)? {
        for t in stride(from: reading.first - 1, through: max(0, reading.first - reach), by: -1) {
            let entry = entry(t)
            if beginsWord(t) { return nil }
            if endsInLevel(t) { return nil }
            if entry.has(Cue.growth) { return (.growth, t) }
            if entry.has(Cue.decline) { return (.decline, t) }
        }
        return nil
    }

    /// 增发, 减免: a verb of one character that another one continues is another verb.
    private func beginsWord(_ t: Int) -> Bool {
        let entry = entry(t)
        return entry.length == 1 && (entry.has(Cue.growth) || entry.has(Cue.decline)) && kind(t + 1) == .other
            && !hasGap(t + 1)
    }

    /// 高于全国2.1个百分点: how far two rates are apart.
    private func isDistance(_ reading: Reading) -> Bool {
        guard case .percent(_, points: true) = reading.value else { return false }
        return (clauseStart(reading.first)..<reading.first).contains { t in
            ["高于", "低于", "快于", "慢于", "高出", "领先", "落后"].contains {
                startsWith(t, $0) || endsWith(Array($0.utf16), before: t + 1)
            }
        }
    }

    /// 增至, 降至: what is reached, not by how much.
    private func endsInLevel(_ t: Int) -> Bool {
        let last = scan.units[Int(tokens[t].end) - 1]
        return last == Grammar.toUnit || last == Grammar.untilUnit
    }

    /// 提高到97.5%, 下降为, 增长预期由1%下调: the figure is what is reached or left.
    private func reachesLevel(_ first: Int, _ last: Int) -> Bool {
        (first..<max(first, last)).contains { t in Grammar.levels.contains { isCharacter(t, $0) } }
    }

    private static let levels: [Unicode.Scalar] = ["到", "至", "为", "由", "从"]

    /// A word that ends in 率.
    private func endsInRate(_ t: Int) -> Bool {
        guard kind(t) == .other || kind(t) == .word else { return false }
        return scan.units[Int(tokens[t].end) - 1] == Grammar.rateUnit
    }

    /// 指数为, 比例为.
    private func endsInIndex(_ t: Int) -> Bool {
        guard kind(t) == .other || kind(t) == .word else { return false }
        let end = Int(tokens[t].end)
        return ["指数", "比例", "指数为", "比例为", "比例达", "指数达"].contains { word in
            let units = Array(word.utf16)
            return units.count <= end && scan.units[(end - units.count)..<end].elementsEqual(units)
        }
    }

    // MARK: Bases

    /// What a figure is compared with: 同比, 环比, 比上年, 与上月相比.
    private func basis(before t: Int) -> Relation.Basis? {
        var index = t - 1
        var isOwnClause = true
        while index >= 0, index >= t - 14 {
            if let kind = kind(index), kind == .clauseEnd || kind == .newline {
                guard isOwnClause, startsWith(index - 1, "相比") || startsWith(index - 1, "比较") else { return nil }
                isOwnClause = false
            }
            if entry(index).has(Cue.yearOnYear) { return .yearOnYear }
            if entry(index).has(Cue.periodOnPeriod) { return .periodOnPeriod }
            let compares = isCharacter(index - 1, "比") || isCharacter(index - 1, "较") || endsInComparison(index - 1)
            if compares || !isOwnClause {
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

    func endsInComparison(_ t: Int) -> Bool {
        guard t >= 0, kind(t) == .other else { return false }
        let last = scan.units[Int(tokens[t].end) - 1]
        return last == Grammar.comparedUnit || last == Grammar.againstUnit
    }

    static let among = unit("中")
    static let that = unit("其")
    private static let having = unit("有")
    private static let toUnit = unit("至")
    private static let untilUnit = unit("到")
    private static let rateUnit = unit("率")
    private static let comparedUnit = unit("比")
    private static let againstUnit = unit("较")

    static func unit(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }
}
