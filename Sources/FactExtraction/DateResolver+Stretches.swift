import Newsprint

extension DateResolver {
    // MARK: Stretches of the calendar

    func dayStretch(_ day: CalendarDate) -> Stretch {
        Stretch(start: day, end: day, grain: .day, edtf: day.description, isAnchored: false)
    }

    func weekStretch(_ day: CalendarDate) -> Stretch? {
        guard let monday = CalendarDate(daysSince1970: day.daysSince1970 - day.weekday + 1),
            let sunday = CalendarDate(daysSince1970: monday.daysSince1970 + 6)
        else { return nil }
        return Stretch(start: monday, end: sunday, grain: .week, edtf: nil, isAnchored: false)
    }

    func monthStretch(_ year: Int, _ months: ClosedRange<Int>) -> Stretch? {
        guard let start = CalendarDate(year: year, month: months.lowerBound, day: 1),
            let end = CalendarDate(
                year: year,
                month: months.upperBound,
                day: CalendarDate.days(inMonth: months.upperBound, of: year)
            )
        else { return nil }
        let first = String(start.description.prefix(7))
        let last = String(end.description.prefix(7))
        let code = first == last ? first : first + "/" + last
        return Stretch(start: start, end: end, grain: .month, edtf: code, isAnchored: false)
    }

    func yearStretch(_ year: Int) -> Stretch? {
        yearsStretch(year, year, .year, code: nil)
    }

    private func yearsStretch(_ first: Int, _ last: Int, _ grain: DateSpan.Grain, code: String?) -> Stretch? {
        guard let start = CalendarDate(year: first, month: 1, day: 1),
            let end = CalendarDate(year: last, month: 12, day: 31)
        else { return nil }
        let years = [start, end].map { String($0.description.prefix(4)) }
        let plain = first == last ? years[0] : years[0] + "/" + years[1]
        return Stretch(start: start, end: end, grain: grain, edtf: code ?? plain, isAnchored: false)
    }

    // MARK: Finding the stretch of an expression

    /// The days that an expression names, or nil if there are none or the issue would have to be known.
    func stretch(_ date: DateExpression) -> Stretch? {
        if let offset = date.dayOffset {
            guard let issue, let day = CalendarDate(daysSince1970: issue.daysSince1970 + offset) else { return nil }
            return anchored(dayStretch(day))
        }
        if date.weekOffset != nil || date.weekday != nil || date.isWeekend { return weekPart(date) }
        if let span = longStretch(date) { return span }
        if let festival = date.festival { return festivalStretch(Festival.all[festival], date) }
        if let term = date.term { return yearly(date) { year in SolarTerms.date(of: term, in: year).map(dayStretch) } }
        if let season = date.season { return yearly(date) { seasonStretch(season, $0) } }
        if date.isSummerHoliday { return yearly(date) { monthStretch($0, 7...8).map(asSpan) } }
        if date.isLunar { return yearly(date) { lunarStretch(date, $0) } }
        if let offset = date.monthOffset { return offsetMonth(date, offset) }
        if let offset = date.quarterOffset {
            guard let issue, let moved = DateResolver.adding(months: 3 * offset, to: issue) else { return nil }
            return anchored(edged(quarterStretch(moved.year, (moved.month + 2) / 3), date))
        }
        if date.months == nil, date.days != nil { return dayOfMonth(date) }
        return yearly(date) { gregorianStretch(date, $0) }
    }

    func anchored(_ stretch: Stretch?) -> Stretch? {
        guard var stretch else { return nil }
        stretch.isAnchored = true
        return stretch
    }

    private func asSpan(_ stretch: Stretch) -> Stretch {
        var copy = stretch
        copy.grain = .span
        return copy
    }

    /// Centuries, decades and five-year plans.
    private func longStretch(_ date: DateExpression) -> Stretch? {
        if let plan = date.plan {
            // The plans since the sixth (1981) follow each other every five years.
            let first = 1981 + 5 * (plan - 6)
            if let edge = date.edge { return yearStretch(edge == .early ? first : first + 4) }
            return yearsStretch(first, first + 4, .span, code: nil)
        }
        if let first = date.decade { return decadeStretch(first, date.edge) }
        var century = date.century
        if let offset = date.centuryOffset, let issue { century = issue.year / 100 * 100 + 100 * offset }
        if let tens = date.decadeTens {
            if let century { return decadeStretch(century + tens, date.edge) }
            let year = issue?.year ?? 2000
            let candidate = year / 100 * 100 + tens
            return decadeStretch(candidate > year ? candidate - 100 : candidate, date.edge)
        }
        guard let century else { return nil }
        guard century >= 100 else { return yearsStretch(1, 99, .century, code: "00XX") }
        if let edge = date.edge {
            return edge == .early
                ? yearsStretch(century, century + 9, .span, code: nil)
                : yearsStretch(century + 90, century + 99, .span, code: nil)
        }
        return yearsStretch(century, century + 99, .century, code: "\(century / 100)XX")
    }

