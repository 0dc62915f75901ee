package import FileAccess
internal import Hashing
package import Ingestion
internal import RecordIndex
internal import RecordOutput

/// Sees to it that the index of a root can be relied on before anybody writes by it.
///
/// Only for the holder of the root's lock.
package struct IndexGuard: ~Copyable {
    /// Why an index is made anew.
    package enum Cause: Equatable, Sendable {
        /// There is none, though something was published.
        case missing
        /// It knows less than what was published.
        case outdated(String)
        /// It is damaged.
        case damaged(String)
        /// It was asked for.
        case wish

        /// The cause as the end of a sentence that begins with “The index”.
        package var message: Message {
            switch self {
            case .missing: Message("was missing", "索引缺失")
            case .outdated(let what): Message("was older than what was published (\(what))", "索引早于已发布内容（\(what)）")
            case .damaged(let what): Message("was damaged (\(what))", "索引已损坏（\(what)）")
            case .wish: Message("was to be made anew", "按要求重建索引")
            }
        }
    }

    /// A rebuild that took place.
    package struct Report: Sendable {
        package var cause: Cause
        /// Where the former index stands now, below the root; nil if there was none.
        package var kept: RawPath?
        package var summary: RebuildSummary

        /// One sentence, as it stands in the log.
        package var message: Message {
            let gone = summary.withoutText
            let without =
                gone == 0
                ? "" : " The texts of \(gone) articles were removed from output/; they keep their identifiers."
            let withoutChinese = gone == 0 ? "" : "其中 \(gone) 篇的正文已从 output/ 移除，标识保留。"
            let where_ = kept.map { " The former file is kept as \($0.utf8)." } ?? ""
            let chinese = kept.map { "原文件保留为 \($0.utf8)。" } ?? ""
            let cause = cause.message
            return Message(
                "The index \(cause.english) and was rebuilt from output/ and state/: \(summary.publications) published files, \(summary.articles) articles, \(summary.events) events, \(summary.corrections) corrections.\(without)\(where_)",
                "\(cause.chinese)，已根据 output/ 和 state/ 重建：\(summary.publications) 个已发布文件，\(summary.articles) 篇稿件，\(summary.events) 条事件，\(summary.corrections) 条更正。\(withoutChinese)\(chinese)"
            )
        }
    }

    private static let file = RawPath("index.sqlite")
    private static let parts = ["", "-wal", "-shm", "-journal"]
    private static let new = RawPath("index.rebuilt.sqlite")

    private let root: RawPath
    private let state: Directory
    private let policy: OriginalsPolicy

    /// A guard of the index of `root`; makes `state/` where it is missing.
    package init(root: RawPath, policy: OriginalsPolicy) throws {
        self.root = root
        self.policy = policy
        state = try Directory(at: root).makeDirectories(RawPath("state"))
    }

    /// Looks whether the index can be relied on, and rebuilds it where it cannot.
    ///
    /// An index that was closed well and has not been touched since is believed. Any other is checked row by row and
    /// compared with the manifest.
    ///
    /// - Parameter progress: is told how far a rebuild has come: what it is doing, how many of how many.
    /// - Returns: what was rebuilt, or nil if nothing was.
    /// - Throws: `IndexUnfit.newer` for an index of a later presscut, and what the file system refuses.
    package func secure(progress: @escaping (String, Int, Int) -> Void) throws -> Report? {
        try removeLeftovers()
        guard let cause = try cause() else { return nil }
        return try rebuild(for: cause, progress: progress)
    }

    /// Rebuilds the index, whatever its condition.
    package func rebuild(for cause: Cause = .wish, progress: @escaping (String, Int, Int) -> Void) throws -> Report {
        try removeLeftovers()
        let path = root.appending("state").appending(IndexGuard.new)
        let rebuild = try Rebuild(root: root, into: path, policy: policy, progress: progress)
        let kept = try freeName()
        var report = Report(cause: cause, kept: kept.map { RawPath("state").appending($0) }, summary: RebuildSummary())
        report.summary = try rebuild.run { summary in
            report.summary = summary
            return report.message
        }
        try Failpoint.indexRebuilt.pass()
        try state.file(IndexGuard.new, for: .reading).synchronize()
        if let kept { try setAside(as: kept) }
        try Failpoint.indexSetAside.pass()
        // Nothing of the former index may lie beside the new one: SQLite would take an old log for its own.
        for part in IndexGuard.parts.dropFirst() { try removeIfThere(IndexGuard.file.with(part)) }
        try state.rename(IndexGuard.new, to: state, as: IndexGuard.file, replacing: false)
        // Without its files of keys, or with those of another index, it would make them anew.
        try removeKeys(of: IndexGuard.file)
        try state.rename(
            IndexGuard.new.with(RecordIndex.keysSuffix),
            to: state,
            as: IndexGuard.file.with(RecordIndex.keysSuffix),
            replacing: false
        )
        try state.synchronize()
        return report
    }

    private func cause() throws -> Cause? {
        let folder = try RecordFolder(root: Directory(at: root))
        let published = try folder.lastPublishedSequence()
        guard try state.statusIfExists(of: IndexGuard.file) != nil else { return published > 0 ? .missing : nil }
        let seal = try IndexSeal(of: state)
        do {
            let index = try RecordIndex(path: root.appending("state").appending(IndexGuard.file).utf8, for: .checking)
            defer { index.close() }
            guard index.lastSequence >= published else {
                return .outdated("seq \(index.lastSequence) of \(published)")
            }
            let isTrusted = try !index.wasLeftOpen() && seal.isNoted(in: state)
            guard !isTrusted else { return nil }
            if let fault = try index.faults().first { return .damaged(fault) }
            return try Agreement(of: index, with: Directory(at: root).makeDirectories(RawPath("output"))).firstFault
                .map { .damaged($0) }
        } catch let error as DatabaseError where error.isMisfit {
            return .damaged(error.message)
        } catch let error as IndexUnfit {
            guard case .foreign = error else { throw error }
            return .damaged("it is a database of another program")
        }
    }

    /// Removes what a rebuild that was cut short has left.
    private func removeLeftovers() throws {
        for part in IndexGuard.parts { try removeIfThere(IndexGuard.new.with(part)) }
        try removeKeys(of: IndexGuard.new)
    }

    private func removeKeys(of index: RawPath) throws {
        let name = index.with(RecordIndex.keysSuffix)
        guard try state.statusIfExists(of: name) != nil else { return }
        let folder = try state.directory(name)
        for entry in try folder.entries() { try folder.remove(entry.name) }
        try state.removeDirectory(name)
    }

    private func removeIfThere(_ name: RawPath) throws {
        if try state.statusIfExists(of: name) != nil { try state.remove(name) }
    }

    /// A free name for the former index, of the moment; nil if there is no former index.
    private func freeName() throws -> RawPath? {
        guard try state.statusIfExists(of: IndexGuard.file) != nil else { return nil }
        let moment = Timestamp.now().description.prefix(19).filter { $0 != "-" && $0 != ":" }
        var number = 1
        while true {
            let name = RawPath("index.damaged-\(moment)Z\(number > 1 ? ".\(number)" : "").sqlite")
            if try state.statusIfExists(of: name) == nil { return name }
            number += 1
        }
    }

    /// Renames the former index, the file itself first: an index that is missing is rebuilt, one without its log might pass.
    private func setAside(as name: RawPath) throws {
        for part in IndexGuard.parts where try state.statusIfExists(of: IndexGuard.file.with(part)) != nil {
            try state.rename(IndexGuard.file.with(part), to: state, as: name.with(part), replacing: true)
        }
        try state.synchronize()
    }
}

extension RawPath {
    fileprivate func with(_ suffix: String) -> RawPath { RawPath(bytes + Array(suffix.utf8)) }
}
