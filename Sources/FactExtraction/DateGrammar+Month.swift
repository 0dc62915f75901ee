import Newsprint

extension Grammar {
    // MARK: Parts of a month

    func readPartOfMonth(_ date: inout DateExpression, _ next: inout Int) {
        let hasMonth = date.months != nil || date.monthOffset != nil
        guard hasMonth, date.days == nil, date.tenDays == nil, date.halfMonth == nil, date.nth == nil, date.lead == nil,
            date.edge == nil
        else { return }
        var start = next
        if has(start, .of) { start += 1 }
        if let end = dayEnd(date, start) {
            applyDay(&date, start)
            next = end
            return
        }
        switch entry(start).dateWord {
        case .lunarDay(let day):
            var number = day
            var end = start + 1
            if day == 20, let unit = numeral(end), 1...9 ~= unit.small, unit.digits == 1 {
                number += unit.small
                end += 1
            }
            date.isLunar = true
            date.rule = .dateLunar
            date.days = number...number
            next = end
        case .tenDays(let number):
            date.tenDays = number
            next = start + 1
        case .halfMonth(let number):
            date.halfMonth = number
            next = start + 1
        default:
            if start == next, hasEdge(next) {
                _ = readEdge(&date, &next)
            } else if readLead(&date, &start) || readNthMonthOrWeek(&date, &start) {
                next = start
            }
        }
    }

    /// The token after a day of the month at `t`, or nil.
    func dayEnd(_ date: DateExpression, _ t: Int) -> Int? {
        guard let first = numeral(t), let months = date.months ?? (date.monthOffset != nil ? 1...1 : nil),
            months.count == 1
        else { return nil }
        // 初十 … 三十 of a lunar month carry no 日.
        if date.isLunar, 1...30 ~= first.small {
            return isDayWord(t + 1) ? t + 2 : t + 1
        }
        guard 1...31 ~= first.small, first.digits <= 2 else { return nil }
        if isDayWord(t + 1) { return t + 2 }
        if isLunarFestival(date, first) || isDoubleDay(date, first, next: t + 1) { return t + 1 }
        // 12-19日, 9、10日
        if has(t + 1, .rangeConnector) || isCharacter(t + 1, "、"), let second = numeral(t + 2), 1...31 ~= second.small,
            second.small > first.small,
            second.digits <= 2, isDayWord(t + 3)
        {
            return t + 4
        }
        // 二〇〇四年八月十五
        if case .absolute? = date.year, first.traits.contains(.han), isBoundary(t + 1) || has(t + 1, .rangeConnector) {
            return t + 1
        }
        // 1月3, 2月10 at the end of an expression.
        if !first.traits.contains(.han), first.traits.contains(.plain),
            isBoundary(t + 1) && !isCharacter(t + 1, "/") || has(t + 1, .rangeConnector)
        {
            return t + 1
        }
        return nil
    }

    /// 八月十五 and the like: days that are told by the lunar calendar alone.
    func isLunarFestival(_ date: DateExpression, _ day: Numeral) -> Bool {
        guard let month = date.months?.lowerBound, day.traits.contains(.han), !day.traits.contains(.plain) else {
            return false
        }
        if case .absolute? = date.year { return false }
        return [(8, 15), (7, 15), (1, 15)].contains { $0 == (month, day.small) }
    }

    /// 二月二, 三月三: festivals of the lunar calendar.
    func isDoubleDay(_ date: DateExpression, _ day: Numeral, next: Int) -> Bool {
        guard let month = date.months?.lowerBound, day.traits.contains([.han, .plain]),
            isBoundary(next) || has(next, .of)
        else { return false }
        return month == day.small && [2, 3, 5, 6, 7, 9].contains(month)
    }

    func applyDay(_ date: inout DateExpression, _ t: Int) {
        guard let first = numeral(t) else { return }
        if !date.isLunar, isLunarFestival(date, first) || isDoubleDay(date, first, next: t + 1), !isDayWord(t + 1) {
            date.isLunar = true
            date.rule = .dateLunar
        }
        if !date.isLunar, !isDayWord(t + 1), let second = numeral(t + 2), isDayWord(t + 3),
            has(t + 1, .rangeConnector) || isCharacter(t + 1, "、"), second.small > first.small
        {
            date.days = first.small...second.small
        } else {
            date.days = first.small...first.small
        }
    }

    func isDayWord(_ t: Int) -> Bool { isCharacter(t, "日") || isCharacter(t, "号") }
}
