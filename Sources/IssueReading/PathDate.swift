import Newsprint

/// A day that a path spells out over several names: 2031/05/09, 2031-05/09, 2031/0509, 2031年/5月/9日.
struct PathDate {
    var date: CalendarDate
    /// The indexes of the names that spell it.
    var components: ClosedRange<Int>

    /// The innermost such day in `components`, the names of a path from the outside in.
    init?(_ components: [FoldedText]) {
        for start in components.indices.reversed() {
            var index = start
            guard let (year, yearMonth) = Self.year(components[index]) else { continue }
            var month = yearMonth
            var day: Int?
            if month == nil, index + 1 < components.count {
                index += 1
                (month, day) = Self.month(components[index])
            }
            if month != nil, day == nil, index + 1 < components.count {
                index += 1
                day = Self.day(components[index])
            }
            guard let month, let day, let date = CalendarDate(year: year, month: month, day: day) else { continue }
            self.date = date
            self.components = start...index
            return
        }
        return nil
    }

    /// 2031, 2031年, 203105, 2031-05, 2031年5月.
    private static func year(_ name: FoldedText) -> (Int, Int?)? {
        var cursor = NumeralCursor(name.scalars)
        if let digits = cursor.takeDigits(6...6), cursor.next == nil {
            let year = NumeralCursor.value(digits[..<4])
            return DateForms.years ~= year ? (year, NumeralCursor.value(digits[4...])) : nil
        }
        guard let year = cursor.takeYear(), DateForms.years ~= year else { return nil }
        _ = cursor.takeOne(of: "-_.年")
        let month = cursor.takeNumber()
        _ = month != nil && cursor.take("月")
        return cursor.next == nil ? (year, month) : nil
    }

    /// 05, 5月, 0509, 05-09, 5月9日.
    private static func month(_ name: FoldedText) -> (Int?, Int?) {
        var cursor = NumeralCursor(name.scalars)
        if let digits = cursor.takeDigits(4...4), cursor.next == nil {
            return (NumeralCursor.value(digits[..<2]), NumeralCursor.value(digits[2...]))
        }
        guard let month = cursor.takeNumber() else { return (nil, nil) }
        _ = cursor.takeOne(of: "-_.月")
        let day = cursor.takeNumber()
        _ = day != nil && cursor.takeOne(of: "日号號") != nil
        return cursor.next == nil ? (month, day) : (nil, nil)
    }

    /// 09, 9日.
    private static func day(_ name: FoldedText) -> Int? {
        var cursor = NumeralCursor(name.scalars)
        guard let day = cursor.takeNumber() else { return nil }
        _ = cursor.takeOne(of: "日号號") != nil
        return cursor.next == nil ? day : nil
    }
}
