import TextScanning

/// Puts the fragments of bodies in reading order where a dump took the top of one column before the foot of another.
struct Weaver {
    let sheet: Sheet
    let grams: GramIndex
    let units: [Unit]
    var weights = WeavingWeights.learned
    var pairs = CharacterPairs.standard

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
        let links = links(fragments)
        let search = ColumnSearch(
            heights: fragments.map(\.height),
            links: links,
            starts: fragments.map(\.start),
            weights: weights
        )
        var groups: [[Int]] = []
        var previous: Fragment?
        for index in search.order().order {
            let fragment = fragments[index]
            if let upper = previous, goesOn(upper, fragment) {
                groups[groups.count - 1].append(fragment.unit)
            } else {
                groups.append([fragment.unit])
            }
            previous = fragment
        }
        return groups
    }

    /// The evidence for each link among `fragments`, limited so that no single one outweighs all others.
    func links(_ fragments: [Fragment]) -> [Float] {
        let reader = LinkReader(sheet: sheet, grams: grams, units: units, pairs: pairs)
        var links = [Float](repeating: 0, count: fragments.count * fragments.count)
        for upper in fragments.indices {
            for lower in fragments.indices where lower != upper {
                let value = sum(reader.features(fragments[upper], fragments[lower]), weights.link)
                links[upper * fragments.count + lower] = max(-6, min(6, value))
            }
        }
        return links
    }

    /// Whether two fragments that follow each other are of one paragraph.
    private func goesOn(_ upper: Fragment, _ lower: Fragment) -> Bool {
        let features = LinkReader(sheet: sheet, grams: grams, units: units, pairs: pairs).features(upper, lower)
        let goingOn = (1 - upper.end) * (1 - lower.start)
        let parted = upper.end * lower.start
        let evidence = CharacterPairs.log(max(goingOn, 1e-6)) - CharacterPairs.log(max(parted, 1e-6))
        return evidence + features[8] * weights.link[8] + features[9] * weights.link[9] > 0
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
        let reader = FragmentReader(sheet: sheet, units: units)
        let column = reader.width(of: span.lazy.filter(body.contains).prefix(Self.limit).map(reader.fragment))
        let members = span.filter { body.contains($0) || isCrosshead($0, column) }
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
