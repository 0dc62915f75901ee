import Newsprint

extension Grammar {
    /// Takes an amount of time, with smaller units after it, as a duration.
    mutating func takeDuration(_ amount: Amount, _ unit: TimeUnit, _ first: Int, _ next: Int, isRange: Bool) -> Int {
        if isCharacter(first - 1, "这") || isCharacter(first - 1, "那"), unit == .day {
            return refuse(first, next, .dayNumber)
        }
        if has(first - 1, .each), !isRange { return refuse(first, next, .label) }
        if isSeveral(first), isRecency(first, next) {
            return refuse(first, next, .dayNumber)
        }
        var amount = amount
        // 千年古镇: a round figure of speech.
        if amount.traits.contains(.bareMultiplier), amount.approx == nil, amount.power == 0 { amount.approx = .about }
        var parts = DurationParts()
        parts.add(amount.low, unit)
        var end = next
        var isCompound = false
        if !isRange, !amount.isRange {
            while let part = smallerPart(at: end, below: unit) {
                parts.add(part.value, part.unit)
                end = part.next
                isCompound = true
            }
        }
        if let hundredths = hundredths(at: end) {
            // 28秒96
            parts.add(hundredths, .second)
            end += 1
            isCompound = true
        }
        var approx = amount.approx
        if isCompound, let bound = boundAfter(end) {
            approx = bound.approx
            end = bound.next
        } else if approx == nil || approx == .about, isCharacter(end, "内"), !hasGap(end) {
            approx = .upper
            end += 1
        }
        let low = parts.iso
        var high = low
        if isRange || amount.isRange {
            var upper = DurationParts()
            upper.add(amount.high, unit)
            high = upper.iso
        }
        let rule: Rule = isRange || amount.isRange ? .durationRange : isCompound ? .durationCompound : .duration
        return take(.duration, first, end, .duration(low: low, high: high, approx: approx), rule)
    }

    /// 几 or 数 alone.
    private func isSeveral(_ t: Int) -> Bool {
        isCharacter(t, "几") || isCharacter(t, "数")
    }

    /// 近几年, 这几天, 几年前: marks of recency, no lengths.
    private func isRecency(_ first: Int, _ next: Int) -> Bool {
        let before = entry(first - 1)
        return before.has(Mark.past) || before.has(.next) || before.has(.head) || has(first - 1, .last)
            || has(next, .before) || has(next, .since) || has(next, .after)
    }

    /// The two digits after 秒 in the times of races.
    private func hundredths(at t: Int) -> ExactDecimal? {
        guard isCharacter(t - 1, "秒"), let part = numeral(t), part.traits.contains(.plain), !part.traits.contains(.han),
            part.digits == 2,
            !hasGap(t), entry(t + 1).unit < 0, !entry(t + 1).isMeasure, entry(t + 1).time == nil
        else { return nil }
        return ExactDecimal(coefficient: Int128(part.value.integer ?? 0), exponent: -2)
    }

    /// A smaller unit right after a larger one: 8天20时, 两小时十分, 2年6个月.
    private func smallerPart(at t: Int, below unit: TimeUnit) -> (value: ExactDecimal, unit: TimeUnit, next: Int)? {
        var start = t
        if isCharacter(start, "零") || isCharacter(start, "又") { start += 1 }
        guard let part = amount(at: start), part.small >= 0, !part.isRange, !hasGap(start) else { return nil }
        var index = part.next
        if isCharacter(index, "个") { index += 1 }
        guard let smaller = time(index), smaller.rawValue < unit.rawValue, smaller != .week || unit == .month,
            unit.rawValue >= TimeUnit.minute.rawValue
        else { return nil }
        if smaller == .quarter { return nil }
        if smaller == .month, index == part.next, isCharacter(index, "月") { return nil }
        if smaller == .day, !isCharacter(index, "天"), !isCharacter(index, "日") { return nil }
        if smaller == .day, isCharacter(index, "日"), unit == .year { return nil }
        return (part.low, smaller, index + 1)
    }
}

/// The parts of an ISO 8601 duration.
struct DurationParts {
    private var months: ExactDecimal = .zero
    private var years: ExactDecimal = .zero
    private var weeks: ExactDecimal = .zero
    private var days: ExactDecimal = .zero
    private var hours: ExactDecimal = .zero
    private var minutes: ExactDecimal = .zero
    private var seconds: ExactDecimal = .zero

    /// Adds so many of a unit; half a year is six months, a quarter three.
    mutating func add(_ value: ExactDecimal, _ unit: TimeUnit) {
        switch unit {
        case .second: seconds = seconds.adding(value) ?? seconds
        case .minute: minutes = minutes.adding(value) ?? minutes
        case .quarterHour: addTimes(value, 15, to: \.minutes)
        case .hour: hours = hours.adding(value) ?? hours
        case .day: days = days.adding(value) ?? days
        case .week: weeks = weeks.adding(value) ?? weeks
        case .fortnight: addTimes(value, 2, to: \.weeks)
        case .month: months = months.adding(value) ?? months
        case .quarter: addTimes(value, 3, to: \.months)
        case .halfYear: addTimes(value, 6, to: \.months)
        case .year: addYears(value)
        case .decade: addTimes(value, 10, to: \.years)
        case .century: addTimes(value, 100, to: \.years)
        }
    }

    private mutating func addTimes(
        _ value: ExactDecimal,
        _ factor: Int,
        to part: WritableKeyPath<DurationParts, ExactDecimal>
    ) {
        guard let product = value.multiplied(by: ExactDecimal(factor)), let sum = self[keyPath: part].adding(product)
        else { return }
        self[keyPath: part] = sum
    }

    private mutating func addYears(_ value: ExactDecimal) {
        guard value.fractionDigits > 0, let inMonths = value.multiplied(by: ExactDecimal(12)),
            let whole = inMonths.integer
        else {
            years = years.adding(value) ?? years
            return
        }
        years = years.adding(ExactDecimal(whole / 12)) ?? years
        months = months.adding(ExactDecimal(whole % 12)) ?? months
    }

    /// The duration in ISO 8601 form.
    var iso: String {
        var text = "P"
        if years != .zero { text += "\(years)Y" }
        if months != .zero { text += "\(months)M" }
        var days = days
        if weeks != .zero {
            if years == .zero, months == .zero, days == .zero, hours == .zero, minutes == .zero, seconds == .zero {
                return text + "\(weeks)W"
            }
            days = days.adding(weeks.multiplied(by: ExactDecimal(7)) ?? .zero) ?? days
        }
        if days != .zero { text += "\(days)D" }
        if hours != .zero || minutes != .zero || seconds != .zero {
            text += "T"
            if hours != .zero { text += "\(hours)H" }
            if minutes != .zero { text += "\(minutes)M" }
            if seconds != .zero { text += "\(seconds)S" }
        }
        return text == "P" ? "PT0S" : text
    }
}
