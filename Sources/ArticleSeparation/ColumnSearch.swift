/// Finds the columns that the fragments of a body were taken from.
///
/// A body is set in columns of equal height, the last of which may be shorter; a dump keeps the order within a column. Of
/// all ways to deal the blocks out to columns the likeliest is sought: its links over the feet of columns and within
/// them, the steps that the dump takes, the heights at which columns are parted, and the heights must agree. The best few
/// are set, and the dump that a program would make of them is compared with the one at hand.
struct ColumnSearch {
    /// Where the blocks stand.
    struct Deal {
        /// For each block its column, and the row that it begins in.
        var columns: [Int]
        var rows: [Int]
        var cost: Float

        /// The blocks in reading order.
        var order: [Int] {
            columns.indices.sorted { (columns[$0], $0) < (columns[$1], $1) }
        }
    }

    let blocks: [Block]
    /// `links[upper * count + lower]`: the evidence that `lower` follows `upper`.
    let links: [Float]
    let habit: CutHabit
    let weights: WeavingWeights
    /// Cells of a column.
    let columnWidth: Float
    let effort: Effort

    /// How much is tried.
    struct Effort {
        /// Partial solutions that are kept.
        var width: Int
        /// Deals of which a dump is made.
        var compared: Int

        /// What finds the order of a body.
        static let full = Effort(width: 120, compared: 24)
        /// What tells whether fragments are one body.
        static let brief = Effort(width: 32, compared: 4)
    }

    /// Columns of a body at most.
    private static let most = 5
    /// Blocks of a deal of which a dump is made.
    private static let mostCompared = 40
    /// Cells of the widest column that others stand beside.
    private static let widest: Float = 45
    /// A link above this leaves no doubt.
    private static let surelyLinked: Float = 0.3
    /// Cells between columns, and from one row to the next.
    private static let gutter: Float = 1.5
    private static let pitch: Float = 1.5

    /// The number of a block for each column, or none; a byte each, so that states are small and soon compared.
    private struct Numbers: Equatable {
        var bits: UInt64 = 0

        subscript(column: Int) -> Int? {
            get {
                let number = bits >> UInt64(column * 8) & 0xFF
                return number == 0 ? nil : Int(number) - 1
            }
            set {
                bits &= ~(0xFF << UInt64(column * 8))
                if let newValue { bits |= UInt64(newValue + 1) << UInt64(column * 8) }
            }
        }
    }

    private struct State {
        var cost: Float
        var last = Numbers()
        var first = Numbers()
        var height = InlineArray<5, Int16>(repeating: 0)
        /// Heights at which rows of ideographs are parted in mid-paragraph, and those where they stand together.
        var cuts: UInt64 = 0
        var joins: UInt64 = 0
        var column: Int8
        var isSwitch: Bool
        var middle: Float
        /// Its place in the trail, which holds the column of each fragment and the place before it.
        var trail: Int32

        /// Whether both go on alike.
        func isAlike(_ other: State) -> Bool {
            guard last == other.last, first == other.first, column == other.column, isSwitch == other.isSwitch else {
                return false
            }
            for place in height.indices where height[place] != other.height[place] { return false }
            return true
        }
    }

    /// What it costs that one block stands below another.
    private struct Parting {
        /// Whether rows in mid-paragraph are parted, which then counts by where they are.
        var isLevel = false
        var goesOn = false
        /// Where rows stand together at that height, where rows are parted there already, and elsewhere.
        var broken: Float = 0
        var again: Float = 0
        var fresh: Float = 0
    }

    /// For each block the evidence of the best link to it.
    private let promises: [Float]
    /// For each block and each above it in the file what it costs to part them.
    private let partings: [Parting]
    /// For each step how much likelier it is than others.
    private let stepOdds: [Float]
    /// What it costs that rows stand together at a height where none are known to, and where others are parted.
    private let freshJoin: Float
    private let brokenJoin: Float

