/// What a Unicode scalar is to a typesetter of Chinese newspapers.
///
/// The classes are those that wrapping, spacing and reading depend on, not Unicode's general categories.
@usableFromInline
package enum CharacterClass: UInt8, Sendable {
    /// Ideographs, kana, bopomofo, ideographic zero; whatever else fills a cell and is no punctuation.
    case han
    case digit
    case latin
    /// （《「『【〔〈 and their like: never last in a line.
    case opening
    /// ）》」』】〕〉 and their like: never first in a line.
    case closing
    /// “ and ‘.
    case openingQuote
    /// ” and ’.
    case closingQuote
    /// 。！？ and their half-width forms other than the full stop.
    case terminator
    /// ，、：； and ·: never first in a line.
    case pause
    /// … and —.
    case dash
    /// ■ □ ● ◎ ◆ ○ ▲ and their like, which open bylines and lists.
    case mark
    case otherSymbol
    case blank
    /// Controls and format characters, which print nothing.
    case ignorable

    /// Whether two classes are one; written out, since what the compiler derives is called through a table elsewhere.
    @inlinable
    @inline(__always)
    package static func == (left: CharacterClass, right: CharacterClass) -> Bool { left.rawValue == right.rawValue }

    /// The class of `scalar`.
    @inlinable
    @inline(__always)
    package init(_ scalar: UInt32) {
        if scalar >= 0x3400, scalar <= 0x9FFF {
            self = .han
        } else {
            self = CharacterClass.other(scalar)
        }
    }

    private static let lowTable: [CharacterClass] = (0..<0x80).map { ascii(UInt32($0)) }

    @usableFromInline
    @inline(never)
    package static func other(_ scalar: UInt32) -> CharacterClass {
        if scalar < 0x80 { return lowTable[Int(scalar)] }
        switch scalar {
        case 0x3000...0x303F, 0xFF00...0xFFEF: return fullWidth(scalar)
        case 0x2000...0x206F: return general(scalar)
        case 0x85, 0xA0, 0x1680: return .blank
        case 0x80...0x9F, 0xAD, 0xFEFF, 0x180E, 0xE0000...0xE0FFF, 0xFE00...0xFE0F: return .ignorable
        case 0xB7, 0x30FB: return .pause
        case 0xAB: return .opening
        case 0xBB: return .closing
        case 0xC0...0x24F, 0x370...0x3FF, 0x400...0x52F, 0x1E00...0x1EFF: return .latin
        case 0x25A0...0x25FF, 0x2605, 0x2606, 0x2B1B, 0x2B1C, 0x25C6, 0x25C7: return .mark
        case 0x2500...0x257F: return .dash
        case 0x2E80...0x2FDF, 0x3040...0x33FF, 0xA000...0xABFF, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return .han
        default: return .otherSymbol
        }
    }

    private static func ascii(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x1C...0x1F: .blank
        case 0x00...0x1F, 0x7F: .ignorable
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .latin
        case 0x28, 0x5B, 0x7B: .opening
        case 0x29, 0x5D, 0x7D: .closing
        case 0x21, 0x3F: .terminator
        case 0x2C, 0x3A, 0x3B: .pause
        default: .otherSymbol
        }
    }

    private static func fullWidth(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x3000: .blank
        case 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF64, 0xFF65: .pause
        case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0xFF0E: .terminator
        case 0x3003...0x3007, 0x3021...0x3029: .han
        case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08, 0xFF3B, 0xFF5B,
            0xFF5F, 0xFF62:
            .opening
        case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F, 0xFF09, 0xFF3D,
            0xFF5D, 0xFF60, 0xFF63:
            .closing
        case 0xFF10...0xFF19: .digit
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A: .latin
        case 0x3013: .mark
        default: .otherSymbol
        }
    }

    private static func general(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: .blank
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: .ignorable
        case 0x2018, 0x201C: .openingQuote
        case 0x2019, 0x201D: .closingQuote
        case 0x2013...0x2015, 0x2025, 0x2026: .dash
        case 0x2022, 0x2023, 0x203B: .mark
        case 0x2027: .pause
        case 0x2039: .opening
        case 0x203A: .closing
        default: .otherSymbol
        }
    }

    /// Whether a line never begins with such a character, by the rules of typesetting.
    @inlinable
    package var shunsLineStart: Bool {
        switch self {
        case .closing, .closingQuote, .terminator, .pause: true
        default: false
        }
    }

    /// Whether a line never ends with such a character.
    @inlinable
    package var shunsLineEnd: Bool { self == .opening || self == .openingQuote }

    /// Whether this is punctuation that a compositor may squeeze to half a cell.
    @inlinable
    package var isPunctuation: Bool {
        switch self {
        case .opening, .closing, .openingQuote, .closingQuote, .terminator, .pause, .dash: true
        default: false
        }
    }

    /// Whether this is part of a number or a word in an alphabet.
    @inlinable
    package var isWord: Bool { self == .digit || self == .latin }
}
