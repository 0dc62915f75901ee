/// Decodes UTF-8 scalar by scalar, from bytes known to be valid.
///
/// A sequence that is not valid yields U+FFFD for its first byte, so a cursor always ends.
@usableFromInline
package enum ScalarCursor {
    /// The scalar that begins at `position`, which moves behind it; `position` must be below `end`.
    @inlinable
    @inline(__always)
    package static func next(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) -> UInt32 {
        let first = UInt32(bytes[position])
        if first < 0x80 {
            position += 1
            return first
        }
        if first & 0xF0 == 0xE0, position + 3 <= end {
            let second = UInt32(bytes[position + 1] & 0x3F)
            let third = UInt32(bytes[position + 2] & 0x3F)
            position += 3
            return (first & 0x0F) << 12 | second << 6 | third
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, position + length <= end else {
            position += 1
            return 0xFFFD
        }
        var scalar = length == 4 ? first & 0x07 : length == 3 ? first & 0x0F : first & 0x1F
        for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[position + offset] & 0x3F) }
        position += length
        return scalar
    }

    /// Appends the UTF-8 of `scalar`, or of U+FFFD where that is no scalar.
    @inlinable
    @inline(__always)
    package static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            bytes.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case 0x1_0000...0x10_FFFF:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            let printed = scalar < 0xD800 || scalar > 0xDFFF && scalar < 0x1_0000 ? scalar : 0xFFFD
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | printed >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | printed >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | printed & 0x3F))
        }
    }
}
