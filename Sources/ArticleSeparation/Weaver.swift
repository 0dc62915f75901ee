import TextScanning

/// Puts the pieces of a story in order where a dump took the top of the next column before the foot of the last.
///
/// The pieces are the merge of at most two columns, each from top to bottom; that merge is undone whose links are best:
/// a piece that ends in mid-sentence wants one that begins there, a whole paragraph a whole one.
struct Weaver {
    let sheet: Sheet
    let grams: GramIndex
    let units: [Unit]

    /// Stories of more pieces than this are left in file order.
    private static let limit = 64

    private struct State {
        var cost: Float
        /// The state before it, as an index into the layer of the piece above.
        var from: Int
        var lastLeft: Int
        var lastRight: Int
        var firstRight: Int
    }

    /// The paragraphs of a story in reading order, each as the units that it is made of; empty to leave all as it is.
    func paragraphs(of story: Story) -> [[Int]] {
        let pieces = story.paragraphs
        guard pieces.count > 1, pieces.count <= Self.limit,
            pieces.contains(where: { units[$0].isOpenAtStart || units[$0].isOpenAtEnd })
        else { return [] }
        let order = order(pieces)
        var result: [[Int]] = []
        for unit in order {
            if let last = result.last?.last, units[last].isOpenAtEnd, units[unit].isOpenAtStart {
                result[result.count - 1].append(unit)
            } else {
                result.append([unit])
            }
        }
        return result
    }

    private func order(_ pieces: [Int]) -> [Int] {
        let hasOpening = pieces.contains { units[$0].opening != nil }
        var layers: [[State]] = [
            [State(cost: start(pieces[0], hasOpening), from: -1, lastLeft: 0, lastRight: -1, firstRight: -1)]
        ]
        // The first piece of the file may also be the top of the right column.
        layers[0].append(State(cost: 2, from: -1, lastLeft: -1, lastRight: 0, firstRight: 0))
        let width = pieces.count + 1
        for index in 1..<pieces.count {
            var next: [State] = []
            var places = [Int32](repeating: -1, count: 2 * width * width)
            for (number, state) in layers[index - 1].enumerated() {
                let left =
                    state.lastLeft < 0
                    ? start(pieces[index], hasOpening)
                    : link(pieces[state.lastLeft], pieces[index], isNext: state.lastLeft == index - 1)
                keep(
                    &next,
                    &places,
                    State(
                        cost: state.cost + left,
                        from: number,
                        lastLeft: index,
                        lastRight: state.lastRight,
                        firstRight: state.firstRight
                    ),
                    width: width
                )
                let right =
                    state.lastRight < 0
                    ? 1.5 : link(pieces[state.lastRight], pieces[index], isNext: state.lastRight == index - 1)
                keep(
                    &next,
                    &places,
                    State(
                        cost: state.cost + right,
                        from: number,
                        lastLeft: state.lastLeft,
                        lastRight: index,
                        firstRight: state.firstRight < 0 ? index : state.firstRight
                    ),
                    width: width
                )
            }
            layers.append(next)
        }
        var best = -1
        var bestCost = Float.infinity
        for (number, state) in layers[pieces.count - 1].enumerated() where state.lastLeft >= 0 {
            var cost = state.cost
            if state.firstRight >= 0 {
                cost += link(
                    pieces[state.lastLeft],
                    pieces[state.firstRight],
                    isNext: state.firstRight == state.lastLeft + 1
                )
            }
            let last = state.lastRight >= 0 ? state.lastRight : state.lastLeft
            if units[pieces[last]].isOpenAtEnd { cost += 2.5 }
            if cost < bestCost { bestCost = cost; best = number }
        }
        guard best >= 0 else { return pieces }
        var left: [Int] = []
        var right: [Int] = []
        for index in stride(from: pieces.count - 1, through: 0, by: -1) {
            let state = layers[index][best]
            if state.lastRight == index { right.append(pieces[index]) } else { left.append(pieces[index]) }
            best = state.from
        }
        return left.reversed() + right.reversed()
    }

    /// Keeps the cheapest of states that go on alike; `places` finds them by what they have in common.
    private func keep(_ states: inout [State], _ places: inout [Int32], _ state: State, width: Int) {
        let isLeft = state.lastLeft > state.lastRight
        let other = isLeft ? state.lastRight : state.lastLeft
        let place = ((isLeft ? width : 0) + other + 1) * width + state.firstRight + 1
        let index = Int(places[place])
        if index < 0 {
            places[place] = Int32(states.count)
            states.append(state)
        } else if state.cost < states[index].cost {
            states[index] = state
        }
    }

    private func start(_ unit: Int, _ hasOpening: Bool) -> Float {
        if hasOpening { return units[unit].opening == nil ? 6 : 0 }
        return units[unit].isOpenAtStart ? 3 : 0
    }

    /// What it costs that `lower` follows `upper`.
    private func link(_ upper: Int, _ lower: Int, isNext: Bool) -> Float {
        let first = units[upper]
        let second = units[lower]
        var cost: Float = isNext ? 0 : 0.4
        if first.isOpenAtEnd != second.isOpenAtStart { return cost + 3 }
        guard first.isOpenAtEnd else { return cost }
        if abs(first.column - second.column) > 1.6 { cost += 2 }
        guard let end = first.pieces.last, let begin = second.pieces.first else { return cost }
        var count = grams.occurrences(of: sheet.glyphs[end.upperBound - 1], sheet.glyphs[begin.lowerBound])
        // Where the pieces touch in the file, the pair counts itself.
        if end.upperBound == begin.lowerBound { count -= 1 }
        cost += count > 0 ? -min(1.6, 0.6 + 0.3 * Float(count)) : 0.9
        let next = sheet.glyphs[begin.lowerBound].characterClass
        let last = sheet.glyphs[end.upperBound - 1].characterClass
        if last == .pause, next.shunsLineStart { cost += 3 }
        return cost
    }
}
