import Newsprint

extension Grammar {
    /// Takes a measured amount as the fact of its kind.
    mutating func finish(
        _ amount: Amount,
        _ unit: UnitReading,
        first: Int,
        numeral: Int,
        next: Int,
        isRange: Bool,
        isCompound: Bool
    ) -> Int {
        var amount = amount
        switch unit {
        case .none, .count:
            return refuse(first, next, .bareHan)
        case .percent:
            return takePercent(amount, first, next, scale: 0, isRange ? .percentRange : .percent)
        case .perMille:
            return takePercent(amount, first, next, scale: -1, isRange ? .percentRange : .percent)
        case .points:
            let rule: Rule = isRange ? .percentRange : .percentPoints
            return take(.percent, first, next, .percent(amount.figure, points: true), rule)
        case .tenths:
            return takePercent(amount, first, next, scale: 1, isRange ? .percentRange : .percentTenths)
        case .discount:
            // 八五折 is 85 %, 九折 90 %.
            let isTwoDigits = amount.traits.contains(.han) && amount.digits == 2 && !isRange
            if isTwoDigits, let value = self.numeral(numeral)?.value {
                amount.low = value
                amount.high = value
            }
            return takePercent(amount, first, next, scale: isTwoDigits ? 0 : 1, .percentDiscount)
        case .money(let index):
            return takeMoney(
                amount,
                Currency.all[index],
                first,
                numeral,
                next,
                isRange: isRange,
                isCompound: isCompound
            )
        case .measure(let index):
            return takeMeasure(amount, Unit.all[index], first, next, isRange: isRange, isCompound: isCompound)
        case .duration(let time):
            return takeDuration(amount, time, first, next, isRange: isRange)
        }
    }

    private mutating func takePercent(_ amount: Amount, _ first: Int, _ next: Int, scale: Int, _ rule: Rule) -> Int {
        let factor = ExactDecimal.power(ofTen: scale)
        let figure = Figure(
            low: amount.low.multiplied(by: factor),
            high: amount.high.multiplied(by: factor),
            approx: amount.approx
        )
        return take(.percent, first, next, .percent(figure, points: false), rule)
    }

    mutating func takeMoney(
        _ amount: Amount,
        _ currency: Currency,
        _ first: Int,
        _ numeral: Int,
        _ next: Int,
        isRange: Bool,
        isCompound: Bool
    ) -> Int {
        let figure = Figure(
            low: amount.low.multiplied(by: currency.worth),
            high: amount.high.multiplied(by: currency.worth),
            approx: amount.approx
        )
        var per = priceUnit(before: first) ?? pricedUnit(before: first) ?? averageUnit(before: first)
        if per == nil, isCharacter(next, "/") || has(next, .each) { per = unitName(next + 1) }
        let rule: Rule = isRange ? .moneyRange : isCompound ? .moneyCoins : .money
        return take(.money, first, next, .money(figure, currency: currency.code, per: per), rule, numeral: numeral)
    }

    /// The unit of a price from the words before it: 每亩, 每平方米约.
    private func priceUnit(before first: Int) -> String? {
        var index = first - 1
        while index >= 0, index >= first - 3, kind(index) == .word, !has(index, .each) {
            if let name = unitName(index), has(index - 1, .each) { return name }
            let entry = entry(index)
            guard entry.has(.aboutBefore) || entry.has(.lowerBefore) || entry.has(.upperBefore) else { break }
            index -= 1
        }
        guard index >= 1, has(index - 1, .each) else { return nil }
        return unitName(index)
    }

    /// The unit of 一斤能卖两块五.
    private func pricedUnit(before first: Int) -> String? {
        var index = first - 1
        while index > 0, index >= first - 5, let kind = kind(index), kind == .word || kind == .other {
            if entry(index).unit >= 0, numeral(index - 1)?.small == 1, numeral(index - 1)?.traits.contains(.han) == true
            {
                return unitName(index)
            }
            index -= 1
        }
        return nil
    }

