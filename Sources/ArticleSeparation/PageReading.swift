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
    /// Whether columns were mixed in the dump.
    let isMixed: Bool

    /// Reads `page` with the words of `vocabulary`.
    init(_ page: Page, vocabulary: Vocabulary, weights: Weights) {
        let draft = PageDraft(page, vocabulary: vocabulary, weights: weights)
        let sheet = draft.sheet
        typesetting = draft.typesetting
        let grams = draft.grams
        var units = draft.units
        var blankJoints = 0
        for unit in units where unit.isHead {
            blankJoints += unit.rows.dropFirst().count { sheet.rows[$0].blankLinesAbove > 0 }
        }
        let joint = HeadlineJoint(sheet: sheet, grams: grams, vocabulary: vocabulary, partsByBlanks: blankJoints >= 2)
        draft.builder.partNames(&units, joint)
        if draft.isMixed {
            let habit = CutHabit(sheet, units)
            units = Gatherer(sheet: sheet, grams: grams, units: units, habit: habit).gathered()
            let first = BodySegmenter(
                sheet: sheet,
                vocabulary: vocabulary,
                grams: grams,
                units: units,
                isMixed: true
            )
            let weaver = Weaver(sheet: sheet, grams: grams, units: units, habit: habit)
            let stories = BodyParser(weaver: weaver, seams: first.stories().1).stories(first.paragraphs)
            units = weaver.woven(stories, draft.builder)
        }
        let segmenter = BodySegmenter(
            sheet: sheet,
            vocabulary: vocabulary,
            grams: grams,
            units: units,
            isMixed: draft.isMixed
        )
        var (stories, seams) = segmenter.stories()
        let matcher = HeadlineMatcher(
            sheet: sheet,
            vocabulary: vocabulary,
            grams: grams,
            joint: joint,
            units: units
        )
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
        for story in stories.indices { stories[story].isPhoto = photos[story] }
        while let orphan = refiner.orphan(stories, matched, seams) {
            stories[orphan - 1].paragraphs += stories[orphan].paragraphs
            stories.remove(at: orphan)
            inside = StoryMap(units, stories)
            matched = matcher.match(
                units,
                segmenter.heads,
                stories,
                adjacency: segmenter.adjacencyHabit,
                isPhoto: stories.map(\.isPhoto),
                inside: inside
            )
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
            // A headline that only was left over tells nothing of the byline below it.
            if matched.gains[block][story] > 0 { headStories[matched.blocks[block].unit] = story }
        }
        BylineLinker(sheet: sheet, units: units, headStories: headStories).link(&stories)
        Self.linkJumps(&stories, units, inside)
        for index in units.indices {
            guard case .caption = units[index].kind else { continue }
            if let story = inside.storyAbove(index) ?? inside.storyBelow(index) { stories[story].media.append(index) }
        }
        self.sheet = sheet
        shadows = draft.shadows
        self.units = units
        self.segmenter = segmenter
        self.joint = joint
        self.stories = stories
        self.seams = seams
        self.matched = matched
        self.inside = inside
        isMixed = draft.isMixed
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
