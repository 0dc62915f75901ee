import Newsprint

/// Finds the days that an expression means, seen from the day of issue.
struct DateResolver: Sendable {
    let issue: CalendarDate?
    /// The text speaks of what is to come, so that yearless dates are sought ahead.
    let leansForward: Bool

    /// A stretch of days with the name of its precision.
    struct Stretch: Sendable {
        var start: CalendarDate
        var end: CalendarDate
        var grain: DateSpan.Grain
        /// The expression in EDTF, or nil if its two days say it.
        var edtf: String?
        var isAnchored: Bool

        var code: String {
            if let edtf { return edtf }
            return start == end ? start.description : "\(start)/\(end)"
        }
    }

    // MARK: Whole expressions

    /// The span of one expression in its frame, or nil if it names no day that exists.
    func resolve(_ date: DateExpression, frame: DateFrame) -> DateSpan? {
        guard issue != nil || !needsIssue(date) else { return relative(date) }
        guard var stretch = stretch(date) else { return nil }
        // 四季度以来 told in August is the last year's, and so is 截至9月底.
        if frame == .since && date.months == nil || frame == .reached, date.year == nil, let issue, stretch.isAnchored,
            !leansForward, stretch.start > issue, date.days == nil || date.months != nil,
            let earlier = self.stretch(date.shifted(years: -1, from: issue.year))
        {
            stretch = earlier
            stretch.isAnchored = true
        }
        var span = framed(stretch, frame)
        if frame == .none, let approx = date.approx {
            span.approx = approx
            span.edtf = span.edtf.map { $0 + "~" }
        }
        return span
    }

    private func framed(_ stretch: Stretch, _ frame: DateFrame) -> DateSpan {
        let anchor: DateSpan.Anchor? = stretch.isAnchored ? .issue : nil
        let code = stretch.edtf ?? stretch.start.description
        switch frame {
        case .none:
            return DateSpan(
                edtf: stretch.code,
                start: stretch.start,
                end: stretch.end,
                grain: stretch.grain,
                anchor: anchor
            )
        case .since:
            return DateSpan(
                edtf: lower(code) + "/..",
                start: stretch.start,
                end: nil,
                grain: stretch.grain,
                anchor: anchor
            )
        case .after:
            let day = CalendarDate(daysSince1970: stretch.end.daysSince1970 + 1)
            return DateSpan(
                edtf: (day?.description ?? "") + "/..",
                start: day,
                end: nil,
                grain: stretch.grain,
                anchor: anchor
            )
        case .before:
            let day = CalendarDate(daysSince1970: stretch.start.daysSince1970 - 1)
            return DateSpan(
                edtf: "../" + (day?.description ?? ""),
                start: nil,
                end: day,
                grain: stretch.grain,
                anchor: anchor
            )
        case .until, .reached:
            let end = stretch.edtf.map(upper) ?? stretch.end.description
            return DateSpan(edtf: "../" + end, start: nil, end: stretch.end, grain: stretch.grain, anchor: anchor)
        }
    }

    /// The first and second half of an EDTF interval.
    private func lower(_ code: String) -> String { code.split(separator: "/").first.map(String.init) ?? code }
    private func upper(_ code: String) -> String { code.split(separator: "/").last.map(String.init) ?? code }

    /// The span from one expression to another that inherits what it does not tell.
    func resolve(from first: DateExpression, to second: DateExpression, isNextYear: Bool = false) -> DateSpan? {
        var from = first
        var to = second
        if to.weekday != nil, to.weekOffset == nil { to.weekOffset = from.weekOffset }
        if to.lacksYear, to.festival == nil, to.season == nil || from.year != nil {
            to.year = from.year
            if to.months == nil, to.monthOffset == nil, to.days != nil {
                to.months = from.months
                to.monthOffset = from.monthOffset
            }
            to.isLunar = to.isLunar || from.isLunar && to.rule == .dateCalendar
        } else if from.lacksYear, case .absolute? = to.year, from.festival == nil {
            from.year = to.year
        }
        guard issue != nil || !needsIssue(from) && !needsIssue(to) else { return relative(first) }
        guard var start = stretch(from), var end = stretch(to) else { return nil }
        if second.lacksYear, first.lacksYear, to.days != nil || to.months != nil, let months = to.months {
            // The two ends lie within a year of each other.
            end = sameYear(as: start, months: months, to) ?? end
        }
        if to.days != nil, to.months == nil, to.monthOffset == nil, to.dayOffset == nil, !to.isLunar, to.weekday == nil,
            let day = dayNotBefore(start.start, to)
        {
            end = day
        }
        if isNextYear, let later = stretch(to.shifted(years: 1, from: start.start.year)) { end = later }
        if end.end < start.start, second.lacksYear || first.lacksYear {
            if second.lacksYear, let later = stretch(to.shifted(years: 1, from: start.start.year)) {
                end = later
            } else if let earlier = stretch(from.shifted(years: -1, from: end.start.year)) {
                start = earlier
            }
        }
        guard start.start <= end.end else { return nil }
        let grain = start.grain == .day || end.grain == .day ? DateSpan.Grain.day : end.grain
        let isOneDay = start.start == end.end
        return DateSpan(
            edtf: isOneDay ? start.start.description : lower(start.code) + "/" + upper(end.code),
            start: start.start,
            end: end.end,
            grain: isOneDay ? .day : grain == .day ? .span : grain,
            anchor: start.isAnchored || end.isAnchored ? .issue : nil
        )
    }

