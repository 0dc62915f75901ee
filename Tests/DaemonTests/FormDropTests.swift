import FoundationEssentials
import TestSupport
import Testing
import TextScanning

/// Drops that are no single text: their files are one arrival, and are moved together.
@Suite("A drop of another form", .enabled(if: Presscut.isBuilt))
struct FormDropTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    private static func fixture(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: tests.appending(path: name)))
    }

    private static let issue = "IssueParsingTests/Fixtures/mets/docworks"

    @Test("of METS and ALTO files in any order is one event, and goes to one folder")
    func metsInAnyOrder() throws {
        for order in [[0, 1, 2], [2, 0, 1]] {
            let names = ["talbote-mets.xml", "text/00001.xml", "text/00002.xml"]
            let root = try Root()
            for place in order {
                try root.drop(Self.fixture("\(Self.issue)/\(names[place])"), as: "monday/\(names[place])")
            }
            try root.ingest()
            let events = try root.events()
            #expect(events.map { $0["event"]?.string } == ["ingested"])
            #expect(events.first?["file"]?.string == "monday/talbote-mets.xml")
            #expect(events.first?["articles"]?.integer == 2)
            let done = try root.files(below: "state/done")
            #expect(done.count == 3)
            #expect(done.contains { $0.hasSuffix("/text/00002.xml") })
            #expect(try root.files(below: "inbox").isEmpty)
        }
    }

    @Test("of METS and ALTO files can be read again after a rebuild of the index")
    func reprocessed() throws {
        let root = try Root()
        for name in ["talbote-mets.xml", "text/00001.xml", "text/00002.xml"] {
            try root.drop(Self.fixture("\(Self.issue)/\(name)"), as: "monday/\(name)")
        }
        try root.ingest()
        #expect(try root.order(["reprocess", "--all"]).text.contains("came out as it was"))
        #expect(try root.order(["reindex"]).end == .exit(0))
        let (end, text) = try root.order(["reprocess", "--all"])
        #expect(end == .exit(0) && text.contains("came out as it was"), "\(text)")
    }

    @Test("of METS without one of its files fails, naming it, and keeps the others with it")
    func incomplete() throws {
        let root = try Root(settings: ["companions = 200ms"])
        for name in ["talbote-mets.xml", "text/00001.xml"] {
            try root.drop(Self.fixture("\(Self.issue)/\(name)"), as: "monday/\(name)")
        }
        try root.ingest()
        let event = try #require(try root.events().first)
        #expect(event["code"]?.string == "incomplete")
        #expect(event["reason"]?.string?.contains("text/00002.xml") == true)
        #expect(try root.files(below: "state/failed").count == 3)
    }

    @Test("that stays in the inbox is not taken again")
    func kept() throws {
        let root = try Root(settings: ["originals = keep"])
        for name in ["talbote-mets.xml", "text/00001.xml", "text/00002.xml"] {
            try root.drop(Self.fixture("\(Self.issue)/\(name)"), as: "monday/\(name)")
        }
        try root.ingest()
        try root.ingest()
        #expect(try root.events().count == 1)
        #expect(try root.files(below: "inbox").count == 3)
    }

    @Test("of an archive with a damaged member says which, and publishes the rest")
    func partialArchive() throws {
        let root = try Root()
        try root.drop(Self.fixture("ArchivesTests/Fixtures/half.zip"), as: "half.zip")
        try root.drop(Self.fixture("ArchivesTests/Fixtures/traversal.zip"), as: "traversal.zip")
        try root.ingest()
        let events = try root.events()
        let partial = try #require(events.first { $0["file"]?.string == "half.zip" })
        #expect(partial["event"]?.string == "ingested")
        #expect(partial["code"]?.string == "partial")
        #expect(partial["reason"]?.string?.contains("02.txt") == true)
        #expect(events.first { $0["file"]?.string == "traversal.zip" }?["code"]?.string == "unsafe")
    }

    @Test("that is killed on the way gives the same as one that is not")
    func killed() throws {
        for failpoint in [
            "claimed@1", "answered@1", "staged@1", "published@1", "original-renamed@1", "original-renamed@2",
        ] {
            let root = try Root()
            for name in ["text/00001.xml", "text/00002.xml", "talbote-mets.xml"] {
                try root.drop(Self.fixture("\(Self.issue)/\(name)"), as: "monday/\(name)")
            }
            try root.ingest(["PRESSCUT_FAILPOINT": failpoint])
            try root.ingest()
            #expect(try root.events().map { $0["event"]?.string } == ["ingested"])
            #expect(try root.files(below: "state/done").count == 3)
        }
    }
}
