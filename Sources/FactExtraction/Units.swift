import Newsprint

/// A unit of measure: its names and its size in the base unit of its kind.
struct Unit: Sendable {
    let kind: Fact.Kind
    /// The printed forms, folded; the first one names the unit in a fact.
    let names: [String]
    /// The size in base units is `numerator / denominator`.
    let numerator: ExactDecimal
    let denominator: ExactDecimal
    /// The base unit's code in UCUM.
    let ucum: String

    private init(
        _ kind: Fact.Kind,
        _ ucum: String,
        _ names: String,
        _ numerator: ExactDecimal,
        _ denominator: Int = 1
    ) {
        self.kind = kind
        self.ucum = ucum
        self.names = names.split(separator: " ").map(String.init)
        self.numerator = numerator
        self.denominator = ExactDecimal(denominator)
    }

    /// `value` in the base unit, rounded half to even to seven digits.
    func base(_ value: ExactDecimal) -> ExactDecimal? {
        guard let scaled = value.multiplied(by: numerator) else { return nil }
        if let integer = denominator.integer, integer == 1 { return scaled.rounded(digits: 7) }
        return scaled.divided(by: denominator, digits: 7)
    }

    private static func decimal(_ coefficient: Int, _ exponent: Int) -> ExactDecimal {
        ExactDecimal(coefficient: Int128(coefficient), exponent: exponent)
    }

