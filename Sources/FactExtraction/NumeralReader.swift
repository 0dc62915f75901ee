import Newsprint

/// Reads one numeral; the steps are bounded by its length.
struct NumeralReader {
    private let table: CharacterTable
    private var position: Int
    private var total: ExactDecimal = .zero
    private var myriads: ExactDecimal = .zero
    private var section: ExactDecimal = .zero
    private var current: ExactDecimal?
    private var currentStart = 0
    private var currentDigits = 0
    private var currentIsHan = false
    private var lastDigit = 0
    private var penultimateDigit = 0
    private var spread: ExactDecimal?
    /// The power of the last multiplier, 0 before the first.
    private var lastPower = 0
    private var sectionPower = 4
    private var skippedZero = false
    private var sawMyriad = false
    private var sawHundredMillion = false
    private var numeral = Numeral()
    /// A currency sign stands before: $20，300 are two amounts.
    private var followsSign = false

    /// The numeral at `start` and its end, or nil if none begins there.
    static func read(
        _ units: [UInt16],
        _ gaps: [Bool],
        from start: Int,
        table: CharacterTable
    ) -> (numeral: Numeral, end: Int)? {
        var reader = NumeralReader(table: table, position: start)
        return reader.run(units, gaps, start: start)
    }

    private init(table: CharacterTable, position: Int) {
        self.table = table
        self.position = position
    }

    private mutating func run(_ units: [UInt16], _ gaps: [Bool], start: Int) -> (numeral: Numeral, end: Int)? {
        followsSign = start > 0 && (units[start - 1] == Folded.dollar || units[start - 1] == Folded.yuan)
        var negative = false
        if units[position] == Folded.negative || units[position] == Folded.minus {
            negative = true
            position += 1
        }
        let first = position
        scanning: while position < units.count {
            let unit = Int(units[position])
            switch table.classes[unit] {
            case .digit:
                guard acceptsArabic(units, gaps, first: first) else { break scanning }
                readArabic(units, gaps)
                if numeral.traits.contains(.scientific) { break scanning }
            case .hanDigit, .formalDigit:
                guard readHanDigit(units, gaps, first: first) else { break scanning }
            case .multiplier:
                guard readMultiplier(units, first: first) else { break scanning }
            case .bigMultiplier:
                guard readBigMultiplier(units, first: first) else { break scanning }
            case .vagueDigit:
                guard readVagueDigit(units, first: first) else { break scanning }
            default:
                guard readInnerWord(units, gaps, first: first) else { break scanning }
            }
        }
        guard position > first else { return nil }
        finish(first: first)
        if negative {
            numeral.value = numeral.value.negated
            numeral.traits.insert(.signed)
            numeral.small = -1
        }
        return (numeral, position)
    }

    // MARK: Digits

    private func acceptsArabic(_ units: [UInt16], _ gaps: [Bool], first: Int) -> Bool {
        guard current == nil else { return false }
        guard position > first else { return true }
        // After a multiplier: 1万4千, or a last digit that stands for a tenth of it (3万5).
        var end = position
        while end < units.count, table.classes[Int(units[end])] == .digit || units[end] == Folded.point { end += 1 }
        if end < units.count {
            let next = table.classes[Int(units[end])]
            if next == .multiplier || next == .bigMultiplier { return lastPower != 0 && end - position <= 4 }
            if end - position != 4 || lastPower != 4 { return false }
        }
        // 3万4000 tells the last four digits.
        if end == position + 4, lastPower == 4, !gaps[position],
            units[position..<end].allSatisfy({ $0 != Folded.point })
        {
            return true
        }
        return end == position + 1 && lastPower > 1 && !gaps[position]
    }

    private mutating func readArabic(_ units: [UInt16], _ gaps: [Bool]) {
        currentStart = position
        currentIsHan = false
        var coefficient: Int128 = 0
        var fractionDigits = 0
        var digits = 0
        var sawPoint = false
        let leading = units[position] == Folded.zero
        while position < units.count {
            let unit = units[position]
            if table.classes[Int(unit)] == .digit {
                if digits > 0, gaps[position] { break }
                digits += 1
                if digits <= 30 { coefficient = coefficient * 10 + Int128(unit - Folded.zero) }
                if sawPoint { fractionDigits += 1 }
                position += 1
            } else if unit == Folded.point, !sawPoint, digits > 0, isDigit(units, gaps, position + 1) {
                sawPoint = true
                position += 1
            } else if unit == Folded.comma || unit == Folded.wideComma && !followsSign, !sawPoint,
                isGroup(units, gaps, position, digitsBefore: digits)
            {
                numeral.traits.insert(.grouped)
                position += 1
            } else {
                break
            }
        }
        if digits > 30 { numeral.traits.insert(.overlong) }
        var exponent = -fractionDigits
        if let (power, end) = scientific(units) {
            exponent += power
            position = end
            numeral.traits.insert(.scientific)
        }
        if leading, digits > 1, !sawPoint { numeral.traits.insert(.leadingZero) }
        currentDigits = sawPoint ? 0 : digits
        lastDigit = -1
        current = digits > 30 ? .zero : ExactDecimal(coefficient: coefficient, exponent: exponent)
    }

