import TextScanning

/// Puts the fragments of bodies in reading order where a dump took the top of one column before the foot of another.
struct Weaver {
    let sheet: Sheet
    let grams: GramIndex
    let units: [Unit]
    let habit: CutHabit
    var weights = WeavingWeights.learned
    var pairs = CharacterPairs.standard

    /// Cells by which the columns of one body may differ.
    private static let columnTolerance: Float = 1.3
    /// Bodies of more fragments than this are left in file order, so that time stays linear.
    private static let limit = 64

    /// The fragments of `members`, units in file order, with what tells where paragraphs begin and end.
    func fragments(_ members: [Int]) -> [Fragment] {
        let reader = FragmentReader(sheet: sheet, units: units)
        let width = reader.width(of: members.map(reader.fragment))
        return members.map { fragment($0, width: width) }
    }

    /// The fragment of a unit, in a column of `width` cells.
    func fragment(_ unit: Int, width: Float) -> Fragment {
        let reader = FragmentReader(sheet: sheet, units: units)
        var fragment = reader.fragment(unit)
        guard fragment.height > 0 else { return fragment }
        fragment.end = probability(reader.endFeatures(fragment, width: width), weights.end)
        fragment.start = probability(reader.startFeatures(fragment, width: width), weights.start)
        return fragment
    }

    /// The units of `members` in reading order, in groups that are one paragraph each.
    func paragraphs(_ members: [Int]) -> [[Int]] {
        guard members.count > 1, members.count <= Self.limit else { return members.map { [$0] } }
        let fragments = fragments(members)
        let blocks = BlockReader(sheet: sheet, units: units, habit: habit).blocks(fragments)
        let deal = deal(fragments, blocks, .full)
        let levels = ColumnLevels(deal, blocks)

        var groups: [[Int]] = []
        var previous: (fragment: Fragment, block: Int)?
        for index in deal.order {
            for place in blocks[index].fragments {
                let fragment = fragments[place]
                if let above = previous,
                    goesOn(
                        above.fragment,
                        fragment,
                        above.block == index ? 0 : evidence(above.block, index, blocks, deal, levels)
                    )
                {
                    groups[groups.count - 1].append(fragment.unit)
                } else {
                    groups.append([fragment.unit])
                }
                previous = (fragment, index)
            }
        }
        return groups
    }

    /// The likeliest way to deal `blocks`, made of `fragments`, out to columns.
    private func deal(_ fragments: [Fragment], _ blocks: [Block], _ effort: ColumnSearch.Effort) -> ColumnSearch.Deal {
        ColumnSearch(
            blocks: blocks,
            links: links(blocks, fragments),
            habit: habit,
            columnWidth: FragmentReader(sheet: sheet, units: units).width(of: fragments),
            weights: weights,
            effort: effort
        ).deal()
    }

    /// What it costs to take `members`, in file order, for one body; nil if they are too many.
    func bodyCost(_ members: [Int]) -> Float? {
        guard members.count <= Self.limit, !members.isEmpty else { return nil }
        let fragments = fragments(members)
        let blocks = BlockReader(sheet: sheet, units: units, habit: habit).blocks(fragments)
        let deal = deal(fragments, blocks, .brief)
        guard let last = deal.order.last else { return nil }
        let changes = zip(fragments, fragments.dropFirst()).count { upper, lower in
            upper.height > 1 && lower.height > 1 && !upper.isHead && !lower.isHead
                && abs(units[upper.unit].column - units[lower.unit].column) > Self.columnTolerance
        }
        return deal.cost + weights.noEnd * (1 - blocks[last].end) + weights.columnChange * Float(changes)
    }

    /// How much likelier it makes it that a paragraph goes on that the block `lower` is parted from `upper` as it is.
    private func evidence(
        _ upper: Int,
        _ lower: Int,
        _ blocks: [Block],
        _ deal: ColumnSearch.Deal,
        _ levels: ColumnLevels
    ) -> Float {
        guard deal.columns[upper] == deal.columns[lower], habit.partsBlocks, !blocks[lower].opens else { return 0 }
        let isTall = blocks[upper].isTallAtFoot || blocks[lower].isTallAtTop
        if isTall { return CharacterPairs.log(habit.tallRate) }
        switch levels.isCut(at: deal.rows[lower], besides: deal.columns[lower]) {
        case true?: return 0
        case false?: return CharacterPairs.log(weights.levelBroken)
        case nil: return CharacterPairs.log(habit.rate)
        }
    }

