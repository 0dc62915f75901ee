import TextScanning

/// Decides between which paragraphs one article ends and the next begins.
struct BodySegmenter {
    /// The evidence that a seam needs more for each story beyond the number of headlines.
    private static let surplus: Float = 0.5
    /// The most that it needs.
    private static let mostSurplus: Float = 2.5

    let sheet: Sheet
    let vocabulary: Vocabulary
    let grams: GramIndex
    /// How evidence between paragraphs counts.
    let seamTable: EvidenceTable
    let units: [Unit]
    /// Units of paragraphs, in reading order.
    let paragraphs: [Int]
    /// Units of headline lines.
    let heads: [Int]
    /// For each paragraph its different pairs of characters.
    private let sets: [[Int32]]
    /// In how many paragraphs each pair stands.
    private let frequency: [Int32]
    /// What one, three and six paragraphs on each side of a place share.
    private let cohesion: [Cohesion]
    private let affinity: HeadAffinity
    private let headNumber: [Int: Int]
    /// How often an empty line stands between two paragraphs with nothing else between them.
    private let blankRate: Float
    /// How far the page's empty lines can be trusted to part blocks: 0 where it has none, or many in mid-sentence.
    private let blankTrust: Float
    let marksHabit: Float
    let adjacencyHabit: Float
    /// Whether some headline lines are larger than crossheads are.
    private let hasLargeHeads: Bool
    /// The numbers that open headline lines by themselves.
    private let headNumbers: Set<Int>
    /// Whether short lines by themselves are the page's headlines.
    private let hasShortTitles: Bool

