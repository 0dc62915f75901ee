import Newsprint

/// How an expression bounds a stretch of time that is open at one end.
enum DateFrame: Sendable {
    case none
    /// From the first day on: 以来, 起, 或之后.
    case since
    /// From the day after the last day on: 以后.
    case after
    /// Up to the day before the first day: 以前.
    case before
    /// Up to the last day: 或之前, 底前.
    case until
    /// Up to the last day, which has come: 截至.
    case reached
}

extension Grammar {
    /// Reads a date or span of dates at `t` with its frame and takes it; returns the token after it, or nil.
    mutating func date(at t: Int) -> Int? {
        var start = t
        let isFrom = has(t, .from)
        let isUntil = !isFrom && has(t, .until) && !has(t, .rangeConnector)
        if isFrom || isUntil { start += 1 }
        guard start < tokens.count else { return nil }
        if has(t - 1, .each), kind(t) == .word, entry(t).dateWord != nil {
            guard let point = datePoint(at: t) else { return nil }
            return refuse(t, point.next, .dayNumber)
        }
        if case .weekday? = entry(t).dateWord, has(t - 1, .openParenthesis), readings.last?.last == t - 1 {
            // 10月1日（星期六）
            return refuse(t, t + 1, .dayNumber)
        }
        // 每年10月, 每月1日 come again and again.
        if t > 1, time(t - 1) != nil, has(t - 2, .each), kind(t) == .numeral {
            guard let point = datePoint(at: t) ?? dayOnly(at: t) else { return nil }
            return refuse(t, point.next, .dayNumber)
        }
        if isFrom, let next = bareYears(at: t) { return next }
        if let next = yearRange(at: start, first: isFrom ? t : start) { return next }
        if let next = neighbouringDays(at: start) { return next }
        guard let point = datePoint(at: start) ?? dayOnly(at: start) else {
            return relativeSpan(at: start, first: t, isFrom: isFrom) ?? ago(at: start, first: start)
        }
        if let next = range(from: point, start: start, first: isFrom ? t : start) { return next }
        return single(point, start: start, first: t, isFrom: isFrom, isUntil: isUntil)
    }

    // MARK: Single points

    private mutating func single(
        _ point: (expression: DateExpression, next: Int),
        start: Int,
        first t: Int,
        isFrom: Bool,
        isUntil: Bool
    ) -> Int? {
        var date = point.expression
        var next = point.next
        if date.days != nil, case .weekday? = entry(next).dateWord { next += 1 }
        if let inner = dateInBrackets(after: date, at: next) {
            // 今天（5月10日） is one date; the one that is told in full decides.
            date = inner.expression ?? date
            next = inner.next
        }
        if isWeather(date, at: start, next) { return refuse(t, next, .eventName) }
        if names(date, at: next) {
            // 2024年春节联欢晚会 tells a year.
            guard let year = yearOnly(at: start) else { return refuse(t, next, .eventName) }
            date = year.expression
            next = year.next
        }
        var frame = DateFrame.none
        if isUntil { frame = .reached }
        let isSelfSaid = isFrom && isCharacter(t, "自") || isFrom && startsWith(t, "自从")
        let suffix = frameSuffix(after: next, date, isFrom: isFrom)
        if let suffix, !isUntil {
            frame = suffix.frame
            next = suffix.next
        } else if has(next, .aboutAfter) {
            date.approx = .about
            next += 1
        } else if let end = during(&date, at: next) {
            next = end
            if let suffix = frameSuffix(after: next, date, isFrom: isFrom) {
                frame = suffix.frame
                next = suffix.next
            }
        } else if isSelfSaid {
            frame = .since
        }
        if isUntil, startsWith(next, "止") || startsWith(next, "为止") { next += 1 }
        if frame == .before, date.edge == .late { frame = .until }
        let isFramed = frame != .none
        var firstToken = isUntil || isFrom && isFramed ? t : start
        // “十四五”以来: the opening mark belongs to the closing one.
        if date.plan != nil, firstToken == start, isCharacter(start - 1, "“"),
            (start..<next).contains(where: isClosingQuote)
        {
            firstToken = start - 1
        }
        let isFuture = leansForward(around: start, next: next)
        let resolver = DateResolver(issue: issue, leansForward: isFuture)
        guard let span = resolver.resolve(date, frame: frame) else { return nil }
        return takeDate(span, firstToken, next, isFramed ? .dateOpen : date.rule)
    }

