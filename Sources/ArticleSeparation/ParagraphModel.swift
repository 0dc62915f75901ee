import TextScanning

/// Rows that were read as one paragraph, or as a stretch of headline lines, or as one row apart.
struct Run {
    enum Kind {
        case paragraph
        case head
        case apart(RowRole)
    }

    var kind: Kind
    var rows: Range<Int>
    /// Cells of the column, for a paragraph.
    var column: Float = 0
    /// Whether it begins in mid-paragraph.
    var isOpenAtStart = false
    /// Whether it ends in mid-paragraph.
    var isOpenAtEnd = false
}

extension Run {
    /// The runs with paragraphs parted at each empty line that stands in mid-sentence in them.
    static func cutAtBlanks(_ runs: [Run], _ sheet: Sheet) -> [Run] {
        var result: [Run] = []
        for run in runs {
            guard case .paragraph = run.kind else {
                result.append(run)
                continue
            }
            var part = run
            for row in run.rows.dropFirst() where sheet.rows[row].blankLinesAbove > 0 {
                var upper = part
                upper.rows = part.rows.lowerBound..<row
                upper.isOpenAtEnd = true
                result.append(upper)
                part.rows = row..<part.rows.upperBound
                part.isOpenAtStart = true
            }
            result.append(part)
        }
        return result
    }
}

/// Finds the paragraphs and headline lines of a page by the likeliest path over its rows.
///
/// A row is the first, a middle or the last of a paragraph in a column of one of the page's widths, the only one of it,
/// or a headline line. Widths, sentence ends, brackets, indents and empty lines vote with the weights of `Weights`.
struct ParagraphModel {
    let sheet: Sheet
    let typesetting: Typesetting
    let weights: Weights
    let shadows: Shadows
    private let vocabulary: Vocabulary
    private let hasBlanks: Bool
    /// Whether a row opens as reports do.
    private let leads: [Bool]

    init(sheet: Sheet, typesetting: Typesetting, weights: Weights, shadows: Shadows, vocabulary: Vocabulary) {
        leads = sheet.rows.map {
            (sheet.match(vocabulary.leadWords, at: $0.glyphs.lowerBound, before: $0.glyphs.upperBound) ?? 0) > 1
        }
        self.shadows = shadows
        self.sheet = sheet
        self.vocabulary = vocabulary
        self.typesetting = typesetting
        self.weights = weights
        hasBlanks = sheet.rows.count { $0.blankLinesAbove > 0 } * 12 > sheet.rows.count
    }

    private enum Place: Int { case first = 0, middle, last, only }

    private struct Boundary {
        var end: Float
        /// The end of a paragraph of one row, which may be a crosshead.
        var endOfOnly: Float
        var wrap: Float
        var cut: Float
    }

