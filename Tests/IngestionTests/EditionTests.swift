import Ingestion
import TestSupport
import Testing
import TextScanning

@Suite("Another form of a page")
struct EditionTests {
    private static let name = "云岭日报-2031-05-09-03.txt"

    private static func bodies(_ count: Int, seed: UInt64 = 1) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in InventedNews.sentences(using: &generator).joined() }
    }

    private static let bodies = bodies(5)
    private static let first = Archive.Page.page(
        name,
        [("青石镇开展河道清淤", bodies[0]), ("望江镇图书室启用", bodies[1]), ("新桥镇农技夜校开课", bodies[2])]
    )
    /// The second article has a sentence more, the third is gone, a fourth is new.
    private static let second = Archive.Page.page(
        "again/" + name,
        [
            ("青石镇开展河道清淤", bodies[0]), ("望江镇图书室启用", bodies[1] + "图书室每天开放十二小时，周末不休。"),
            ("石塘乡公交线路延伸", bodies[3]),
        ]
    )

    @Test("emits what is new or changed, ties it to what it takes the place of, and withdraws what is gone")
    func edition() async throws {
        let archive = try Archive()
        let ended = try await archive.take([EditionTests.first])
        #expect(ended.map(\.code) == ["ok"])
        let old = try archive.id("望江镇图书室启用")
        let gone = try archive.id("新桥镇农技夜校开课")
        let kept = try archive.id("青石镇开展河道清淤")
        let verdict = try await archive.take([EditionTests.second])
        #expect(verdict.map(\.event) == [.edition] && verdict.map(\.code) == ["changed"])
        let new = try archive.id("望江镇图书室启用")
        #expect(new != old)
        let links = try archive.links()
        #expect(links[new]?["supersedes"]?.string == old)
        #expect(links[new]?["revision"]?.integer == 2)
        #expect(links[old]?["superseded_by"]?.string == new)
        #expect(links[gone]?["withdrawn"]?.boolean == true)
        #expect(links[kept] == nil)
        let manifest = try archive.lines("manifest.jsonl")
        #expect(manifest[1]["ids"]?.array?.compactMap(\.string).contains(new) == true)
        #expect(manifest[1]["articles"]?.integer == 2)
        #expect(manifest[1]["unchanged"]?.array?.contains(.string(kept)) == true)
        #expect(manifest[1]["withdrawn"]?.array?.contains(.string(gone)) == true)
        #expect(manifest[1]["supersedes"]?.array == [manifest[0]["path"] ?? .null])
    }

    @Test("counts revisions, and lets stand again what an edition between had left out")
    func chain() async throws {
        let archive = try Archive()
        try await archive.take([EditionTests.first, EditionTests.second])
        let middle = try archive.id("望江镇图书室启用")
        let third = Archive.Page.page(
            "third/" + EditionTests.name,
            [
                ("青石镇开展河道清淤", EditionTests.bodies[0]),
                ("望江镇图书室启用", EditionTests.bodies[1] + "图书室每天开放十四小时，周末不休，凭证借阅。"),
                ("新桥镇农技夜校开课", EditionTests.bodies[2]),
            ]
        )
        try await archive.take([third])
        let last = try archive.id("望江镇图书室启用")
        let back = try archive.id("新桥镇农技夜校开课")
        let links = try archive.links()
        #expect(links[last]?["revision"]?.integer == 3)
        #expect(links[last]?["supersedes"]?.string == middle)
        #expect(links[back]?["withdrawn"] == nil)
        let ids = try archive.lines("manifest.jsonl").flatMap { $0["ids"]?.array?.compactMap(\.string) ?? [] }
        #expect(Set(ids).count == ids.count, "an id was emitted twice")
    }

    @Test("that only lacks something publishes a file without lines, so that a reader of the manifest learns of it")
    func onlyWithdrawn() async throws {
        let archive = try Archive()
        let less = Archive.Page.page(
            "less/" + EditionTests.name,
            [("青石镇开展河道清淤", EditionTests.bodies[0]), ("望江镇图书室启用", EditionTests.bodies[1])]
        )
        try await archive.take([EditionTests.first])
        let gone = try archive.id("新桥镇农技夜校开课")
        try await archive.take([less])
        let manifest = try archive.lines("manifest.jsonl")
        #expect(manifest.count == 2)
        #expect(manifest[1]["articles"]?.integer == 0)
        #expect(manifest[1]["withdrawn"]?.array == [.string(gone)])
        #expect(try archive.links()[gone]?["withdrawn"]?.boolean == true)
        // The same articles wrapped otherwise say nothing new.
        let same = Archive.Page(name: "same/" + EditionTests.name, text: less.text + "\n\n")
        let verdict = try await archive.take([same])
        #expect(verdict.map(\.code) == ["unchanged"])
        #expect(try archive.lines("manifest.jsonl").count == 2)
    }

    @Test("with other articles is no edition: both stand, flagged, and the log says why")
    func conflict() async throws {
        let archive = try Archive()
        let others = EditionTests.bodies(3, seed: 9)
        let stranger = Archive.Page.page(
            "other/" + EditionTests.name,
            [("白鹭洲文化集市开市", others[0]), ("东湖区防汛演练举行", others[1]), ("柳荫街道便民座椅增设", others[2])]
        )
        try await archive.take([EditionTests.first])
        let verdict = try await archive.take([stranger])
        #expect(verdict[0].event == .ingested && verdict[0].code == "page-key-conflict")
        #expect(verdict[0].reason.english.contains("0 of 3"))
        let links = try archive.links()
        for headline in ["青石镇开展河道清淤", "白鹭洲文化集市开市"] {
            let id = try archive.id(headline)
            #expect(links[id]?["flags"]?.array == [.string("page_key_conflict")])
        }
        // What comes next is an edition of the one that it is like.
        try await archive.take([EditionTests.second])
        let after = try archive.links()
        #expect(after[try archive.id("新桥镇农技夜校开课")]?["withdrawn"]?.boolean == true)
        #expect(after[try archive.id("白鹭洲文化集市开市")]?["withdrawn"] == nil)
    }

    @Test("that comes while the former is in work is compared with it all the same", arguments: [1, 2, 3])
    func together(count: Int) async throws {
        let archive = try Archive()
        try await archive.take([EditionTests.first, EditionTests.second], together: count)
        let links = try archive.links().values
        #expect(links.count { $0["supersedes"] != nil } == 1)
        #expect(links.count { $0["superseded_by"] != nil } == 1)
        #expect(links.count { $0["withdrawn"] != nil } == 1)
        let ids = try archive.lines("manifest.jsonl").flatMap { $0["ids"]?.array?.compactMap(\.string) ?? [] }
        #expect(Set(ids).count == ids.count)
        #expect(ids.count == 5)
    }
}
