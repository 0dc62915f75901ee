import TextScanning

/// Finds which blocks of a mixed dump are of one body, where blocks of several bodies stand in turn.
///
/// Each block goes on with the body of the block before it, begins a body, or returns to one that was left. Of all ways to
/// deal the blocks out to strands the likeliest is sought: their rows must fit one column, what a paragraph lacks must be
/// found in its strand, and returns need a reason. Strands that are not returned to leave the dump as it is.
struct StrandSearch {
    /// Rows between empty lines of the dump, and what stands above them.
    struct Block {
        /// How likely a paragraph begins with it, and ends with it.
        var start: Float
        var end: Float
        /// Cells of the first row, at least and at most, and how many of all rows tell of the column's width, which they
        /// say to be `column`.
        var least: Float
        var width: Float
        var rows: Float
        var column: Float
        /// Whether it is a single row in which no sentence ends, which fills the column or all of it but an indent.
        var isFull: Bool
        /// Whether it is a single row.
        var isSingle: Bool
        var hasHead: Bool
        var hasOpening: Bool
        /// Whether it is of a table or poem.
        var isLine: Bool
    }

    /// What is counted for and against, in nats.
    struct Costs {
        /// A return to a body, and one to a body that was returned from.
        var back: Float = 12
        var again: Float = 3
        /// A body that begins without headline lines or dateline, and one that begins without a paragraph.
        var bare: Float = 6
        var noStart: Float = 1
        /// Headline lines inside a body, and a dateline.
        var headInside: Float = 1
        var openingInside: Float = 7
        /// A column's foot or top that nothing goes on with.
        var loose: Float = 1
        /// Rows of another column.
        var misfit: Float = 10
        /// A single row in mid-paragraph that does not fill the column.
        var short: Float = 4
        /// What a pair of characters counts that two blocks alone share, and all of them at most.
        var shared: Float = 0.7
        var mostShared: Float = 3
    }

    let blocks: [Block]
    let costs: Costs
    /// How likely a paragraph begins and ends with a single row, in a column of so many cells.
    let edges: (Int, Float) -> (start: Float, end: Float)
    /// The evidence that the second block goes on with the first, above zero where it does.
    let link: (Int, Int) -> Float
    /// For each block those before it that it shares rare pairs of characters with, and how much that counts.
    let shared: [[(block: Int, value: Float)]]

    /// Partial solutions that are kept.
    private static let width = 40
    /// Strands that may be returned to.
    private static let reach = 6
    /// Cells by which the rows of one column may differ.
    private static let tolerance: Float = 1.3

    private struct State {
        var cost: Float = 0
        /// The strands that may be returned to, their numbers, and which of them the last block is of.
        var strands: [Strand] = []
        var numbers: [Int32] = []
        var count: Int32 = 0
        var current = -1
        /// For each of the strands the one that was last left for it.
        var partners: [Int32] = []
        var trail: Int32 = -1
    }

    /// For each block the number of its strand.
    func owners() -> [Int] {
        var trail: [(owner: Int32, from: Int32)] = []
        var beam = [State()]
        for index in blocks.indices {
            var next: [State] = []
            for state in beam { extend(state, index, &next) }
            next.sort { $0.cost < $1.cost }
            beam.removeAll(keepingCapacity: true)
            var seen = Set<UInt64>()
            for var state in next {
                guard beam.count < Self.width else { break }
                guard seen.insert(key(state)).inserted else { continue }
                trail.append((state.numbers[state.current], state.trail))
                state.trail = Int32(trail.count - 1)
                beam.append(state)
            }
        }
        var owners = [Int](repeating: 0, count: blocks.count)
        var place = beam.first?.trail ?? -1
        for index in blocks.indices.reversed() where place >= 0 {
            owners[index] = Int(trail[Int(place)].owner)
            place = trail[Int(place)].from
        }
        return owners
    }

    private func key(_ state: State) -> UInt64 {
        var hash = UInt64(state.current)
        for strand in state.strands { hash = (hash ^ strand.key) &* 0x9E37_79B9_7F4A_7C15 }
        return hash
    }

