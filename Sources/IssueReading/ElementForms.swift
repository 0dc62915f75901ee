import Newsprint

/// The forms of all elements but days and words, each read at a cursor that is left where it was if the form fails.
struct ElementForms {
    /// Whether a word is under way to the left of the cursor.
    var isInWord: Bool
    /// Whether a file or folder name is read, and not a line of a page.
    var inName: Bool
    /// Whether a parenthesis is open.
    var isParenthesised: Bool

    /// A weekday, a day of the Chinese calendar, or a count of pages, which looks like a label.
    func takeCalendar(_ cursor: inout NumeralCursor) -> IssueElement? {
        takeWeekday(&cursor) ?? takeLunarDate(&cursor) ?? takePageCount(&cursor)
    }

    /// An issue number, a serial number or a page label.
    func takeNumbering(_ cursor: inout NumeralCursor) -> IssueElement? {
        takeIssueNumber(&cursor) ?? takeSerial(&cursor) ?? takeFrontPage(&cursor) ?? takeLabel(&cursor)
    }

    private func takeWeekday(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        let isShort = !isInWord && cursor.takeOne(of: "周週") != nil
        if isShort || cursor.take(ElementWords.weekday), let scalar = cursor.takeOne(of: "一二三四五六日天"),
            // 周一 begins other words (周一见); as a weekday it stands alone.
            !isShort || cursor.next?.isHan != true || cursor.next == "第" || cursor.next == "农"
        {
            let offset = "一二三四五六".unicodeScalars.enumerated().first { $0.element == scalar }?.offset ?? 6
            return .weekday(offset + 1)
        }
        cursor.position = start
        return nil
    }

    /// 农历辛亥年闰三月十八, 辛亥年三月十八, 农历三月十八.
    private func takeLunarDate(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        let isNamed = cursor.take(ElementWords.lunarCalendar)
        cursor.skipBlanks()
        let afterName = cursor.position
        let isCyclic = takeCyclicYear(&cursor)
        if !isCyclic { cursor.position = afterName }
        guard isNamed || isCyclic else {
            cursor.position = start
            return nil
        }
        let afterYear = cursor.position
        cursor.skipBlanks()
        _ = cursor.takeOne(of: "闰閏")
        guard cursor.takeOne(of: "正冬腊臘") != nil || cursor.takeHanNumber() != nil, cursor.take("月") else {
            cursor.position = isCyclic ? afterYear : start
            return isCyclic ? .lunarDate : nil
        }
        _ = cursor.takeOne(of: "大小")
        cursor.skipBlanks()
        _ = cursor.takeOne(of: "初")
        _ = cursor.takeHanNumber()
        _ = cursor.take("日")
        return .lunarDate
    }

    private func takeCyclicYear(_ cursor: inout NumeralCursor) -> Bool {
        guard cursor.takeOne(of: "甲乙丙丁戊己庚辛壬癸") != nil, cursor.takeOne(of: "子丑寅卯辰巳午未申酉戌亥") != nil
        else { return false }
        _ = cursor.takeOne(of: "鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬")
        return cursor.take("年")
    }

    private func takePageCount(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        if cursor.take(ElementWords.pageCount) {
            cursor.skipBlanks()
            _ = cursor.take(ElementWords.sheetSize)
            cursor.skipBlanks()
            if cursor.takeNumber() != nil {
                cursor.skipBlanks()
                _ = cursor.takeOne(of: "个個大")
                if cursor.take("版"), cursor.next != "本" { return .pageCount }
            }
        }
        cursor.position = start
        return nil
    }

    private func takeIssueNumber(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        let isTotal = cursor.takeOne(of: "总總") != nil
        cursor.skipBlanks()
        let isOrdinal = cursor.take("第")
        let isAbbreviated = !isTotal && !isOrdinal && !isInWord && cursor.take(ElementWords.numero)
        if isAbbreviated { _ = cursor.takeOne(of: ".:") }
        cursor.skipBlanks()
        if isTotal || isOrdinal || isAbbreviated, let digits = cursor.takeDigits(1...6) {
            var number = String.UnicodeScalarView()
            number.append(contentsOf: digits)
            cursor.skipBlanks()
            // 第3号楼 is a house; 第3号 alone is an issue.
            if isAbbreviated || cursor.take("期") || (cursor.takeOne(of: "号號") != nil && cursor.next?.isHan != true) {
                return .number(String(number), isTotal: isTotal)
            }
        }
        cursor.position = start
        return nil
    }

