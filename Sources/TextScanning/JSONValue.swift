/// A parsed JSON value, whose numbers keep the characters in which they were written.
package indirect enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The member named `key`, or nil if this is no object or has none.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The characters, if this is a string.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The value, if this is a number without fraction that fits.
    package var integer: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(digits)
    }

    /// The value, if this is `true` or `false`.
    package var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// The elements, if this is an array.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members, if this is an object.
    package var object: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

/// Why bytes are not JSON: what was found, and at which byte.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, as the end of a sentence.
    package let reason: String
    /// The offset of the offending byte from the start of the input.
    package let offset: Int

    /// An error at `offset`.
    package init(reason: String, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "Not JSON at byte \(offset): \(reason)." }

    package static func == (left: JSONError, right: JSONError) -> Bool { left.offset == right.offset }
}

extension JSONValue {
    /// Parses one JSON text (RFC 8259), which must fill `bytes` but for white space.
    ///
    /// Nesting deeper than 64 is refused, so hostile input cannot exhaust the stack. Of equal keys the last one counts.
    package init(parsing bytes: Span<UInt8>) throws(JSONError) {
        var position = 0
        self = try parseValue(bytes, &position, depth: 0)
        skipBlanks(bytes, &position)
        guard position == bytes.count else {
            throw JSONError(reason: "something follows the value", offset: position)
        }
    }

    /// Parses one JSON text given as an array of bytes.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        try self.init(parsing: bytes.span)
    }
}

private func skipBlanks(_ bytes: Span<UInt8>, _ position: inout Int) {
    while position < bytes.count {
        switch bytes[position] {
        case 0x20, 0x09, 0x0A, 0x0D: position += 1
        default: return
        }
    }
}

private func parseValue(_ bytes: Span<UInt8>, _ position: inout Int, depth: Int) throws(JSONError) -> JSONValue {
    guard depth < 64 else { throw JSONError(reason: "nested deeper than 64", offset: position) }
    skipBlanks(bytes, &position)
    guard position < bytes.count else {
        throw JSONError(reason: "a value is missing", offset: position)
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try parseObject(bytes, &position, depth: depth)
    case UInt8(ascii: "["): return try parseArray(bytes, &position, depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString(bytes, &position))
    case UInt8(ascii: "t"): return try parseWord(bytes, &position, "true", .boolean(true))
    case UInt8(ascii: "f"): return try parseWord(bytes, &position, "false", .boolean(false))
    case UInt8(ascii: "n"): return try parseWord(bytes, &position, "null", .null)
    default: return .number(try parseNumber(bytes, &position))
    }
}

private func parseObject(_ bytes: Span<UInt8>, _ position: inout Int, depth: Int) throws(JSONError) -> JSONValue {
    var members: [String: JSONValue] = [:]
    position += 1
    skipBlanks(bytes, &position)
    if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
        position += 1
        return .object(members)
    }
    while true {
        skipBlanks(bytes, &position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw JSONError(reason: "a key in quotes should stand here", offset: position)
        }
        let key = try parseString(bytes, &position)
        skipBlanks(bytes, &position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            throw JSONError(reason: "a colon should stand here", offset: position)
        }
        position += 1
        members[key] = try parseValue(bytes, &position, depth: depth + 1)
        if try endsList(bytes, &position, with: UInt8(ascii: "}")) { return .object(members) }
    }
}

private func parseArray(_ bytes: Span<UInt8>, _ position: inout Int, depth: Int) throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    position += 1
    skipBlanks(bytes, &position)
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
        position += 1
        return .array(elements)
    }
    while true {
        elements.append(try parseValue(bytes, &position, depth: depth + 1))
        if try endsList(bytes, &position, with: UInt8(ascii: "]")) { return .array(elements) }
    }
}

/// Steps over a comma (false) or over `end` (true).
private func endsList(_ bytes: Span<UInt8>, _ position: inout Int, with end: UInt8) throws(JSONError) -> Bool {
    skipBlanks(bytes, &position)
    guard position < bytes.count, bytes[position] == UInt8(ascii: ",") || bytes[position] == end else {
        throw JSONError(reason: "a comma or a closing bracket should stand here", offset: position)
    }
    position += 1
    return bytes[position - 1] == end
}

private func parseWord(
    _ bytes: Span<UInt8>,
    _ position: inout Int,
    _ word: StaticString,
    _ value: JSONValue
) throws(JSONError) -> JSONValue {
    for byte in word.description.utf8 {
        guard position < bytes.count, bytes[position] == byte else {
            throw JSONError(reason: "no JSON value begins like this", offset: position)
        }
        position += 1
    }
    return value
}

private func parseNumber(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONError) -> String {
    let start = position
    func digits() -> Int {
        let first = position
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        return position - first
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let whole = position
    guard digits() > 0, bytes[whole] != UInt8(ascii: "0") || position == whole + 1 else {
        throw JSONError(reason: "no JSON value begins like this", offset: start)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
        position += 1
        guard digits() > 0 else { throw JSONError(reason: "digits should follow the point", offset: position) }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        guard digits() > 0 else { throw JSONError(reason: "digits should follow the e", offset: position) }
    }
    return String(decoding: (start..<position).map { bytes[$0] }, as: UTF8.self)
}

private func parseString(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONError) -> String {
    let start = position
    position += 1
    var decoded: [UInt8] = []
    while position < bytes.count {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""):
            position += 1
            guard let string = String(validating: decoded, as: UTF8.self) else {
                throw JSONError(reason: "this string is not UTF-8", offset: start)
            }
            return string
        case UInt8(ascii: "\\"):
            position += 1
            try parseEscape(bytes, &position, into: &decoded)
        case 0..<0x20:
            throw JSONError(reason: "a control character stands in a string", offset: position)
        default:
            decoded.append(byte)
            position += 1
        }
    }
    throw JSONError(reason: "this string has no end", offset: start)
}

private func parseEscape(_ bytes: Span<UInt8>, _ position: inout Int, into decoded: inout [UInt8]) throws(JSONError) {
    guard position < bytes.count else { throw JSONError(reason: "an escape is cut off", offset: position) }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
        var value = try parseHex(bytes, &position)
        if 0xD800..<0xDC00 ~= value, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            var ahead = position + 2
            let low = try parseHex(bytes, &ahead)
            if 0xDC00..<0xE000 ~= low {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                position = ahead
            }
        }
        // A lone surrogate has no UTF-8 form; readers agree on U+FFFD for it.
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        decoded.append(contentsOf: String(Character(scalar)).utf8)
    default:
        throw JSONError(reason: "no escape is written like this", offset: position - 1)
    }
}

private func parseHex(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
        guard position < bytes.count, let digit = hexDigit(bytes[position]) else {
            throw JSONError(reason: "four hexadecimal digits should follow \\u", offset: position)
        }
        value = value << 4 | digit
        position += 1
    }
    return value
}

private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}