    init(blocks: [Block], links: [Float], habit: CutHabit, columnWidth: Float, weights: WeavingWeights, effort: Effort)
    {
        self.blocks = blocks
        self.links = links
        self.habit = habit
        self.columnWidth = columnWidth
        self.weights = weights
        self.effort = effort
        let count = blocks.count
        promises = blocks.indices.map { lower in
            blocks.indices.reduce(-6) { $1 == lower ? $0 : max($0, links[$1 * count + lower]) }
        }
        var partings = [Parting](repeating: Parting(), count: count * count)
        for upper in blocks.indices {
            for lower in upper + 1..<max(upper + 1, count) {
                partings[upper * count + lower] = Self.parting(blocks[upper], blocks[lower], habit, weights)
            }
        }
        self.partings = partings
        stepOdds = weights.step.map(CharacterPairs.exp)
        freshJoin = CharacterPairs.log(1 - habit.rate)
        brokenJoin = CharacterPairs.log(weights.levelBroken)
    }

    private static func parting(_ above: Block, _ below: Block, _ habit: CutHabit, _ weights: WeavingWeights) -> Parting
    {
        guard !below.opens else { return Parting() }
        // How likely the paragraph that ends above goes on below.
        let both = (1 - above.end) * (1 - below.start)
        let goingOn = both / max(1e-6, both + above.end * below.start)
        func cost(_ chance: Float) -> Float { -CharacterPairs.log(goingOn * chance + 1 - goingOn) }
        if above.isTallAtFoot || below.isTallAtTop {
            let cost = cost(habit.tallRate)
            return Parting(broken: cost, again: cost, fresh: cost)
        }
        return Parting(
            isLevel: true,
            goesOn: goingOn > 0.5,
            broken: cost(weights.levelBroken),
            again: cost(1),
            fresh: cost(habit.rate)
        )
    }

    /// The likeliest way to deal out the blocks.
    func deal() -> Deal {
        var deals = search(1)
        if isInOrder || columnWidth > Self.widest { return deals[0] }
        for columns in 2...max(2, min(Self.most, blocks.count)) where columns <= blocks.count {
            deals += search(columns)
        }
        deals.sort { $0.cost < $1.cost }
        for place in deals.indices.prefix(effort.compared) { deals[place].cost += dumpCost(deals[place]) }
        var best = deals[0]
        for deal in deals.prefix(effort.compared) where deal.cost < best.cost { best = deal }
        return best
    }

    /// Whether each block goes on with the one above it, so that no other order need be sought.
    private var isInOrder: Bool {
        let count = blocks.count
        return blocks[0].start > 0.5 && blocks[count - 1].end > 0.5
            && (1..<count).allSatisfy { links[($0 - 1) * count + $0] > Self.surelyLinked }
    }

    /// What speaks against a deal since its dump would differ from the one at hand.
    private func dumpCost(_ deal: Deal) -> Float {
        guard blocks.count <= Self.mostCompared else { return 0 }
        let boxes = blocks.indices.map { index in
            let left = Float(deal.columns[index]) * (columnWidth + Self.gutter)
            let top = Float(deal.rows[index]) * Self.pitch
            return NearestGrouping.Box(
                x0: left + blocks[index].left,
                y0: top - Float(blocks[index].lead) * Self.pitch,
                x1: left + blocks[index].right,
                y1: top + Float(blocks[index].height - 1) * Self.pitch + 1
            )
        }
        let order = NearestGrouping(boxes).order()
        let breaks = zip(order, order.dropFirst()).count { $1 != $0 + 1 }
        return breaks == 0 ? 0 : weights.otherDump + weights.dumpBreak * Float(min(6, breaks))
    }

