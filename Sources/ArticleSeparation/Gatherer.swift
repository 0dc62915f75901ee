import TextScanning

/// Brings the parts of bodies together that a dump took apart, where a part of a body in another column width stands
/// between them.
struct Gatherer {
    let sheet: Sheet
    let grams: GramIndex
    let units: [Unit]
    let weights: WeavingWeights
    private let fragments: [Fragment]

    /// Cells by which two columns of one body may differ.
    private static let tolerance: Float = 1.2
    /// How many stretches back the rest of a body may stand.
    private static let reach = 12
    /// How many fragments of a body are looked at.
    private static let most = 40

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
        self.weights = weights
        let weaver = Weaver(sheet: sheet, grams: grams, units: units, habit: habit, weights: weights)
        fragments = units.indices.map { weaver.fragment($0, width: units[$0].column) }
    }

    /// Fragments of one column width with nothing between them, and what stands before them.
    private struct Stretch {
        var prefix: [Int] = []
        var members: [Int] = []
        var hasHead = false
        var column: Float = 0
    }

    /// The units with the stretches of each body behind each other.
    func gathered() -> [Unit] {
        let (stretches, rest) = stretches()
        var chains: [[Int]] = []
        var owners: [Int] = []
        for (number, stretch) in stretches.enumerated() {
            let near = Set(owners.suffix(Self.reach)).sorted()
            if let chain = chain(for: number, stretch, stretches, near.map { ($0, chains[$0].suffix(Self.reach)) }) {
                chains[chain].append(number)
                owners.append(chain)
            } else {
                owners.append(chains.count)
                chains.append([number])
            }
        }
        var result: [Unit] = []
        for chain in chains {
            for (place, number) in chain.enumerated() {
                let stretch = stretches[number]
                let isMoved = place > 0 && chain[place - 1] != number - 1
                let bylines = stretch.prefix.filter { isMoved && units[$0].isByline }
                result += stretch.prefix.filter { !bylines.contains($0) }.map { units[$0] }
                result += stretch.members.map { units[$0] }
                result += bylines.map { units[$0] }
            }
        }
        return result + rest.map { units[$0] }
    }

    private func stretches() -> ([Stretch], rest: [Int]) {
        var stretches: [Stretch] = []
        var prefix: [Int] = []
        for index in units.indices {
            let unit = units[index]
            guard unit.isParagraph else {
                prefix.append(index)
                continue
            }
            if prefix.isEmpty, unit.opening == nil, let last = stretches.last,
                abs(last.column - unit.column) <= Self.tolerance
            {
                stretches[stretches.count - 1].members.append(index)
            } else {
                stretches.append(
                    Stretch(
                        prefix: prefix,
                        members: [index],
                        hasHead: unit.opening != nil || prefix.contains { units[$0].isHead },
                        column: unit.column
                    )
                )
                prefix = []
            }
        }
        return (stretches, prefix)
    }

    /// The chain of stretches that `stretch` goes on with, if it is not the one right above.
    private func chain(
        for number: Int,
        _ stretch: Stretch,
        _ stretches: [Stretch],
        _ chains: [(chain: Int, stretches: ArraySlice<Int>)]
    ) -> Int? {
        let first = fragments[stretch.members[0]]
        guard !stretch.hasHead, first.start < 0.5 else { return nil }
        let reader = LinkReader(sheet: sheet, grams: grams, units: units)
        var best: (chain: Int, score: Float)?
        for (chain, numbers) in chains {
            guard let last = numbers.last, abs(stretches[last].column - stretch.column) <= Self.tolerance else {
                continue
            }
            let members = numbers.flatMap { stretches[$0].members.suffix(Self.most) }.suffix(Self.most)
            var balance: Float = 0
            var link: Float = -6
            for member in members {
                balance += fragments[member].start - fragments[member].end
                guard fragments[member].end < 0.5 else { continue }
                let features = reader.features(fragments[member], first)
                link = max(link, zip(features, weights.link).reduce(0) { $0 + $1.0 * $1.1 })
            }
            // What is not finished wants an end.
            let score = max(-1, link) + (balance > 0.4 ? 2 : -3) + (last == number - 1 ? 1.5 : 0)
            if score > best?.score ?? 0 { best = (chain, score) }
        }
        return best?.chain
    }
}
