/// Articles that are one another's reprints, each cluster with the member that stands for it.
///
/// Which articles form a cluster, and which of them stands for it, depends on the joins alone, not on their order.
package struct Clusters<Member: Hashable & Sendable>: Sendable {
    private var sets = DisjointSets()
    private var members: [Member] = []
    private var seniorities: [Seniority] = []
    /// For each root the number of the member that stands for the cluster.
    private var seniors: [Int] = []
    private var numbers: [Member: Int] = [:]

    /// No clusters.
    package init() {}

    /// Adds a member in a cluster of its own, unless it is there.
    package mutating func insert(_ member: Member, seniority: Seniority) {
        guard numbers[member] == nil else { return }
        numbers[member] = members.count
        seniors.append(members.count)
        members.append(member)
        seniorities.append(seniority)
        sets.append()
    }

    /// Makes one cluster of the clusters of two members; unknown members are left alone.
    package mutating func join(_ one: Member, _ other: Member) {
        guard let first = numbers[one], let second = numbers[other] else { return }
        guard let (root, former) = sets.join(first, second) else { return }
        if seniorities[seniors[former]] < seniorities[seniors[root]] { seniors[root] = seniors[former] }
    }

    /// The member that stands for the cluster of `member`, or nil if that is unknown.
    package func canonical(of member: Member) -> Member? {
        numbers[member].map { members[seniors[sets.root(of: $0)]] }
    }

    /// Whether two members stand in one cluster.
    package func areJoined(_ one: Member, _ other: Member) -> Bool {
        guard let first = numbers[one], let second = numbers[other] else { return false }
        return sets.root(of: first) == sets.root(of: second)
    }
}

/// What decides who stands for a cluster of reprints: the earliest day, then the longest body, then the lesser name.
package struct Seniority: Comparable, Sendable {
    /// The day of issue in any measure that ascends; nil, an unknown day, comes after all others.
    package let day: Int?
    /// The length of the body.
    package let length: Int
    /// A name that no other member has, such as the article's id.
    package let name: String

    /// The seniority of an article.
    package init(day: Int?, length: Int, name: String) {
        self.day = day
        self.length = length
        self.name = name
    }

    package static func < (left: Seniority, right: Seniority) -> Bool {
        let days = (left.day ?? Int.max, right.day ?? Int.max)
        if days.0 != days.1 { return days.0 < days.1 }
        if left.length != right.length { return left.length > right.length }
        // By scalars, since strings also call canonically equivalent names equal.
        return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }
}
