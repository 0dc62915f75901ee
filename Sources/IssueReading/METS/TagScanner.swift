/// The tags of an XML document in order, comments and CDATA passed over, nothing checked; linear in time.
struct TagScanner: Sequence {
    /// A tag with the attributes that it carries.
    struct Tag {
        /// Without prefix.
        var name: String
        var isEnd: Bool
        var isEmpty: Bool
        fileprivate var source: ArraySlice<UInt8>

        /// The value of the attribute of that name, whatever its prefix.
        subscript(name: String) -> String? {
            let wanted = Array(name.utf8)
            var index = source.startIndex
            while index < source.endIndex {
                guard let equals = source[index...].firstIndex(of: UInt8(ascii: "=")) else { return nil }
                let written = source[index..<equals].split(whereSeparator: { $0 <= 0x20 }).last ?? []
                guard
                    let open = source[(equals + 1)...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
                    let close = source[(open + 1)...].firstIndex(of: source[open])
                else { return nil }
                let local = written.split(separator: UInt8(ascii: ":")).last ?? []
                if local.elementsEqual(wanted) {
                    return String(decoding: source[(open + 1)..<close], as: UTF8.self)
                }
                index = close + 1
            }
            return nil
        }
    }

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func makeIterator() -> Iterator { Iterator(bytes: bytes) }

    struct Iterator: IteratorProtocol {
        let bytes: [UInt8]
        var position = 0

        mutating func next() -> Tag? {
            while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
                guard start + 1 < bytes.count else { return nil }
                let mark = bytes[start + 1]
                if mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?") {
                    position = end(ofDeclarationAt: start)
                    continue
                }
                guard let close = end(ofTagAt: start + 1) else { return nil }
                position = close + 1
                var inside = bytes[(start + 1)..<close]
                let isEnd = inside.first == UInt8(ascii: "/")
                if isEnd { inside = inside.dropFirst() }
                let isEmpty = inside.last == UInt8(ascii: "/")
                if isEmpty { inside = inside.dropLast() }
                let name = inside.prefix { $0 > 0x20 }
                let local = name.split(separator: UInt8(ascii: ":")).last ?? []
                return Tag(
                    name: String(decoding: local, as: UTF8.self),
                    isEnd: isEnd,
                    isEmpty: isEmpty,
                    source: inside.dropFirst(name.count)
                )
            }
            position = bytes.count
            return nil
        }

        /// The `>` that ends a tag; one in a quoted value ends nothing.
        private func end(ofTagAt start: Int) -> Int? {
            var quote: UInt8?
            for index in start..<bytes.count {
                let byte = bytes[index]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    return index
                }
            }
            return nil
        }

        private func end(ofDeclarationAt start: Int) -> Int {
            let ends: [(String, String)] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
            for (open, close) in ends where bytes[start...].starts(with: open.utf8) {
                let close = Array(close.utf8)
                var index = start + open.utf8.count
                while index + close.count <= bytes.count {
                    if bytes[index] == close[0], bytes[index...].starts(with: close) { return index + close.count }
                    index += 1
                }
            }
            return bytes.count
        }
    }
}
