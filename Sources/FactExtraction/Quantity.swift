import Newsprint

/// What an amount is an amount of.
enum UnitReading: Equatable, Sendable {
    case none
    case count
    case money(Int)
    case measure(Int)
    case percent
    case perMille
    case points
    case tenths
    case discount
    case duration(TimeUnit)

    /// Whether two amounts in these units can bound one range.
    func joins(_ other: UnitReading) -> Bool {
        if self == .none || self == other { return true }
        switch (self, other) {
        case (.measure(let left), .measure(let right)): return Unit.all[left].kind == Unit.all[right].kind
        case (.money(let left), .money(let right)): return Currency.all[left].code == Currency.all[right].code
        case (.duration, .duration): return true
        default: return false
        }
    }
}

extension Grammar {
    /// Reads the quantity at a numeral and returns the token after it.
    mutating func quantity(at t: Int) -> Int {
        if let (rule, next) = refusal(at: t) { return refuse(t, next, rule) }
        if let next = negativePercent(at: t) { return next }
        guard var amount = amount(at: t) else { return refuse(t, t + 1, .overlong) }
        var first = t
        var (unit, next) = unit(after: amount, at: amount.next)
        var isRange = false
        let low = amount
        if case .duration(let time) = unit, let range = durationRange(amount, time, next: next) {
            return take(.duration, t, range.next, range.value, .durationRange)
        }
        if let range = range(from: amount, unit, next: next) {
            amount = range.amount
            unit = range.unit
            next = range.next
            isRange = true
        }
        if unit == .none || unit == .count {
            return number(amount, isCount: unit == .count, first: t, next: next, isRange: isRange)
        }
        if case .duration = unit, !isRange, isCharacter(t + 1, "个"), has(t + 2, .half) {
            // 两个半小时
            amount.low = amount.low.adding(ExactDecimal(coefficient: 5, exponent: -1)) ?? amount.low
            amount.high = amount.low
        }
        if case .duration = unit, !isRange, isCharacter(t + 1, "个"),
            isCharacter(t + 2, "多") || isCharacter(t + 2, "余") || isCharacter(t + 2, "来")
        {
            // 一个多小时
            amount.approx = .lower
        }
        let compound = isRange ? nil : compound(amount, unit, next: next)
        if let compound {
            amount.low = compound.value
            amount.high = compound.value
            next = compound.next
        }
        if amount.approx == nil, !isRange, has(next, .more), !hasGap(next), !isCharacter(next, "来"),
            isBoundaryAfterMore(next + 1)
        {
            amount.approx = .lower
            next += 1
        }
        var after: Approximation?
        if let bound = boundAfter(next) {
            after = bound.approx
            next = bound.next
        }
        let before = boundBefore(t)
        amount.approx = after ?? before?.approx ?? amount.approx
        if amount.approx == nil, unit == .percent { amount.approx = boundBeforeWhole(t) }
        if let second = secondBound(after, unit: unit, amount: low, next: next) {
            amount = second.amount
            next = second.next
            isRange = true
        }
        if case .money(let index) = unit, Currency.all[index].code == "CNY", isCharacter(t - 1, "币"), t > 0 {
            // 人民币5亿元: the name before belongs to it.
            if entry(t - 1).currencyBefore >= 0 { first = t - 1 }
        } else if case .money(let index) = unit, t > 0, entry(t - 1).currencyBefore >= 0,
            Currency.all[Int(entry(t - 1).currencyBefore)].code == Currency.all[index].code
        {
            first = t - 1
        }
        return finish(
            amount,
            unit,
            first: first,
            numeral: t,
            next: next,
            isRange: isRange,
            isCompound: compound != nil
        )
    }

    private func isBoundaryAfterMore(_ t: Int) -> Bool {
        guard let kind = kind(t) else { return true }
        return kind == .clauseEnd || kind == .newline || kind == .mark || kind == .other || has(t, .of)
            || entry(t).has(Cue.past) || startsWith(t, "时间")
    }

    /// 3年以上7年以下: a lower and an upper bound make a range.
    private func secondBound(
        _ bound: Approximation?,
        unit: UnitReading,
        amount first: Amount,
        next: Int
    ) -> (amount: Amount, next: Int)? {
        guard bound == .lower, let second = amount(at: isCharacter(next, "、") ? next + 1 : next) else { return nil }
        let (secondUnit, afterUnit) = self.unit(after: second, at: second.next)
        guard unit.joins(secondUnit), secondUnit != .none, let upper = boundAfter(afterUnit), upper.approx == .upper,
            first.low < second.high, unit == secondUnit
        else { return nil }
        var result = second
        result.low = first.low
        result.approx = nil
        return (result, upper.next)
    }

