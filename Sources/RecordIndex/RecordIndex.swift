internal import FileAccess

/// Why an index cannot be used as it stands.
package enum IndexUnfit: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is an SQLite database of another program.
    case foreign(applicationID: Int)
    /// It was written by a later version of presscut.
    case newer(version: Int)
    /// It knows less than the published files: they go up to `published`, it up to `index`.
    case behind(index: Int, published: Int)

    package var description: String {
        switch self {
        case .foreign(let id): "state/index.sqlite is no index of presscut (application_id \(id))."
        case .newer(let version):
            "state/index.sqlite was written by a later presscut (schema \(version)); this one knows \(Schema.migrations.count)."
        case .behind(let index, let published):
            "state/index.sqlite ends at seq \(index) but output/ at seq \(published): the index is older than what was published."
        }
    }
}

/// What presscut remembers, on disk: contents, arrivals, articles and the lines still to be appended.
///
/// The only module that knows SQL. An index belongs to one thread at a time. The database is in WAL mode with
/// synchronous=FULL: what a transaction committed is on the disk.
package final class RecordIndex {
    let database: Database
    /// The last sequence number given out; committed with the transaction that used it.
    package private(set) var lastSequence: Int
    let use: Use
    let keysFolder: RawPath
    let keyCapacity: Int
    /// By which new bodies find those that they may repeat, and articles are found by their names; nil for an index in
    /// memory, for one that was not looked through yet, and where a reader cannot have it.
    var keys: KeyStore?
    /// For a reader: the last article whose name was read.
    var lastNamed: Int?
    /// The articles whose links have to be told anew.
    var changed = ChangedArticles()

    /// What an index is opened for.
    package enum Use: Sendable {
        /// To be asked; nothing is changed.
        case reading
        /// To be asked and written; the file is made and migrated.
        case writing
        /// To be looked through before it is used, by ``faults()`` first.
        case checking
        /// To be filled anew at once: nothing survives a crash before the file is synced by its owner.
        case loading
        /// To show the schema, in memory.
        case model
    }

    /// The end of the name of the folder beside an index in which its files of keys are.
    package static let keysSuffix = "-candidates"

    /// Opens the index at `path`.
    ///
    /// The folder `path` with ``keysSuffix`` at its end belongs to the index. `keyCapacity` is how many keys are kept in
    /// memory before they are merged into its files.
    package init(path: String, for use: Use = .writing, keyCapacity: Int? = nil) throws {
        database = try Database(path: path, readOnly: use == .reading)
        self.use = use
        keysFolder = RawPath(path + RecordIndex.keysSuffix)
        self.keyCapacity = keyCapacity ?? KeyStore.tableCapacity
        switch use {
        case .reading: try database.execute("PRAGMA busy_timeout=2000; PRAGMA query_only=ON")
        case .writing, .checking:
            database.keepWriteAheadLog()
            database.leaveLogOnClosing()
            try database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=2000")
            // A page that is written again and again goes into the file once in 16 MB of the log, not once in 4.
            try database.execute("PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000")
        case .loading, .model:
            try database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144")
        }
        lastSequence = 0
        try checkIdentity()
        if use != .reading { try migrate() }
        lastSequence = try metaValue("last_sequence")
        guard 0...RecordIndex.greatestSequence ~= lastSequence else {
            throw DatabaseError.damage("last_sequence is \(lastSequence)")
        }
        switch use {
        case .writing, .loading: try openKeys()
        case .reading: try openKeysForReading()
        case .checking, .model: break
        }
    }

    /// Beyond any number of lines that will ever be written.
    private static let greatestSequence = 1 << 48

    /// Closes the file; the index is of no more use.
    package func close() { database.close() }

    /// Whether the last run of a writer ended without `close()`.
    package func wasLeftOpen() throws -> Bool { try metaValue("open") != 0 }

    /// Notes that a writer is at work, so that the next one can tell whether it ended well.
    package func markOpen() throws { try setMeta("open", 1) }

    /// Notes that the writer ended well, and writes the log into the file.
    package func markClosed() throws {
        try setMeta("open", 0)
        // A reader that holds an older state lets it be done in part; the log keeps the rest.
        try database.run("PRAGMA wal_checkpoint(PASSIVE)")
    }

    /// Writes nothing more, not even when the index is closed: what a failed sync left must stay as it is.
    package func abandon() { database.abandon() }

    /// Does `body` in one transaction; if it throws, nothing of it stays.
    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        let before = lastSequence
        let entries = keys?.tableCount ?? 0
        try database.run("BEGIN IMMEDIATE")
        do {
            let result = try body()
            if lastSequence != before { try setMeta("last_sequence", lastSequence) }
            try database.run("COMMIT")
            return result
        } catch {
            lastSequence = before
            keys?.truncate(to: entries)
            changed = ChangedArticles()
            // SQLite has rolled back by itself after SQLITE_FULL and its like.
            if database.isInTransaction { try database.run("ROLLBACK") }
            throw error
        }
    }

    /// Makes the numbers go on after `sequence`; part of the open transaction.
    package func advance(to sequence: Int) {
        lastSequence = max(lastSequence, sequence)
    }

    /// The next sequence number; part of the open transaction.
    package func nextSequence() -> Int {
        lastSequence += 1
        return lastSequence
    }

    private func checkIdentity() throws {
        let id = try database.run("PRAGMA application_id")[0][0].integer
        let version = try schemaVersion()
        let tables = try database.run("SELECT count(*) FROM sqlite_schema")[0][0].integer
        guard id == Schema.applicationID || (id == 0 && tables == 0) else {
            throw IndexUnfit.foreign(applicationID: id)
        }
        guard version <= Schema.migrations.count else {
            // A later presscut writes its version in two places; one of them alone is damage.
            let noted = try metaValue("schema")
            throw noted == version
                ? IndexUnfit.newer(version: version) : DatabaseError.damage("user_version is \(version)")
        }
    }

    private func schemaVersion() throws -> Int {
        try database.run("PRAGMA user_version")[0][0].integer
    }

    private func migrate() throws {
        let former = try schemaVersion()
        for version in former..<Schema.migrations.count {
            try transaction {
                try Schema.migrations[version](database)
                if former > 0 {
                    try database.run("INSERT OR IGNORE INTO meta VALUES('former_schema', ?)", [DatabaseValue(former)])
                }
                try database.execute(
                    """
                    INSERT OR REPLACE INTO meta VALUES('schema', \(version + 1));
                    PRAGMA application_id=\(Schema.applicationID); PRAGMA user_version=\(version + 1)
                    """
                )
            }
        }
    }

    /// The version of the schema that the index had when an earlier presscut last used it, until that is forgotten; nil if
    /// it was made by this one.
    package func formerSchema() throws -> Int? {
        try database.run("SELECT value FROM meta WHERE key='former_schema'").first?[0].integer
    }

    /// Forgets the version that the index had, since it was told of.
    package func forgetFormerSchema() throws {
        try database.run("DELETE FROM meta WHERE key='former_schema'")
    }

    func metaValue(_ key: String) throws -> Int {
        try database.run("SELECT value FROM meta WHERE key=?", [.text(key)]).first?[0].integer ?? 0
    }

    func setMeta(_ key: String, _ value: Int) throws {
        try database.run("UPDATE meta SET value=? WHERE key=?", [DatabaseValue(value), .text(key)])
    }
}
