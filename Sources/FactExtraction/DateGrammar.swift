import Newsprint

extension Grammar {
    // MARK: Points

    /// Reads a point in time at `t`: the parts from the year down to the day, each once.
    func datePoint(at t: Int) -> (expression: DateExpression, next: Int)? {
        var date = DateExpression()
        var next = t
        if has(next, .lunar) {
            date.isLunar = true
            date.rule = .dateLunar
            next += 1
        } else if has(next, .solar) {
            next += 1
        }
        if let numeric = numericDate(at: next) ?? eventYear(at: next) { return numeric }
        var found = readYear(&date, &next)
        if found {
            // 十月的第一周, 2021年的前2周
            var after = next
            if has(after, .of) { after += 1 }
            if has(after, .lunar) {
                date.isLunar = true
                date.rule = .dateLunar
                after += 1
            }
            var inner = date
            if readPartOfYear(&inner, &after) {
                date = inner
                next = after
            }
        } else {
            found = readPartOfYear(&date, &next)
        }
        guard found else { return nil }
        if date.quarterOffset != nil, date.edge == nil, has(next, .early) || has(next, .late) {
            _ = readEdge(&date, &next)
        }
        readPartOfMonth(&date, &next)
        return (date, next)
    }

    // MARK: Years

    func readYear(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        let word = entry(next)
        switch word.dateWord {
        case .year(let offset):
            date.year = .relative(offset)
            date.rule = .dateRelative
            next += 1
            if isCharacter(next, "年"), hasEdge(next + 1) || isCharacter(next + 1, "内") { next += 1 }
            return true
        case .era(let base):
            if startsWith(next + 1, "元年") {
                date.year = .absolute(base + 1)
                next += 2
                return true
            }
            guard !isCharacter(next + 1, "两"), let count = numeral(next + 1), 1...150 ~= count.small,
                isCharacter(next + 2, "年")
            else {
                return false
            }
            date.year = .absolute(base + count.small)
            next += 3
            return true
        case .century(let offset):
            date.centuryOffset = offset
            date.rule = .dateRelative
            next += 1
            readDecade(&date, &next)
            return true
        case .plan(let number):
            return readPlan(number, &date, &next)
        default:
            break
        }
        if word.has(.christ) {
            guard let count = numeral(next + 1), 1...2999 ~= yearValue(count), isCharacter(next + 2, "年") else {
                return false
            }
            date.year = .absolute(yearValue(count))
            next += 3
            return true
        }
        return readNumberedYear(&date, &next)
    }

    /// The value of a numeral as a year: 一九九七 is 1997, 八九 is 89 and no pair.
    func yearValue(_ numeral: Numeral) -> Int {
        numeral.traits.contains(.plain) ? numeral.value.integer ?? -1 : numeral.small
    }

    func readNumberedYear(_ date: inout DateExpression, _ next: inout Int) -> Bool {
        guard let numeral = numeral(next), !numeral.traits.contains(.signed) else { return false }
        let value = yearValue(numeral)
        if startsWith(next + 1, "年代") { return readNumberedDecade(value, numeral, &date, &next) }
        if startsWith(next + 1, "世纪"), 1...30 ~= numeral.small, numeral.digits <= 2 {
            date.century = (numeral.small - 1) * 100
            next += 2
            readDecade(&date, &next)
            return true
        }
        guard time(next + 1) == .year, unitAt(next + 1) == Grammar.yearWord, !startsWith(next + 1, "年头"),
            !startsWith(next + 1, "年级")
        else { return false }
        if numeral.traits.contains(.plain), numeral.digits == 4, 1000...2999 ~= value,
            !isLengthOfYears(value, after: next + 2)
        {
            date.year = .absolute(value)
        } else if numeral.traits.contains(.plain), numeral.digits == 3, numeral.traits.contains(.han),
            isMonth(at: next + 2)
        {
            date.year = .absolute(value)
        } else if numeral.traits.contains(.han), !numeral.traits.contains(.plain), 1000...2999 ~= numeral.small,
            isMonth(at: next + 2)
        {
            // 两千零四年八月
            date.year = .absolute(numeral.small)
        } else if numeral.traits.contains(.plain), numeral.digits == 2, isShortYear(numeral, after: next + 2) {
            date.year = .absolute(fullYear(value))
        } else {
            return false
        }
        next += 2
        // 2022年年底
        if isCharacter(next, "年"), hasEdge(next + 1) { next += 1 }
        return true
    }

