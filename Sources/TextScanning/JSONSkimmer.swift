/// Finds the members of JSON objects without building their values, for lines of which little is wanted.
///
/// It takes for granted that the bytes are JSON: of others it finds something or nothing, in linear time.
package enum JSONSkimmer {
    /// Calls `body` for each member of the object in `range` with its key (as written, without quotes) and the range of
    /// its value.
    ///
    /// - Returns: whether the object was read to its end.
    @discardableResult
    package static func forEachMember(
        of bytes: Span<UInt8>,
        in range: Range<Int>,
        _ body: (String, Range<Int>) -> Void
    ) -> Bool {
        var position = afterBlanks(bytes, range.lowerBound, range.upperBound)
        guard position < range.upperBound, bytes[position] == UInt8(ascii: "{") else { return false }
        position = afterBlanks(bytes, position + 1, range.upperBound)
        while position < range.upperBound, bytes[position] != UInt8(ascii: "}") {
            guard bytes[position] == UInt8(ascii: "\"") else { return false }
            let keyEnd = afterString(bytes, position, range.upperBound)
            let key = String(
                decoding: Array(copying: bytes, position + 1..<max(position + 1, keyEnd - 1)),
                as: UTF8.self
            )
            position = afterBlanks(bytes, keyEnd, range.upperBound)
            guard position < range.upperBound, bytes[position] == UInt8(ascii: ":") else { return false }
            let start = afterBlanks(bytes, position + 1, range.upperBound)
            let end = afterValue(bytes, start, range.upperBound)
            guard end > start else { return false }
            body(key, start..<end)
            position = afterBlanks(bytes, end, range.upperBound)
            guard position < range.upperBound else { return false }
            if bytes[position] == UInt8(ascii: ",") { position = afterBlanks(bytes, position + 1, range.upperBound) }
        }
        return position < range.upperBound
    }

    /// Calls `body` for the range of each element of the array in `range`.
    package static func forEachElement(of bytes: Span<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "[") else { return }
        var position = afterBlanks(bytes, range.lowerBound + 1, range.upperBound)
        while position < range.upperBound, bytes[position] != UInt8(ascii: "]") {
            let end = afterValue(bytes, position, range.upperBound)
            guard end > position else { return }
            body(position..<end)
            position = afterBlanks(bytes, end, range.upperBound)
            if position < range.upperBound, bytes[position] == UInt8(ascii: ",") {
                position = afterBlanks(bytes, position + 1, range.upperBound)
            }
        }
    }

    /// The string in `range`, or nil if another value stands there.
    package static func string(of bytes: Span<UInt8>, in range: Range<Int>) -> String? {
        guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        for index in inner where bytes[index] == UInt8(ascii: "\\") {
            return (try? JSONValue(parsing: bytes.extracting(range)))?.string
        }
        return String(decoding: Array(copying: bytes, inner), as: UTF8.self)
    }

    private static func afterBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end, bytes[position] <= 0x20 { position += 1 }
        return position
    }

    private static func afterString(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start + 1
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { return position + 1 }
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return end
    }

    private static func afterValue(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard start < end else { return start }
        if bytes[start] == UInt8(ascii: "\"") { return afterString(bytes, start, end) }
        var position = start
        var depth = 0
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position = afterString(bytes, position, end)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return position }
                depth -= 1
                if depth == 0 { return position + 1 }
            case UInt8(ascii: ","):
                if depth == 0 { return position }
            default: break
            }
            position += 1
        }
        return end
    }
}

extension [UInt8] {
    /// The bytes of a part of a span.
    fileprivate init(copying bytes: Span<UInt8>, _ range: Range<Int>) {
        self.init()
        reserveCapacity(range.count)
        for index in range { append(bytes[index]) }
    }
}
