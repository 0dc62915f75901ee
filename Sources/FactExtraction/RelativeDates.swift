/// Words that name a time from the day of issue, or a part of a year by its name.
enum RelativeDates {
    /// Each word with what it names.
    static let all: [(String, DateWord)] = {
        var words: [(String, DateWord)] = []
        func add(_ list: String, _ word: DateWord) {
            for name in list.split(separator: " ") { words.append((String(name), word)) }
        }
        add("今年 本年 本年度 今年度 今岁", .year(0))
        add("去年 上年 上一年 上年度 去年度 上一年度 去岁 昨年", .year(-1))
        add("前年 前年度", .year(-2))
        add("大前年", .year(-3))
        add("明年 来年 下年 下一年 明年度 下年度 下一年度", .year(1))
        add("后年", .year(2))
        add("大后年", .year(3))
        add("本月 这个月 这月 本月份 当前月", .month(0))
        add("上月 上个月 上一个月 上月份", .month(-1))
        add("上上月 上上个月", .month(-2))
        add("下月 下个月 下一个月 下月份", .month(1))
        add("下下月 下下个月", .month(2))
        for unit in ["周", "星期", "礼拜"] {
            for (prefixes, offset) in [
                ("本 这 这个 这一 这一个 今 本个", 0), ("上 上个 上一 上一个", -1), ("上上 上上个", -2), ("下 下个 下一 下一个", 1), ("下下 下下个", 2),
            ] {
                for prefix in prefixes.split(separator: " ") { add(prefix + unit, .week(offset)) }
            }
            for (position, name) in "一二三四五六日天".enumerated() {
                add(unit + String(name), .weekday(min(position + 1, 7)))
            }
            add(unit + "末", .weekend)
        }
        add("双休日", .weekend)
        add("今天 今日 今起 今晚 今晨 今早 今夜 今儿", .day(0))
        add("昨天 昨日 昨晚 昨晨 昨夜 昨早 昨儿 寻日 琴日", .day(-1))
        add("前天 前日 前晚 前夜", .day(-2))
        add("大前天 大前日", .day(-3))
        add("明天 明日 明晚 明晨 明早 听日", .day(1))
        add("今明两天 今明两日 今明天", .days(0, 1))
        add("明后两天 明后两日", .days(1, 2))
        add("昨今两天 昨今两日", .days(-1, 0))
        add("今明后三天", .days(0, 2))
        add("后天 后日 后晚", .day(2))
        add("大后天 大后日", .day(3))
        add("本季度 这个季度 这一季度 本季", .quarter(0))
        add("上季度 上个季度 上一季度 上一个季度 上季", .quarter(-1))
        add("下季度 下个季度 下一季度 下一个季度", .quarter(1))
        add("上半年", .half(1))
        add("下半年", .half(2))
        add("上半月", .halfMonth(1))
        add("下半月", .halfMonth(2))
        add("上旬", .tenDays(1))
        add("中旬", .tenDays(2))
        add("下旬", .tenDays(3))
        add("本世纪", .century(0))
        add("上世纪 上个世纪", .century(-1))
        add("下世纪 下个世纪", .century(1))
        add("正月", .lunarMonth(1))
        add("冬月", .lunarMonth(11))
        add("腊月", .lunarMonth(12))
        let digits = Array("一二三四五六七八九")
        for day in 1...9 {
            add("初\(digits[day - 1]) 初\(day)", .lunarDay(day))
            add("廿\(digits[day - 1])", .lunarDay(20 + day))
        }
        add("初十 初10", .lunarDay(10))
        for day in 2...9 { add("大年初\(digits[day - 1])", .newYearDay(day)) }
        add("大年初十", .newYearDay(10))
        add("中下旬", .tenDays(4))
        add("上中旬", .tenDays(5))
        for (season, name) in ["春", "夏", "秋", "冬"].enumerated() {
            add("今\(name)", .seasonOf(season, 0))
            add("去\(name)", .seasonOf(season, -1))
            add("明\(name)", .seasonOf(season, 1))
        }
        add("廿", .lunarDay(20))
        add("春季 春天 阳春 春日里", .season(0))
        add("夏季 夏天 盛夏", .season(1))
        add("秋季 秋天 金秋", .season(2))
        add("冬季 冬天", .season(3))
        add("暑假 暑期", .summerHoliday)
        for number in 1...9 { add("十\(digits[number - 1])五", .plan(10 + number)) }
        add("二十五 ", .anaphor)
        words.removeLast()
        add("凌晨 清晨 早上 早晨 上午 中午 午后 下午 傍晚 晚上 晚间 夜间 夜里 深夜 晚 晨 早 当晚 午夜 晚些时候", .timeOfDay)
        add(
            "当年 当月 当天 当日 同年 同月 同日 次年 次日 次月 翌年 翌日 隔天 隔日 当年度 同一天 那天 那年 当周 当季 该年 该月 该日 同期",
            .anaphor
        )
        add("近日 日前 近期 近来 最近 不久前 新近 连日来 近几天 前不久 目前 眼下 如今 现在", .recency)
        add("闰", .leapMonth)
        return words
    }()
}
