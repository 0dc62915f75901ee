internal import CSQLite
internal import FileAccess

/// What SQLite refused to do.
package struct DatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code, by its C number; `code & 0xFF` is the primary one.
    package let code: Int32
    /// SQLite's own words.
    package let message: String
    /// The statement or the step that failed.
    package let sql: String
    /// The errno of the system call that made SQLite refuse, 0 if none did.
    package var systemCode: Int32 = 0

    package var description: String {
        let system = systemCode == 0 ? "" : ", \(Errno(code: systemCode, call: "").name)"
        return "The index refused “\(sql)”: \(message) (SQLite code \(code)\(system))."
    }

    package static func == (left: DatabaseError, right: DatabaseError) -> Bool { left.code == right.code }

    /// Whether waiting may help: SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, and input, output or opening that
    /// failed for want of space, descriptors or memory, unless what failed was a sync.
    package var isTransient: Bool {
        switch code & 0xFF {
        case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM: true
        case SQLITE_IOERR, SQLITE_CANTOPEN: Errno(code: systemCode, call: "").isShortage && !isFailedSync
        default: false
        }
    }

    /// Whether it was an fsync that failed (SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC).
    private var isFailedSync: Bool { [4, 5].contains(code >> 8) && code & 0xFF == SQLITE_IOERR }

    /// Whether the file itself is damaged or is no index.
    ///
    /// SQLite says SQLITE_CORRUPT too where reading failed with EIO; that is a matter of the disk, and may pass.
    package var isDamage: Bool {
        [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) && Errno(code: systemCode, call: "").isWithheld == false
    }

    /// Whether what the file holds is not what presscut wrote: damage, or tables and values that do not fit.
    ///
    /// Only for what is asked before any work is done: later such an error may be a mistake of ours.
    package var isMisfit: Bool {
        let misfits = [SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_SCHEMA, SQLITE_TOOBIG, SQLITE_RANGE]
        return isDamage || misfits.contains(code & 0xFF) || code == SQLITE_IOERR | (2 << 8)
    }

    /// Damage that was found by other means than SQLite's.
    static func damage(_ what: String) -> DatabaseError {
        DatabaseError(code: SQLITE_CORRUPT, message: what, sql: "check")
    }
}

/// A value as SQLite stores it.
enum DatabaseValue: Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    init(_ value: Int) { self = .integer(Int64(value)) }
    init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    init(_ value: [UInt8]?) { self = value.map { .blob($0) } ?? .null }

    var integer: Int {
        if case .integer(let value) = self { Int(value) } else { 0 }
    }

    /// The integer, or nil for NULL.
    var number: Int? {
        if case .integer(let value) = self { Int(value) } else { nil }
    }

    var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    var blob: [UInt8]? {
        if case .blob(let value) = self { value } else { nil }
    }
}

/// One SQLite connection without a lock of its own: whoever owns it calls from one thread at a time.
@safe
final class Database {
    private let connection: OpaquePointer
    private var statements: [String: PreparedStatement] = [:]
    private var isClosed = false
    private var isAbandoned = false

    /// Opens or creates the database at `path`.
    init(path: String, readOnly: Bool) throws(DatabaseError) {
        var opened: OpaquePointer?
        let flags = (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let connection = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw DatabaseError(code: code, message: unsafe String(cString: sqlite3_errstr(code)), sql: "open \(path)")
        }
        unsafe self.connection = connection
    }

    deinit {
        guard !isAbandoned else { return }
        // Statements that are finalized later than this keep what they need: that is what _v2 is for.
        if !isClosed { unsafe sqlite3_close_v2(connection) }
    }

    /// Closes the file now; whatever is asked later fails with SQLITE_MISUSE.
    func close() {
        guard !isClosed, !isAbandoned else { return }
        isClosed = true
        statements = [:]
        unsafe sqlite3_close_v2(connection)
    }

    /// Leaves the connection open until the process ends: closing would write and sync what can no longer be trusted.
    func abandon() { isAbandoned = true }

