/// Finds the columns that the fragments of a body were taken from.
///
/// A body is set in columns of equal height, the last of which may be shorter; a dump keeps the order within a column. Of
/// all ways to deal the fragments out to columns the likeliest is sought: its links over the feet of columns and within
/// them, the steps that the dump takes, and the heights must agree.
struct ColumnSearch {
    let heights: [Int]
    /// `links[upper * count + lower]`: the evidence that `lower` follows `upper`.
    let links: [Float]
    /// For each fragment how likely it begins a paragraph.
    let starts: [Float]
    let weights: WeavingWeights

    /// Partial solutions that are kept.
    private static let width = 120
    /// Columns of a body at most.
    private static let most = 5

    private struct State {
        var cost: Float
        var last: SIMD8<Int16>
        var first: SIMD8<Int16>
        var height: SIMD8<Int16>
        var column: Int8
        var isSwitch: Bool
        var middle: Float
        /// Its place in the trail, which holds the column of each fragment and the place before it.
        var trail: Int32
    }

    /// For each fragment the evidence of the best link to it.
    private let promises: [Float]

    init(heights: [Int], links: [Float], starts: [Float], weights: WeavingWeights) {
        self.heights = heights
        self.links = links
        self.starts = starts
        self.weights = weights
        let count = heights.count
        promises = heights.indices.map { lower in
            heights.indices.reduce(-6) { $1 == lower ? $0 : max($0, links[$1 * count + lower]) }
        }
    }

    /// The fragments in reading order, and what that costs.
    func order() -> (order: [Int], cost: Float) {
        let count = heights.count
        var best = natural
        guard count > 1 else { return best }
        for columns in 2...max(2, min(Self.most, count)) where columns <= count {
            if let found = search(columns), found.cost < best.cost { best = found }
        }
        return best
    }

    private var natural: (order: [Int], cost: Float) {
        var cost = weights.noStart * (1 - starts[0])
        for index in heights.indices.dropFirst() { cost -= links[(index - 1) * heights.count + index] }
        return (Array(heights.indices), cost)
    }

    private func search(_ columns: Int) -> (order: [Int], cost: Float)? {
        let count = heights.count
        let total = heights.reduce(0, +)
        let most = Int16(clamping: (total + columns - 1) / columns + 2)
        let none = SIMD8<Int16>(repeating: -1)
        var trail: [(column: Int8, from: Int32)] = []
        var beam = [
            State(
                cost: weights.column * Float(columns - 1),
                last: none,
                first: none,
                height: .zero,
                column: -1,
                isSwitch: false,
                middle: 0,
                trail: -1
            )
        ]
        var next: [State] = []
        var places = [Int32](repeating: -1, count: 1024)
        for index in 0..<count {
            next.removeAll(keepingCapacity: true)
            for place in places.indices { places[place] = -1 }
            for state in beam { extend(state, index, columns, most, &next, &places, &trail) }
            guard !next.isEmpty else { return nil }
            if next.count > Self.width {
                next.sort { $0.cost < $1.cost }
                next.removeLast(next.count - Self.width)
            }
            swap(&beam, &next)
        }
        var best: (state: State, cost: Float)?
        for state in beam {
            guard let cost = finished(state, columns) else { continue }
            if cost < best?.cost ?? .infinity { best = (state, cost) }
        }
        guard let best else { return nil }
        var dealt = [[Int]](repeating: [], count: columns)
        var place = best.state.trail
        for index in stride(from: count - 1, through: 0, by: -1) {
            dealt[Int(trail[Int(place)].column)].append(index)
            place = trail[Int(place)].from
        }
        return (dealt.flatMap { $0.reversed() }, best.cost)
    }

    /// Puts the fragment `index` into each column where it may stand.
    private func extend(
        _ state: State,
        _ index: Int,
        _ columns: Int,
        _ most: Int16,
        _ next: inout [State],
        _ places: inout [Int32],
        _ trail: inout [(column: Int8, from: Int32)]
    ) {
        let height = Int16(clamping: heights[index])
        var scores = SIMD8<Float>(repeating: 0)
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
            scores[column] = weights.step[step.rawValue + (state.isSwitch ? ColumnStep.allCases.count : 0)]
            sum += CharacterPairs.exp(scores[column])
        }
        let norm = state.column >= 0 ? CharacterPairs.log(sum) : 0
        for column in 0..<columns where state.height[column] &+ height <= most {
            var cost = state.cost - scores[column] + norm
            if state.last[column] >= 0 {
                cost -= links[Int(state.last[column]) * heights.count + index]
            } else if column == 0 {
                cost += weights.noStart * (1 - starts[index])
            } else {
                // Until it is known what stands above the top of a column, the best that may.
                cost -= promises[index]
            }
            var following = state
            following.cost = cost
            following.isSwitch = state.column >= 0 && state.column != Int8(column)
            following.column = Int8(column)
            following.middle = Float(state.height[column]) + Float(height) / 2
            if following.first[column] < 0 { following.first[column] = Int16(index) }
            following.last[column] = Int16(index)
            following.height[column] = state.height[column] &+ height
            keep(following, column, state.trail, &next, &places, &trail)
        }
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
        var hash = UInt64(truncatingIfNeeded: column) &+ (state.isSwitch ? 8 : 0)
        for lane in 0..<Self.most {
            hash = (hash ^ UInt64(UInt16(bitPattern: state.last[lane]))) &* 0x9E37_79B9_7F4A_7C15
            hash = (hash ^ UInt64(UInt16(bitPattern: state.first[lane]))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] >= 0 {
            let other = next[Int(places[place])]
            if other.last == state.last, other.first == state.first, other.height == state.height,
                other.column == state.column, other.isSwitch == state.isSwitch
            {
                guard state.cost < other.cost else { return }
                var better = state
                better.trail = other.trail
                trail[Int(other.trail)] = (Int8(column), from)
                next[Int(places[place])] = better
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
        for column in 0..<columns where state.first[column] < 0 { return nil }
        var highest: Int16 = 0
        for column in 0..<columns - 1 {
            let top = Int(state.first[column + 1])
            cost += promises[top] - links[Int(state.last[column]) * heights.count + top]
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
