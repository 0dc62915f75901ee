import TextScanning

/// Brings the parts of bodies together that a dump took apart, where parts of other bodies stand between them.
struct Gatherer {
    let sheet: Sheet
    let units: [Unit]
    let weights: WeavingWeights
    private let weaver: Weaver
    private let grams: GramIndex
    private let habit: CutHabit

    /// Pages of more blocks than this are left as they are.
    private static let limit = 2000
    /// Blocks back to which shared pairs of characters are looked for, and in how many blocks a pair may stand.
    private static let reach = 120
    private static let mostCommon = 6
    /// What a link counts that is the best for both its ends beyond doubt.
    private static let sure: Float = 2.5

    init(
        sheet: Sheet,
        grams: GramIndex,
        units: [Unit],
        habit: CutHabit,
        weights: WeavingWeights = .learned
    ) {
        self.sheet = sheet
        self.grams = grams
        self.units = units
        self.habit = habit
        self.weights = weights
        weaver = Weaver(sheet: sheet, grams: grams, units: units, habit: habit, weights: weights)
    }

    /// Paragraph units between empty lines, and what stands above them.
    private struct Stretch {
        var prefix: [Int] = []
        var members: [Int] = []
    }

    /// The units with the stretches of each body behind each other.
    func gathered() -> [Unit] {
        let parts = stretches()
        var stretches = parts.stretches
        guard stretches.count > 2, stretches.count <= Self.limit else { return units }
        let owners = owners(stretches)
        var order: [[Int]] = Array(repeating: [], count: (owners.max() ?? 0) + 1)
        for (number, owner) in owners.enumerated() { order[owner].append(number) }
        let waiting = moveHeads(of: &stretches, owners)
        var result: [Unit] = []
        for chain in order {
            for (place, number) in chain.enumerated() {
                let stretch = stretches[number]
                let isMoved = place > 0 && chain[place - 1] != number - 1
                let bylines = stretch.prefix.filter { isMoved && units[$0].isByline }
                result += stretch.prefix.filter { !bylines.contains($0) }.map { units[$0] }
                result += stretch.members.map { units[$0] }
                result += bylines.map { units[$0] }
            }
        }
        return result + (waiting + parts.rest).map { units[$0] }
    }

    /// Gives headline lines above a stretch that goes back to an earlier body to what begins below it; those that then
    /// are left over.
    private func moveHeads(of stretches: inout [Stretch], _ owners: [Int]) -> [Int] {
        var waiting: [Int] = []
        var begun = Set<Int>()
        for (number, owner) in owners.enumerated() {
            if begun.insert(owner).inserted {
                stretches[number].prefix = waiting + stretches[number].prefix
                waiting = []
            } else if owners[number - 1] != owner {
                waiting += stretches[number].prefix.filter { !units[$0].isByline }
                stretches[number].prefix.removeAll { !units[$0].isByline }
            }
        }
        return waiting
    }

    private func stretches() -> (stretches: [Stretch], rest: [Int]) {
        var stretches: [Stretch] = []
        var prefix: [Int] = []
        for index in units.indices {
            guard units[index].isParagraph else {
                prefix.append(index)
                continue
            }
            if prefix.isEmpty, !stretches.isEmpty, units[index].opening == nil, let last = units[index - 1].rows.last,
                let first = units[index].rows.first, first == last + 1, sheet.rows[first].blankLinesAbove == 0,
                habit.partsBlocks
            {
                stretches[stretches.count - 1].members.append(index)
            } else {
                stretches.append(Stretch(prefix: prefix, members: [index]))
                prefix = []
            }
        }
        return (stretches, prefix)
    }

    private func owners(_ stretches: [Stretch]) -> [Int] {
        let edges = stretches.map { stretch in
            (top: fragment(stretch.members[0]), foot: fragment(stretch.members[stretch.members.count - 1]))
        }
        let blocks = zip(stretches, edges).map { block($0, $1.top, $1.foot) }
        let reader = LinkReader(sheet: sheet, grams: grams, units: units)
        let odds = LinkOdds(
            count: blocks.count,
            isFoot: { blocks[$0].end < 0.5 },
            isTop: { blocks[$0].start < 0.5 },
            link: { upper, lower in
                let features = reader.features(edges[upper].foot, edges[lower].top)
                var sum: Float = 0
                for index in features.indices { sum += features[index] * weights.link[index] }
                return max(-6, min(6, sum))
            }
        )
        return StrandSearch(
            blocks: blocks,
            costs: StrandSearch.Costs(),
            edges: { index, column in
                let fragment = weaver.fragment(stretches[index].members[0], width: column)
                return (fragment.start, fragment.end)
            },
            link: { odds.value($0, $1) + Self.sure },
            shared: shared(stretches)
        ).owners()
    }

    private func fragment(_ unit: Int) -> Fragment { weaver.fragment(unit, width: units[unit].column) }

    private func block(_ stretch: Stretch, _ top: Fragment, _ foot: Fragment) -> StrandSearch.Block {
        let first = stretch.members[0]
        var told: Float = 0
        var widest: Float = 0
        for member in stretch.members {
            let rows = units[member].rows
            for (place, row) in rows.dropLast().enumerated() {
                let indent: Float = place == 0 && (member != first || top.start > 0.5) ? 2 : 0
                widest = max(widest, sheet.rows[row].width - sheet.rows[row].squeeze * 0.5 + indent)
                told += 1
            }
        }
        let row = sheet.rows[units[first].rows[0]]
        let isSingle = stretch.members.count == 1 && units[first].rows.count == 1
        let isFull = isSingle && sheet.ending(units[first].pieces[0]) != .sentence
        return StrandSearch.Block(
            start: top.start,
            end: foot.end,
            least: row.width - row.squeeze,
            width: row.width,
            rows: told,
            column: widest,
            isFull: isFull,
            isSingle: isSingle,
            hasHead: stretch.prefix.contains { units[$0].isHead },
            hasOpening: units[first].opening != nil,
            isLine: units[first].isLine
        )
    }

    /// For each stretch the earlier ones that it shares pairs of characters with which few hold.
    private func shared(_ stretches: [Stretch]) -> [[(block: Int, value: Float)]] {
        var marks = GramMarks(count: grams.count)
        var holders = [[Int32]](repeating: [], count: grams.count)
        let sets = stretches.map { stretch in marks.set(of: stretch.members.flatMap { units[$0].pieces }, grams) }
        for (number, set) in sets.enumerated() { for gram in set { holders[Int(gram)].append(Int32(number)) } }
        return sets.enumerated().map { number, set in
            var values: [Int: Float] = [:]
            for gram in set {
                let holders = holders[Int(gram)]
                guard holders.count > 1, holders.count <= Self.mostCommon else { continue }
                for other in holders where other < number && Int(other) >= number - Self.reach {
                    values[Int(other), default: 0] += 1 / Float(holders.count - 1)
                }
            }
            return values.map { (block: $0.key, value: $0.value) }.sorted { $0.block < $1.block }
        }
    }
}
