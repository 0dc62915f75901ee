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
            let whole = taken.share(of: range[...])
            let isInside = inside.around(matched.blocks[block].unit)?.story == story
            let weight = isInside ? Self.insideWeight : Self.coverageWeight
            for place in range.indices.dropFirst() {
                let upper = range[..<place]
                let lower = range[place...]
                let gain =
                    max(
                        free.share(of: upper) + taken.share(of: lower),
                        free.share(of: lower) + taken.share(of: upper)
                    ) - whole
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

/// Which paragraphs hold the pairs of a headline, the rare ones counting more.
private struct Coverage {
    private var weights: [Float] = []
    private var total: Float = 0.01
    /// For each paragraph looked at, which of the headline's pairs it holds.
    private var held: [Int: [Bool]] = [:]

    init(_ rows: [Int], _ paragraphs: [Int], _ sheet: Sheet, _ segmenter: BodySegmenter) {
        var numbers: [Int32: Int] = [:]
        for row in rows {
            for position in sheet.rows[row].glyphs {
                let gram = segmenter.grams.grams[position]
                guard gram >= 0, numbers[gram] == nil else { continue }
                let frequency = segmenter.frequency(of: gram)
                guard frequency > 0 else {
                    total += 0.5
                    continue
                }
                let ratio = Float(segmenter.paragraphs.count + 1) / Float(frequency)
                numbers[gram] = weights.count
                weights.append(0.2 + Float(ratio.exponent) + ratio.significand - 1)
                total += weights[weights.count - 1]
            }
        }
        for position in paragraphs {
            var holds = [Bool](repeating: false, count: weights.count)
            for gram in segmenter.pairs(at: position) { if let number = numbers[gram] { holds[number] = true } }
            held[position] = holds
        }
    }

    /// The share of the headline's weight that stands in `paragraphs`.
    func share(of paragraphs: ArraySlice<Int>) -> Float {
        var sum: Float = 0
        for index in weights.indices where paragraphs.contains(where: { held[$0]?[index] ?? false }) {
            sum += weights[index]
        }
        return sum / total
    }
}
