/// The youngest entries, in memory: a table of lists, to which is added at the end and of which the end can be taken back.
struct KeyTable {
    /// Keys with more entries than this have them in order as well, so that no list is walked again and again.
    private static let longestList = 64

    private var heads: [Int32]
    private var entries: [KeyEntry] = []
    private var following: [Int32] = []
    private let shift: Int
    /// The entries of long lists, ascending.
    private var ordered: [UInt64: [KeyEntry]] = [:]

    /// An empty table for some `capacity` entries; more only make it slower.
    init(capacity: Int) {
        var bits = 4
        while 1 << bits < capacity { bits += 1 }
        shift = 64 - bits
        heads = Array(repeating: -1, count: 1 << bits)
    }

    var count: Int { entries.count }

    private func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift)) }

    mutating func append(_ entry: KeyEntry) {
        let slot = slot(entry.key)
        following.append(heads[slot])
        heads[slot] = Int32(entries.count)
        entries.append(entry)
        guard let place = ordered[entry.key]?.firstPlace(from: entry) else { return }
        ordered[entry.key]?.insert(entry, at: place)
    }

    /// Takes back the last entries.
    mutating func truncate(to count: Int) {
        while entries.count > count, let entry = entries.popLast(), let next = following.popLast() {
            heads[slot(entry.key)] = next
            guard let place = ordered[entry.key]?.firstPlace(from: entry) else { continue }
            ordered[entry.key]?.remove(at: place)
        }
    }

    mutating func removeAll() {
        for index in heads.indices { heads[index] = -1 }
        entries.removeAll(keepingCapacity: true)
        following.removeAll(keepingCapacity: true)
        ordered = [:]
    }

    /// Adds the first `limit` entries of a stretch, ascending, to those found.
    mutating func append(_ stretch: KeyStretch, limit: Int, to found: inout [KeyEntry]) {
        if let list = ordered[stretch.key] {
            let start = list.firstPlace(from: KeyEntry(word: stretch.first, number: 0))
            for entry in list[start...].prefix(limit) {
                guard stretch.holds(entry) else { break }
                found.append(entry)
            }
            return
        }
        var list: [KeyEntry] = []
        var place = heads[slot(stretch.key)]
        while place >= 0 {
            if entries[Int(place)].key == stretch.key { list.append(entries[Int(place)]) }
            place = following[Int(place)]
        }
        if list.count > 1 { list.sort() }
        if list.count > Self.longestList { ordered[stretch.key] = list }
        found.append(contentsOf: list.lazy.filter(stretch.holds).prefix(limit))
    }

    func sorted() -> [KeyEntry] { entries.sorted() }
}

extension [KeyEntry] {
    /// The place of the first entry of an ascending list that does not come before `entry`.
    fileprivate func firstPlace(from entry: KeyEntry) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