    /// All units that are read.
    ///
    /// Chinese units as fixed by the State Council's order of 1959 and the legal units of 1984 (1 亩 = 2000/3 m²,
    /// 1 斤 = 500 g, 1 尺 = 1/3 m); imperial units by the international yard and pound agreement of 1959; UCUM codes by
    /// unitsofmeasure.org.
    static let all: [Unit] = [
        Unit(.area, "m2", "平方米 平米 平方 ㎡ m² m2 平方公尺", decimal(1, 0)),
        Unit(.area, "m2", "平方公里 平方千米 k㎡ km² km2", decimal(1, 6)),
        Unit(.area, "m2", "公顷 hm² hm2 ha", decimal(1, 4)),
        Unit(.area, "m2", "亩 市亩", decimal(2000, 0), 3),
        Unit(.area, "m2", "顷", decimal(200_000, 0), 3),
        Unit(.area, "m2", "分地", decimal(200, 0), 3),
        Unit(.area, "m2", "平方分米", decimal(1, -2)),
        Unit(.area, "m2", "平方厘米 cm² cm2", decimal(1, -4)),
        Unit(.area, "m2", "平方毫米 mm² mm2", decimal(1, -6)),
        Unit(.area, "m2", "平方英里", decimal(2_589_988_110_336, -6)),
        Unit(.area, "m2", "平方英尺 平方尺", decimal(9_290_304, -8)),
        Unit(.area, "m2", "平方英寸", decimal(64_516, -8)),
        Unit(.area, "m2", "平方码", decimal(83_612_736, -8)),
        Unit(.area, "m2", "英亩", decimal(40_468_564_224, -7)),
        Unit(.area, "m2", "坪", decimal(400, 0), 121),

        Unit(.weight, "kg", "吨 公吨 t", decimal(1000, 0)),
        Unit(.weight, "kg", "公斤 千克 ㎏ kg KG Kg", decimal(1, 0)),
        Unit(.weight, "kg", "克 公克 g", decimal(1, -3)),
        Unit(.weight, "kg", "毫克 ㎎ mg", decimal(1, -6)),
        Unit(.weight, "kg", "微克 μg ug", decimal(1, -9)),
        Unit(.weight, "kg", "担 市担", decimal(50, 0)),
        Unit(.weight, "kg", "斤 市斤", decimal(5, -1)),
        Unit(.weight, "kg", "两", decimal(5, -2)),
        Unit(.weight, "kg", "磅 英磅", decimal(45_359_237, -8)),
        Unit(.weight, "kg", "盎司 安士", decimal(28_349_523_125, -12)),
        Unit(.weight, "kg", "克拉", decimal(2, -4)),
        Unit(.weight, "kg", "英石", decimal(635_029_318, -8)),

        Unit(.length, "m", "米 公尺 m M", decimal(1, 0)),
        Unit(.length, "m", "公里 千米 ㎞ km KM Km", decimal(1000, 0)),
        Unit(.length, "m", "分米 dm", decimal(1, -1)),
        Unit(.length, "m", "厘米 公分 ㎝ cm CM", decimal(1, -2)),
        Unit(.length, "m", "毫米 公厘 ㎜ mm MM", decimal(1, -3)),
        Unit(.length, "m", "微米 μm um", decimal(1, -6)),
        Unit(.length, "m", "纳米 nm", decimal(1, -9)),
        Unit(.length, "m", "里 华里 市里", decimal(500, 0)),
        Unit(.length, "m", "丈", decimal(10, 0), 3),
        Unit(.length, "m", "尺 市尺", decimal(1, 0), 3),
        Unit(.length, "m", "寸 市寸", decimal(1, 0), 30),
        Unit(.length, "m", "英里 哩", decimal(1_609_344, -3)),
        Unit(.length, "m", "英尺 呎", decimal(3048, -4)),
        Unit(.length, "m", "英寸 吋", decimal(254, -4)),
        Unit(.length, "m", "码", decimal(9144, -4)),
        Unit(.length, "m", "海里 浬", decimal(1852, 0)),
        Unit(.length, "m", "光年", decimal(94_607_304_725_808, 2)),

        Unit(.volume, "m3", "立方米 立方 m³ m3", decimal(1, 0)),
        Unit(.volume, "m3", "立方厘米 cm³ cm3", decimal(1, -6)),
        Unit(.volume, "m3", "升 公升 L", decimal(1, -3)),
        Unit(.volume, "m3", "毫升 ml mL ML", decimal(1, -6)),
        Unit(.volume, "m3", "加仑", decimal(3_785_411_784, -12)),

        Unit(.energy, "J", "千瓦时 千瓦小时 度电 kWh", decimal(36, 5)),
        Unit(.energy, "J", "兆瓦时 MWh", decimal(36, 8)),
        Unit(.energy, "J", "吉瓦时 GWh", decimal(36, 11)),
        Unit(.energy, "J", "焦耳 焦", decimal(1, 0)),
        Unit(.energy, "J", "千焦 kJ", decimal(1, 3)),
        Unit(.energy, "J", "千卡 大卡 kcal", decimal(4184, 0)),
        Unit(.energy, "J", "卡路里", decimal(4184, -3)),

        Unit(.power, "W", "瓦 瓦特 W", decimal(1, 0)),
        Unit(.power, "W", "千瓦 kW KW", decimal(1, 3)),
        Unit(.power, "W", "兆瓦 MW", decimal(1, 6)),
        Unit(.power, "W", "吉瓦 GW", decimal(1, 9)),
        Unit(.power, "W", "马力", decimal(73_549_875, -5)),

        Unit(.data, "By", "字节", decimal(1, 0)),
        Unit(.data, "By", "KB", decimal(1, 3)),
        Unit(.data, "By", "MB", decimal(1, 6)),
        Unit(.data, "By", "GB", decimal(1, 9)),
        Unit(.data, "By", "TB", decimal(1, 12)),
        Unit(.data, "By", "PB", decimal(1, 15)),
        Unit(.data, "By", "EB", decimal(1, 18)),

        Unit(.temperature, "Cel", "摄氏度 ℃ °C", decimal(1, 0)),
        Unit(.temperature, "[degF]", "华氏度 ℉ °F", decimal(1, 0)),

        Unit(.speed, "m/s", "公里每小时 公里/小时 公里/时 千米每小时 千米/小时 千米/时 km/h KM/H", decimal(5, 0), 18),
        Unit(.speed, "m/s", "米每秒 米/秒 m/s", decimal(1, 0)),
        Unit(.speed, "m/s", "公里每秒 公里/秒 千米每秒 千米/秒 km/s", decimal(1000, 0)),
    ]

    /// The index in `all` of the unit with that name.
    static func index(of name: String) -> Int? {
        all.firstIndex { $0.names.contains(name) }
    }
}
