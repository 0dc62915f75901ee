import Newsprint

extension Grammar {
    // MARK: Ranges and compounds

    /// A second amount after a connector, if both bound one range.
    func range(
        from first: Amount,
        _ firstUnit: UnitReading,
        next: Int
    ) -> (amount: Amount, unit: UnitReading, next: Int)? {
        var connector = next
        if has(connector, .openParenthesis), isCharacter(connector + 1, "含"), has(connector + 2, .closeParenthesis) {
            connector += 3
        } else if has(connector, .inclusive) {
            connector += 1
        }
        if isCharacter(connector, "、"), firstUnit == .none, first.digits == 1, let second = amount(at: connector + 1),
            second.digits == 1, second.small == first.small + 1, !has(connector + 3, .rangeConnector)
        {
            // 5、6天
            let (unit, after) = unit(after: second, at: second.next)
            if unit != .none, unit != .count || !isCharacter(after, "、"),
                var joined = span(first, second, firstHasUnit: false)
            {
                joined.next = after
                return (joined, unit, after)
            }
        }
        guard has(connector, .rangeConnector) else { return nil }
        var start = connector + 1
        if entry(start).currencyBefore >= 0 { start += 1 }
        guard var second = amount(at: start), !first.traits.contains(.signed) || !second.traits.contains(.signed) else {
            // 百分之三至百分之五 is read from its prefix.
            return nil
        }
        let (secondUnit, after) = unit(after: second, at: second.next)
        guard firstUnit.joins(secondUnit) else { return nil }
        if firstUnit == .none, secondUnit == .none || secondUnit == .count {
            // 3-1 is a score, 2-3名 is a range; 至 and 到 say it themselves.
            let isDash = scan.table.classes[Int(unitAt(connector))] == .mark
            if isDash, secondUnit == .none { return nil }
            if first.traits.contains(.leadingZero) || second.traits.contains(.leadingZero) { return nil }
        }
        if firstUnit == .count, secondUnit == .none { return nil }
        guard var joined = joinedRange(first, firstUnit, &second, secondUnit) else { return nil }
        joined.next = after
        return (joined, secondUnit, after)
    }

    /// Brings two measured bounds to the second one's unit.
    private func joinedRange(
        _ first: Amount,
        _ firstUnit: UnitReading,
        _ second: inout Amount,
        _ secondUnit: UnitReading
    ) -> Amount? {
        if firstUnit == secondUnit || firstUnit == .none {
            return span(first, second, firstHasUnit: firstUnit != .none)
        }
        switch (firstUnit, secondUnit) {
        case (.measure(let left), .measure(let right)):
            let small = Unit.all[left]
            let large = Unit.all[right]
            guard let numerator = small.numerator.multiplied(by: large.denominator),
                let denominator = large.numerator.multiplied(by: small.denominator),
                let ratio = numerator.divided(by: denominator, digits: 15), let low = first.low.multiplied(by: ratio)
            else { return nil }
            var converted = first
            converted.low = low
            return span(converted, second, firstHasUnit: true)
        case (.money(let left), .money(let right)):
            guard let ratio = Currency.all[left].worth.divided(by: Currency.all[right].worth, digits: 15),
                let low = first.low.multiplied(by: ratio)
            else { return nil }
            var converted = first
            converted.low = low
            return span(converted, second, firstHasUnit: true)
        default:
            return nil
        }
    }

    /// What follows in smaller units: 三斤半, 1元2角5分, 6米73, 两小时十分.
    func compound(
        _ amount: Amount,
        _ unit: UnitReading,
        next: Int
    ) -> (value: ExactDecimal, next: Int)? {
        guard !amount.isRange, amount.approx == nil else { return nil }
        if has(next, .half), !hasGap(next), unit != .none, unit != .count {
            switch unit {
            case .money, .measure, .duration, .tenths:
                guard !isHalfOfSomething(next + 1),
                    let value = amount.low.adding(ExactDecimal(coefficient: 5, exponent: -1))
                else { return nil }
                return (value, next + 1)
            default: return nil
            }
        }
        switch unit {
        case .money(let index): return coins(amount, Currency.all[index], next: next)
        case .tenths:
            // 三成五
            guard let part = numeral(next), part.traits.contains([.plain, .han]), part.digits == 1, !hasGap(next),
                isBoundary(next + 1) || has(next + 1, .of) || kind(next + 1) == .other,
                let value = amount.low.adding(ExactDecimal(coefficient: Int128(part.small), exponent: -1))
            else { return nil }
            return (value, next + 1)
        case .measure(let index): return smallerUnits(amount, index, next: next)
        default: return nil
        }
    }

