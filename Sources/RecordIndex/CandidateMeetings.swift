/// Which of the bodies that have a key meet, so that they are compared: a function of which bodies have it, not of the
/// order in which they came.
///
/// Up to ``limit`` bodies meet each other all. Of more, those meet whose ranks begin with the same digit, by the same
/// rule, and of each such part the first ``delegates`` meet those of the others. So a key that every issue prints costs a
/// body some dozens of comparisons, the bodies of a story that is printed a thousand times are still tied together, and
/// who comes changes the meetings of some dozens of others at most.
struct CandidateMeetings {
    /// The most bodies that all meet each other.
    static let limit = 32
    /// How many of a part meet those of the other parts; of equal ranks all or none.
    private static let delegates = 8

    /// The first entries of a stretch, ascending: at most so many.
    typealias Reading = (CandidateStretch, _ limit: Int) throws -> [CandidateEntry]

    private let entry: CandidateEntry
    private let read: Reading

    /// The meetings of an entry among those that `read` gives.
    init(of entry: CandidateEntry, read: @escaping Reading) {
        self.entry = entry
        self.read = read
    }

    /// Whom the entry meets, itself included.
    func partners() throws -> [CandidateEntry] {
        var found: [CandidateEntry] = []
        var stretch = CandidateStretch(key: entry.key)
        var head = try read(stretch, Self.limit + 1)
        while head.count > Self.limit, !stretch.isDeepest {
            let parts = stretch.parts
            guard let own = parts.first(where: { $0.holds(entry) }) else { break }
            head = try read(own, Self.limit + 1)
            let sent = Self.delegates(of: head)
            if sent.contains(entry) {
                found += sent
                for part in parts where part != own { found += Self.delegates(of: try read(part, Self.limit + 1)) }
            }
            stretch = own
        }
        return head.count > Self.limit ? found : found + head
    }

    /// Those that met others before the entry came, and may not meet them any more.
    func parted() throws -> [CandidateEntry] {
        var found: [CandidateEntry] = []
        var stretch = CandidateStretch(key: entry.key)
        // With one more, so that enough are left without the entry.
        var head = try read(stretch, Self.limit + 2)
        while head.count > Self.limit {
            let before = head.filter { $0 != entry }
            if before.count <= Self.limit { return found + before }
            guard let own = stretch.parts.first(where: { $0.holds(entry) }), !stretch.isDeepest else { break }
            head = try read(own, Self.limit + 2)
            let sent = Self.delegates(of: Array(head.prefix(Self.limit + 1)))
            let former = Self.delegates(of: Array(head.filter { $0 != entry }.prefix(Self.limit + 1)))
            found += former.filter { !sent.contains($0) }
            stretch = own
        }
        return found
    }

    /// The first of a part with those of the last one's rank; without that rank if there are too many of it.
    private static func delegates(of head: [CandidateEntry]) -> [CandidateEntry] {
        guard head.count > delegates else { return head }
        let last = head[delegates - 1].word
        let sent = head.prefix { $0.word <= last }
        return Array(sent.count > limit ? head.prefix { $0.word < last } : sent)
    }
}
