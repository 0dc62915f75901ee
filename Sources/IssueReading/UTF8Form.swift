/// The shape of UTF-8 sequences (Unicode, table 3-7).
enum UTF8Form {
    /// The number of bytes of the well-formed sequence at `index`, or 0 if there is none before `end`.
    @inline(__always)
    static func length(of bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        if lead >= 0xE1, lead <= 0xEF {
            guard index + 2 < end else { return 0 }
            let second = bytes[index + 1]
            guard second & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80, lead != 0xED || second < 0xA0 else {
                return 0
            }
            return 3
        }
        let expected = expectedLength(lead)
        guard expected > 0, index + expected <= end, accepts(bytes[index + 1], after: lead) else { return 0 }
        for follower in 2..<max(2, expected) where bytes[index + follower] & 0xC0 != 0x80 { return 0 }
        return expected
    }

    /// Where a sequence begins that the end of the text cuts off, if one does.
    ///
    /// Only what some further byte could complete is cut off; anything else at the end is malformed.
    static func incompleteTail(of bytes: Span<UInt8>) -> Int? {
        var index = bytes.count - 1
        while index >= 0, index > bytes.count - 4, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        guard index >= 0 else { return nil }
        let present = bytes.count - index
        guard expectedLength(bytes[index]) > present, present == 1 || accepts(bytes[index + 1], after: bytes[index])
        else { return nil }
        return index
    }

    /// Whether a character other than blanks, controls and format characters stands in `range`.
    static func hasVisible(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte > 0x20, byte != 0x7F { return true }
                index += 1
                continue
            }
            let length = length(of: bytes, at: index, end: range.upperBound)
            guard length > 0, isBlank(bytes, at: index, length: length) else { return true }
            index += length
        }
        return false
    }

    /// The blanks and format characters that text dumps are padded with: NEL, U+00A0, U+00AD, U+2000–200F,
    /// U+2028–202F, U+205F–2064, U+3000, U+FEFF.
    private static func isBlank(_ bytes: Span<UInt8>, at index: Int, length: Int) -> Bool {
        let second = bytes[index + 1]
        guard length == 3 else { return bytes[index] == 0xC2 && (second <= 0xA0 || second == 0xAD) }
        let third = bytes[index + 2]
        switch (bytes[index], second) {
        case (0xE2, 0x80): return third <= 0x8F || third >= 0xA8 && third <= 0xAF
        case (0xE2, 0x81): return third >= 0x9F && third <= 0xA4
        case (0xE3, 0x80): return third == 0x80
        case (0xEF, 0xBB): return third == 0xBF
        default: return false
        }
    }

    private static func expectedLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    private static func accepts(_ second: UInt8, after lead: UInt8) -> Bool {
        switch lead {
        case 0xE0: second & 0xE0 == 0xA0
        case 0xED: second & 0xE0 == 0x80
        case 0xF0: second & 0xC0 == 0x80 && second >= 0x90
        case 0xF4: second & 0xF0 == 0x80
        default: second & 0xC0 == 0x80
        }
    }
}