    private func search(_ columns: Int) -> [Deal] {
        let count = blocks.count
        let total = blocks.reduce(0) { $0 + $1.height }
        let most = Int16(clamping: (total + columns - 1) / columns + 2)
        var trail: [(column: Int8, from: Int32)] = []
        var beam = [
            State(
                cost: weights.column * Float(columns - 1),
                column: -1,
                isSwitch: false,
                middle: 0,
                trail: -1
            )
        ]
        var next: [State] = []
        var order: [UInt64] = []
        var places = [Int32](repeating: -1, count: 1024)
        for index in 0..<count {
            next.removeAll(keepingCapacity: true)
            for place in places.indices { places[place] = -1 }
            for state in beam { extend(state, index, columns, most, &next, &places, &trail) }
            guard !next.isEmpty else { return [] }
            keepCheapest(of: next, &order, in: &beam)
        }
        var ends: [(state: State, cost: Float)] = []
        for state in beam { if let cost = finished(state, columns) { ends.append((state, cost)) } }
        ends.sort { $0.cost < $1.cost }
        return ends.prefix(effort.compared).map { deal($0.state, $0.cost, trail) }
    }

    /// The cheapest states, the cheapest first and of equal ones those that came first, where there are too many.
    ///
    /// What is sorted is the bits of the costs with the states' places, since states are large.
    private func keepCheapest(of states: [State], _ order: inout [UInt64], in beam: inout [State]) {
        guard states.count > effort.width else {
            beam = states
            return
        }
        order.removeAll(keepingCapacity: true)
        for place in states.indices {
            let bits = states[place].cost.bitPattern
            let ascending = bits ^ (bits >> 31 == 0 ? 0x8000_0000 : 0xFFFF_FFFF)
            order.append(UInt64(ascending) << 32 | UInt64(place))
        }
        Self.moveLeast(effort.width, of: &order)
        order.removeLast(order.count - effort.width)
        order.sort()
        beam.removeAll(keepingCapacity: true)
        for key in order { beam.append(states[Int(key & 0xFFFF_FFFF)]) }
    }

    /// Brings the `count` least of `keys`, which all differ, to the front: those on the wrong side of a middle one change
    /// places, until it stands where the others begin.
    private static func moveLeast(_ count: Int, of keys: inout [UInt64]) {
        var start = 0
        var end = keys.count
        while end - start > 1 {
            let middle = keys[(start + end) / 2]
            var lower = start
            var upper = end - 1
            while lower <= upper {
                if keys[lower] < middle {
                    lower += 1
                } else if keys[upper] > middle {
                    upper -= 1
                } else {
                    keys.swapAt(lower, upper)
                    lower += 1
                    upper -= 1
                }
            }
            if count <= upper {
                end = upper + 1
            } else if count >= lower {
                start = lower
            } else {
                return
            }
        }
    }

    /// Follows the trail of a state back to its beginning.
    private func deal(_ state: State, _ cost: Float, _ trail: [(column: Int8, from: Int32)]) -> Deal {
        var deal = Deal(
            columns: [Int](repeating: 0, count: blocks.count),
            rows: [Int](repeating: 0, count: blocks.count),
            cost: cost
        )
        var place = state.trail
        for index in blocks.indices.reversed() {
            deal.columns[index] = Int(trail[Int(place)].column)
            place = trail[Int(place)].from
        }
        var filled = [Int](repeating: 0, count: Self.most)
        for index in blocks.indices {
            deal.rows[index] = filled[deal.columns[index]]
            filled[deal.columns[index]] += blocks[index].height
        }
        return deal
    }

    /// Puts the block `index` into each column where it may stand.
    private func extend(
        _ state: State,
        _ index: Int,
        _ columns: Int,
        _ most: Int16,
        _ next: inout [State],
        _ places: inout [Int32],
        _ trail: inout [(column: Int8, from: Int32)]
    ) {
        let height = Int16(clamping: blocks[index].height)
        var scores = InlineArray<5, Float>(repeating: 0)
        var sum: Float = 0
        for column in 0..<columns where state.height[column] &+ height <= most {
            let middle = Float(state.height[column]) + Float(height) / 2
            guard state.column >= 0 else { continue }
            let step = ColumnStep(
                from: Int(state.column),
                to: column,
                isTop: state.height[column] == 0,
                distance: middle - state.middle
            )
            let kind = step.rawValue + (state.isSwitch ? ColumnStep.allCases.count : 0)
            scores[column] = weights.step[kind]
            sum += stepOdds[kind]
        }
        let norm = state.column >= 0 ? CharacterPairs.log(sum) : 0
        for column in 0..<columns where state.height[column] &+ height <= most {
            var cost = state.cost - scores[column] + norm
            var following = state
            if let above = state.last[column] {
                cost -= links[above * blocks.count + index]
                cost += cutCost(above, index, Int(state.height[column]), &following)
            } else if column == 0 {
                cost += weights.noStart * (1 - blocks[index].start)
            } else {
                // Until it is known what stands above the top of a column, the best that may.
                cost -= promises[index]
            }
            cost += joinCost(index, Int(state.height[column]), &following)
            following.cost = cost
            following.isSwitch = state.column >= 0 && state.column != Int8(column)
            following.column = Int8(column)
            following.middle = Float(state.height[column]) + Float(height) / 2
            if following.first[column] == nil { following.first[column] = index }
            following.last[column] = index
            following.height[column] = state.height[column] &+ height
            keep(following, column, state.trail, &next, &places, &trail)
        }
    }

