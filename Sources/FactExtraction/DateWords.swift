/// A unit of time, for dates and for lengths of time.
enum TimeUnit: UInt8, Sendable {
    case second, minute, quarterHour, hour, day, week, fortnight, month, quarter, halfYear, year, decade, century

    /// The words of each unit, folded; `dayNumber` and the like stand in `DateWord`.
    static let words: [(TimeUnit, String)] = [
        (.second, "秒 秒钟"),
        (.minute, "分 分钟"),
        (.quarterHour, "刻 刻钟"),
        (.hour, "时 小时 钟头 点钟"),
        (.day, "天 日 昼夜 日夜 晚 夜 号"),
        (.week, "周 星期 礼拜"),
        (.month, "月 个月 月份"),
        (.quarter, "季度 季"),
        (.year, "年 载 周年 年度 年份 个年头 年头 周岁 春秋"),
        (.decade, "年代"),
        (.century, "世纪"),
    ]
}

/// A word that names a day or a span by itself.
enum DateWord: Sendable, Equatable {
    /// A year counted from that of the issue.
    case year(Int)
    /// A month counted from that of the issue.
    case month(Int)
    /// A week counted from that of the issue.
    case week(Int)
    /// A day counted from that of the issue.
    case day(Int)
    /// Days counted from that of the issue, from one to another.
    case days(Int, Int)
    case quarter(Int)
    /// The first or second half of a year.
    case half(Int)
    /// A half of a month.
    case halfMonth(Int)
    /// The first, second or third ten days of a month.
    case tenDays(Int)
    /// ISO weekday, Monday = 1.
    case weekday(Int)
    case weekend
    /// A month of the lunar year by its name: 正月 1, 冬月 11, 腊月 12.
    case lunarMonth(Int)
    /// A day of a lunar month by its name: 初五, 廿三.
    case lunarDay(Int)
    /// 立春, 立夏, 立秋, 立冬 begin the seasons 0…3.
    case season(Int)
    /// A season of a year counted from that of the issue: 今夏.
    case seasonOf(Int, Int)
    /// A day of the first lunar month: 大年初二.
    case newYearDay(Int)
    case term(Int)
    case festival(Int)
    case summerHoliday
    /// A reign: its first year minus one.
    case era(Int)
    /// A century counted from that of the issue.
    case century(Int)
    /// A five-year plan by its number.
    case plan(Int)
    /// 早, 晚 and the like after a day: an hour, not part of the date.
    case timeOfDay
    /// Refers to a date told before (同年, 当天): not resolved.
    case anaphor
    /// Marks recency without naming a day (近日, 日前).
    case recency
    /// Clock words after an hour.
    case leapMonth
}

/// A festival: its names and how its day is found.
struct Festival: Sendable {
    enum Rule: Sendable {
        case fixed(month: Int, day: Int)
        case lunar(month: Int, day: Int)
        /// The day before the lunar new year.
        case newYearsEve
        /// The n-th weekday of a month (−1: the last).
        case weekday(Int, nth: Int, month: Int)
        case term(Int)
    }

    let names: String
    let rule: Rule
    /// How many days the public holiday has that 期间 and 假期 mean; 1 without one.
    let holidayDays: Int

    private init(_ names: String, _ rule: Rule, days: Int = 1) {
        self.names = names
        self.rule = rule
        holidayDays = days
    }

