/// A fixed set of Unicode scalars that costs one look at a bit, however large it is.
///
/// Hashing a scalar costs more than reading a character of text altogether, so sets that every character of a page is
/// held against are bit maps of the Basic Multilingual Plane, 8 KiB each; what lies beyond is rare and stands in a set.
@usableFromInline
package struct ScalarSet: Sendable {
    @usableFromInline package let bits: [UInt64]
    @usableFromInline package let beyond: Set<UInt32>

    /// The set of `scalars`.
    package init(_ scalars: some Sequence<UInt32>) {
        var bits = [UInt64](repeating: 0, count: 0x1_0000 / 64)
        var beyond: Set<UInt32> = []
        for scalar in scalars {
            if scalar < 0x1_0000 {
                bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
            } else {
                beyond.insert(scalar)
            }
        }
        self.bits = bits
        self.beyond = beyond
    }

    /// Whether `scalar` is in the set.
    @inlinable
    @inline(__always)
    package func contains(_ scalar: UInt32) -> Bool {
        guard scalar < 0x1_0000 else { return beyond.contains(scalar) }
        return bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
    }
}
