import Newsprint
import TextScanning

/// Finds the story of each byline that stands on a line of its own.
///
/// A byline between headline and body is the body's, one behind a body and before a headline that body's. Between two
/// bodies the marks decide, as they are used elsewhere on the page; where they do not, every story without a byline is a
/// candidate and the line stays a leftover.
struct BylineLinker {
    let sheet: Sheet
    let units: [Unit]
    /// For each unit of headline lines the story that its last block was given to.
    let headStories: [Int: Int]

    private enum Side { case above, below }

    private struct Place {
        var above: Int?
        var below: Int?
        var head: Int?
        var hasHeadAbove = false
        var hasHeadBelow = false
    }

    /// Gives the bylines to `stories`.
    func link(_ stories: inout [Story]) {
        var firsts: [Int: Int] = [:]
        var lasts: [Int: Int] = [:]
        for (number, story) in stories.enumerated() {
            firsts[story.paragraphs[0]] = number
            lasts[story.paragraphs[story.paragraphs.count - 1]] = number
        }
        let bylines = units.indices.filter { units[$0].isByline }
        var open: [Int] = []
        var habits: [UInt32: (above: Float, below: Float)] = [:]
        for unit in bylines {
            let place = place(of: unit, firsts, lasts)
            if let (story, side, confidence) = certain(unit, place, stories) {
                give(unit, to: story, confidence, &stories)
                let mark = mark(of: unit)
                switch side {
                case .above: habits[mark, default: (0, 0)].above += 1
                case .below: habits[mark, default: (0, 0)].below += 1
                case nil: break
                }
            } else {
                open.append(unit)
            }
        }
        for unit in open {
            let place = place(of: unit, firsts, lasts)
            let habit = habits[mark(of: unit)] ?? (0, 0)
            decide(unit, place, habit, &stories)
        }
    }

    private func place(of unit: Int, _ firsts: [Int: Int], _ lasts: [Int: Int]) -> Place {
        var place = Place()
        if unit > 0 {
            place.above = lasts[unit - 1]
            place.hasHeadAbove = units[unit - 1].isHead
            if place.hasHeadAbove { place.head = headStories[unit - 1] }
        }
        if unit + 1 < units.count {
            place.below = firsts[unit + 1]
            place.hasHeadBelow = units[unit + 1].isHead
        }
        return place
    }

    private func mark(of unit: Int) -> UInt32 {
        let glyph = sheet.glyphs[units[unit].pieces[0].lowerBound]
        return glyph.characterClass == .mark ? glyph.code : 0
    }

    private func isFree(_ story: Int, _ stories: [Story]) -> Bool {
        let paragraphs = stories[story].paragraphs
        return stories[story].byline == nil && units[paragraphs[0]].opening?.byline == nil
            && units[paragraphs[paragraphs.count - 1]].signature == nil
    }

    private func hasDateline(_ story: Int, _ stories: [Story]) -> Bool {
        units[stories[story].paragraphs[0]].opening != nil
    }

    private func certain(_ unit: Int, _ place: Place, _ stories: [Story]) -> (Int, Side?, Double)? {
        let hasRole = units[unit].reading?.hasRole ?? false
        let isCredit = units[unit].reading?.isCredit ?? false
        if let story = neighbour(unit, place, stories) {
            return (story, story == place.above ? .above : .below, hasRole ? 0.97 : 0.85)
        }
        if isCredit, let above = place.above, isFree(above, stories) { return (above, .above, 0.95) }
        if place.hasHeadAbove, let head = place.head, head != place.below, isFree(head, stories) {
            return (head, nil, hasRole ? 0.9 : 0.75)
        }
        if place.hasHeadAbove, let below = place.below, isFree(below, stories) { return (below, .below, 0.97) }
        if let above = place.above, place.below == nil, isFree(above, stories) {
            return (above, .above, hasRole ? 0.95 : 0.85)
        }
        if let above = place.above, let below = place.below {
            if isFree(above, stories), !isFree(below, stories) { return (above, .above, hasRole ? 0.95 : 0.6) }
            if !isFree(above, stories), isFree(below, stories) { return (below, .below, hasRole ? 0.95 : 0.6) }
        }
        if place.above == nil, let below = place.below, isFree(below, stories) { return (below, .below, 0.9) }
        return nil
    }

    /// The story that stands in the same part of the page, where the source tells of parts.
    private func neighbour(_ unit: Int, _ place: Place, _ stories: [Story]) -> Int? {
        guard let placement = sheet.placement, let row = units[unit].rows.first else { return nil }
        let section = placement.rows[row].section
        let inside = stories.indices.filter { story in
            isFree(story, stories)
                && stories[story].paragraphs.contains { placement.rows[units[$0].rows[0]].section == section }
        }
        if inside.count == 1 { return inside[0] }
        return inside.first { $0 == place.above } ?? inside.first { $0 == place.below }
    }

    private func decide(_ unit: Int, _ place: Place, _ habit: (above: Float, below: Float), _ stories: inout [Story]) {
        let hasRole = units[unit].reading?.hasRole ?? false
        let turn = max(-2.5, min(2.5, habit.above - habit.below))
        var best: (story: Int, odds: Float)?
        for (story, bias) in [(place.above, 0.6 + turn), (place.below, -0.2 - turn)] {
            guard let story, isFree(story, stories) else { continue }
            var odds = bias
            let dated = hasDateline(story, stories)
            if !hasRole { odds += dated ? -2 : 0.5 } else if dated, story == place.below { odds -= 1.5 }
            if odds > best?.odds ?? -.infinity { best = (story, odds) }
        }
        if let best, best.odds > 0.5 {
            give(unit, to: best.story, Double(min(0.9, 0.6 + best.odds * 0.1)), &stories)
        } else {
            spread(unit, place, &stories)
        }
    }

    /// Names the byline at every story that may be its own.
    private func spread(_ unit: Int, _ place: Place, _ stories: inout [Story]) {
        var weights: [(story: Int, weight: Double)] = []
        for story in stories.indices where isFree(story, stories) && !stories[story].isPhoto {
            var weight = hasDateline(story, stories) ? 0.35 : 1.6
            if story == place.above { weight += 0.5 }
            if story == place.below { weight += 0.4 }
            weights.append((story, weight))
        }
        let sum = weights.reduce(0) { $0 + $1.weight } + 0.3
        weights.sort { $0.weight > $1.weight || $0.weight == $1.weight && $0.story < $1.story }
        for (story, weight) in weights.prefix(6) where weight / sum >= 0.05 {
            stories[story].candidates.append((unit, min(0.75, weight / sum)))
        }
    }

    private func give(_ unit: Int, to story: Int, _ confidence: Double, _ stories: inout [Story]) {
        stories[story].byline = unit
        stories[story].bylineConfidence = confidence
    }
}
