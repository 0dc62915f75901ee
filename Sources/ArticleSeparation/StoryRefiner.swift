/// Parts a story where two headlines speak of its halves.
///
/// Paragraphs are parted before headlines are assigned; a headline that is left without a body, though it speaks of one
/// that another headline took, is evidence that this body is two. Its weight is added to that of the seam itself.
struct StoryRefiner {
    let sheet: Sheet
    let segmenter: BodySegmenter

    /// Nats that it is worth to have all of a headline's words in a body of its own.
    private static let coverageWeight: Float = 6
    /// The same for lines that stand inside the body that they speak of, where they may be a crosshead.
    private static let insideWeight: Float = 0.4
    /// The same where they are too long for a crosshead, parted by an empty line on a page where paragraphs are not,
    /// and neither half speaks of the other's headline.
    private static let foreignWeight: Float = 4
    private static let leastForeign = 9
    private static let foreignShare: Float = 0.08

    /// A seam stronger than this parts a body without a headline all the same.
    private static let orphanSeam: Float = 3

    /// Where to part one of `stories`: its number and the place of its second half's first paragraph.
    func split(_ stories: [Story], _ matched: HeadlineMatcher.Result, _ seams: [Int: Float], _ inside: StoryMap) -> (
        story: Int, place: Int
    )? {
        var owners = [Int?](repeating: nil, count: stories.count)
        for (block, story) in matched.story.enumerated() { if let story { owners[story] = block } }
        let positions = Dictionary(
            segmenter.paragraphs.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var best: (story: Int, place: Int)?
        var bestValue: Float = 0
        for block in matched.blocks.indices where matched.story[block] == nil {
            guard
                let story = matched.gains[block].indices.max(by: { matched.gains[block][$0] < matched.gains[block][$1] }
                ),
                matched.gains[block][story] > 0, stories[story].paragraphs.count > 1, let owner = owners[story]
            else { continue }
            let range = stories[story].paragraphs.compactMap { positions[$0] }
            guard range.count == stories[story].paragraphs.count else { continue }
            let free = Coverage(matched.blocks[block].rows, range, sheet, segmenter)
            let taken = Coverage(matched.blocks[owner].rows, range, sheet, segmenter)
            let whole = taken.share(below: 0)
            let isInside = inside.around(matched.blocks[block].unit)?.story == story
            let length = matched.blocks[block].rows.reduce(0) { $0 + sheet.rows[$1].glyphs.count }
            let isParted = sheet.rows[matched.blocks[block].rows[0]].blankLinesAbove > 0 && segmenter.partsBlocksAlone
            for place in range.indices.dropFirst() {
                let gain =
                    max(
                        free.share(above: place) + taken.share(below: place),
                        free.share(below: place) + taken.share(above: place)
                    ) - whole
                let isForeign =
                    isParted && length >= Self.leastForeign && free.share(above: place) <= Self.foreignShare
                    && taken.share(below: place) <= Self.foreignShare
                let weight =
                    !isInside ? Self.coverageWeight : isForeign ? Self.foreignWeight : Self.insideWeight
                let seam = seams[segmenter.paragraphs[range[place]]] ?? 0
                let value = weight * gain + seam - doubt(matched.blocks[block], matched.blocks[owner], range[place])
                if value > bestValue {
                    bestValue = value
                    best = (story, place)
                }
            }
        }
        return best
    }

    /// A body that neither headline nor dateline nor byline claims, on a page where nearly all others have a headline, goes
    /// on from the one above it: its number.
    func orphan(_ stories: [Story], _ matched: HeadlineMatcher.Result, _ seams: [Int: Float]) -> Int? {
        let headed = Set(matched.story.compactMap(\.self))
        guard headed.count * 10 >= stories.count * 6 else { return nil }
        return stories.indices.dropFirst().first { number in
            let first = stories[number].paragraphs[0]
            guard !headed.contains(number), !stories[number].isPhoto, !stories[number - 1].isPhoto,
                seams[first] ?? 9 < Self.orphanSeam
            else { return false }
            let unit = segmenter.units[first]
            let isSigned = unit.opening != nil || segmenter.units[first - 1].isByline
            return !isSigned && !unit.isLine && segmenter.units[stories[number - 1].paragraphs[0]].isLine == false
        }
    }

    /// What speaks against a body at the paragraph `position` for the headline `free`: it stands with the headline that
    /// took the body, as kickers do, or elsewhere than the page's headlines do.
    private func doubt(_ free: HeadBlock, _ taken: HeadBlock, _ position: Int) -> Float {
        var doubt: Float = free.unit == taken.unit ? 2.5 : 0
        let isAbove = segmenter.units[min(free.unit, segmenter.paragraphs[position])..<segmenter.paragraphs[position]]
            .allSatisfy { !$0.isParagraph }
        if free.unit > segmenter.paragraphs[position] || !isAbove {
            doubt += max(0, segmenter.adjacencyHabit - 0.25) * 6
        }
        return doubt
    }
}
