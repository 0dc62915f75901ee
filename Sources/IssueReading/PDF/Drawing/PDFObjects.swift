internal import Archives

/// The objects of a PDF, found by their marks and not by its table, so that a broken table loses none.
///
/// Encrypted files have none. What is unpacked stays below ``unpackedLimit`` bytes for the whole file.
struct PDFObjects {
    private let bytes: [UInt8]
    /// Where the value of each object begins: in the file, or in a stream of objects that was unpacked.
    private var places: [Int: (stream: Int?, offset: Int)] = [:]
    private var unpacked: [[UInt8]] = []
    private var unpackedByteCount = 0
    /// The catalogue, or nil.
    private(set) var root: PDFValue?

    private static let unpackedLimit = 128 << 20
    private static let objectLimit = 2_000_000

    /// Finds the objects of a file.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var streams: [Int] = []
        var roots: [Int] = []
        var isEncrypted = false
        let text = bytes.span
        var index = 0
        while index + 5 < text.count {
            defer { index += 1 }
            switch text[index] {
            case UInt8(ascii: "o") where text[index + 1] == UInt8(ascii: "b") && text[index + 2] == UInt8(ascii: "j"):
                guard let number = PDFObjects.number(before: index, in: bytes), places.count < PDFObjects.objectLimit
                else { continue }
                places[number] = (nil, index + 3)
                if PDFObjects.find("/ObjStm", in: bytes, from: index + 3, within: 300) != nil {
                    streams.append(index + 3)
                }
            case UInt8(ascii: "/") where text[index + 1] == UInt8(ascii: "R") || text[index + 1] == UInt8(ascii: "E"):
                if bytes[index...].starts(with: "/Root".utf8) { roots.append(index + 5) }
                if bytes[index...].starts(with: "/Encrypt".utf8) { isEncrypted = true }
            default: break
            }
        }
        guard !isEncrypted else {
            places = [:]
            return
        }
        for stream in streams { takeStream(at: stream) }
        for place in roots.reversed() where root == nil {
            var lexer = PDFLexer(bytes[...], at: place)
            guard case .number(let number) = lexer.next(), let object = object(Int(exactly: number) ?? -1),
                object["Pages"] != nil
            else { continue }
            root = object
        }
    }

    /// The value of an object.
    func object(_ number: Int) -> PDFValue? {
        guard let place = places[number] else { return nil }
        var lexer = PDFLexer(place.stream.map { unpacked[$0][...] } ?? bytes[...], at: place.offset)
        return lexer.next()
    }

    /// The value that `value` is or refers to.
    func resolved(_ value: PDFValue?) -> PDFValue? {
        var value = value
        for _ in 0..<8 {
            guard case .reference(let number) = value else { return value }
            value = object(number)
        }
        return nil
    }

    /// The unpacked content of a stream, as far as it is packed in the one way that contents of pages are.
    mutating func stream(_ value: PDFValue?) -> [UInt8]? {
        guard case .reference(let number) = value, let place = places[number], place.stream == nil else { return nil }
        return stream(at: place.offset)?.content
    }

    private mutating func stream(at offset: Int) -> (header: PDFValue, content: [UInt8])? {
        var lexer = PDFLexer(bytes[...], at: offset)
        guard let header = lexer.next(), header.dictionary != nil, lexer.next() == .word("stream") else { return nil }
        var start = lexer.position
        if start < bytes.count, bytes[start] == 0x0D { start += 1 }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
        guard start <= bytes.count else { return nil }
        var end = bytes.count
        if let length = resolved(header["Length"])?.integer, length >= 0, length <= bytes.count - start {
            end = start + length
        } else if let found = PDFObjects.find("endstream", in: bytes, from: start, within: bytes.count) {
            end = found
        }
        var filters = resolved(header["Filter"]).map { [$0] } ?? []
        if case .array(let several) = filters.first { filters = several }
        switch filters.first {
        case nil: return (header, Array(bytes[start..<end]))
        case .name("FlateDecode") where filters.count == 1, .name("Fl") where filters.count == 1:
            return inflated(bytes[start..<end]).map { (header, $0) }
        default: return nil
        }
    }

    /// A zlib stream (RFC 1950) is unpacked as the gzip file (RFC 1952) that has the same content.
    private mutating func inflated(_ packed: ArraySlice<UInt8>) -> [UInt8]? {
        guard packed.count > 6 else { return nil }
        let file = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed.dropFirst(2) + [UInt8](repeating: 0, count: 8)
        var limits = ArchiveLimits()
        limits.byteCount = PDFObjects.unpackedLimit - unpackedByteCount
        limits.memberCount = 1
        do throws(ArchiveError) {
            var stream = try ArchiveStream(file, isSingleFile: true, limits: limits)
            guard try stream.next() != nil, let data = try stream.data(upTo: limits.byteCount) else { return nil }
            unpackedByteCount += data.count
            return data
        } catch {
            return nil
        }
    }

    private mutating func takeStream(at offset: Int) {
        guard let (header, content) = stream(at: offset), header["Type"] == .name("ObjStm"),
            let first = resolved(header["First"])?.integer, let count = resolved(header["N"])?.integer,
            first >= 0, count > 0, first <= content.count
        else { return }
        unpacked.append(content)
        var lexer = PDFLexer(content[..<first])
        for _ in 0..<min(count, content.count) {
            guard case .number(let number) = lexer.next(), case .number(let place) = lexer.next(),
                let number = Int(exactly: number), let place = Int(exactly: place), place >= 0,
                place < content.count - first
            else { return }
            places[number] = (unpacked.count - 1, first + place)
        }
    }

    /// The number of the object whose `obj` stands at `index`: `12 0 obj`.
    private static func number(before index: Int, in bytes: [UInt8]) -> Int? {
        var place = index - 1
        func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
        func skipBlanks() { while place >= 0, bytes[place] <= 0x20, index - place < 32 { place -= 1 } }
        skipBlanks()
        guard place >= 0, isDigit(bytes[place]) else { return nil }
        while place >= 0, isDigit(bytes[place]), index - place < 32 { place -= 1 }
        let end = place
        skipBlanks()
        guard place < end, place >= 0, isDigit(bytes[place]) else { return nil }
        var value = 0
        var factor = 1
        while place >= 0, isDigit(bytes[place]), factor < 100_000_000 {
            value += Int(bytes[place] - 0x30) * factor
            factor *= 10
            place -= 1
        }
        return value
    }

    private static func find(_ word: StaticString, in bytes: [UInt8], from start: Int, within count: Int) -> Int? {
        word.withUTF8Buffer { word in
            let text = bytes.span
            let end = min(start + count, text.count) - word.count
            var index = start
            while index <= end {
                if unsafe text[index] == word[0] {
                    var length = 1
                    while length < word.count, unsafe text[index + length] == word[length] { length += 1 }
                    if length == word.count { return index }
                }
                index += 1
            }
            return nil
        }
    }
}

extension PDFValue {
    /// The members of a dictionary.
    var dictionary: [String: PDFValue]? {
        if case .dictionary(let members) = self { members } else { nil }
    }

    /// The elements of an array.
    var elements: [PDFValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    var integer: Int? { number.flatMap { Int(exactly: $0) } }

    /// The member of a dictionary.
    subscript(name: String) -> PDFValue? { dictionary?[name] }
}
