import ArticleSeparation
import Ingestion
import Service
import Testing

@Suite("A configuration")
struct ConfigurationTests {
    @Test("has a default for everything")
    func empty() throws {
        #expect(try Configuration(parsing: []) == Configuration())
        #expect(try Configuration(parsing: Array("# nothing\n\n  \t\r\n".utf8)) == Configuration())
    }

    @Test("reads every setting")
    func settings() throws {
        let text = """
            settle = 250ms
            incomplete-settle=2m
            reconcile = 30s\r
            originals = keep
            done-files = yes
            max-text = 64K
            workers = 2
            worker-cpu = 10s
            worker-wall = 20s
            worker-memory = 2G
            paper.qxrb = 青溪日报
            words.agency = 江海通讯社
            words.reporter = 融媒记者、小记者,首席主笔
            """
        let read = try Configuration(parsing: Array(text.utf8))
        var expected = Configuration()
        expected.settle = .milliseconds(250)
        expected.incompleteSettle = .seconds(120)
        expected.reconcile = .seconds(30)
        expected.originals = .keep
        expected.usesDoneFiles = true
        expected.maximumTextByteCount = 65_536
        expected.workerCount = 2
        expected.workerCPU = .seconds(10)
        expected.workerWall = .seconds(20)
        expected.workerMemory = 2 << 30
        expected.papers = ["qxrb": "青溪日报"]
        try expected.words.set(.agency, to: "江海通讯社")
        try expected.words.set(.reporter, to: "融媒记者 小记者 首席主笔")
        #expect(read == expected)
    }

    @Test(
        "names the line that is wrong",
        arguments: [
            "settle = 5", "settle = -1s", "settle = 999999999999m", "max-text = 0", "max-text = 9999999999999G",
            "workers = 0",
            "originals = burn", "done-files = perhaps", "paper. = x", "paper.x =", "no setting", "= 5", "unknown = 1",
            "words. = 记者", "words.reporters = 记者", "words.reporter =", "words.reporter = 记者 记者", "words.agency = 社",
            "words.surname = 欧阳修", "words.jump = 下转请看第几版面的相关报道全文和图片说明",
        ]
    )
    func wrong(line: String) {
        #expect(throws: ConfigurationError(line: 2, reason: "")) {
            try Configuration(parsing: Array("# first\n\(line)\nsettle = 1s\n".utf8))
        }
    }

    @Test("is refused where it is not UTF-8")
    func encoding() {
        #expect(throws: ConfigurationError(line: 1, reason: "")) {
            try Configuration(parsing: [0x73, 0xFF, 0x3D, 0x31])
        }
    }
}