    mutating func takeDate(_ span: DateSpan, _ first: Int, _ next: Int, _ rule: Rule) -> Int {
        let isDay = span.grain == .day && (span.start == span.end)
        return take(isDay ? .date : .dateRange, first, next, .date(span), rule)
    }

    private func frameSuffix(
        after t: Int,
        _ date: DateExpression,
        isFrom: Bool
    ) -> (frame: DateFrame, next: Int)? {
        if has(t, .orBefore) { return (.until, t + 1) }
        if has(t, .orAfter) { return (.since, t + 1) }
        if has(t, .toNow) { return (.since, t + 1) }
        if has(t, .since), entry(t).length > 1 { return (.since, t + 1) }
        if has(t, .before) {
            // 2021年前5个月 was read with its lead; 前 before another figure belongs to that one.
            if entry(t).length == 1, kind(t + 1) == .numeral, date.edge == nil { return nil }
            return (.before, t + 1)
        }
        if has(t, .after) {
            if isCharacter(t, "起") { return (.since, t + 1) }
            if startsWith(t, "开始") { return isFrom ? (.since, t + 1) : nil }
            return (.after, t + 1)
        }
        return nil
    }

    /// 期间, 内, 假期 after a date belong to it.
    private func during(_ date: inout DateExpression, at t: Int) -> Int? {
        var index = t
        if date.plan != nil, isClosingQuote(index) { index += 1 }
        guard has(index, .during), !isCharacter(index, "中"), !hasGap(index) else { return nil }
        if date.festival != nil {
            date.isHoliday = !isCharacter(index, "内")
            return startsWith(index, "假期") && startsWith(index + 1, "期间") ? index + 2 : index + 1
        }
        let isHolidayWord =
            startsWith(index, "假") || startsWith(index, "长假") || startsWith(index, "小长假") || startsWith(index, "黄金周")
        if isHolidayWord { return nil }
        if startsWith(index, "之间") { return nil }
        return index + 1
    }

    /// Whether the clause speaks of what is to come.
    func leansForward(around start: Int, next: Int) -> Bool {
        cue(.future, before: start, within: 10)
            || cue(.future, after: next, within: 10) && !cue(.past, after: next, within: 14)
    }

    // MARK: A day without its month

    /// 29日 of the current or the last month; 12号 only before an hour of the day.
    func dayOnly(at t: Int) -> (expression: DateExpression, next: Int)? {
        guard let day = numeral(t), 1...31 ~= day.small, day.traits.contains(.plain) || day.traits.contains(.han),
            day.digits <= 2,
            !day.traits.contains(.pair), isDayWord(t + 1), !day.traits.contains(.han) || day.small > 1
        else { return nil }
        if isCharacter(t + 1, "号"), entry(t + 2).dateWord != .timeOfDay { return nil }
        if has(t - 1, .each) || has(t - 1, .ordinal) || has(t - 1, .next) && !has(t - 1, .after) || has(t - 1, .head) {
            return nil
        }
        if isCharacter(t + 2, "内") || isCharacter(t + 2, "游") || has(t + 2, .upperAfter) || has(t + 2, .lowerAfter) {
            return nil
        }
        if day.traits.contains(.han), has(t + 2, .before) || has(t + 2, .after) { return nil }
        // 拘留十日, 为期三十日: a length that the word before it tells.
        if Grammar.beforeDays.contains(where: { endsWith($0, before: t) }) { return nil }
        if day.traits.contains(.han), isCharacter(t + 2, "三") || kind(t + 2) == .numeral { return nil }
        var date = DateExpression()
        date.days = day.small...day.small
        date.rule = .dateRelative
        return (date, t + 2)
    }

