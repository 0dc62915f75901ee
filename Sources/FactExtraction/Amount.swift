import Newsprint

/// A number with what bounds it, before its unit is known.
struct Amount: Sendable {
    var low: ExactDecimal
    var high: ExactDecimal
    var approx: Approximation?
    var traits: Numeral.Traits
    var digits: Int
    /// The value, if it is a plain whole number; else −1.
    var small: Int
    /// The power of ten of the trailing 万 and 亿.
    var power: Int
    /// The token after it.
    var next: Int

    var figure: Figure { Figure(low: low, high: high, approx: approx) }
    var isRange: Bool { low != high }
}

extension Grammar {
    /// The amount at a numeral token: 1.2万, 五六百, 3又1/2, 二分之一, 50余.
    func amount(at t: Int) -> Amount? {
        guard let numeral = numeral(t), !numeral.traits.contains(.overlong) else { return nil }
        var amount = Amount(
            low: numeral.low,
            high: numeral.high ?? numeral.value,
            approx: numeral.approx,
            traits: numeral.traits,
            digits: numeral.digits,
            small: numeral.small,
            power: numeral.power,
            next: t + 1
        )
        if let (value, next) = fraction(at: t, numeral) {
            amount.low = value
            amount.high = value
            amount.traits.insert(.fraction)
            amount.traits.remove(.plain)
            amount.small = -1
            amount.next = next
            return amount
        }
        if has(amount.next, .more), !hasGap(amount.next), acceptsMore(after: amount, at: amount.next) {
            amount.approx = .lower
            amount.next += 1
            amount.small = -1
        }
        return amount
    }

    /// Whether 余, 多, 来 or 几 after a number belongs to it: a unit, a measure word or an end follows.
    private func acceptsMore(after amount: Amount, at t: Int) -> Bool {
        let next = entry(t + 1)
        let isFollowed =
            next.unit >= 0 || next.currencyAfter >= 0 || next.isMeasure || next.time != nil || next.has(.percentPoint)
            || next.has(.percentSign) || next.has(.tenths)
        if isCharacter(t, "来") {
            // 十来个, 三十来天; but 三年来 and 5来自 are something else.
            return isFollowed && amount.traits.contains(.han) && !amount.traits.contains(.plain)
        }
        if isCharacter(t, "余") { return true }
        return isFollowed || isBoundary(t + 1) || kind(t + 1) == .other
    }

    /// 二分之一, 3又1/2, 1 4/3, 16/5.
    private func fraction(at t: Int, _ first: Numeral) -> (ExactDecimal, Int)? {
        if has(t + 1, .fraction), let second = numeral(t + 2) {
            return fraction(second.value, over: first.value, whole: .zero, next: t + 3)
        }
        if has(t + 1, .mixed), let denominator = numeral(t + 2) {
            if has(t + 3, .fraction), let second = numeral(t + 4) {
                return fraction(second.value, over: denominator.value, whole: first.value, next: t + 5)
            }
            if let (value, next) = slashFraction(at: t + 2, denominator, whole: first.value) { return (value, next) }
        }
        if hasGap(t + 1), let second = numeral(t + 1), first.traits.contains(.plain), !first.traits.contains(.han),
            let (value, next) = slashFraction(at: t + 1, second, whole: first.value)
        {
            return (value, next)
        }
        return slashFraction(at: t, first, whole: .zero)
    }

    private func slashFraction(at t: Int, _ first: Numeral, whole: ExactDecimal) -> (ExactDecimal, Int)? {
        guard isCharacter(t + 1, "/"), let second = numeral(t + 2), !isCharacter(t + 3, "/"), !hasGap(t + 2),
            first.traits.contains(.plain), second.traits.contains(.plain), first.digits <= 4, second.digits <= 4,
            !first.traits.contains(.han), !second.traits.contains(.han), t == 0 || !isCharacter(t - 1, "/")
        else { return nil }
        return fraction(first.value, over: second.value, whole: whole, next: t + 3)
    }

    private func fraction(
        _ numerator: ExactDecimal,
        over denominator: ExactDecimal,
        whole: ExactDecimal,
        next: Int
    ) -> (ExactDecimal, Int)? {
        guard let part = numerator.divided(by: denominator, digits: 15) else { return nil }
        let signed = whole < .zero ? part.negated : part
        guard let value = whole.adding(signed) else { return nil }
        return (value.rounded(digits: 15), next)
    }

