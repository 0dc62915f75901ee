import Newsprint

/// A point in time as it is told, before it is known which days are meant.
struct DateExpression: Sendable, Equatable {
    enum Year: Sendable, Equatable {
        case absolute(Int)
        /// Counted from the year of the issue.
        case relative(Int)
    }

    enum Edge: Sendable, Equatable {
        case early, middle, late
    }

    /// 第二周, 最后一个星期一: the n-th (from the end if negative) week or weekday.
    struct Nth: Sendable, Equatable {
        var number: Int
        /// ISO weekday, or nil for weeks.
        var weekday: Int?
    }

    /// 前三个季度, 最后五天: so many units from the start or the end.
    struct Lead: Sendable, Equatable {
        var count: Int
        var unit: TimeUnit
        var fromEnd: Bool
    }

    var year: Year?
    /// The first year of a century: 1900.
    var century: Int?
    /// The first year of a decade: 1990.
    var decade: Int?
    /// Only the tens of a decade are told: 90年代.
    var decadeTens: Int?
    /// A decade whose century is counted from that of the issue.
    var centuryOffset: Int?
    var plan: Int?
    var half: Int?
    var quarters: ClosedRange<Int>?
    var quarterOffset: Int?
    var months: ClosedRange<Int>?
    var monthOffset: Int?
    var tenDays: Int?
    var halfMonth: Int?
    var days: ClosedRange<Int>?
    var dayOffset: Int?
    var weekOffset: Int?
    var weekday: Int?
    var isWeekend = false
    var nth: Nth?
    var lead: Lead?
    var edge: Edge?
    var isLunar = false
    var isLeapMonth = false
    var festival: Int?
    var term: Int?
    var season: Int?
    var isSummerHoliday = false
    /// 期间, 假期: the days of the public holiday.
    var isHoliday = false
    var approx: Approximation?
    var rule = Rule.dateCalendar

    /// Whether nothing but a year is told.
    var isYearOnly: Bool {
        var bare = DateExpression()
        bare.year = year
        bare.rule = rule
        return bare == self && year != nil
    }

    /// Whether it names a month but no year.
    var lacksYear: Bool { year == nil && century == nil && decade == nil && dayOffset == nil && weekOffset == nil }
}