    /// The runs of the page in file order, which together hold every row once.
    func runs(roles: [RowRole]) -> [Run] {
        let count = sheet.rows.count
        guard count > 0 else { return [] }
        let columns = typesetting.columns.isEmpty ? [20] : typesetting.columns
        let states = columns.count * 4 + 3
        let head = columns.count * 4
        let apart = head + 1
        let unwrapped = head + 2
        let impossible = -Float.infinity
        var score = [Float](repeating: impossible, count: states)
        var next = score
        var back = [Int16](repeating: -1, count: count * states)
        let boundaries = (0..<count).map { boundary(after: $0, roles) }

        for index in 0..<count {
            let row = sheet.rows[index]
            let isApart = roles[index].isApart
            let before = index > 0 ? boundaries[index - 1] : Boundary(end: 0, endOfOnly: 0, wrap: impossible, cut: 0)
            // The best way for a paragraph to have ended above, and the best way for one to have been cut there.
            var ended: Float = index == 0 ? 0 : impossible
            var endedFrom = -1
            var cut: Float = index == 0 ? weights.cut : impossible
            var cutFrom = -1
            var headFrom: Float = impossible
            if index > 0 {
                for state in 0..<states where score[state] > impossible {
                    if state >= head {
                        if state == head { headFrom = score[state] }
                        let value =
                            score[state] + (state == unwrapped ? before.end : 0)
                            + (state == head && !isApart && row.blankLinesAbove == 0 ? weights.headInBlock : 0)
                        if value > ended { ended = value; endedFrom = state }
                    } else if state & 3 >= 2 {
                        let value = score[state] + (state & 3 == 3 ? before.endOfOnly : before.end)
                        if value > ended { ended = value; endedFrom = state }
                    } else {
                        let value = score[state] + before.cut
                        if value > cut { cut = value; cutFrom = state }
                    }
                }
            }
            let start = max(ended, cut)
            let startFrom = ended >= cut ? endedFrom : cutFrom
            for state in 0..<states { next[state] = impossible }
            let base = index * states
            var step = Step(scores: next.mutableSpan, origins: back.mutableSpan, base: base)
            if isApart {
                step.reach(apart, start, from: startFrom)
            } else {
                var text = textScore(index)
                if roles[index] == .opening { text.head += weights.headDateline }
                let needed = index + 1 < count ? sheet.rows[index + 1].head : 1
                var bestInside: Float = impossible
                var bestInsideFrom = -1
                for column in columns.indices where index > 0 {
                    for place in 0...1 where score[column * 4 + place] > bestInside {
                        bestInside = score[column * 4 + place]
                        bestInsideFrom = column * 4 + place
                    }
                }
                let indent = row.indent >= 1 ? row.indent : weights.indentTrace
                let freshCost = startCost(index, isFresh: true)
                let resumedCost = startCost(index, isFresh: false)
                let cutCost = row.blankLinesAbove > 0 ? weights.resumedAtBlank : weights.cut
                for column in columns.indices {
                    let width = columns[column]
                    let fullFirst = fullness(row, needed, width - indent)
                    let fullMiddle = fullness(row, needed, width)
                    let short = shortness(row, width)
                    var change = weights.columnChange
                    if startFrom >= 0, startFrom < head, startFrom >> 2 == column { change = 0 }
                    let startScore = start + change + text.body + freshCost
                    step.reach(column * 4, startScore + fullFirst, from: startFrom)
                    step.reach(column * 4 + 3, startScore + shortness(row, width - 1.2), from: startFrom)
                    // Inside a paragraph.
                    var inside = max(score[column * 4], score[column * 4 + 1])
                    var insideFrom = score[column * 4] >= score[column * 4 + 1] ? column * 4 : column * 4 + 1
                    if index == 0 { inside = impossible }
                    if bestInside + weights.columnChangeInside > inside {
                        inside = bestInside + weights.columnChangeInside
                        insideFrom = bestInsideFrom
                    }
                    let wrap = inside + before.wrap
                    // A continuation whose beginning stands elsewhere.
                    let resumed = start + cutCost + change + resumedCost
                    let value = max(wrap, resumed)
                    let from = wrap >= resumed ? insideFrom : ((startFrom + 1) << 6) * -1 - 2
                    step.reach(column * 4 + 1, value + text.body + fullMiddle, from: from)
                    step.reach(column * 4 + 2, value + text.body + short, from: from)
                }
                let isInBlock = row.blankLinesAbove == 0 && startFrom >= 0 && startFrom < head
                let headScore = max(
                    start + weights.headStart + (isInBlock ? weights.headInBlock : 0),
                    headFrom + weights.headGoesOn
                )
                let headGoesOn = headFrom + weights.headGoesOn >= start + weights.headStart
                step.reach(head, headScore + text.head, from: headGoesOn ? head : startFrom)
                if row.width > 24 {
                    step.reach(unwrapped, start + weights.unwrapped + text.body + freshCost, from: startFrom)
                }
            }
            swap(&score, &next)
        }
        return trace(score, back, states, columns, roles, boundaries)
    }

    /// What is known of the states in which a row can be.
    private struct Step: ~Copyable, ~Escapable {
        var scores: MutableSpan<Float>
        var origins: MutableSpan<Int16>
        /// Where the origins of this row begin.
        let base: Int

        @_lifetime(copy scores, copy origins)
        init(scores: consuming MutableSpan<Float>, origins: consuming MutableSpan<Int16>, base: Int) {
            self.scores = scores
            self.origins = origins
            self.base = base
        }

        @_lifetime(self: copy self)
        mutating func reach(_ state: Int, _ score: Float, from: Int) {
            guard score > -.infinity else { return }
            scores[state] = score
            origins[base + state] = Int16(truncatingIfNeeded: from)
        }
    }