    /// What it costs that the block `index` is parted from `above` at the height `row`.
    private func cutCost(_ above: Int, _ index: Int, _ row: Int, _ state: inout State) -> Float {
        let parting = partings[above * blocks.count + index]
        guard parting.isLevel else { return parting.fresh }
        guard row < 64 else { return 0 }
        let level = UInt64(1) << UInt64(row)
        let isBroken = state.joins & level != 0
        let cost = isBroken ? parting.broken : state.cuts & level != 0 ? parting.again : parting.fresh
        if parting.goesOn, !isBroken { state.cuts |= level }
        return cost
    }

    /// What it costs that the rows of the block `index` are not parted, which begins at the height `row`.
    private func joinCost(_ index: Int, _ row: Int, _ state: inout State) -> Float {
        guard row < 64, blocks[index].joins != 0 else { return 0 }
        let joins = blocks[index].joins << UInt64(row)
        let fresh = joins & ~(state.joins | state.cuts)
        let broken = joins & state.cuts & ~state.joins
        state.joins |= joins
        return -Float(fresh.nonzeroBitCount) * freshJoin - Float(broken.nonzeroBitCount) * brokenJoin
    }

    /// Keeps the cheapest of states that go on alike.
    private func keep(
        _ state: State,
        _ column: Int,
        _ from: Int32,
        _ next: inout [State],
        _ places: inout [Int32],
        _ trail: inout [(column: Int8, from: Int32)]
    ) {
        var hash = (state.last.bits &+ UInt64(column * 2 + (state.isSwitch ? 1 : 0)) << 40) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 32 ^ state.first.bits) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: hash >> 32) & (places.count - 1)
        while places[place] >= 0 {
            let known = Int(places[place])
            if next[known].isAlike(state) {
                guard state.cost < next[known].cost else { return }
                let older = next[known].trail
                trail[Int(older)] = (Int8(column), from)
                next[known] = state
                next[known].trail = older
                return
            }
            place = (place + 1) & (places.count - 1)
        }
        var added = state
        added.trail = Int32(trail.count)
        trail.append((Int8(column), from))
        places[place] = Int32(next.count)
        next.append(added)
    }

    /// What the whole costs, feet of columns joined to the tops of the next, or nil where a column is empty.
    private func finished(_ state: State, _ columns: Int) -> Float? {
        var cost = state.cost
        for column in 0..<columns where state.first[column] == nil { return nil }
        guard columns > 1 else { return cost }
        var highest: Int16 = 0
        for column in 0..<columns - 1 {
            if let foot = state.last[column], let top = state.first[column + 1] {
                cost += promises[top] - links[foot * blocks.count + top]
            }
            highest = max(highest, state.height[column])
        }
        for column in 0..<columns - 1 where state.height[column] < highest {
            cost += weights.oneRow + weights.moreRows * Float(min(4, highest - state.height[column]) - 1)
        }
        let over = Float(state.height[columns - 1] - highest)
        if over > 0 { cost += weights.lastColumnHigher * over }
        if -over > Float(columns) { cost += weights.lastColumnShorter * (-over - Float(columns)) }
        return cost
    }
}
