package import Newsprint

/// A page from which the weights of weaving are learned.
///
/// Who knows which fragments are one body, and in which order, gets the evidence for it and against all else.
package struct WeavingLesson {
    /// What is known of a fragment.
    package struct Answer {
        /// The number of the fragment on the page.
        package var fragment: Int
        package var startsParagraph: Bool
        package var endsParagraph: Bool

        package init(fragment: Int, startsParagraph: Bool, endsParagraph: Bool) {
            self.fragment = fragment
            self.startsParagraph = startsParagraph
            self.endsParagraph = endsParagraph
        }
    }

    /// Evidence, and whether what it was evidence for is so.
    package typealias Example = (features: [Float], isTrue: Bool)

    private let draft: PageDraft
    private let pairs: CharacterPairs
    /// The text of each fragment; empty for what is none.
    package let texts: [String]
    /// Whether the rows of each fragment were read as headline lines.
    package let isHead: [Bool]

    /// Reads `page` and takes `pairs` for what stands side by side.
    package init(_ page: Page, pairs: CharacterPairs, lexicon: Lexicon = .standard) {
        draft = PageDraft(page, vocabulary: Vocabulary(lexicon), weights: Weights(), cutsAlways: true)
        self.pairs = pairs
        let draft = draft
        texts = draft.units.map { $0.isParagraph || $0.isHead ? draft.sheet.passage($0.pieces).text : "" }
        isHead = draft.units.map(\.isHead)
    }

    private func weaver(_ weights: WeavingWeights) -> Weaver {
        Weaver(
            sheet: draft.sheet,
            grams: draft.grams,
            units: draft.units,
            habit: CutHabit(draft.sheet, draft.units),
            weights: weights,
            pairs: pairs
        )
    }

    /// Examples for the ends and starts of paragraphs, of a body given in file order.
    package func edges(_ body: [Answer]) -> (ends: [Example], starts: [Example]) {
        let fragments = weaver(.learned).fragments(body.map(\.fragment))
        let reader = FragmentReader(sheet: draft.sheet, units: draft.units)
        let width = reader.width(of: fragments)
        return (
            zip(fragments, body).map { (reader.endFeatures($0, width: width), $1.endsParagraph) },
            zip(fragments, body).map { (reader.startFeatures($0, width: width), $1.startsParagraph) }
        )
    }

    /// Examples for links, of a body given in file order with the place that follows each in reading order.
    package func links(_ body: [Answer], next: [Int?], weights: WeavingWeights) -> [Example] {
        let fragments = weaver(weights).fragments(body.map(\.fragment))
        let reader = LinkReader(sheet: draft.sheet, grams: draft.grams, units: draft.units, pairs: pairs)
        var examples: [Example] = []
        for upper in fragments.indices {
            for lower in fragments.indices where lower != upper && lower - upper <= 8 && upper - lower <= 14 {
                examples.append((reader.features(fragments[upper], fragments[lower]), next[upper] == lower))
            }
        }
        return examples
    }

    /// For each step through a body in file order the steps that were possible, as indexes of weights, and which was taken.
    ///
    /// `order` is the reading order; where the columns end is found from the places at which it goes back in the file.
    package func steps(_ body: [Answer], order: [Int]) -> [(choices: [Int], taken: Int)] {
        let fragments = weaver(.learned).fragments(body.map(\.fragment))
        let blocks = BlockReader(
            sheet: draft.sheet,
            units: draft.units,
            habit: CutHabit(draft.sheet, draft.units)
        ).blocks(fragments)
        var owners = [Int](repeating: 0, count: fragments.count)
        for (number, block) in blocks.enumerated() { for place in block.fragments { owners[place] = number } }
        var blockOrder: [Int] = []
        for place in order where blockOrder.last != owners[place] { blockOrder.append(owners[place]) }
        guard blockOrder.count == blocks.count,
            let layout = ColumnLayout(order: blockOrder, heights: blocks.map(\.height))
        else { return [] }
        return layout.steps()
    }

    /// The fragments of a body, given in file order, in the order that `weights` find, in groups that are one paragraph each.
    package func paragraphs(_ body: [Int], weights: WeavingWeights) -> [[Int]] { weaver(weights).paragraphs(body) }
}

extension WeavingWeights {
    /// What the weights of ends, starts, links and steps are for, in their order.
    package static let names: (end: [String], start: [String], link: [String], step: [String]) = (
        FragmentReader.endNames, FragmentReader.startNames, LinkReader.names, ColumnStep.allCases.map(\.name)
    )
}
