import FileAccess
import Glibc
import Ingestion
import RecordIndex
import Testing

@Suite("The fate of an error")
struct FateTests {
    @Test("is a pause where the machine is short of something", arguments: [ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM])
    func shortage(code: Int32) {
        guard case .pause = Fate(ofWriting: Errno(code: code, call: "write")) else {
            Issue.record("errno \(code) does not pause")
            return
        }
    }

    @Test("is the end where what is written cannot be trusted", arguments: [EIO, EROFS, EBADF])
    func broken(code: Int32) {
        guard case .stop = Fate(ofWriting: Errno(code: code, call: "write")) else {
            Issue.record("errno \(code) does not stop")
            return
        }
    }

    @Test("is the end after a failed fsync, whatever its reason")
    func synchronizing() {
        guard case .stop = Fate(ofWriting: Errno(code: ENOSPC, call: "fsync")) else {
            Issue.record("a failed fsync is tried again")
            return
        }
    }
}

@Suite("A time in the log")
struct TimestampTests {
    @Test("is written by RFC 3339 in UTC, and names its day")
    func format() {
        let moment = Timestamp(milliseconds: 1_700_000_000_123)
        #expect(moment.description == "2023-11-14T22:13:20.123Z")
        #expect(moment.day == "2023-11-14")
        #expect(Timestamp(milliseconds: 0).description == "1970-01-01T00:00:00.000Z")
    }
}
