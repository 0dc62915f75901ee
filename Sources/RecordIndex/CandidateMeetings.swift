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
    typealias Reading = (KeyStretch, _ limit: Int) throws -> [KeyEntry]

    private let entry: KeyEntry
    private let read: Reading

    /// The meetings of an entry among those that `read` gives.
    init(of entry: KeyEntry, read: @escaping Reading) {
        self.entry = entry
        self.read = read
    }

    /// Whom the entry meets, itself included, and who met others before it came and may not meet them any more.
    func both() throws -> (partners: [KeyEntry], parted: [KeyEntry]) {
        var partners: [KeyEntry] = []
        var parted: [KeyEntry] = []
        var wasCrowded = true
        var stretch = KeyStretch(key: entry.key)
        // With one more than tells that it is crowded, so that enough are left without the entry.
        var head = try read(stretch, Self.limit + 2)
        while head.count > Self.limit {
            let before = head.filter { $0 != entry }
            if wasCrowded, before.count <= Self.limit {
                parted += before
                wasCrowded = false
            }
            let parts = stretch.parts
            guard !stretch.isDeepest, let own = parts.first(where: { $0.holds(entry) }) else {
                return (partners, parted)
            }
            head = try read(own, Self.limit + 2)
            let sent = Self.delegates(of: head)
            if wasCrowded { parted += Self.delegates(of: head.filter { $0 != entry }).filter { !sent.contains($0) } }
            if sent.contains(entry) {
                partners += sent
                for part in parts where part != own { partners += Self.delegates(of: try read(part, Self.limit + 2)) }
            }
            stretch = own
        }
        return (partners + head, parted)
    }

    /// The first of a part with those of the last one's rank; without that rank if there are too many of it.
    private static func delegates(of head: [KeyEntry]) -> [KeyEntry] {
        let head = head.prefix(limit + 1)
        guard head.count > delegates else { return Array(head) }
        let last = head[delegates - 1].word
        let sent = head.prefix { $0.word <= last }
        return Array(sent.count > limit ? head.prefix { $0.word < last } : sent)
    }
}
