import Newsprint

/// How often something happens: 每季度, 每两年, 每周两次, 一年三次.
extension Grammar {
    /// Measure words that count how often.
    private static let times = [
        "次", "回", "趟", "遍", "班", "顿", "场", "茬", "季", "熟", "轮", "圈", "届", "批次", "班次", "架次", "场次",
    ]

    /// 每季度, 每半年, 每隔三天: what comes round.
    mutating func recurrence(at t: Int) -> Int? {
        guard !isCharacter(t, "各"), let period = period(at: t + 1) else { return nil }
        guard !isDenominator(at: period.next) else { return nil }
        return take(.duration, t, period.next, .recurrence(period.iso), .recurrence)
    }

    /// A length of time behind 每: its form, and the token after it.
    private func period(at t: Int) -> (iso: String, next: Int)? {
        var index = t
        var count = ExactDecimal(1)
        if let numeral = numeral(index) {
            guard 1...99 ~= numeral.small else { return nil }
            count = ExactDecimal(numeral.small)
            index += 1
        } else if has(index, .half) {
            count = ExactDecimal(coefficient: 5, exponent: -1)
            index += 1
        }
        if isCharacter(index, "个") { index += 1 }
        let word = entry(index)
        guard let unit = word.time, !word.isMeasure || word.length == 1, !isCharacter(index, "号"),
            !isCharacter(index, "分"), !isCharacter(index, "时"), !isCharacter(index, "刻")
        else { return nil }
        if let numeral = numeral(t), isCharacter(index, "日") || isCharacter(index, "月"), numeral.small > 0,
            !isCharacter(index - 1, "个")
        {
            // 每5月 and 每1日 name a month and a day.
            return nil
        }
        // 每秒 and 每小时 are denominators; 每90分钟 comes round.
        if index == t, unit.rawValue < TimeUnit.day.rawValue { return nil }
        var parts = DurationParts()
        parts.add(count, unit)
        return (parts.iso, index + 1)
    }

    /// Whether a figure stands in the rest of the clause that the time is the denominator of (每天睡足9小时, 每年300元);
    /// a count of times is none, it says the same again (每季度一次).
    private func isDenominator(at t: Int) -> Bool {
        var index = t
        while index < t + 12, let kind = kind(index), kind != .clauseEnd, kind != .newline {
            if let amount = amount(at: index) {
                let (unit, next) = unit(after: amount, at: amount.next)
                let isOne = amount.small == 1 && amount.traits.contains(.han)
                if unit != .none { return unit != .count || !isOne && !isTimes(next - 1) }
            }
            index += 1
        }
        return false
    }

    /// The time in which the count at `t` comes round; `isLength` if a length of time was read for it (一年三次).
    func rate(at t: Int, measure: Int) -> (unit: String, isLength: Bool)? {
        let first = boundBefore(t)?.token ?? t
        if let start = eachBefore(first) { return (text(start..<first), false) }
        guard let last = readings.last, last.kind == .duration, isTimes(measure) else { return nil }
        if case .recurrence = last.value {
            guard first - last.last <= 10, isSameClause(last.last, first) else { return nil }
            return (text((last.first + 1)..<last.last), false)
        }
        guard last.last == first, numeral(last.first)?.small == 1, last.last - last.first == 2 else { return nil }
        return (text((last.first + 1)..<last.last), true)
    }

    /// The token after 每 if a unit of time stands between it and `t`.
    private func eachBefore(_ t: Int) -> Int? {
        guard time(t - 1) != nil else { return nil }
        var index = t - 1
        if isCharacter(index - 1, "个") { index -= 1 }
        if numeral(index - 1) != nil || has(index - 1, .half) { index -= 1 }
        return has(index - 1, .each) ? index : nil
    }

    private func isTimes(_ measure: Int) -> Bool { Grammar.times.contains(scan.folded(measure)) }

    private func isSameClause(_ first: Int, _ last: Int) -> Bool {
        !(first..<last).contains { kind($0) == .clauseEnd || kind($0) == .newline }
    }

    private func text(_ range: Range<Int>) -> String { range.map { scan.folded($0) }.joined() }
}
