package import Newsprint

/// What the masthead or folio line of one page says.
package struct Masthead: Equatable, Sendable {
    /// The paper's title as printed, letter-spacing closed and radical signs written as ideographs.
    package var title: String?
    package var date: CalendarDate?
    /// Whether the printed weekday is that of the printed date; nil if none is printed.
    package var weekdayAgrees: Bool?
    /// The printed weekday, ISO 8601.
    package var weekday: Int?
    /// The number of the issue in digits; the running total (总第) where both are printed.
    package var number: String?
    package var edition: String?
    /// The name of the page: 要闻.
    package var section: String?
    package var label: PageLabel?

    /// Nothing printed.
    package init() {}

    /// Finds the masthead of a page, or an empty one.
    ///
    /// A masthead is one line, or some lines that follow each other near the top or the bottom of the page, with a full
    /// date and at least one of weekday, page label, issue number, lunar date or serial number, and no prose. In the
    /// middle of a page, where extraction can put it, it has to be one line with a label or number and a title or
    /// weekday. Everything weaker (a date under a notice, the source of a reprint) is not taken. Without a date, a line of
    /// its own at the very top or bottom may give label, title and section.
    package init(of page: Page) {
        self.init()
        var best = 0
        var folio: Masthead?
        for candidate in MastheadCandidates(page).found {
            let masthead = candidate.masthead
            if let score = candidate.score(of: masthead), score > best {
                self = masthead
                best = score
            }
            folio = folio ?? candidate.folio
        }
        guard let folio, label == nil || best == 0 else { return }
        label = folio.label
        title = title ?? folio.title
        section = section ?? folio.section
    }

    /// Takes over what this masthead does not say, as from the next page of the issue.
    mutating func fill(from other: Masthead) {
        title = title ?? other.title
        if date == nil {
            date = other.date
            weekday = other.weekday
            weekdayAgrees = other.weekdayAgrees
        }
        number = number ?? other.number
        edition = edition ?? other.edition
    }
}
