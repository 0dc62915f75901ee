/// What the alignment of two texts shows about how one repeats the other.
struct Evidence {
    /// What one of the two texts has that the other has not.
    struct Side {
        /// The number of scalars, without furniture at the edges that the other text lacks.
        var length = 0
        /// How many of them the other text answers.
        var covered = 0
        /// How many stand in whole passages that the other text lacks.
        var added = 0
        /// How many stand in shorter runs that the other text lacks and that no misreading explains, if there is none.
        var addedInPassing = 0

        /// How many stand without answer before the first run that is answered and is no common phrase.
        var head = 0

        /// The share that stands before all that is answered.
        var headShare: Double { length == 0 ? 0 : Double(head) / Double(length) }
        /// Whether any of it is not answered.
        var lacks: Bool { covered < length }
        /// The share that is answered.
        var coverage: Double { length == 0 ? 1 : Double(covered) / Double(length) }
    }

    /// The first text.
    private(set) var first = Side()
    /// The second text.
    private(set) var second = Side()
    /// Small differences such as misreading makes: a scalar exchanged, dropped or put in, without regard to digits.
    private(set) var slips = 0
    /// Small differences such as filling in a form makes: two or more scalars for two or more others.
    private(set) var slots = 0
    /// The numbers within answering passages, and how many of them differ.
    private(set) var numbers = 0
    private(set) var changedNumbers = 0
    /// How many of those that differ have hardly a digit in common.
    private(set) var unlikeNumbers = 0
    /// The digits of those numbers.
    private(set) var digits = 0

    /// The longest run of the first text that is answered without a break by a run of the second.
    private(set) var longestRun = 0
    /// How many scalars of the first text stand in runs so long that no common phrase makes them.
    private(set) var solid = 0

    /// Whether the two are one form filled in twice: a weather report, a table of rates, a notice of death.
    ///
    /// Misreading spares digits as little as other characters, and seldom strikes two neighbours. Where numbers differ
    /// far more often than the rest of the text does, or where most differences are words exchanged for words, the
    /// texts say different things in the same words.
    var isForm: Bool {
        if hasFormNumbers { return true }
        let changes = Double(changedNumbers + unlikeNumbers + slots)
        guard changes * 50 >= Double(first.covered) else { return false }
        let errors = Double(slips)
        return switch changedNumbers {
        case 0: changes >= 3 + errors
        case 1: changes >= 2.5 + 0.3 * errors
        default: changes >= 2 + 0.2 * errors
        }
    }

    /// Whether so many numbers differ that no misreading explains it.
    var hasFormNumbers: Bool {
        let slipRate = Double(slips) / Double(max(1, first.covered))
        let length = Double(digits) / Double(max(1, numbers))
        let expected = min(0.9, max(0.05, slipRate * length * 0.25))
        return tail(changedNumbers, of: numbers, expected) < 0.0015
    }

    /// The share of characters that differ as misreading or a slip of the pen makes them.
    var errorRate: Double { Double(slips + 2 * slots) / Double(max(1, min(first.covered, second.covered))) }

    /// A run without answer is a passage from this length on; shorter ones are errors.
    static let passage = 10
    /// More scalars in a row than this are hardly ever misread; a word put in counts no more.
    private static let longestSlip = 2
    /// Numbers that differ in so many digits are not misread.
    private static let unlike = 3
    /// Of longer runs of digits the rest is not looked at.
    private static let longestNumber = 32
    /// Runs from this length on are solid.
    private static let solidRun = 16

    init(_ one: ComparedText, _ other: ComparedText, _ alignment: Alignment) {
        var small = (
            first: Array(repeating: false, count: one.count), second: Array(repeating: false, count: other.count)
        )
        for gap in alignment.gaps {
            for place in gap.first { small.first[place] = true }
            for place in gap.second { small.second[place] = true }
        }
        first = Self.side(one.scalars, small.first) { alignment.partners[$0] >= 0 }
        second = Self.side(other.scalars, small.second) { alignment.covered[$0] }
        for gap in alignment.gaps { count(gap, one, other, alignment) }
        countNumbers(one, other, alignment)
        countRuns(alignment)
    }

