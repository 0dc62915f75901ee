internal import FileAccess
internal import Inbox
internal import IssueReading

/// Files that are taken together: one arrival, one claim, one event.
struct AssembledDrop: Sendable {
    /// A file beside the main one.
    struct Member: Sendable {
        var arrival: Arrival
        /// Whether the reader needs its content.
        var isRead: Bool
    }

    var main: Arrival
    var members: [Member] = []
    /// What the main file names and what did not come in time.
    var missing: [String] = []
    /// How many files the main file names.
    var namedCount = 0

    /// A file by itself.
    init(_ main: Arrival) {
        self.main = main
    }
}

/// Brings together the files of one drop that come in any order.
///
/// A pure state machine like the tracker of the inbox: whole files go in, drops that are complete come out; times are
/// durations on the monotonic clock. Files belong together only within one tree, the folder of the inbox that they were
/// dropped in or the inbox itself.
///
/// - A METS document waits for the files that it names for ``documentPatience``, and then comes out with what is missing.
/// - ALTO files, pictures and PDFs wait for a document that names them until nothing has come into their tree for
///   ``settle``, or for ``quiet`` where several of them lie there, as an issue's do; then they come out by themselves.
/// - A saved page waits until the files of its folder are whole, at most until nothing has come for ``quiet``.
struct DropAssembler {
    private struct Held {
        var arrival: Arrival
        var role: DropRole
        var since: Duration
    }

    /// How long a document waits for the files that it names.
    let documentPatience: Duration
    /// How long a tree must be without arrivals before several files of an issue, or a page with its folder, stop waiting.
    let quiet: Duration
    /// The settling time, which a page waits for a folder that it speaks of, and a file by itself for a document.
    let settle: Duration

    private var held: [RawPath: Held] = [:]
    private var lastArrival: [RawPath: Duration] = [:]
    /// The files that came into each tree since nothing waited.
    private var arrivals: [RawPath: Set<RawPath>] = [:]

    /// How many files wait.
    var count: Int { held.count }

    init(documentPatience: Duration, quiet: Duration, settle: Duration) {
        self.documentPatience = documentPatience
        self.quiet = quiet
        self.settle = settle
    }

    /// The folder of the inbox that a file was dropped in; the inbox itself is the empty path.
    private static func tree(of path: RawPath) -> RawPath {
        let parts = path.components
        return parts.count > 1 ? parts[0] : RawPath([])
    }

    /// A file is whole and is to this what `role` says.
    mutating func add(_ arrival: Arrival, role: DropRole, at now: Duration) {
        held[arrival.path] = Held(arrival: arrival, role: role, since: now)
        let tree = Self.tree(of: arrival.path)
        lastArrival[tree] = now
        arrivals[tree, default: []].insert(arrival.path)
    }

    /// Takes out all drops that are complete, or have waited long enough.
    mutating func takeReady(at now: Duration) -> [AssembledDrop] {
        var ready: [AssembledDrop] = []
        var wanted: Set<RawPath> = []
        for path in held.keys.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
            guard let file = held[path] else { continue }
            switch file.role {
            case .document(let list): takeDocument(file, list, at: now, into: &ready, wanted: &wanted)
            case .page(let files): takePage(file, files, at: now, into: &ready, wanted: &wanted)
            default: break
            }
        }
        for (path, file) in held.sorted(by: { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }) {
            switch file.role {
            case .document, .page: continue
            default: break
            }
            guard !wanted.contains(path), isQuiet(path, at: now) else { continue }
            held[path] = nil
            ready.append(AssembledDrop(file.arrival))
        }
        if held.isEmpty {
            lastArrival = [:]
            arrivals = [:]
        }
        return ready
    }

    /// When ``takeReady(at:)`` will have something to say though nothing comes, at the earliest.
    func nextDeadline(after now: Duration) -> Duration? {
        held.values.map { file in
            let deadline: Duration
            switch file.role {
            case .document: deadline = file.since + documentPatience
            case .page(let files): deadline = files.isEmpty ? file.since + settle : quietEnd(file.arrival.path)
            default: deadline = quietEnd(file.arrival.path)
            }
            // A file that a document waits for is past its own deadline and has none.
            return deadline > now ? deadline : now + settle
        }.min()
    }

    private func quietEnd(_ path: RawPath) -> Duration {
        let tree = Self.tree(of: path)
        return (lastArrival[tree] ?? .zero) + (isAlone(path, in: tree) ? settle : quiet)
    }

    /// Whether no other file that waits in the same tree may be of the same issue.
    private func isAlone(_ path: RawPath, in tree: RawPath) -> Bool {
        switch held[path]?.role {
        case .text, .attachment: break
        default: return false
        }
        return arrivals[tree]?.count == 1
    }

    private func isQuiet(_ path: RawPath, at now: Duration) -> Bool { quietEnd(path) <= now }

    private mutating func takeDocument(
        _ file: Held,
        _ list: METSFileList,
        at now: Duration,
        into ready: inout [AssembledDrop],
        wanted: inout Set<RawPath>
    ) {
        let path = file.arrival.path
        let tree = Self.tree(of: path)
        let candidates = held.values.filter {
            switch $0.role {
            case .text, .attachment: tree.isEmpty || Self.tree(of: $0.arrival.path) == tree
            default: false
            }
        }
        let matcher = METSFileMatcher(folder: path.parent.bytes, paths: candidates.map(\.arrival.path.bytes))
        var drop = AssembledDrop(file.arrival)
        var taken: Set<RawPath> = []
        for entry in list.entries {
            let found = matcher.path(of: entry).map { RawPath($0) }
            if let found {
                guard taken.insert(found).inserted, let member = held[found] else { continue }
                drop.members.append(AssembledDrop.Member(arrival: member.arrival, isRead: entry.isText))
            } else if entry.isText, !entry.isRemote {
                drop.missing.append(entry.path)
            }
        }
        drop.namedCount = list.texts.count
        let isOver = file.since + documentPatience <= now
        guard drop.missing.isEmpty || isOver else {
            wanted.formUnion(taken)
            return
        }
        held[path] = nil
        for member in taken { held[member] = nil }
        ready.append(drop)
    }

    private mutating func takePage(
        _ file: Held,
        _ files: Set<RawPath>,
        at now: Duration,
        into ready: inout [AssembledDrop],
        wanted: inout Set<RawPath>
    ) {
        let path = file.arrival.path
        let companions = held.values.filter { other in
            guard other.arrival.path != path else { return false }
            return DropGrouping.page(ofCompanion: other.arrival.path.bytes, isThere: { $0 == path.bytes }) != nil
        }
        let there = Set(companions.map(\.arrival.path))
        // Where the folder is not there yet, the page waits one settling time for it.
        let isComplete =
            files.isEmpty && there.isEmpty ? file.since + settle <= now : !files.isEmpty && files.isSubset(of: there)
        guard isComplete || isQuiet(path, at: now) else {
            wanted.formUnion(there)
            return
        }
        var drop = AssembledDrop(file.arrival)
        for companion in companions.sorted(by: {
            $0.arrival.path.bytes.lexicographicallyPrecedes($1.arrival.path.bytes)
        }) {
            drop.members.append(AssembledDrop.Member(arrival: companion.arrival, isRead: false))
            held[companion.arrival.path] = nil
        }
        held[path] = nil
        ready.append(drop)
    }
}
