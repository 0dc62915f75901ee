import Newsprint

extension Grammar {
    /// Takes an amount without unit as a number, or refuses it; returns the token after it.
    mutating func number(_ amount: Amount, isCount: Bool, first t: Int, next: Int, isRange: Bool) -> Int {
        let measureToken = isCount ? next - 1 : -1
        let rate = isCount ? rate(at: t, measure: measureToken) : nil
        let isHan = amount.traits.contains(.han)
        if isHan, !isRange, rate == nil, let rule = hanRefusal(amount, isCount: isCount, at: t, measure: measureToken) {
            return refuse(t, isCount ? next : amount.next, rule)
        }
        var amount = amount
        var end = isCount ? measureToken : amount.next
        var bound = boundBefore(t)?.approx
        // 一以上, 300个以上: the bounding word belongs to it unless a measure word stands between.
        if let after = boundAfter(next) {
            bound = after.approx
            if !isCount { end = after.next }
        }
        if bound == .upper, isCount, isLastOnes(amount, at: t, measure: measureToken) { bound = nil }
        if amount.approx == nil { amount.approx = bound }
        var measure: String?
        if isCount {
            measure = scan.folded(measureToken)
        } else if has(amount.next, .lowerAfter) || has(amount.next, .upperAfter), entry(amount.next + 1).isMeasure {
            measure = scan.folded(amount.next + 1)
        }
        let rule: Rule =
            if isRange {
                .numberRange
            } else if amount.traits.contains(.pair), amount.isRange {
                .numberPair
            } else if amount.traits.contains(.fraction) {
                .numberFraction
            } else if isHan {
                .numberHan
            } else {
                .number
            }
        if rate?.isLength == true { takeBack(.frequency) }
        take(.number, t, end, .number(amount.figure, measure: measure, per: rate?.unit), rule)
        return max(next, end)
    }

    /// 近10场比赛: the last ten, not nearly ten.
    private func isLastOnes(_ amount: Amount, at t: Int, measure: Int) -> Bool {
        isCharacter(t - 1, "近") && 2...30 ~= amount.small && ["场", "届", "轮", "期"].contains { isCharacter(measure, $0) }
    }

    // MARK: Han numerals

    /// Why a Han numeral states no count, or nil if it does.
    private func hanRefusal(_ amount: Amount, isCount: Bool, at t: Int, measure: Int) -> Rule? {
        let traits = amount.traits
        if traits.contains(.bareMultiplier), let rule = multiplierRefusal(amount, isCount: isCount, at: t) {
            return rule
        }
        if traits.contains([.formal, .plain]), amount.digits == 1, !isFree(t, amount.next) { return .bareHan }
        // 十八大, 二十届中央委员会 are numbered, not counted.
        if isCount, amount.small > 10, isCharacter(measure, "大") || isCharacter(measure, "届") { return .label }
        if isCount, traits.contains(.plain), isCharacter(measure, "期"), !isBoundary(measure + 1) { return .label }
        if isCount, !isOneOnly(amount, at: t, measure: measure) { return .article }
        let isShort = traits.contains(.plain) && amount.digits <= 2 || amount.small == 10
        if isCount || !isShort && !traits.contains(.formal) {
            if !isCount, traits.contains(.plain), !traits.contains(.leadingZero), amount.digits < 5,
                !isFree(t, amount.next)
            {
                return .bareHan
            }
            return isCount && isCoined(t, next: measure + 1) ? .coined : nil
        }
        if traits.contains(.formal), !traits.contains(.plain) { return nil }
        if has(amount.next, .lowerAfter) || has(amount.next, .upperAfter) { return nil }
        return isFree(t, amount.next) ? nil : .bareHan
    }

    /// 百, 千 and 万 alone are words; 千余, 近百, 百万, 千三 are numbers.
    private func multiplierRefusal(_ amount: Amount, isCount: Bool, at t: Int) -> Rule? {
        if amount.approx != nil || amount.traits.contains(.shortened) { return nil }
        let length = scan.tokens[t].end - scan.tokens[t].start
        if length > 1 { return nil }
        if boundBefore(t) != nil, isCount || isBoundary(amount.next) { return nil }
        return .bareHan
    }