    private func takeSerial(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        let isNamed = cursor.take(ElementWords.serialNumber)
        if isNamed { _ = cursor.takeOne(of: ":") }
        cursor.skipBlanks()
        guard cursor.take(ElementWords.serialCode) || isNamed else {
            cursor.position = start
            return nil
        }
        let afterName = cursor.position
        _ = cursor.takeOne(of: ":- ")
        cursor.skipBlanks()
        if cursor.takeDigits(1...4) != nil, cursor.takeOne(of: "-—–") != nil, cursor.takeDigits(1...4) != nil {
            // The check digit of an ISSN may be an X.
            _ = cursor.takeOne(of: "X")
            return .serial
        }
        cursor.position = isNamed ? afterName : start
        return isNamed ? .serial : nil
    }

    private func takeFrontPage(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        if !isInWord, cursor.take(ElementWords.frontPage), cursor.next?.isHan != true, let label = PageLabel(number: 1)
        {
            return .label(label)
        }
        cursor.position = start
        return nil
    }

    private func takeLabel(_ cursor: inout NumeralCursor) -> IssueElement? {
        let start = cursor.position
        if inName, !isInWord, cursor.take(ElementWords.pageBefore) {
            _ = cursor.takeOne(of: "-_. ")
            if let digits = cursor.takeDigits(1...3), cursor.next?.isWord != true,
                let label = PageLabel(number: NumeralCursor.value(digits))
            {
                return .label(label)
            }
            cursor.position = start
        }
        let isVersion = !inName && cursor.previous == "."
        let isOrdinal = cursor.take("第")
        cursor.skipBlanks()
        guard !isVersion, let first = takePage(&cursor), isOrdinal || !isInWord || !first.isHan else {
            cursor.position = start
            return nil
        }
        let afterFirst = cursor.position
        if let last = takeRangeEnd(&cursor, of: first.label), takePageWord(&cursor) {
            return .labels(first.label, last)
        }
        cursor.position = afterFirst
        cursor.skipBlanks()
        if takePageWord(&cursor) { return .label(first.label) }
        cursor.position = afterFirst
        // 青溪日报A1: letters show where the label begins.
        let isApart = !isInWord || (!first.label.letters.isEmpty && cursor.scalars[start - 1].isHan)
        if !isOrdinal, isApart, !first.isHan, isBare(first.label, before: cursor, from: start) {
            return .bare(first.label)
        }
        cursor.position = start
        return nil
    }

    /// Whether the token that ends at the cursor can be a label without saying so.
    ///
    /// Not (1), the mark of a copy, nor v2, a version.
    private func isBare(_ label: PageLabel, before cursor: NumeralCursor, from start: Int) -> Bool {
        guard cursor.next?.isWord != true, cursor.next != "%", cursor.scalars[start] != "v" else { return false }
        return !(inName && isParenthesised && label.letters.isEmpty)
    }

    /// A number, or letters and a number: 7, A7, A叠7; Han numbers only count before 版.
    private func takePage(_ cursor: inout NumeralCursor) -> (label: PageLabel, isHan: Bool)? {
        var letters = ""
        while letters.utf8.count < 2, let scalar = cursor.next, scalar.isLatin {
            letters.unicodeScalars.append(scalar)
            cursor.position += 1
        }
        if !letters.isEmpty, cursor.takeOne(of: "叠疊") != nil { cursor.skipBlanks() }
        if let digits = cursor.takeDigits(1...3) {
            return PageLabel(letters: letters, number: NumeralCursor.value(digits), digits: digits.count)
                .map { ($0, false) }
        }
        guard let number = cursor.takeHanNumber() else { return nil }
        return PageLabel(letters: letters, number: number).map { ($0, true) }
    }

    private func takeRangeEnd(_ cursor: inout NumeralCursor, of first: PageLabel) -> PageLabel? {
        cursor.skipBlanks()
        guard cursor.takeOne(of: "-~—–至到") != nil else { return nil }
        cursor.skipBlanks()
        guard let last = takePage(&cursor)?.label, last.number > first.number else { return nil }
        if last.letters == first.letters { return last }
        return last.letters.isEmpty ? PageLabel(letters: first.letters, number: last.number) : nil
    }

    private func takePageWord(_ cursor: inout NumeralCursor) -> Bool {
        let start = cursor.position
        if cursor.take(ElementWords.pageBehind), cursor.next != "本" { return true }
        cursor.position = start
        return inName && cursor.takeOne(of: "页頁") != nil
    }
}
