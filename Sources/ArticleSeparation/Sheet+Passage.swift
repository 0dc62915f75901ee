import Newsprint
import TextScanning

extension Sheet {
    /// The text of `pieces`, ranges of glyphs in reading order, under the declared normalisations.
    ///
    /// Nothing stands between wrapped Han lines, and one space between words of an alphabet; a typesetting gap beside a
    /// digit or letter is closed unless it parts two of them; a hyphen that divides a word
    /// at a line's end goes; a gap between two Han characters stays as one space.
    func passage(_ pieces: [Range<Int>]) -> Passage {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count } * 3 + 8)
        var ranges: [Range<Int>] = []
        var previous: Int?
        for piece in pieces where !piece.isEmpty {
            for index in piece {
                let glyph = glyphs[index]
                let startsPiece = index == piece.lowerBound
                if startsPiece || glyph.hasGap, let previous {
                    if startsPiece, glyphs[previous].code == 0x2D, dividesWord(before: previous, and: glyph) {
                        bytes.removeLast()
                    } else if keepsSpace(between: glyphs[previous], and: glyph, isWrap: startsPiece) {
                        bytes.append(0x20)
                    }
                }
                ScalarCursor.append(glyph.code, to: &bytes)
                previous = index
            }
            let start = Int(glyphs[piece.lowerBound].start)
            let last = glyphs[piece.upperBound - 1]
            let end = Int(last.start) + Int(last.length)
            if let open = ranges.last, open.upperBound == start {
                ranges[ranges.count - 1] = open.lowerBound..<end
            } else {
                ranges.append(start..<end)
            }
        }
        return Passage(text: String(decoding: bytes, as: UTF8.self), ranges: ranges)
    }

    /// Whether the hyphen at `position` divides a word at a line's end: letters stand on both sides, a small one behind.
    private func dividesWord(before position: Int, and next: Glyph) -> Bool {
        guard position > 0, glyphs[position - 1].characterClass == .latin, !glyphs[position].hasGap else {
            return false
        }
        return next.characterClass == .latin && next.code >= 0x61 && next.code <= 0x7A
    }

    private func keepsSpace(between left: Glyph, and right: Glyph, isWrap: Bool) -> Bool {
        if isWrap {
            return left.characterClass == .latin && right.characterClass == .latin
        }
        guard right.hasGap else { return false }
        if left.isWord && right.isWord || left.isHan && right.isHan { return true }
        return left.code < 0x80 && right.code < 0x80
    }

    /// The bytes of the page's text that the glyphs of `range` take.
    func bytes(of range: Range<Int>) -> Range<Int> {
        let last = glyphs[range.upperBound - 1]
        return Int(glyphs[range.lowerBound].start)..<Int(last.start) + Int(last.length)
    }

    /// The pieces of `range`, cut where rows begin.
    func pieces(of range: Range<Int>, in rowRange: some Sequence<Int>) -> [Range<Int>] {
        rowRange.map { rows[$0].glyphs.clamped(to: range) }.filter { !$0.isEmpty }
    }
}