    private func trace(
        _ score: [Float],
        _ back: [Int16],
        _ states: Int,
        _ columns: [Float],
        _ roles: [RowRole],
        _ boundaries: [Boundary]
    ) -> [Run] {
        let head = columns.count * 4
        let count = sheet.rows.count
        var state = 0
        var best = -Float.infinity
        for candidate in 0..<states {
            let isOpen = candidate < head && candidate & 3 <= 1
            let end = candidate & 3 == 3 ? boundaries[count - 1].endOfOnly : boundaries[count - 1].end
            let value = score[candidate] + (isOpen ? weights.cut : candidate < head ? end : 0)
            if value > best { best = value; state = candidate }
        }
        var path = [(state: Int, resumes: Bool)](repeating: (0, false), count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let from = Int(back[index * states + state])
            let resumes = from < -1
            path[index] = (state, resumes)
            let previous = resumes ? (-2 - from) >> 6 - 1 : from
            if index > 0 { state = max(0, previous) }
        }
        var runs: [Run] = []
        for index in 0..<count {
            let (state, resumes) = path[index]
            if state == head + 1 {
                runs.append(Run(kind: .apart(roles[index]), rows: index..<index + 1))
            } else if state == head {
                if case .head? = runs.last?.kind, index > 0, path[index - 1].state == head {
                    runs[runs.count - 1].rows = runs[runs.count - 1].rows.lowerBound..<index + 1
                } else {
                    runs.append(Run(kind: .head, rows: index..<index + 1))
                }
            } else if state == head + 2 {
                runs.append(Run(kind: .paragraph, rows: index..<index + 1))
            } else {
                let place = state & 3
                let isStart = place == 0 || place == 3 || resumes || index == 0
                if isStart {
                    if let last = runs.last, case .paragraph = last.kind, index > 0, path[index - 1].state < head,
                        path[index - 1].state & 3 <= 1
                    {
                        runs[runs.count - 1].isOpenAtEnd = true
                    }
                    runs.append(
                        Run(
                            kind: .paragraph,
                            rows: index..<index + 1,
                            column: columns[state >> 2],
                            isOpenAtStart: place == 1 || place == 2
                        )
                    )
                } else {
                    runs[runs.count - 1].rows = runs[runs.count - 1].rows.lowerBound..<index + 1
                }
            }
            if state < head, state & 3 <= 1, index + 1 == count || path[index + 1].state >= head {
                runs[runs.count - 1].isOpenAtEnd = true
            }
        }
        return runs
    }

    // MARK: Evidence

    /// How well a row that is not the last of its paragraph fills a column of `width`.
    private func fullness(_ row: Row, _ needed: Float, _ width: Float) -> Float {
        let least = row.width - row.squeeze
        var off: Float = 0
        if least > width + weights.overTolerance {
            off = least - width - weights.overTolerance
        } else if row.width < width - needed - weights.slackTolerance {
            off = width - needed - weights.slackTolerance - row.width
        }
        return max(weights.missingFloor, weights.full + off * weights.missing)
    }

    /// How well a paragraph's last row, which may be short, stands in a column of `width`.
    private func shortness(_ row: Row, _ width: Float) -> Float {
        let least = row.width - row.squeeze
        let off = max(0, least - width - weights.overTolerance)
        return max(weights.missingFloor * 1.5, weights.lastRowScale * (width * 0.35 + 6) + off * weights.missing * 1.5)
    }

    private func startCost(_ index: Int, isFresh: Bool) -> Float {
        let row = sheet.rows[index]
        let first = sheet.glyphs[row.glyphs.lowerBound]
        var cost = (sheet.placement?.breakEvidence(index) ?? 0) / 2
        if isFresh {
            if first.characterClass.shunsLineStart { cost += weights.startShunned }
            if typesetting.indentRate > 0.08, row.indent < 1, !isSalutation(row.glyphs) {
                // A caption of one row has no indent, but ends its sentence.
                let isSentence = row.blankLinesAbove > 0 && sheet.ending(row.glyphs) == .sentence
                cost += isSentence ? weights.startUnindented * 0.4 : weights.startUnindented
            }
        } else if row.indent >= 1 {
            cost += weights.wrapIndented
        }
        return cost
    }

