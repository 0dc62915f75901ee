/// Appends JSON to a byte buffer, key by key, in the order in which it is called.
///
/// The output has no blanks and no line feeds outside strings, so one value is one line. Strings are written as UTF-8;
/// only the quote, the backslash, C0 controls, U+007F and U+2028/2029 (which some readers take for line ends) are
/// escaped. Numbers that must not lose digits are written as strings by the caller.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty writer with room for `capacity` bytes.
    package init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes `{`, what `content` writes, and `}`.
    package mutating func object(_ content: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        content(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes `[`, what `content` writes, and `]`.
    package mutating func array(_ content: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        content(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes an object member whose value is written by `value`.
    package mutating func member(_ key: StaticString, _ value: (inout JSONWriter) -> Void) {
        self.key(key)
        value(&self)
        needsComma = true
    }

    /// Writes a string member, or `null` for none.
    package mutating func member(_ key: StaticString, _ value: String?) {
        self.key(key)
        string(value)
    }

    /// Writes an integer member, or `null` for none.
    package mutating func member(_ key: StaticString, _ value: Int?) {
        self.key(key)
        integer(value)
    }

    /// Writes a member that is `true` or `false`.
    package mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        boolean(value)
    }

    /// Writes a member that is an array of strings.
    package mutating func member(_ key: StaticString, _ values: [String]) {
        self.key(key)
        array { writer in
            for value in values { writer.string(value) }
        }
    }

    /// Writes a member whose key is not known at compile time; the value is written by `value`.
    package mutating func member(named key: String, _ value: (inout JSONWriter) -> Void) {
        separate()
        quoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        value(&self)
        needsComma = true
    }

    /// Writes a string element, or `null` for none.
    package mutating func string(_ value: String?) {
        separate()
        if let value { quoted(value) } else { bytes.append(contentsOf: "null".utf8) }
        needsComma = true
    }

    /// Writes an integer element, or `null` for none.
    package mutating func integer(_ value: Int?) {
        separate()
        if let value { appendDecimal(value) } else { bytes.append(contentsOf: "null".utf8) }
        needsComma = true
    }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) {
        separate()
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        needsComma = true
    }

    /// Writes `null`.
    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// Writes a number between 0 and 1 with two decimals, rounded half up, as confidences are given: `0.97`, `1`, `0`.
    package mutating func hundredths(_ value: Double) {
        separate()
        let scaled = Int(min(max(value, 0), 1) * 100 + 0.5)
        bytes.append(contentsOf: scaled == 100 ? "1".utf8 : "0".utf8)
        if scaled % 100 != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(scaled / 10))
            if scaled % 10 != 0 { bytes.append(UInt8(ascii: "0") + UInt8(scaled % 10)) }
        }
        needsComma = true
    }

    /// Writes a number with at most two decimals, rounded half away from zero: `12.5`, `-3`; 0 for what is no number.
    package mutating func decimal(_ value: Double) {
        separate()
        let scaled = value.isFinite ? Int(min(max(value, -1e12), 1e12) * 100 + (value < 0 ? -0.5 : 0.5)) : 0
        let hundredths = scaled.magnitude % 100
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(contentsOf: String(scaled.magnitude / 100).utf8)
        if hundredths > 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(hundredths / 10))
            if hundredths % 10 != 0 { bytes.append(UInt8(ascii: "0") + UInt8(hundredths % 10)) }
        }
        needsComma = true
    }

    /// Appends bytes that already are JSON as the next value.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Ends a line, so that the next value stands on its own.
    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Writes a key; the next call writes its value.
    package mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func appendDecimal(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    private mutating func quoted(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        let span = value.utf8.span
        var index = 0
        while index < span.count {
            var end = index
            while end < span.count, !mayNeedEscape(span[end]) { end += 1 }
            unsafe span.extracting(index..<end).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            index = end
            guard index < span.count else { break }
            let byte = span[index]
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A:
                bytes.append(contentsOf: "\\n".utf8)
            case 0x09:
                bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                appendUnicodeEscape(UInt16(byte))
            case 0xE2 where index + 2 < span.count && span[index + 1] == 0x80 && span[index + 2] & 0xFE == 0xA8:
                appendUnicodeEscape(0x2000 | UInt16(span[index + 2] & 0x3F))
                index += 2
            default:
                bytes.append(byte)
            }
            index += 1
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte is escaped, or is the first of a character that may be.
    private func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x80 ? byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F : byte == 0xE2
    }

    private mutating func appendUnicodeEscape(_ unit: UInt16) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] as [UInt16] {
            bytes.append(digits[Int(unit >> shift & 0xF)])
        }
    }
}
