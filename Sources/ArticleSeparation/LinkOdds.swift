/// How likely each block goes on with each other one, weighed against all others near it with which it could.
///
/// Of many feet of columns some go on with any top by chance. What counts is that a link is the best for both.
struct LinkOdds {
    /// Blocks before and behind a foot in which the top that it goes on with is looked for.
    static let reach = 40

    private var values: [Float]
    private let count: Int

    /// Weighs `link` for all pairs of blocks near each other, `isFoot` of which ends and `isTop` begins in mid-paragraph.
    init(count: Int, isFoot: (Int) -> Bool, isTop: (Int) -> Bool, link: (Int, Int) -> Float) {
        self.count = count
        let width = Self.reach * 2 + 1
        values = [Float](repeating: -.infinity, count: count * width)
        var forward = [Float](repeating: 1, count: count)
        var backward = forward
        let tops = (0..<count).filter(isTop)
        for foot in 0..<count where isFoot(foot) {
            for top in tops where top != foot && abs(top - foot) <= Self.reach {
                let value = link(foot, top)
                let odds = CharacterPairs.exp(value)
                values[foot * width + top - foot + Self.reach] = value
                forward[foot] += odds
                backward[top] += odds
            }
        }
        for foot in 0..<count {
            for offset in 0..<width where values[foot * width + offset] > -.infinity {
                let top = foot + offset - Self.reach
                values[foot * width + offset] -=
                    (CharacterPairs.log(forward[foot]) + CharacterPairs.log(backward[top])) / 2
            }
        }
    }

    /// The logarithm of how likely `top` goes on with `foot`; negative infinity where it cannot be told.
    func value(_ foot: Int, _ top: Int) -> Float {
        abs(top - foot) > Self.reach ? -.infinity : values[foot * (Self.reach * 2 + 1) + top - foot + Self.reach]
    }
}