    /// Reads the evidence of `units`.
    ///
    /// On a mixed page a byline may stand anywhere in its body: only those that end one tell of the page's habit.
    init(
        sheet: Sheet,
        vocabulary: Vocabulary,
        grams: GramIndex,
        units: [Unit],
        isMixed: Bool = false
    ) {
        self.sheet = sheet
        self.vocabulary = vocabulary
        self.grams = grams
        seamTable = isMixed ? .mixedSeam : .seam
        self.units = units
        paragraphs = units.indices.filter { units[$0].isParagraph }
        heads = units.indices.filter { units[$0].isHead }
        var seen = GramMarks(count: grams.count)
        sets = paragraphs.map { seen.set(of: units[$0].pieces, grams) }
        headNumber = Dictionary(
            heads.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var counts = [Int32](repeating: 0, count: grams.count)
        for set in sets { for gram in set { counts[Int(gram)] += 1 } }
        frequency = counts
        let total = Float(sets.count) + 1
        let rarity = counts.map { count in
            let ratio = total / Float(count)
            return max(0, Float(ratio.exponent) + ratio.significand - 2)
        }
        cohesion = [1, 3, 6].map { [sets] in Cohesion(sets, reach: $0, rarity: rarity) }
        affinity = HeadAffinity(heads.map { seen.set(of: units[$0].pieces, grams) }, sets, counts)
        let marks = units.indices.count { index in
            units[index].opening != nil || units[index].isSigned
                || units[index].isByline && (!isMixed || BodySegmenter.closesBody(index, units))
        }
        marksHabit = min(1, Float(marks) / Float(max(1, heads.count)))
        adjacencyHabit = BodySegmenter.adjacency(units, heads, paragraphs, affinity)
        var parted: Float = 0.5
        var pairs: Float = 1
        for (upper, lower) in zip(paragraphs, paragraphs.dropFirst()) where lower == upper + 1 {
            pairs += 1
            if sheet.rows[units[lower].rows[0]].blankLinesAbove > 0 { parted += 1 }
        }
        blankRate = parted / pairs
        blankTrust = BodySegmenter.blankTrust(sheet, units)
        hasLargeHeads = heads.contains { !BodySegmenter.isShort(units[$0]) }
        headNumbers = Set(heads.compactMap { BodySegmenter.number(units[$0], sheet) })
        hasShortTitles = BodySegmenter.hasShortTitles(sheet, units, heads)
    }

    /// Whether headline lines are one line of a crosshead's length.
    private static func isShort(_ unit: Unit) -> Bool { unit.rows.count == 1 && unit.glyphCount <= 10 }

    /// Whether headline lines are titles of briefs.
    ///
    /// Nearly all are short and stand over a paragraph or two each, those too that end larger stretches. A crosshead has more below it, and a headline stands above its first text.
    private static func hasShortTitles(_ sheet: Sheet, _ units: [Unit], _ heads: [Int]) -> Bool {
        var short = 0
        var all = 0
        for (place, head) in heads.enumerated() {
            guard let row = units[head].rows.last, sheet.rows[row].glyphs.count <= 10 else { return false }
            if isShort(units[head]) { short += 1 }
            let end = place + 1 < heads.count ? heads[place + 1] : units.count
            let paragraphs = units[head..<end].count { $0.isParagraph }
            guard paragraphs <= 2 else { return false }
            all += paragraphs
        }
        return short >= 3 && short * 4 >= heads.count * 3 && all * 2 <= heads.count * 3
    }

    /// Whether empty lines part the page's blocks, but not the paragraphs of a block.
    var partsBlocksAlone: Bool { blankTrust > 0.5 && blankRate < 0.35 }

    /// How rarely empty lines stand inside paragraphs or cut them.
    private static func blankTrust(_ sheet: Sheet, _ units: [Unit]) -> Float {
        var all: Float = 0
        var inside: Float = 0
        for (index, unit) in units.enumerated() {
            for (place, row) in unit.rows.enumerated() where sheet.rows[row].blankLinesAbove > 0 {
                all += 1
                if unit.isParagraph, place > 0 || index > 0 && units[index - 1].isOpenAtEnd || unit.isOpenAtStart {
                    inside += 1
                }
            }
        }
        return all < 3 ? 0 : max(0, 1 - 4 * inside / all)
    }

    /// How often the paragraph below headline lines is the one that they speak of most.
    private static func adjacency(_ units: [Unit], _ heads: [Int], _ paragraphs: [Int], _ affinity: HeadAffinity)
        -> Float
    {
        var below: Float = 1.5
        var all: Float = 2
        var position = 0
        for (number, head) in heads.enumerated() {
            while position < paragraphs.count, paragraphs[position] < head { position += 1 }
            guard let best = affinity.best(number), best.value > 0.25 else { continue }
            all += 1
            if position < paragraphs.count,
                affinity.value(number, position..<min(paragraphs.count, position + 2)) >= best.value * 0.75
            {
                below += 1
            }
        }
        return below / all
    }

    /// The stories of the page, each paragraph in one, and for each paragraph unit the log odds that a story begins there.
    func stories() -> ([Story], [Int: Float]) {
        guard let first = paragraphs.first else { return ([], [:]) }
        var stories = [Story(paragraphs: [first])]
        var seams: [Int: Float] = [:]
        for position in paragraphs.indices.dropFirst() {
            seams[paragraphs[position]] =
                lineEvidence(position) ?? seamTable.evidence(features(position))
                + habitEvidence(position) + placeEvidence(position)
        }
        let threshold = thresholds(seams)
        for position in paragraphs.indices.dropFirst() {
            let evidence = seams[paragraphs[position]] ?? 0
            if evidence > threshold[position] {
                var story = Story(paragraphs: [paragraphs[position]])
                story.startEvidence = evidence
                stories.append(story)
            } else {
                stories[stories.count - 1].paragraphs.append(paragraphs[position])
            }
        }
        return (stories, seams)
    }

    /// In how many paragraphs the pair stands.
    func frequency(of gram: Int32) -> Int { Int(frequency[Int(gram)]) }

    /// The different pairs of a paragraph.
    func pairs(at position: Int) -> [Int32] { sets[position] }

    /// The rows of a table and the lines of a poem are one story, with a headline above it their own.
    private func lineEvidence(_ position: Int) -> Float? {
        let upper = units[paragraphs[position - 1]].isLine
        let lower = units[paragraphs[position]].isLine
        guard upper || lower else { return nil }
        let between = paragraphs[position - 1] + 1..<paragraphs[position]
        let hasHead = between.contains { units[$0].isHead || units[$0].isByline }
        if upper, lower { return hasHead ? 5 : -12 }
        if lower { return hasHead ? 5 : -2 }
        return hasHead ? 5 : 2
    }

    /// What the places of both paragraphs, and of the headline lines between them, add to the evidence.
    private func placeEvidence(_ position: Int) -> Float {
        guard let placement = sheet.placement, let last = units[paragraphs[position - 1]].rows.last else { return 0 }
        let between = paragraphs[position - 1] + 1..<max(paragraphs[position - 1] + 1, paragraphs[position])
        let heads = between.filter { units[$0].isHead }.flatMap { units[$0].rows }
        return placement.seamEvidence(last, units[paragraphs[position]].rows[0], heads: heads)
    }

    /// Whether headline lines or a dateline follow a byline, so that it ends a body.
    private static func closesBody(_ byline: Int, _ units: [Unit]) -> Bool {
        for unit in units[(byline + 1)...] {
            if unit.isHead || unit.opening != nil { return true }
            if unit.isParagraph { return false }
        }
        return true
    }

    /// What the habits of the page add to the evidence that a story begins at `position`.
    ///
    /// A short line by itself over a paragraph of the same column without dateline or byline is a crosshead, where the page
    /// has larger headlines: half of all headlines have fifteen characters, and few less than nine. Where headlines stand
    /// at their bodies, no story begins without one.
    private func habitEvidence(_ position: Int) -> Float {
        let upper = units[paragraphs[position - 1]]
        let lower = units[paragraphs[position]]
        let between = paragraphs[position - 1] + 1..<paragraphs[position]
        let isMarked = lower.opening != nil || upper.isSigned || between.contains { units[$0].isByline }
        guard !isMarked, !hasCreditBelow(paragraphs[position]) else { return 0 }
        let lines = between.filter { units[$0].isHead }
        guard !lines.isEmpty else { return -max(0, adjacencyHabit - 0.5) * 6 }
        if lines.count == 1, isNumbered(units[lines[0]]) { return -6 }
        if endsInterview(position) { return 4.5 }
        guard hasLargeHeads, !hasShortTitles, lines.count == 1, isShort(lines[0]),
            abs(upper.column - lower.column) < 1.3
        else {
            return 0
        }
        return units[lines[0]].glyphCount <= 8 ? -4 : -2.5
    }

    private func isShort(_ unit: Int) -> Bool { BodySegmenter.isShort(units[unit]) }

    /// The evidence that a story needs to begin at each paragraph.
    ///
    /// Nearly every article has one headline: seams beyond the number of headlines need more, those below it less.
    private func thresholds(_ seams: [Int: Float]) -> [Float] {
        let expected = heads.reduce(Float(0)) { sum, head in
            sum + (hasLargeHeads && isShort(head) ? 0.5 : Float(max(1, (units[head].rows.count + 2) / 3)))
        }
        let evidence = paragraphs.map { seams[$0] ?? 0 }
        let order = paragraphs.indices.dropFirst().sorted { (evidence[$0], $1) > (evidence[$1], $0) }
        var result = [Float](repeating: 0, count: paragraphs.count)
        for (rank, position) in order.enumerated() {
            result[position] = min(Self.surplus * max(0, Float(rank + 2) - expected), Self.mostSurplus)
        }
        return result
    }

    /// The evidence that a story begins at the paragraph `position`, in the order of `seamTable`.
    func features(_ position: Int) -> [Float] {
        let above = paragraphs[position - 1]
        let below = paragraphs[position]
        let upper = units[above]
        let lower = units[below]
        var hasHead = false
        var byline: Int?
        var own: (below: Float, above: Float) = (0, 0)
        var headRows = 0
        var headWidth: Float = 0
        var hasBlankAboveHead = false
        var hasJump = false
        var hasBlank = sheet.rows[lower.rows[0]].blankLinesAbove > 0
        for unit in above + 1..<max(above + 1, below) {
            let isParted = sheet.rows[units[unit].rows[0]].blankLinesAbove > 0
            hasBlank = hasBlank || isParted
            if units[unit].isHead {
                if !hasHead { hasBlankAboveHead = isParted }
                hasHead = true
                headRows += units[unit].rows.count
                for row in units[unit].rows { headWidth = max(headWidth, sheet.rows[row].width) }
                if let number = headNumber[unit] {
                    own.below = max(own.below, affinity.value(number, position..<min(sets.count, position + 2)))
                    own.above = max(own.above, affinity.value(number, max(0, position - 2)..<position))
                }
            }
            if units[unit].isByline { byline = unit }
            if case .apart(.jump) = units[unit].kind { hasJump = true }
        }
        let isMarked = lower.opening != nil || byline != nil || upper.isSigned || hasJump
        let goesOn = upper.isOpenAtEnd || lower.isOpenAtStart
        let change = upper.column > 0 && lower.column > 0 ? abs(upper.column - lower.column) : 0
        let head = affinity.change(at: position)
        func flag(_ value: Bool) -> Float { value ? 1 : 0 }
        return [
            1,
            flag(lower.opening != nil),
            flag(upper.isSigned),
            flag(byline != nil && !goesOn),
            flag(byline != nil && goesOn),
            flag(hasHead),
            flag(hasHead) * adjacencyHabit,
            flag(hasHead && !isMarked) * marksHabit,
            flag(!isMarked) * marksHabit,
            flag(change > 1.2),
            flag(change > 3.5),
            flag(startsLikeLead(lower)),
            flag(goesOn),
            flag(!endsSentence(upper)),
            cohesion[1].value(at: position),
            cohesion[0].value(at: position),
            head.below,
            head.above,
            flag(!isMarked) * head.below,
            flag(startsWithQuote(lower)),
            flag(hasCreditBelow(below)),
            flag(!isMarked) * (1 - marksHabit),
            flag(hasHead && !isMarked) * (1 - marksHabit) * adjacencyHabit,
            own.below,
            own.above,
            flag(headRows > 1),
            flag(headWidth > lower.column + 1),
            flag(hasHead && headWidth < lower.column * 0.7),
            flag(!hasHead && !isMarked && change <= 1.2) * adjacencyHabit,
            flag(
                hasHead && !isMarked && !hasShortTitles && headRows == 1 && headWidth <= 9
                    && headWidth < lower.column * 0.7
            ),
            flag(hasBlank && !hasHead && below == above + 1 && !goesOn) * (1 - blankRate) * blankTrust,
            flag(!hasBlank && !hasHead) * blankTrust,
            flag(hasHead && hasBlankAboveHead) * blankTrust,
            flag(hasHead && !hasBlankAboveHead) * blankTrust,
            flag(opensWithTime(lower)),
            flag(goesOnLikeText(lower)),
            cohesion[2].value(at: position),
            flag(hasJump),
        ]
    }

    /// The number that opens a line by itself, as it does crossheads: 一、…, 1 …, （三）….
    private static func number(_ unit: Unit, _ sheet: Sheet) -> Int? {
        unit.rows.count == 1 && unit.glyphCount <= 14 ? sheet.enumerator(unit.pieces[0]) : nil
    }

    /// Whether a number opens the line, and the one before or behind it another line of the page.
    private func isNumbered(_ unit: Unit) -> Bool {
        guard let number = Self.number(unit, sheet) else { return false }
        return headNumbers.contains(number - 1) || headNumbers.contains(number + 1)
    }

    /// Whether the paragraph is headed by who speaks, as in an interview: 问：, 答：.
    private func isAnswer(_ unit: Unit) -> Bool {
        let range = unit.pieces[0]
        guard let colon = range.dropFirst().prefix(4).first(where: { sheet.glyphs[$0].code == 0xFF1A }) else {
            return false
        }
        return colon + 1 < range.upperBound && sheet.glyphs[colon + 1].characterClass != .openingQuote
    }

    /// Whether questions and answers end above and none are below.
    private func endsInterview(_ position: Int) -> Bool {
        position > 1 && isAnswer(units[paragraphs[position - 1]]) && isAnswer(units[paragraphs[position - 2]])
            && !paragraphs[position...].prefix(6).contains { isAnswer(units[$0]) }
    }

    private func startsLikeLead(_ unit: Unit) -> Bool {
        let range = unit.pieces[0]
        return sheet.match(vocabulary.leadWords, at: range.lowerBound, before: range.upperBound) != nil
    }

    /// Whether a day stands in the first clause, as in reports without dateline.
    private func opensWithTime(_ unit: Unit) -> Bool {
        let range = unit.pieces[0].prefix(16)
        for index in range.dropFirst() {
            let glyph = sheet.glyphs[index]
            if glyph.characterClass == .terminator { return false }
            if glyph.code == 0x65E5 || glyph.code == 0x6708, sheet.glyphs[index - 1].characterClass == .digit {
                return true
            }
        }
        return false
    }

    /// Whether the paragraph opens with a word that looks back: 他, 此外, 据了解.
    private func goesOnLikeText(_ unit: Unit) -> Bool {
        var start = unit.pieces[0].lowerBound
        let end = unit.pieces[0].upperBound
        if sheet.glyphs[start].characterClass == .openingQuote { start += 1 }
        return sheet.match(vocabulary.backwardWords, at: start, before: end) != nil
    }

    /// Whether a photographer's credit follows the paragraph, which then is a caption.
    private func hasCreditBelow(_ unit: Int) -> Bool {
        guard unit + 1 < units.count, units[unit + 1].isByline else { return false }
        return units[unit + 1].reading?.isCredit ?? false
    }

    private func startsWithQuote(_ unit: Unit) -> Bool {
        sheet.glyphs[unit.pieces[0].lowerBound].characterClass == .openingQuote
    }

    private func endsSentence(_ unit: Unit) -> Bool {
        guard let last = unit.pieces.last else { return false }
        var index = last.upperBound - 1
        while index > last.lowerBound,
            sheet.glyphs[index].characterClass == .closing || sheet.glyphs[index].characterClass == .closingQuote
        {
            index -= 1
        }
        return sheet.glyphs[index].characterClass == .terminator || sheet.glyphs[index].code == 0x2026
    }
}
