/// One end of a story that is continued on another page of the issue: an article with a line such as 下转第4版.
package struct JumpEnd: Equatable, Sendable {
    /// What the line says.
    package enum Direction: Int, Sendable {
        /// The story goes on elsewhere: 下转, 转.
        case to = 1
        /// It began elsewhere: 上接, 接, 紧接, 续.
        case from = 2
    }

    /// A name of the article that no other has.
    package var name: String
    /// The label of its page, canonical: `01`, `A01`.
    package var page: String
    package var direction: Direction
    /// The label of the other page as the line gives it, canonical; without letters it may be one of the same section.
    package var target: String
    /// The headline, normalised, or nothing.
    package var headline: String
    /// Where it stands on its page.
    package var position: Int

    /// An end of a story.
    package init(
        name: String,
        page: String,
        direction: Direction,
        target: String,
        headline: String,
        position: Int
    ) {
        self.name = name
        self.page = page
        self.direction = direction
        self.target = target
        self.headline = headline
        self.position = position
    }

    /// Whether the line of this end leads to the page of the other.
    private func leads(to other: JumpEnd) -> Bool {
        guard page != other.page else { return false }
        if target == other.page { return true }
        let letters = page.prefix { !$0.isNumber }
        return target.first?.isNumber == true && letters + target == other.page
    }

    /// Pairs the ends of one issue: first where a story goes on, second where it began.
    ///
    /// Two ends belong together if each leads to the other's page. Where several stories go the same way, those with the
    /// most alike headlines belong together, then those that stand in the same order. The pairs depend on the ends alone.
    package static func pairs(_ ends: [JumpEnd]) -> [(from: String, to: String)] {
        let leaving = ends.filter { $0.direction == .to }.sorted { $0.isBefore($1) }
        let arriving = ends.filter { $0.direction == .from }.sorted { $0.isBefore($1) }
        var possible: [(likeness: Int, first: Int, second: Int)] = []
        for (first, one) in leaving.enumerated() {
            for (second, other) in arriving.enumerated() where one.leads(to: other) && other.leads(to: one) {
                possible.append((one.likeness(to: other), first, second))
            }
        }
        possible.sort { ($1.likeness, $0.first, $0.second) < ($0.likeness, $1.first, $1.second) }
        var taken = (first: Set<Int>(), second: Set<Int>())
        var pairs: [(from: String, to: String)] = []
        for pair in possible where !taken.first.contains(pair.first) && !taken.second.contains(pair.second) {
            taken.first.insert(pair.first)
            taken.second.insert(pair.second)
            pairs.append((leaving[pair.first].name, arriving[pair.second].name))
        }
        return pairs
    }

    private func isBefore(_ other: JumpEnd) -> Bool {
        (page, position, name) < (other.page, other.position, other.name)
    }

    /// Hundredths of the shorter headline's pairs of neighbouring characters that the other has.
    private func likeness(to other: JumpEnd) -> Int {
        func grams(_ text: String) -> Set<UInt64> {
            let scalars = text.unicodeScalars.map { UInt64($0.value) }
            return Set(zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 })
        }
        let mine = grams(headline)
        let theirs = grams(other.headline)
        guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
        return mine.intersection(theirs).count * 100 / min(mine.count, theirs.count)
    }
}
