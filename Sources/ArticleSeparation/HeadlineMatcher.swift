import TextScanning

/// Puts headline lines on bodies by what both say, where they stand, and one optimal assignment over the page.
struct HeadlineMatcher {
    let sheet: Sheet
    let vocabulary: Vocabulary
    let grams: GramIndex
    let joint: HeadlineJoint
    /// What it is worth to keep a subheadline with the line above it: it is never a headline of its own.
    private static let subLink: Float = 6
    /// For each headline line the evidence that it goes on in the next line of its stretch.
    private let wraps: [Float]

    init(sheet: Sheet, vocabulary: Vocabulary, grams: GramIndex, joint: HeadlineJoint, units: [Unit]) {
        self.sheet = sheet
        self.vocabulary = vocabulary
        self.grams = grams
        self.joint = joint
        var wraps = [Float](repeating: 0, count: sheet.rows.count)
        for unit in units where unit.isHead {
            for (upper, lower) in zip(unit.rows, unit.rows.dropFirst()) {
                wraps[upper] = joint.wrapEvidence(upper, lower)
            }
        }
        self.wraps = wraps
    }

    /// Headline blocks, and for each the gain of setting it over each story.
    struct Result {
        var blocks: [HeadBlock]
        var story: [Int?]
        var gains: [[Float]]
    }