    /// Festivals and days of remembrance, from the State Council's Measures on Holidays (as amended 2024) and custom.
    static let all: [Festival] = [
        Festival("元旦 元旦节 新年元旦 阳历新年 公历新年", .fixed(month: 1, day: 1), days: 3),
        Festival("春节 农历新年 大年初一 年初一 新春佳节 旧历新年 阴历新年 农历年", .lunar(month: 1, day: 1), days: 7),
        Festival("除夕 除夕夜 大年夜 大年三十 年三十", .newYearsEve),
        Festival("元宵节 元宵 上元节 元宵佳节 小年元宵", .lunar(month: 1, day: 15)),
        Festival("情人节", .fixed(month: 2, day: 14)),
        Festival("妇女节 三八妇女节 国际妇女节 三八节 “三八”妇女节 三八国际妇女节 国际劳动妇女节", .fixed(month: 3, day: 8)),
        Festival("植树节", .fixed(month: 3, day: 12)),
        Festival("三一五 消费者权益日 国际消费者权益日 3·15", .fixed(month: 3, day: 15)),
        Festival("愚人节", .fixed(month: 4, day: 1)),
        Festival("清明节", .term(6), days: 3),
        Festival("世界读书日 世界阅读日", .fixed(month: 4, day: 23)),
        Festival("世界地球日 地球日", .fixed(month: 4, day: 22)),
        Festival("劳动节 五一 五一节 五一劳动节 国际劳动节 “五一” “五一”劳动节 五一国际劳动节", .fixed(month: 5, day: 1), days: 5),
        Festival("青年节 五四青年节 五四 “五四”青年节", .fixed(month: 5, day: 4)),
        Festival("护士节 国际护士节", .fixed(month: 5, day: 12)),
        Festival("母亲节", .weekday(7, nth: 2, month: 5)),
        Festival("儿童节 六一 六一节 六一儿童节 国际儿童节 “六一” “六一”儿童节 六一国际儿童节", .fixed(month: 6, day: 1)),
        Festival("世界环境日 环境日", .fixed(month: 6, day: 5)),
        Festival("父亲节", .weekday(7, nth: 3, month: 6)),
        Festival("端午节 端午 端阳节 端午佳节", .lunar(month: 5, day: 5), days: 3),
        Festival("国际禁毒日", .fixed(month: 6, day: 26)),
        Festival("建党节 七一 “七一” 七一建党节", .fixed(month: 7, day: 1)),
        Festival("建军节 八一 “八一” 八一建军节 “八一”建军节", .fixed(month: 8, day: 1)),
        Festival("七夕 七夕节 乞巧节", .lunar(month: 7, day: 7)),
        Festival("中元节 盂兰盆节 鬼节", .lunar(month: 7, day: 15)),
        Festival("中秋节 中秋 中秋佳节", .lunar(month: 8, day: 15), days: 3),
        Festival("教师节", .fixed(month: 9, day: 10)),
        Festival("国庆节 国庆 十一国庆节 “十一” 十一国庆 “十一”国庆", .fixed(month: 10, day: 1), days: 7),
        Festival("重阳节 重阳 老人节", .lunar(month: 9, day: 9)),
        Festival("记者节", .fixed(month: 11, day: 8)),
        Festival("万圣节", .fixed(month: 10, day: 31)),
        Festival("光棍节 双十一 双11 “双十一” “双11”", .fixed(month: 11, day: 11)),
        Festival("感恩节", .weekday(4, nth: 4, month: 11)),
        Festival("国家宪法日 宪法日", .fixed(month: 12, day: 4)),
        Festival("世界艾滋病日", .fixed(month: 12, day: 1)),
        Festival("国家公祭日", .fixed(month: 12, day: 13)),
        Festival("双十二 双12", .fixed(month: 12, day: 12)),
        Festival("平安夜 圣诞夜", .fixed(month: 12, day: 24)),
        Festival("圣诞节 圣诞 耶诞节", .fixed(month: 12, day: 25)),
        Festival("腊八 腊八节", .lunar(month: 12, day: 8)),
        Festival("龙抬头", .lunar(month: 2, day: 2)),
        Festival("全民健身日", .fixed(month: 8, day: 8)),
        Festival("医师节 中国医师节", .fixed(month: 8, day: 19)),
        Festival("烈士纪念日", .fixed(month: 9, day: 30)),
        Festival("丰收节 中国农民丰收节 农民丰收节", .term(17)),
    ]
}

/// Reigns of the Han to the Qing that newspapers name, and the Republic: the years in which they begin.
enum Reigns {
    static let firstYears: [(name: String, year: Int)] = [
        ("建安", 196), ("贞观", 627), ("永徽", 650), ("开元", 713), ("天宝", 742), ("贞元", 785), ("会昌", 841),
        ("咸通", 860), ("太平兴国", 976), ("淳化", 990), ("咸平", 998), ("景德", 1004), ("大中祥符", 1008), ("天圣", 1023), ("庆历", 1041),
        ("皇祐", 1049), ("嘉祐", 1056), ("治平", 1064), ("熙宁", 1068), ("元丰", 1078), ("元祐", 1086), ("绍圣", 1094), ("崇宁", 1102),
        ("政和", 1111), ("宣和", 1119), ("靖康", 1126), ("建炎", 1127), ("乾道", 1165), ("淳熙", 1174), ("绍熙", 1190),
        ("淳祐", 1241), ("宝祐", 1253), ("咸淳", 1265), ("大德", 1297), ("至正", 1341), ("洪武", 1368), ("建文", 1399), ("永乐", 1403),
        ("洪熙", 1425), ("宣德", 1426), ("正统", 1436), ("景泰", 1450),
        ("天顺", 1457), ("成化", 1465), ("弘治", 1488), ("正德", 1506), ("嘉靖", 1522), ("隆庆", 1567), ("万历", 1573),
        ("泰昌", 1620), ("天启", 1621), ("崇祯", 1628), ("顺治", 1644), ("康熙", 1662), ("雍正", 1723), ("乾隆", 1736),
        ("嘉庆", 1796), ("道光", 1821), ("咸丰", 1851), ("同治", 1862), ("光绪", 1875), ("宣统", 1909), ("民国", 1912),
        ("昭和", 1926), ("平成", 1989), ("令和", 2019),
    ]
}

/// Names of the solar terms, the first falling in January.
enum SolarTermNames {
    static let all = [
        "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露",
        "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
    ]
}
