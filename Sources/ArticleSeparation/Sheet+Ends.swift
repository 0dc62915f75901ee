import TextScanning

/// What a row ends with, as far as it tells whether a paragraph may end there.
enum RowEnding {
    case sentence
    case colon
    case none
}

extension Sheet {
    /// What the row of `range` ends with, closing brackets and quotes apart.
    func ending(_ range: Range<Int>) -> RowEnding {
        var index = range.upperBound - 1
        while index > range.lowerBound,
            glyphs[index].characterClass == .closing || glyphs[index].characterClass == .closingQuote
        {
            if glyphs[index].code == 0xFF09, isSignature(endingAt: index) { return .sentence }
            index -= 1
        }
        let glyph = glyphs[index]
        if glyph.characterClass == .terminator || glyph.code == 0x2026 { return .sentence }
        return glyph.code == 0xFF1A ? .colon : .none
    }

    /// Whether the row of `range` ends with a bracket that follows a sentence.
    func endsWithSignature(_ range: Range<Int>) -> Bool {
        glyphs[range.upperBound - 1].code == 0xFF09 && isSignature(endingAt: range.upperBound - 1)
    }

    /// Whether the bracket that closes at `index` follows a sentence, as （记者 …） does.
    private func isSignature(endingAt index: Int) -> Bool {
        var position = index - 1
        let limit = max(0, index - 60)
        while position > limit, glyphs[position].code != 0xFF08 { position -= 1 }
        guard position > limit else { return false }
        return glyphs[position - 1].characterClass == .terminator
            || glyphs[position - 1].characterClass == .closingQuote
    }

    /// Whether a bracket or quotation that opened shortly before `position` is still open there.
    func isInsideBracket(before position: Int, from start: Int = 0) -> Bool {
        var index = position - 1
        let limit = max(start, position - 40)
        while index >= limit {
            switch glyphs[index].characterClass {
            case .closing, .closingQuote: return false
            case .opening, .openingQuote: return true
            case .terminator: return false
            default: index -= 1
            }
        }
        return false
    }

    /// Whether a bracket or quotation closes shortly behind `position` that opened before it.
    func isInsideBracket(after position: Int, to end: Int = .max) -> Bool {
        var index = position
        let limit = min(glyphs.count, position + 40, end)
        while index < limit {
            switch glyphs[index].characterClass {
            case .closing, .closingQuote: return true
            case .opening, .openingQuote, .terminator: return false
            default: index += 1
            }
        }
        return false
    }

    /// Whether a comma or a sentence's end stands in `range`.
    func hasPause(_ range: Range<Int>) -> Bool {
        glyphs[range].contains { $0.code == 0xFF0C || $0.characterClass == .terminator }
    }
}