    /// The first such day of the month that is not before another: 17日 to 20日, 28日 to 3日.
    private func dayNotBefore(_ first: CalendarDate, _ to: DateExpression) -> Stretch? {
        for months in 0...1 {
            guard
                let month = DateResolver.adding(
                    months: months,
                    to: CalendarDate(year: first.year, month: first.month, day: 1) ?? first
                )
            else {
                return nil
            }
            var dated = to
            dated.year = .absolute(month.year)
            dated.months = month.month...month.month
            if var found = stretch(dated), found.end >= first {
                found.isAnchored = true
                return found
            }
        }
        return nil
    }

    private func sameYear(as start: Stretch, months: ClosedRange<Int>, _ to: DateExpression) -> Stretch? {
        guard to.year == nil, !to.isLunar else { return nil }
        var dated = to
        dated.year = .absolute(start.start.year)
        guard var result = stretch(dated) else { return nil }
        result.isAnchored = true
        return result
    }

    private func needsIssue(_ date: DateExpression) -> Bool {
        if date.dayOffset != nil || date.weekOffset != nil || date.monthOffset != nil || date.quarterOffset != nil {
            return true
        }
        if case .absolute? = date.year { return false }
        if date.century != nil || date.decade != nil || date.plan != nil { return false }
        return true
    }

    // MARK: Without an issue

    /// The relative form: steps from the day of issue, and the parts that are named.
    private func relative(_ date: DateExpression) -> DateSpan {
        var span = DateSpan(edtf: nil, start: nil, end: nil, grain: grain(date), anchor: nil)
        if case .relative(let years)? = date.year { span.offset.append(.init(.years, years)) }
        if let quarters = date.quarterOffset { span.offset.append(.init(.quarters, quarters)) }
        if let months = date.monthOffset { span.offset.append(.init(.months, months)) }
        if let weeks = date.weekOffset { span.offset.append(.init(.weeks, weeks)) }
        if let days = date.dayOffset { span.offset.append(.init(.days, days)) }
        if let half = date.half { span.set.append(.init(.half, half)) }
        if let quarters = date.quarters { span.set.append(.init(.quarter, quarters.lowerBound)) }
        if let months = date.months { span.set.append(.init(.month, months.lowerBound)) }
        if let days = date.days { span.set.append(.init(.day, days.lowerBound)) }
        if let weekday = date.weekday { span.set.append(.init(.weekday, weekday)) }
        span.approx = date.approx
        return span
    }

    private func grain(_ date: DateExpression) -> DateSpan.Grain {
        if date.days != nil || date.dayOffset != nil || date.weekday != nil || date.festival != nil || date.term != nil
        {
            return .day
        }
        if date.weekOffset != nil || date.isWeekend { return .week }
        if date.tenDays != nil || date.edge != nil || date.season != nil || date.lead != nil { return .span }
        if date.months != nil || date.monthOffset != nil { return .month }
        if date.quarters != nil || date.quarterOffset != nil { return .quarter }
        if date.half != nil { return .half }
        if date.decadeTens != nil || date.decade != nil { return .decade }
        return .year
    }

    // MARK: Spans from the issue

