import TextScanning

/// What a root holds, as far as it must be the same however often the service was killed on the way.
struct Snapshot: Equatable {
    /// The published files by path.
    var records: [String: [UInt8]] = [:]
    /// The manifest's lines without `seq`.
    var manifest: Set<String> = []
    /// The last link of each article, without `seq`.
    var links: [String: String] = [:]
    /// How often each terminal event stands in the log: sha256, path, event, code.
    var events: [String: Int] = [:]
    /// The originals below `state/`.
    var originals: Set<String> = []

    /// What `root` holds; also throws where an order or a form is broken that a reader relies on.
    init(_ root: borrowing Root) throws {
        for path in try root.files(below: "output/records") { records[path] = try read("\(root.path)/\(path)") }
        manifest = try Set(Snapshot.lines(root, "manifest.jsonl").map { "\(Snapshot.without($0, "seq"))" })
        for line in try Snapshot.lines(root, "links.jsonl") {
            let id = line["id"]?.string ?? "?"
            let said = Snapshot.without(line, "seq")
            // That an article stands for itself, and no more, says that nothing is left of what was said of it before.
            let isAlone = said.count == 3 && line["cluster"]?.string == id
            links[id] = isAlone ? nil : "\(said)"
        }
        for event in try root.events() {
            let key = ["sha256", "file", "event", "code"].map { event[$0]?.string ?? "-" }.joined(separator: " ")
            events[key, default: 0] += 1
        }
        for kind in ["done", "duplicate", "failed"] {
            originals.formUnion(try root.files(below: "state/\(kind)"))
        }
    }

    /// The lines of a file, whose `seq` must ascend.
    private static func lines(_ root: borrowing Root, _ name: String) throws -> [JSONValue] {
        let lines = try root.lines(name)
        let sequence = lines.map { $0["seq"]?.integer ?? -1 }
        guard zip(sequence, sequence.dropFirst()).allSatisfy(<) else { throw OrderError(file: name) }
        return lines
    }

    private static func without(_ line: JSONValue, _ keys: String...) -> [String] {
        (line.object ?? [:]).filter { !keys.contains($0.key) }.map { "\($0.key)=\($0.value)" }.sorted()
    }

    /// What differs, for a person.
    func difference(from other: Snapshot) -> [String] {
        var found: [String] = []
        func compare<Key: Comparable, Value: Equatable>(_ name: String, _ mine: [Key: Value], _ theirs: [Key: Value]) {
            for key in Set(mine.keys).union(theirs.keys).sorted() where mine[key] != theirs[key] {
                let how = mine[key] == nil ? "missing" : theirs[key] == nil ? "too much" : "different"
                found.append("\(name) \(key): \(how)")
            }
        }
        compare("record", records, other.records)
        compare("link", links, other.links)
        compare("event", events, other.events)
        compare(
            "manifest",
            Dictionary(uniqueKeysWithValues: manifest.map { ($0, 1) }),
            Dictionary(uniqueKeysWithValues: other.manifest.map { ($0, 1) })
        )
        compare(
            "original",
            Dictionary(uniqueKeysWithValues: originals.map { ($0, 1) }),
            Dictionary(uniqueKeysWithValues: other.originals.map { ($0, 1) })
        )
        return found
    }
}

/// A file of `output/` whose sequence numbers do not ascend.
struct OrderError: Error {
    let file: String
}
