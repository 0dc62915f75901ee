/// Sets of numbers from 0 that have no member in common and can be united.
///
/// The smaller set always goes under the larger, so finding a root takes at most as many steps as the number of members
/// has binary digits.
struct DisjointSets: Sendable {
    private var parents: [Int] = []
    private var sizes: [Int] = []

    /// How many numbers there are.
    var count: Int { parents.count }

    /// Adds the next number in a set of its own.
    mutating func append() {
        parents.append(parents.count)
        sizes.append(1)
    }

    /// The number by which the set of `number` is known until it is united with another.
    func root(of number: Int) -> Int {
        var current = number
        while parents[current] != current { current = parents[current] }
        return current
    }

    /// Unites the sets of two numbers and returns the root that stays and the one that goes, or nil if they were one.
    @discardableResult
    mutating func join(_ one: Int, _ other: Int) -> (root: Int, former: Int)? {
        var large = root(of: one)
        var small = root(of: other)
        guard large != small else { return nil }
        if sizes[large] < sizes[small] { swap(&large, &small) }
        parents[small] = large
        sizes[large] += sizes[small]
        return (large, small)
    }
}
