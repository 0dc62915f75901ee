import FileAccess
import Glibc
import RecordOutput

/// Opened for appending, a file ends with a whole line, keeps all whole lines, and takes one more.
enum ManifestLaws {
    private static let folder = "/dev/shm/presscut-fuzz.\(getpid())"

    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        do {
            try checkFile(bytes)
        } catch let error as BrokenLaw {
            throw error
        } catch {
            throw BrokenLaw("\(error)")
        }
    }

    private static func checkFile(_ bytes: [UInt8]) throws {
        unsafe mkdir(folder, 0o700)
        let directory = try Directory(at: RawPath(folder))
        let name = RawPath("manifest.jsonl")
        defer {
            try? directory.remove(name)
            unsafe rmdir(folder)
        }
        try directory.file(name, for: .creating).write(bytes)
        let before = try AppendedFile.lastSequence(of: name, in: directory)
        var file = try AppendedFile(at: name, in: directory, failpoints: .manifest)
        try hold(file.lastSequence == before, "seq \(before) becomes \(file.lastSequence) by opening")
        let kept = try directory.file(name, for: .reading).readAll(upTo: 1 << 24)
        try hold(kept.isEmpty || kept.last == 0x0A, "an opened file ends within a line")
        try hold(bytes.starts(with: kept), "opening changed a whole line")
        try hold(!bytes[kept.count...].contains(0x0A), "opening cut off a whole line")
        let next = before == Int.max ? before : before + 1
        try file.append(Array("{\"seq\":\(next)}\n".utf8), last: next)
        try hold(
            try AppendedFile.lastSequence(of: name, in: directory) == next,
            "an appended line is not the last one"
        )
    }
}
