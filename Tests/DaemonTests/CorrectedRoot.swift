import TestSupport
import Testing
import TextScanning

/// A page of an invented paper, and a root in which it was published.
enum CorrectedPage {
    /// The articles: headline, byline, body.
    static let articles: [(headline: String, byline: String?, body: String)] = [
        (
            "望江镇河道清淤提前完工", "■记者 辛夷",
            "记者从望江镇获悉，历时三个月的河道清淤工程日前提前完工，共清出淤泥12万立方米，沿线8个村的排涝能力明显提升。镇里组织村民代表逐段验收，对12处薄弱堤段当场提出加固意见。下一步，当地将建立河道管护队伍，每月巡查两次。"
        ),
        (
            "农技夜校开到田埂上", nil,
            "晚上7时，石塘乡农技夜校准时开课，来自市农科所的两位专家把课堂搬到了田埂上，手把手教农户辨认病虫害。今年以来，夜校已开课36场，培训农户2400多人次，编印技术手册5000册。不少农户说，这样的课听得懂、用得上。"
        ),
        (
            "城东新增三条微公交线路", "■记者 苏木",
            "从5月8日起，城东片区新增三条微公交线路，串起6个小区、两所学校和一家医院，票价一律1元。运营首日共发车96班次，运送乘客3100人次。公交公司负责人表示，将根据客流情况及时调整班次，方便居民出行。"
        ),
    ]

    /// The name under which it is dropped.
    static let name = "云岭日报-2031-05-09-03.txt"

    /// The page as text, with something of it exchanged.
    static func text(replacing old: String = "", with new: String = "") -> [UInt8] {
        var lines: [String] = []
        for article in articles {
            lines.append(article.headline)
            if let byline = article.byline { lines.append(byline) }
            var rest = Substring("本报讯 " + article.body)
            while !rest.isEmpty {
                lines.append(String(rest.prefix(18)))
                rest = rest.dropFirst(18)
            }
            lines.append("")
        }
        let text = lines.joined(separator: "\n") + "\n"
        return Array((old.isEmpty ? text : text.replacing(old, with: new)).utf8)
    }
}

extension Root {
    /// A root in which the page was published.
    static func corrected() throws -> Root {
        let root = try Root()
        try root.drop(CorrectedPage.text(), as: CorrectedPage.name)
        try root.ingest()
        return root
    }

    /// Runs a command on the root to its end.
    func order(_ words: [String], environment: [String: String] = [:]) throws -> (
        end: ChildProcess.End, text: String
    ) {
        let output = directory.path + "/printed"
        try write([], to: output)
        var process = try ChildProcess(
            Presscut.program,
            [words[0], "--root", path] + words.dropFirst(),
            environment: environment,
            output: output
        )
        let end = process.wait()
        return (end, String(decoding: try read(output), as: UTF8.self))
    }

    /// Makes a correction, which must succeed.
    func correct(_ words: String...) throws {
        let (end, text) = try order(["override", "--who", "校对"] + words)
        #expect(end == .exit(0), "\(words): \(text)")
    }

    /// The articles that stand, by headline; those without one by the beginning of their text.
    func standing() throws -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        for line in try order(["export"]).text.split(separator: "\n") where line.hasPrefix("{") {
            let record = try JSONValue(parsing: Array(line.utf8))
            let text = record["paragraphs"]?.array?.first?["text"]?.string ?? ""
            found[record["headline"]?["main"]?.string ?? String(text.prefix(4))] = record
        }
        return found
    }

    /// The identifier of an article that stands.
    func id(_ headline: String) throws -> String {
        try #require(try standing()[headline]?["id"]?.string, "no article “\(headline)” stands")
    }

    /// What `verify` tells of, with `member` for what it is: `disagreement` or `notice`.
    func verified(_ member: String) throws -> [String] {
        try order(["verify"]).text.split(separator: "\n").compactMap { line in
            try? JSONValue(parsing: Array(line.utf8))[member]?.string
        }
    }
}