    private func isDigit(_ units: [UInt16], _ gaps: [Bool], _ index: Int) -> Bool {
        index < units.count && table.classes[Int(units[index])] == .digit && !gaps[index]
    }

    /// Whether the comma at `index` separates thousands: three digits follow and no fourth.
    private func isGroup(_ units: [UInt16], _ gaps: [Bool], _ index: Int, digitsBefore: Int) -> Bool {
        guard digitsBefore > 0, numeral.traits.contains(.grouped) || digitsBefore <= 3,
            isDigit(units, gaps, index + 1), isDigit(units, gaps, index + 2), isDigit(units, gaps, index + 3)
        else { return false }
        return !isDigit(units, gaps, index + 4)
    }

    /// The exponent of `2.5e-3` and where it ends.
    private func scientific(_ units: [UInt16]) -> (power: Int, end: Int)? {
        var index = position
        guard index < units.count, units[index] == Folded.smallE || units[index] == Folded.capitalE else { return nil }
        index += 1
        var negative = false
        if index < units.count, units[index] == Folded.minus || units[index] == Folded.plus {
            negative = units[index] == Folded.minus
            index += 1
        }
        let first = index
        var power = 0
        while index < units.count, table.classes[Int(units[index])] == .digit, index - first < 3 {
            power = power * 10 + Int(units[index] - Folded.zero)
            index += 1
        }
        guard index > first, power <= 30 else { return nil }
        if index < units.count, table.classes[Int(units[index])] == .latin { return nil }
        return (negative ? -power : power, index)
    }

    private mutating func readHanDigit(_ units: [UInt16], _ gaps: [Bool], first: Int) -> Bool {
        let unit = Int(units[position])
        let digit = Int(table.values[unit])
        if unit == Int(Folded.two), current != nil || lastPower == 1, !isOneOrTwo(units) { return false }
        // 三千两百两 ends in the weight; after a multiplier a two needs another one.
        if unit == Int(Folded.two), current == nil, position > first, !isMultiplier(units, position + 1) {
            return false
        }
        if let known = current {
            guard currentIsHan, currentDigits < 30 else {
                if currentIsHan { numeral.traits.insert(.overlong) }
                guard currentIsHan else { return false }
                position += 1
                return true
            }
            if known == .zero, currentDigits == 1, isMultiplier(units, position + 1) {
                // 零三十分
                current = ExactDecimal(digit)
                lastDigit = digit
                numeral.traits.remove(.leadingZero)
                position += 1
                return true
            }
            current = known.multiplied(by: ExactDecimal(10))?.adding(ExactDecimal(digit))
            currentDigits += 1
        } else if digit == 0, lastPower != 0 {
            skippedZero = true
            position += 1
            return position < units.count && isNumeralCharacter(units[position])
        } else {
            current = ExactDecimal(digit)
            currentStart = position
            currentDigits = 1
            currentIsHan = true
            if digit == 0, position == first { numeral.traits.insert(.leadingZero) }
        }
        penultimateDigit = lastDigit
        lastDigit = digit
        numeral.traits.insert(.han)
        if table.classes[unit] == .formalDigit { numeral.traits.insert(.formal) }
        position += 1
        return true
    }

    private func isMultiplier(_ units: [UInt16], _ index: Int) -> Bool {
        guard index < units.count else { return false }
        let kind = table.classes[Int(units[index])]
        return kind == .multiplier || kind == .bigMultiplier
    }

    /// 一两天, 一两百: one or two of something, not a weight.
    private func isOneOrTwo(_ units: [UInt16]) -> Bool {
        guard currentIsHan, currentDigits == 1, lastDigit == 1, position + 1 < units.count else { return false }
        return Folded.countedAfterPair.contains(units[position + 1])
    }

    private func isNumeralCharacter(_ unit: UInt16) -> Bool {
        switch table.classes[Int(unit)] {
        case .digit, .hanDigit, .formalDigit, .multiplier: true
        default: false
        }
    }

    // MARK: Multipliers