    /// The unit of 亩均税收28.6万元, 人均可支配收入达41230元.
    private func averageUnit(before first: Int) -> String? {
        let end = Int(scan.tokens[first].start)
        var index = end - 1
        while index > 0, end - index < 14 {
            let kind = scan.table.classes[Int(scan.units[index])]
            guard kind != .clauseEnd, kind != .newline, kind != .digit, kind != .mark else { return nil }
            if scan.units[index] == Grammar.average, Grammar.averaged.contains(scan.units[index - 1]) {
                return String(decoding: [scan.units[index - 1]], as: UTF16.self)
            }
            index -= 1
        }
        return nil
    }

    private static let average = unit("均")
    private static let averaged = Set("亩户人村镇县校企店日年月周".utf16)

    private func unitName(_ t: Int) -> String? {
        let entry = entry(t)
        if entry.unit >= 0 { return Unit.all[Int(entry.unit)].names[0] }
        guard entry.isMeasure || entry.time != nil || isCharacter(t, "股") else { return nil }
        return scan.folded(t)
    }

    private mutating func takeMeasure(
        _ amount: Amount,
        _ unit: Unit,
        _ first: Int,
        _ next: Int,
        isRange: Bool,
        isCompound: Bool
    ) -> Int {
        var unit = unit
        // 时速350公里 is a speed.
        if unit.kind == .length, isSpeed(first),
            let perHour = Unit.index(of: unit.names[0] + "/小时")
        {
            unit = Unit.all[perHour]
        }
        var amount = amount
        var first = first
        if unit.kind == .temperature, has(first - 1, .below) {
            first -= 1
            // The colder end is the lower one, and what is at least so far below zero is at most so warm.
            let coldest = amount.high.negated
            amount.high = amount.low.negated
            amount.low = coldest
            amount.approx = amount.approx.map { $0 == .lower ? .upper : $0 == .upper ? .lower : .about }
        }
        guard let low = unit.base(amount.low), let high = unit.base(amount.high) else {
            return refuse(first, next, .overlong)
        }
        if let next = priced(unit, amount, first, next) { return next }
        let si = Figure(low: low, high: high)
        let rule: Rule = isRange ? .measureRange : isCompound ? .measureCompound : .measure
        let value = Fact.Value.measure(amount.figure, unit: unit.names[0], si: si, ucum: unit.ucum)
        return take(unit.kind, first, next, value, rule)
    }

    /// 一斤能卖两块五: one of the unit that a price is told of.
    private mutating func priced(_ unit: Unit, _ amount: Amount, _ first: Int, _ next: Int) -> Int? {
        guard amount.small == 1, amount.traits.contains(.han), next == first + 2 else { return nil }
        var index = next
        while index < next + 5, let kind = kind(index), kind != .clauseEnd, kind != .newline, kind != .mark {
            if let price = self.amount(at: index) {
                guard case .money = self.unit(after: price, at: price.next).0 else { return nil }
                return refuse(first, next, .priced)
            }
            index += 1
        }
        return nil
    }

    /// 时速, 每小时 before a length, with a bounding word between or not.
    private func isSpeed(_ first: Int) -> Bool {
        let index = boundBefore(first)?.token ?? first
        return entry(index - 1).has(Cue.speed) && !isCharacter(index - 1, "度")
            || startsWith(index - 1, "小时") && has(index - 2, .each)
    }

    // MARK: Figures with something before them

    /// What a word at `t` begins: a price with its sign, a percentage with its prefix, an ordinal, half of something, a
    /// comparison.
    mutating func prefixed(at t: Int) -> Int? {
        let entry = entry(t)
        if entry.has(.percentPrefix) { return percentPrefixed(at: t) }
        if entry.currencyBefore >= 0, let next = moneySigned(at: t, Int(entry.currencyBefore)) { return next }
        if entry.has(.ordinal) { return ordinal(at: t) }
        if startsWith(t, "打对折") {
            return take(.percent, t, t + 1, .percent(Figure(ExactDecimal(50)), points: false), .percentDiscount)
        }
        if entry.has(.each), let next = recurrence(at: t) { return next }
        if entry.has(.half) { return half(at: t) }
        if entry.has(.lowerComparison) || entry.has(.upperComparison) { return comparison(at: t) }
        return nil
    }

