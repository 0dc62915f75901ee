import TextScanning

/// How much more often two characters stand side by side in news texts than chance would put them there.
///
/// Over a line's end this tells whether a line goes on in another: 国|家 belong together, 国|的 less so.
package struct CharacterPairs: Sendable {
    private var keys: [UInt64]
    private var values: [Float]
    /// What is known of a character that the texts hold often stands at its pair with no other: the logarithm of its share.
    private static let none: UInt32 = 0
    /// Characters in the texts that the table was counted on.
    private static let total: Float = 600_000

    /// What the table that comes with presscut says.
    package static let standard = CharacterPairs(table)

    /// Reads entries parted by blanks: a character, its share as a small letter, then capitals each with the characters
    /// that follow it with that association.
    package init(_ text: String) {
        keys = []
        values = []
        var pairs: [(key: UInt64, value: Float)] = []
        var head: UInt32 = 0
        var level: Float = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x20: head = 0
            case let code where head == 0: head = code
            case let code where code >= 0x61 && code <= 0x7A:
                let share = Float(code - 0x61) * Self.shareStep - Self.log(Self.total)
                pairs.append((Self.key(head, Self.none), share))
            case let code where code >= 0x41 && code <= 0x5A: level = Self.association(atLevel: Int(code) - 0x41)
            case let code: pairs.append((Self.key(head, code), level))
            }
        }
        var capacity = 64
        while capacity < pairs.count * 2 { capacity <<= 1 }
        keys = [UInt64](repeating: 0, count: capacity)
        values = [Float](repeating: 0, count: capacity)
        for pair in pairs {
            let slot = self.slot(of: pair.key)
            keys[slot] = pair.key
            values[slot] = pair.value
        }
    }

    /// Log odds of finding `right` behind `left` against finding it anywhere; below 0 where they avoid each other.
    package func association(_ left: UInt32, _ right: UInt32) -> Float {
        let first = Self.folded(left)
        let second = Self.folded(right)
        if let value = value(Self.key(first, second)) { return value }
        // A pair that the texts do not hold although both characters are frequent is unlikely.
        guard let one = value(Self.key(first, Self.none)), let other = value(Self.key(second, Self.none)) else {
            return 0
        }
        let expected = Self.exp(one + other) * Self.total
        return -min(2.5, Self.log(1 + expected))
    }

    /// Digits count as one character, letters as another, and half-width marks as full-width ones.
    package static func folded(_ code: UInt32) -> UInt32 {
        let scalar = code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code
        if scalar >= 0x30, scalar <= 0x39 { return 0x23 }
        if scalar >= 0x41, scalar <= 0x5A || scalar >= 0x61 && scalar <= 0x7A { return 0x40 }
        return scalar
    }

    /// Nats that a step of a share's letter stands for.
    package static let shareStep: Float = 0.5

    /// The association that the level stands for, in steps of half a nat from −3 on.
    package static func association(atLevel level: Int) -> Float { Float(level) * 0.5 - 3 }

    private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    private func value(_ key: UInt64) -> Float? {
        let slot = slot(of: key)
        return keys[slot] == key ? values[slot] : nil
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }
}

extension CharacterPairs {
    /// The natural logarithm, to about a thousandth.
    static func log(_ value: Float) -> Float {
        guard value > 0 else { return -30 }
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        return Float(value.exponent) * 0.693_147_2 + 2 * ratio * (1 + square * (1 / 3 + square * (0.2 + square / 7)))
    }

    /// The exponential function, to about a thousandth of its value.
    static func exp(_ value: Float) -> Float {
        if value < -30 { return 0 }
        if value > 30 { return exp(30) }
        let exponent = (value * 1.442_695).rounded()
        let rest = value - exponent * 0.693_147_2
        let series = 1 + rest * (1 + rest * (0.5 + rest * (1 / 6 + rest / 24)))
        return Float(sign: .plus, exponent: Int(exponent), significand: series)
    }
}