    /// The range of two amounts, the first one sharing the second one's 万 and 亿 where it must (三到五万); nil if the
    /// second is not the larger one.
    func span(_ first: Amount, _ second: Amount, firstHasUnit: Bool) -> Amount? {
        var low = first.low
        if !firstHasUnit, first.power == 0, second.power > 0 {
            let scale = ExactDecimal.power(ofTen: second.power)
            if let scaled = low.multiplied(by: scale), scaled < second.high { low = scaled }
        } else if !firstHasUnit, first.power == 0, first.traits.contains(.plain), first.digits == 1,
            second.traits.contains(.han), !second.traits.contains(.plain),
            let leading = leadingScale(second.low), let scaled = low.multiplied(by: leading), scaled < second.high,
            scaled > low
        {
            // 两到三百: the hundred is shared as well.
            low = scaled
        }
        guard low < second.high else { return nil }
        var result = second
        result.low = low
        result.approx = first.approx == .about ? .about : second.approx
        result.traits = first.traits.union(second.traits)
        result.small = -1
        return result
    }

    /// The power of ten of a round number below ten thousand (300 → 100), or nil.
    private func leadingScale(_ value: ExactDecimal) -> ExactDecimal? {
        guard value.coefficient < 10, 1...3 ~= value.exponent else { return nil }
        return .power(ofTen: value.exponent)
    }

    /// The bound that a word before the figure sets (约, 超, 近), and the token of that word.
    func boundBefore(_ t: Int) -> (approx: Approximation, token: Int)? {
        var index = t - 1
        // 达到约, 超过了: one function word may stand between, but not after a short word (车上有8人).
        if isCharacter(index, "了") || isCharacter(index, "有") || isCharacter(index, "为") {
            guard entry(index - 1).length > 1 else { return nil }
            index -= 1
        }
        if isCharacter(index, "上") {
            // 上百, 上千, 上万
            return numeral(t)?.traits.contains(.bareMultiplier) == true ? (.lower, index) : nil
        }
        // 突破每盎司4500美元
        if has(index - 1, .each), entry(index).unit >= 0 || entry(index).isMeasure { index -= 2 }
        if let bound = bound(at: index) { return bound }
        // 至少进行150分钟: a verb of two characters may stand between.
        while index > t - 4, index > 0, let kind = kind(index), kind == .other || kind == .word,
            scan.tokens[t].start - scan.tokens[index].start <= 2
        {
            index -= 1
            if Grammar.least.contains(where: { startsWith(index, $0) }) { return bound(at: index) }
        }
        return nil
    }

    private static let least = ["至少", "最少", "起码", "最多", "至多"]

    /// The bound that the word at `index` sets; behind a negation it turns round (不得超过).
    private func bound(at index: Int) -> (approx: Approximation, token: Int)? {
        let entry = entry(index)
        if entry.has(.aboutBefore) { return (.about, index) }
        if entry.has(.lowerBefore) || entry.has(.lowerComparison) {
            if isCharacter(index, "满"), Grammar.filling.contains(unitBefore(index)) { return nil }
            return (isNegated(index) ? .upper : .lower, index)
        }
        if entry.has(.upperBefore) || entry.has(.upperComparison) {
            return (isNegated(index) ? .lower : .upper, index)
        }
        return nil
    }

    /// 打满, 坐满: the whole of it, no bound.
    private static let filling = Set("打坐住装写站挤堆睡排填种挂".utf16)

    private func isNegated(_ t: Int) -> Bool {
        Grammar.negations.contains { endsWith($0, before: t) }
    }

    private static let negations = [
        "不得", "不应", "不能", "不可", "不宜", "不会", "不准", "不许", "不再", "没有", "从未", "尚未", "不应当", "不要",
    ]
    .map { Array($0.utf16) }

    /// The bound of a share that its whole stands before: 不超过总股本的2%, 低于全国平均水平的一半.
    func boundBeforeWhole(_ t: Int) -> Approximation? {
        guard has(t - 1, .of) else { return nil }
        var index = t - 2
        while index >= 0, index >= t - 8 {
            guard let kind = kind(index), kind == .other || kind == .word else { return nil }
            let entry = entry(index)
            if entry.length > 1, entry.has(.lowerBefore) || entry.has(.upperBefore) { return bound(at: index)?.approx }
            index -= 1
        }
        return nil
    }

    /// The bound that words after the figure set (左右, 以上), and the token after them.
    func boundAfter(_ t: Int) -> (approx: Approximation, next: Int)? {
        var index = t
        if has(index, .inclusive) { index += 1 }
        if has(index, .openParenthesis), isCharacter(index + 1, "含"), has(index + 2, .closeParenthesis) { index += 3 }
        let entry = entry(index)
        if entry.has(.aboutAfter) { return (.about, index + 1) }
        if entry.has(.lowerAfter) { return (.lower, index + 1) }
        if entry.has(.upperAfter) { return (.upper, index + 1) }
        return nil
    }
}