    /// Keeps the -wal and -shm files when the last connection closes, so that readers without write permission can open.
    func keepWriteAheadLog() {
        var on: Int32 = 1
        unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_PERSIST_WAL, &on)
    }

    /// Keeps closing from writing the log into the file: what fails there, SQLite tells nobody.
    func leaveLogOnClosing() { unsafe _ = presscut_sqlite_no_checkpoint_on_close(connection) }

    /// Runs statements that return nothing, separated by semicolons.
    func execute(_ sql: String) throws(DatabaseError) {
        guard !isClosed else { throw Database.closed(sql) }
        let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    /// Runs one statement and returns its rows.
    @discardableResult
    func run(_ sql: String, _ values: [DatabaseValue] = []) throws(DatabaseError) -> [[DatabaseValue]] {
        guard !isClosed else { throw Database.closed(sql) }
        let statement = try unsafe prepared(sql).pointer
        defer { unsafe reset(statement) }
        for (index, value) in values.enumerated() { try unsafe bind(value, to: Int32(index + 1), of: statement, sql) }
        var rows: [[DatabaseValue]] = []
        while let row = try unsafe nextRow(of: statement, sql) { rows.append(row) }
        return rows
    }

    /// Runs one statement and hands its rows over one by one; meanwhile the same words must not be run again.
    func forEachRow(_ sql: String, _ body: ([DatabaseValue]) throws -> Void) throws {
        guard !isClosed else { throw Database.closed(sql) }
        let statement = try unsafe prepared(sql).pointer
        defer { unsafe reset(statement) }
        while let row = try unsafe nextRow(of: statement, sql) { try body(row) }
    }

    private func nextRow(of statement: OpaquePointer, _ sql: String) throws(DatabaseError) -> [DatabaseValue]? {
        let code = unsafe sqlite3_step(statement)
        if code == SQLITE_DONE { return nil }
        guard code == SQLITE_ROW else { throw error(code, sql) }
        return unsafe (0..<sqlite3_column_count(statement)).map { unsafe column($0, of: statement) }
    }

    private func reset(_ statement: OpaquePointer) {
        unsafe sqlite3_reset(statement)
        unsafe sqlite3_clear_bindings(statement)
    }

    private static func closed(_ sql: String) -> DatabaseError {
        DatabaseError(code: SQLITE_MISUSE, message: "the index was closed", sql: sql)
    }

    /// How many rows the last statement changed.
    var changes: Int { Int(unsafe sqlite3_changes(connection)) }

    /// The row number that the last insert gave.
    var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(connection) }

    /// Whether a transaction is open.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(connection) == 0 }

    private func prepared(_ sql: String) throws(DatabaseError) -> PreparedStatement {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement = unsafe statement else { throw error(code, sql) }
        let prepared = unsafe PreparedStatement(statement)
        statements[sql] = prepared
        return prepared
    }

    private func bind(
        _ value: DatabaseValue,
        to index: Int32,
        of statement: OpaquePointer,
        _ sql: String
    ) throws(DatabaseError) {
        let code =
            switch value {
            case .null: unsafe sqlite3_bind_null(statement, index)
            case .integer(let number): unsafe sqlite3_bind_int64(statement, index, number)
            case .text(let text):
                unsafe sqlite3_bind_text(
                    statement,
                    index,
                    text,
                    Int32(text.utf8.count),
                    presscut_sqlite_transient()
                )
            case .blob(let bytes):
                // A null pointer would bind NULL, so an empty blob is bound as zeroblob.
                if bytes.isEmpty {
                    unsafe sqlite3_bind_zeroblob(statement, index, 0)
                } else {
                    unsafe sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), presscut_sqlite_transient())
                }
            }
        guard code == SQLITE_OK else { throw error(code, sql) }
    }

    private func column(_ index: Int32, of statement: OpaquePointer) -> DatabaseValue {
        switch unsafe sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, index))
        case SQLITE_TEXT:
            let count = Int(unsafe sqlite3_column_bytes(statement, index))
            let bytes = unsafe UnsafeBufferPointer(start: sqlite3_column_text(statement, index), count: count)
            return .text(unsafe String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let count = Int(unsafe sqlite3_column_bytes(statement, index))
            guard count > 0, let start = unsafe sqlite3_column_blob(statement, index) else { return .blob([]) }
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }

    private func error(_ code: Int32, _ sql: String) -> DatabaseError {
        DatabaseError(
            code: unsafe sqlite3_extended_errcode(connection) & 0xFF == code & 0xFF
                ? sqlite3_extended_errcode(connection) : code,
            message: unsafe String(cString: sqlite3_errmsg(connection)),
            sql: sql,
            systemCode: [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN].contains(code & 0xFF) ? lastSystemCode : 0
        )
    }

    /// The errno of the last call that failed on the write-ahead log, or else on the file itself, or else anywhere.
    ///
    /// What SQLite keeps for the connection alone (sqlite3_system_errno) is overwritten while it rolls back.
    private var lastSystemCode: Int32 {
        var journal: UnsafeMutablePointer<sqlite3_file>?
        var code: Int32 = 0
        unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal)
        if let journal = unsafe journal, let control = unsafe journal.pointee.pMethods?.pointee.xFileControl {
            unsafe _ = control(journal, SQLITE_FCNTL_LAST_ERRNO, &code)
        }
        if code == 0 { unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &code) }
        return code == 0 ? unsafe sqlite3_system_errno(connection) : code
    }
}

/// A statement that is finalized with its last reference.
@safe
private final class PreparedStatement {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe sqlite3_finalize(pointer)
    }
}
