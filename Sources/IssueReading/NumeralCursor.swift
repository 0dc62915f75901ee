/// Reads numerals and fixed words from folded text, left to right.
struct NumeralCursor {
    let scalars: [Unicode.Scalar]
    var position: Int

    init(_ scalars: [Unicode.Scalar], at position: Int = 0) {
        self.scalars = scalars
        self.position = position
    }

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    var previous: Unicode.Scalar? { position > 0 ? scalars[position - 1] : nil }

    mutating func skipBlanks() {
        while next == " " { position += 1 }
    }

    /// Steps over the longest of `words` that stands here.
    mutating func take(_ words: WordList) -> Bool {
        guard let length = words.length(at: position, in: scalars) else { return false }
        position += length
        return true
    }

    /// Steps over one character.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    mutating func takeOne(of set: String) -> Unicode.Scalar? {
        guard let scalar = next, set.unicodeScalars.contains(scalar) else { return nil }
        position += 1
        return scalar
    }

    /// The digits up to the next other character, if their number is in `count`.
    mutating func takeDigits(_ count: ClosedRange<Int>) -> [Unicode.Scalar]? {
        var end = position
        while end < scalars.count, scalars[end].isDigit { end += 1 }
        guard count ~= end - position else { return nil }
        defer { position = end }
        return Array(scalars[position..<end])
    }

    /// A number below 1,000 in digits (at most three) or below 100 in Han (三十一, 廿八).
    mutating func takeNumber() -> Int? {
        if let digits = takeDigits(1...3) { return Self.value(digits) }
        return takeHanNumber()
    }

    /// A number from 1 to 99 in Han.
    mutating func takeHanNumber() -> Int? {
        let start = position
        var tens: Int?
        if takeOne(of: "廿") != nil {
            tens = 2
        } else if takeOne(of: "卅") != nil {
            tens = 3
        } else if takeOne(of: "十") != nil {
            tens = 1
        }
        let digit = takeHanDigit()
        if let tens {
            guard digit != 0 else {
                position = start
                return nil
            }
            return tens * 10 + (digit ?? 0)
        }
        guard let digit, digit > 0 else {
            position = start
            return nil
        }
        guard takeOne(of: "十") != nil else { return digit }
        return digit * 10 + (takeHanDigit() ?? 0)
    }

    /// A year in four digits, Western or Han (二〇二二).
    mutating func takeYear() -> Int? {
        if let digits = takeDigits(4...4) { return Self.value(digits) }
        let start = position
        var year = 0
        for _ in 0..<4 {
            guard let digit = takeHanDigit() else {
                position = start
                return nil
            }
            year = year * 10 + digit
        }
        return year
    }

    private mutating func takeHanDigit() -> Int? {
        guard let scalar = next else { return nil }
        let digit: Int
        switch scalar {
        // The zero is set in many ways: U+3007, a circle, a letter.
        case "〇", "零", "○", "◯", "O", "Ο": digit = 0
        case "一", "元": digit = 1
        case "二": digit = 2
        case "三": digit = 3
        case "四": digit = 4
        case "五": digit = 5
        case "六": digit = 6
        case "七": digit = 7
        case "八": digit = 8
        case "九": digit = 9
        default: return nil
        }
        position += 1
        return digit
    }

    static func value(_ digits: some Sequence<Unicode.Scalar>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }
}
