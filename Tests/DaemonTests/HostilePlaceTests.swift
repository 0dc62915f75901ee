import Glibc
import TestSupport
import Testing
import TextScanning

/// Names and places that are made to mislead, met by a service that runs as the user nobody.
@Suite("A hostile name or place", .serialized, .enabled(if: Presscut.isBuilt && geteuid() == 0))
struct HostilePlaceTests {
    private static let text = Array("本报讯 栗溪镇昨天开通了一条公交线路，市民出行更方便。\n".utf8)

    /// A root of the user nobody, and beside it a folder of root's that nothing may touch.
    private static func root(settings: [String] = []) throws -> Root {
        let root = try Root(settings: settings)
        try run("/bin/mkdir", root.directory.path + "/private")
        try write(text, to: root.directory.path + "/private/page.txt")
        try root.giveToNobody()
        try run("/bin/chown", "-R", "root", root.directory.path + "/private")
        try run("/bin/chmod", "-R", "a+rX", root.directory.path + "/private")
        return root
    }

    /// What lies in the folder beside the root, with the times.
    private static func outside(_ root: borrowing Root) throws -> String {
        let list = root.directory.path + "/../" + "presscut-list.\(getpid())"
        defer { unsafe unlink(list) }
        try run(
            "/bin/sh",
            "-c",
            "find '\(root.directory.path)/private' -printf '%p %s %T@ %C@ %i\\n' | sort > '\(list)'"
        )
        return String(decoding: try read(list), as: UTF8.self)
    }

