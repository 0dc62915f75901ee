import TextScanning

/// What tells that one fragment goes on with another.
struct LinkReader {
    let sheet: Sheet
    let grams: GramIndex
    let units: [Unit]
    var pairs = CharacterPairs.standard

    static let names = [
        "any two fragments", "a sentence goes on", "an unfinished paragraph over a new one",
        "a finished paragraph over an unbegun one", "a whole paragraph over a new one",
        "the characters that would meet belong together", "they meet elsewhere on the page",
        "they meet elsewhere more than once", "a bracket is closed", "a bracket is closed on one side alone",
        "a dateline below", "a signature above", "a comma above", "a comma above a row that none begins with",
        "the characters that would meet avoid each other",
    ]

    /// The evidence that `lower` follows `upper`, in the order of `names`.
    func features(_ upper: Fragment, _ lower: Fragment) -> [Float] {
        let joint = (1 - upper.end) * (1 - lower.start)
        let last = sheet.glyphs[upper.last]
        let first = sheet.glyphs[lower.first]
        let association = pairs.association(last.code, first.code)
        var count = grams.occurrences(of: last, first)
        // Where the two touch in the file, the pair counts itself.
        if upper.last + 1 == lower.first { count -= 1 }
        let opens = sheet.isInsideBracket(before: upper.last + 1, from: upper.pieces[upper.height - 1].lowerBound)
        let closes = sheet.isInsideBracket(after: lower.first, to: lower.pieces[0].upperBound)
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            joint,
            (1 - upper.end) * lower.start,
            upper.end * (1 - lower.start),
            upper.end * lower.start,
            joint * max(0, association),
            joint * flag(count > 0),
            joint * flag(count > 1),
            flag(opens && closes),
            flag(opens != closes),
            flag(units[lower.unit].opening != nil),
            flag(units[upper.unit].signature != nil),
            joint * flag(last.characterClass == .pause),
            flag(last.characterClass == .pause && first.characterClass.shunsLineStart),
            joint * min(0, association),
        ]
    }
}
