import Newsprint
import TextScanning

/// What was found on a page, before articles are made of it.
struct PageReading {
    private(set) var sheet: Sheet
    let typesetting: Typesetting
    private(set) var shadows: Shadows
    let units: [Unit]
    let segmenter: BodySegmenter
    let joint: HeadlineJoint
    private(set) var stories: [Story]
    let seams: [Int: Float]
    let matched: HeadlineMatcher.Result
    let inside: StoryMap

    /// Reads `page` with the words of `vocabulary`.
    init(_ page: Page, vocabulary: Vocabulary, weights: Weights) {
        var sheet = Sheet(page)
        sheet.splitAtDatelines(vocabulary)
        var typesetting = Typesetting(&sheet)
        sheet.joinCutLines(columns: typesetting.columns, vocabulary)
        typesetting = Typesetting(&sheet)
        self.typesetting = typesetting
        let roles = RowRoleReader(sheet: sheet, vocabulary: vocabulary).roles()
        var shadows = Shadows(sheet)
        let model = ParagraphModel(
            sheet: sheet,
            typesetting: typesetting,
            weights: weights,
            shadows: shadows,
            vocabulary: vocabulary
        )
        var runs = model.runs(roles: roles)
        // Where some paragraphs are cut, any that an empty line parts may be joined wrongly: the weaver joins them anew.
        if runs.count(where: { $0.isOpenAtStart || $0.isOpenAtEnd }) >= 3 { runs = Run.cutAtBlanks(runs, sheet) }
        for run in runs {
            if case .head = run.kind { shadows.remove(from: &sheet, run.rows) }
        }
        let builder = UnitBuilder(sheet: sheet, vocabulary: vocabulary, shadows: shadows)
        var units = builder.units(runs)
        let grams = GramIndex(sheet, without: shadows)
        var blankJoints = 0
        for unit in units where unit.isHead {
            blankJoints += unit.rows.dropFirst().count { sheet.rows[$0].blankLinesAbove > 0 }
        }
        let joint = HeadlineJoint(sheet: sheet, grams: grams, vocabulary: vocabulary, partsByBlanks: blankJoints >= 2)
        builder.partNames(&units, joint)
        let segmenter = BodySegmenter(sheet: sheet, vocabulary: vocabulary, grams: grams, units: units)
        var (stories, seams) = segmenter.stories()
        let matcher = HeadlineMatcher(sheet: sheet, vocabulary: vocabulary, grams: grams, joint: joint)
        let refiner = StoryRefiner(sheet: sheet, segmenter: segmenter)
        var inside = StoryMap(units, stories)
        var photos = stories.map { Self.isPhoto($0, units) }
        var matched = matcher.match(
            units,
            segmenter.heads,
            stories,
            adjacency: segmenter.adjacencyHabit,
            isPhoto: photos,
            inside: inside
        )
        for _ in 0..<16 {
            guard let (story, place) = refiner.split(stories, matched, seams, inside) else { break }
            let lower = Story(paragraphs: Array(stories[story].paragraphs[place...]))
            stories[story].paragraphs.removeSubrange(place...)
            stories.insert(lower, at: story + 1)
            inside = StoryMap(units, stories)
            photos = stories.map { Self.isPhoto($0, units) }
            matched = matcher.match(
                units,
                segmenter.heads,
                stories,
                adjacency: segmenter.adjacencyHabit,
                isPhoto: photos,
                inside: inside
            )
        }
        let weaver = Weaver(sheet: sheet, grams: grams, units: units)
        for story in stories.indices {
            stories[story].woven = weaver.paragraphs(of: stories[story])
            stories[story].isPhoto = photos[story]
        }
        var headStories: [Int: Int] = [:]
        for (block, story) in matched.story.enumerated() {
            guard let story else {
                if let (story, below) = inside.around(matched.blocks[block].unit) {
                    stories[story].crossheads.append((matched.blocks[block].rows, below))
                }
                continue
            }
            stories[story].head = matched.blocks[block]
            stories[story].headConfidence = Self.confidence(matched.gains, block, story)
            headStories[matched.blocks[block].unit] = story
        }
        BylineLinker(sheet: sheet, units: units, headStories: headStories).link(&stories)
        Self.linkJumps(&stories, units, inside)
        self.sheet = sheet
        self.shadows = shadows
        self.units = units
        self.segmenter = segmenter
        self.joint = joint
        self.stories = stories
        self.seams = seams
        self.matched = matched
        self.inside = inside
    }

    /// Whether a story is the caption of a photo: a paragraph or two, and all that is told of people is who took it.
    private static func isPhoto(_ story: Story, _ units: [Unit]) -> Bool {
        guard story.paragraphs.count <= 2, let last = story.paragraphs.last, units[story.paragraphs[0]].opening == nil
        else {
            return false
        }
        if units[last].reading?.isCredit ?? false { return true }
        return last + 1 < units.count && units[last + 1].isByline && units[last + 1].reading?.isCredit ?? false
    }

    /// How sure the headline is: by how much it beats the block's next story and the story's next block.
    private static func confidence(_ gains: [[Float]], _ block: Int, _ story: Int) -> Double {
        let own = gains[block][story]
        var rival: Float = 0
        for other in gains[block].indices where other != story { rival = max(rival, gains[block][other]) }
        for other in gains.indices where other != block { rival = max(rival, gains[other][story] * 0.7) }
        let margin = max(-4, min(8, own - rival))
        return Double(0.5 + 0.49 * margin / (2 + abs(margin)))
    }

    /// Jump lines go to the article whose last paragraph stands above them, or else the one below.
    private static func linkJumps(_ stories: inout [Story], _ units: [Unit], _ map: StoryMap) {
        for index in units.indices {
            guard case .apart(.jump) = units[index].kind else { continue }
            if let above = map.storyAbove(index), stories[above].jump == nil {
                stories[above].jump = index
            } else if let below = map.storyBelow(index), stories[below].jump == nil {
                stories[below].jump = index
            }
        }
    }
}
