internal import Audit
package import FileAccess
internal import Ingestion
internal import RecordIndex

/// Sees to the index of a root before it is used, and says what was done; for the holder of the root's lock.
package enum IndexKeeping {
    /// Rebuilds the index if it is missing, damaged or older than what was published.
    package static func secure(root: RawPath, _ configuration: Configuration) throws(ExitCode) {
        try attempt(root: root, configuration) { keeper, tell in try keeper.secure(progress: tell) }
    }

    /// Rebuilds the index in any case.
    package static func rebuild(root: RawPath, _ configuration: Configuration) throws(ExitCode) {
        try attempt(root: root, configuration) { keeper, tell in try keeper.rebuild(progress: tell) }
    }

    private static func attempt(
        root: RawPath,
        _ configuration: Configuration,
        _ body: (borrowing IndexGuard, @escaping (String, Int, Int) -> Void) throws -> IndexGuard.Report?
    ) throws(ExitCode) {
        let line = ProgressLine(title: "Rebuilding the index")
        do {
            let keeper = try IndexGuard(root: root, policy: configuration.originals)
            let report = try body(keeper) { line.tell($0, $1, $2) }
            line.end()
            guard let report else { return }
            Console.say("index-rebuilt: \(report.message.english)", priority: .warning)
        } catch {
            line.end()
            throw Daemon.refuse(error, root: root)
        }
    }
}
