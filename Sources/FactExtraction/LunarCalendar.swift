import Newsprint

/// The Chinese lunisolar calendar of the years 1900–2100.
///
/// The rules are those of GB/T 33661–2017. The table was computed by one astronomical program and compared month by month
/// with another; they differ in four new moons that fall within minutes of midnight (July 1933, November 1954, August
/// 1978, September 2057), where the table follows the first.
enum LunarCalendar {
    /// The years whose months are known.
    static let years = 1900...2100

    /// The day of the Gregorian calendar for a lunar one, or nil outside the table or if there is no such day.
    static func date(year: Int, month: Int, day: Int, leap: Bool = false) -> CalendarDate? {
        guard years ~= year, 1...12 ~= month, 1...30 ~= day else { return nil }
        let entry = table[year - years.lowerBound]
        let leapMonth = entry >> 13 & 0xF
        guard !leap || leapMonth == month else { return nil }
        var position = month - 1
        if leapMonth != 0, month > leapMonth || leap { position += 1 }
        guard day <= length(ofMonthAt: position, in: entry), let newYear = newYear(of: year) else { return nil }
        let before = (0..<position).reduce(0) { $0 + length(ofMonthAt: $1, in: entry) }
        return CalendarDate(daysSince1970: newYear.daysSince1970 + before + day - 1)
    }

    /// How many days a lunar month has, or nil outside the table.
    static func days(inMonth month: Int, of year: Int, leap: Bool = false) -> Int? {
        guard years ~= year, 1...12 ~= month else { return nil }
        let entry = table[year - years.lowerBound]
        let leapMonth = entry >> 13 & 0xF
        return length(ofMonthAt: leapMonth != 0 && month > leapMonth || leap ? month : month - 1, in: entry)
    }

    /// The first day of a lunar year (春节), or nil outside the table.
    static func newYear(of year: Int) -> CalendarDate? {
        guard years ~= year, let first = CalendarDate(year: year, month: 1, day: 1) else { return nil }
        return CalendarDate(daysSince1970: first.daysSince1970 + table[year - years.lowerBound] >> 17)
    }

    private static func length(ofMonthAt position: Int, in entry: Int) -> Int {
        entry >> position & 1 == 1 ? 30 : 29
    }

