import Newsprint

extension Grammar {
    // MARK: Parts of a year

    func readPartOfYear(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        let word = entry(next)
        if let named = word.dateWord, readNamedPart(named, &date, &next) { return true }
        if date.year != nil, hasEdge(next), !has(next, .during) || has(next, .early) || has(next, .late) {
            return readEdge(&date, &next)
        }
        if date.year == nil, isCharacter(next, "年"), kind(next - 1) != .numeral,
            hasEdge(next + 1) || isCharacter(next + 1, "内")
        {
            return readBareYearEdge(&date, &next)
        }
        if date.year == nil, isCharacter(next, "月"), kind(next - 1) != .numeral,
            has(next + 1, .early) || has(next + 1, .late) || has(next + 1, .middle) && isMiddle(next + 1)
        {
            // 月底 of the current month.
            date.monthOffset = 0
            date.rule = .dateRelative
            next += 1
            return true
        }
        if date.year != nil, kind(next) == .other,
            let season = ["春", "夏", "秋", "冬"].firstIndex(where: { isCharacter(next, $0) })
        {
            // 2021年春
            date.season = season
            next += 1
            return true
        }
        if readNationalDay(&date, &next) { return true }
        if readQuarter(&date, &next) || readLead(&date, &next) || readMonth(&date, &next) { return true }
        return readNthMonthOrWeek(&date, &next)
    }

    func hasEdge(_ t: Int) -> Bool {
        has(t, .early) || has(t, .late) || has(t, .middle) && isMiddle(t)
    }

    /// 年中 and 月中 only at the end of an expression: 3月中国队 holds no middle of March.
    func isMiddle(_ t: Int) -> Bool {
        isBoundary(t + 1) || has(t + 1, .before) || has(t + 1, .after) || has(t + 1, .since) || has(t + 1, .of)
    }

    func readEdge(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        date.edge = has(next, .early) ? .early : has(next, .late) ? .late : .middle
        next += 1
        return true
    }

    /// 年底, 年初, 年内 of the current year.
    func readBareYearEdge(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        date.year = .relative(0)
        date.rule = .dateRelative
        if isCharacter(next + 1, "内") {
            next += 2
            return true
        }
        next += 1
        return readEdge(&date, &next)
    }

    func readNamedPart(_ word: DateWord, _ date: inout DateExpression, _ next: inout Int) -> Bool {
        switch word {
        case .month(let offset):
            if case .relative? = date.year, offset == 0, let issue {
                // 去年本月
                date.months = issue.month...issue.month
                next += 1
                return true
            }
            guard date.year == nil else { return false }
            date.monthOffset = offset
            date.rule = .dateRelative
        case .week(let offset):
            guard date.year == nil else { return false }
            date.weekOffset = offset
            date.rule = .dateRelative
            next += 1
            readWeekday(&date, &next)
            return true
        case .day(let offset):
            if case .relative? = date.year, offset == 0, let issue {
                // 去年今天
                date.months = issue.month...issue.month
                date.days = issue.day...issue.day
                next += 1
                return true
            }
            guard date.year == nil else { return false }
            date.dayOffset = offset
            date.rule = .dateRelative
        case .quarter(let offset):
            guard date.year == nil else { return false }
            date.quarterOffset = offset
            date.rule = .dateRelative
        case .half(let number):
            date.half = number
        case .weekday(let day):
            guard date.year == nil else { return false }
            date.weekday = day
            date.rule = .dateWeekday
        case .weekend:
            guard date.year == nil else { return false }
            date.isWeekend = true
            date.rule = .dateWeekday
        case .lunarMonth(let month):
            date.isLunar = true
            date.months = month...month
            date.rule = .dateLunar
        case .season(let number):
            date.season = number
        case .seasonOf(let number, let offset):
            guard date.year == nil else { return false }
            date.year = .relative(offset)
            date.season = number
            date.rule = .dateRelative
        case .newYearDay(let day):
            date.isLunar = true
            date.months = 1...1
            date.days = day...day
            date.rule = .dateLunar
            next += 1
            return true
        case .term(let number):
            date.term = number
            date.rule = .dateFestival
        case .festival(let number):
            date.festival = number
            date.rule = .dateFestival
        case .summerHoliday:
            date.isSummerHoliday = true
        case .tenDays(let number):
            // 上旬 of the current month.
            guard date.year == nil, isFreeTenDays(next) else { return false }
            date.monthOffset = 0
            date.tenDays = number
            date.rule = .dateRelative
        case .halfMonth(let number):
            guard date.year == nil, isFreeTenDays(next) else { return false }
            date.monthOffset = 0
            date.halfMonth = number
            date.rule = .dateRelative
        case .year, .century, .era, .plan, .lunarDay, .timeOfDay, .anaphor, .recency, .leapMonth, .days:
            return false
        }
        next += 1
        return true
    }

