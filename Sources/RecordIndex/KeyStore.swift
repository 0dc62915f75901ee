internal import FileAccess
import Glibc

/// What stands under a key: bodies under those by which their reprints are found, articles and bodies under their names.
///
/// Sorted files beside the index, and a table in memory for the youngest.
///
/// Everything here follows from the rows of the index and can be made again from them. The files are named in the index;
/// one is written and synced before the transaction that names it, and removed after the one that no longer does. So a
/// crash leaves at worst a file that nobody names, which is removed at the next start; a named file that is missing, cut
/// short or of another index makes all of them anew.
///
/// A random write for each of the eighteen keys of an article would cost more the larger the index is. The table is merged
/// into the first file when it is full, and that one into the second when it is four times as large, and so on: each entry
/// is written some two times a level, always in one stream, and a key is looked up in those of the files (four for a
/// million articles) whose filters let it pass.
final class KeyStore {
    /// How many entries the table holds before it is merged; 3,600 articles, 2 MB.
    ///
    /// A service grows by that much, and a start reads that many anew.
    static let tableCapacity = 1 << 16
    /// How many times as many entries each file may have as the one before.
    private static let growth = 4
    /// More than anything stands under one name: it would take as many digests that begin alike.
    private static let mostUnderName = 1 << 20

    private let folder: Directory
    private let path: RawPath
    private var table: KeyTable
    private let capacity: Int
    /// By level, from 1.
    private var runs: [Int: KeyRun] = [:]
    /// What the files say of whose they are.
    private var owner = 0

    /// Opens the folder `path`, which is made if it is missing; the files come by ``open(_:)``.
    init(at path: RawPath, capacity: Int) throws(Errno) {
        folder = try Directory(at: path.parent).makeDirectories(path.lastComponent)
        self.path = path
        self.capacity = capacity
        table = KeyTable(capacity: min(capacity, Self.tableCapacity))
    }

    /// Opens the folder `path`, which is left as it is; nil if it is missing.
    ///
    /// The folder around it need not be readable: a service lets others through it, and no more.
    init?(reading path: RawPath) throws(Errno) {
        do throws(Errno) {
            folder = try Directory(at: path)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
        self.path = path
        capacity = Self.tableCapacity
        table = KeyTable(capacity: 0)
    }

    /// Opens the files that the index `owner` names; false if one is missing or damaged.
    func open(_ named: [(level: Int, file: String, count: Int)], of owner: Int) throws(Errno) -> Bool {
        self.owner = owner
        runs = [:]
        var isWhole = true
        for run in named {
            guard try folder.statusIfExists(of: RawPath(run.file)) != nil,
                let opened = try KeyRun(at: path.appending(run.file), count: run.count, owner: owner)
            else {
                isWhole = false
                continue
            }
            runs[run.level] = opened
        }
        if !isWhole { runs = [:] }
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

    /// Adds an article or a body under its name.
    func insert(name: [UInt8], number: Int) { table.append(KeyEntry(name: name, number: number)) }

    /// The numbers that were added under a name, and those of some other names.
    func numbers(named name: [UInt8]) throws -> Set<Int> {
        let entry = KeyEntry(name: name, number: 0)
        let files = files(for: [entry.key])[0]
        let found = try first(of: KeyStretch(key: entry.key), limit: Self.mostUnderName, in: files)
        return Set(found.lazy.filter { $0.word == entry.word }.map { Int($0.number) })
    }

    /// What is wrong with the files; nil if each is as it was written.
    func fault() throws -> String? {
        do {
            for run in runs.values {
                var reader = KeyRun.Reader(run)
                while try reader.read() != nil {}
            }
            return nil
        } catch let error as DatabaseError {
            return error.message
        }
    }

    /// The other bodies that a body, which was inserted, meets under any of its keys, by number; and those that may not
    /// meet all those any more that they met before it came.
    func meetings(of member: CandidateMember) throws -> (partners: [Int], parted: [Int]) {
        var partners: Set<UInt32> = []
        var parted: Set<UInt32> = []
        let entries = member.entries
        let files = files(for: entries.map(\.key))
        for (place, entry) in entries.enumerated() {
            let found = try CandidateMeetings(of: entry) { try self.first(of: $0, limit: $1, in: files[place]) }.both()
            for other in found.partners where other != entry { partners.insert(other.number) }
            for other in found.parted { parted.insert(other.number) }
        }
        return (partners.map(Int.init).sorted(), parted.map(Int.init).sorted())
    }

    /// For each of some keys the files that may have it.
    ///
    /// All filters are asked before any file is read, so that the processor waits for many of their words at once.
    private func files(for keys: [UInt64]) -> [[KeyRun]] {
        var files = Array(repeating: [KeyRun](), count: keys.count)
        for run in runs.values {
            for (place, mayHold) in run.mayHold(keys).enumerated() where mayHold { files[place].append(run) }
        }
        return files
    }

    /// The first entries of a stretch, ascending, from the table and the files that may have its key.
    private func first(of stretch: KeyStretch, limit: Int, in files: [KeyRun]) throws -> [KeyEntry] {
        var found: [KeyEntry] = []
        table.append(stretch, limit: limit, to: &found)
        var sources = found.isEmpty ? 0 : 1
        for run in files {
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
    func merge(into file: String) throws -> Merge {
        var level = 1
        var total = table.count + (runs[1]?.count ?? 0)
        var limit = capacity * Self.growth
        while total > limit, level < 16 {
            level += 1
            total += runs[level]?.count ?? 0
            limit *= Self.growth
        }
        // An earlier try may have failed half-way.
        if try folder.statusIfExists(of: RawPath(file)) != nil { try folder.remove(RawPath(file)) }
        // The new file's filter is as large as theirs together.
        for level in 1...level { runs[level]?.dropFilter() }
        var writer = KeyRun.Writer(try folder.file(RawPath(file), for: .creating), expecting: total)
        let young = table.sorted()
        var place = 0
        var readers = (1...level).compactMap { runs[$0].map(KeyRun.Reader.init) }
        var heads: [KeyEntry] = []
        for index in readers.indices { heads.append(try readers[index].read() ?? .end) }
        heads.append(young.first ?? .end)
        while true {
            var source = 0
            for index in heads.indices.dropFirst() where heads[index] < heads[source] { source = index }
            guard heads[source] != .end else { break }
            try writer.write(heads[source])
            if source < readers.count {
                heads[source] = try readers[source].read() ?? .end
            } else {
                place += 1
                heads[source] = place < young.count ? young[place] : .end
            }
        }
        try writer.finish(owner: owner)
        try folder.synchronize()
        return Merge(level: level, file: file, count: writer.count)
    }

    /// Uses a merge that the index names now.
    func adopt(_ merge: Merge) throws(Errno) {
        for level in 1...merge.level { runs[level] = nil }
        runs[merge.level] = try KeyRun(at: path.appending(merge.file), count: merge.count, owner: owner)
        table.removeAll()
    }
}