    private mutating func readMultiplier(_ units: [UInt16], first: Int) -> Bool {
        let unit = units[position]
        if unit == Folded.twenty || unit == Folded.thirty || unit == Folded.forty {
            guard current == nil, sectionPower > 1 else { return stopBeforeCurrent(first: first) }
            section = section.adding(ExactDecimal(Int(table.values[Int(unit)]) * 10)) ?? section
            numeral.traits.insert(.han)
            return tookMultiplier(power: 1)
        }
        let power = Int(table.values[Int(unit)])
        // 150千瓦 is a hundred and fifty of a unit.
        if power == 3, current != nil, !currentIsHan, position + 1 < units.count,
            Folded.thousandfold.contains(units[position + 1])
        {
            return false
        }
        // 955百帕
        if power == 2, current != nil, !currentIsHan, position + 1 < units.count,
            units[position + 1] == Folded.hundredfold
        {
            return false
        }
        guard power < sectionPower else { return stopBeforeCurrent(first: first) }
        if current == nil {
            guard position == first || lastPower != 0 else { return false }
            // 三百百 is no number, 一万零十二 is one.
            guard position == first || power == 1 else { return false }
            if position == first, power > 1 { numeral.traits.insert(.bareMultiplier) }
            current = ExactDecimal(1)
        } else if current == .zero, currentIsHan, power == 1 {
            // 零十五秒
            current = ExactDecimal(1)
            numeral.traits.remove(.leadingZero)
        } else if currentIsHan, currentDigits == 2, isPair {
            takePair(scale: .power(ofTen: power))
        } else if currentIsHan, currentDigits > 1 {
            return false
        }
        guard let digit = current, let scaled = digit.multiplied(by: .power(ofTen: power)),
            let sum = section.adding(scaled)
        else { return false }
        section = sum
        if unit == Folded.formalTen { numeral.traits.insert(.formal) }
        numeral.traits.insert(.han)
        return tookMultiplier(power: power)
    }

    private mutating func tookMultiplier(power: Int) -> Bool {
        current = nil
        lastPower = power
        sectionPower = power
        skippedZero = false
        position += 1
        return true
    }

    /// Ends the numeral before the digit that cannot belong to it: 三百|五百.
    private mutating func stopBeforeCurrent(first: Int) -> Bool {
        if current != nil, currentStart > first {
            position = currentStart
            current = nil
        }
        return false
    }

    private mutating func readBigMultiplier(_ units: [UInt16], first: Int) -> Bool {
        let power = Int(table.values[Int(units[position])])
        if power == 4 {
            guard !sawMyriad else { return stopBeforeCurrent(first: first) }
        } else {
            // 亿亿 multiplies what is there.
            guard !sawHundredMillion || current == nil && section == .zero && myriads == .zero && lastPower == 8 else {
                return stopBeforeCurrent(first: first)
            }
            if sawHundredMillion {
                myriads = total
                total = .zero
            }
        }
        if current != nil, currentIsHan, currentDigits == 2, isPair {
            takePair(scale: ExactDecimal(1))
        } else if currentIsHan, current != nil, currentDigits > 1 {
            return false
        }
        let scale = ExactDecimal.power(ofTen: power)
        if position == first {
            numeral.traits.insert(.bareMultiplier)
            current = ExactDecimal(1)
        }
        let value = section.adding(current ?? .zero)
        if power == 4 {
            guard let scaled = value?.multiplied(by: scale) else { return false }
            myriads = scaled
            sawMyriad = true
        } else {
            guard let sum = value?.adding(myriads), sum != .zero, let scaled = sum.multiplied(by: scale) else {
                return false
            }
            total = scaled
            myriads = .zero
            sawMyriad = false
            sawHundredMillion = true
        }
        spread = spread?.multiplied(by: scale)
        section = .zero
        sectionPower = 4
        current = nil
        skippedZero = false
        lastPower = power
        numeral.power = power == 8 && units[position - (position > first ? 1 : 0)] == Folded.myriad ? 12 : power
        numeral.traits.insert(.han)
        position += 1
        return true
    }

    // MARK: Vague digits and words inside

    /// 几十, 数百万, 十几.
    private mutating func readVagueDigit(_ units: [UInt16], first: Int) -> Bool {
        guard current == nil else { return false }
        let next = position + 1 < units.count ? table.classes[Int(units[position + 1])] : .other
        let multiplies = next == .multiplier || next == .bigMultiplier
        if position == first {
            guard multiplies || VagueLength.begins(units, at: position, table: table) else { return false }
            current = ExactDecimal(1)
            currentIsHan = true
            currentDigits = 1
            currentStart = position
        } else {
            guard units[position] == Folded.several, lastPower != 0, lastPower < 4 || multiplies else { return false }
            if next == .multiplier, sectionPower > 1 { current = ExactDecimal(1) }
            currentIsHan = true
            currentDigits = 1
            currentStart = position
        }
        numeral.traits.insert([.vague, .han])
        position += 1
        return true
    }

