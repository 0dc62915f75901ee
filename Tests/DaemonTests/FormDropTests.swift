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

    @Test(
        "that is a picture is recognised by the service, which says so in its log",
        .enabled(if: FormDropTests.canRecognise, "no font for Chinese, poppler or tesseract")
    )
    func scan() throws {
        let root = try Root()
        try root.drop(Self.picture, as: "栖湖日报-2024-05-17-01.png")
        try root.ingest()
        let event = try #require(try root.events().first)
        #expect(event["event"]?.string == "ingested", "\(event)")
        let log = try root.files(below: "output/log").flatMap { try root.lines(String($0.dropFirst(7))) }
        #expect(log.contains { $0["event"]?.string == "notice" && $0["code"]?.string == "recognising" })
        let records = try root.files(below: "output/records").flatMap { try root.lines(String($0.dropFirst(7))) }
        let text = records.flatMap { $0["paragraphs"]?.array ?? [] }.compactMap { $0["text"]?.string }.joined()
        #expect(text.contains("双向四车道"), "\(text)")
        #expect(
            records.allSatisfy { record in
                record["quality"]?["flags"]?.array?.contains { $0.string == "ocr" } == true
            }
        )
    }

    private static let canRecognise =
        !picture.isEmpty && FileManager.default.isExecutableFile(atPath: "/usr/bin/tesseract")

    /// A small page, drawn as scans are; empty where it cannot be drawn.
    private static let picture: [UInt8] = {
        var pdf = PrintedPDF(width: 300, height: 140)
        let paragraph = "新桥全长两公里，双向四车道，连接城南与城北，沿线居民出行因此更方便。"
        pdf.addPage(
            [PrintedPDF.Text("栖湖新桥今日建成通车", x: 20, y: 40, size: 20, isBold: true)]
                + PrintedPDF.column([paragraph, paragraph], x: 20, y: 65, columns: 24)
        )
        guard let folder = try? TemporaryDirectory(),
            (try? PageFixture.write(pdf.bytes, to: folder.path + "/a.pdf")) != nil,
            (try? run(
                "/usr/bin/pdftoppm",
                "-r",
                "300",
                "-gray",
                "-png",
                "-singlefile",
                folder.path + "/a.pdf",
                folder.path + "/a"
            )) == 0
        else { return [] }
        // A page without ink packs into next to nothing: no font was found.
        let bytes = (try? PageFixture.bytes(at: folder.path + "/a.png")) ?? []
        return bytes.count > 8_000 ? bytes : []
    }()

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