    /// So many units back from the issue (count < 0) or ahead of it.
    ///
    /// 前两个月 means whole months, 近三年 the years up to the day before the issue; 未来三天 begins the day after it.
    func span(count: Int, unit: TimeUnit, half: Bool = false, isCalendar: Bool, isOpen: Bool) -> DateSpan? {
        guard let issue else {
            var span = DateSpan(edtf: nil, start: nil, end: nil, grain: .span, anchor: nil)
            span.offset = [.init(part(of: unit), count)]
            return span
        }
        let isBack = count < 0 || isOpen || half && !leansForward
        guard let moved = moved(issue, by: count, unit, half: half, backward: isBack) else { return nil }
        var start: CalendarDate?
        var end: CalendarDate?
        if isOpen {
            start = moved
        } else if isBack, isCalendar, !half, unit != .day {
            start = floor(moved, unit)
            end = CalendarDate(daysSince1970: (floor(issue, unit)?.daysSince1970 ?? 0) - 1)
        } else if isBack {
            start = moved
            end = CalendarDate(daysSince1970: issue.daysSince1970 - 1)
        } else {
            start = CalendarDate(daysSince1970: issue.daysSince1970 + 1)
            end = moved
        }
        let code = (start?.description ?? "") + "/" + (end?.description ?? "..")
        return DateSpan(edtf: code, start: start, end: end, grain: .span, anchor: .issue)
    }

    private func part(of unit: TimeUnit) -> DateSpan.Part {
        switch unit {
        case .week: .weeks
        case .month: .months
        case .quarter: .quarters
        case .year, .century: .years
        default: .days
        }
    }

    private func floor(_ date: CalendarDate, _ unit: TimeUnit) -> CalendarDate? {
        switch unit {
        case .week: CalendarDate(daysSince1970: date.daysSince1970 - date.weekday + 1)
        case .month: CalendarDate(year: date.year, month: date.month, day: 1)
        case .quarter: CalendarDate(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1)
        case .year, .century: CalendarDate(year: date.year, month: 1, day: 1)
        default: date
        }
    }

    private func moved(_ date: CalendarDate, by count: Int, _ unit: TimeUnit, half: Bool, backward: Bool)
        -> CalendarDate?
    {
        let sign = backward ? -1 : 1
        switch unit {
        case .day: return CalendarDate(daysSince1970: date.daysSince1970 + count)
        case .week: return CalendarDate(daysSince1970: date.daysSince1970 + 7 * count)
        case .month:
            guard let moved = DateResolver.adding(months: count, to: date) else { return nil }
            return half ? CalendarDate(daysSince1970: moved.daysSince1970 + sign * 15) : moved
        case .quarter: return DateResolver.adding(months: 3 * count, to: date)
        case .year: return DateResolver.adding(months: 12 * count + (half ? 6 * sign : 0), to: date)
        case .century: return DateResolver.adding(months: 1200 * count, to: date)
        default: return nil
        }
    }

    /// The day, month or year so many units away: 5天前, 两年后.
    func moment(_ count: Int, _ unit: TimeUnit, half: Bool, forward: Bool) -> DateSpan? {
        guard let issue else {
            var span = DateSpan(edtf: nil, start: nil, end: nil, grain: unit == .day ? .day : .span, anchor: nil)
            span.offset = [.init(part(of: unit), count)]
            return span
        }
        let backward = !forward
        guard let day = moved(issue, by: count, unit, half: half, backward: backward) else { return nil }
        let stretch: Stretch? =
            switch unit {
            case .day: dayStretch(day)
            case .week: weekStretch(day)
            case .month: half ? dayStretch(day) : monthStretch(day.year, day.month...day.month)
            case .quarter: monthStretch(day.year, day.month...day.month)
            default: half ? monthStretch(day.year, day.month...day.month) : yearStretch(day.year)
            }
        guard var stretch else { return nil }
        stretch.isAnchored = true
        return framed(stretch, .none)
    }

    static func adding(months: Int, to date: CalendarDate) -> CalendarDate? {
        let total = date.year * 12 + date.month - 1 + months
        guard total >= 12 else { return nil }
        let year = total / 12
        let month = total % 12 + 1
        guard 1...9999 ~= year else { return nil }
        return CalendarDate(year: year, month: month, day: min(date.day, CalendarDate.days(inMonth: month, of: year)))
    }
}

extension DateExpression {
    /// The same expression in the year that many after `year`.
    func shifted(years: Int, from year: Int) -> DateExpression {
        var copy = self
        copy.year = .absolute(year + years)
        return copy
    }
}
