import TextScanning

extension Sheet {
    /// The number that opens `range` as those of lists and crossheads do, with a mark, bracket or blank behind it, or alone.
    func enumerator(_ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        if glyphs[first].code >= 0x2460, glyphs[first].code <= 0x2473 { return Int(glyphs[first].code) - 0x245F }
        let isBracketed = glyphs[first].characterClass == .opening
        var position = isBracketed ? first + 1 : first
        var value = 0
        let start = position
        while position < range.upperBound, position - start < 3, let digit = numeral(glyphs[position].code),
            position == start || !glyphs[position].hasGap
        {
            value =
                digit == 10 ? max(1, value) * 10 : value >= 10 && value % 10 == 0 ? value + digit : value * 10 + digit
            position += 1
        }
        guard position > start, value > 0 else { return nil }
        guard position < range.upperBound else { return value }
        let next = glyphs[position]
        if isBracketed { return next.characterClass == .closing ? value : nil }
        if next.hasGap { return next.characterClass == .digit ? nil : value }
        switch next.code {
        case 0x3001, 0x2E, 0xFF0E:
            let isDecimal = position + 1 < range.upperBound && glyphs[position + 1].characterClass == .digit
            return isDecimal ? nil : value
        default: return nil
        }
    }

    private func numeral(_ code: UInt32) -> Int? {
        switch code {
        case 0x30...0x39: Int(code) - 0x30
        case 0xFF10...0xFF19: Int(code) - 0xFF10
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        case 0x5341: 10
        default: nil
        }
    }
}
