import TextScanning

/// Judges whether a headline line goes on in the line below it.
struct HeadlineJoint {
    let sheet: Sheet
    let grams: GramIndex
    let vocabulary: Vocabulary
    /// Whether the page parts the kicker from the main line by an empty line, so that lines without one go on.
    let partsByBlanks: Bool

    /// Logistic regression on the joints of headlines on pages with truth, in the order of `features`.
    private static let weights: [Float] = [
        -0.62, 2.2, 0.03, 1.5, 3.31, 1.5, 0.04, 2.30, 3.22, -0.11, 0.65, -2.01, 1.37, 3.26, 1.22, -2.12, 2.56, 0.28,
        -0.59,
        -0.79, -2.71, -2.0, 0.64, -0.28, -1.26,
    ]

    /// Log odds that the line `lower` goes on with the line `upper`, against its being a line in another role.
    func wrapEvidence(_ upper: Int, _ lower: Int) -> Float {
        if opensSub(lower) { return -6 }
        if let placement = sheet.placement { return placement.jointEvidence(upper, lower) }
        if isOpen(sheet.rows[upper].glyphs), closes(sheet.rows[lower].glyphs) { return 6 }
        var sum: Float = 0
        if partsByBlanks, sheet.rows[lower].blankLinesAbove == 0 { sum += 1.6 }
        let features = features(upper, lower)
        for index in features.indices { sum += features[index] * Self.weights[index] }
        return sum + syntaxEvidence(sheet.rows[upper].glyphs, sheet.rows[lower].glyphs)
    }

    /// What the wording adds: a line that ends with a verb that wants an object, or shortly behind a causative, is no
    /// sentence by itself, and a line that is one quoted phrase is a part of one.
    private func syntaxEvidence(_ upper: Range<Int>, _ lower: Range<Int>) -> Float {
        var evidence: Float = 0
        if vocabulary.objectVerbs.words.contains(where: { word in
            word.count < upper.count && sheet.spells(word, at: upper.upperBound - word.count, before: upper.upperBound)
        }) {
            evidence += 2.5
        }
        if let causative = upper.last(where: { vocabulary.causatives.contains(sheet.glyphs[$0].code) }) {
            let rest = causative + 1..<upper.upperBound
            if rest.count <= 3 && !rest.isEmpty || isQuoted(rest) { evidence += 2.5 }
        }
        if isQuoted(lower), !isQuoted(upper) { evidence += 1.5 }
        return evidence
    }

    /// Whether the glyphs are one quoted phrase.
    private func isQuoted(_ range: Range<Int>) -> Bool {
        guard range.count > 2, sheet.glyphs[range.lowerBound].characterClass == .openingQuote else { return false }
        return range.firstIndex { sheet.glyphs[$0].characterClass == .closingQuote } == range.upperBound - 1
    }

    /// Whether the line opens with a dash, as subheadlines do.
    func opensSub(_ row: Int) -> Bool {
        let range = sheet.rows[row].glyphs
        return range.count > 2 && sheet.glyphs[range.lowerBound].characterClass == .dash
    }

    /// The evidence between two lines, for the weights of `HeadlineJoint.weights`.
    func features(_ upper: Int, _ lower: Int) -> [Float] {
        let first = sheet.rows[upper]
        let second = sheet.rows[lower]
        let end = first.glyphs.upperBound - 1
        let start = second.glyphs.lowerBound
        let last = sheet.glyphs[end]
        let next = sheet.glyphs[start]
        let isAdjacent = start == end + 1
        let occurrences = isAdjacent ? grams.occurrences(at: end) : 0
        let endsWord = end > first.glyphs.lowerBound && grams.occurrences(at: end - 1) > 1
        let beginsWord = start + 1 < second.glyphs.upperBound && grams.occurrences(at: start) > 1
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            flag(vocabulary.dangling.contains(last.code)),
            flag(vocabulary.clinging.contains(next.code)),
            flag(last.characterClass.shunsLineEnd || next.characterClass.shunsLineStart),
            flag(isOpen(first.glyphs)),
            flag(last.isWord && next.isWord),
            flag(last.isWord && next.isHan),
            flag(occurrences > 1),
            flag(occurrences > 2),
            flag(endsWord && beginsWord),
            flag(!endsWord && !beginsWord),
            flag(second.width > first.width + 0.8),
            flag(second.width < first.width * 0.5),
            flag(second.glyphs.count <= 3),
            flag(abs(second.width - first.width) < 0.8),
            flag(second.blankLinesAbove > 0),
            flag(last.code == 0xFF1A || last.code == 0x3011),
            max(-1, min(1, (first.width - second.width) / 10)),
            flag(endsWord),
            flag(beginsWord),
            flag(isParallel(first.glyphs, second.glyphs)),
            flag(shares(first.glyphs, second.glyphs) >= 2),
            flag(second.width < first.width * 0.8),
            flag(first.width < 9),
            flag(first.width > 14),
        ]
    }

    /// Whether both lines have the same second or third character, as 甲称…／乙称… do.
    private func isParallel(_ upper: Range<Int>, _ lower: Range<Int>) -> Bool {
        guard upper.count > 4, lower.count > 4 else { return false }
        for place in 1...2 {
            let glyph = sheet.glyphs[upper.lowerBound + place]
            if glyph.isHan, glyph.code == sheet.glyphs[lower.lowerBound + place].code { return true }
        }
        return false
    }

    /// How many ideographs stand in both lines.
    private func shares(_ upper: Range<Int>, _ lower: Range<Int>) -> Int {
        lower.count { place in
            sheet.glyphs[place].isHan && upper.contains { sheet.glyphs[$0].code == sheet.glyphs[place].code }
        }
    }

    /// Whether a bracket closes in the line that did not open in it.
    private func closes(_ range: Range<Int>) -> Bool {
        for glyph in sheet.glyphs[range] {
            switch glyph.characterClass {
            case .opening: return false
            case .closing: return true
            default: break
            }
        }
        return false
    }

    /// Whether a bracket or quotation that opens in the line is not closed in it.
    private func isOpen(_ range: Range<Int>) -> Bool {
        var depth = 0
        for glyph in sheet.glyphs[range] {
            switch glyph.characterClass {
            case .opening, .openingQuote: depth += 1
            case .closing, .closingQuote: depth = max(0, depth - 1)
            default: break
            }
        }
        return depth > 0
    }
}
