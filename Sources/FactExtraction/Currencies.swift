import Newsprint

/// A currency or a part of one, by the names that stand after an amount or before it.
struct Currency: Sendable {
    /// The ISO 4217 code.
    let code: String
    /// What one of the unit is worth in the currency: 1, 0.1 for 角, 0.01 for 分.
    let worth: ExactDecimal
    /// Names that follow an amount, folded.
    let after: [String]
    /// Names and signs that stand before an amount, folded.
    let before: [String]

    private init(_ code: String, _ after: String, before: String = "", worth exponent: Int = 0) {
        self.code = code
        self.worth = .power(ofTen: exponent)
        self.after = after.split(separator: " ").map(String.init)
        self.before = before.split(separator: " ").map(String.init)
    }

    /// The currencies that are read; codes from ISO 4217, those withdrawn included where older texts use them.
    static let all: [Currency] = [
        Currency("CNY", "元 块 块钱 元钱 元人民币 人民币元 人民币 RMB CNY ¥", before: "人民币 ¥ RMB CNY"),
        Currency("CNY", "角 毛 毛钱 角钱", worth: -1),
        Currency("CNY", "分 分钱", worth: -2),
        Currency("USD", "美元 美金 美刀 USD", before: "美元 美金 US$ USD $"),
        Currency("USD", "美分", worth: -2),
        Currency("HKD", "港元 港币 港纸 HKD", before: "港币 港元 HK$ HKD"),
        Currency("MOP", "澳门元 澳门币 葡币", before: "澳门币 MOP$"),
        Currency("TWD", "新台币 台币 新台币元 元新台币 TWD", before: "新台币 台币 NT$ TWD"),
        Currency("EUR", "欧元 EUR", before: "€ EUR 欧元"),
        Currency("EUR", "欧分", worth: -2),
        Currency("GBP", "英镑 GBP", before: "£ GBP 英镑"),
        Currency("GBP", "便士", worth: -2),
        Currency("JPY", "日元 日币 JPY", before: "日币 日元 JPY JP¥"),
        Currency("KRW", "韩元 韩币 KRW", before: "₩ 韩币 KRW"),
        Currency("KPW", "朝鲜元 朝元"),
        Currency("AUD", "澳元 澳币 澳大利亚元 AUD", before: "A$ AUD 澳币"),
        Currency("CAD", "加元 加币 加拿大元 CAD", before: "C$ CAD 加币"),
        Currency("NZD", "新西兰元 纽元 纽币 NZD", before: "NZ$ NZD"),
        Currency("SGD", "新加坡元 新元 坡币 新币 SGD", before: "S$ SGD"),
        Currency("CHF", "瑞士法郎 瑞郎 CHF", before: "CHF"),
        Currency("FRF", "法国法郎 法郎"),
        Currency("DEM", "德国马克 马克"),
        Currency("ITL", "意大利里拉"),
        Currency("RUB", "卢布 俄罗斯卢布 RUB", before: "₽ RUB"),
        Currency("INR", "卢比 印度卢比 INR", before: "₹ INR"),
        Currency("PKR", "巴基斯坦卢比"),
        Currency("LKR", "斯里兰卡卢比"),
        Currency("NPR", "尼泊尔卢比"),
        Currency("THB", "泰铢 铢 泰国铢 THB", before: "฿ THB"),
        Currency("VND", "越南盾 越盾 VND", before: "₫"),
        Currency("IDR", "印尼盾 印尼卢比 印度尼西亚盾 IDR"),
        Currency("MYR", "林吉特 令吉 马来西亚林吉特 马币 MYR", before: "RM MYR"),
        Currency("PHP", "菲律宾比索 PHP", before: "₱"),
        Currency("MXN", "墨西哥比索 比索 MXN"),
        Currency("ARS", "阿根廷比索"),
        Currency("CLP", "智利比索"),
        Currency("COP", "哥伦比亚比索"),
        Currency("CUP", "古巴比索"),
        Currency("PEN", "秘鲁索尔 索尔"),
        Currency("BRL", "雷亚尔 巴西雷亚尔 BRL", before: "R$"),
        Currency("ZAR", "兰特 南非兰特 ZAR"),
        Currency("SEK", "瑞典克朗 克朗"),
        Currency("NOK", "挪威克朗"),
        Currency("DKK", "丹麦克朗"),
        Currency("ISK", "冰岛克朗"),
        Currency("CZK", "捷克克朗"),
        Currency("HUF", "福林 匈牙利福林"),
        Currency("PLN", "兹罗提 波兰兹罗提"),
        Currency("RON", "罗马尼亚列伊 列伊"),
        Currency("BGN", "列弗 保加利亚列弗"),
        Currency("UAH", "格里夫纳"),
        Currency("BYN", "白俄罗斯卢布"),
        Currency("KZT", "坚戈"),
        Currency("UZS", "苏姆"),
        Currency("KGS", "吉尔吉斯斯坦索姆 索姆"),
        Currency("MNT", "图格里克"),
        Currency("TRY", "里拉 土耳其里拉"),
        Currency("ILS", "谢克尔 新谢克尔 以色列谢克尔"),
        Currency("AED", "迪拉姆 阿联酋迪拉姆"),
        Currency("MAD", "摩洛哥迪拉姆"),
        Currency("SAR", "沙特里亚尔 沙特阿拉伯里亚尔 里亚尔"),
        Currency("QAR", "卡塔尔里亚尔"),
        Currency("IRR", "伊朗里亚尔"),
        Currency("OMR", "阿曼里亚尔"),
        Currency("KWD", "科威特第纳尔"),
        Currency("BHD", "巴林第纳尔"),
        Currency("IQD", "伊拉克第纳尔 第纳尔"),
        Currency("JOD", "约旦第纳尔"),
        Currency("DZD", "阿尔及利亚第纳尔"),
        Currency("EGP", "埃及镑"),
        Currency("LBP", "黎巴嫩镑"),
        Currency("NGN", "奈拉 尼日利亚奈拉"),
        Currency("KES", "肯尼亚先令 先令"),
        Currency("GHS", "塞地 加纳塞地"),
        Currency("ETB", "埃塞俄比亚比尔"),
        Currency("MMK", "缅元 缅币 缅甸元"),
        Currency("LAK", "基普 老挝基普"),
        Currency("KHR", "瑞尔 柬埔寨瑞尔"),
        Currency("BDT", "塔卡 孟加拉塔卡"),
        Currency("AFN", "阿富汗尼"),
        Currency("BND", "文莱元"),
        Currency("XDR", "特别提款权"),
    ]
}
