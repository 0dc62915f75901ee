import Newsprint

/// The sizes of type on a page: which one running text is set in, and what is a headline's beside it.
struct TypeScale {
    /// The size of most characters, in points.
    let body: Double
    /// The distance between two lines of running text, from the foot of one to the head of the next, in points.
    let lineGap: Double
    /// Whether sizes are stated, as in a PDF; those measured on a scan scatter by a tenth and more.
    let isExact: Bool

    /// Headlines are set at least this much larger than running text.
    static let leastHeadRatio = 1.18
    /// From here on type is a headline's whatever its weight.
    static let strongHeadRatio = 1.3

    /// Measures `items`.
    init(_ items: [LayoutItem], isExact: Bool = true) {
        self.isExact = isExact
        // Sizes in sixteenths of an octave: a scan's sizes scatter, those of a PDF do not.
        var weights: [Int: (characters: Int, sum: Double)] = [:]
        for item in items {
            let key = Int((TypeScale.logarithm(item.size) * 16).rounded())
            weights[key, default: (0, 0)].characters += item.length
            weights[key, default: (0, 0)].sum += item.size * Double(item.length)
        }
        var best: (characters: Int, size: Double) = (0, 10)
        for key in weights.keys.sorted() {
            var characters = 0
            var sum = 0.0
            for near in key - 1...key + 1 {
                guard let weight = weights[near] else { continue }
                characters += weight.characters
                sum += weight.sum
            }
            if characters > best.characters { best = (characters, sum / Double(characters)) }
        }
        body = best.size
        lineGap = TypeScale.lineGap(items, best.size)
    }

    /// The median distance between lines of running text that begin one below the other.
    private static func lineGap(_ items: [LayoutItem], _ body: Double) -> Double {
        let text = items.filter { abs($0.size / body - 1) < 0.08 }
            .sorted { (($0.box.x0 / body).rounded(), $0.box.y0) < (($1.box.x0 / body).rounded(), $1.box.y0) }
        var gaps: [Double] = []
        for (upper, lower) in zip(text, text.dropFirst()) where abs(lower.box.x0 - upper.box.x0) < body {
            let gap = lower.box.y0 - upper.box.y1
            if gap > -body * 0.3, gap < body * 2 { gaps.append(gap) }
        }
        gaps.sort()
        return gaps.isEmpty ? body * 0.5 : max(0, gaps[gaps.count / 2])
    }

    /// Whether an item's type is a headline's.
    func isHead(_ item: LayoutItem) -> Bool {
        if item.isCredit { return false }
        let ratio = item.size / body
        if !isExact { return ratio >= 1.6 || ratio >= 1.25 && 3...40 ~= item.length && !item.endsSentence }
        return ratio >= TypeScale.strongHeadRatio || ratio >= TypeScale.leastHeadRatio && item.length <= 60
            || item.isBold && ratio >= 1.08 && item.length <= 40
    }

    /// Whether an item's type is clearly not that of running text.
    func isOtherSize(_ item: LayoutItem) -> Bool { abs(item.size / body - 1) > (isExact ? 0.04 : 0.15) }

    /// The logarithm to base 2, by the parts of the floating-point number; linear within an octave, which is near enough.
    private static func logarithm(_ value: Double) -> Double {
        Double(value.exponent) + value.significand - 1
    }
}