    /// 半 that begins something of its own: 半年, 半个.
    private func isHalfOfSomething(_ t: Int) -> Bool {
        time(t) != nil && !isBoundary(t) || isCharacter(t, "个")
    }

    private func coins(_ amount: Amount, _ currency: Currency, next: Int) -> (value: ExactDecimal, next: Int)? {
        var value = amount.low
        var index = next
        var worth = currency.worth
        var found = false
        if has(index, .mixed) || isCharacter(index, "零") { index += 1 }
        while let part = numeral(index), part.traits.contains(.plain), !hasGap(index), part.small >= 0 {
            let coin = entry(index + 1)
            if coin.currencyAfter >= 0, Currency.all[Int(coin.currencyAfter)].code == currency.code,
                Currency.all[Int(coin.currencyAfter)].worth < worth
            {
                worth = Currency.all[Int(coin.currencyAfter)].worth
                guard let ratio = worth.divided(by: currency.worth, digits: 9),
                    let added = part.value.multiplied(by: ratio),
                    let sum = value.adding(added)
                else { return nil }
                value = sum
                index += 2
                found = true
            } else if isBoundary(index + 1) || has(index + 1, .of), part.digits == 1 {
                // 两块五, 3元5: the last digit counts tenths.
                guard let ratio = worth.divided(by: currency.worth, digits: 9),
                    let added = part.value.multiplied(by: ratio)?.multiplied(by: .power(ofTen: -1)),
                    let sum = value.adding(added)
                else { return nil }
                return (sum, index + 1)
            } else {
                break
            }
        }
        return found ? (value, index) : nil
    }

    /// 13天—8周: two lengths of time in different units.
    func durationRange(_ first: Amount, _ unit: TimeUnit, next: Int) -> (value: Fact.Value, next: Int)? {
        guard has(next, .rangeConnector), let second = amount(at: next + 1),
            case (.duration(let upper), let after) = self.unit(after: second, at: second.next), upper != unit
        else { return nil }
        var low = DurationParts()
        low.add(first.low, unit)
        var high = DurationParts()
        high.add(second.high, upper)
        return (.duration(low: low.iso, high: high.iso, approx: nil), after)
    }

    private func smallerUnits(_ amount: Amount, _ unit: Int, next: Int) -> (value: ExactDecimal, next: Int)? {
        let larger = Unit.all[unit]
        var value = amount.low
        var index = next
        var size = larger
        var found = false
        while let part = numeral(index), !hasGap(index), part.small >= 0, !part.traits.contains(.vague) {
            let word = entry(index + 1)
            if word.unit >= 0, Unit.all[Int(word.unit)].kind == larger.kind,
                let sum = add(part.value, Unit.all[Int(word.unit)], to: value, larger, below: size)
            {
                size = Unit.all[Int(word.unit)]
                value = sum
                index += 2
                found = true
            } else if larger.kind == .area, isCharacter(index - 1, "亩"), isCharacter(index + 1, "分"), part.small < 10 {
                // 三亩五分
                guard let sum = value.adding(ExactDecimal(coefficient: Int128(part.small), exponent: -1)) else {
                    return nil
                }
                return (sum, index + (isCharacter(index + 2, "地") ? 3 : 2))
            } else if larger.kind == .length, larger.names[0] == "米", part.traits.contains(.plain),
                part.traits.contains(.han) == amount.traits.contains(.han), !entry(index + 1).isMeasure,
                part.digits == 2 || isBoundary(index + 1) || has(index + 1, .of) || amount.traits.contains(.han),
                entry(index + 1).unit < 0, !found,
                let sum = value.adding(ExactDecimal(coefficient: Int128(part.small), exponent: -part.digits)),
                part.digits <= 2
            {
                // 6米73, 一米八
                return (sum, index + 1)
            } else {
                break
            }
        }
        return found ? (value, index) : nil
    }

    private func add(
        _ part: ExactDecimal,
        _ unit: Unit,
        to value: ExactDecimal,
        _ larger: Unit,
        below size: Unit
    ) -> ExactDecimal? {
        guard let unitSize = unit.numerator.divided(by: unit.denominator, digits: 15),
            let limit = size.numerator.divided(by: size.denominator, digits: 15), unitSize < limit,
            let numerator = unit.numerator.multiplied(by: larger.denominator),
            let denominator = larger.numerator.multiplied(by: unit.denominator),
            let scaled = part.multiplied(by: numerator), let share = scaled.divided(by: denominator, digits: 15)
        else { return nil }
        return value.adding(share)
    }
}