    /// Whether a bare digit stands by itself: 这是五, 三的, a cell of a table.
    private func isFree(_ first: Int, _ next: Int) -> Bool {
        let opensFreely =
            isBoundary(first - 1) || has(first - 1, .of) || endsInCopula(first - 1) || boundBefore(first) != nil
        let closesFreely = isBoundary(next) || has(next, .of) || startsAnew(next)
        // A line that ends in the middle of a sentence is no place of its own (党的二⏎十大).
        if kind(next) == .newline, has(first - 1, .of) { return false }
        return opensFreely && closesFreely
    }

    /// A pronoun begins another sentence: 这不是五这是六.
    private func startsAnew(_ t: Int) -> Bool { isCharacter(t, "这") || isCharacter(t, "那") }

    private func endsInCopula(_ t: Int) -> Bool {
        guard t >= 0 else { return true }
        let last = scan.units[Int(scan.tokens[t].end) - 1]
        return last == Grammar.isUnit || last == Grammar.asUnit
    }

    private static let isUnit = UInt16(truncatingIfNeeded: Unicode.Scalar("是").value)
    private static let asUnit = UInt16(truncatingIfNeeded: Unicode.Scalar("为").value)

    /// 一 with a measure word is an article unless the text counts: it is limited (只有一个), the same measure word is
    /// counted elsewhere, or the text is no sentence.
    private func isOneOnly(_ amount: Amount, at t: Int, measure: Int) -> Bool {
        guard amount.small == 1, amount.traits.contains(.plain) else { return true }
        // 最老的一座, 加满一箱
        if has(t - 1, .of) || isCharacter(t - 1, "满") { return false }
        if boundBefore(t) != nil { return true }
        if scan.units.count <= 6 { return true }
        if isCharacter(t - 1, "仅") || isCharacter(t - 1, "共") || isCharacter(t - 1, "只") { return true }
        let entry = scan.tokens[measure].index
        guard !isCharacter(measure, "个"), !isCharacter(measure, "种") else { return false }
        var index = max(0, t - 24)
        while index + 1 < min(scan.tokens.count, t + 24) {
            if index != t, kind(index) == .numeral, kind(index + 1) == .word, scan.tokens[index + 1].index == entry,
                let other = numeral(index), other.small != 1
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// 六个一批, 五个一: a count directly before another numeral is a coined term.
    private func isCoined(_ t: Int, next: Int) -> Bool {
        guard let following = kind(next), !hasGap(next) else { return false }
        if following == .numeral {
            guard let second = numeral(next), second.traits.contains(.han), time(next + 1) == nil else { return false }
            return second.small == 1 || !entry(next + 1).isMeasure
        }
        return entry(next).isPhrase && scan.table.classes[Int(unitAt(next))] == .hanDigit
    }

    // MARK: What is no figure

    /// Why the numeral at `t` is none of the grammar's figures, and the token after what was read instead.
    func refusal(at t: Int) -> (rule: Rule, next: Int)? {
        guard let numeral = numeral(t) else { return nil }
        if numeral.traits.contains(.overlong) { return (.overlong, t + 1) }
        // Years before Christ have no form in the record's calendar.
        if has(t - 1, .beforeChrist) { return (.dayNumber, time(t + 1) != nil ? t + 2 : t + 1) }
        if let next = clock(at: t) { return (.clockTime, next) }
        if numeral.traits.contains(.han) {
            return hanLabel(numeral, at: t)
        }
        if let refusal = joinedToLetters(numeral, at: t) { return refusal }
        if let next = telephone(numeral, at: t) { return (.telephone, next) }
        if let refusal = joinedToMarks(numeral, at: t) { return refusal }
        return label(numeral, at: t)
    }

    /// G20, 5G, A4, T1线: a number that letters are part of.
    private func joinedToLetters(_ numeral: Numeral, at t: Int) -> (rule: Rule, next: Int)? {
        if let before = kind(t - 1), !hasGap(t) {
            let isLatinWord =
                before == .word && scan.table.classes[Int(unitAt(t - 1))] == .latin && entry(t - 1).currencyBefore < 0
            if before == .latin || isLatinWord { return (.letters, afterCode(t + 1)) }
            if isCharacter(t - 1, "-"), t > 1, !hasGap(t - 1), kind(t - 2) == .other || kind(t - 2) == .word {
                return (.letters, afterCode(t + 1))
            }
            if isCharacter(t - 1, "·"), numeral.traits.contains(.plain) { return (.label, t + 1) }
            if isCharacter(t - 1, "-") || isCharacter(t - 1, "·"), let second = kind(t - 2), second == .latin {
                return (.letters, afterCode(t + 1))
            }
        }
        guard let after = kind(t + 1), !hasGap(t + 1) else { return nil }
        if after == .latin { return (.letters, afterCode(t + 2)) }
        if after == .word, scan.table.classes[Int(unitAt(t + 1))] == .latin {
            let word = entry(t + 1)
            if word.unit < 0, word.currencyAfter < 0 { return (.letters, t + 2) }
            if kind(t + 2) == .numeral, !hasGap(t + 2) { return (.letters, t + 3) }
        }
        return nil
    }

    /// Skips what continues a code: A380-800.
    private func afterCode(_ t: Int) -> Int {
        var index = t
        while let next = kind(index), !hasGap(index), next == .latin || next == .numeral || isCharacter(index, "-") {
            if next == .numeral, numeral(index)?.traits.contains(.han) == true { break }
            if isCharacter(index, "-"), kind(index + 1) != .numeral, kind(index + 1) != .latin { break }
            index += 1
        }
        return index
    }

    /// Telephone, account and identity numbers.
    private func telephone(_ numeral: Numeral, at t: Int) -> Int? {
        guard numeral.traits.contains(.plain), !numeral.traits.contains(.grouped) else { return nil }
        let hasUnit = entry(t + 1).unit >= 0 || entry(t + 1).currencyAfter >= 0 || entry(t + 1).isMeasure
        if isCharacter(t + 1, "-") || has(t + 1, .rangeConnector), let second = self.numeral(t + 2),
            second.traits.contains(.plain), !hasGap(t + 2),
            second.digits >= 7 || second.digits >= 3 && isCharacter(t + 3, "-"),
            numeral.digits <= 5, numeral.traits.contains(.leadingZero) || numeral.digits == 3 || numeral.digits == 2
        {
            var index = t + 3
            while isCharacter(index, "-"), kind(index + 1) == .numeral { index += 2 }
            return index
        }
        if numeral.digits >= 11, !hasUnit { return t + 1 }
        if numeral.digits >= 3, !hasUnit, cue(.telephone, before: t, within: 3) { return t + 1 }
        if numeral.digits >= 3, numeral.digits <= 5 || numeral.digits >= 8, entry(t + 1).has(Cue.telephone) {
            return t + 1
        }
        if numeral.digits >= 3, t >= 2, kind(t - 1) == .clauseEnd, entry(t - 2).has(Cue.telephone) { return t + 1 }
        return nil
    }

    /// Scores and ratios (4:3, 3-1, 21比18), terms (2+2+1), days told by their numbers (3·15).
    private func joinedToMarks(_ numeral: Numeral, at t: Int) -> (rule: Rule, next: Int)? {
        if isCharacter(t + 1, ":"), let second = self.numeral(t + 2), !hasGap(t + 2),
            second.traits.contains(.plain) || numeral.traits.contains(.plain)
        {
            var index = t + 3
            while isCharacter(index, ":"), kind(index + 1) == .numeral { index += 2 }
            return (.score, index)
        }
        if isCharacter(t + 1, "比"), let second = self.numeral(t + 2), second.traits.contains(.plain),
            numeral.traits.contains(.plain), second.digits <= 3
        {
            return (.score, t + 3)
        }
        if isCharacter(t + 1, "-") || isCharacter(t + 1, "–") || isCharacter(t + 1, "—"),
            let second = self.numeral(t + 2), numeral.traits.contains(.plain), second.traits.contains(.plain),
            entry(t + 3).unit < 0, entry(t + 3).currencyAfter < 0, !entry(t + 3).isMeasure, entry(t + 3).time == nil,
            !has(t + 3, .percentSign), !has(t + 3, .percentPoint), !has(t + 3, .tenths), !hasGap(t + 2),
            !isCharacter(t + 3, "个")
        {
            return (.score, t + 3)
        }
        if isPlus(t + 1), kind(t + 2) == .numeral || kind(t + 2) == .latin {
            var index = t + 1
            while isPlus(index), kind(index + 1) == .numeral || kind(index + 1) == .latin { index += 2 }
            return (.terms, index)
        }
        if isCharacter(t + 1, "×") || isCharacter(t + 1, "x"), kind(t + 2) == .numeral { return (.terms, t + 3) }
        if isPlus(t - 1), t >= 2, kind(t - 2) == .latin { return (.terms, t + 1) }
        if isCharacter(t + 1, "·"), kind(t + 2) == .numeral { return (.terms, t + 3) }
        return nil
    }

    private func isPlus(_ t: Int) -> Bool { isCharacter(t, "+") }

    /// 501室, 3号楼, 〔2022〕13号, 95后, 3.0版.
    private func label(_ numeral: Numeral, at t: Int) -> (rule: Rule, next: Int)? {
        let isPlain = numeral.traits.contains(.plain)
        if isCharacter(t + 1, "号") || startsWithNumberWord(t + 1) {
            // 5月12号 was read as a date before.
            return (t > 0 && has(t - 1, .closeParenthesis) || isCharacter(t - 1, "〕") ? .document : .label, t + 2)
        }
        if isCharacter(t - 1, "〔"), isCharacter(t + 1, "〕") { return (.document, t + 2) }
        if isCharacter(t - 1, "["), isCharacter(t + 1, "]") { return (.document, t + 2) }
        // （2023）浙01民初12号
        if isPlain, numeral.digits == 4, has(t - 1, .openParenthesis), has(t + 1, .closeParenthesis),
            kind(t + 2) == .other || kind(t + 2) == .word, !hasGap(t + 2), isCourtNumber(after: t + 2)
        {
            return (.document, t + 2)
        }
        if isPlain, isRoad(t - 1) { return (.label, t + 1) }
        if isCharacter(t + 1, "单") || startsWith(t + 1, "单元"), isHouseNumber(t - 1) || kind(t + 2) == .numeral {
            return (.label, t + 2)
        }
        if isPlain, numeral.digits == 2, isCharacter(t + 1, "后") || isCharacter(t + 1, "前"), numeral.small % 5 == 0 {
            return (.generation, t + 2)
        }
        if entry(t + 1).isPhrase, entry(t + 1).holdsAfterNumeral { return (.label, t + 2) }
        if isCharacter(t + 1, "室"), numeral.small >= 100 { return (.label, t + 2) }
        if isCharacter(t + 1, "路"), isPlain { return (.label, t + 2) }
        if isCharacter(t + 1, "强"), isPlain { return (.label, t + 2) }
        if isCharacter(t + 1, "版") || startsWith(t + 1, "版本"), isPlain || numeral.value.exponent < 0 {
            return (.version, t + 2)
        }
        if numeral.traits.contains(.leadingZero), numeral.digits > 1 { return (.label, t + 1) }
        if numeral.value.exponent < 0, startsWith(t + 1, "时代") || startsWith(t + 1, "模式") { return (.version, t + 2) }
        return nil
    }

    /// Whether 号 ends what follows the year of a case: 浙0482民初1234号.
    private func isCourtNumber(after t: Int) -> Bool {
        var index = t
        while index < t + 8, let kind = kind(index), kind != .clauseEnd, kind != .newline, kind != .mark {
            if unitAt(index) == Grammar.numberWord { return true }
            index += 1
        }
        return false
    }

    /// The road before its number: 省道320线, 国道104.
    private func isRoad(_ t: Int) -> Bool {
        startsWith(t, "省道") || startsWith(t, "国道") || startsWith(t, "县道") || startsWith(t, "乡道")
    }

    /// 5号楼, 12幢 before 1单元.
    private func isHouseNumber(_ t: Int) -> Bool {
        isCharacter(t, "幢") || isCharacter(t, "栋") || isCharacter(t, "座") || isCharacter(t, "楼")
            || startsWith(t, "号楼")
    }

    private func hanLabel(_ numeral: Numeral, at t: Int) -> (rule: Rule, next: Int)? {
        if numeral.traits.contains(.plain), numeral.digits == 1, let next = placeName(at: t) { return (.label, next) }
        if isCharacter(t + 1, "号") || startsWithNumberWord(t + 1) { return (.label, t + 2) }
        if entry(t + 1).isPhrase, entry(t + 1).holdsAfterNumeral { return (.label, t + 2) }
        if isCharacter(t + 1, "比"), let second = self.numeral(t + 2), second.traits.contains(.han), second.digits <= 2 {
            return (.score, t + 3)
        }
        if numeral.traits.contains(.plain), numeral.digits == 2, isCharacter(t + 1, "后"),
            numeral.traits.contains(.leadingZero) || numeral.small % 5 == 0, !numeral.traits.contains(.pair)
        {
            return (.generation, t + 2)
        }
        if startsWith(t + 1, "强"), !numeral.traits.contains(.plain) { return (.label, t + 2) }
        return nil
    }

    /// 六道河镇, 三里屯, 五家渠市: a name that begins with a count.
    private func placeName(at t: Int) -> Int? {
        guard ["道", "里", "家", "棵", "间", "眼", "台"].contains(where: { isCharacter(t + 1, $0) }) else { return nil }
        let start = Int(scan.tokens[t + 1].end)
        for length in 1...2 where start + length < scan.units.count {
            let end = scan.units[start + length]
            guard Grammar.placeEnds.contains(end), scan.table.classes[Int(scan.units[start])] == .other,
                !Grammar.counted.contains(scan.units[start])
            else { continue }
            var next = t + 2
            while next < scan.tokens.count, Int(scan.tokens[next].start) <= start + length { next += 1 }
            return next
        }
        return nil
    }

    private static let placeEnds = Set("镇乡屯庄村".utf16)
    private static let counted = Set("的小大老新古".utf16)

    /// Whether a token begins with 号 and names something: 号楼, 号线.
    private func startsWithNumberWord(_ t: Int) -> Bool {
        kind(t) == .word && unitAt(t) == Grammar.numberWord && entry(t).holdsAfterNumeral
    }

    private static let numberWord = UInt16(truncatingIfNeeded: Unicode.Scalar("号").value)

    /// Whether the characters from token `t` on begin with `word`.
    func startsWith(_ t: Int, _ word: String) -> Bool {
        guard scan.tokens.indices.contains(t) else { return false }
        var index = Int(scan.tokens[t].start)
        for unit in word.utf16 {
            guard index < scan.units.count, scan.units[index] == unit else { return false }
            index += 1
        }
        return true
    }

    // MARK: The clock

    /// The token after a time of the clock (8时30分, 14:30, 下午三点半), or nil if none begins at `t`.
    func clock(at t: Int) -> Int? {
        guard let hour = numeral(t), 0...24 ~= hour.small else { return nil }
        let followsDay = isTimeOfDay(t - 1) || isCharacter(t - 1, "日") || entry(t - 1).dateWord != nil
        if isCharacter(t + 1, ":"), let minute = numeral(t + 2), minute.digits == 2, 0...59 ~= minute.small,
            minute.traits.contains(.plain), !hasGap(t + 2)
        {
            var next = t + 3
            if isCharacter(next, ":"), kind(next + 1) == .numeral { next += 2 }
            let isScore = hour.digits < 2 && !followsDay
            return isScore ? nil : next
        }
        if isCharacter(t + 1, "时") {
            if let minute = numeral(t + 2), 0...59 ~= minute.small, isCharacter(t + 3, "分") { return t + 4 }
            return t + 2
        }
        guard isCharacter(t + 1, "点") || startsWith(t + 1, "点钟") else { return nil }
        if let minute = numeral(t + 2), 0...59 ~= minute.small, isCharacter(t + 3, "分") || followsDay {
            return isCharacter(t + 3, "分") ? t + 4 : t + 3
        }
        if startsWith(t + 1, "点钟") { return followsDay || isCharacter(t + 2, "左") || isBoundary(t + 2) ? t + 2 : nil }
        if has(t + 2, .half) || isCharacter(t + 2, "整") || isCharacter(t + 2, "许") || followsDay { return t + 2 }
        return nil
    }

    private func isTimeOfDay(_ t: Int) -> Bool {
        entry(t).dateWord == .timeOfDay
    }
}
