import FactExtraction
import FoundationEssentials
import Newsprint
import Testing
import TextScanning

@Suite("A text of the project's own")
struct GoldenTests {
    /// Set to write the expected lines anew; the test then fails all the same, so that they are looked at.
    private static let records = ProcessInfo.processInfo.environment["PRESSCUT_RECORD"] != nil

    @Test(
        "gives the facts and checks that stand beside it",
        arguments: ["county-report", "relocated-village", "old-paper"]
    )
    func matches(name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
        let text = String(decoding: try Data(contentsOf: folder.appending(path: "text.txt")), as: UTF8.self)
        let day = CalendarDate(year: 2024, month: 5, day: 17)
        let found = extractor.facts(in: text, issueDate: day)
        var writer = JSONWriter()
        for fact in found {
            fact.write(to: &writer)
            writer.endLine()
        }
        for check in extractor.checks(among: found, in: text) {
            check.write(to: &writer)
            writer.endLine()
        }
        let expected = folder.appending(path: "expected.jsonl")
        if GoldenTests.records { try Data(writer.bytes).write(to: expected) }
        let lines = Array(try Data(contentsOf: expected))
        #expect(!GoldenTests.records && lines == writer.bytes)
    }
}