    // MARK: Units

    /// The unit at `t` after an amount, and the token after it.
    func unit(after amount: Amount, at t: Int) -> (UnitReading, next: Int) {
        if precedesPoints(t) { return (.points, t) }
        guard kind(t) == .word else { return (.none, t) }
        let entry = entry(t)
        if entry.has(.percentSign) { return (.percent, t + 1) }
        if entry.has(.perMille) { return (.perMille, t + 1) }
        if entry.has(.percentPoint) { return (.points, t + 1) }
        // 六个百分点 with gaps: the measure word and the word for the point.
        if isCharacter(t, "个"), has(t + 1, .percentPoint) { return (.points, t + 2) }
        if isCharacter(t, "个"), sharesPoints(after: t + 1) { return (.points, t + 1) }
        if isCharacter(t, "度"), cue(.electricity, before: t, within: 8) || startsWith(t + 1, "电"),
            let kilowattHour = Unit.index(of: "千瓦时")
        {
            return (.measure(kilowattHour), t + 1)
        }
        if isCharacter(t, "度"), speaksOfTemperature(before: t), let celsius = Unit.index(of: "摄氏度") {
            return (.measure(celsius), t + 1)
        }
        if entry.has(.tenths), !entry.isPhrase { return (.tenths, t + 1) }
        if entry.has(.discount), !entry.isPhrase { return (.discount, t + 1) }
        if entry.currencyAfter >= 0, isMoney(entry, amount: amount, at: t) {
            return (.money(Int(entry.currencyAfter)), t + 1)
        }
        if isCharacter(t, "平"), isBoundary(t + 1) || has(t + 1, .of) || has(t + 1, .aboutAfter),
            amount.low > ExactDecimal(9), let squareMetre = Unit.index(of: "平方米")
        {
            return (.measure(squareMetre), t + 1)
        }
        if entry.unit >= 0, isUnit(entry, amount: amount, at: t) { return (.measure(Int(entry.unit)), t + 1) }
        if let duration = durationUnit(after: amount, at: t) { return (.duration(duration.unit), duration.next) }
        if entry.isMeasure { return (.count, t + 1) }
        return (.none, t)
    }

    /// A word for heat or cold in this clause or the one before.
    private func speaksOfTemperature(before t: Int) -> Bool {
        var index = t - 1
        var clauses = 0
        while index >= 0, index >= t - 16, kind(index) != .newline {
            if kind(index) == .clauseEnd {
                clauses += 1
                if clauses > 1 || isCharacter(index, "。") { return false }
            }
            if entry(index).has(Cue.temperature) { return true }
            index -= 1
        }
        return false
    }

    /// 26.7个、26.8个百分点: the unit of a list stands at its end.
    private func sharesPoints(after t: Int) -> Bool {
        var index = t
        while index < t + 12, isCharacter(index, "、") || has(index, .and), numeral(index + 1) != nil,
            isCharacter(index + 2, "个") || has(index + 2, .percentPoint)
        {
            if has(index + 2, .percentPoint) || has(index + 3, .percentPoint) { return true }
            index += 3
        }
        return false
    }

    /// 3.6和4.4个百分点: a figure whose unit stands after the next one.
    private func precedesPoints(_ t: Int) -> Bool {
        (isCharacter(t, "、") || has(t, .and)) && numeral(t + 1) != nil
            && (has(t + 2, .percentPoint) || isCharacter(t + 2, "个") && has(t + 3, .percentPoint))
    }

    /// Names that are coins only where money is spoken of: 块, 毛, 角, 分.
    private func isMoney(_ entry: LexiconEntry, amount: Amount, at t: Int) -> Bool {
        let next = t + 1
        if entry.length == 1, entry.isMeasure {
            if isCharacter(t, "块") {
                return isBoundary(next) || numeral(next) != nil || cue(.price, before: amount.next - 1, within: 4)
                    || has(next, .lowerAfter) || has(next, .aboutAfter) || isCharacter(next, "多")
            }
            let isAlone = isBoundary(next) && (amount.next < 2 || isBoundary(amount.next - 2))
            guard numeral(next) == nil || isCharacter(t, "角") || isCharacter(t, "毛") else { return false }
            if isCharacter(t, "分") {
                return isAlone && tokens.count <= 3 || cue(.price, before: amount.next - 1, within: 3)
            }
            return isAlone || numeral(next) != nil || cue(.price, before: amount.next - 1, within: 4)
        }
        return true
    }