    /// 余, 多 and 来 before 万 and 亿, and the Han decimal point.
    private mutating func readInnerWord(_ units: [UInt16], _ gaps: [Bool], first: Int) -> Bool {
        let unit = units[position]
        if unit == Folded.more || unit == Folded.remaining || unit == Folded.odd {
            guard position > first, position + 1 < units.count,
                table.classes[Int(units[position + 1])] == .bigMultiplier, current == nil || !currentIsHan
            else { return false }
            numeral.traits.insert(.vague)
            position += 1
            return true
        }
        guard unit == Folded.hanPoint || unit == Folded.point && currentIsHan && current != nil && lastPower == 0,
            position > first, numeral.traits.contains(.han)
        else { return false }
        return readHanFraction(units)
    }

    /// The digits after 点; not if a clock time is told (八点三十).
    private mutating func readHanFraction(_ units: [UInt16]) -> Bool {
        guard current != nil || section != .zero, current == nil || currentIsHan,
            !numeral.traits.contains(.fraction)
        else { return false }
        var index = position + 1
        var fraction: Int128 = 0
        var places = 0
        while index < units.count, places < 20 {
            let unit = Int(units[index])
            let kind = table.classes[unit]
            guard kind == .hanDigit || kind == .formalDigit, unit != Int(Folded.two) else { break }
            fraction = fraction * 10 + Int128(table.values[unit])
            places += 1
            index += 1
        }
        guard places > 0 else { return false }
        if index < units.count {
            let next = units[index]
            if table.classes[Int(next)] == .multiplier, next != Folded.hundred, next != Folded.thousand { return false }
            if next == Folded.minutes, index + 1 >= units.count || units[index + 1] != Folded.fractionOf {
                return false
            }
            if next == Folded.quarter || next == Folded.half { return false }
        }
        if let last = current, lastPower > 1, !skippedZero, currentDigits == 1 {
            // 一千六点五: 一千六 is 1600, with a fraction as without.
            current = last.multiplied(by: .power(ofTen: lastPower - 1))
        }
        let whole = section.adding(current ?? .zero) ?? .zero
        current = whole.adding(ExactDecimal(coefficient: fraction, exponent: -places))
        section = .zero
        sectionPower = 4
        currentIsHan = true
        currentDigits = 1
        currentStart = position
        lastDigit = -1
        lastPower = 0
        numeral.traits.insert(.fraction)
        position = index
        return true
    }

    // MARK: The end

    private var isPair: Bool {
        lastDigit == penultimateDigit + 1 && penultimateDigit > 0 || (penultimateDigit == 3 && lastDigit == 5)
    }

    private mutating func takePair(scale: ExactDecimal) {
        spread = ExactDecimal(lastDigit - penultimateDigit).multiplied(by: scale)
        current = ExactDecimal(penultimateDigit)
        currentDigits = 1
    }

    private mutating func finish(first: Int) {
        let hasMultiplier = lastPower != 0 || sawMyriad || sawHundredMillion
        var rest = current ?? .zero
        if hasMultiplier, let last = current {
            if currentIsHan, currentDigits == 2, isPair, lastPower == 1 {
                takePair(scale: ExactDecimal(1))
                rest = current ?? .zero
            } else if currentIsHan, currentDigits > 1 {
                // 五百二三 and the like end before the run.
                position = currentStart
                rest = .zero
            } else if lastPower > 1, !skippedZero, currentDigits == 1, !numeral.traits.contains(.fraction) {
                rest = last.multiplied(by: .power(ofTen: lastPower - 1)) ?? last
                numeral.traits.insert(.shortened)
                if lastPower >= 4 { numeral.power = 0 }
            }
        } else if currentIsHan, currentDigits == 2, isPair, position - first == 2 {
            numeral.traits.insert(.pair)
            numeral.high = ExactDecimal(lastDigit)
            numeral.pairStep = lastDigit - penultimateDigit
        }
        let value = total.adding(myriads)?.adding(section)?.adding(rest)
        if value == nil { numeral.traits.insert(.overlong) }
        numeral.value = value ?? .zero
        if let spread {
            numeral.high = numeral.value.adding(spread)
            numeral.traits.insert(.pair)
        }
        if current != nil, !hasMultiplier, !numeral.traits.contains(.fraction), numeral.value.exponent >= 0,
            currentDigits > 0
        {
            numeral.traits.insert(.plain)
            numeral.digits = currentDigits
        }
        if numeral.value.exponent < 0 { numeral.traits.insert(.fraction) }
        if section != .zero || rest != .zero { if hasMultiplier, lastPower < 4 { numeral.power = 0 } }
        if !numeral.traits.contains(.vague), !numeral.traits.contains(.overlong), let whole = numeral.value.integer,
            0..<1_000_000_000 ~= whole
        {
            numeral.small = whole
        }
    }
}
