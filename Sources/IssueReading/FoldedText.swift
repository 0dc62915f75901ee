import TextNormalization

/// The characters of a short line or a file name in the form in which they are looked at.
///
/// Full-width ASCII is narrowed, radical signs are written as ideographs, every blank is U+0020, controls and format
/// characters are gone. Only the first `limit` characters are taken: no masthead line is longer.
struct FoldedText {
    static let limit = 160
    private(set) var scalars: [Unicode.Scalar] = []

    init(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars {
            guard scalars.count < Self.limit else { break }
            if let folded = Self.folded(scalar) { scalars.append(folded) }
        }
    }

    /// The text of a part, blanks at its ends left out.
    func text(_ range: Range<Int>) -> String {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, scalars[start] == " " { start += 1 }
        while start < end, scalars[end - 1] == " " { end -= 1 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        return String(text)
    }

    private static let radicals = Radicals(isSimplified: true)

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7E, 0x4E00...0x9FFF: return scalar
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x2E80...0x2FDF: return Unicode.Scalar(radicals.unified(scalar.value)) ?? scalar
        case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: return nil
            default: return scalar
            }
        }
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { 0x30...0x39 ~= value }
    var isLatin: Bool { 0x41...0x5A ~= value & ~0x20 }
    var isHan: Bool { 0x3400...0x9FFF ~= value || 0x20000...0x3FFFF ~= value || value == 0x3007 }
    /// Whether it can stand in the name of a paper.
    var isWord: Bool { isHan || isDigit || isLatin || (value > 0x7F && properties.isAlphabetic) }
}
