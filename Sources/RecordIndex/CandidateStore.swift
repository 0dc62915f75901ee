internal import FileAccess

/// Under which keys which bodies are found: sorted files beside the index, and a table in memory for the youngest.
///
/// Everything here follows from the fingerprints in the index and can be made again from them. The files are named in
/// the index; one is written and synced before the transaction that names it, and removed after the one that no longer
/// does. So a crash leaves at worst a file that nobody names, which is removed at the next start; a named file that is
/// missing or cut short makes all of them anew.
///
/// A random write for each of the sixteen keys of an article would cost more the larger the index is. The table is
/// merged into the first file when it is full, and that one into the second when it is sixteen times as large, so each
/// entry is written some eight times a file, always in one stream, and a key is looked up in as many files as there are:
/// two for a million articles.
final class CandidateStore {
    /// How many entries the table holds before it is merged; 4 Ki articles, 2 MB.
    ///
    /// A service grows by that much, and a start reads that many anew.
    static let tableCapacity = 1 << 16
    /// How many times as many entries each file may have as the one before.
    private static let growth = 16

    private let folder: Directory
    private let path: RawPath
    private var table: CandidateTable
    private let capacity: Int
    /// By level, from 1.
    private var runs: [Int: CandidateRun] = [:]

    /// Opens the folder `path`, which is made if it is missing; the files come by ``open(_:)``.
    init(at path: RawPath, capacity: Int) throws(Errno) {
        folder = try Directory(at: path.parent).makeDirectories(path.lastComponent)
        self.path = path
        self.capacity = capacity
        table = CandidateTable(capacity: min(capacity, Self.tableCapacity))
    }

    /// Opens the files that the index names and removes all others; false if one is missing or damaged.
    func open(_ named: [(level: Int, file: String, count: Int)]) throws(Errno) -> Bool {
        runs = [:]
        var isWhole = true
        for run in named {
            guard try folder.statusIfExists(of: RawPath(run.file)) != nil,
                let opened = try CandidateRun(at: path.appending(run.file), count: run.count)
            else {
                isWhole = false
                continue
            }
            runs[run.level] = opened
        }
        if !isWhole { runs = [:] }
        try removeAll(besides: isWhole ? Set(named.map(\.file)) : [])
        return isWhole
    }

    /// Removes the files that are not among those named.
    func removeAll(besides named: Set<String>) throws(Errno) {
        for entry in try folder.entries() where !named.contains(entry.name.utf8) { try folder.remove(entry.name) }
    }

    /// How many entries are in memory.
    var tableCount: Int { table.count }

    /// Whether the table should be merged.
    var isFull: Bool { table.count >= capacity }

    /// Forgets the last entries, of a transaction that failed.
    func truncate(to count: Int) { table.truncate(to: count) }

    /// Adds a body under its keys.
    func insert(_ member: CandidateMember) {
        for entry in member.entries { table.append(entry) }
    }

    /// The other bodies that a body meets under any of its keys, by number.
    func partners(of member: CandidateMember) throws -> [Int] {
        var bodies: Set<UInt32> = []
        for entry in member.entries {
            for partner in try CandidateMeetings(of: entry, read: first(of:limit:)).partners() {
                bodies.insert(partner.body)
            }
        }
        return bodies.map(Int.init).filter { $0 != member.body }.sorted()
    }

    /// The bodies that may not meet all those any more that they met before `member`, the last one inserted, came.
    func parted(by member: CandidateMember) throws -> [Int] {
        var bodies: Set<UInt32> = []
        for entry in member.entries {
            for other in try CandidateMeetings(of: entry, read: first(of:limit:)).parted() { bodies.insert(other.body) }
        }
        return bodies.map(Int.init).sorted()
    }

    /// The first entries of a stretch, ascending, from the table and all files.
    private func first(of stretch: CandidateStretch, limit: Int) throws(Errno) -> [CandidateEntry] {
        var found: [CandidateEntry] = []
        table.append(stretch, limit: limit, to: &found)
        var sources = found.isEmpty ? 0 : 1
        for run in runs.values {
            let before = found.count
            try run.append(stretch, limit: limit, to: &found)
            sources += found.count > before ? 1 : 0
        }
        if sources > 1 {
            found.sort()
            if found.count > limit { found.removeLast(found.count - limit) }
        }
        return found
    }

    /// A merge that is written and synced, and not yet named in the index.
    struct Merge {
        /// The level of the new file; those below it are emptied.
        var level: Int
        var file: String
        var count: Int
    }

    /// Merges the table, and the files that are too small to stay beside it, into a new file.
    func merge(into file: String) throws(Errno) -> Merge {
        var level = 1
        var total = table.count + (runs[1]?.count ?? 0)
        var limit = capacity * Self.growth
        while total > limit, level < 8 {
            level += 1
            total += runs[level]?.count ?? 0
            limit *= Self.growth
        }
        // An earlier try may have failed half-way.
        if try folder.statusIfExists(of: RawPath(file)) != nil { try folder.remove(RawPath(file)) }
        var writer = CandidateRun.Writer(try folder.file(RawPath(file), for: .creating))
        let young = table.sorted()
        var place = 0
        var readers = (1...level).compactMap { runs[$0].map(CandidateRun.Reader.init) }
        var heads: [CandidateEntry?] = []
        for index in readers.indices { heads.append(try readers[index].read()) }
        while true {
            var least = place < young.count ? young[place] : nil
            var source = -1
            for index in heads.indices {
                guard let head = heads[index] else { continue }
                if let known = least, known < head { continue }
                least = head
                source = index
            }
            guard let least else { break }
            try writer.write(least)
            if source < 0 { place += 1 } else { heads[source] = try readers[source].read() }
        }
        try writer.finish()
        try folder.synchronize()
        return Merge(level: level, file: file, count: writer.count)
    }

    /// Uses a merge that the index names now.
    func adopt(_ merge: Merge) throws(Errno) {
        for level in 1...merge.level { runs[level] = nil }
        runs[merge.level] = try CandidateRun(at: path.appending(merge.file), count: merge.count)
        table.removeAll()
    }
}