    /// 百分之六, 万分之三, 百分之五至八.
    private mutating func percentPrefixed(at t: Int) -> Int? {
        guard var amount = amount(at: t + 1) else { return nil }
        var next = amount.next
        var isRange = false
        if has(next, .rangeConnector) {
            let start = has(next + 1, .percentPrefix) && scan.folded(next + 1) == scan.folded(t) ? next + 2 : next + 1
            if let second = self.amount(at: start), amount.low < second.high, self.entry(second.next).unit < 0 {
                amount.high = second.high
                next = second.next
                isRange = true
            }
        }
        if let bound = boundAfter(next) {
            amount.approx = bound.approx
            next = bound.next
        } else if let bound = boundBefore(t) {
            amount.approx = bound.approx
        }
        let scale =
            switch scan.tokens[t].end - scan.tokens[t].start {
            case 3 where unitAt(t) == Folded.hundred: 0
            case 3 where unitAt(t) == Folded.thousand: -1
            case 3: -2
            case 4 where unitAt(t) == Folded.ten: -3
            default: -4
            }
        return takePercent(amount, t, next, scale: scale, isRange ? .percentRange : .percentPrefix)
    }

    /// 负百分之五: the fraction's reading would lose its hundred.
    mutating func negativePercent(at t: Int) -> Int? {
        guard let numeral = numeral(t), numeral.traits.contains(.signed), has(t + 1, .fraction),
            let share = amount(at: t + 2),
            numeral.value == ExactDecimal(-100) || numeral.value == ExactDecimal(-1000),
            scan.tokens[t].end - scan.tokens[t].start == 2
        else { return nil }
        let factor = ExactDecimal.power(ofTen: numeral.value == ExactDecimal(-100) ? 0 : -1)
        let figure = Figure(
            low: share.low.negated.multiplied(by: factor),
            high: share.high.negated.multiplied(by: factor),
            approx: share.approx
        )
        return take(.percent, t, share.next, .percent(figure, points: false), .percentPrefix)
    }

    /// $20, 港币3.14, 人民币300, US$5亿.
    private mutating func moneySigned(at t: Int, _ index: Int) -> Int? {
        guard var amount = amount(at: t + 1) else { return nil }
        let (unit, after) = unit(after: amount, at: amount.next)
        if case .money(let named) = unit, Currency.all[named].worth == ExactDecimal(1) {
            // 人民币5亿元, 新台币300元: the name before decides.
            let isOwnName = self.entry(amount.next).length > 1
            var next = after
            if let range = moneyRange(amount, next: after) {
                amount = range.amount
                next = range.next
            }
            let coins = compound(amount, unit, next: next)
            if let coins {
                amount.low = coins.value
                amount.high = coins.value
                next = coins.next
            }
            let bound = boundAfter(next)
            amount.approx = bound?.approx ?? boundBefore(t)?.approx ?? amount.approx
            let currency = Currency.all[isOwnName ? named : index]
            return takeMoney(
                amount,
                currency,
                t,
                t + 1,
                bound?.next ?? next,
                isRange: amount.isRange,
                isCompound: coins != nil
            )
        }
        guard unit == .none else { return nil }
        let bound = boundAfter(amount.next)
        amount.approx = bound?.approx ?? boundBefore(t)?.approx ?? amount.approx
        let per = isCharacter(bound?.next ?? amount.next, "/") ? unitName((bound?.next ?? amount.next) + 1) : nil
        return take(
            .money,
            t,
            bound?.next ?? amount.next,
            .money(amount.figure, currency: Currency.all[index].code, per: per),
            .moneySign,
            numeral: t + 1
        )
    }

