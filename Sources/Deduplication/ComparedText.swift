internal import TextNormalization

/// A body in the form in which it is compared: normalised, as scalars.
///
/// Texts of one normalised form are equal.
package struct ComparedText: Hashable, Sendable {
    /// The scalars of the normalised body.
    let scalars: [UInt32]

    /// The compared form of a body as printed.
    package init(_ body: String) {
        scalars = Self.scalars(ofWellFormed: BodyNormalizer.normalize(body))
    }

    /// The compared form of a body that `BodyNormalizer` has normalised already; bytes that are not UTF-8 count as U+FFFD.
    package init(normalized: [UInt8]) {
        let isWellFormed = (try? UTF8Span(validating: normalized.span)) != nil
        scalars = Self.scalars(
            ofWellFormed: isWellFormed ? normalized : Array(String(decoding: normalized, as: UTF8.self).utf8)
        )
    }

    private static func scalars(ofWellFormed bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count / 3 + 8)
        // The first byte of a scalar tells how many follow.
        for byte in bytes {
            let value = UInt32(byte)
            switch value {
            case 0..<0x80: scalars.append(value)
            case 0x80..<0xC0: scalars[scalars.count - 1] = scalars[scalars.count - 1] << 6 | (value & 0x3F)
            case 0xC0..<0xE0: scalars.append(value & 0x1F)
            case 0xE0..<0xF0: scalars.append(value & 0x0F)
            default: scalars.append(value & 0x07)
            }
        }
        return scalars
    }

    /// A hash of the whole, the same in every process.
    var digest: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in scalars { hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 }
        return hash
    }

    /// The number of scalars.
    package var count: Int { scalars.count }
}
