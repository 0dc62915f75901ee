/// Chances from log odds.
enum Chance {
    /// The chance whose log odds are `value` nats.
    static func ofLogOdds(_ value: Float) -> Double {
        // (1 + x/1024)^1024 is e^x to 1 % in this range.
        var power = 1 - Double(max(-12, min(12, value))) / 1024
        for _ in 0..<10 { power *= power }
        return 1 / (1 + power)
    }

    /// The log odds of a chance, in nats, between −12 and 12.
    static func logOdds(_ chance: Double) -> Float {
        let odds = Float(max(1e-5, chance) / max(1e-5, 1 - chance))
        return max(-12, min(12, CharacterPairs.log(odds)))
    }

    /// `value` to two digits, which is all that is known of it.
    static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
