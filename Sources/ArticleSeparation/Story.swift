import Newsprint

/// A body: the units that were found to be one article, and what was linked to it.
struct Story {
    /// Indexes of its paragraph units, in reading order.
    var paragraphs: [Int]
    /// Rows of crossheads among its paragraphs, by the paragraph unit that they stand before.
    var crossheads: [(rows: [Int], before: Int)] = []
    var byline: Int?
    var bylineConfidence: Double = 0
    var head: HeadBlock?
    /// Log odds that the body begins where it does.
    var startEvidence: Float = 0
    var jump: Int?
    /// Names of a byline that may be this story's: the unit, and how likely that is.
    var candidates: [(unit: Int, confidence: Double)] = []
    /// Photos that stand in the article.
    var media: [Int] = []
    /// Whether it is the caption of a photo.
    var isPhoto = false
    var flags: [String] = []
}

/// Rows of headline lines that are one headline, with kicker and subheadlines.
struct HeadBlock {
    /// The unit that the rows are of.
    var unit: Int
    var rows: [Int]
}

/// Finds the story that a unit stands in or beside.
struct StoryMap {
    /// For each unit the story of the nearest paragraph above, and the paragraph.
    private var above: [(story: Int, unit: Int)?]
    private var below: [(story: Int, unit: Int)?]

    init(_ units: [Unit], _ stories: [Story]) {
        var owner: [Int?] = Array(repeating: nil, count: units.count)
        for (number, story) in stories.enumerated() { for unit in story.paragraphs { owner[unit] = number } }
        above = Array(repeating: nil, count: units.count)
        below = above
        var last: (Int, Int)?
        for index in units.indices {
            above[index] = last
            if let story = owner[index] { last = (story, index) }
        }
        last = nil
        for index in units.indices.reversed() {
            below[index] = last
            if let story = owner[index] { last = (story, index) }
        }
    }

    /// The story whose paragraphs stand on both sides of `unit`, and the paragraph below it.
    func around(_ unit: Int) -> (story: Int, below: Int)? {
        guard let upper = above[unit], let lower = below[unit], upper.story == lower.story else { return nil }
        return (lower.story, lower.unit)
    }

    /// The story of the nearest paragraph above `unit`.
    func storyAbove(_ unit: Int) -> Int? { above[unit]?.story }

    /// The story of the nearest paragraph below `unit`.
    func storyBelow(_ unit: Int) -> Int? { below[unit]?.story }
}
