/// What evidence amounts to.
///
/// The shares were chosen on reprints made in nine ways (verbatim, under another dateline, cut to 70 and 50 %, with
/// sentences dropped or exchanged, with a paragraph added, misread in 3 and 8 % of the characters) among other news of
/// the same days.
enum Judgement {
    /// Below this share of common 5-grams two texts have nothing to do with each other.
    static let leastContainment = 0.2
    /// Both texts answer each other at least so far if one is the other with passages exchanged.
    private static let leastMutual = 0.4
    /// The shorter text is answered at least so far by whole sentences where it is not answered almost whole.
    private static let leastSolid = 0.5
    /// A text that is contained in another is answered at least so far.
    private static let leastContained = 0.85
    /// More than this share of either text cannot stand before what answers the other.
    private static let greatestHead = 0.55
    /// A passage that ties otherwise different articles has at least this many scalars.
    private static let leastQuotation = 60
    /// The text that is quoted is answered at least so far.
    private static let leastQuoted = 0.25
    /// One text has more than the other if what it adds is so many times what the other adds.
    private static let imbalance = 10

    /// With fewer errors than this each short difference is meant.
    private static let cleanRate = 0.01

    /// So much of what one text has alone may be a row of errors where errors are not rare.
    private static let noisyAllowance = 16
    /// Where both texts begin alike, so much of the shorter in whole sentences makes them one report.
    private static let leastSolidWithLead = 0.35
    /// No more than this share of either text stands before what answers the other if they begin alike.
    private static let greatestHeadWithLead = 0.1

    /// The relation of the first text to the second.
    static func relation(_ evidence: Evidence) -> Relation? {
        let first = evidence.first
        let second = evidence.second
        let most = max(first.coverage, second.coverage)
        let least = min(first.coverage, second.coverage)
        if evidence.isForm { return nil }
        // Where there are misprints, a few of them in a row make no passage.
        let isClean = evidence.errorRate < cleanRate
        let solid = Double(evidence.solid) / Double(max(1, min(first.length, second.length)))
        let head = max(first.headShare, second.headShare)
        let isContained = most >= leastContained
        let isMutual = least >= leastMutual && solid >= leastSolid
        let hasLead = isClean && head <= greatestHeadWithLead && solid >= leastSolidWithLead
        // A report cut short keeps its beginning; what stands below another report's beginning was taken up by it.
        guard head <= greatestHead, isContained || isMutual || hasLead else { return quotation(evidence) }
        func added(_ side: Evidence.Side) -> Int {
            isClean ? side.added + side.addedInPassing : max(0, side.added - noisyAllowance)
        }
        let ours = added(first)
        let theirs = added(second)
        if ours > imbalance * theirs { return .extended }
        if theirs > imbalance * ours { return .abridged }
        return .same
    }

    private static func quotation(_ evidence: Evidence) -> Relation? {
        let covered = min(evidence.first.covered, evidence.second.covered)
        let most = max(evidence.first.coverage, evidence.second.coverage)
        return evidence.longestRun >= leastQuotation && covered >= leastQuotation && most >= leastQuoted ? .quotes : nil
    }
}
