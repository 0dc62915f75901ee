import Newsprint
import TextNormalization
import TextScanning

/// A printing character of the page, unified, and where it stands.
struct Glyph {
    var code: UInt32
    /// UTF-8 byte offset in the page's text.
    var start: Int32
    var length: UInt8
    var characterClass: CharacterClass
    /// Whether blanks stand before it in its line.
    var hasGap: Bool
}

/// A line with something printed on it; rows are numbered in file order.
struct Row {
    /// Into `Sheet.glyphs`.
    var glyphs: Range<Int>
    /// Empty lines between the row above and this one.
    var blankLinesAbove: Int
    /// Cells of blank before the first character.
    var indent: Float
    /// Whether this is the rest of a printed line that begins in the row above.
    var continuesLine = false
    /// In full-width cells, as typeset with the page's width of quotes.
    var width: Float = 0
    /// How much narrower it may have been typeset, since punctuation can be squeezed.
    var squeeze: Float = 0
    /// The cells that the first unbreakable piece takes.
    var head: Float = 0
}

/// A page as characters and rows, with blanks, controls and empty lines taken out.
struct Sheet {
    var glyphs: [Glyph]
    var rows: [Row]
    var isSimplified: Bool
    /// Where the rows stand, if the source tells.
    var placement: Placement?

    /// Reads the lines of `page`.
    init(_ page: Page) {
        isSimplified = Sheet.isSimplified(page.text)
        let radicals = Radicals(isSimplified: isSimplified)
        var glyphs: [Glyph] = []
        glyphs.reserveCapacity(page.lines.reduce(16) { $0 + $1.range.count } / 2)
        var rows: [Row] = []
        rows.reserveCapacity(page.lines.count)
        let bytes = page.text.span
        var blankLines = 0
        placement = page.geometry.map { Placement(bodySize: $0.bodySize) }
        for (number, line) in page.lines.enumerated() {
            let first = glyphs.count
            var position = line.range.lowerBound
            let end = line.range.upperBound
            var gap = false
            var indent: Float = 0
            while position < end {
                let start = position
                let scalar = ScalarCursor.next(bytes, &position, end: end)
                let characterClass = CharacterClass(scalar)
                if characterClass == .blank {
                    if glyphs.count == first { indent += scalar == 0x3000 ? 1 : scalar == 0x09 ? 2 : 0.5 }
                    gap = glyphs.count > first
                } else if characterClass != .ignorable {
                    glyphs.append(
                        Glyph(
                            code: radicals.unified(scalar),
                            start: Int32(truncatingIfNeeded: start),
                            length: UInt8(position - start),
                            characterClass: characterClass,
                            hasGap: gap
                        )
                    )
                    gap = false
                }
            }
            if glyphs.count == first {
                blankLines += 1
            } else if let set = page.geometry?.lines[number] {
                if set.repeated != nil {
                    placement?.overprints[rows.count - 1, default: []].append(first..<glyphs.count)
                    continue
                }
                rows.append(Row(glyphs: first..<glyphs.count, blankLinesAbove: blankLines, indent: 0))
                rows[rows.count - 1].indent = Float(set.indent / set.fontSize)
                placement?.append(set)
                blankLines = 0
            } else {
                rows.append(Row(glyphs: first..<glyphs.count, blankLinesAbove: blankLines, indent: indent))
                blankLines = 0
            }
        }
        self.glyphs = consume glyphs
        self.rows = consume rows
        if placement?.rows.count == self.rows.count { placement?.complete() } else { placement = nil }
        closeLetterSpacing()
        forgetCommonBlanks()
    }

    /// Takes empty lines out of account that stand between nearly all rows, where they tell nothing.
    private mutating func forgetCommonBlanks() {
        guard rows.count >= 8 else { return }
        var common = 0
        while rows.count(where: { $0.blankLinesAbove > common }) * 10 >= rows.count * 8 { common += 1 }
        guard common > 0 else { return }
        for index in rows.indices { rows[index].blankLinesAbove = max(0, rows[index].blankLinesAbove - common) }
    }

    /// +1 for common characters of simplified script alone, -1 for their forms in traditional script.
    private static let scripts: [Int8] = {
        var table = [Int8](repeating: 0, count: 0xA000 - 0x4E00)
        for scalar in "这们国说为来时个会对发过动实长门开关农业".unicodeScalars { table[Int(scalar.value) - 0x4E00] = 1 }
        for scalar in "這們國說為來時個會對發過動實長門開關農業".unicodeScalars { table[Int(scalar.value) - 0x4E00] = -1 }
        return table
    }()

    /// Whether characters of simplified script outnumber those of traditional script.
    private static func isSimplified(_ text: [UInt8]) -> Bool {
        let scripts = scripts
        var balance = 1
        var position = 0
        let bytes = text.span
        let end = min(text.count, 30_000)
        while position < end {
            // Ideographs are what E4 to E9 begin with; other bytes are passed over singly.
            guard 0xE4...0xE9 ~= bytes[position] else {
                position += 1
                continue
            }
            let scalar = ScalarCursor.next(bytes, &position, end: text.count)
            if scalar >= 0x4E00, scalar < 0xA000 { balance += Int(scripts[Int(scalar) - 0x4E00]) }
        }
        return balance > 0
    }

    /// Takes the gaps out of rows whose characters the typesetting spread over the column.
    private mutating func closeLetterSpacing() {
        for row in rows where row.glyphs.count >= 4 {
            var pairs = 0
            var gaps = 0
            for index in row.glyphs.dropFirst() where !(glyphs[index].isWord && glyphs[index - 1].isWord) {
                pairs += 1
                if glyphs[index].hasGap { gaps += 1 }
            }
            guard gaps >= 3, gaps * 10 >= pairs * 8 else { continue }
            for index in row.glyphs where !(index > 0 && glyphs[index].isWord && glyphs[index - 1].isWord) {
                glyphs[index].hasGap = false
            }
        }
    }

    /// The characters of a row.
    subscript(row index: Int) -> ArraySlice<Glyph> { glyphs[rows[index].glyphs] }

    /// Whether the characters at `position` spell `word` and lie below `end`.
    func spells(_ word: [UInt32], at position: Int, before end: Int) -> Bool {
        guard position + word.count <= end else { return false }
        for offset in word.indices where glyphs[position + offset].code != word[offset] { return false }
        return true
    }
}

extension Glyph {
    var isHan: Bool { characterClass == .han }
    var isWord: Bool { characterClass.isWord }
}