    private func decadeStretch(_ first: Int, _ edge: DateExpression.Edge?) -> Stretch? {
        switch edge {
        case .early: yearsStretch(first, first + 2, .span, code: nil)
        case .late: yearsStretch(first + 7, first + 9, .span, code: nil)
        default: yearsStretch(first, first + 9, .decade, code: "\(first / 10)X")
        }
    }

    // MARK: The year that is meant

    /// Resolves with the year told, or with the year that brings a yearless expression nearest to the issue.
    ///
    /// Reports look back and plans ahead: with a future cue the first such time that is not over is meant. Without one it
    /// is the year of the issue, unless the time then lies more than eight months away and the year before or after
    /// brings it nearer.
    private func yearly(_ date: DateExpression, _ make: (Int) -> Stretch?) -> Stretch? {
        switch date.year {
        case .absolute(let year): return make(year)
        case .relative(let offset):
            guard let issue else { return nil }
            return anchored(make(issue.year + offset))
        case nil:
            guard let issue else { return nil }
            guard let same = make(issue.year) else {
                // 29 February: the last one, or the next one if plans are made.
                let order = leansForward ? [1, 2, 3, 4, -1, -2, -3, -4] : [-1, -2, -3, -4, 1, 2, 3, 4]
                for offset in order {
                    if let stretch = make(issue.year + offset) { return anchored(stretch) }
                }
                return nil
            }
            let today = issue.daysSince1970
            if leansForward, same.end.daysSince1970 < today - 45, let later = make(issue.year + 1) {
                return anchored(later)
            }
            if same.start.daysSince1970 > today + 240, !leansForward, let earlier = make(issue.year - 1) {
                return anchored(earlier)
            }
            if same.end.daysSince1970 < today - 300, same.start == same.end, let later = make(issue.year + 1),
                later.start.daysSince1970 - today < 45
            {
                return anchored(later)
            }
            return anchored(same)
        }
    }

    /// A day without month: of this month if it has come, else of the last one; ahead if plans are made.
    private func dayOfMonth(_ date: DateExpression) -> Stretch? {
        guard let issue, let days = date.days else { return nil }
        let isAhead = days.lowerBound > issue.day + 1
        let month =
            isAhead && !leansForward ? DateResolver.adding(months: -1, to: firstOfMonth(issue)) : firstOfMonth(issue)
        guard let month else { return nil }
        return anchored(dayRange(days, month.year, month.month) ?? dayRange(days, issue.year, issue.month))
    }

    private func firstOfMonth(_ date: CalendarDate) -> CalendarDate {
        CalendarDate(year: date.year, month: date.month, day: 1) ?? date
    }

    private func dayRange(_ days: ClosedRange<Int>, _ year: Int, _ month: Int) -> Stretch? {
        guard let start = CalendarDate(year: year, month: month, day: days.lowerBound),
            let end = CalendarDate(year: year, month: month, day: days.upperBound)
        else { return nil }
        if start == end { return dayStretch(start) }
        return Stretch(start: start, end: end, grain: .span, edtf: "\(start)/\(end)", isAnchored: false)
    }

    // MARK: Within a year

    private func gregorianStretch(_ date: DateExpression, _ year: Int) -> Stretch? {
        if let quarters = date.quarters {
            return quarters.count == 1
                ? edged(quarterStretch(year, quarters.lowerBound), date) : monthSpan(year, quarters)
        }
        if let half = date.half { return halfStretch(year, half) }
        if let months = date.months { return monthPart(date, year, months) }
        if let lead = date.lead { return leadStretch(lead, of: yearStretch(year)) }
        if let nth = date.nth { return nthStretch(nth, of: yearStretch(year)) }
        if let edge = date.edge { return yearEdge(year, edge) }
        return yearStretch(year)
    }

    private func quarterStretch(_ year: Int, _ quarter: Int) -> Stretch? {
        guard var stretch = monthStretch(year, (3 * quarter - 2)...(3 * quarter)) else { return nil }
        stretch.grain = .quarter
        stretch.edtf = "\(stretch.start.description.prefix(4))-\(32 + quarter)"
        return stretch
    }

    private func monthSpan(_ year: Int, _ quarters: ClosedRange<Int>) -> Stretch? {
        guard var stretch = monthStretch(year, (3 * quarters.lowerBound - 2)...(3 * quarters.upperBound)) else {
            return nil
        }
        let prefix = stretch.start.description.prefix(4)
        stretch.grain = .quarter
        stretch.edtf = "\(prefix)-\(32 + quarters.lowerBound)/\(prefix)-\(32 + quarters.upperBound)"
        return stretch
    }

