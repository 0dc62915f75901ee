import Newsprint

/// Does the sums of a text again.
///
/// A comparison is made only where the text says what belongs together: an amount done against an amount planned with
/// the percentage of completion, a part against a whole with its share, two levels with the growth between them, a list
/// against its count, parts against a total. Where the text leaves that open (an amount of the same unit merely stands
/// nearby), a comparison is reported only if it comes out: a figure is flagged where the text itself ties it to others.
/// The tolerance is half of the last stated digit of each figure.
struct Arithmetic {
    let facts: [Fact]
    let scalars: [Unicode.Scalar]

    init(facts: [Fact], text: String) {
        self.facts = facts
        scalars = Array(text.unicodeScalars)
    }

    func checks() -> [Check] {
        var checks: [Check] = []
        for (index, fact) in facts.enumerated() where fact.field == .text {
            switch fact.value {
            case .percent(let figure, points: false):
                guard let stated = figure.exact, figure.approx == nil else { continue }
                if let check = share(at: index, stated: stated) ?? growth(at: index, stated: stated) {
                    checks.append(check)
                }
            case .number, .money, .measure:
                if let check = sum(at: index) { checks.append(check) }
                if let check = count(at: index) { checks.append(check) }
            default:
                break
            }
        }
        return checks
    }

    // MARK: Shares

    /// What ties a part and a whole to their share.
    private enum Tie {
        /// The text says so.
        case told
        /// They only stand near each other.
        case near
    }

    /// 计划83.61亿元，已完成64.54亿元，完成77.2%; 7.83万亿元，占55.9%; 应到280名，实到266名，到会率95%.
    private func share(at index: Int, stated: ExactDecimal) -> Check? {
        guard let relation = facts[index].relation,
            relation.kind == .completion || relation.kind == .share || relation.kind == .rate
        else { return nil }
        let amounts = amountsBefore(index)
        guard amounts.count == 2, let last = amount(facts[amounts[0]]), let first = amount(facts[amounts[1]]),
            last.unit == first.unit
        else { return nil }
        let (part, whole) = last.value <= first.value ? (amounts[0], amounts[1]) : (amounts[1], amounts[0])
        guard let tie = tie(part: amounts[0], whole: amounts[1], of: index, relation) else { return nil }
        let isInOrder = part == amounts[0]
        guard isInOrder || relation.kind != .rate || tie == .told else { return nil }
        // What is done may exceed what was planned.
        let (over, under) = relation.kind == .completion && tie == .told ? (amounts[0], amounts[1]) : (part, whole)
        guard let check = ratio(over, under, of: index, stated, minus: .zero) else { return nil }
        if !check.holds, tie == .near { return nil }
        return check
    }

    /// The two amounts of one unit that stand before a share in its sentence, the nearer one first.
    private func amountsBefore(_ index: Int) -> [Int] {
        var amounts: [Int] = []
        var earlier = index - 1
        while earlier >= 0, amounts.count < 2, earlier >= index - 6,
            isSameSentence(facts[earlier].end, facts[index].start)
        {
            if amount(facts[earlier]) != nil { amounts.append(earlier) }
            earlier -= 1
        }
        return amounts
    }

    private static let plans = ["计划", "目标", "任务", "预算", "安排"]
    private static let wholes = ["应到", "应出席", "应交", "应有", "抽检", "抽查", "共有", "总共", "共计", "抽样", "总"]

    private func tie(part: Int, whole: Int, of index: Int, _ relation: Relation) -> Tie? {
        let beforeWhole = clause(before: facts[whole].start)
        let beforePart = clause(before: facts[part].start)
        switch relation.kind {
        case .completion:
            guard Arithmetic.plans.contains(where: { contains(beforeWhole, $0) }) else { return nil }
            return contains(beforePart, "完成") || contains(beforePart, "实际") || contains(beforePart, "已") ? .told : nil
        case .rate:
            guard let name = relation.of.map({ Array($0.unicodeScalars) }), name.last == "率" else { return nil }
            let stem = String(String.UnicodeScalarView(name.dropLast().suffix(2)))
            let isStem = contains(beforePart, stem) || contains(clause(after: facts[part].end), stem)
            let isWhole = Arithmetic.wholes.contains { contains(beforeWhole, $0) }
            return (isStem || contains(beforePart, "实")) && isWhole ? .told : .near
        default:
            guard let subject = relation.of else {
                return contains(beforePart, "其中") ? .told : .near
            }
            return contains(beforePart, "其中") && contains(beforeWhole, subject) ? .told : .near
        }
    }

    // MARK: Growth

