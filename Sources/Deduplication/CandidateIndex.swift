/// Finds the articles whose fingerprints share a key with a given one.
///
/// A value in memory, and the model of an index on disk: a row (key, member) a key, and of each key only the first
/// `membersPerKey` members in the order of precedence, which is not that of arrival. So a phrase that every issue
/// prints costs no more than another, and which members a crowded key keeps does not depend on who came first.
/// Some 800 bytes a member.
package struct CandidateIndex: Sendable {
    /// How many members a key remembers: those of the least precedence.
    package static let membersPerKey = 32
    /// How many candidates are worth a look at their texts.
    package static let candidateLimit = 16

    /// An entry in the list of a key, and where the next one is.
    private struct Node: Sendable {
        let precedence: UInt64
        let number: Int32
        var next: Int32

        /// Whether the member comes before another.
        func precedes(_ precedence: UInt64, _ number: Int32) -> Bool {
            self.precedence == precedence ? self.number < number : self.precedence < precedence
        }
    }

    /// For each key the first node of its list.
    private var heads: [Int64: Int32] = [:]
    private var nodes: [Node] = []
    /// The first of the nodes that are no longer used.
    private var spare: Int32 = -1

    /// An empty index.
    package init() {}

    /// Adds a member; of two, that with the lesser precedence (an earlier date, say) is kept where room is short.
    ///
    /// Members are numbered from 0 to `Int32.max`.
    package mutating func insert(_ fingerprint: Fingerprint, as number: Int, precedence: UInt64) {
        for key in fingerprint.keys { insert(Int32(number), precedence, under: key) }
    }

    private mutating func insert(_ number: Int32, _ precedence: UInt64, under key: Int64) {
        var previous: Int32 = -1
        var current = heads[key] ?? -1
        var length = 0
        while current >= 0, nodes[Int(current)].precedes(precedence, number) {
            previous = current
            current = nodes[Int(current)].next
            length += 1
        }
        guard length < Self.membersPerKey else { return }
        let node = Node(precedence: precedence, number: number, next: current)
        let place = store(node)
        if previous < 0 { heads[key] = place } else { nodes[Int(previous)].next = place }
        dropLast(from: place, length + 1)
    }

    /// Cuts off what is too much in a list of which the node at `place` is the `count`th.
    private mutating func dropLast(from place: Int32, _ count: Int) {
        var length = count
        var current = place
        while length < Self.membersPerKey, nodes[Int(current)].next >= 0 {
            current = nodes[Int(current)].next
            length += 1
        }
        let surplus = nodes[Int(current)].next
        guard surplus >= 0 else { return }
        nodes[Int(current)].next = -1
        nodes[Int(surplus)].next = spare
        spare = surplus
    }

    private mutating func store(_ node: Node) -> Int32 {
        guard spare >= 0 else {
            nodes.append(node)
            return Int32(nodes.count - 1)
        }
        let place = spare
        spare = nodes[Int(place)].next
        nodes[Int(place)] = node
        return place
    }

    /// The members most likely to be repeated by a text of this fingerprint, the likeliest first.
    package func candidates(for fingerprint: Fingerprint) -> [Int] {
        var lists: [[Entry]] = []
        for key in fingerprint.keys {
            guard var place = heads[key] else { continue }
            var list: [Entry] = []
            while place >= 0 {
                let node = nodes[Int(place)]
                list.append(Entry(precedence: node.precedence, number: Int(node.number)))
                place = node.next
            }
            lists.append(list)
        }
        return Self.ranked(lists)
    }

    /// A member under a key.
    package struct Entry: Equatable, Sendable {
        /// The member's place in the order that decides who is kept.
        package let precedence: UInt64
        /// The member.
        package let number: Int

        /// A member of that precedence.
        package init(precedence: UInt64, number: Int) {
            self.precedence = precedence
            self.number = number
        }
    }

    /// Ranks the members of the lists of a text's keys: a key that few share counts for more.
    ///
    /// Equals are ranked by precedence, then by number. At most `candidateLimit` are returned.
    package static func ranked(_ lists: [[Entry]]) -> [Int] {
        if lists.isEmpty { return [] }
        var scores: [Int: (score: Int, precedence: UInt64)] = [:]
        for list in lists where !list.isEmpty {
            let weight = 4_096 / list.count
            for entry in list { scores[entry.number, default: (0, entry.precedence)].score += weight }
        }
        let order = scores.sorted { left, right in
            (right.value.score, left.value.precedence, left.key) < (left.value.score, right.value.precedence, right.key)
        }
        return order.prefix(candidateLimit).map(\.key)
    }
}
