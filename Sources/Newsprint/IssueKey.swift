/// What names one issue of a paper: the paper, the day and, where one is printed, the edition.
package struct IssueKey: Hashable, Sendable {
    /// The paper's name: the configuration's name for all its titles, else its title in NFKC without blanks.
    package var paper: String
    /// The day of the issue.
    package var date: CalendarDate
    /// The edition's printed name (早报, 海外版), if any.
    package var edition: String?

    /// The issue of `paper` on `date`.
    package init(paper: String, date: CalendarDate, edition: String? = nil) {
        self.paper = paper
        self.date = date
        self.edition = edition
    }
}

/// What names one page of an issue.
///
/// A page with an unknown part of its key has no key.
package struct PageKey: Hashable, Sendable, CustomStringConvertible {
    package var issue: IssueKey
    /// The page's label in the form of `PageLabel.canonical`, such as `01` or `A01`.
    package let label: String

    /// The page `label` of `issue`; `A1` and `A01` are the same page.
    package init(issue: IssueKey, label: String) {
        self.issue = issue
        self.label = PageLabel(label)?.canonical ?? label
    }

    /// The key as it is hashed and stored: paper, date, edition and label, separated by U+001F.
    package var description: String {
        [issue.paper, issue.date.description, issue.edition ?? "", label].joined(separator: "\u{1F}")
    }
}

/// A day of the proleptic Gregorian calendar.
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// The day, or nil if there is no such day or the year is not in 1…9999.
    package init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, 1...CalendarDate.days(inMonth: month, of: year) ~= day else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The number of days in a month.
    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days since 1970-01-01.
    ///
    /// Algorithm: Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, days_from_civil.
    package var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day that many days after 1970-01-01, or nil outside the years 1…9999; civil_from_days of the same source.
    package init?(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// ISO 8601 weekday, Monday = 1 … Sunday = 7.
    package var weekday: Int {
        let offset = (daysSince1970 + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    /// `YYYY-MM-DD`.
    package var description: String {
        func padded(_ number: Int, to width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
