import Newsprint

/// The forms in which mastheads and file names write a day.
///
/// A year is between 1800 and 2199: no newspaper that is read here is older, and ten-digit clock readings (17…) and
/// telephone numbers fall outside.
enum DateForms {
    static let years = 1800...2199

    /// A day found, and the page number that a name writes on to it (`2024092503`).
    struct Found {
        var date: CalendarDate
        var gluedPage: Int?
    }

    /// Reads the day that begins at the cursor: 2031年5月9日, 二〇三一年五月九日, 民国二十年五月九日, 2031-05-09 and,
    /// in a name, 20310509, 2031 05 09 and 2031年5月9.
    static func take(_ cursor: inout NumeralCursor, inName: Bool) -> Found? {
        let start = cursor.position
        if let previous = cursor.previous, previous.isDigit { return nil }
        if let found = takeYearMonthDay(&cursor, inName: inName) { return found }
        cursor.position = start
        if let found = takeSeparated(&cursor, inName: inName) { return found }
        cursor.position = start
        if inName, let found = takeCompact(&cursor) { return found }
        cursor.position = start
        return nil
    }

    /// Reads 2031年5月 with no day behind it, as a masthead sets it above a large figure.
    static func takeMonth(_ cursor: inout NumeralCursor) -> (year: Int, month: Int)? {
        let start = cursor.position
        guard cursor.previous?.isDigit != true, let year = takeYearWord(&cursor), let month = cursor.takeNumber(),
            1...12 ~= month, cursor.take("月")
        else {
            cursor.position = start
            return nil
        }
        return (year, month)
    }

    private static func takeYearWord(_ cursor: inout NumeralCursor) -> Int? {
        _ = cursor.take(ElementWords.commonEra)
        let isRepublic = cursor.take(ElementWords.republic)
        cursor.skipBlanks()
        let year: Int?
        if isRepublic {
            year = cursor.takeNumber().map { $0 + 1911 }
        } else {
            year = cursor.takeYear()
        }
        cursor.skipBlanks()
        guard let year, years ~= year, cursor.take("年") else { return nil }
        cursor.skipBlanks()
        return year
    }

    private static func takeYearMonthDay(_ cursor: inout NumeralCursor, inName: Bool) -> Found? {
        guard let year = takeYearWord(&cursor), let month = cursor.takeNumber() else { return nil }
        cursor.skipBlanks()
        guard cursor.take("月") else { return nil }
        cursor.skipBlanks()
        guard let day = cursor.takeNumber() else { return nil }
        let afterDay = cursor.position
        cursor.skipBlanks()
        if cursor.takeOne(of: "日号號") == nil {
            guard inName else { return nil }
            cursor.position = afterDay
        }
        return CalendarDate(year: year, month: month, day: day).map { Found(date: $0) }
    }

    private static func takeSeparated(_ cursor: inout NumeralCursor, inName: Bool) -> Found? {
        let separators = inName ? "-_./ –—·" : "-./"
        guard let year = cursor.takeDigits(4...4), let separator = cursor.takeOne(of: separators),
            let month = cursor.takeDigits(1...2), cursor.takeOne(of: String(separator)) != nil,
            let day = cursor.takeDigits(1...2)
        else { return nil }
        return found(year, month, day)
    }

    private static func takeCompact(_ cursor: inout NumeralCursor) -> Found? {
        let start = cursor.position
        // Eleven digits are a telephone number, twelve and more a clock reading.
        guard let digits = cursor.takeDigits(8...10), digits.count != 9,
            let found = found(digits[..<4], digits[4..<6], digits[6..<8])
        else {
            cursor.position = start
            return nil
        }
        guard digits.count == 10 else { return found }
        let page = NumeralCursor.value(digits[8...])
        return page > 0 ? Found(date: found.date, gluedPage: page) : nil
    }

    private static func found(
        _ year: some Sequence<Unicode.Scalar>,
        _ month: some Sequence<Unicode.Scalar>,
        _ day: some Sequence<Unicode.Scalar>
    ) -> Found? {
        let year = NumeralCursor.value(year)
        guard years ~= year else { return nil }
        return CalendarDate(year: year, month: NumeralCursor.value(month), day: NumeralCursor.value(day))
            .map { Found(date: $0) }
    }
}
