import Glibc
import Synchronization

/// A named place in the way of a drop at which the process can be made to die or a call to fail, for tests.
///
/// The environment variable `PRESSCUT_FAILPOINT` arms one: `NAME`, `NAME@N` (its Nth passage, from 1) or `NAME@N=CODE`
/// with the number of an errno. Without a code the process ends there by SIGKILL. Unarmed, a passage costs one
/// comparison.
package enum Failpoint: String, CaseIterable, Sendable {
    /// A drop was opened and hashed; nothing is written yet.
    case seen
    /// Its rows stand in the open transaction.
    case claiming
    /// That transaction is committed.
    case claimed
    /// A worker has answered.
    case answered
    /// The staged file exists, empty.
    case stageCreated = "stage-created"
    /// Half of the staged file is written.
    case stageTorn = "stage-torn"
    /// The staged file is written, not yet synced.
    case stageWritten = "stage-written"
    /// The staged file is synced.
    case stageSynced = "stage-synced"
    /// Articles and lines stand in the open transaction.
    case staging
    /// That transaction is committed.
    case staged
    /// The record has its final name; its folder is not yet synced.
    case recordRenamed = "record-renamed"
    /// The record's folder is synced.
    case recordSynced = "record-synced"
    /// Half of the lines are appended to the manifest.
    case manifestTorn = "manifest-torn"
    /// The manifest's lines are appended, not yet synced.
    case manifestAppended = "manifest-appended"
    /// The manifest is synced.
    case manifestSynced = "manifest-synced"
    case linksTorn = "links-torn"
    case linksAppended = "links-appended"
    case linksSynced = "links-synced"
    case logTorn = "log-torn"
    case logAppended = "log-appended"
    case logSynced = "log-synced"
    /// The outbox is emptied in the open transaction.
    case publishing
    /// That transaction is committed.
    case published
    /// The reason of a failed drop is written into its folder.
    case reasonWritten = "reason-written"
    /// The original is renamed; no folder is synced yet.
    case originalRenamed = "original-renamed"
    /// Both of its folders are synced.
    case originalSynced = "original-synced"
    /// The drop is marked as done in the open transaction.
    case finishing
    /// That transaction is committed.
    case finished
    /// Half of a correction is appended to the overrides.
    case overrideTorn = "override-torn"
    /// A correction is appended, not yet synced.
    case overrideAppended = "override-appended"
    /// A correction is on the disk; nothing follows from it yet.
    case overrideSynced = "override-synced"
    /// A new index is made from what was published, not yet synced.
    case indexRebuilt = "index-rebuilt"
    /// The former index is set aside; the new one has not its name yet.
    case indexSetAside = "index-set-aside"

    /// Whether this failpoint is the armed one, so that a caller can prepare what it is about to break.
    package var isArmed: Bool { Failpoint.armed?.point == self }

    /// Passes the failpoint: returns, or throws the armed code, or does not return.
    package func pass() throws(Errno) {
        guard let armed = Failpoint.armed, armed.point == self else { return }
        guard Failpoint.passages.add(1, ordering: .relaxed).newValue == armed.passage else { return }
        guard let code = armed.code else {
            kill(getpid(), SIGKILL)
            // SIGKILL is delivered before the system call returns to this thread; other threads end with it.
            while true { pause() }
        }
        throw Errno(code: code, call: "failpoint \(rawValue)")
    }

    private struct Armed: Sendable {
        let point: Failpoint
        let passage: Int
        let code: Int32?
    }

    private static let armed: Armed? = {
        guard let variable = unsafe getenv("PRESSCUT_FAILPOINT") else { return nil }
        let halves = unsafe String(cString: variable).split(separator: "=")
        let parts = (halves.first ?? "").split(separator: "@")
        guard let name = parts.first, let point = Failpoint(rawValue: String(name)) else { return nil }
        return Armed(
            point: point,
            passage: parts.count > 1 ? Int(parts[1]) ?? 1 : 1,
            code: halves.count > 1 ? Int32(halves[1]) : nil
        )
    }()

    private static let passages = Atomic<Int>(0)
}
