import FactExtraction
import Newsprint
import Testing

/// SplitMix64, so that the same texts come out on every run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Facts of sentences put together at random")
struct AssemblyTests {
    private static let sentences: [String] = {
        let names = ["seen", "later", "unseen"]
        return names.flatMap { (try? RegisterTests.sentences(of: $0).map(\.text)) ?? [] } + LawTests.texts
    }()

    /// What the law asks of any text: facts hold the text of their place, come in order, and none of a kind overlap.
    private func obey(_ found: [Fact], _ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var ends: [Fact.Kind: Int] = [:]
        var last = 0
        for fact in found {
            guard fact.start >= last, fact.start < fact.end, fact.end <= scalars.count,
                fact.start >= ends[fact.kind, default: 0],
                fact.text.unicodeScalars.elementsEqual(scalars[fact.start..<fact.end])
            else { return false }
            last = fact.start
            ends[fact.kind] = fact.end
        }
        return true
    }

    @Test("are the same in any order of independent paragraphs", arguments: 0..<12)
    func keepOrder(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        #expect(AssemblyTests.sentences.count > 300)
        let chosen = (0..<24).compactMap { _ in AssemblyTests.sentences.randomElement(using: &generator) }
        var expected: [String: [String]] = [:]
        for sentence in chosen { expected[sentence] = facts(sentence).map { "\($0.text) \($0.value)" } }
        let shuffled = chosen.shuffled(using: &generator)
        let text = shuffled.joined(separator: "\n")
        let found = facts(text)
        #expect(obey(found, text))
        #expect(found.map { "\($0.text) \($0.value)" } == shuffled.flatMap { expected[$0] ?? [] })
    }

    @Test("obey the laws where sentences are cut and joined anywhere", arguments: 0..<12)
    func surviveSplices(seed: Int) {
        var generator = SeededGenerator(state: UInt64(1_000 + seed))
        for _ in 0..<20 {
            var text = ""
            for _ in 0..<8 {
                let scalars = Array(
                    AssemblyTests.sentences.randomElement(using: &generator)?.unicodeScalars ?? "".unicodeScalars
                )
                let start = Int.random(in: 0..<scalars.count, using: &generator)
                let end = Int.random(in: start..<scalars.count, using: &generator)
                text.unicodeScalars.append(contentsOf: scalars[start...end])
            }
            let found = facts(text)
            #expect(obey(found, text), "\(text)")
            #expect(extractor.checks(among: found, in: text).allSatisfy { $0.facts.allSatisfy(found.indices.contains) })
            _ = extractor.explain(text, issueDate: nil)
        }
    }

    @Test("obey the laws where the grammar's own words follow each other in any order", arguments: 0..<12)
    func surviveWords(seed: Int) {
        let words = [
            "今年", "5月", "17日", "（", "）", "至", "到", "前", "后", "以来", "每", "季度", "一", "两", "十", "百", "万", "亿", "几", "数",
            "半", "多", "余",
            "元", "美元", "亩", "公斤", "度", "％", "百分之", "个百分点", "成", "折", "第", "增长", "下降", "占", "的", "完成", "计划", "同比", "分别",
            "、", "，", "。", "：", "-",
            "3", "12.5", "2,300", "不超过", "约", "左右", "以上", "零下", "时", "分", "秒", "天", "个", "次", "名", "春节", "周三", "农历",
            "正月", "初五", "“", "”", "十四五",
            "期间", "其中", "共", "由", "增至", "率", "中", " ", "\n",
        ]
        var generator = SeededGenerator(state: UInt64(2_000 + seed))
        for _ in 0..<40 {
            let text = (0..<40).compactMap { _ in words.randomElement(using: &generator) }.joined()
            for day in [issueDay, nil] {
                let found = facts(text, on: day)
                #expect(obey(found, text), "\(text)")
                _ = extractor.checks(among: found, in: text)
            }
            #expect(extractor.explain(text, issueDate: issueDay).filter(\.isFact).count == facts(text).count)
        }
    }
}
