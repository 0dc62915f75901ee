/// Which characters stand together, and with which of them clauses begin and end, in news at large.
///
/// A page's own pairs tell most, but a headline's words may stand in it alone.
struct PhraseStatistics: Sendable {
    private struct Pairs: OptionSet {
        let rawValue: UInt8

        static let ending = Pairs(rawValue: 2)
        static let unending = Pairs(rawValue: 4)
        static let opening = Pairs(rawValue: 8)
        static let unopening = Pairs(rawValue: 16)
    }

    /// The association of pairs that stand together in words.
    private static let joined: Float = 2

    private var pairs: [UInt64: UInt8] = [:]
    private var openers: [UInt32: Float] = [:]
    private var enders: [UInt32: Float] = [:]

    /// What the tables that come with presscut say.
    static let standard = PhraseStatistics()

    /// Reads the tables.
    private init() {
        pairs.reserveCapacity(12_000)
        for (table, kind) in [
            (PhraseTable.ending, Pairs.ending), (PhraseTable.unending, .unending),
            (PhraseTable.opening, .opening), (PhraseTable.unopening, .unopening),
        ] {
            var first: UInt32?
            for scalar in table.unicodeScalars {
                if scalar == " " || scalar == "\n" {
                    first = nil
                } else if let left = first {
                    pairs[Self.key(left, scalar.value), default: 0] |= kind.rawValue
                } else {
                    first = scalar.value
                }
            }
        }
        for (table, value) in [
            (PhraseTable.openerRarest, Float(-2)), (PhraseTable.openerRare, -1), (PhraseTable.openerCommon, 1),
            (PhraseTable.openerCommonest, 2),
        ] { for scalar in table.unicodeScalars where scalar != "\n" { openers[scalar.value] = value } }
        for (table, value) in [
            (PhraseTable.enderRarest, Float(-2)), (PhraseTable.enderRare, -1), (PhraseTable.enderCommon, 1),
            (PhraseTable.enderCommonest, 2),
        ] { for scalar in table.unicodeScalars where scalar != "\n" { enders[scalar.value] = value } }
    }

    private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    /// Whether two characters stand together much oftener than chance.
    func areJoined(_ left: Glyph, _ right: Glyph) -> Bool {
        left.isHan && right.isHan && CharacterPairs.standard.association(left.code, right.code) > Self.joined
    }

    /// What the characters on both sides of a line's end tell of whether a phrase goes on there: nine features.
    func features(_ upper: ArraySlice<Glyph>, _ lower: ArraySlice<Glyph>) -> [Float] {
        guard let last = upper.last, let first = lower.first else { return [Float](repeating: 0, count: 9) }
        func pair(_ left: Glyph, _ right: Glyph) -> Pairs {
            Pairs(rawValue: pairs[Self.key(left.code, right.code)] ?? 0)
        }
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        let ending = upper.count > 1 ? pair(upper[upper.endIndex - 2], last) : []
        let opening = lower.count > 1 ? pair(first, lower[lower.startIndex + 1]) : []
        return [
            flag(areJoined(last, first)),
            last.isHan && first.isHan
                ? max(-2, min(4, CharacterPairs.standard.association(last.code, first.code))) : 0,
            enders[last.code] ?? 0,
            openers[first.code] ?? 0,
            flag(ending.contains(.ending)),
            flag(ending.contains(.unending)),
            flag(opening.contains(.opening)),
            flag(opening.contains(.unopening)),
            flag(!(last.isHan && first.isHan)),
        ]
    }
}
