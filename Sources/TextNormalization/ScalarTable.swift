internal import CUTF8Proc

/// What normalisation does to each scalar that stands alone, worked out once from utf8proc's data.
///
/// 128 KiB for the first plane; beyond it only unified ideographs and pictographs are known to be kept.
struct ScalarTable: Sendable {
    /// The scalar stays as it is, and never joins what stands before it.
    static let keep: UInt16 = 0
    /// The scalar goes.
    static let drop: UInt16 = 1
    /// The scalar may join what stands before it, or becomes something that may.
    static let combine: UInt16 = 2

    static let shared = ScalarTable()

    private var actions: [UInt16]
    private var replacements: [UInt8] = []
    private var ends: [Int] = []

    /// One of the actions above, or the number of a replacement.
    @inline(__always)
    func action(_ scalar: UInt32) -> UInt16 {
        if scalar < 0x10000 { return actions[Int(scalar)] }
        switch scalar {
        case 0x1F300..<0x1FB00, 0x20000..<0x2F800, 0x30000..<0x32000: return Self.keep
        default: return isDropped(Int32(scalar)) ? Self.drop : Self.combine
        }
    }

    /// Appends what the scalar with that action is replaced by.
    func appendReplacement(_ action: UInt16, to output: inout [UInt8]) {
        let index = Int(action - Self.combine) - 1
        let start = index == 0 ? 0 : ends[index - 1]
        for position in start..<ends[index] { output.append(replacements[position]) }
    }

    private init() {
        actions = Array(repeating: Self.keep, count: 0x10000)
        var replaced: [Int32] = []
        for scalar in 0..<Int32(0x10000) {
            // Unified ideographs, Hangul syllables, surrogates and private use: most of the plane, and kept.
            if 0x3400..<0xA000 ~= scalar || 0xAC00..<0xF900 ~= scalar && !(0xD7A4..<0xD800 ~= scalar) { continue }
            if isDropped(scalar) {
                actions[Int(scalar)] = Self.drop
            } else if mayJoin(scalar) {
                actions[Int(scalar)] = Self.combine
            } else {
                decompose(scalar, into: &replaced)
                if replaced != [scalar] { replace(scalar, by: &replaced) }
                replaced.removeAll(keepingCapacity: true)
            }
        }
    }

    /// Notes the composed form of what `scalar` decomposes to.
    private mutating func replace(_ scalar: Int32, by decomposed: inout [Int32]) {
        guard let first = decomposed.first else {
            actions[Int(scalar)] = Self.drop
            return
        }
        let last = decomposed[decomposed.count - 1]
        let start = replacements.count
        compose(&decomposed, into: &replacements)
        if replacements[start...].elementsEqual(String(Unicode.Scalar(UInt32(scalar)) ?? "\u{FFFD}").utf8) {
            replacements.removeSubrange(start...)
            if mayJoin(first) { actions[Int(scalar)] = Self.combine }
        } else if mayJoin(first) || mayJoin(last) {
            replacements.removeSubrange(start...)
            actions[Int(scalar)] = Self.combine
        } else {
            ends.append(replacements.count)
            actions[Int(scalar)] = Self.combine + UInt16(ends.count)
        }
    }
}

/// Whether a scalar can join or pass one that stands before it when composed.
///
/// Marks do, and the vowels and finals of conjoining Hangul.
private func mayJoin(_ scalar: Int32) -> Bool {
    switch utf8proc_category(scalar) {
    case UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME: true
    default: 0x1160..<0x1200 ~= scalar || 0xD7B0..<0xD800 ~= scalar
    }
}