    private func moneyRange(_ first: Amount, next: Int) -> (amount: Amount, next: Int)? {
        guard has(next, .rangeConnector), let second = amount(at: next + 1) else { return nil }
        let (unit, after) = unit(after: second, at: second.next)
        guard case .money = unit, let joined = span(first, second, firstHasUnit: true) else { return nil }
        return (joined, after)
    }

    /// 第三, 第19; not 第一季度 (a date) and not 第二天 read as a day.
    private mutating func ordinal(at t: Int) -> Int? {
        guard let numeral = numeral(t + 1), numeral.small >= 0, !numeral.traits.contains(.pair) else { return nil }
        return take(.ordinal, t, t + 2, .ordinal(numeral.value), .ordinal)
    }

    /// 半年, 半小时, 半个月, 半天; 半百 and 半斤.
    private mutating func half(at t: Int) -> Int? {
        if isCharacter(t + 1, "百") || numeral(t + 1)?.value == ExactDecimal(100), isBoundary(t + 2), isBoundary(t - 1) {
            return take(.number, t, t + 2, .number(Figure(ExactDecimal(50)), measure: nil, per: nil), .numberHan)
        }
        guard !hasGap(t + 1) else { return nil }
        var index = t + 1
        if isCharacter(index, "个") { index += 1 }
        if has(index, .more) { index += 1 }
        let unit = entry(index)
        let halfValue = ExactDecimal(coefficient: 5, exponent: -1)
        if let time = unit.time, unit.length <= 2, !unit.isPhrase, let iso = halfDuration(time), !has(t - 1, .each) {
            if time == .day, !isCharacter(index, "天") { return nil }
            var next = index + 1
            if isCharacter(next, "多") || isCharacter(next, "余") { next += 1 }
            return take(.duration, t, next, .duration(low: iso, high: iso, approx: boundBefore(t)?.approx), .duration)
        }
        guard index == t + 1, unit.unit >= 0, unit.length == 1 else { return nil }
        let amount = Amount(
            low: halfValue,
            high: halfValue,
            approx: boundBefore(t)?.approx,
            traits: .han,
            digits: 0,
            small: -1,
            power: 0,
            next: index
        )
        return takeMeasure(amount, Unit.all[Int(unit.unit)], t, index + 1, isRange: false, isCompound: false)
    }

    private func halfDuration(_ unit: TimeUnit) -> String? {
        switch unit {
        case .year: "P6M"
        case .month: "P0.5M"
        case .week: "P3.5D"
        case .day: "PT12H"
        case .hour: "PT30M"
        case .minute: "PT30S"
        case .century: "P50Y"
        default: nil
        }
    }

    /// A number without unit behind 大于等于, 不超过, ≥: the comparison belongs to it.
    private mutating func comparison(at t: Int) -> Int? {
        guard let amount = amount(at: t + 1), refusal(at: t + 1) == nil else { return nil }
        let (unit, _) = unit(after: amount, at: amount.next)
        guard unit == .none, entry(amount.next).time == nil else { return nil }
        if entry(t).has(.lowerComparison), let upper = upperComparison(after: amount.next),
            amount.low < upper.amount.high
        {
            // 大于100并且小于300
            let figure = Figure(low: amount.low, high: upper.amount.high)
            return take(
                .number,
                t,
                upper.next,
                .number(figure, measure: nil, per: nil),
                .numberComparison,
                numeral: t + 1
            )
        }
        let isLower = entry(t).has(.lowerComparison)
        let figure = Figure(low: amount.low, high: amount.high, approx: isLower ? .lower : .upper)
        return take(.number, t, amount.next, .number(figure, measure: nil, per: nil), .numberComparison, numeral: t + 1)
    }

    /// A second comparison that closes the first: 并且小于300.
    private func upperComparison(after t: Int) -> (amount: Amount, next: Int)? {
        var index = t
        if startsWith(index, "且") || startsWith(index, "并且") || startsWith(index, "而且") || startsWith(index, "而")
            || startsWith(index, ",") || startsWith(index, "，")
        {
            index += 1
        }
        guard has(index, .upperComparison), let amount = amount(at: index + 1) else { return nil }
        return (amount, amount.next)
    }
}