    /// 由20亿元增至25亿元，增长25%.
    private func growth(at index: Int, stated: ExactDecimal) -> Check? {
        guard let relation = facts[index].relation, relation.kind == .growth || relation.kind == .decline else {
            return nil
        }
        let amounts = amountsBefore(index)
        guard amounts.count == 2, let last = amount(facts[amounts[0]]), let first = amount(facts[amounts[1]]),
            last.unit == first.unit, first.value > .zero
        else { return nil }
        let from = clause(before: facts[amounts[1]].start)
        let between = scalars[facts[amounts[1]].end..<facts[amounts[0]].start]
        guard contains(from, "由") || contains(from, "从"),
            ["增至", "增加到", "提高到", "上升到", "增长到", "降至", "降到", "减少到", "下降到", "提高至", "扩大到", "升至"]
                .contains(where: { contains(between, $0) })
        else { return nil }
        guard relation.kind == .growth else {
            guard let signed = ratio(amounts[0], amounts[1], of: index, stated.negated, minus: ExactDecimal(100)) else {
                return nil
            }
            var check = signed
            check.stated = stated
            check.computed = signed.computed.negated
            return check
        }
        return ratio(amounts[0], amounts[1], of: index, stated, minus: ExactDecimal(100))
    }

    /// 100 × over / under − base against what is stated.
    private func ratio(
        _ over: Int,
        _ under: Int,
        of index: Int,
        _ stated: ExactDecimal,
        minus base: ExactDecimal
    ) -> Check? {
        guard let part = amount(facts[over])?.value, let whole = amount(facts[under])?.value,
            let quotient = part.divided(by: whole, digits: 12),
            let share = quotient.multiplied(by: ExactDecimal(100)),
            let computed = share.adding(base.negated)?.rounded(digits: 6),
            let tolerance = tolerance(of: stated, over, under, share)
        else { return nil }
        return Check(
            kind: base == .zero ? .share : .growth,
            facts: base == .zero ? [over, under, index] : [under, over, index],
            stated: stated,
            computed: computed,
            tolerance: tolerance,
            holds: isWithin(tolerance, computed, stated)
        )
    }

    /// Half of the last stated digit of the percentage, and what half a digit of each amount does to it.
    private func tolerance(of stated: ExactDecimal, _ over: Int, _ under: Int, _ share: ExactDecimal) -> ExactDecimal? {
        let half = ExactDecimal(coefficient: 5, exponent: -1)
        guard let own = half.multiplied(by: .power(ofTen: -stated.fractionDigits)),
            let part = amount(facts[over])?.value, let whole = amount(facts[under])?.value,
            let partError = half.multiplied(by: lastDigit(of: facts[over]))?.divided(by: part, digits: 6),
            let wholeError = half.multiplied(by: lastDigit(of: facts[under]))?.divided(by: whole, digits: 6),
            let relative = partError.adding(wholeError), let spread = share.multiplied(by: relative),
            let tolerance = own.adding(spread)
        else { return nil }
        return tolerance.rounded(digits: 4)
    }

    // MARK: Amounts

    /// The worth of the last printed digit: 0.01亿 of 64.54亿元; zero for a count of whole things.
    func lastDigit(of fact: Fact) -> ExactDecimal {
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
        if case .number = fact.value, power == decimals { return .zero }
        return .power(ofTen: power - decimals)
    }

    func amount(_ fact: Fact) -> (value: ExactDecimal, unit: String)? {
        switch fact.value {
        case .money(let figure, let currency, nil): figure.approx == nil ? figure.exact.map { ($0, currency) } : nil
        case .measure(let figure, _, let si, let ucum): figure.approx == nil ? si.exact.map { ($0, ucum) } : nil
        case .number(let figure, let measure, nil):
            figure.approx == nil ? figure.exact.map { ($0, measure ?? "") } : nil
        default: nil
        }
    }

    func isWithin(_ tolerance: ExactDecimal, _ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
        guard let difference = left.adding(right.negated) else { return false }
        return !(difference > tolerance) && !(difference < tolerance.negated)
    }

    // MARK: Words around

    static let stops: Set<Unicode.Scalar> = ["，", "。", "；", "：", "！", "？", "\n", ",", ";"]

    /// At most 24 characters of the clause before a place.
    func clause(before offset: Int) -> ArraySlice<Unicode.Scalar> {
        var start = offset
        while start > 0, offset - start < 24, !Arithmetic.stops.contains(scalars[start - 1]) { start -= 1 }
        return scalars[start..<offset]
    }

    /// At most 8 characters of the clause after a place.
    private func clause(after offset: Int) -> ArraySlice<Unicode.Scalar> {
        var end = offset
        while end < scalars.count, end - offset < 8, !Arithmetic.stops.contains(scalars[end]) { end += 1 }
        return scalars[offset..<end]
    }

    func contains(_ slice: ArraySlice<Unicode.Scalar>, _ word: String) -> Bool {
        let wanted = Array(word.unicodeScalars)
        guard !wanted.isEmpty, slice.count >= wanted.count else { return false }
        return (slice.startIndex...(slice.endIndex - wanted.count)).contains { start in
            slice[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    func isSameSentence(_ start: Int, _ end: Int) -> Bool {
        guard start <= end, end - start < 200 else { return false }
        return !scalars[start..<end].contains { $0 == "。" || $0 == "！" || $0 == "？" || $0 == "\n" }
    }
}
