/// Something that a text states in figures, with the exact place where it states it.
///
/// `start` and `end` count Unicode scalars of the text, end exclusive; `text` is what stands between them, as printed.
package struct Fact: Equatable, Sendable {
    /// What is stated; the raw value is the record's word for it.
    package enum Kind: String, Sendable, CaseIterable {
        case number, ordinal, percent, money
        case area, weight, length, volume, energy, power, data, temperature, speed
        case date
        case dateRange = "date-range"
        case duration
    }

    /// The part of an article that the offsets count in; the raw value is the record's word for it.
    package enum Field: String, Sendable {
        case text, headline, caption
    }

    package var kind: Kind
    package var text: String
    package var start: Int
    package var end: Int
    package var field: Field = .text
    package var value: Value
    /// What a share, a rate or an amount is said of, where the text settles it.
    package var relation: Relation?
    /// The id of the rule that read it.
    package var rule: String

    /// A fact at `start..<end`.
    package init(kind: Kind, text: String, start: Int, end: Int, value: Value, rule: String) {
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.value = value
        self.rule = rule
    }

    /// What a fact says, normalised.
    package enum Value: Equatable, Sendable {
        /// A count; `measure` is the measure word after it (名, 家, 人次), if there is one; `per` is the time in which it
        /// comes round (周 of 每周两次).
        case number(Figure, measure: String?, per: String?)
        /// A place in an order: 第三.
        case ordinal(ExactDecimal)
        /// A share: `%` (‰, 成 and 折 are converted) or percentage points.
        case percent(Figure, points: Bool)
        /// Money in an ISO 4217 currency, never converted; `per` is the unit that it is the price of (亩, 平方米).
        case money(Figure, currency: String, per: String?)
        /// A measured quantity in the printed unit, and in the base unit of its UCUM code, rounded to seven digits.
        case measure(Figure, unit: String, si: Figure, ucum: String)
        /// A day or a span of days.
        case date(DateSpan)
        /// A length of time in ISO 8601 form; `high` equals `low` unless a range is stated.
        case duration(low: String?, high: String?, approx: Approximation?)
        /// The time after which something comes round again, in ISO 8601 form: 每季度.
        case recurrence(String)
    }
}

/// How a stated figure relates to the real one; the raw value is the record's word for it.
package enum Approximation: String, Sendable {
    /// Near it: 约, 左右.
    case about
    /// At least it: 超, 逾, 余, 多, 以上, 至少.
    case lower
    /// At most it: 近, 不足, 不到, 以内, 以下.
    case upper
}

/// One number, or two that bound it; a bound that the text does not give is nil.
package struct Figure: Equatable, Sendable {
    package var low: ExactDecimal?
    package var high: ExactDecimal?
    package var approx: Approximation?

    /// The single number `value`.
    package init(_ value: ExactDecimal, approx: Approximation? = nil) {
        low = value
        high = value
        self.approx = approx
    }

    /// What lies between two numbers.
    package init(low: ExactDecimal?, high: ExactDecimal?, approx: Approximation? = nil) {
        self.low = low
        self.high = high
        self.approx = approx
    }

    /// The number, if it is a single one.
    package var exact: ExactDecimal? { low == high ? low : nil }
}

/// What a figure is said of, as far as the text settles it.
package struct Relation: Equatable, Sendable {
    /// How the figure relates to its subject; the raw value is the record's word for it.
    package enum Kind: String, Sendable {
        case growth, decline, share, completion, rate
    }

    /// What growth is measured against; the raw value is the record's word for it.
    package enum Basis: String, Sendable {
        /// The same time a year before: 同比, 比上年.
        case yearOnYear = "yoy"
        /// The period before: 环比, 比上月.
        case periodOnPeriod = "mom"
        /// What was planned: 年度计划.
        case plan
    }

    package var kind: Kind
    /// The words for the subject, as printed: 固定资产投资.
    package var of: String?
    package var basis: Basis?
    /// The time over which it holds, as EDTF.
    package var period: String?

    /// A relation of that kind to an unknown subject.
    package init(kind: Kind) {
        self.kind = kind
    }
}

/// A day or a span of days, inclusive at both ends; nil is an open end.
package struct DateSpan: Equatable, Sendable {
    /// The precision of the expression; the raw value is the record's word for it.
    package enum Grain: String, Sendable {
        case day, week, month, quarter, half, year, decade, century
        /// A span that is none of these: 年初, 暑假.
        case span
    }

    /// What an expression that names no year is counted from; the raw value is the record's word for it.
    package enum Anchor: String, Sendable {
        case issue
    }

    /// A part of a date that a relative expression names; the raw value is the record's word for it.
    package enum Part: String, Sendable {
        case years, halves, quarters, months, weeks, days
        case year, half, quarter, month, week, day, weekday
    }

    /// A part of a date with its number: `month` 2, `years` -1.
    package struct Setting: Equatable, Sendable {
        package var part: Part
        package var number: Int

        /// `part` is `number`.
        package init(_ part: Part, _ number: Int) {
            self.part = part
            self.number = number
        }
    }

    /// ISO 8601-2 (EDTF): quarters 33–36, half-years 40 and 41; nil if the days are not known.
    package var edtf: String?
    package var start: CalendarDate?
    package var end: CalendarDate?
    package var grain: Grain
    package var anchor: Anchor?
    /// Steps from the day of issue, where that day is not known.
    package var offset: [Setting] = []
    /// Parts that are named, where the day of issue is not known.
    package var set: [Setting] = []
    package var approx: Approximation?

    /// Days from `start` to `end`.
    package init(edtf: String?, start: CalendarDate?, end: CalendarDate?, grain: Grain, anchor: Anchor?) {
        self.edtf = edtf
        self.start = start
        self.end = end
        self.grain = grain
        self.anchor = anchor
    }
}
