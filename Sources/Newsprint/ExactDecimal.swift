/// A decimal number without rounding: `coefficient × 10^exponent`.
///
/// Figures in a text are decimal, so they are kept decimal; a `Double` would turn 0.1 into something else. Operations
/// that would leave 38 digits give nil instead of a wrong number. Equal values have equal fields: a coefficient never
/// ends in a zero.
package struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let coefficient: Int128
    package let exponent: Int

    /// The whole number `value`.
    package init(_ value: Int) {
        self.init(coefficient: Int128(value), exponent: 0)
    }

    /// `coefficient × 10^exponent`, brought to the form without trailing zeros.
    package init(coefficient: Int128, exponent: Int) {
        guard coefficient != 0 else {
            self.coefficient = 0
            self.exponent = 0
            return
        }
        var reduced = coefficient
        var power = exponent
        // Most figures are short; 64-bit division is several times faster than 128-bit.
        if var short = Int64(exactly: coefficient) {
            while short % 10 == 0 {
                short /= 10
                power += 1
            }
            reduced = Int128(short)
        } else {
            while reduced % 10 == 0 {
                reduced /= 10
                power += 1
            }
        }
        self.coefficient = reduced
        self.exponent = power
    }

    /// Zero.
    package static let zero = ExactDecimal(0)

    /// Ten to the power of `exponent`.
    package static func power(ofTen exponent: Int) -> ExactDecimal {
        ExactDecimal(coefficient: 1, exponent: exponent)
    }

    /// The value as a whole number, or nil if it has a fraction or does not fit.
    package var integer: Int? {
        guard exponent >= 0, exponent <= 18 else { return nil }
        let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: ExactDecimal.powers[exponent])
        return overflow ? nil : Int(exactly: scaled)
    }

    /// The value nearest to this one that a binary double can hold; for comparing with a tolerance, never for output.
    package var approximation: Double {
        var result = Double(coefficient)
        var remaining = exponent
        while remaining > 0 {
            result *= 10
            remaining -= 1
        }
        while remaining < 0 {
            result /= 10
            remaining += 1
        }
        return result
    }

    /// The sum, or nil if it would not fit.
    package func adding(_ other: ExactDecimal) -> ExactDecimal? {
        if other.coefficient == 0 { return self }
        if coefficient == 0 { return other }
        let common = min(exponent, other.exponent)
        guard let left = scaled(to: common), let right = other.scaled(to: common) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : ExactDecimal(coefficient: sum, exponent: common)
    }

    /// The product, or nil if it would not fit.
    package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        guard !overflow, abs(exponent + other.exponent) <= 60 else { return nil }
        return ExactDecimal(coefficient: product, exponent: exponent + other.exponent)
    }

    /// The value with the opposite sign.
    package var negated: ExactDecimal { ExactDecimal(coefficient: -coefficient, exponent: exponent) }

    /// The quotient rounded half to even to so many significant digits, or nil for a zero divisor or too long numbers.
    package func divided(by divisor: ExactDecimal, digits: Int) -> ExactDecimal? {
        guard divisor.coefficient != 0 else { return nil }
        let negative = (coefficient < 0) != (divisor.coefficient < 0)
        var numerator = coefficient.magnitude
        let denominator = divisor.coefficient.magnitude
        guard numerator != 0 else { return .zero }
        var power = exponent - divisor.exponent
        let wanted = UInt128(ExactDecimal.powers[min(digits, 37)])
        while numerator / denominator < wanted {
            let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 10)
            guard !overflow else { break }
            numerator = scaled
            power -= 1
        }
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard let magnitude = Int128(exactly: quotient) else { return nil }
        let exact = ExactDecimal(coefficient: negative ? -magnitude : magnitude, exponent: power)
        return exact.rounded(digits: digits, sticky: remainder != 0)
    }

    /// The value rounded half to even to so many significant digits.
    package func rounded(digits: Int) -> ExactDecimal {
        rounded(digits: digits, sticky: false)
    }

    /// `sticky` says that digits other than zero followed the last one that is kept here.
    private func rounded(digits: Int, sticky: Bool) -> ExactDecimal {
        let magnitude = coefficient.magnitude
        var count = 1
        while count < 38, magnitude >= UInt128(ExactDecimal.powers[count]) { count += 1 }
        guard count > digits else { return self }
        let cut = count - digits
        let unit = UInt128(ExactDecimal.powers[cut])
        var (kept, rest) = magnitude.quotientAndRemainder(dividingBy: unit)
        let half = unit / 2
        if rest > half || (rest == half && (sticky || kept % 2 == 1)) { kept += 1 }
        guard let result = Int128(exactly: kept) else { return self }
        return ExactDecimal(coefficient: coefficient < 0 ? -result : result, exponent: exponent + cut)
    }

    /// How many digits stand after the point.
    package var fractionDigits: Int { max(0, -exponent) }

    /// The number in plain decimal notation: `-0.5`, `75000000`.
    package var description: String {
        if exponent == 0, let short = Int(exactly: coefficient) { return String(short) }
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let places = -exponent
        if digits.utf8.count > places {
            let point = digits.utf8.index(digits.startIndex, offsetBy: digits.utf8.count - places)
            return sign + digits[..<point] + "." + digits[point...]
        }
        return sign + "0." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.exponent == right.exponent { return left.coefficient < right.coefficient }
        let common = min(left.exponent, right.exponent)
        if let first = left.scaled(to: common), let second = right.scaled(to: common) { return first < second }
        return left.approximation < right.approximation
    }

    private func scaled(to common: Int) -> Int128? {
        guard exponent - common <= 37 else { return nil }
        let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: ExactDecimal.powers[exponent - common])
        return overflow ? nil : scaled
    }

    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<38 { powers.append((powers.last ?? 1) &* 10) }
        return powers
    }()
}