    // MARK: Ranges

    /// 从2016到2018: years that only their frame tells from numbers.
    private mutating func bareYears(at t: Int) -> Int? {
        guard let first = numeral(t + 1), let last = numeral(t + 3), has(t + 2, .rangeConnector),
            [first, last].allSatisfy({
                $0.traits.contains(.plain) && $0.digits == 4 && 1900...2050 ~= $0.small
            }), first.small < last.small, unit(at: t + 4) == .none, entry(t + 4).time == nil
        else { return nil }
        var from = DateExpression()
        from.year = .absolute(first.small)
        var to = DateExpression()
        to.year = .absolute(last.small)
        guard let span = DateResolver(issue: issue, leansForward: false).resolve(from: from, to: to) else { return nil }
        return takeDate(span, t, t + 4, .dateRange)
    }

    private func unit(at t: Int) -> UnitReading {
        let entry = entry(t)
        return entry.unit >= 0 || entry.currencyAfter >= 0 || entry.isMeasure || entry.has(.percentSign)
            ? .count : .none
    }

    /// 1995-1997年, 2018至2020年: the first year without its 年.
    private mutating func yearRange(at t: Int, first: Int) -> Int? {
        guard let from = numeral(t), from.traits.contains(.plain), from.digits == 4, let year = from.value.integer,
            1000...2100 ~= year,
            has(t + 1, .rangeConnector) || isCharacter(t + 1, "、"), let second = datePoint(at: t + 2),
            second.expression.isYearOnly,
            case .absolute(let last)? = second.expression.year, last > year
        else { return nil }
        if isCharacter(t + 1, "、"), last != year + 1 { return nil }
        var date = DateExpression()
        date.year = .absolute(year)
        let resolver = DateResolver(issue: issue, leansForward: false)
        guard let span = resolver.resolve(from: date, to: second.expression) else { return nil }
        return takeDate(span, first, rangeEnd(second.next), .dateRange)
    }

    private mutating func range(
        from point: (expression: DateExpression, next: Int),
        start: Int,
        first: Int
    ) -> Int? {
        var connector = point.next
        var from = point.expression
        if let inner = dateInBrackets(after: from, at: connector) {
            // 昨天（6月16日）到今天
            from = inner.expression ?? from
            connector = inner.next
        }
        // 从今天起到12日
        if isCharacter(connector, "起"), has(connector + 1, .rangeConnector) { connector += 1 }
        let isJoined = startsWith(connector, "起到") || startsWith(connector, "起至")
        if has(connector, .orBefore) || has(connector, .orAfter) {
            return nil
        }
        // 5日晚到6日凌晨
        if from.days != nil || from.dayOffset != nil, entry(connector).dateWord == .timeOfDay,
            has(connector + 1, .rangeConnector)
        {
            connector += 1
        }
        if from.festival != nil, isDash(connector) { return nil }
        let isPair = has(connector, .and)
        guard
            has(connector, .rangeConnector) || isPair || isJoined
                || has(connector, .until) && !startsWith(connector, "截")
        else {
            return nil
        }
        let resolver = DateResolver(issue: issue, leansForward: leansForward(around: start, next: connector))
        if !isPair, startsWith(connector + 1, "今"), !startsWith(connector + 1, "今年"), !startsWith(connector + 1, "今天"),
            !startsWith(connector + 1, "今日"), isBoundary(connector + 2)
        {
            guard let span = resolver.resolve(from, frame: .since) else { return nil }
            return takeDate(span, first, connector + 2, .dateOpen)
        }
        guard
            let second = datePoint(at: connector + 1) ?? dayOnly(at: connector + 1)
                ?? dayNumber(at: connector + 1, from)
        else {
            return nil
        }
        var next = second.next
        if isPair {
            guard startsWith(next, "之间") || isCharacter(next, "间") || startsWith(next, "期间") else { return nil }
            next += 1
        }
        var to = second.expression
        if let inner = dateInBrackets(after: to, at: next) {
            to = inner.expression ?? to
            next = inner.next
        }
        guard let span = resolver.resolve(from: from, to: to) else { return nil }
        return takeDate(span, first, rangeEnd(next), .dateRange)
    }