    /// A year an entry: bits 0–12 tell in order which months have 30 days, bits 13–16 the month after which a leap month
    /// stands (0 for none), the bits from 17 on the days from 1 January to the lunar new year.
    private static let table: [Int] = [
        0x3D16D2, 0x620752, 0x4C0EA5, 0x38B64A, 0x5C064B, 0x440A9B, 0x309556, 0x56056A, 0x400B59, 0x2A5752,
        0x500752, 0x3ADB25, 0x600B25, 0x480A4B, 0x32B4AB, 0x5802AD, 0x42056B, 0x2C4B69, 0x520DA9, 0x3EFD92,
        0x640E92, 0x4C0D25, 0x36BA4D, 0x5C0A56, 0x4602B6, 0x2E95B5, 0x5606D4, 0x400EA9, 0x2C5E92, 0x500E92,
        0x3ACD26, 0x5E052B, 0x480A57, 0x32B2B6, 0x580B5A, 0x4406D4, 0x2E6EC9, 0x520749, 0x3CF693, 0x620A93,
        0x4C052B, 0x34CA5B, 0x5A0AAD, 0x46056A, 0x309B55, 0x560BA4, 0x400B49, 0x2A5A93, 0x500A95, 0x38F52D,
        0x5E0536, 0x480AAD, 0x34B5AA, 0x5805B2, 0x420DA5, 0x2E7D4A, 0x540D4A, 0x3D0A95, 0x600A97, 0x4C0556,
        0x36CAB5, 0x5A0AD5, 0x4606D2, 0x308EA5, 0x560EA5, 0x40064A, 0x286C97, 0x4E0A9B, 0x3AF55A, 0x5E056A,
        0x480B69, 0x34B752, 0x5A0B52, 0x420B25, 0x2C964B, 0x520A4B, 0x3D14AB, 0x6002AD, 0x4A056D, 0x36CB69,
        0x5C0DA9, 0x460D92, 0x309D25, 0x560D25, 0x415A4D, 0x640A56, 0x4E02B6, 0x38C5B5, 0x5E06D5, 0x480EA9,
        0x34BE92, 0x5A0E92, 0x440D26, 0x2C6A56, 0x500A57, 0x3D14D6, 0x62035A, 0x4A06D5, 0x36B6C9, 0x5C0749,
        0x460693, 0x2E952B, 0x54052B, 0x3E0A5B, 0x2A555A, 0x4E056A, 0x38FB55, 0x600BA4, 0x4A0B49, 0x32BA93,
        0x580A95, 0x42052D, 0x2C8AAD, 0x500AB5, 0x3D35AA, 0x6205D2, 0x4C0DA5, 0x36DD4A, 0x5C0D4A, 0x460C95,
        0x30952E, 0x540556, 0x3E0AB5, 0x2A55B2, 0x5006D2, 0x38CEA5, 0x5E0725, 0x48064B, 0x32AC97, 0x560CAB,
        0x42055A, 0x2C6AD6, 0x520B69, 0x3D7752, 0x620B52, 0x4C0B25, 0x36DA4B, 0x5A0A4B, 0x4404AB, 0x2EA55B,
        0x5405AD, 0x3E0B6A, 0x2A5B52, 0x500D92, 0x3AFD25, 0x5E0D25, 0x480A55, 0x32B4AD, 0x5804B6, 0x4005B5,
        0x2C6DAA, 0x520EC9, 0x3F1E92, 0x620E92, 0x4C0D26, 0x36CA56, 0x5A0A57, 0x4404D6, 0x2E86D5, 0x540755,
        0x400749, 0x286E93, 0x4E0693, 0x38F52B, 0x5E052B, 0x460A5B, 0x32B55A, 0x58056A, 0x420B65, 0x2C974A,
        0x520B4A, 0x3D1A95, 0x620A95, 0x4A052D, 0x34CAAD, 0x5A0AB5, 0x4605AA, 0x2E8BA5, 0x540DA5, 0x400D4A,
        0x2A7C95, 0x4E0C96, 0x38F94E, 0x5E0556, 0x480AB5, 0x32B5B2, 0x5806D2, 0x420EA5, 0x2E8E4A, 0x50068B,
        0x3B0C97, 0x6004AB, 0x4A055B, 0x34CAD6, 0x5A0B6A, 0x460752, 0x309725, 0x540B45, 0x3E0A8B, 0x28549B,
        0x4E04AB,
    ]
}

/// The 24 solar terms of the years 1900–2100, in China's time.
///
/// Days as computed for the almanac; a table, because a short formula for the sun's place errs by a day where a term
/// falls near midnight.
enum SolarTerms {
    /// The day of a term (0 = 小寒, the first of January, … 23 = 冬至), or nil outside the table.
    static func date(of term: Int, in year: Int) -> CalendarDate? {
        guard LunarCalendar.years ~= year, 0..<24 ~= term else { return nil }
        let late = Int(table[year - LunarCalendar.years.lowerBound] >> UInt64(2 * term) & 3)
        return CalendarDate(year: year, month: term / 2 + 1, day: earliest[term] + late)
    }

    /// The earliest day of its month on which each term falls.
    private static let earliest = [4, 19, 3, 18, 4, 19, 4, 19, 4, 20, 4, 20, 6, 22, 6, 22, 6, 22, 7, 22, 6, 21, 6, 21]