    /// The evidence for each link among `blocks`, limited so that no single one outweighs all others.
    private func links(_ blocks: [Block], _ fragments: [Fragment]) -> [Float] {
        let reader = LinkReader(sheet: sheet, grams: grams, units: units, pairs: pairs)
        var links = [Float](repeating: 0, count: blocks.count * blocks.count)
        for upper in blocks.indices {
            let foot = fragments[blocks[upper].fragments.upperBound - 1]
            for lower in blocks.indices where lower != upper {
                let top = fragments[blocks[lower].fragments.lowerBound]
                links[upper * blocks.count + lower] = max(-6, min(6, sum(reader.features(foot, top), weights.link)))
            }
        }
        return links
    }

    /// Whether two fragments that follow each other are of one paragraph.
    private func goesOn(_ upper: Fragment, _ lower: Fragment, _ more: Float) -> Bool {
        let features = LinkReader(sheet: sheet, grams: grams, units: units, pairs: pairs).features(upper, lower)
        let goingOn = (1 - upper.end) * (1 - lower.start)
        let parted = upper.end * lower.start
        let evidence = CharacterPairs.log(max(goingOn, 1e-6)) - CharacterPairs.log(max(parted, 1e-6))
        return evidence + more + features[8] * weights.link[8] + features[9] * weights.link[9] > 0
    }

    private func probability(_ features: [Float], _ weights: [Float]) -> Float {
        1 / (1 + CharacterPairs.exp(-sum(features, weights)))
    }

    private func sum(_ features: [Float], _ weights: [Float]) -> Float {
        var sum: Float = 0
        for index in features.indices { sum += features[index] * weights[index] }
        return sum
    }
}

extension Weaver {
    /// The units with those of each of `stories` in reading order and its cut paragraphs joined.
    ///
    /// What else stands among a body's fragments follows the paragraph that it stood behind.
    func woven(_ stories: [Story], _ builder: UnitBuilder) -> [Unit] {
        var result: [Unit] = []
        var next = 0
        for story in stories {
            guard let first = story.paragraphs.first, let last = story.paragraphs.last, first >= next else { continue }
            result += units[next..<first]
            result += woven(first...last, Set(story.paragraphs), builder)
            next = last + 1
        }
        return result + units[next...]
    }

    private func woven(_ span: ClosedRange<Int>, _ body: Set<Int>, _ builder: UnitBuilder) -> [Unit] {
        let isCut = body.contains { units[$0].isOpenAtStart || units[$0].isOpenAtEnd }
        guard isCut else { return Array(units[span]) }
        let members = members(span, body)
        var followers: [Int: [Int]] = [:]
        var anchor = members[0]
        for unit in span {
            if members.contains(unit) { anchor = unit } else { followers[anchor, default: []].append(unit) }
        }
        var result: [Unit] = []
        for group in paragraphs(members) {
            var unit = joined(group)
            if group.count > 1 { builder.complete(&unit) }
            result.append(unit)
            for unit in group { result += (followers[unit] ?? []).map { units[$0] } }
        }
        return result
    }

    /// The units of a body and the headline lines among them that may be of it.
    func members(_ span: ClosedRange<Int>, _ body: Set<Int>) -> [Int] {
        let reader = FragmentReader(sheet: sheet, units: units)
        let column = reader.width(of: span.lazy.filter(body.contains).prefix(Self.limit).map(reader.fragment))
        return span.filter { body.contains($0) || isCrosshead($0, column) }
    }

    /// Whether headline lines among the paragraphs of a body may be a crosshead of it, or a row of its text.
    private func isCrosshead(_ unit: Int, _ column: Float) -> Bool {
        guard units[unit].isHead, units[unit].rows.count <= 2 else { return false }
        return units[unit].rows.allSatisfy { sheet.rows[$0].width < column + 0.7 }
    }

    private func joined(_ group: [Int]) -> Unit {
        var unit = units[group[0]]
        unit.isOpenAtStart = false
        unit.isOpenAtEnd = false
        if group.count > 1 { unit.kind = .paragraph }
        for other in group.dropFirst() {
            unit.rows += units[other].rows
            unit.pieces += units[other].pieces
            unit.column = max(unit.column, units[other].column)
        }
        return unit
    }
}
