import Newsprint

/// What stands around a date and tells how it is meant.
extension Grammar {
    /// A day in brackets that says the one before again, and the token after the bracket.
    ///
    /// 今天（5月10日）, 春节（2月10日）, 5月10日（昨天）; the expression is nil if the one before tells more.
    func dateInBrackets(
        after date: DateExpression,
        at t: Int
    ) -> (expression: DateExpression?, next: Int)? {
        guard has(t, .openParenthesis), let inner = datePoint(at: t + 1) ?? dayOnly(at: t + 1),
            has(inner.next, .closeParenthesis)
                || entry(inner.next).dateWord == .timeOfDay && has(inner.next + 1, .closeParenthesis)
        else { return nil }
        let next = has(inner.next, .closeParenthesis) ? inner.next + 1 : inner.next + 2
        let isNamed = date.dayOffset != nil || date.weekday != nil || date.festival != nil || date.term != nil
        if isNamed, let days = inner.expression.days, days.count == 1 { return (inner.expression, next) }
        if date.days != nil, inner.expression.dayOffset != nil || inner.expression.weekOffset != nil,
            inner.expression.days == nil
        {
            return (nil, next)
        }
        return nil
    }

    /// 大雪, 小雪 and 雨水 are terms of the year only where the text says so.
    func isWeather(_ date: DateExpression, at start: Int, _ next: Int) -> Bool {
        guard let term = date.term, [3, 21, 22].contains(term), date.year == nil, scan.units.count > 4 else {
            return false
        }
        let after = ["节气", "时节", "当天", "当日", "这天", "这一天", "那天", "前后", "过后", "至", "到"]
        return !after.contains { startsWith(next, $0) } && !startsWith(start - 1, "节气")
    }

    /// Whether a festival only names what stands after it: 国庆招待会, 端午民俗.
    func names(_ date: DateExpression, at t: Int) -> Bool {
        guard date.festival != nil, !hasGap(t) else { return false }
        return EventNames.all.contains { startsWith(t, $0) }
    }

    /// What is reckoned in days.
    static let beforeDays = [
        "拘留", "羁押", "为期", "历时", "连续", "停业", "停课", "停牌", "放假", "休假", "限期", "长达", "至少", "不少于", "禁赛", "禁足", "公示", "公告期",
        "工期",
    ]
    .map { Array($0.utf16) }

    /// Whether the characters before token `t` are these.
    func endsWith(_ word: [UInt16], before t: Int) -> Bool {
        let end = Int(scan.tokens[t].start)
        return word.count <= end && scan.units[(end - word.count)..<end].elementsEqual(word)
    }

    /// The year that an expression begins with.
    func yearOnly(at t: Int) -> (expression: DateExpression, next: Int)? {
        var date = DateExpression()
        var next = t
        return readYear(&date, &next) ? (date, next) : nil
    }

    /// 今明两天, 明后两天, 昨今两天.
    mutating func neighbouringDays(at t: Int) -> Int? {
        guard case .days(let first, let last)? = entry(t).dateWord else { return nil }
        var from = DateExpression()
        from.dayOffset = first
        var to = DateExpression()
        to.dayOffset = last
        guard let span = DateResolver(issue: issue, leansForward: false).resolve(from: from, to: to) else { return nil }
        return takeDate(span, t, t + 1, .dateRelative)
    }

    /// Words before a point in time: 在三年后, 将于两天后.
    func isAdverbial(_ t: Int) -> Bool {
        has(t, .from) || has(t, .until) || entry(t).has(Cue.future) || isCharacter(t, "在")
            || endsWith(Grammar.at, before: t + 1)
            || endsWith(Grammar.on, before: t + 1) || entry(t).dateWord != nil
    }

    private static let at = Array("在".utf16)
    private static let on = Array("于".utf16)
}
