import TextScanning

/// Judges whether a headline line goes on in the line below it.
struct HeadlineJoint {
    let sheet: Sheet
    let grams: GramIndex
    let vocabulary: Vocabulary
    /// Whether the page parts the kicker from the main line by an empty line, so that lines without one go on.
    let partsByBlanks: Bool

    /// Log odds that the line `lower` goes on with the line `upper`, against its being a line in another role.
    func wrapEvidence(_ upper: Int, _ lower: Int) -> Float {
        if opensSub(lower) { return -6 }
        if let placement = sheet.placement { return placement.jointEvidence(upper, lower) }
        let above = sheet.rows[upper].glyphs
        let below = sheet.rows[lower].glyphs
        if isOpen(above), closes(below) { return 6 }
        if endsWithNumber(above) || tellsAttendance(lower) { return -5 }
        let evidence = EvidenceTable.joint.evidence(features(upper, lower))
        // 某某说： is the beginning of a line, never one of its own.
        return sheet.glyphs[above.upperBound - 1].code == 0xFF1A ? max(evidence, 2) : evidence
    }

    /// Whether the line ends with a number in brackets, as the name of a series does.
    private func endsWithNumber(_ range: Range<Int>) -> Bool {
        guard range.count > 4, sheet.glyphs[range.upperBound - 1].characterClass == .closing else { return false }
        var open = range.upperBound - 2
        while open > range.lowerBound, range.upperBound - open < 6, isNumeral(sheet.glyphs[open]) { open -= 1 }
        return open > range.lowerBound && open < range.upperBound - 2 && sheet.glyphs[open].characterClass == .opening
    }

    private func isNumeral(_ glyph: Glyph) -> Bool {
        if glyph.characterClass == .digit { return true }
        switch glyph.code {
        case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x2460...0x24FF:
            return true
        default: return false
        }
    }

    /// Whether the line says who was there, as subheadlines do: a name, and 出席并讲话 or the like at the end.
    func tellsAttendance(_ row: Int) -> Bool {
        let range = sheet.rows[row].glyphs
        return range.count >= 4 && range.count <= 14
            && vocabulary.surnames.contains(sheet.glyphs[range.lowerBound].code)
            && sheet.ending(vocabulary.attendanceWords, of: range) != nil
    }

    /// Whether the line ends with a verb that wants an object.
    private func endsWithVerb(_ range: Range<Int>) -> Bool {
        sheet.ending(vocabulary.objectVerbs, of: range.dropFirst()) != nil
    }

    /// Whether the line begins with a verb that wants an object, so that its subject may stand above.
    private func beginsWithVerb(_ range: Range<Int>) -> Bool {
        sheet.match(vocabulary.objectVerbs, at: range.lowerBound, before: range.upperBound) != nil
    }

    /// Whether the line ends shortly behind a causative, so that its verb is to come.
    private func endsInCausative(_ range: Range<Int>) -> Bool {
        guard let causative = range.last(where: { vocabulary.causatives.contains(sheet.glyphs[$0].code) }) else {
            return false
        }
        let rest = causative + 1..<range.upperBound
        return rest.count <= 3 && !rest.isEmpty || isQuoted(rest)
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

    /// The evidence between two lines, in the order of `EvidenceTable.joint`.
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
            flag(endsWithVerb(first.glyphs)),
            flag(endsInCausative(first.glyphs)),
            flag(isQuoted(second.glyphs) && !isQuoted(first.glyphs)),
            flag(partsByBlanks && second.blankLinesAbove == 0),
            flag(beginsWithVerb(second.glyphs)),
            max(-1, min(1.5, (first.width + second.width - 20) / 10)),
            flag(second.width < 7.5),
        ] + clauses(first.glyphs, second.glyphs)
            + vocabulary.phrases.features(sheet.glyphs[first.glyphs], sheet.glyphs[second.glyphs])
    }

    /// Whether the lines are clauses by themselves, by the verbs in them: four features.
    private func clauses(_ upper: Range<Int>, _ lower: Range<Int>) -> [Float] {
        let above = verbs(upper)
        let below = verbs(lower)
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            flag(!above.any && below.opens),
            flag(above.isInside),
            flag(above.isInside && below.isInside && !below.opens),
            flag(above.closes && below.isInside),
        ]
    }

    /// Where verbs stand in a line.
    private func verbs(_ range: Range<Int>) -> (any: Bool, opens: Bool, isInside: Bool, closes: Bool) {
        var result = (any: false, opens: false, isInside: false, closes: false)
        for position in range {
            guard let length = sheet.match(vocabulary.clauseVerbs, at: position, before: range.upperBound) else {
                continue
            }
            result.any = true
            if position == range.lowerBound { result.opens = true }
            if position > range.lowerBound + 1 { result.isInside = true }
            if position + length == range.upperBound { result.closes = true }
        }
        return result
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
