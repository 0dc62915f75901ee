/// A value as PDF writes it (ISO 32000-1, 7.3), as far as the drawings of pages need it.
indirect enum PDFValue: Equatable {
    case number(Double)
    case name(String)
    case array([PDFValue])
    case dictionary([String: PDFValue])
    /// The object of that number.
    case reference(Int)
    /// An operator of a content stream, or `true`, `null` and the like.
    case word(String)
    /// A string, whose content nothing here needs.
    case string
}

/// Reads values one after the other; whatever the bytes are, it ends, and takes time that is linear in them.
struct PDFLexer {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    /// No honest value nests deeper.
    private static let deepest = 32

    /// Reads `bytes` from `position` on.
    init(_ bytes: ArraySlice<UInt8>, at position: Int? = nil) {
        self.bytes = bytes
        self.position = position ?? bytes.startIndex
    }

    /// The next value, nil at the end.
    mutating func next() -> PDFValue? { next(depth: 0) }

    /// Moves to a place further on.
    mutating func skip(to place: Int) { position = min(max(position, place), bytes.endIndex) }

    /// Moves behind the `ET` that ends the text that has just begun.
    mutating func skipText() {
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "("): skipString()
            case UInt8(ascii: "<"):
                position = bytes[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.endIndex
            case UInt8(ascii: "E") where isWord("ET"):
                position += 2
                return
            default: position += 1
            }
        }
    }

    /// Moves behind the `EI` that ends an image in the stream.
    mutating func skipImage() {
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "E"), isWord("EI") {
                position += 2
                return
            }
            position += 1
        }
    }

    /// Whether a word of two letters stands here by itself.
    private func isWord(_ word: StaticString) -> Bool {
        guard position > bytes.startIndex, position + 2 <= bytes.endIndex,
            !PDFLexer.isRegular(bytes[position - 1]),
            position + 2 == bytes.endIndex || !PDFLexer.isRegular(bytes[position + 2])
        else { return false }
        return word.withUTF8Buffer { unsafe bytes[position...].starts(with: $0) }
    }

    private mutating func next(depth: Int) -> PDFValue? {
        skipBlanks()
        guard position < bytes.endIndex else { return nil }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "/"):
            position += 1
            return .name(regular())
        case UInt8(ascii: "("):
            skipString()
            return .string
        case UInt8(ascii: "<"):
            if position + 1 < bytes.endIndex, bytes[position + 1] == byte {
                position += 2
                return dictionary(depth: depth)
            }
            position = bytes[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.endIndex
            return .string
        case UInt8(ascii: "["):
            position += 1
            return .array(values(until: UInt8(ascii: "]"), depth: depth))
        case UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            position += 1
            return .word("")
        default:
            return numberOrWord()
        }
    }

    private mutating func dictionary(depth: Int) -> PDFValue {
        var found: [String: PDFValue] = [:]
        var key: String?
        for value in values(until: UInt8(ascii: ">"), depth: depth) {
            if let name = key {
                found[name] = value
                key = nil
            } else if case .name(let name) = value {
                key = name
            }
        }
        if position < bytes.endIndex, bytes[position] == UInt8(ascii: ">") { position += 1 }
        return .dictionary(found)
    }

    /// The values up to a closing bracket; two numbers and an R are a reference.
    private mutating func values(until close: UInt8, depth: Int) -> [PDFValue] {
        var found: [PDFValue] = []
        guard depth < PDFLexer.deepest else { return found }
        while true {
            skipBlanks()
            guard position < bytes.endIndex else { return found }
            if bytes[position] == close {
                position += 1
                return found
            }
            guard let value = next(depth: depth + 1) else { return found }
            if value == .word("R"), found.count >= 2, case .number(let number) = found[found.count - 2],
                let integer = Int(exactly: number)
            {
                found.removeLast(2)
                found.append(.reference(integer))
            } else {
                found.append(value)
            }
        }
    }

    private mutating func numberOrWord() -> PDFValue {
        let text = regular()
        guard !text.isEmpty else {
            position += 1
            return .word("")
        }
        if let first = text.utf8.first, first < 0x3A, let number = Double(text), number.isFinite {
            return .number(number)
        }
        return .word(text)
    }

    private mutating func regular() -> String {
        let start = position
        while position < bytes.endIndex, PDFLexer.isRegular(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "%") {
                while position < bytes.endIndex, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else if bytes[position] <= 0x20 {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func skipString() {
        var depth = 0
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { break }
        }
        position = min(position, bytes.endIndex)
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"):
            false
        default: true
        }
    }
}