    private func isDash(_ t: Int) -> Bool { isCharacter(t, "—") || startsWith(t, "——") || isCharacter(t, "-") }

    /// 九号到十五号: the second day of a range may say 号.
    private func dayNumber(at t: Int, _ first: DateExpression) -> (expression: DateExpression, next: Int)? {
        guard first.days != nil, let day = numeral(t), 1...31 ~= day.small, isDayWord(t + 1) else { return nil }
        var date = DateExpression()
        date.days = day.small...day.small
        return (date, t + 2)
    }

    /// The words that close a range belong to it: 止, 期间, 之间.
    private func rangeEnd(_ t: Int) -> Int {
        if startsWith(t, "止") && unitLength(t) == 1 || startsWith(t, "为止") || startsWith(t, "期间") || startsWith(t, "之间")
            || isCharacter(t, "间")
        {
            return t + 1
        }
        return t
    }

    private func unitLength(_ t: Int) -> Int { Int(tokens[t].end - tokens[t].start) }

    // MARK: Spans that end or begin at the issue

    /// 近三年, 过去10年, 未来五天, 前两个月, 三年来.
    private mutating func relativeSpan(at t: Int, first: Int, isFrom: Bool) -> Int? {
        let word = entry(t)
        let counts = isCharacter(t, "后") || isCharacter(t, "下")
        let isNext = word.has(.next) && (!counts || isBoundary(t - 1))
        let isPast = word.has(Mark.past) && !isCharacter(t, "这") && !startsWith(t, "近些")
        // 接下来的三天
        let start = has(t + 1, .of) && word.length > 1 ? t + 2 : t + 1
        guard isNext || isPast, !isFrom, let length = length(at: start) else { return nil }
        let isCalendar = isCharacter(t, "前") || isCharacter(t, "上")
        // 假期前两天 are the holiday's, 近4天后 is counted from something told.
        if isCalendar, has(t - 1, .during) || has(t - 1, .of) { return nil }
        if isCalendar, kind(t - 1) == .other, !Grammar.beforeSpans.contains(unitBefore(t)) { return nil }
        if has(length.next, .after) || has(length.next, .before) { return nil }
        let isTooLong = length.amount.small > (length.unit == .day ? 31 : 12)
        if isCalendar, isTooLong || length.unit == .year && isCharacter(t, "前") && length.amount.small > 3 {
            return nil
        }
        if length.amount.small < 0, !length.half { return nil }
        var next = length.next
        if has(next, .since) { next += 1 } else if isCharacter(next, "间") || isCharacter(next, "内") { next += 1 }
        let resolver = DateResolver(issue: issue, leansForward: isNext)
        let count = isNext ? length.amount.small : -length.amount.small
        guard
            let span = resolver.span(
                count: count,
                unit: length.unit,
                half: length.half,
                isCalendar: isCalendar,
                isOpen: false
            )
        else {
            return nil
        }
        return takeDate(span, t, next, .dateSpan)
    }

    /// What stands before 前两年 and 上两周: 比前两年, 在前三天.
    private static let beforeSpans = Set("在比较于与和及对从是".utf16)

