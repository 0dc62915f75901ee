import Dispatch
import Glibc
import Hashing
import TextScanning

/// Downstream programs: loops that read everything in `output/` as fast as they can and note what they should not see.
final class OutputReaders: Sendable {
    private let isEnding = LockedBox(false)
    private let found = Findings()
    private let passes = LockedBox(0)
    private let group = DispatchGroup()
    private let root: String

    /// Starts `count` loops over the root at `path`.
    init(_ path: String, count: Int) {
        root = path
        for _ in 0..<count {
            // A thread each, so that none of them waits for the others.
            group.enter()
            DispatchQueue(label: "presscut.reader").async { [self] in
                var memory = Memory()
                while !isEnding.value {
                    pass(&memory)
                    passes.change { $0 += 1 }
                    usleep(20_000)
                }
                group.leave()
            }
        }
    }

    /// Ends the loops; returns what was wrong and how often everything was read.
    func stop() -> (wrong: [String], passes: Int) {
        isEnding.change { $0 = true }
        group.wait()
        return (found.all, passes.value)
    }

    /// What one loop has seen before.
    private struct Memory {
        /// The published files, which never change and never go.
        var records: [String: Digest] = [:]
        /// The whole lines of the append-only files, of which nothing is ever taken back.
        var lines: [String: [UInt8]] = [:]
    }

    private func pass(_ memory: inout Memory) {
        for name in ["manifest.jsonl", "links.jsonl"] { follow(name, &memory) }
        for name in names(in: "output/log") { follow("log/\(name)", &memory) }
        var there: Set<String> = []
        walk("records") { path in
            there.insert(path)
            guard memory.records[path] == nil else { return }
            guard let bytes = try? read("\(root)/output/\(path)") else {
                found.add("\(path) is gone")
                return
            }
            if bytes.last != 0x0A { found.add("\(path) does not end with a line") }
            for line in bytes.split(separator: 0x0A) where (try? JSONValue(parsing: Array(line))) == nil {
                found.add("\(path) has a line that is no JSON")
            }
            memory.records[path] = Digest(of: bytes)
        }
        for path in memory.records.keys where !there.contains(path) { found.add("\(path) was there and is gone") }
        // Of what was read before, one file each time is read again.
        if let (path, digest) = memory.records.randomElement() {
            if (try? read("\(root)/output/\(path)")).map({ Digest(of: $0) }) != digest { found.add("\(path) changed") }
        }
    }

    private func follow(_ name: String, _ memory: inout Memory) {
        guard let bytes = try? read("\(root)/output/\(name)") else {
            if memory.lines[name] != nil { found.add("\(name) is gone") }
            return
        }
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let known = memory.lines[name] ?? []
        guard bytes[..<end].starts(with: known) else {
            found.add("\(name) took lines back")
            return
        }
        var last = known.isEmpty ? 0 : known.split(separator: 0x0A).last.flatMap(OutputReaders.sequence) ?? 0
        for line in bytes[known.count..<end].split(separator: 0x0A) {
            guard let sequence = OutputReaders.sequence(line) else {
                found.add("\(name) has a line that is no JSON")
                continue
            }
            if sequence <= last { found.add("\(name) goes from seq \(last) to \(sequence)") }
            last = sequence
        }
        memory.lines[name] = Array(bytes[..<end])
    }

    private static func sequence(_ line: ArraySlice<UInt8>) -> Int? {
        (try? JSONValue(parsing: Array(line)))?["seq"]?.integer
    }

    private func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir("\(root)/\(folder)") else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private func walk(_ folder: String, _ body: (String) -> Void) {
        for name in names(in: "output/\(folder)") {
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".jsonl") { body(path) } else { walk(path, body) }
        }
    }
}
