import Newsprint

/// A part of a masthead, a folio line or a file name that says something of the issue.
enum IssueElement: Equatable {
    case date(CalendarDate)
    /// A year and month whose day stands elsewhere.
    case month(year: Int, month: Int)
    /// ISO 8601 weekday.
    case weekday(Int)
    /// A day of the Chinese calendar, which is never the date of an issue.
    case lunarDate
    /// A page label that says so: 第7版, A2版, p03.
    case label(PageLabel)
    /// The first of several pages: 01-08版.
    case labels(PageLabel, PageLabel)
    /// Letters and digits, or digits, that can be a label where one is expected.
    case bare(PageLabel)
    /// How many pages there are: 今日8版.
    case pageCount
    /// The number of the issue; `isTotal` if counted from the first issue on (总第).
    case number(String, isTotal: Bool)
    /// A serial or postal number: CN 33-0001.
    case serial
    /// Words, and whether a colon follows them.
    case text(String, colon: Bool)

    /// Whether the element, next to a date, shows that this is a masthead.
    var isFirm: Bool {
        switch self {
        case .weekday, .lunarDate, .label, .labels, .number, .serial, .pageCount: true
        case .date, .month, .bare, .text: false
        }
    }
}
