import Newsprint

extension Arithmetic {
    // MARK: Parts and their total

    /// 共12个，其中城区5个、镇村7个; 一等奖3名、二等奖5名、三等奖10名，共18名.
    func sum(at index: Int) -> Check? {
        guard let total = amount(facts[index]) else { return nil }
        let before = clause(before: facts[index].start)
        guard ["共", "总", "合计", "累计", "一共"].contains(where: { contains(before, $0) }) else { return nil }
        let later = partsAfter(index, total)
        if later.count >= 2, let check = sum(later, index, total.value, isTold: isList(later)) { return check }
        let earlier = partsBefore(index, total)
        guard earlier.count >= 2 else { return nil }
        return sum(earlier, index, total.value, isTold: false)
    }

    /// The amounts behind 其中, 包括 or 分别 that could be its parts.
    private func partsAfter(_ index: Int, _ total: (value: ExactDecimal, unit: String)) -> [Int] {
        var parts: [Int] = []
        var later = index + 1
        while later < facts.count, parts.count < 12, isSameSentence(facts[index].end, facts[later].start) {
            guard let part = amount(facts[later]), part.unit == total.unit else {
                if parts.isEmpty || facts[later].kind == .percent || facts[later].kind == .ordinal {
                    later += 1
                    continue
                }
                break
            }
            parts.append(later)
            later += 1
        }
        guard let first = parts.first else { return [] }
        let between = scalars[facts[index].end..<facts[first].start]
        let isOpened = ["其中", "包括", "分别"].contains { contains(between, $0) }
        return isOpened ? parts : []
    }

    /// The amounts right before 共 in its sentence.
    private func partsBefore(_ index: Int, _ total: (value: ExactDecimal, unit: String)) -> [Int] {
        var parts: [Int] = []
        var earlier = index - 1
        while earlier >= 0, parts.count < 12, isSameSentence(facts[earlier].end, facts[index].start) {
            if let part = amount(facts[earlier]), part.unit == total.unit {
                parts.insert(earlier, at: 0)
            } else if facts[earlier].kind != .ordinal, facts[earlier].kind != .percent {
                break
            }
            earlier -= 1
        }
        return parts
    }

    /// Whether the parts are told off in one list, so that they are all there are.
    private func isList(_ parts: [Int]) -> Bool {
        zip(parts, parts.dropFirst()).allSatisfy { first, second in
            let between = scalars[facts[first].end..<facts[second].start]
            let isJoined = between.contains("、") || between.contains("和")
            return isJoined && !between.contains { Arithmetic.stops.contains($0) } && between.count <= 16
        }
    }

    /// Parts that are not told to be all of them may fall short of the total, or overlap: such sums are told only if they
    /// come out, and a list under 其中 also if it exceeds its total.
    private func sum(_ parts: [Int], _ index: Int, _ stated: ExactDecimal, isTold: Bool) -> Check? {
        var total = ExactDecimal.zero
        let half = ExactDecimal(coefficient: 5, exponent: -1)
        guard var tolerance = half.multiplied(by: lastDigit(of: facts[index])) else { return nil }
        for part in parts {
            guard let value = amount(facts[part])?.value, let next = total.adding(value),
                let error = half.multiplied(by: lastDigit(of: facts[part])), let wider = tolerance.adding(error)
            else { return nil }
            total = next
            tolerance = wider
        }
        if case .number = facts[index].value, tolerance < ExactDecimal(1) { tolerance = .zero }
        let holds = isWithin(tolerance, total, stated)
        guard holds || isTold && total > stated else { return nil }
        return Check(
            kind: .sum,
            facts: parts + [index],
            stated: stated,
            computed: total,
            tolerance: tolerance,
            holds: holds
        )
    }

    // MARK: A list and its count

    /// Measure words that close a list of names: 青浦、南溪、白塔三镇.
    private static let closing: Set<String> = [
        "镇", "乡", "村", "县", "市", "区", "省", "国", "地", "校", "大", "部门", "州", "岛", "城", "项", "类", "方面", "环节", "领域",
    ]

    /// 南京、苏州、无锡三市, A、B、C等3个: the list before a count.
    ///
    /// Flagged only where a short list runs straight into a Han numeral and the noun of its items; else told where it
    /// comes out.
    func count(at index: Int) -> Check? {
        guard case .number(let figure, let measure?, nil) = facts[index].value, figure.approx == nil,
            let stated = figure.exact, let wanted = stated.integer, 2...20 ~= wanted
        else { return nil }
        var position = facts[index].start - 1
        var isOpen = false
        if position >= 0, scalars[position] == "等" || scalars[position] == "这" {
            isOpen = scalars[position] == "等"
            position -= 1
        }
        let end = position
        var items = 1
        var joined = 0
        var length = 0
        var isShort = true
        while position >= 0, position > end - 160, !Arithmetic.stops.contains(scalars[position]) {
            switch scalars[position] {
            case "、":
                isShort = isShort && 1...6 ~= length
                length = 0
                items += 1
            case "和", "及", "与":
                if items == 1 { joined += 1 }
                length += 1
            case "0"..."9": return nil
            default: length += 1
            }
            position -= 1
        }
        guard items > 1 || joined > 0 else { return nil }
        let holds = items == wanted || joined > 0 && items + 1 == wanted
        let isHan = facts[index].text.unicodeScalars.allSatisfy { !$0.isASCII && $0 != "几" && $0 != "数" }
        // 中亚五国 is a name after a list: what is told wrong is told nearly right.
        let isNear = items > 2 && abs(items - wanted) == 1
        let isTold = isHan && !isOpen && isShort && joined == 0 && isNear && Arithmetic.closing.contains(measure)
        guard holds && items > 1 || isTold else { return nil }
        return Check(
            kind: .count,
            facts: [index],
            stated: stated,
            computed: holds ? stated : ExactDecimal(items),
            tolerance: .zero,
            holds: holds
        )
    }
}
