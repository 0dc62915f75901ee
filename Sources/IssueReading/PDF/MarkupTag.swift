internal import FoundationEssentials

/// A tag of simple markup: its name, with `/` before it if it ends an element, and its attributes.
struct MarkupTag {
    let name: String
    private let attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]

    /// The next tag at or behind `cursor`, which moves behind it; nil if there is none.
    init?(in bytes: ArraySlice<UInt8>, from cursor: inout Int) {
        while cursor < bytes.endIndex, bytes[cursor] != UInt8(ascii: "<") { cursor += 1 }
        guard cursor < bytes.endIndex else { return nil }
        var index = cursor + 1
        let start = index
        while index < bytes.endIndex, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"),
            index == start || bytes[index] != UInt8(ascii: "/")
        {
            index += 1
        }
        name = String(decoding: bytes[start..<index], as: UTF8.self)
        var found: [(ArraySlice<UInt8>, ArraySlice<UInt8>)] = []
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: ">") {
            let key = index
            while index < bytes.endIndex, bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: ">"),
                bytes[index] > 0x20
            {
                index += 1
            }
            guard index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "\"")
            else {
                if index < bytes.endIndex, bytes[index] != UInt8(ascii: ">") { index += 1 }
                continue
            }
            let value = index + 2
            index = value
            while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            found.append((bytes[key..<value - 2], bytes[value..<min(index, bytes.endIndex)]))
            if index < bytes.endIndex { index += 1 }
        }
        attributes = found
        cursor = min(index + 1, bytes.endIndex)
    }

    /// The value of an attribute as a number.
    func number(_ name: StaticString) -> Double? {
        for attribute in attributes where name.withUTF8Buffer({ unsafe attribute.name.elementsEqual($0) }) {
            return Double(String(decoding: attribute.value, as: UTF8.self))
        }
        return nil
    }

    /// The characters that the reference at `cursor` stands for; the cursor moves behind it.
    static func entity(in bytes: ArraySlice<UInt8>, from cursor: inout Int) -> [UInt8] {
        let end = bytes[cursor...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
        guard let end else {
            cursor += 1
            return [UInt8(ascii: "&")]
        }
        let name = String(decoding: bytes[(cursor + 1)..<end], as: UTF8.self)
        cursor = end + 1
        switch name {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        case "nbsp": return [0x20]
        default:
            guard name.utf8.first == UInt8(ascii: "#") else { return [] }
            let digits = name.dropFirst()
            let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let code, let scalar = Unicode.Scalar(code) else { return [] }
            return Array(String(Character(scalar)).utf8)
        }
    }
}