    /// A year an entry: two bits a term, the days after the earliest.
    private static let table: [UInt64] = [
        0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAABAAA6A, 0xAAABBABBAFAA, 0x5AA665A65AAB, 0x6AAAA6AA9A5A,
        0xAAAAAAAAAA6A, 0xAAABBABBAFAA, 0x5AA665A65AAB, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0xAAABBABBAFAA,
        0x56A665A65AAB, 0x6AA6A6AA9A56, 0xAAAAAAAA9A5A, 0xAAABAABAAEAA, 0x569665A65AAA, 0x6AA6A6A69A56,
        0x6AAAAAAA9A5A, 0xAAABAABAAEAA, 0x569665A65AAA, 0x5AA6A6A65A56, 0x6AAAAAAA9A5A, 0xAAABAABAAA6A,
        0x569665A65AAA, 0x5AA6A6A65A56, 0x6AAAA6AA9A5A, 0xAAABAABAAA6A, 0x555665A65AAA, 0x5AA665A65A56,
        0x6AAAA6AA9A5A, 0xAAAAAABAAA6A, 0x555665665AAA, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A,
        0x555665665AAA, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0x555665665AAA, 0x5AA665A65A56,
        0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0x555665655AAA, 0x569665A65A56, 0x6AA6A6AA9A56, 0xAAAAAAAA9A5A,
        0x5556556559AA, 0x569665A65A55, 0x6AA6A6A65A56, 0xAAAAAAAA9A5A, 0x5556556559AA, 0x569665A65A55,
        0x5AA6A6A65A56, 0x6AAAA6AA9A5A, 0x5556556555AA, 0x569665A65A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A,
        0x55555565556A, 0x555665665A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0x55555565556A, 0x555665665A55,
        0x5AA665A65A56, 0x6AAAA6AA9A5A, 0x55555555556A, 0x555665665A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A,
        0x55555555556A, 0x555665655A55, 0x5AA665A65A56, 0x6AA6A6AA9A5A, 0x55555555456A, 0x555655655A55,
        0x5A9665A65A56, 0x6AA6A6A69A56, 0x55555555456A, 0x555655655A55, 0x569665A65A56, 0x6AA6A6A65A56,
        0x55555155455A, 0x555655655955, 0x569665A65A55, 0x5AA6A5A65A56, 0x15555155455A, 0x555555655555,
        0x569665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555655515, 0x555665665A55, 0x5AA665A65A56,
        0x15555155455A, 0x555555555515, 0x555665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555555515,
        0x555665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555555515, 0x555655655A55, 0x5AA665A65A56,
        0x15515155455A, 0x555555554515, 0x555655655A55, 0x5A9665A65A56, 0x15515151455A, 0x555551554515,
        0x555655655A55, 0x569665A65A56, 0x155151510556, 0x555551554505, 0x555655655955, 0x569665665A55,
        0x155110510556, 0x155551554505, 0x555555655555, 0x569665665A55, 0x055110510556, 0x155551554505,
        0x555555555515, 0x555665665A55, 0x055110510556, 0x155551554505, 0x555555555515, 0x555665665A55,
        0x055110510556, 0x155551554505, 0x555555555515, 0x555655655A55, 0x055110510556, 0x155551554505,
        0x555555555515, 0x555655655A55, 0x055110510556, 0x155151514505, 0x555555554515, 0x555655655A55,
        0x054110510556, 0x155151510505, 0x555551554515, 0x555655655A55, 0x014110110556, 0x155110510501,
        0x555551554505, 0x555555655555, 0x014110110555, 0x155110510501, 0x555551554505, 0x555555555555,
        0x014110110555, 0x055110510501, 0x155551554505, 0x555555555555, 0x000110110555, 0x055110510501,
        0x155551554505, 0x555555555515, 0x000110110555, 0x055110510501, 0x155551554505, 0x555555555515,
        0x000100100555, 0x055110510501, 0x155151514505, 0x555555555515, 0x000100100555, 0x054110510501,
        0x155151514505, 0x555551554515, 0x000100100555, 0x054110510501, 0x155150510505, 0x555551554515,
        0x000100100555, 0x014110110501, 0x155110510505, 0x555551554505, 0x000000100055, 0x014110110500,
        0x155110510501, 0x555551554505, 0x000000000055, 0x014110110500, 0x055110510501, 0x155551554505,
        0x000000000055, 0x000110110500, 0x055110510501, 0x155551554505, 0x000000000015, 0x000100110500,
        0x055110510501, 0x155551554505, 0x555555555515,
    ]
}