    private func isUnit(_ entry: LexiconEntry, amount: Amount, at t: Int) -> Bool {
        let unit = Unit.all[Int(entry.unit)]
        let isLatin = scan.table.classes[Int(unitAt(t))] == .latin
        if isLatin {
            // 5g is five grams, 4M and 3T are something else unless a place asks for them; a letter never follows Han.
            if amount.traits.contains(.han), !amount.traits.contains(.plain) || entry.length == 1 {
                return amount.power > 0
            }
            if let next = kind(t + 1), next == .latin || next == .numeral, !hasGap(t + 1) { return false }
        }
        if isCharacter(t, "里") {
            return !amount.traits.contains(.leadingZero) && (amount.digits != 4 || amount.power > 0)
        }
        if unit.kind == .weight, isCharacter(t, "两") { return true }
        if isCharacter(t, "升"), isCharacter(t + 1, "为") || isCharacter(t + 1, "至") { return false }
        if startsWith(t, "平方"), entry.length == 2, !isBoundary(t + 1), kind(t + 1) == .word, self.entry(t + 1).unit >= 0
        {
            return false
        }
        return true
    }

    /// The unit of a length of time, if the amount is one and not a day, year or hour of the clock.
    func durationUnit(after amount: Amount, at t: Int) -> (unit: TimeUnit, next: Int)? {
        var index = t
        let hasCounter = isCharacter(index, "个") && !hasGap(index + 1)
        if isCharacter(index, "个") {
            // 两个半小时 is read as a compound.
            index += 1
        }
        if has(index, .half), let unit = time(index + 1) {
            return hasCounter ? (unit, index + 2) : nil
        }
        if hasCounter, has(index, .more) { index += 1 }
        guard let unit = time(index), kind(index) == .word else { return nil }
        let word = entry(index)
        switch unit {
        case .hour:
            if isCharacter(index, "时") { return nil }
            return (unit, index + 1)
        case .minute:
            // 45分30秒 is a length, 45分 alone a score.
            if isCharacter(index, "分") {
                return numeral(index + 1) != nil && startsWith(index + 2, "秒") ? (unit, index + 1) : nil
            }
            return (unit, index + 1)
        case .second, .quarterHour:
            return (unit, index + 1)
        case .day:
            if isCharacter(index, "号") || isCharacter(index, "晚") || isCharacter(index, "夜") { return nil }
            if isCharacter(index, "日") { return isDays(amount, at: index) ? (unit, index + 1) : nil }
            return (unit, index + 1)
        case .week:
            if word.isMeasure { return nil }
            return (unit, index + 1)
        case .month:
            if isCharacter(index, "月") {
                // 数月 has no 个.
                let isSeveral = amount.traits.contains(.vague) && amount.low == ExactDecimal(1) && amount.power == 0
                return hasCounter || isSeveral ? (unit, index + 1) : nil
            }
            if word.length == 2, isCharacter(index, "月") == false, !startsWithCounter(index) {
                return hasCounter ? (unit, index + 1) : nil
            }
            return (unit, index + 1)
        case .quarter:
            return hasCounter ? (unit, index + 1) : nil
        case .year:
            if isYearCount(word, at: index) { return (unit, index + 1) }
            return nil
        case .decade:
            return nil
        case .century:
            return hasCounter ? (unit, index + 1) : nil
        case .fortnight, .halfYear:
            return nil
        }
    }

    private func startsWithCounter(_ t: Int) -> Bool {
        unitAt(t) == UInt16(truncatingIfNeeded: Unicode.Scalar("个").value)
    }

    /// 年, 载, 年头 count years; 年度, 周年 and 岁 do not.
    private func isYearCount(_ word: LexiconEntry, at t: Int) -> Bool {
        if word.length == 1 { return true }
        let second = Int(scan.tokens[t].start) + 1
        guard second < scan.units.count else { return false }
        // 年头 and 春秋 are years, 年份 and 年度 name one, 周年 and 周岁 are counted as such.
        let last = scan.units[Int(scan.tokens[t].end) - 1]
        return last == UInt16(truncatingIfNeeded: Unicode.Scalar("头").value)
            || last == UInt16(truncatingIfNeeded: Unicode.Scalar("秋").value)
    }

    /// 90日 and 5日内 are lengths, 5日 is a day of the month.
    private func isDays(_ amount: Amount, at t: Int) -> Bool {
        if amount.small > 31 || amount.small < 0 || amount.isRange { return true }
        if Grammar.beforeDays.contains(where: { endsWith($0, before: t - 1) }) { return true }
        return isCharacter(t + 1, "内") || has(t + 1, .upperAfter) || has(t + 1, .lowerAfter)
    }
}