    static let yearWord = UInt16(truncatingIfNeeded: Unicode.Scalar("年").value)

    /// 1000年历史, 2000年前 told of a long past: a length, not a year.
    func isLengthOfYears(_ value: Int, after t: Int) -> Bool {
        guard value % 500 == 0 else { return false }
        if value == 2000, !startsWith(t, "历史"), !startsWith(t, "的历史"), !startsWith(t, "来") { return false }
        return startsWith(t, "历史") || startsWith(t, "的历史") || startsWith(t, "来") || startsWith(t, "前") || has(t, .more)
    }

    /// 07年, and 98年 before a part of the year.
    func isShortYear(_ numeral: Numeral, after t: Int) -> Bool {
        if numeral.traits.contains(.leadingZero) { return true }
        if isMonth(at: t) || isQuarter(at: t) { return true }
        let word = entry(t)
        switch word.dateWord {
        case .half, .tenDays, .season, .term, .festival, .lunarMonth: return true
        default: break
        }
        if word.has(.early) || word.has(.late) { return numeral.small >= 50 || numeral.traits.contains(.han) }
        if word.has(.ordinal), let count = self.numeral(t + 1), count.small > 0 {
            return isCharacter(t + 2, "个") || startsWith(t + 2, "个月") || startsWith(t + 2, "季")
        }
        if word.has(.head), let count = self.numeral(t + 1), 1...12 ~= count.small,
            numeral.small > 31 || numeral.traits.contains(.han)
        {
            return startsWith(t + 2, "个月") || startsWith(t + 2, "季") || startsWith(t + 2, "月")
        }
        return false
    }

    /// The year with these last two digits nearest to the issue, up to ten years ahead; without an issue 1950–2049.
    func fullYear(_ value: Int) -> Int {
        let last = (issue?.year ?? 2039) + 10
        let candidate = last / 100 * 100 + value
        return candidate <= last ? candidate : candidate - 100
    }

    func readNumberedDecade(
        _ value: Int,
        _ numeral: Numeral,
        _ date: inout DateExpression,
        _ next: inout Int
    ) -> Bool {
        if numeral.traits.contains(.plain), numeral.digits == 4, value % 10 == 0, 1000...2090 ~= value {
            date.decade = value
        } else if 0...90 ~= numeral.small, numeral.small % 10 == 0, numeral.digits == 2 || numeral.small >= 10 {
            date.decadeTens = numeral.small
        } else {
            return false
        }
        next += 2
        readEdgeOfSpan(&date, &next)
        return true
    }

    /// 20世纪90年代, 上世纪末.
    func readDecade(_ date: inout DateExpression, _ next: inout Int) {
        if let tens = numeral(next), 0...90 ~= tens.small, tens.small % 10 == 0, startsWith(next + 1, "年代") {
            date.decadeTens = tens.small
            next += 2
        }
        readEdgeOfSpan(&date, &next)
    }

    func readEdgeOfSpan(_ date: inout DateExpression, _ next: inout Int) {
        if has(next, .early) {
            date.edge = .early
        } else if has(next, .late) {
            date.edge = .late
        } else {
            return
        }
        next += 1
    }

    /// “十四五”期间, 十四五时期, “十四五”以来; not “十四五”规划 alone, which is a document.
    func readPlan(_ number: Int, _ date: inout DateExpression, _ next: inout Int) -> Bool {
        var after = next + 1
        if isClosingQuote(after) { after += 1 }
        guard
            startsWith(after, "期间") || startsWith(after, "时期") || startsWith(after, "以来") || has(after, .late)
                || has(after, .early) || startsWith(after, "开局")
        else { return false }
        date.plan = number
        next = after
        if has(after, .late) || has(after, .early) { readEdgeOfSpan(&date, &next) }
        return true
    }

    func isClosingQuote(_ t: Int) -> Bool { isCharacter(t, "”") || isCharacter(t, "’") || isCharacter(t, "」") }
}