    private func extend(_ state: State, _ index: Int, _ next: inout [State]) {
        let block = blocks[index]
        if block.isLine, state.current >= 0 {
            var following = state
            following.strands[state.current].take(index, width: 0, rows: 0)
            next.append(following)
            return
        }
        let width = block.rows > 0 ? block.column : block.width
        for place in state.strands.indices {
            var cost =
                misfit(state.strands[place], block) - (block.hasOpening ? 0 : kinship(state.strands[place], index))
            if block.hasOpening { cost += costs.openingInside } else if block.hasHead { cost += costs.headInside }
            var following = state
            if place != state.current {
                cost += state.partners[place] == state.numbers[state.current] ? costs.again : costs.back
                following.partners[place] = state.numbers[state.current]
                following.partners[state.current] = state.numbers[place]
                following.current = place
            }
            following.strands[place].take(index, width: width, rows: block.rows)
            following.cost += cost + join(index, &following.strands[place])
            next.append(following)
        }
        var following = state
        if following.strands.count == Self.reach {
            let gone = following.strands.indices.filter { $0 != state.current }
                .min { following.strands[$0].last < following.strands[$1].last }
            if let gone {
                following.strands.remove(at: gone)
                following.numbers.remove(at: gone)
                following.partners.remove(at: gone)
            }
        }
        following.cost += block.hasOpening || block.hasHead || index == 0 ? 0 : costs.bare
        following.cost += costs.noStart * (1 - block.start)
        var strand = Strand()
        strand.take(index, width: width, rows: block.rows)
        if block.end < 0.5 {
            strand.leaveFoot(index)
            following.cost += costs.loose * (1 - block.end)
        }
        following.strands.append(strand)
        following.numbers.append(state.count)
        following.partners.append(-1)
        following.count += 1
        following.current = following.strands.count - 1
        next.append(following)
    }

    /// What it costs that the rows of `block` stand in the column of `strand`.
    private func misfit(_ strand: Strand, _ block: Block) -> Float {
        guard strand.told > 0 else {
            return block.rows > 0 && strand.column > block.column + Self.tolerance ? costs.misfit / 2 : 0
        }
        if block.rows > 0 {
            let difference = abs(block.column - strand.column) - Self.tolerance
            let trust: Float = block.rows == 1 && strand.told == 1 ? 0.5 : 1
            return difference <= 0 ? 0 : min(costs.misfit, 1 + difference * 4) * trust
        }
        let over = block.least - strand.column - 0.7
        if over > 0 { return min(costs.misfit, 1 + over * 4) }
        let gap = strand.column - block.width
        if block.isFull, gap > Self.tolerance, abs(gap - 2) > Self.tolerance { return costs.short }
        return 0
    }

    private func kinship(_ strand: Strand, _ index: Int) -> Float {
        var sum: Float = 0
        for (block, value) in shared[index] where strand.holds(block) { sum += value }
        return min(costs.mostShared, sum * costs.shared)
    }

    /// Joins the block to what waits for it in its strand; what that costs.
    private func join(_ index: Int, _ strand: inout Strand) -> Float {
        var block = blocks[index]
        if block.isSingle, strand.told > 0 { (block.start, block.end) = edges(index, strand.column) }
        var cost: Float = 0
        if block.start < 0.5 {
            var best: (place: Int, link: Float) = (-1, 0)
            for place in 0..<8 where strand.feet[place] >= 0 {
                let link = link(Int(strand.feet[place]), index)
                if link > best.link { best = (place, link) }
            }
            if best.place >= 0 {
                strand.closeFoot(best.place)
                cost -= costs.loose + best.link
            } else {
                strand.leaveTop(index)
                cost += costs.loose * (1 - block.start)
            }
        }
        if block.end < 0.5 {
            var best: (place: Int, link: Float) = (-1, 0)
            for place in 0..<8 where strand.tops[place] >= 0 && Int(strand.tops[place]) != index {
                let link = link(index, Int(strand.tops[place]))
                if link > best.link { best = (place, link) }
            }
            if best.place >= 0 {
                strand.closeTop(best.place)
                cost -= costs.loose + best.link
            } else {
                strand.leaveFoot(index)
                cost += costs.loose * (1 - block.end)
            }
        }
        return cost
    }
}
