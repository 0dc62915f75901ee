/// A sum that a text states, done again.
///
/// Nothing is corrected: a figure that does not add up is reported as such.
package struct Check: Equatable, Sendable {
    /// What was compared; the raw value is the record's word for it.
    package enum Kind: String, Sendable {
        /// A part of a whole against the stated percentage.
        case share
        /// Two levels against the stated growth or decline between them.
        case growth
        /// Parts against their stated sum.
        case sum
        /// A stated count against the things listed.
        case count
    }

    package var kind: Kind
    /// Indexes of the facts that were compared: for a share part, whole, percentage; for growth the
    /// level before, the level after, the percentage; for a sum the parts and the sum; for a count the count.
    package var facts: [Int]
    /// What the text states.
    package var stated: ExactDecimal
    /// What comes out.
    package var computed: ExactDecimal
    /// How far the two may differ, from the precision in which the figures are stated.
    package var tolerance: ExactDecimal
    package var holds: Bool

    /// A finished comparison.
    package init(
        kind: Kind,
        facts: [Int],
        stated: ExactDecimal,
        computed: ExactDecimal,
        tolerance: ExactDecimal,
        holds: Bool
    ) {
        self.kind = kind
        self.facts = facts
        self.stated = stated
        self.computed = computed
        self.tolerance = tolerance
        self.holds = holds
    }
}