    @Test("forges no line of the log or of the messages")
    func names() throws {
        let root = try HostilePlaceTests.root()
        let names = [
            "a\n{\"event\":\"ingested\",\"seq\":999999}\n.txt", "b\u{1B}[2J\u{1B}[31mred.txt",
            "c\r\nforged: ingested (ok).txt",
            "d\u{202E}txt.exe", "e\"},{\"x\":\"y.txt", "-rf", "$(touch pwned).txt", "%s%n%d.txt", "f\u{2028}g.txt",
        ]
        for (number, name) in names.enumerated() {
            try write(HostilePlaceTests.text + Array("\(number)".utf8), to: "\(root.path)/inbox/\(name)")
        }
        // A name in GBK, which is no UTF-8.
        try run("/bin/sh", "-c", "printf '%s' x9 > \"$(printf '%s/inbox/\\261\\276.txt' '\(root.path)')\"")
        try run("/bin/chown", "-R", "nobody", root.path + "/inbox")
        var process = try root.startAsNobody("ingest")
        _ = process.wait()
        let events = try root.events()
        #expect(events.count == names.count + 1)
        let files = events.compactMap { $0["file"]?.string }
        #expect(names.filter { !files.contains($0) } == [])
        #expect(events.compactMap { $0["seq"]?.integer }.allSatisfy { $0 < 1_000 })
        let lines = root.messages.split(separator: "\n", omittingEmptySubsequences: false)
        // One line a drop, and the sum.
        #expect(lines.count == names.count + 3)
        #expect(root.messages.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) })
        #expect(
            !root.messages.unicodeScalars.contains("\u{202E}") && !root.messages.unicodeScalars.contains("\u{2028}")
        )
        #expect(try root.files(below: "inbox") == [])
    }

    @Test("leads nobody out of the inbox: links, devices and pipes are refused, and what they lead to is untouched")
    func links() throws {
        let root = try HostilePlaceTests.root()
        let before = try HostilePlaceTests.outside(root)
        let inbox = root.path + "/inbox"
        let secret = root.directory.path + "/private"
        try run("/bin/ln", "-s", secret + "/page.txt", inbox + "/link.txt")
        try run("/bin/ln", "-s", secret, inbox + "/folder")
        try run("/bin/ln", "-s", "../../private/page.txt", inbox + "/up.txt")
        try run("/bin/ln", "-s", ".", inbox + "/self")
        try run("/bin/mkdir", inbox + "/deep")
        try run("/bin/ln", "-s", "..", inbox + "/deep/parent")
        try run("/usr/bin/mkfifo", inbox + "/pipe.txt")
        try run("/bin/mknod", inbox + "/zero.txt", "c", "1", "5")
        try run("/bin/chown", "-hR", "nobody", inbox)
        try write(HostilePlaceTests.text, to: inbox + "/good.txt")
        for _ in 0..<2 {
            var process = try root.startAsNobody("ingest")
            let end = process.wait()
            #expect([.exit(0), .exit(65)].contains(end), "\(root.messages.suffix(500))")
        }
        let events = try root.events()
        #expect(events.filter { $0["event"]?.string == "ingested" }.compactMap { $0["file"]?.string } == ["good.txt"])
        #expect(events.filter { $0["code"]?.string == "not-a-file" }.count == events.count - 1)
        #expect(events.allSatisfy { $0["file"]?.string?.contains("/page.txt") != true })
        #expect(try HostilePlaceTests.outside(root) == before)
        #expect(try root.files(below: "output/records").count == 1)
    }

    @Test("is followed out of no archive and no document: what names it is refused or misses it")
    func insideFiles() throws {
        let root = try HostilePlaceTests.root(settings: ["companions = 200ms"])
        let tests = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
        let archives = ["traversal.zip", "absolute.zip", "link.tar"]
        for name in archives {
            try write(try read("\(tests)/ArchivesTests/Fixtures/\(name)"), to: "\(root.path)/inbox/\(name)")
        }
        // Two documents that name a file beside the root, one of them through a link.
        let issue = "\(tests)/IssueParsingTests/Fixtures/mets/docworks"
        let secret = root.directory.path + "/private/00002.xml"
        try write(try read("\(issue)/text/00002.xml"), to: secret)
        try run("/bin/chmod", "a+r", secret)
        let before = try HostilePlaceTests.outside(root)
        let document = String(decoding: try read("\(issue)/talbote-mets.xml"), as: UTF8.self)
        for (folder, path) in [("up", "../../../private/00002.xml"), ("plain", secret), ("link", "text/00002.xml")] {
            let place = "\(root.path)/inbox/\(folder)"
            try run("/bin/mkdir", "-p", place + "/text")
            let named = document.replacing("file://./text/00002.xml", with: folder == "link" ? path : "file://\(path)")
            try write(Array(named.utf8), to: place + "/talbote-mets.xml")
            try write(try read("\(issue)/text/00001.xml"), to: place + "/text/00001.xml")
            if folder == "link" { try run("/bin/ln", "-s", secret, place + "/text/00002.xml") }
        }
        try run("/bin/chown", "-hR", "nobody", root.path + "/inbox")
        var process = try root.startAsNobody("ingest")
        #expect(process.wait() == .exit(65), "\(root.messages.suffix(500))")
        let events = try root.events()
        let codes = events.filter { archives.contains($0["file"]?.string ?? "") }.map { $0["code"]?.string }
        #expect(codes == ["unsafe", "unsafe", "unsafe"])
        let documents = events.filter { $0["file"]?.string?.hasSuffix("talbote-mets.xml") == true }
        #expect(documents.map { $0["code"]?.string } == ["incomplete", "incomplete", "incomplete"])
        #expect(try root.files(below: "output/records") == [])
        #expect(try HostilePlaceTests.outside(root) == before)
    }

    @Test(
        "is not written through: a link that somebody planted where records go stops the service",
        arguments: ["output/records", "output/log", "output/manifest.jsonl", "state/stage", "state/done"]
    )
    func plantedLinks(place: String) throws {
        let root = try HostilePlaceTests.root()
        let target = root.directory.path + "/private"
        try run("/bin/chmod", "-R", "a+rwX", target)
        let before = try HostilePlaceTests.outside(root)
        try run("/bin/mkdir", "-p", root.path + "/output", root.path + "/state")
        try run("/bin/ln", "-s", place.hasSuffix(".jsonl") ? target + "/page.txt" : target, "\(root.path)/\(place)")
        try run("/bin/chown", "-hR", "nobody", root.path)
        try run("/bin/chmod", "777", root.path + "/output")
        try write(HostilePlaceTests.text, to: root.path + "/inbox/good.txt")
        try run("/bin/chown", "nobody", root.path + "/inbox/good.txt")
        var process = try root.startAsNobody("ingest")
        #expect(process.wait() == .exit(74), "\(root.messages.suffix(500))")
        #expect(try HostilePlaceTests.outside(root) == before)
    }

    @Test("of another user is published and left where it is, and files that may not be read wait")
    func othersFiles() throws {
        let root = try HostilePlaceTests.root()
        let inbox = root.path + "/inbox"
        try run("/bin/mkdir", inbox + "/theirs", inbox + "/closed")
        try write(HostilePlaceTests.text, to: inbox + "/theirs/page.txt")
        try write(HostilePlaceTests.text + [0x31], to: inbox + "/closed/page.txt")
        try run("/bin/chmod", "700", inbox + "/closed")
        var process = try root.startAsNobody("ingest")
        // 75: something could not be had for now.
        #expect(process.wait() == .exit(75), "\(root.messages.suffix(500))")
        #expect(try root.events().compactMap { $0["file"]?.string } == ["theirs/page.txt"])
        #expect(try root.files(below: "inbox").sorted() == ["inbox/closed/page.txt", "inbox/theirs/page.txt"])
    }
}