    /// 5天前, 三年后, 两年来.
    private mutating func ago(at t: Int, first: Int) -> Int? {
        guard let length = length(at: t), !has(t - 1, .each), !has(t - 1, .ordinal) else { return nil }
        var next = length.next
        let isMore = isCharacter(next, "多") || isCharacter(next, "余")
        if isMore { next += 1 }
        let resolver = DateResolver(issue: issue, leansForward: false)
        let count = length.amount.low.integer ?? -1
        guard 0...200 ~= count, boundBefore(t) == nil, !length.amount.traits.contains(.vague) else { return nil }
        if has(next, .since),
            !isCharacter(next, "来") || isBoundary(next + 1) || kind(next + 1) == .other || kind(next + 1) == .word
        {
            guard
                let span = resolver.span(
                    count: -count,
                    unit: length.unit,
                    half: length.half,
                    isCalendar: false,
                    isOpen: true
                )
            else { return nil }
            // Both how long it lasted and when.
            var value = length.duration
            if isMore, case .duration(let low, let high, _) = value {
                value = .duration(low: low, high: high, approx: .lower)
            }
            take(.duration, first, next + 1, value, .duration)
            return takeDate(span, first, next + 1, .dateSpan)
        }
        let isBefore = has(next, .before)
        let isAfter = has(next, .after) && !isCharacter(next, "起") && !startsWith(next, "开始")
        guard isBefore || isAfter, count > 0 || length.half, !length.amount.isRange
        else { return nil }
        if isBefore, entry(next).length == 1, kind(next + 1) == .numeral { return nil }
        // 住了58天后, 两个月后遭起诉: counted from what was told, not from the issue.
        if isAfter, !leansForward(around: t, next: next),
            !isBoundary(t - 1) && !isAdverbial(t - 1)
                || cue(.past, after: next + 1, within: 10)
        {
            return nil
        }
        guard
            let span = resolver.moment(isBefore ? -count : count, length.unit, half: length.half, forward: isAfter)
        else { return nil }
        return takeDate(span, first, next + 1, .dateAgo)
    }

    /// A length of time of at least a day: 三年半, 半个月, 5天.
    private func length(
        at t: Int
    ) -> (amount: Amount, unit: TimeUnit, half: Bool, duration: Fact.Value, next: Int)? {
        if has(t, .half) {
            var index = t + 1
            if isCharacter(index, "个") { index += 1 }
            if has(index, .more) { index += 1 }
            guard let unit = time(index), unit == .year || unit == .month,
                entry(index).length == 1 || startsWith(index, "个月")
            else { return nil }
            let zero = Amount(
                low: .zero,
                high: .zero,
                approx: nil,
                traits: .han,
                digits: 0,
                small: 0,
                power: 0,
                next: index
            )
            let iso = unit == .year ? "P6M" : "P0.5M"
            return (zero, unit, true, .duration(low: iso, high: iso, approx: nil), index + 1)
        }
        guard let amount = amount(at: t), let unit = durationUnit(after: amount, at: amount.next) ?? dayUnit(amount)
        else { return nil }
        switch unit.unit {
        case .day, .week, .month, .quarter, .year, .century: break
        default: return nil
        }
        var next = unit.next
        var parts = DurationParts()
        parts.add(amount.low, unit.unit)
        var half = isCharacter(amount.next, "个") && has(amount.next + 1, .half)
        if !half, has(next, .half), !hasGap(next), time(next + 1) == nil, !isCharacter(next + 1, "个") {
            half = true
            next += 1
        }
        if half { parts.add(ExactDecimal(coefficient: 5, exponent: -1), unit.unit) }
        var upper = DurationParts()
        upper.add(amount.high, unit.unit)
        let value = Fact.Value.duration(
            low: parts.iso,
            high: amount.isRange ? upper.iso : parts.iso,
            approx: amount.approx
        )
        return (amount, unit.unit, half, value, next)
    }

    /// 三日 before 前 and 后 counts days.
    private func dayUnit(_ amount: Amount) -> (unit: TimeUnit, next: Int)? {
        guard amount.traits.contains(.han), isCharacter(amount.next, "日") else { return nil }
        return (.day, amount.next + 1)
    }
}