    /// 十一黄金周, 十一假期: the National Day, where a holiday is spoken of.
    func readNationalDay(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        guard let number = numeral(next), number.small == 11, number.traits.contains(.han), startsWith(next, "十一"),
            startsWith(next + 1, "黄金周") || startsWith(next + 1, "长假") || startsWith(next + 1, "假期")
                || startsWith(next + 1, "小长假"),
            let festival = Festival.all.firstIndex(where: { $0.names.contains("国庆节") })
        else { return false }
        date.festival = festival
        date.rule = .dateFestival
        next += 1
        return true
    }

    func isFreeTenDays(_ t: Int) -> Bool { isBoundary(t - 1) }

    /// The day after 上周, 下星期: a numeral, 日 or 末.
    func readWeekday(_ date: inout DateExpression, _ next: inout Int) {
        if let day = numeral(next), 1...6 ~= day.small, day.traits.contains([.plain, .han]), day.digits == 1 {
            date.weekday = day.small
            next += 1
        } else if isCharacter(next, "日") || isCharacter(next, "天") {
            date.weekday = 7
            next += 1
        } else if isCharacter(next, "末") {
            date.isWeekend = true
            next += 1
        } else if case .weekday(let day)? = entry(next).dateWord {
            date.weekday = day
            next += 1
        } else if case .weekend? = entry(next).dateWord {
            date.isWeekend = true
            next += 1
        } else if hasEdge(next) {
            _ = readEdge(&date, &next)
        }
    }

    // MARK: Quarters, months

    func isQuarter(at t: Int) -> Bool {
        let start = has(t, .ordinal) ? t + 1 : t
        guard let number = numeral(start), 1...4 ~= number.small else { return false }
        return time(start + 1) == .quarter && !startsWith(start + 1, "季军")
    }

    func readQuarter(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        if has(next, .head), time(next + 1) == .quarter, isCharacter(next, "首") {
            date.quarters = 1...1
            next += 2
            return true
        }
        let start = has(next, .ordinal) ? next + 1 : next
        guard let first = numeral(start), 1...4 ~= first.small, !first.traits.contains(.vague) else { return false }
        if has(start + 1, .rangeConnector) || isCharacter(start + 1, "、"), let second = numeral(start + 2),
            first.small < second.small,
            second.small <= 4, time(start + 3) == .quarter
        {
            date.quarters = first.small...second.small
            next = start + 4
        } else if time(start + 1) == .quarter {
            // 一季稻 and 一年三季 count harvests.
            if isCharacter(start + 1, "季"), date.year == nil, start == next { return false }
            date.quarters = first.small...first.small
            next = start + 2
        } else {
            return false
        }
        if hasEdge(next), !has(next, .middle) { _ = readEdge(&date, &next) }
        return true
    }

    func isMonth(at t: Int) -> Bool {
        guard let number = numeral(t), 1...12 ~= number.small else {
            if case .lunarMonth? = entry(t).dateWord { return true }
            return false
        }
        return time(t + 1) == .month && unitAt(t + 1) == Grammar.monthWord
    }

    static let monthWord = UInt16(truncatingIfNeeded: Unicode.Scalar("月").value)

