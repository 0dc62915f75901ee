import FileAccess
import Glibc
import TestSupport
import Testing
import TextScanning

@Suite("A correction", .enabled(if: Presscut.isBuilt))
struct OverrideTests {
    private let river = CorrectedPage.articles[0].headline
    private let school = CorrectedPage.articles[1].headline
    private let bus = CorrectedPage.articles[2].headline

    @Test("takes effect as a revision, by the command or by the service that runs", arguments: [false, true])
    func effect(isRunning: Bool) throws {
        let root = try Root.corrected()
        let (from, to) = (try root.id(river), try root.id(school))
        var service: RunningService? = isRunning ? try RunningService(root) : nil
        try root.correct("--why", "署名错位", "byline", from, to)
        try root.correct("headline", from, "望江镇清淤提前完工")
        try root.correct("merge", to, try root.id(bus))
        if isRunning { #expect(service?.stop() == .exit(0)) }
        let standing = try root.standing()
        #expect(standing.count == 2)
        #expect(standing[school]?["byline"]?["raw"]?.string == "■记者 辛夷")
        #expect(standing[school]?["paragraphs"]?.array?.count == 5)
        #expect(standing["望江镇清淤提前完工"]?["corrected"]?["typed"]?.array?.compactMap(\.string) == ["headline.main"])
        #expect(standing["望江镇清淤提前完工"]?["id"]?.string == from)
        let links = try root.lines("links.jsonl")
        #expect(links.contains { $0["id"]?.string == to && $0["superseded_by"] != nil })
        #expect(try root.lines("manifest.jsonl").count == 4)
        #expect(try root.verified("disagreement") == [])
        let status = try JSONValue(parsing: Array(root.order(["status", "--json"]).text.utf8))
        #expect(status["corrections"]?["standing"]?.integer == 3)
        #expect(try root.order(["explain", from]).text.contains("move-byline"))
        #expect(try root.order(["override", "--list"]).text.contains("署名错位"))
        if SchemaValidator.isAvailable {
            let records = try root.files(below: "output/records").flatMap { try read("\(root.path)/\($0)") }
            #expect(try SchemaValidator("article-1").faults(in: records) == [])
            let overrides = try read("\(root.path)/state/overrides.jsonl")
            #expect(try SchemaValidator("override-1").faults(in: overrides) == [])
        }
    }

    @Test("that does not fit, or says nothing new, is refused and not written down")
    func refusal() throws {
        let root = try Root.corrected()
        let (first, second) = (try root.id(river), try root.id(school))
        for words in [
            ["byline", second, first], ["byline", second, "none"], ["headline", first, river], ["split", second, "2"],
            ["merge", first, "pc:00000000000000000000000000000000"], ["kind", first, "brief"], ["--undo", "1"],
        ] {
            #expect(try root.order(["override"] + words).end == .exit(65), "\(words)")
        }
        for words in [["byline", first], ["split", first, "x"], ["poem", first], ["people", first, "辛夷=poet"], []] {
            #expect(try root.order(["override"] + words).end == .exit(64), "\(words)")
        }
        #expect(try root.files(below: "state").allSatisfy { !$0.hasSuffix("overrides.jsonl") })
        #expect(try root.lines("manifest.jsonl").count == 1)
    }

    @Test("that is undone leaves what was before")
    func undo() throws {
        let root = try Root.corrected()
        let before = try root.standing()
        try root.correct("byline", try root.id(river), try root.id(school))
        try root.correct("people", try root.id(school), "辛夷=author")
        try root.correct("merge", try root.id(river), try root.id(bus))
        #expect(try root.order(["override", "--undo", "1"]).end == .exit(65))
        for number in ["3", "2", "1"] { try root.correct("--undo", number) }
        let after = try root.standing()
        #expect(Set(after.keys) == Set(before.keys))
        for (headline, record) in before {
            for member in ["id", "byline", "paragraphs", "spans", "corrected", "order"] {
                #expect(after[headline]?[member] == record[member], "\(headline) \(member)")
            }
        }
        #expect(try root.order(["override", "--undo", "1"]).end == .exit(65))
        #expect(try root.verified("disagreement") == [])
    }

    @Test("stays over reprocessing, a rebuild of the index and other editions of the page")
    func stays() throws {
        let root = try Root.corrected()
        try root.correct("byline", try root.id(river), try root.id(school))
        try root.correct("headline", try root.id(bus), "微公交再添三线")
        try root.correct("drop", try root.id(river))
        #expect(try root.order(["reprocess", "--all"]).text.contains("came out as it was"))
        #expect(try root.order(["reindex"]).end == .exit(0))
        #expect(try root.verified("disagreement") == [])
        try root.ingest()
        #expect(try root.lines("manifest.jsonl").count == 4)
        // The second article has another figure, the others stand as they were.
        try root.drop(CorrectedPage.text(replacing: "2400多", with: "2600多"), as: "edition/\(CorrectedPage.name)")
        try root.ingest()
        let standing = try root.standing()
        #expect(Set(standing.keys) == [school, "微公交再添三线"])
        #expect(standing[school]?["byline"]?["raw"]?.string == "■记者 辛夷")
        #expect(standing[school]?["paragraphs"]?.array?.first?["text"]?.string?.contains("2600多") == true)
        #expect(try root.verified("disagreement") == [] && root.verified("notice") == [])
        // What is undone is undone on the edition that stands.
        try root.correct("--undo", "2")
        try root.correct("--undo", "1")
        #expect(try root.standing()[bus] != nil)
        #expect(try root.standing()[school]?["byline"]?["raw"]?.string == nil)
        #expect(try root.verified("disagreement") == [])
    }

    @Test("holds from the first on in a root that has the corrections and nothing else, also where originals stay")
    func anew() throws {
        let root = try Root.corrected()
        try root.correct("byline", try root.id(river), try root.id(school))
        try root.correct("merge", try root.id(river), try root.id(bus))
        let other = try Root(settings: ["originals = keep"])
        try run("/bin/mkdir", "-p", "\(other.path)/state")
        try run("/bin/cp", "\(root.path)/state/overrides.jsonl", "\(other.path)/state/overrides.jsonl")
        try other.drop(CorrectedPage.text(), as: CorrectedPage.name)
        try other.ingest()
        #expect(try other.lines("manifest.jsonl").count == 1)
        let (standing, wanted) = try (other.standing(), root.standing())
        #expect(Set(standing.keys) == Set(wanted.keys))
        for (headline, record) in wanted {
            for member in ["id", "byline", "paragraphs", "spans", "corrected", "facts"] {
                #expect(standing[headline]?[member] == record[member], "\(headline) \(member)")
            }
        }
        #expect(try other.verified("disagreement") == [])
        #expect(try other.order(["reprocess", "--all"]).text.contains("came out as it was"))
        try other.correct("--undo", "2")
        #expect(try other.standing().count == 3)
        #expect(try other.verified("disagreement") == [])
    }

    @Test("that fits no more is told of everywhere and kept, and holds again when it fits")
    func misfit() throws {
        let root = try Root.corrected()
        try root.correct("byline", try root.id(river), try root.id(school))
        try root.correct("headline", try root.id(bus), "微公交再添三线")
        try root.drop(CorrectedPage.text(replacing: "■记者 辛夷", with: "■记者 当归"), as: "a/\(CorrectedPage.name)")
        try root.ingest()
        let notices = try root.files(below: "output/log").flatMap { try root.lines(String($0.dropFirst(7))) }
        let notice = try #require(notices.first { $0["code"]?.string == "override-unfit" })
        #expect(notice["advice"]?.string?.contains("presscut override --undo 1") == true)
        #expect(try root.verified("notice") == ["override-unfit"] && root.verified("disagreement") == [])
        #expect(try root.order(["status"]).text.contains("correction 1 does not fit"))
        #expect(try root.order(["override", "--list"]).text.contains("does not fit"))
        try root.drop(
            CorrectedPage.text(replacing: "2400多", with: "2600多"),
            as: "b/\(CorrectedPage.name)"
        )
        try root.ingest()
        #expect(try root.verified("notice") == [])
        #expect(try root.standing()[school]?["byline"]?["raw"]?.string == "■记者 辛夷")
    }

    @Test("parts two articles that are taken for reprints, until it is undone")
    func apart() throws {
        let root = try Root.corrected()
        try root.drop(
            CorrectedPage.text(replacing: "明显提升", with: "显著增强"),
            as: "云岭日报-2031-05-12-03.txt"
        )
        try root.ingest()
        let link = try #require(
            try root.lines("links.jsonl").last { $0["of"] != nil && $0["jaccard"]?.integer != 1 },
            "no reprint was found"
        )
        let pair = try ["id", "of"].map { try #require(link[$0]?.string) }
        try root.correct("apart", pair[0], pair[1])
        #expect(try root.lines("links.jsonl").last { $0["id"]?.string == pair[0] }?["of"] == nil)
        #expect(try root.verified("disagreement") == [])
        #expect(try root.order(["reindex"]).end == .exit(0))
        #expect(try root.verified("disagreement") == [])
        #expect(try root.lines("links.jsonl").last { $0["id"]?.string == pair[0] }?["of"] == nil)
        try root.correct("--undo", "1")
        #expect(try root.lines("links.jsonl").last { $0["id"]?.string == pair[0] }?["of"]?.string == pair[1])
        #expect(try root.verified("disagreement") == [])
    }

    @Test(
        "has its effect exactly once, whatever step the command is killed at",
        arguments: [
            "override-torn", "override-appended", "override-synced", "stage-created", "stage-torn", "stage-synced",
            "staging", "staged", "record-renamed", "record-synced", "manifest-torn", "manifest-synced", "links-torn",
            "links-appended", "log-torn", "log-synced", "publishing", "published",
        ]
    )
    func kills(failpoint: String) throws {
        let root = try Root.corrected()
        let ids = try (root.id(school), root.id(bus))
        let undisturbed = try Root(copying: root)
        try undisturbed.correct("merge", ids.0, ids.1)
        let wanted = try Snapshot(undisturbed)
        let words = ["override", "--who", "校对", "merge", ids.0, ids.1]
        let end = try root.order(words, environment: ["PRESSCUT_FAILPOINT": failpoint]).end
        #expect(end == .signal(SIGKILL))
        // The recovery is killed as well where it comes to that step.
        _ = try root.ingest(["PRESSCUT_FAILPOINT": failpoint])
        #expect(try root.ingest() == .exit(0), "\(root.messages.suffix(600))")
        if failpoint == "override-torn" { try root.correct("merge", ids.0, ids.1) }
        #expect(try Snapshot(root).difference(from: wanted) == [])
        #expect(try root.verified("disagreement") == [])
        #expect(try read("\(root.path)/state/overrides.jsonl").count { $0 == 0x0A } == 1)
        #expect(try root.files(below: "state/stage") == [])
    }

    @Test("is made again when its staged file is lost, and all that it took up stands where it stood meanwhile")
    func lostStage() throws {
        let root = try Root.corrected()
        let ids = try (root.id(river), root.id(school))
        let words = ["override", "--who", "校对", "byline", ids.0, ids.1]
        #expect(try root.order(words, environment: ["PRESSCUT_FAILPOINT": "staged"]).end == .signal(SIGKILL))
        for file in try root.files(below: "state/stage") { try run("/bin/rm", "\(root.path)/\(file)") }
        #expect(try root.ingest(["PRESSCUT_FAILPOINT": "stage-created"]) == .signal(SIGKILL))
        #expect(try root.standing()[river]?["byline"]?["raw"]?.string == "■记者 辛夷")
        #expect(try root.ingest() == .exit(0), "\(root.messages.suffix(600))")
        #expect(try root.standing()[school]?["byline"]?["raw"]?.string == "■记者 辛夷")
        #expect(try root.verified("disagreement") == [])
    }
}

@Suite("Reading originals again", .enabled(if: Presscut.isBuilt))
struct RereadingTests {
    @Test("publishes records once more that downstream removed")
    func again() throws {
        let root = try Root.corrected()
        let before = try root.standing()
        let record = try #require(try root.files(below: "output/records").first)
        #expect(try root.order(["reprocess", "--all", "--again"]).text.contains("records are in output/"))
        try run("/bin/rm", "\(root.path)/\(record)")
        #expect(try root.verified("notice") == ["record-removed"])
        #expect(try root.order(["reindex"]).end == .exit(0))
        try root.drop(CorrectedPage.text(), as: "again.txt")
        try root.ingest()
        let event = try root.event(of: "again.txt")
        let advice = try #require(event["advice"]?.string?.split(separator: ": ").last)
        let words = advice.split(separator: " ").dropFirst().map(String.init)
        #expect(words.first == "reprocess" && words.last == "--again")
        #expect(try root.order(words).end == .exit(0))
        let after = try root.standing()
        #expect(Set(after.keys) == Set(before.keys))
        for (headline, record) in before { #expect(after[headline] == record) }
        #expect(try root.verified("disagreement") == [] && root.verified("notice") == [])
        #expect(try root.files(below: "output/records").count == 1)
    }

    @Test("is told what a file is, and remembers it")
    func naming() throws {
        let root = try Root()
        try root.drop(CorrectedPage.text(), as: "scan.txt")
        try root.ingest()
        try root.drop(CorrectedPage.text(), as: CorrectedPage.name)
        try root.ingest()
        let advice = try #require(try root.event(of: CorrectedPage.name)["advice"]?.string)
        #expect(advice.contains("--title '云岭日报' --date 2031-05-09 --page 03"))
        let before = try root.standing()
        let words = advice.split(separator: " ").map(String.init)
        let name = try #require(words.first { $0.count == 12 })
        let options = ["--title", "云岭日报", "--date", "2031-05-09", "--page", "03"]
        let (end, text) = try root.order(["reprocess", name] + options)
        #expect(end == .exit(0), "\(text)")
        let after = try root.standing()
        #expect(Set(after.keys) == Set(before.keys))
        for (headline, record) in after {
            #expect(record["issue"]?["date"]?.string == "2031-05-09")
            #expect(record["issue"]?["date_source"]?.string == "option")
            #expect(record["link"]?["supersedes"] == before[headline]?["id"])
        }
        #expect(try root.verified("disagreement") == [])
        #expect(try root.order(["reprocess", "--all"]).text.contains("came out as it was"))
        #expect(try root.order(["reindex"]).end == .exit(0))
        #expect(try root.verified("disagreement") == [])
        #expect(try root.order(["reprocess", "--all"]).text.contains("came out as it was"))
        let unnamed = try Root(copying: root)
        try unnamed.correct("--undo", "1")
        #expect(try unnamed.verified("disagreement") == [])
        #expect(
            try Set(unnamed.standing().values.map { $0["id"]?.string }) == Set(before.values.map { $0["id"]?.string })
        )
        // An edition of the page that is known by now.
        try root.drop(CorrectedPage.text(replacing: "2400多", with: "2600多"), as: "b/\(CorrectedPage.name)")
        try root.ingest()
        #expect(try root.event(of: "b/\(CorrectedPage.name)")["event"]?.string == "edition")
        #expect(try root.verified("disagreement") == [])
    }
}
