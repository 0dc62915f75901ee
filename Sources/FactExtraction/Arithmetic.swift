import Newsprint

/// Does the sums of a text again.
///
/// A comparison is made only where the text says what belongs together: an amount done against an amount planned with
/// the percentage of completion, a part against a whole with its share, a list against its count, parts against a total.
/// Where that is a guess, nothing is reported unless it comes out.
struct Arithmetic {
    let facts: [Fact]
    private let scalars: [Unicode.Scalar]

    init(facts: [Fact], text: String) {
        self.facts = facts
        scalars = Array(text.unicodeScalars)
    }

    func checks() -> [Check] {
        var checks: [Check] = []
        for (index, fact) in facts.enumerated() where fact.field == .text {
            switch fact.value {
            case .percent(let figure, points: false):
                if let stated = figure.exact, let check = share(at: index, stated: stated) { checks.append(check) }
            case .number(let figure, let measure?, _):
                if let stated = figure.exact, figure.approx == nil {
                    if let check = sum(at: index, stated: stated, measure: measure) { checks.append(check) }
                    if let check = count(at: index, stated: stated) { checks.append(check) }
                }
            default:
                break
            }
        }
        return checks
    }

    // MARK: Shares

    /// 计划83.61亿元，已完成64.54亿元，完成77.2%; 7.83万亿元，占55.9%.
    private func share(at index: Int, stated: ExactDecimal) -> Check? {
        guard let relation = facts[index].relation, relation.kind == .completion || relation.kind == .share else {
            return nil
        }
        var amounts: [Int] = []
        var earlier = index - 1
        while earlier >= 0, amounts.count < 2, earlier >= index - 6,
            isSameSentence(facts[earlier].end, facts[index].start)
        {
            if amount(facts[earlier]) != nil { amounts.append(earlier) }
            earlier -= 1
        }
        guard amounts.count == 2, let last = amount(facts[amounts[0]]), let first = amount(facts[amounts[1]]),
            last.unit == first.unit
        else { return nil }
        let part: Int
        let whole: Int
        if relation.kind == .completion {
            let plans = words(before: facts[amounts[1]].start, "计划") || words(before: facts[amounts[1]].start, "目标")
            guard plans, words(before: facts[amounts[0]].start, "完成") else { return nil }
            (part, whole) = (amounts[0], amounts[1])
        } else {
            (part, whole) = last.value < first.value ? (amounts[0], amounts[1]) : (amounts[1], amounts[0])
        }
        guard let partValue = amount(facts[part])?.value, let wholeValue = amount(facts[whole])?.value,
            let ratio = partValue.divided(by: wholeValue, digits: 12),
            let computed = ratio.multiplied(by: ExactDecimal(100))?.rounded(digits: 6),
            let tolerance = tolerance(of: stated, part: part, whole: whole, computed)
        else { return nil }
        let holds = isWithin(tolerance, computed, stated)
        // Two amounts that only happen to stand before a share are not its part and whole.
        if !holds, relation.kind == .share { return nil }
        return Check(
            kind: .share,
            facts: [part, whole, index],
            stated: stated,
            computed: computed,
            tolerance: tolerance,
            holds: holds
        )
    }

    /// Half of the last stated digit of the percentage, and what half a digit of each amount does to it.
    private func tolerance(of stated: ExactDecimal, part: Int, whole: Int, _ computed: ExactDecimal) -> ExactDecimal? {
        let half = ExactDecimal(coefficient: 5, exponent: -1)
        guard let own = half.multiplied(by: .power(ofTen: -decimals(in: stated))),
            let partValue = amount(facts[part])?.value, let wholeValue = amount(facts[whole])?.value,
            let partError = half.multiplied(by: lastDigit(of: facts[part]))?.divided(by: partValue, digits: 6),
            let wholeError = half.multiplied(by: lastDigit(of: facts[whole]))?.divided(by: wholeValue, digits: 6),
            let relative = partError.adding(wholeError), let spread = computed.multiplied(by: relative),
            let tolerance = own.adding(spread)
        else { return nil }
        return tolerance.rounded(digits: 4)
    }

    private func decimals(in value: ExactDecimal) -> Int { value.fractionDigits }