    private func textScore(_ index: Int) -> (body: Float, head: Float) {
        let row = sheet.rows[index]
        var pauses = 0
        var terminators = 0
        for glyph in sheet.glyphs[row.glyphs] {
            switch glyph.code {
            case 0xFF0C, 0x2C, 0xFF1B, 0x3001: pauses += 1
            case 0x3002: terminators += 1
            default: break
            }
        }
        var head = weights.headRow
        if isAddressed(row.glyphs) { head += weights.headTerminator }
        if shadows.repeated.contains(index) { head += weights.headRepeated }
        if pauses > 0 { head += weights.headPause }
        if terminators > 0 { head += weights.headTerminator }
        if let placement = sheet.placement { head += placement.headEvidence(index) }
        if row.width > 28 { head += (row.width - 28) * weights.headLong }
        return (pauses + terminators == 0 ? max(-2.5, weights.bodyWithoutPause * row.width / 14) : -0.3, head)
    }

    private func boundary(after index: Int, _ roles: [RowRole]) -> Boundary {
        let row = sheet.rows[index]
        let glyphs = sheet.glyphs
        let isLast = index + 1 == sheet.rows.count
        let ending = sheet.ending(row.glyphs)
        var end =
            ending == .sentence ? weights.endAtSentence : ending == .colon ? weights.endAtColon : weights.endInSentence
        var wrap = ending == .sentence ? weights.wrapAtSentence : weights.wrapInSentence
        var cut = weights.cut
        var endOfOnly = ending == .none && !sheet.hasPause(row.glyphs) ? max(end, weights.endOfCrosshead) : end
        if isSalutation(row.glyphs) {
            end = weights.endAtSentence
            endOfOnly = end
        }
        guard !isLast else { return Boundary(end: end, endOfOnly: endOfOnly, wrap: wrap, cut: cut) }
        let below = sheet.rows[index + 1]
        if ending == .none, glyphs[row.glyphs.upperBound - 1].isHan, glyphs[below.glyphs.lowerBound].isHan {
            let pair = CharacterPairs.standard.association(
                glyphs[row.glyphs.upperBound - 1].code,
                glyphs[below.glyphs.lowerBound].code
            )
            wrap += max(-weights.wrapPairMost, min(weights.wrapPairMost, pair)) * weights.wrapPair
        }
        if let placement = sheet.placement {
            wrap -= placement.breakEvidence(index + 1) / 2
        } else if below.blankLinesAbove > 0 {
            let first = glyphs[below.glyphs.lowerBound].characterClass
            wrap += first == .openingQuote || first == .opening ? 0 : weights.wrapOverBlank
            // What is signed is finished.
            cut = sheet.endsWithSignature(row.glyphs) ? weights.cut : weights.cutAtBlank
        } else if hasBlanks {
            end += weights.endWithoutBlank
            endOfOnly += weights.endWithoutBlank
        }
        if below.blankLinesAbove > 0, leads[index + 1] { wrap += weights.wrapBeforeLead }
        // Where paragraphs have indents, an empty line behind a sentence parts blocks.
        if below.blankLinesAbove > 0, ending == .sentence, typesetting.indentRate > 0.08 {
            wrap += weights.wrapOverBlank * 2
        }
        if below.indent >= 1, below.indent > row.indent { wrap += weights.wrapIndented }
        if roles[index + 1] == .opening { wrap += weights.wrapBeforeDateline }
        if sheet.isInsideBracket(before: row.glyphs.upperBound) || sheet.isInsideBracket(after: below.glyphs.lowerBound)
        {
            end += weights.endInBracket
            endOfOnly += weights.endInBracket
        }
        return Boundary(end: end, endOfOnly: endOfOnly, wrap: wrap, cut: cut)
    }

    /// Whether the row opens a letter: 编辑同志：.
    private func isSalutation(_ range: Range<Int>) -> Bool {
        range.count <= 12 && sheet.glyphs[range.upperBound - 1].code == 0xFF1A
            && sheet.match(vocabulary.salutations, at: range.lowerBound, before: range.upperBound) != nil
    }

    /// Whether the row says who speaks and ends a sentence, as questions of an interview do.
    private func isAddressed(_ range: Range<Int>) -> Bool {
        if isSalutation(range) { return true }
        guard range.count > 4, sheet.glyphs[range.upperBound - 1].characterClass == .terminator else { return false }
        return sheet.glyphs[range.prefix(6)].contains { $0.code == 0xFF1A }
    }
}
