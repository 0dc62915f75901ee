import Glibc

/// Converts text to UTF-8 by iconv(3).
enum CharacterConverter {
    /// What came of a conversion.
    struct Conversion {
        var utf8: [UInt8]
        /// Where in the source it ended: at its end, at a character cut off there, or at a byte that begins none.
        var end: Int
        /// How many bytes that begin no character were passed over; U+FFFD stands for each.
        var faultCount: Int
        var isMalformed: Bool
    }

    /// The C library has no table for the encoding.
    struct Unavailable: Error {}

    /// Converts `bytes` from `start` on, up to the end or to a byte that begins no character, once `toleratedFaults` such
    /// bytes have been passed over.
    static func convert(
        _ bytes: [UInt8],
        from start: Int,
        as encoding: TextEncoding,
        toleratedFaults: Int = 0
    ) throws(Unavailable) -> Conversion {
        let descriptor = unsafe iconv_open("UTF-8", encoding.rawValue)
        guard Int(bitPattern: descriptor) != -1 else { throw Unavailable() }
        defer { unsafe iconv_close(descriptor) }
        var end = start
        var faultCount = 0
        var isMalformed = false
        // No encoding needs more than two bytes of UTF-8 for one of its own.
        let capacity = 2 * (bytes.count - start) + 3 * toleratedFaults + 16
        let utf8 = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            unsafe bytes.withUnsafeBytes { source in
                // iconv's prototype lacks const; it does not write to its source.
                var from = unsafe UnsafeMutableRawPointer(mutating: source.baseAddress)?
                    .advanced(by: start).assumingMemoryBound(to: CChar.self)
                var to = unsafe UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var fromCount = source.count - start
                var toCount = output.count
                while unsafe iconv(descriptor, &from, &fromCount, &to, &toCount) == -1, errno == EILSEQ {
                    isMalformed = faultCount == toleratedFaults
                    if isMalformed { break }
                    faultCount += 1
                    for byte in "\u{FFFD}".utf8 {
                        unsafe to?.pointee = CChar(bitPattern: byte)
                        unsafe to = to?.advanced(by: 1)
                        toCount -= 1
                    }
                    let step = min(encoding.unitWidth, fromCount)
                    unsafe from = from?.advanced(by: step)
                    fromCount -= step
                }
                unsafe iconv(descriptor, nil, nil, &to, &toCount)
                end = source.count - fromCount
                count = output.count - toCount
            }
        }
        return Conversion(utf8: utf8, end: end, faultCount: faultCount, isMalformed: isMalformed)
    }
}