    func readMonth(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        var start = next
        if case .leapMonth? = entry(start).dateWord, date.isLunar || isMonth(at: start + 1) {
            date.isLeapMonth = true
            date.isLunar = true
            start += 1
        }
        guard let first = numeral(start), !first.traits.contains(.signed), first.value.exponent >= 0 else {
            return false
        }
        if first.traits.contains([.pair, .plain]), let high = first.high?.integer, let low = first.low.integer,
            high <= 12,
            isMonthWord(start + 1)
        {
            // 七八月
            date.months = low...high
            next = start + 2
            return true
        }
        guard 1...12 ~= first.small, first.digits <= 2 else { return false }
        if isMonthWord(start + 1) {
            date.months = first.small...first.small
            next = start + 2
            if date.isLunar { date.rule = .dateLunar }
            return true
        }
        // 1至7月, 3、4月份
        let isList = isCharacter(start + 1, "、")
        guard has(start + 1, .rangeConnector) || isList, let second = numeral(start + 2), 1...12 ~= second.small,
            second.digits <= 2, first.small < second.small, isMonthWord(start + 3),
            !isList || second.small == first.small + 1
        else { return false }
        // 9月至10月3日 is told by its ends, 1至7月 is one span.
        date.months = first.small...second.small
        next = start + 4
        return true
    }

    func isMonthWord(_ t: Int) -> Bool {
        kind(t) == .word && time(t) == .month && unitAt(t) == Grammar.monthWord
    }

    /// 前三季度, 前5个月, 头两周, 最后五天.
    func readLead(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        let fromEnd = has(next, .last)
        guard fromEnd || has(next, .head), let count = numeral(next + 1), count.small > 0 else { return false }
        var index = next + 2
        if isCharacter(index, "个") { index += 1 }
        if fromEnd, case .weekday(let day)? = entry(index).dateWord, date.months != nil || date.year != nil {
            date.nth = DateExpression.Nth(number: -count.small, weekday: day)
            next = index + 1
            return true
        }
        guard let unit = time(index) else { return false }
        // 最后一个星期一
        if fromEnd, unit == .week, let day = weekdayAfterWeek(index), date.months != nil || date.year != nil {
            date.nth = DateExpression.Nth(number: -count.small, weekday: day.day)
            next = day.next
            return true
        }
        let needsParent = unit != .quarter && unit != .month
        if date.year == nil, date.months == nil, date.monthOffset == nil, needsParent || fromEnd { return false }
        if unit == .month, date.year == nil, isCharacter(index, "月"), index == next + 2, count.small > 12 {
            return false
        }
        // 前两个月 without a year counts back from the issue; 前5个月 of this year only from three on.
        if date.year == nil, unit == .month, count.small < 3 { return false }
        guard unit == .quarter || unit == .month || unit == .week || unit == .day || unit == .year else { return false }
        if unit == .quarter, count.small > 4 { return false }
        if unit == .month, count.small > 12 { return false }
        if isCharacter(index, "号") { return false }
        date.lead = DateExpression.Lead(count: count.small, unit: unit, fromEnd: fromEnd)
        next = index + 1
        return true
    }

    func weekdayAfterWeek(_ t: Int) -> (day: Int, next: Int)? {
        if case .weekday(let day)? = entry(t).dateWord { return (day, t + 1) }
        if let day = numeral(t + 1), 1...6 ~= day.small, day.traits.contains(.han), day.digits == 1 {
            return (day.small, t + 2)
        }
        if isCharacter(t + 1, "日") || isCharacter(t + 1, "天") { return (7, t + 2) }
        return nil
    }

    /// 第8个月 of a year; 第二周 and 第3个星期日 of a month or year.
    func readNthMonthOrWeek(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        guard date.year != nil || date.months != nil || date.monthOffset != nil else { return false }
        guard has(next, .ordinal), let number = numeral(next + 1), 1...53 ~= number.small else { return false }
        var index = next + 2
        if isCharacter(index, "个") { index += 1 }
        if case .weekday(let day)? = entry(index).dateWord {
            date.nth = DateExpression.Nth(number: number.small, weekday: day)
            next = index + 1
            return true
        }
        if time(index) == .month, number.small <= 12, date.months == nil {
            date.months = number.small...number.small
            next = index + 1
            return true
        }
        guard time(index) == .week else { return false }
        if let day = weekdayAfterWeek(index) {
            date.nth = DateExpression.Nth(number: number.small, weekday: day.day)
            next = day.next
        } else {
            date.nth = DateExpression.Nth(number: number.small, weekday: nil)
            next = index + 1
        }
        return true
    }
}
