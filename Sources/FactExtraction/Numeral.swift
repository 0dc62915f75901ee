import Newsprint

/// A number as written, with what its form tells about it.
struct Numeral: Sendable {
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt16
        /// Written with Han digits or multipliers.
        static let han = Traits(rawValue: 1)
        /// A run of digits without multipliers.
        static let plain = Traits(rawValue: 1 << 1)
        static let fraction = Traits(rawValue: 1 << 2)
        static let leadingZero = Traits(rawValue: 1 << 3)
        static let signed = Traits(rawValue: 1 << 4)
        /// Has a digit that is not told (几百, 十几) or 余 inside: a lower bound.
        static let vague = Traits(rawValue: 1 << 5)
        /// A multiplier without a digit: 百, 千, 万.
        static let bareMultiplier = Traits(rawValue: 1 << 6)
        /// Two neighbouring digits: 三四, 五六百.
        static let pair = Traits(rawValue: 1 << 7)
        static let grouped = Traits(rawValue: 1 << 8)
        /// Too long to be a figure.
        static let overlong = Traits(rawValue: 1 << 9)
        /// Uses the forms of cheques.
        static let formal = Traits(rawValue: 1 << 10)
        static let scientific = Traits(rawValue: 1 << 11)
        /// Ends in a digit that stands for a tenth of the last multiplier: 三万四.
        static let shortened = Traits(rawValue: 1 << 12)
    }

    var value: ExactDecimal = .zero
    /// The upper end of a pair, else nil.
    var high: ExactDecimal?
    var traits: Traits = []
    /// How many digits were written, if it is a plain run.
    var digits = 0
    /// The power of ten of the trailing 万 and 亿, 0 without.
    var power = 0
    /// The value, if it is a whole number below 10⁹ without vagueness; else −1.
    var small = -1

    /// The lower end: of 五六 five, not fifty-six.
    var low: ExactDecimal {
        guard traits.contains([.pair, .plain]), let high else { return value }
        return high.adding(ExactDecimal(-pairStep)) ?? value
    }

    /// The distance of the two digits of a plain pair.
    var pairStep = 0

    /// A bound that the form itself states.
    var approx: Approximation? { traits.contains(.vague) ? .lower : nil }
}

/// Folded characters that the grammar asks for by name.
enum Folded {
    static let zero = UInt16(0x30)
    static let point = UInt16(0x2E)
    static let comma = UInt16(0x2C)
    static let minus = UInt16(0x2D)
    static let plus = UInt16(0x2B)
    static let colon = UInt16(0x3A)
    static let slash = UInt16(0x2F)
    static let wideComma = UInt16(0xFF0C)
    static let dollar = UInt16(0x24)
    static let yuan = UInt16(0xA5)
    static let percent = UInt16(0x25)
    static let celsius = UInt16(0x2103)
    static let smallE = UInt16(0x65)
    static let capitalE = UInt16(0x45)
    static let negative = unit("负")
    static let two = unit("两")
    static let twenty = unit("廿")
    static let thirty = unit("卅")
    static let forty = unit("卌")
    static let ten = unit("十")
    static let hundred = unit("百")
    static let thousand = unit("千")
    static let formalTen = unit("拾")
    static let myriad = unit("万")
    static let several = unit("几")
    static let more = unit("多")
    static let remaining = unit("余")
    static let odd = unit("来")
    static let hanPoint = unit("点")
    static let minutes = unit("分")
    static let fractionOf = unit("之")
    static let quarter = unit("刻")
    static let half = unit("半")

    /// What 一两 counts: 一两个, 一两天, 一两百.
    static let countedAfterPair = [
        "个", "天", "年", "月", "周", "次", "万", "亿", "百", "千", "人", "位", "名", "家", "户", "日", "小", "分", "项", "件", "块", "元",
        "里", "公", "米",
    ].map(unit)

    /// Units that 千 joins: 千瓦, 千克, 千米.
    static let thousandfold = ["瓦", "克", "米", "卡", "焦", "伏", "赫", "帕"].map(unit)

    static let year = unit("年")
    static let tenth = unit("角")
    static let hundredfold = unit("帕")

    private static func unit(_ character: Unicode.Scalar) -> UInt16 {
        UInt16(truncatingIfNeeded: character.value)
    }
}
