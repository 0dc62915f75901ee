/// The fixed words of mastheads, folio lines and file names.
enum ElementWords {
    static let weekday: WordList = ["星期", "礼拜", "禮拜"]
    static let lunarCalendar: WordList = ["农历", "農曆", "农曆", "夏历", "夏曆", "阴历", "陰曆"]
    static let pageCount: WordList = ["今日共", "今日", "今天", "本期共", "本期", "总共", "共"]
    static let sheetSize: WordList = ["对开", "對開", "四开", "四開"]
    static let numero: WordList = ["No", "NO", "№", "Nr"]
    static let serialNumber: WordList = [
        "国内统一连续出版物号", "国内统一刊号", "统一刊号", "國內統一刊號", "邮发代号", "郵發代號", "国外代号",
    ]
    static let serialCode: WordList = ["CN", "ISSN"]
    static let frontPage: WordList = ["头版", "頭版"]
    static let pageBefore: WordList = ["page", "Page", "PAGE", "p", "P", "版面", "版"]
    static let pageBehind: WordList = ["版面", "版"]
    static let commonEra: WordList = ["公元"]
    static let republic: WordList = ["中華民國", "中华民国", "民國", "民国"]

    /// Whether an element can begin with `scalar`; most characters of a line fail here.
    static func mayBeginElement(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isDigit || scalar.isLatin { return true }
        return scalar.value < beginnings.count && beginnings[Int(scalar.value)]
    }

    private static let beginnings: [Bool] = {
        let characters =
            "〇零○◯Ο一二三四五六七八九十廿卅公中民星礼禮周週农農夏阴陰甲乙丙丁戊己庚辛壬癸今本总總共第№国國统邮郵头頭版"
        var table = [Bool](repeating: false, count: 0xA000)
        for scalar in characters.unicodeScalars { table[Int(scalar.value)] = true }
        return table
    }()
}