    private mutating func countRuns(_ alignment: Alignment) {
        let partners = alignment.partners
        var start = 0
        while start < partners.count {
            var end = start + 1
            while end < partners.count, partners[start] >= 0, partners[end] == partners[end - 1] + 1 { end += 1 }
            if partners[start] >= 0 {
                longestRun = max(longestRun, end - start)
                if end - start >= Self.solidRun { solid += end - start }
            }
            start = end
        }
    }

    private static func side(_ scalars: [UInt32], _ inGap: [Bool], isCovered: (Int) -> Bool) -> Side {
        var side = Side(length: scalars.count)
        var unanswered = 0
        var head: Int?
        var start = 0
        while start < scalars.count {
            var end = start + 1
            let answered = isCovered(start)
            while end < scalars.count, isCovered(end) == answered { end += 1 }
            defer { start = end }
            let length = end - start
            if answered {
                side.covered += length
                if length >= solidRun { head = head ?? unanswered }
                continue
            }
            let isEdge = start == 0 || end == scalars.count
            if isEdge, length < scalars.count, Furniture.holds(scalars[start..<end]) {
                side.length -= length
                continue
            }
            unanswered += length
            if length >= passage {
                side.added += length
            } else if length >= Gram.compared, !inGap[start] {
                side.addedInPassing += length
            }
        }
        side.head = head ?? unanswered
        return side
    }

    /// Counts the differences between the matches of a gap, each a run of the first text for a run of the second.
    private mutating func count(
        _ gap: Alignment.Gap,
        _ one: ComparedText,
        _ other: ComparedText,
        _ alignment: Alignment
    ) {
        var left = 0
        var right = 0
        var place = gap.second.lowerBound
        func isMeant(_ scalar: UInt32) -> Int { isDigit(scalar) ? 0 : 1 }
        for index in gap.first {
            let partner = alignment.partners[index]
            guard partner >= 0 else {
                left += isMeant(one.scalars[index])
                continue
            }
            while place < partner {
                right += isMeant(other.scalars[place])
                place += 1
            }
            place = partner + 1
            note(left, right)
            (left, right) = (0, 0)
        }
        while place < gap.second.upperBound {
            right += isMeant(other.scalars[place])
            place += 1
        }
        note(left, right)
    }

    private mutating func note(_ left: Int, _ right: Int) {
        if min(left, right) >= 2 {
            slots += 1
        } else if max(left, right) < Self.passage {
            slips += min(max(left, right), Self.longestSlip)
        }
    }

    /// Counts the numbers that both texts have between characters that answer each other.
    private mutating func countNumbers(_ one: ComparedText, _ other: ComparedText, _ alignment: Alignment) {
        let partners = alignment.partners
        for token in Token.list(one.scalars, 0..<one.count) where token.isNumber {
            let range = token.range
            // A number at an edge of the text stands between nothing, like its answer there.
            let before = range.lowerBound == 0 ? -1 : partners[range.lowerBound - 1]
            let after = range.upperBound == one.count ? other.count : partners[range.upperBound]
            guard before >= 0 || range.lowerBound == 0, after > before + 1 else { continue }
            let answer = before + 1..<after
            guard other.scalars[answer].allSatisfy(isDigit) else { continue }
            numbers += 1
            digits += range.count
            let mine = Array(one.scalars[range].prefix(Self.longestNumber))
            let theirs = Array(other.scalars[answer].prefix(Self.longestNumber))
            if mine == theirs { continue }
            // A number that has merely lost or gained digits, or has one digit of many wrong, is misread.
            let length = min(mine.count, theirs.count)
            let different = length - commonSubsequence(mine, theirs).count
            if different > 0, different * 4 >= length { changedNumbers += 1 }
            if different >= Self.unlike { unlikeNumbers += 1 }
        }
    }
}

/// The probability of at least `count` successes in `trials`, each with probability `chance`.
private func tail(_ count: Int, of trials: Int, _ chance: Double) -> Double {
    guard count > 0 else { return 1 }
    // Term by term from none upwards; where the first terms vanish the sum is 0 and the tail 1, which accuses nobody.
    var term = 1.0
    for _ in 0..<trials { term *= 1 - chance }
    var below = 0.0
    for successes in 0..<count {
        below += term
        term *= Double(trials - successes) / Double(successes + 1) * chance / (1 - chance)
    }
    return max(0, 1 - below)
}
