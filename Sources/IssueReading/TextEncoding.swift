/// An encoding in which text arrives.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case utf32LittleEndian = "UTF-32LE"
    case utf32BigEndian = "UTF-32BE"
    /// GB18030, of which GBK and GB2312 are parts.
    case gb18030 = "GB18030"
    case big5 = "Big5"
    /// Big5 with the supplement of Hong Kong.
    case big5HongKong = "Big5-HKSCS"

    /// The encoding with this IANA name or one of its usual others (`GBK`, `GB2312`, `CP936`), in any case.
    package init?(name: String) {
        let name = name.uppercased().replacing("_", with: "-")
        switch name {
        case "UTF8": self = .utf8
        case "UTF-16", "UTF16", "UTF16LE", "UCS-2", "UNICODE": self = .utf16LittleEndian
        case "UTF16BE": self = .utf16BigEndian
        case "GBK", "GB2312", "GB-2312", "CP936", "EUC-CN", "GB-18030": self = .gb18030
        case "BIG-5", "CP950", "BIG5-ETEN": self = .big5
        case "BIG5HKSCS": self = .big5HongKong
        default:
            guard let known = Self.allCases.first(where: { $0.rawValue.uppercased() == name }) else { return nil }
            self = known
        }
    }

    /// The encoding whose byte order mark these bytes begin with, and the mark's length.
    static func marked(_ bytes: [UInt8]) -> (encoding: TextEncoding, markLength: Int)? {
        // UTF-32LE before UTF-16LE, whose mark it begins with.
        for (mark, encoding) in marks where bytes.starts(with: mark) { return (encoding, mark.count) }
        return nil
    }

    private static let marks: [([UInt8], TextEncoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8),
        ([0xFF, 0xFE, 0x00, 0x00], .utf32LittleEndian),
        ([0x00, 0x00, 0xFE, 0xFF], .utf32BigEndian),
        ([0xFF, 0xFE], .utf16LittleEndian),
        ([0xFE, 0xFF], .utf16BigEndian),
        ([0x84, 0x31, 0x95, 0x33], .gb18030),
    ]

    /// The bytes of one code unit.
    var unitWidth: Int {
        switch self {
        case .utf8, .gb18030, .big5, .big5HongKong: 1
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        }
    }

    /// The number of bytes of the character at `index` of text that is valid in this encoding.
    @inline(__always)
    func width(of bytes: Span<UInt8>, at index: Int) -> Int {
        switch self {
        case .utf8: UTF8Form.length(of: bytes, at: index, end: bytes.count)
        case .utf16LittleEndian: bytes[index + 1] & 0xFC == 0xD8 ? 4 : 2
        case .utf16BigEndian: bytes[index] & 0xFC == 0xD8 ? 4 : 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        case .gb18030: bytes[index] < 0x80 ? 1 : (0x30...0x39 ~= bytes[index + 1] ? 4 : 2)
        // 0x80 alone is a control in glibc's Big5.
        case .big5, .big5HongKong: bytes[index] <= 0x80 ? 1 : 2
        }
    }

    /// Whether the two bytes at `index` are one of the four codes of Big5-HKSCS that stand for a letter and a mark.
    func isPair(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard self == .big5HongKong, bytes[index] == 0x88 else { return false }
        return [0x62, 0x64, 0xA3, 0xA5].contains(bytes[index + 1])
    }
}
