package import FileAccess
package import Hashing

/// What happened when a staged file was to be given its final name.
package enum Publication: Equatable, Sendable {
    /// It has it now.
    case renamed
    /// It had it already, with the recorded content: an earlier run got this far.
    case alreadyThere
    /// The staged file is not there or is not what was recorded, and nor is the published one: stage it again.
    case stagedFileLost
    /// Another content stands under the final name.
    case nameTaken
}

/// The folder of published records and the one in which they are staged, on one file system.
package struct RecordFolder: ~Copyable {
    private let output: Directory
    private let stage: Directory
    private let readFolders = OpenFolders()

    /// Opens (and makes) `output/` and `state/stage/` below `root`.
    package init(root: borrowing Directory) throws(Errno) {
        let output = try root.makeDirectories(RawPath("output"))
        stage = try root.makeDirectories(RawPath("state/stage"))
        self.output = output
    }

    /// Writes a file into the stage and waits until its bytes are on the disk; replaces what a crash left there.
    package func write(_ bytes: [UInt8], toStage name: String) throws(Errno) {
        let name = RawPath(name)
        if try stage.statusIfExists(of: name) != nil { try stage.remove(name) }
        let file = try stage.file(name, for: .creating)
        try Failpoint.stageCreated.pass()
        if Failpoint.stageTorn.isArmed {
            try file.write(Array(bytes.prefix(bytes.count / 2)))
            try Failpoint.stageTorn.pass()
            try file.write(Array(bytes.dropFirst(bytes.count / 2)))
        } else {
            try file.write(bytes)
        }
        try Failpoint.stageWritten.pass()
        try file.synchronize()
        try file.close()
        try Failpoint.stageSynced.pass()
    }

    /// Gives a staged file its final name below `output/`, never replacing another; the folder is synced by
    /// ``synchronize(_:)``.
    package func publish(stage name: String, as path: String, sha256: Digest) throws(Errno) -> Publication {
        let staged = RawPath(name)
        let final = RawPath(path)
        let parent = try output.makeDirectories(final.parent)
        if try stage.statusIfExists(of: staged) == nil {
            guard try parent.statusIfExists(of: final.lastComponent) != nil else { return .stagedFileLost }
            return try digest(of: final.lastComponent, in: parent) == sha256 ? .alreadyThere : .stagedFileLost
        }
        guard try digest(of: staged, in: stage) == sha256 else { return .stagedFileLost }
        do throws(Errno) {
            try stage.rename(staged, to: parent, as: final.lastComponent, replacing: false)
            try Failpoint.recordRenamed.pass()
            return .renamed
        } catch {
            guard error.code == Errno.alreadyExists else { throw error }
            guard try digest(of: final.lastComponent, in: parent) == sha256 else { return .nameTaken }
            try stage.remove(staged)
            return .alreadyThere
        }
    }

    /// Waits until the names in the folders of these published paths, and in the stage, are on the disk.
    package func synchronize(foldersOf paths: [String]) throws(Errno) {
        for folder in Set(paths.map { RawPath($0).parent }) {
            try output.directory(folder).synchronize()
        }
        try stage.synchronize()
        try Failpoint.recordSynced.pass()
    }

    /// Whether a published file is there.
    package func hasRecord(at path: String) throws(Errno) -> Bool {
        let path = RawPath(path)
        do throws(Errno) {
            return try output.statusIfExists(of: path) != nil
        } catch {
            if error.code == Errno.notFound { return false }
            throw error
        }
    }

    /// Whether a published file is there, or still in the stage under the name `name`.
    package func hasRecord(at path: String, stage name: String?) throws(Errno) -> Bool {
        if let name, try stage.statusIfExists(of: RawPath(name)) != nil { return true }
        let path = RawPath(path)
        do throws(Errno) {
            return try readFolders.with(path.parent, in: output) { folder throws(Errno) in
                try folder.statusIfExists(of: path.lastComponent) != nil
            }
        } catch {
            if error.code == Errno.notFound { return false }
            throw error
        }
    }

    /// SHA-256 of a published file; nil if it is not there.
    package func digest(ofRecordAt path: String) throws(Errno) -> Digest? {
        guard try hasRecord(at: path) else { return nil }
        let path = RawPath(path)
        return try digest(of: path.lastComponent, in: try output.directory(path.parent))
    }

    /// The bytes of a published file at `span`, from the stage if it is still there; nil if the file is gone or shorter.
    package func bytes(at span: Range<Int>, of path: String, stage name: String?) throws(Errno) -> [UInt8]? {
        if let name, try stage.statusIfExists(of: RawPath(name)) != nil {
            return try bytes(at: span, of: RawPath(name), in: stage)
        }
        let path = RawPath(path)
        do throws(Errno) {
            return try readFolders.with(path.parent, in: output) { folder throws(Errno) in
                try bytes(at: span, of: path.lastComponent, in: folder)
            }
        } catch {
            if error.code == Errno.notFound { return nil }
            throw error
        }
    }

    /// Sees to it that the next look finds what somebody may have put or taken away meanwhile.
    package func lookAgain() { readFolders.close() }

    private func bytes(
        at span: Range<Int>,
        of path: RawPath,
        in folder: borrowing Directory
    ) throws(Errno) -> [UInt8]? {
        let bytes = try folder.file(path, for: .reading).read(upTo: span.count, at: Int64(span.lowerBound))
        return bytes.count == span.count ? bytes : nil
    }

    /// Removes staged files that no content claims: what a crash left behind.
    package func clearStage(keeping names: Set<String>) throws(Errno) {
        for entry in try stage.entries() where !names.contains(entry.name.utf8) {
            try stage.remove(entry.name)
        }
    }

    /// Opens the manifest (`manifest.jsonl`), the links or a day's log.
    package func appendedFile(_ path: String, failpoints: AppendedFile.Failpoints) throws(Errno) -> AppendedFile {
        try AppendedFile(at: RawPath(path), in: output, failpoints: failpoints)
    }

    /// The `seq` of the last whole line of an append-only file, 0 if there is none.
    package func lastSequence(of path: String) throws(Errno) -> Int {
        try AppendedFile.lastSequence(of: RawPath(path), in: output)
    }

    /// The greatest `seq` of the manifest, the links and the newest logs: how far the published files go.
    package func lastPublishedSequence() throws(Errno) -> Int {
        var last = max(try lastSequence(of: "manifest.jsonl"), try lastSequence(of: "links.jsonl"))
        let logs = RawPath("log")
        guard try output.statusIfExists(of: logs) != nil else { return last }
        // A clock that was set back may have gone on in an older day's log.
        for entry in try output.directory(logs).entries().suffix(8) {
            last = max(last, try lastSequence(of: "log/\(entry.name.utf8)"))
        }
        return last
    }

    private func digest(of name: RawPath, in folder: borrowing Directory) throws(Errno) -> Digest {
        let file = try folder.file(name, for: .reading)
        var hash = SHA256()
        while true {
            let bytes = try file.read(upTo: 1 << 18)
            if bytes.isEmpty { return hash.finish() }
            hash.update(bytes)
        }
    }
}
