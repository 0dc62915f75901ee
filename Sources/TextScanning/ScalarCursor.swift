/// Decodes UTF-8 scalar by scalar, from bytes known to be valid.
///
/// A sequence that is not valid yields U+FFFD for its first byte, so a cursor always ends.
package enum ScalarCursor {
    /// The scalar that begins at `position`, which moves behind it; `position` must be below `end`.
    @inline(__always)
    package static func next(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) -> UInt32 {
        let first = UInt32(bytes[position])
        if first < 0x80 {
            position += 1
            return first
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
}
