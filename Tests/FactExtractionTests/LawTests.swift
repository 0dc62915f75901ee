import FactExtraction
import Newsprint
import Testing

@Suite("Facts obey")
struct LawTests {
    /// Sentences in which many rules meet, invented for these tests.
    static let texts = [
        "今年 1至7 月，栖湖镇完成工业投资 12.5亿元，同比增长8.3%，其中技改投资3.2亿元，占25.6%。",
        "昨天（8月15日）起到下周三，3000余名志愿者将在46 亩的水杉公园植树，每亩补贴1.2万元。",
        "“六个一批”推进两年半来，四座水厂日供水30万立方米，水价每吨3.5元，惠及五六万户。",
        "他一九八五年正月初八生，身高一米七五，第三次以4:3取胜，电话0573-82887932。",
        "𠮷田村２０２０年种稻三百亩半，亩产千余斤。\n二〇二一年底前，上百户增收近两成。",
        "3至5年内，-3℃以下的夜晚减少十七八天；1 4/3、二分之一、百分之十到十五、5-8折。",
    ]

    @Test("that the text at their place is their text", arguments: texts)
    func placesHoldTexts(text: String) {
        let scalars = Array(text.unicodeScalars)
        for fact in facts(text) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[fact.start..<fact.end])
            #expect(String(view) == fact.text)
        }
    }

    @Test("that no two of a kind overlap, and none lies inside another", arguments: texts)
    func doNotOverlap(text: String) {
        let found = facts(text)
        for (index, fact) in found.enumerated() {
            for other in found[(index + 1)...] {
                #expect(fact.start <= other.start)
                let isSame = fact.start == other.start && fact.end == other.end && fact.kind != other.kind
                #expect(isSame || other.start >= fact.end, "\(fact.text) and \(other.text)")
            }
        }
    }

    @Test("that reading again gives the same", arguments: texts)
    func repeats(text: String) {
        #expect(facts(text) == facts(text))
        #expect(!facts(text).isEmpty)
    }

    @Test("that what stands in another paragraph changes nothing", arguments: texts)
    func standAlone(text: String) {
        let later = facts("村口有树。\n" + text)
        #expect(later.map(\.text) == facts(text).map(\.text))
        #expect(later.map(\.value) == facts(text).map(\.value))
    }

    @Test(
        "that the work grows as the text does",
        arguments: [
            "9", "亿", "一", "（", "“", "至", "年", "1至", "三分之", "百分之", "1、", "2022年", "十几万多亿", "零", "-", "1.", "元", "第",
            "前", "每", "、", "今年1月至", "3年以上", "5%、", "增长5%，", "比去年增长", "“一”", "1×", "同比",
        ]
    )
    func isLinear(pattern: String) {
        func work(_ count: Int) -> Int {
            extractor.work(in: String(repeating: pattern, count: count), issueDate: issueDay)
        }
        let short = work(300)
        #expect(work(2_400) <= 8 * short + 600)
        _ = facts(String(repeating: pattern, count: 2_400))
    }

    @Test("that any cut of a text can be read")
    func survivesCuts() {
        for text in LawTests.texts {
            let scalars = Array(text.unicodeScalars)
            for end in scalars.indices {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[..<end])
                #expect(facts(String(view)).allSatisfy { $0.end <= end })
            }
        }
    }
}

@Suite("An explanation")
struct ExplanationTests {
    @Test("names the rule that read a place, those it beat, and why nothing was read")
    func explains() throws {
        let found = extractor.explain("总投资5亿元，家住3号楼501室", issueDate: issueDay)
        let money = try #require(found.first { $0.isFact })
        #expect(money.rule == "money.amount" && money.text == "5亿元")
        #expect(found.contains { !$0.isFact && $0.rule == "none.label" })
    }
}
