import Newsprint

extension Grammar {
    // MARK: Numeric dates

    /// The year that opens an event's name: 2023国际马拉松, “2024浙商大会”.
    func eventYear(at t: Int) -> (expression: DateExpression, next: Int)? {
        guard let year = numeral(t), year.traits.contains(.plain), !year.traits.contains(.han), year.digits == 4,
            1949...2050 ~= year.small, isBoundary(t - 1), let following = kind(t + 1),
            following == .other || isEventWord(t + 1)
        else { return nil }
        var date = DateExpression()
        date.year = .absolute(year.small)
        return (date, t + 1)
    }

    func isEventWord(_ t: Int) -> Bool {
        startsWith(t, "国际") || startsWith(t, "全国") || startsWith(t, "中国") || entry(t).isPhrase && !entry(t).isPlain
    }

    /// 2010-01-29, 2010/1/29, 2010.1.29, 13.5.2015, 1999.08, 09-01.
    func numericDate(at t: Int) -> (expression: DateExpression, next: Int)? {
        guard let numeral = numeral(t), !numeral.traits.contains(.han), !numeral.traits.contains(.signed),
            numeral.power == 0
        else { return nil }
        guard
            isCharacter(t + 1, "-") || isCharacter(t + 1, "/") || isCharacter(t + 1, ".") || numeral.value.exponent < 0
        else {
            return nil
        }
        if kind(t - 1) == .latin, !hasGap(t) { return nil }
        var parts: [(value: Int, digits: Int)] = []
        var separator: UInt16 = 0
        var index = Int(scan.tokens[t].start)
        var value = 0
        var digits = 0
        while index <= scan.units.count {
            let unit = index < scan.units.count ? scan.units[index] : 0
            if scan.table.classes[Int(unit)] == .digit, digits < 5, digits == 0 || !scan.gaps[index] {
                value = value * 10 + Int(unit - Folded.zero)
                digits += 1
            } else {
                parts.append((value, digits))
                guard digits > 0, parts.count < 3, unit == separator || separator == 0,
                    unit == Folded.minus || unit == Folded.slash || unit == Folded.point, index + 1 < scan.units.count,
                    scan.table.classes[Int(scan.units[index + 1])] == .digit
                else { break }
                separator = unit
                value = 0
                digits = 0
            }
            index += 1
        }
        guard var date = numericExpression(parts, separator, from: t, to: index) else { return nil }
        date.rule = .dateNumeric
        var next = t
        while next < scan.tokens.count, Int(scan.tokens[next].start) < index { next += 1 }
        guard next > t, Int(scan.tokens[next - 1].end) == index else { return nil }
        return (date, next)
    }

    func numericExpression(
        _ parts: [(value: Int, digits: Int)],
        _ separator: UInt16,
        from t: Int,
        to end: Int
    ) -> DateExpression? {
        var date = DateExpression()
        if parts.count == 3 {
            let isYearFirst = parts[0].digits == 4 && parts[1].digits <= 2 && parts[2].digits <= 2
            let isYearLast =
                parts[2].digits == 4 && parts[0].digits <= 2 && parts[1].digits <= 2 && separator == Folded.point
            guard isYearFirst || isYearLast else { return nil }
            let year = isYearFirst ? parts[0].value : parts[2].value
            let day = isYearFirst ? parts[2].value : parts[0].value
            guard CalendarDate(year: year, month: parts[1].value, day: day) != nil else { return nil }
            date.year = .absolute(year)
            date.months = parts[1].value...parts[1].value
            date.days = day...day
            return date
        }
        guard parts.count == 2, parts[1].digits == 2 else { return nil }
        let after = end < scan.units.count ? scan.units[end] : 0
        let closes =
            after == 0 || scan.table.classes[Int(after)] == .clauseEnd || after == Folded.minus
            || scan.table.classes[Int(after)] == .mark
        if parts[0].digits == 4, 1900...2100 ~= parts[0].value, 1...12 ~= parts[1].value, closes,
            isBoundary(t - 1) || has(t - 1, .rangeConnector) || has(t - 1, .from)
        {
            date.year = .absolute(parts[0].value)
            date.months = parts[1].value...parts[1].value
            return date
        }
        guard parts[0].digits == 2, separator == Folded.minus, 1...12 ~= parts[0].value, 1...31 ~= parts[1].value,
            after == 0 || scan.table.classes[Int(after)] == .clauseEnd, isBoundary(t - 1)
        else { return nil }
        date.months = parts[0].value...parts[0].value
        date.days = parts[1].value...parts[1].value
        return date
    }
}
