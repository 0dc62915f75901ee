import Dispatch
import FileAccess
import Glibc
import TestSupport
import Testing

@Suite("A directory")
struct DirectoryTests {
    @Test(
        "keeps names of any bytes",
        arguments: [
            Array("晨报.txt".utf8), [0xCD, 0xED, 0xB1, 0xA8], Array("a\nb".utf8), [0x65, 0xCC, 0x81], [0xC3, 0xA9],
            [0xFF], Array("-rf".utf8), Array(" ".utf8), [UInt8](repeating: 0x61, count: 255),
        ]
    )
    func names(bytes: [UInt8]) throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        let name = RawPath(bytes)
        let file = try directory.file(name, for: .creating)
        try file.write(bytes)
        #expect(try directory.entries() == [DirectoryEntry(name: name, kind: .regular)])
        #expect(try directory.file(name, for: .reading).readAll(upTo: 1_000) == bytes)
        try directory.rename(name, to: directory, as: RawPath("other"), replacing: false)
        try directory.remove(RawPath("other"))
        #expect(try directory.entries().isEmpty)
    }

    @Test("keeps the composed and the decomposed form of a name apart")
    func twins() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        for bytes: [UInt8] in [[0xC3, 0xA9], [0x65, 0xCC, 0x81]] {
            try directory.file(RawPath(bytes), for: .creating).write(bytes)
        }
        #expect(try directory.entries().map(\.name.bytes) == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
    }

    @Test("follows no symbolic link, in no place of a path")
    func links() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        _ = try directory.makeDirectories(RawPath("real/inner"))
        try directory.file(RawPath("real/inner/file"), for: .creating).write([1])
        #expect(try run("/bin/ln", "-s", "real", temporary.path + "/link") == 0)
        #expect(try run("/bin/ln", "-s", "inner/file", temporary.path + "/real/filelink") == 0)
        #expect(throws: Errno(code: ENOTDIR, call: "")) {
            _ = try directory.file(RawPath("link/inner/file"), for: .reading)
        }
        #expect(throws: Errno(code: ELOOP, call: "")) {
            _ = try directory.file(RawPath("real/filelink"), for: .reading)
        }
        #expect(throws: Errno(code: EINVAL, call: "")) { _ = try directory.status(of: RawPath("real/../real")) }
        #expect(throws: Errno(code: EINVAL, call: "")) { _ = try directory.status(of: RawPath("/etc")) }
        #expect(throws: Errno(code: EINVAL, call: "")) { _ = try directory.status(of: RawPath([0x61, 0, 0x62])) }
        #expect(try directory.status(of: RawPath("link")).kind == .symbolicLink)
    }

    @Test("reaches what lies deeper than any path could name")
    func depth() throws {
        let temporary = try TemporaryDirectory()
        let root = try Directory(at: RawPath(temporary.path))
        let name = RawPath([UInt8](repeating: 0x64, count: 200))
        var path = RawPath("")
        for _ in 0..<40 { path = path.appending(name) }
        #expect(path.bytes.count > 8_000)
        let deep = try root.makeDirectories(path)
        try deep.file(RawPath("file"), for: .creating).write([7])
        #expect(try root.file(path.appending("file"), for: .reading).readAll(upTo: 10) == [7])
        #expect(try root.status(of: path.appending("file")).size == 1)
        try root.remove(path.appending("file"))
        #expect(root.removeEmptyFolders(upFrom: path).count == 40)
        #expect(try root.entries().isEmpty)
    }

    @Test("replaces by a rename only if asked to")
    func renaming() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        try directory.file(RawPath("a"), for: .creating).write([1])
        try directory.file(RawPath("b"), for: .creating).write([2])
        #expect(throws: Errno(code: EEXIST, call: "")) {
            try directory.rename(RawPath("a"), to: directory, as: RawPath("b"), replacing: false)
        }
        #expect(try directory.entries().count == 2)
        try directory.rename(RawPath("a"), to: directory, as: RawPath("b"), replacing: true)
        #expect(try directory.file(RawPath("b"), for: .reading).readAll(upTo: 9) == [1])
        let other = try directory.makeDirectories(RawPath("x/y"))
        try directory.rename(RawPath("b"), to: other, as: RawPath("c"), replacing: false)
        #expect(try directory.status(of: RawPath("x/y/c")).size == 1)
    }

    @Test("removes folders that became empty, and stops at one that is not")
    func emptyFolders() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        _ = try directory.makeDirectories(RawPath("a/b/c/d"))
        try directory.file(RawPath("a/b/late"), for: .creating).write([])
        #expect(directory.removeEmptyFolders(upFrom: RawPath("a/b/c/d")) == [RawPath("a/b/c/d"), RawPath("a/b/c")])
        #expect(directory.removeEmptyFolders(upFrom: RawPath("a/b/c/d")).isEmpty)
        try directory.remove(RawPath("a/b/late"))
        #expect(directory.removeEmptyFolders(upFrom: RawPath("a/b/c")) == [RawPath("a/b"), RawPath("a")])
        #expect(directory.removeEmptyFolders(upFrom: RawPath("")).isEmpty)
        #expect(try directory.status().kind == .directory)
    }

    @Test("opens a FIFO without waiting for its other end")
    func fifo() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        #expect(try run("/usr/bin/mkfifo", temporary.path + "/pipe") == 0)
        #expect(try directory.status(of: RawPath("pipe")).kind == .fifo)
        #expect(try directory.file(RawPath("pipe"), for: .reading).status().kind == .fifo)
    }
}

@Suite("A file descriptor")
struct FileDescriptorTests {
    @Test("reads a file whole up to a limit, and says when there is more", arguments: [0, 1, 16_383, 16_384, 100_000])
    func limits(size: Int) throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try directory.file(RawPath("a"), for: .updating)
        try file.write(bytes)
        for expected in [0, size, size * 2] {
            try file.seek(to: 0)
            #expect(try file.readAll(upTo: size, expecting: expected) == bytes)
        }
        if size > 0 {
            try file.seek(to: 0)
            #expect(throws: Errno(code: EFBIG, call: "")) { _ = try file.readAll(upTo: size - 1) }
        }
        #expect(try file.read(upTo: 10, at: Int64(max(0, size - 3))) == Array(bytes.suffix(3)))
        try file.truncate(to: 0)
        #expect(try file.status().size == 0)
    }

    @Test("writes all of what a pipe takes only in parts")
    func shortWrites() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        let reader = FileDescriptor(taking: ends[0])
        let writingEnd = ends[1]
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        DispatchQueue.global().async {
            do {
                let writer = FileDescriptor(taking: writingEnd)
                try writer.write(bytes)
                try writer.close()
            } catch {
                Issue.record(error)
            }
        }
        #expect(try reader.readAll(upTo: 2_000_000) == bytes)
    }

    @Test("holds a lock that another descriptor does not get")
    func locking() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        let first = try directory.file(RawPath("lock"), for: .updating)
        let second = try directory.file(RawPath("lock"), for: .updating)
        #expect(try first.tryLock())
        #expect(try !second.tryLock())
        try first.close()
        #expect(try second.tryLock())
    }

    @Test("appends to what is there")
    func appending() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(at: RawPath(temporary.path))
        for byte: UInt8 in 1...3 { try directory.file(RawPath("log"), for: .appending).write([byte]) }
        #expect(try directory.file(RawPath("log"), for: .reading).readAll(upTo: 9) == [1, 2, 3])
        #expect(throws: Errno(code: EEXIST, call: "")) { _ = try directory.file(RawPath("log"), for: .creating) }
    }
}