    private func halfStretch(_ year: Int, _ half: Int) -> Stretch? {
        guard var stretch = monthStretch(year, half == 1 ? 1...6 : 7...12) else { return nil }
        stretch.grain = .half
        stretch.edtf = "\(stretch.start.description.prefix(4))-\(39 + half)"
        return stretch
    }

    /// 季度初 and 季度末 are its first and last month.
    private func edged(_ quarter: Stretch?, _ date: DateExpression) -> Stretch? {
        guard let quarter, let edge = date.edge else { return quarter }
        let month = edge == .early ? quarter.start.month : quarter.end.month
        return monthStretch(quarter.start.year, month...month).map(asSpan)
    }

    /// 年初 is January and February, 年底 November and December, 年中 June and July.
    private func yearEdge(_ year: Int, _ edge: DateExpression.Edge) -> Stretch? {
        switch edge {
        case .early: monthStretch(year, 1...2).map(asSpan)
        case .middle: monthStretch(year, 6...7).map(asSpan)
        case .late: monthStretch(year, 11...12).map(asSpan)
        }
    }

    private func offsetMonth(_ date: DateExpression, _ offset: Int) -> Stretch? {
        guard let issue, let moved = DateResolver.adding(months: offset, to: firstOfMonth(issue)) else { return nil }
        return anchored(monthPart(date, moved.year, moved.month...moved.month))
    }

    private func monthPart(_ date: DateExpression, _ year: Int, _ months: ClosedRange<Int>) -> Stretch? {
        let month = months.lowerBound
        if let days = date.days { return dayRange(days, year, month) }
        let last = CalendarDate.days(inMonth: month, of: year)
        if let part = date.tenDays {
            return span(year, month, [1...10, 11...20, 21...last, 11...last, 1...20][part - 1])
        }
        if let half = date.halfMonth { return span(year, month, half == 1 ? 1...15 : 16...last) }
        if let nth = date.nth { return nthStretch(nth, of: monthStretch(year, months)) }
        if let lead = date.lead { return leadStretch(lead, of: monthStretch(year, months)) }
        switch date.edge {
        case .early: return span(year, months.lowerBound, 1...5)
        case .middle: return span(year, month, 11...20)
        case .late:
            let final = months.upperBound
            let end = CalendarDate.days(inMonth: final, of: year)
            return span(year, final, (end - 4)...end)
        case nil: return monthStretch(year, months)
        }
    }

    private func span(_ year: Int, _ month: Int, _ days: ClosedRange<Int>) -> Stretch? {
        guard var stretch = dayRange(days, year, month) else { return nil }
        stretch.grain = .span
        return stretch
    }

    // MARK: Weeks

    private func weekPart(_ date: DateExpression) -> Stretch? {
        guard let issue, let week = weekStretch(issue),
            let monday = CalendarDate(daysSince1970: week.start.daysSince1970 + 7 * (date.weekOffset ?? 0))
        else { return nil }
        if let weekday = date.weekday {
            return anchored(CalendarDate(daysSince1970: monday.daysSince1970 + weekday - 1).map(dayStretch))
        }
        let days: ClosedRange<Int>
        if date.isWeekend {
            days = 5...6
        } else {
            switch date.edge {
            case .early: days = 0...1
            case .middle: days = 2...3
            case .late: days = 4...6
            case nil: days = 0...6
            }
        }
        guard let start = CalendarDate(daysSince1970: monday.daysSince1970 + days.lowerBound),
            let end = CalendarDate(daysSince1970: monday.daysSince1970 + days.upperBound)
        else { return nil }
        return Stretch(start: start, end: end, grain: days.count == 7 ? .week : .span, edtf: nil, isAnchored: true)
    }

    /// The n-th whole week (Monday to Sunday) that begins within a stretch, or the n-th weekday in it.
    private func nthStretch(_ nth: DateExpression.Nth, of parent: Stretch?) -> Stretch? {
        guard let parent else { return nil }
        let weekday = nth.weekday ?? 1
        if nth.number > 0 {
            let shift = (weekday - parent.start.weekday + 7) % 7
            let day = CalendarDate(daysSince1970: parent.start.daysSince1970 + shift + 7 * (nth.number - 1))
            guard let day, day <= parent.end else { return nil }
            return nth.weekday == nil ? weekStretch(day) : dayStretch(day)
        }
        let shift = (parent.end.weekday - weekday + 7) % 7
        let day = CalendarDate(daysSince1970: parent.end.daysSince1970 - shift + 7 * (nth.number + 1))
        guard let day, day >= parent.start else { return nil }
        return nth.weekday == nil ? weekStretch(day) : dayStretch(day)
    }

