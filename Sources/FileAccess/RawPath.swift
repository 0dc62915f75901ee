/// A file name or path as the kernel knows it: bytes, in no encoding.
///
/// A Swift String equates the composed with the decomposed form of a name and cannot hold a GBK name at all, so two
/// files of one folder would become one, or none. Paths compare and hash byte by byte. No byte is ever changed; a path
/// is absolute if it begins with a slash, and relative to some ``Directory`` otherwise.
package struct RawPath: Hashable, Sendable {
    /// The bytes of the path, without a terminating NUL.
    package let bytes: [UInt8]

    /// The path of these bytes.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path whose bytes are the UTF-8 of a text.
    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// Whether the path names nothing: as a relative path, the directory that it is relative to.
    package var isEmpty: Bool { bytes.isEmpty }

    /// Whether the path begins with a slash.
    package var isAbsolute: Bool { bytes.first == slash }

    /// The path of an entry below this one.
    ///
    /// Joining to the empty path gives the entry alone, so that relative paths never begin with a slash.
    package func appending(_ entry: RawPath) -> RawPath {
        guard !bytes.isEmpty else { return entry }
        guard !entry.bytes.isEmpty else { return self }
        var joined = bytes
        joined.reserveCapacity(bytes.count + entry.bytes.count + 1)
        if bytes.last != slash { joined.append(slash) }
        joined.append(contentsOf: entry.bytes)
        return RawPath(joined)
    }

    /// The path of an entry below this one, whose name is text.
    package func appending(_ entry: String) -> RawPath {
        appending(RawPath(entry))
    }

    /// The names between the slashes, empty ones left out.
    package var components: [RawPath] {
        bytes.split(separator: slash).map { RawPath(Array($0)) }
    }

    /// The last name of the path; empty for the empty path and for the root directory.
    package var lastComponent: RawPath {
        let end = (bytes.lastIndex { $0 != slash }).map { $0 + 1 } ?? 0
        let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? 0
        return RawPath(Array(bytes[start..<end]))
    }

    /// The path without its last name; empty when it has only one, `/` for an entry of the root directory.
    package var parent: RawPath {
        let end = (bytes.lastIndex { $0 != slash }).map { $0 + 1 } ?? 0
        guard let separator = bytes[..<end].lastIndex(of: slash) else { return RawPath([]) }
        guard let last = bytes[..<separator].lastIndex(where: { $0 != slash }) else { return RawPath([slash]) }
        return RawPath(Array(bytes[...last]))
    }

    /// Whether the path is `folder` or lies somewhere below it; everything relative lies below the empty path.
    package func isInside(_ folder: RawPath) -> Bool {
        if folder.isEmpty { return !isAbsolute }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || folder.bytes.last == slash || bytes[folder.bytes.count] == slash
    }

    /// Whether the bytes are well-formed UTF-8.
    package var isUTF8: Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }

    /// The path as text, with U+FFFD for what is not UTF-8: for JSON, next to the bytes, and for no file operation.
    package var utf8: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The path for messages, such that no name can forge a log line or move a terminal's cursor.
    ///
    /// Controls, format characters (a bidirectional override would reorder the line), line and paragraph separators
    /// and bytes that are not UTF-8 become `\n`, `\t`, `\xNN` or `\u{N}`; a backslash becomes `\\`, so that the
    /// escape can be undone.
    package var escaped: String {
        var result = ""
        var position = 0
        while position < bytes.count {
            let length = wellFormedLength(at: position)
            if length == 0 {
                result.append(escaping: bytes[position])
            } else {
                let text = String(decoding: bytes[position..<position + length], as: UTF8.self)
                for scalar in text.unicodeScalars { result.append(escaping: scalar) }
            }
            position += max(length, 1)
        }
        return result
    }

    /// Calls `body` with the path as a C string.
    ///
    /// A path with a NUL inside would name another file; the kernel never hands one out, so `body` sees the part
    /// before it only if the caller made it up, and callers that take names from outside check ``isNameable``.
    package func withCString<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var terminated = [CChar]()
        terminated.reserveCapacity(bytes.count + 1)
        for byte in bytes { terminated.append(CChar(bitPattern: byte)) }
        terminated.append(0)
        return try unsafe terminated.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
            guard let start = buffer.baseAddress else { preconditionFailure("a terminated string has a NUL") }
            return try unsafe body(start)
        }
    }

    /// Whether the kernel can be asked for this path: it has no NUL inside.
    package var isNameable: Bool { !bytes.contains(0) }

    /// The length of the well-formed UTF-8 sequence at `position`, or 0; table 3-7 of the Unicode Standard.
    private func wellFormedLength(at position: Int) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            position + offset < bytes.count && range.contains(bytes[position + offset])
        }
        switch bytes[position] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}

private let slash = UInt8(ascii: "/")

extension RawPath: CustomStringConvertible {
    /// The same as ``escaped``, so that a path put into a message cannot harm it.
    package var description: String { escaped }
}

extension String {
    fileprivate mutating func append(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\\": append("\\\\")
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                if scalar.value < 0x80 {
                    append(escaping: UInt8(truncatingIfNeeded: scalar.value))
                } else {
                    append("\\u{\(String(scalar.value, radix: 16, uppercase: true))}")
                }
            default: unicodeScalars.append(scalar)
            }
        }
    }

    fileprivate mutating func append(escaping byte: UInt8) {
        append(byte < 0x10 ? "\\x0" : "\\x")
        append(String(byte, radix: 16, uppercase: true))
    }
}
