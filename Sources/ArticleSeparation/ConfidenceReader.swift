/// The evidence for what an item says of itself: that its body is whole and alone, its headline its own, its byline too.
///
/// The tables that weigh it are learned from pages with truth, so that of the items that are sure to 80 %, four of five
/// are right.
struct ConfidenceReader {
    let reading: PageReading
    /// For each paragraph unit the paragraph that follows it on the page.
    private let next: [Int: Int]
    private let blocks: [Int: Int]

    init(_ reading: PageReading) {
        self.reading = reading
        let paragraphs = reading.segmenter.paragraphs
        next = Dictionary(zip(paragraphs, paragraphs.dropFirst()), uniquingKeysWith: { first, _ in first })
        var blocks: [Int: Int] = [:]
        for (block, story) in reading.matched.story.enumerated() { if let story { blocks[story] = block } }
        self.blocks = blocks
    }

    /// The evidence that the body of a story is whole and alone, in the order of `EvidenceTable.body`.
    func body(_ number: Int) -> [Float] {
        let story = reading.stories[number]
        let first = story.paragraphs[0]
        let last = story.paragraphs[story.paragraphs.count - 1]
        let start = reading.seams[first] ?? 6
        var inner: Float = 6
        for unit in story.paragraphs.dropFirst() { if let seam = reading.seams[unit] { inner = min(inner, -seam) } }
        let end = next[last].flatMap { reading.seams[$0] } ?? 6
        let weakest = min(start, inner, end)
        let units = story.paragraphs.map { reading.units[$0] }
        let opensNext = next[last].map { reading.units[$0].opening != nil } ?? true
        let isClosed =
            opensNext || units[units.count - 1].isSigned || reading.units.dropFirst(last + 1).first?.isHead ?? true
        return [
            1,
            max(-2, min(0, weakest)),
            max(0, min(2, weakest)),
            max(0, min(4, weakest - 2)),
            max(-2, min(3, inner)),
            flag(story.paragraphs.count == 1),
            flag(story.paragraphs.count > 4),
            flag(units.contains { $0.isOpenAtStart || $0.isOpenAtEnd }),
            flag(units[0].opening != nil),
            flag(isClosed),
            flag(story.head == nil),
            flag(blocks[number].map { margin(of: $0, over: number) > 2 } ?? false),
            flag(story.isPhoto),
            flag(reading.isMixed),
            flag(
                reading.isMixed
                    && units.contains { unit in zip(unit.rows, unit.rows.dropFirst()).contains { $0 + 1 != $1 } }
            ),
            flag(units.contains(where: \.isLine)),
            flag(reading.sheet.placement != nil),
            flag(!story.crossheads.isEmpty),
            reading.segmenter.adjacencyHabit,
            reading.segmenter.marksHabit,
        ]
    }

    /// The evidence that the headline of a story is its own and read rightly, in the order of `EvidenceTable.headline`.
    ///
    /// `lines` is by how much the reading of its lines is better than the next, in nats.
    func headline(_ number: Int, lines: Float) -> [Float]? {
        guard let head = reading.stories[number].head, let block = blocks[number] else { return nil }
        let first = reading.stories[number].paragraphs[0]
        let margin = margin(of: block, over: number)
        let isAbove = head.unit < first && reading.units[head.unit..<first].allSatisfy { !$0.isParagraph }
        let isWhole = reading.units[head.unit].rows.count == head.rows.count
        let length = head.rows.reduce(0) { $0 + reading.sheet.rows[$1].glyphs.count }
        let isSingle = head.rows.count == 1
        return [
            1,
            max(-4, min(0, margin)),
            max(0, min(3, margin)),
            max(0, min(5, margin - 3)),
            isSingle ? 0 : max(0, min(2, lines)),
            isSingle ? 0 : max(0, min(4, lines - 2)),
            flag(!isSingle),
            flag(head.rows.count > 2),
            flag(isAbove),
            flag(isAbove) * reading.segmenter.adjacencyHabit,
            flag(!isWhole),
            flag(length <= 6),
            flag(reading.stories[number].isPhoto),
            flag(reading.isMixed),
            flag(reading.sheet.placement != nil),
            flag(reading.matched.blocks.count > reading.stories.count),
        ]
    }

    /// The evidence that a byline names this item's people, in the order of `EvidenceTable.byline`.
    ///
    /// `claimed` is what the way in which it was found makes of it, 0…1.
    func byline(_ number: Int, claimed: Double, people: Int) -> [Float] {
        let story = reading.stories[number]
        let own = story.byline.map { reading.units[$0] }
        let odds = Chance.logOdds(claimed)
        return [
            1,
            max(-2, min(2, odds)),
            max(0, min(3, odds - 2)),
            flag(own == nil),
            flag(own?.reading?.hasMark ?? false),
            flag(own.map { !($0.reading?.hasRole ?? false) } ?? false),
            flag(people > 2),
            flag(reading.isMixed),
            flag(story.head == nil),
        ]
    }

    /// By how much the headline's gain on its story beats the block's next story and the story's next block.
    private func margin(of block: Int, over story: Int) -> Float {
        let gains = reading.matched.gains
        let own = gains[block][story]
        var rival: Float = 0
        for other in gains[block].indices where other != story { rival = max(rival, gains[block][other]) }
        for other in gains.indices where other != block { rival = max(rival, gains[other][story] * 0.7) }
        return own - rival
    }

    private func flag(_ value: Bool) -> Float { value ? 1 : 0 }
}
