/// A character of a text, or a number taken as one.
///
/// Taken digit by digit, 27 and 72 would answer each other by half; what a form is filled in with are whole numbers.
struct Token: Equatable {
    /// The scalar, or the hash of a run of ASCII digits with the highest bit set.
    let value: UInt64
    /// Where it stands.
    let range: Range<Int>

    static func == (left: Token, right: Token) -> Bool { left.value == right.value }

    /// Whether it is a number.
    var isNumber: Bool { value >> 63 == 1 }

    /// What its match counts: what stands around the numbers of a form tells its fields, not what is filled in.
    var weight: Int16 { isNumber ? 1 : 2 }

    /// The tokens of a part of a text.
    static func list(_ scalars: [UInt32], _ part: Range<Int>) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(part.count)
        var start = part.lowerBound
        while start < part.upperBound {
            var end = start + 1
            guard isDigit(scalars[start]) else {
                tokens.append(Token(value: UInt64(scalars[start]), range: start..<end))
                start = end
                continue
            }
            var hash = UInt64(scalars[start])
            while end < part.upperBound, isDigit(scalars[end]) {
                hash = (hash &* 0x100_0000_01B3) ^ UInt64(scalars[end])
                end += 1
            }
            tokens.append(Token(value: hash | 1 << 63, range: start..<end))
            start = end
        }
        return tokens
    }
}

/// Whether a scalar is an ASCII digit, as the digits of other widths are once normalised.
@inline(__always)
func isDigit(_ scalar: UInt32) -> Bool { 0x30...0x39 ~= scalar }

/// The heaviest common subsequence of two short lists, as pairs of places that ascend in both.
///
/// Time and space grow with the product of the lengths; callers bound both.
func commonSubsequence<Element: Equatable>(
    _ first: [Element],
    _ second: [Element],
    weight: (Element) -> Int16 = { _ in 1 }
) -> [(first: Int, second: Int)] {
    guard !first.isEmpty, !second.isEmpty else { return [] }
    let width = second.count + 1
    // How heavy the subsequence of what follows each pair of places is.
    var weights = Array(repeating: Int16(0), count: (first.count + 1) * width)
    for row in first.indices.reversed() {
        let element = weight(first[row])
        for column in second.indices.reversed() {
            let here = row * width + column
            let skipped = max(weights[here + width], weights[here + 1])
            weights[here] = first[row] == second[column] ? max(skipped, weights[here + width + 1] + element) : skipped
        }
    }
    var found: [(first: Int, second: Int)] = []
    var row = 0
    var column = 0
    while row < first.count, column < second.count {
        let here = row * width + column
        if weights[here] == weights[here + width] {
            row += 1
        } else if weights[here] == weights[here + 1] {
            column += 1
        } else {
            found.append((row, column))
            row += 1
            column += 1
        }
    }
    return found
}