    /// The worth of the last printed digit: 0.01亿 of 64.54亿元.
    private func lastDigit(of fact: Fact) -> ExactDecimal {
        var decimals = 0
        var power = 0
        var afterPoint = false
        for scalar in fact.text.unicodeScalars {
            switch scalar {
            case ".", "．", "点": afterPoint = true
            case "0"..."9", "０"..."９": if afterPoint { decimals += 1 }
            case "千": power += 3
            case "万", "萬": power += 4
            case "亿", "億": power += 8
            default: break
            }
        }
        return .power(ofTen: power - decimals)
    }

    private func amount(_ fact: Fact) -> (value: ExactDecimal, unit: String)? {
        switch fact.value {
        case .money(let figure, let currency, _): figure.exact.map { ($0, currency) }
        case .measure(_, _, let si, let ucum): si.exact.map { ($0, ucum) }
        case .number(let figure, let measure?, _): figure.exact.map { ($0, measure) }
        default: nil
        }
    }

    private func isWithin(_ tolerance: ExactDecimal, _ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
        guard let difference = left.adding(right.negated) else { return false }
        return !(difference > tolerance) && !(difference < tolerance.negated)
    }

    // MARK: Sums and counts

    /// 共12个，其中城区5个、镇村7个: the parts in the same sentence against the total.
    private func sum(at index: Int, stated: ExactDecimal, measure: String) -> Check? {
        guard words(before: facts[index].start, "共") || words(before: facts[index].start, "总") else { return nil }
        var parts: [Int] = []
        var total = ExactDecimal.zero
        var later = index + 1
        while later < facts.count, parts.count < 12, isSameSentence(facts[index].end, facts[later].start) {
            if case .number(let figure, let own, _) = facts[later].value, own == measure, let value = figure.exact,
                figure.approx == nil
            {
                guard let sum = total.adding(value) else { return nil }
                total = sum
                parts.append(later)
            }
            later += 1
        }
        guard parts.count >= 2, total >= stated, words(between: facts[index].end, facts[parts[0]].start) else {
            return nil
        }
        return Check(
            kind: .sum,
            facts: parts + [index],
            stated: stated,
            computed: total,
            tolerance: .zero,
            holds: total == stated
        )
    }

    /// 南京、苏州、无锡三市, A、B、C等3个: the list before a count; only told where it comes out.
    private func count(at index: Int, stated: ExactDecimal) -> Check? {
        guard let wanted = stated.integer, 2...20 ~= wanted else { return nil }
        var position = facts[index].start - 1
        if position >= 0, scalars[position] == "等" { position -= 1 }
        let end = position
        var items = 1
        while position >= 0, position > end - 160 {
            let scalar = scalars[position]
            if scalar == "、" { items += 1 }
            if Arithmetic.stops.contains(scalar) { break }
            position -= 1
        }
        guard items == wanted, items > 1 else { return nil }
        return Check(
            kind: .count,
            facts: [index],
            stated: stated,
            computed: ExactDecimal(items),
            tolerance: .zero,
            holds: true
        )
    }

    private static let stops: Set<Unicode.Scalar> = ["，", "。", "；", "：", "！", "？", "\n", ",", ";"]

    // MARK: Words around

    /// Whether a word stands in the clause before `offset`.
    private func words(before offset: Int, _ word: String) -> Bool {
        let wanted = Array(word.unicodeScalars)
        var position = offset - 1
        while position >= 0, position > offset - 24 {
            if Arithmetic.stops.contains(scalars[position]) { return false }
            if position + wanted.count <= offset, scalars[position..<(position + wanted.count)].elementsEqual(wanted) {
                return true
            }
            position -= 1
        }
        return false
    }

    /// Whether 其中, 包括 or 分别 stands between two places.
    private func words(between start: Int, _ end: Int) -> Bool {
        guard start + 1 < end else { return false }
        return (start..<(end - 1)).contains { index in
            let pair = String(String.UnicodeScalarView(scalars[index..<(index + 2)]))
            return pair == "其中" || pair == "包括" || pair == "分别"
        }
    }

    private func isSameSentence(_ start: Int, _ end: Int) -> Bool {
        guard start <= end, end - start < 200 else { return false }
        return !scalars[start..<end].contains { $0 == "。" || $0 == "！" || $0 == "？" || $0 == "\n" }
    }
}