    /// Parts the headline units `heads` into blocks and assigns them to `stories`.
    func match(
        _ units: [Unit],
        _ heads: [Int],
        _ stories: [Story],
        adjacency: Float,
        isPhoto: [Bool],
        inside: StoryMap
    ) -> Result {
        let index = BodyIndex(sheet: sheet, grams: grams, units: units, stories: stories)
        let firsts = Dictionary(
            stories.enumerated().map { ($0.element.paragraphs[0], $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let lasts = Dictionary(
            stories.enumerated().map { ($0.element.paragraphs[$0.element.paragraphs.count - 1], $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let near = Self.gain(adjacency)
        var blocks: [HeadBlock] = []
        var gains: [[Float]] = []
        for unit in heads {
            let below = storyBelow(unit, units, firsts)
            let above = storyAbove(unit, units, lasts)
            let isInside = inside.around(unit) != nil
            for block in partition(units[unit].rows, unit, index, below: below, near: near) {
                var gain = index.affinities(block.rows)
                let isShort = block.rows.reduce(0) { $0 + sheet.rows[$1].glyphs.count } <= 8
                for story in gain.indices { gain[story] -= isInside ? 1 + near * 0.6 : 0.6 }
                if let below {
                    gain[below] += block.rows.last == units[unit].rows.last ? near : near / 4
                    if isPhoto[below], isShort, block.rows.last == units[unit].rows.last { gain[below] += 3 }
                }
                if let above { gain[above] += 0.8 }
                if let placement = sheet.placement {
                    for story in gain.indices {
                        gain[story] += placement.headGain(
                            block.rows,
                            first: units[stories[story].paragraphs[0]].rows[0]
                        )
                    }
                }
                blocks.append(block)
                gains.append(gain)
            }
        }
        var assigned = Assignment.best(gains, columns: stories.count)
        titlePhotos(&assigned, blocks, isPhoto, inside)
        if adjacency < Self.scattered { titleRest(&assigned, blocks, gains, isPhoto) }
        return Result(blocks: blocks, story: assigned, gains: gains)
    }

    /// Where fewer headlines than this stand at their bodies, what is left over on both sides belongs together.
    private static let scattered: Float = 0.55
    /// Headlines and bodies that are left over at most.
    private static let mostLeft = 4
    /// Characters of a line that is no crosshead.
    private static let leastLength = 9

    /// Puts the headlines that speak of no body on the bodies that have none, if there are as many of both.
    private func titleRest(_ assigned: inout [Int?], _ blocks: [HeadBlock], _ gains: [[Float]], _ isPhoto: [Bool]) {
        let taken = Set(assigned.compactMap(\.self))
        let stories = isPhoto.indices.filter { !isPhoto[$0] && !taken.contains($0) }
        let free = blocks.indices.filter { block in
            assigned[block] == nil
                && blocks[block].rows.reduce(0) { $0 + sheet.rows[$1].glyphs.count } >= Self.leastLength
        }
        guard free.count == stories.count, !free.isEmpty, free.count <= Self.mostLeft else { return }
        // All gains above 0, so that none is left out.
        let least = free.reduce(Float(0)) { least, block in stories.reduce(least) { min($0, gains[block][$1]) } }
        let rest = Assignment.best(
            free.map { block in stories.map { gains[block][$0] - least + 1 } },
            columns: stories.count
        )
        for (place, story) in rest.enumerated() { if let story { assigned[free[place]] = stories[story] } }
    }

    /// Gives short lines that speak of no story, in page order, to the captions that have no title.
    private func titlePhotos(_ assigned: inout [Int?], _ blocks: [HeadBlock], _ isPhoto: [Bool], _ inside: StoryMap) {
        let taken = Set(assigned.compactMap(\.self))
        var free = isPhoto.indices.filter { isPhoto[$0] && !taken.contains($0) }[...]
        for block in blocks.indices where assigned[block] == nil {
            let length = blocks[block].rows.reduce(0) { $0 + sheet.rows[$1].glyphs.count }
            guard length <= 8, let story = free.first else { continue }
            assigned[block] = story
            free.removeFirst()
        }
    }

    /// What it is worth to stand right above a body, where that share of headlines does.
    private static func gain(_ adjacency: Float) -> Float { max(0.5, min(7, (adjacency - 0.25) * 9)) }

    /// The story whose first paragraph follows `unit`, bylines and furniture apart.
    private func storyBelow(_ unit: Int, _ units: [Unit], _ firsts: [Int: Int]) -> Int? {
        var next = unit + 1
        while next < units.count, !units[next].isParagraph, !units[next].isHead { next += 1 }
        return next < units.count ? firsts[next] : nil
    }

    private func storyAbove(_ unit: Int, _ units: [Unit], _ lasts: [Int: Int]) -> Int? {
        var previous = unit - 1
        while previous >= 0, !units[previous].isParagraph, !units[previous].isHead { previous -= 1 }
        guard previous >= 0, units[previous].isParagraph else { return nil }
        return lasts[previous]
    }

    /// Parts a stretch of headline lines where two headlines meet, by the stories that the lines speak of.
    private func partition(_ rows: [Int], _ unit: Int, _ index: BodyIndex, below: Int?, near: Float) -> [HeadBlock] {
        guard rows.count > 1 else { return [HeadBlock(unit: unit, rows: rows)] }
        // Lines that surely go on in each other are never parted.
        var lines: [[Int]] = [[rows[0]]]
        var links: [Float] = []
        for (upper, lower) in zip(rows, rows.dropFirst()) {
            let evidence = wraps[upper]
            if evidence > 2 {
                lines[lines.count - 1].append(lower)
            } else {
                lines.append([lower])
                let isSub = joint.opensSub(lower) || joint.tellsAttendance(lower)
                links.append(
                    sheet.placement?.blockEvidence(upper, lower)
                        ?? (isSub ? Self.subLink : max(0, evidence) * 2.5)
                        - (sheet.rows[lower].blankLinesAbove > 0 ? 1 : 0)
                )
            }
        }
        let count = lines.count
        let affinities = lines.map { index.affinities($0) }
        var best = [Float](repeating: -.infinity, count: count + 1)
        var from = [Int](repeating: 0, count: count + 1)
        best[0] = 0
        var sums = [Float](repeating: 0, count: index.storyCount)
        for end in 1...count {
            for story in sums.indices { sums[story] = 0 }
            if let below, end == count { sums[below] += near }
            for start in (max(0, end - 5)..<end).reversed() {
                var value = best[start] - 4
                var most: Float = 0
                for story in sums.indices {
                    sums[story] += affinities[start][story]
                    most = max(most, sums[story])
                }
                value += most
                if end - start > 3 { value -= Float(end - start - 3) * 1.5 }
                for line in start..<end - 1 { value += links[line] }
                if value >= best[end] {
                    best[end] = value
                    from[end] = start
                }
            }
        }
        var blocks: [HeadBlock] = []
        var end = count
        while end > 0 {
            blocks.append(HeadBlock(unit: unit, rows: Array(lines[from[end]..<end].joined())))
            end = from[end]
        }
        return blocks.reversed()
    }
}

/// Which pairs of characters stand in which stories.
struct BodyIndex {
    let sheet: Sheet
    let grams: GramIndex
    let storyCount: Int
    /// For each pair of the headline lines the stories it stands in.
    private var stories: PairLists

    init(sheet: Sheet, grams: GramIndex, units: [Unit], stories: [Story]) {
        self.sheet = sheet
        self.grams = grams
        storyCount = stories.count
        self.stories = PairLists(count: grams.count)
        // Only what headline lines say is ever looked up.
        var isAsked = [Bool](repeating: false, count: grams.count)
        for unit in units where unit.isHead {
            for piece in unit.pieces {
                for position in piece where grams.grams[position] >= 0 { isAsked[Int(grams.grams[position])] = true }
            }
        }
        for (number, story) in stories.enumerated() {
            for (place, unit) in story.paragraphs.enumerated() {
                let weight: Float = place == 0 ? 1.3 : 1
                for piece in units[unit].pieces {
                    for position in piece {
                        let gram = grams.grams[position]
                        guard gram >= 0, isAsked[Int(gram)] else { continue }
                        self.stories.add(gram, in: number, weight: weight)
                    }
                }
            }
        }
    }

    /// How much the lines `rows` speak of each story: for each pair in it, how few stories have it.
    func affinities(_ rows: [Int]) -> [Float] {
        var result = [Float](repeating: 0, count: storyCount)
        for row in rows {
            for position in sheet.rows[row].glyphs {
                let gram = grams.grams[position]
                guard gram >= 0, case 1...32 = stories.count(of: gram) else { continue }
                let rarity = Self.rarity(Float(storyCount) / Float(stories.count(of: gram)))
                stories.forEachText(with: gram) { story, weight in result[story] += rarity * weight }
            }
        }
        return result
    }

    private static func rarity(_ ratio: Float) -> Float {
        0.25 + Float(ratio.exponent) + ratio.significand - 1
    }
}