    /// So many months, weeks or days from the start or the end of a stretch.
    private func leadStretch(_ lead: DateExpression.Lead, of parent: Stretch?) -> Stretch? {
        guard let parent else { return nil }
        switch lead.unit {
        case .month, .quarter:
            let length = lead.unit == .quarter ? 3 * lead.count : lead.count
            let count = parent.end.month - parent.start.month + 1
            guard length <= count else { return nil }
            let first = lead.fromEnd ? parent.end.month - length + 1 : parent.start.month
            if lead.unit == .quarter, !lead.fromEnd { return monthSpan(parent.start.year, 1...lead.count) }
            return monthStretch(parent.start.year, first...(first + length - 1))
        case .week:
            let first = nthStretch(DateExpression.Nth(number: lead.fromEnd ? -1 : 1, weekday: nil), of: parent)
            guard var week = first else { return nil }
            if lead.fromEnd, week.end > parent.end {
                guard let earlier = CalendarDate(daysSince1970: week.start.daysSince1970 - 7),
                    let whole = weekStretch(earlier)
                else { return nil }
                week = whole
            }
            let days = 7 * (lead.count - 1)
            guard
                let start = CalendarDate(daysSince1970: week.start.daysSince1970 - (lead.fromEnd ? days : 0)),
                let end = CalendarDate(daysSince1970: week.end.daysSince1970 + (lead.fromEnd ? 0 : days))
            else { return nil }
            return Stretch(start: start, end: end, grain: .week, edtf: nil, isAnchored: parent.isAnchored)
        case .day:
            let start = lead.fromEnd ? parent.end.daysSince1970 - lead.count + 1 : parent.start.daysSince1970
            guard let first = CalendarDate(daysSince1970: start),
                let last = CalendarDate(daysSince1970: start + lead.count - 1), last <= parent.end
            else { return nil }
            return Stretch(
                start: first,
                end: last,
                grain: first == last ? .day : .span,
                edtf: nil,
                isAnchored: parent.isAnchored
            )
        default:
            return nil
        }
    }

    // MARK: Festivals, seasons, the lunar calendar

    private func festivalStretch(_ festival: Festival, _ date: DateExpression) -> Stretch? {
        yearly(date) { year in
            guard let day = self.day(of: festival.rule, in: year) else { return nil }
            guard date.isHoliday, festival.holidayDays > 1,
                let end = CalendarDate(daysSince1970: day.daysSince1970 + festival.holidayDays - 1)
            else { return dayStretch(day) }
            return Stretch(start: day, end: end, grain: .span, edtf: nil, isAnchored: false)
        }
    }

    private func day(of rule: Festival.Rule, in year: Int) -> CalendarDate? {
        switch rule {
        case .fixed(let month, let day): CalendarDate(year: year, month: month, day: day)
        case .lunar(let month, let day): LunarCalendar.date(year: year, month: month, day: day)
        case .newYearsEve:
            LunarCalendar.newYear(of: year).flatMap { CalendarDate(daysSince1970: $0.daysSince1970 - 1) }
        case .weekday(let weekday, let nth, let month):
            nthStretch(DateExpression.Nth(number: nth, weekday: weekday), of: monthStretch(year, month...month))?.start
        case .term(let term): SolarTerms.date(of: term, in: year)
        }
    }

    /// The seasons of the almanac: from 立春, 立夏, 立秋 or 立冬 to the day before the next.
    private func seasonStretch(_ season: Int, _ year: Int) -> Stretch? {
        let terms = [2, 8, 14, 20]
        guard let start = SolarTerms.date(of: terms[season], in: year),
            let next = SolarTerms.date(of: terms[(season + 1) % 4], in: season == 3 ? year + 1 : year),
            let end = CalendarDate(daysSince1970: next.daysSince1970 - 1)
        else { return nil }
        return Stretch(start: start, end: end, grain: .span, edtf: nil, isAnchored: false)
    }

    private func lunarStretch(_ date: DateExpression, _ year: Int) -> Stretch? {
        guard let month = date.months?.lowerBound else {
            guard let start = LunarCalendar.newYear(of: year), let next = LunarCalendar.newYear(of: year + 1),
                let end = CalendarDate(daysSince1970: next.daysSince1970 - 1)
            else { return nil }
            return Stretch(start: start, end: end, grain: .year, edtf: nil, isAnchored: false)
        }
        if let day = date.days?.lowerBound {
            return LunarCalendar.date(year: year, month: month, day: day, leap: date.isLeapMonth).map(dayStretch)
        }
        guard let start = LunarCalendar.date(year: year, month: month, day: 1, leap: date.isLeapMonth),
            let length = LunarCalendar.days(inMonth: month, of: year, leap: date.isLeapMonth),
            let end = CalendarDate(daysSince1970: start.daysSince1970 + length - 1)
        else { return nil }
        return Stretch(start: start, end: end, grain: .month, edtf: nil, isAnchored: false)
    }
}
