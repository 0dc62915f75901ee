package import FileAccess
internal import TextScanning

/// An append-only file of lines that each carry an ascending `seq`: the manifest, the links, a day's log.
///
/// A last line without line feed is what a crash left of an append; it is cut off before anything else is done. After
/// any error the value is of no more use: open the file again, which looks at what is really there.
package struct AppendedFile: ~Copyable {
    /// The failpoints of one kind of file.
    package struct Failpoints: Sendable {
        let torn: Failpoint
        let appended: Failpoint
        let synced: Failpoint

        /// The manifest's.
        package static let manifest = Failpoints(
            torn: .manifestTorn,
            appended: .manifestAppended,
            synced: .manifestSynced
        )
        /// The links'.
        package static let links = Failpoints(torn: .linksTorn, appended: .linksAppended, synced: .linksSynced)
        /// Those of the corrections.
        package static let overrides = Failpoints(
            torn: .overrideTorn,
            appended: .overrideAppended,
            synced: .overrideSynced
        )
        /// The log's.
        package static let log = Failpoints(torn: .logTorn, appended: .logAppended, synced: .logSynced)
    }

    /// The `seq` of the last whole line; 0 if there is none.
    package private(set) var lastSequence: Int
    private let descriptor: FileDescriptor
    private let failpoints: Failpoints

    /// Opens or creates `path` below `folder`, cuts off a torn end and reads the last sequence number.
    package init(at path: RawPath, in folder: borrowing Directory, failpoints: Failpoints) throws(Errno) {
        let parent = try folder.makeDirectories(path.parent)
        let isNew = try parent.statusIfExists(of: path.lastComponent) == nil
        let file = try parent.file(path.lastComponent, for: .updating)
        if isNew { try parent.synchronize() }
        let size = try file.status().size
        let tail = try AppendedFile.tail(of: file, size: size)
        if tail.end < size {
            try file.truncate(to: tail.end)
            try file.synchronize()
        }
        try file.seek(to: tail.end)
        descriptor = file
        lastSequence = tail.sequence
        self.failpoints = failpoints
    }

    /// The `seq` of the last whole line of `path` below `folder`, without changing the file; 0 if there is none.
    package static func lastSequence(of path: RawPath, in folder: borrowing Directory) throws(Errno) -> Int {
        if !path.parent.isEmpty, try folder.statusIfExists(of: path.parent) == nil { return 0 }
        guard try folder.statusIfExists(of: path) != nil else { return 0 }
        let descriptor = try folder.file(path, for: .reading)
        return try tail(of: descriptor, size: try descriptor.status().size).sequence
    }

    /// Cuts off what stands behind the lines before `sequence`, unless it is the beginning of `lines`.
    ///
    /// `lines` are to be appended, the first of them under `sequence`. A power cut can leave the end of an append without
    /// its beginning, so that the last line is whole and those before it are not.
    package mutating func reconcile(with lines: [UInt8], from sequence: Int) throws(Errno) {
        guard lastSequence >= sequence || lastSequence <= 0 else { return }
        let size = try descriptor.status().size
        var window = Int64(lines.count) + 1 << 16
        while true {
            let start = max(0, size - window)
            let bytes = try descriptor.read(upTo: Int(size - start), at: start)
            let (end, last) = AppendedFile.end(of: bytes, before: sequence)
            window *= 8
            guard let place = end ?? (start == 0 ? 0 : nil) else { continue }
            guard !lines.starts(with: bytes[place...]) else { return }
            try descriptor.truncate(to: start + Int64(place))
            try descriptor.synchronize()
            try descriptor.seek(to: start + Int64(place))
            lastSequence = last
            return
        }
    }

    /// Where the last whole line under a number less than `sequence` ends in `bytes`, and its number.
    private static func end(of bytes: [UInt8], before sequence: Int) -> (end: Int?, sequence: Int) {
        var end = bytes.endIndex
        while let feed = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")) {
            let before = bytes[..<feed].lastIndex(of: UInt8(ascii: "\n"))
            let line = try? JSONValue(parsing: Array(bytes[(before.map { $0 + 1 } ?? 0)..<feed]))
            if let found = line?["seq"]?.integer, found < sequence { return (feed + 1, found) }
            guard let before else { break }
            end = before + 1
        }
        return (nil, 0)
    }

    /// Appends whole lines by one write and waits until they are on the disk; `last` is the `seq` of the last one.
    package mutating func append(_ lines: [UInt8], last: Int) throws(Errno) {
        if failpoints.torn.isArmed {
            let half = Array(lines.prefix(lines.count / 2))
            try descriptor.write(half)
            try failpoints.torn.pass()
            try descriptor.write(Array(lines.dropFirst(half.count)))
        } else {
            try descriptor.write(lines)
        }
        try failpoints.appended.pass()
        try descriptor.synchronize()
        try failpoints.synced.pass()
        lastSequence = last
    }

    /// Where the last whole line ends, and its `seq`.
    private static func tail(
        of descriptor: borrowing FileDescriptor,
        size: Int64
    ) throws(Errno) -> (end: Int64, sequence: Int) {
        var window: Int64 = 1 << 16
        while true {
            let start = max(0, size - window)
            let bytes = try descriptor.read(upTo: Int(size - start), at: start)
            if let end = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                let before = bytes[..<end].lastIndex(of: UInt8(ascii: "\n"))
                if before != nil || start == 0 {
                    let line = try? JSONValue(parsing: Array(bytes[(before.map { $0 + 1 } ?? 0)..<end]))
                    return (start + Int64(end) + 1, line?["seq"]?.integer ?? 0)
                }
            }
            if start == 0 { return (0, 0) }
            window *= 8
        }
    }
}
