/// XML in UTF-16, which digitisation programs on Windows write, for those who look at its tags alone.
enum XMLBytes {
    /// The bytes in UTF-8, whatever of the three forms of Unicode the mark or the first characters say they are in.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        guard let isBigEndian = isBigEndian(bytes) else { return bytes }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = 0
        while index + 1 < bytes.count {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Whether the bytes are UTF-16 that begins with a mark or a tag, and in which order; nil for what is not.
    static func isBigEndian(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0xFF, 0xFE, UInt8(ascii: "<"), 0), (UInt8(ascii: "<"), 0, _, 0): return false
        case (0xFE, 0xFF, 0, UInt8(ascii: "<")), (0, UInt8(ascii: "<"), 0, _): return true
        default: return nil
        }
    }
}
