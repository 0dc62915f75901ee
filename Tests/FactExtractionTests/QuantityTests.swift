import Newsprint
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "has its currency, its bounds and its price unit",
        arguments: [
            ("总投资约7500万美元", "7500万美元 → money 75000000 USD about"), ("产值超50亿元", "50亿元 → money 5000000000 CNY lower"),
            ("10亿元以上项目", "10亿元以上 → money 1000000000 CNY lower"), ("收益50余万元", "50余万元 → money 500000 CNY lower"),
            ("每亩1.2万元", "1.2万元 → money 12000 CNY 亩"), ("3500元/平方米", "3500元 → money 3500 CNY 平方米"),
            ("缺口五六百万元", "五六百万元 → money 5000000–6000000 CNY"), ("50至100万元", "50至100万元 → money 500000–1000000 CNY"),
            ("123元1角1分", "123元1角1分 → money 123.11 CNY"), ("港币五百元", "港币五百元 → money 500 HKD"),
            ("新台币20万元", "新台币20万元 → money 200000 TWD"), ("50万元（含）以上", "50万元（含）以上 → money 500000 CNY lower"),
        ]
    )
    func reads(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test("is not read from a five-cornered building or a pair of cakes")
    func refuses() {
        #expect(reading("五角大楼发表声明").isEmpty)
        #expect(!reading("分了三块蛋糕").contains { $0.contains("money") })
    }
}

@Suite("A percentage")
struct PercentTests {
    @Test(
        "is read from signs, words, tenths and discounts",
        arguments: [
            ("完成年度投资计划的 102.2%", "102.2% → percent 102.2 %"), ("下调千分之三", "千分之三 → percent 0.3 %"),
            ("降低1.5个百分点", "1.5个百分点 → percent 1.5 pp"), ("近七成", "七成 → percent 70 % upper"),
            ("八五折", "八五折 → percent 85 %"),
            ("5-8%", "5-8% → percent 5–8 %"), ("增速为-2.3%", "-2.3% → percent -2.3 %"), ("三成五", "三成五 → percent 35 %"),
        ]
    )
    func reads(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test("knows what it is said of, over which time, on which basis")
    func relates() throws {
        let found = facts("今年1至7月，全镇完成固定资产投资22.5亿元，同比增长11.2%，其中项目投资14.2亿元，增长4.6%。")
        let shares = found.filter { $0.kind == .percent }
        let first = try #require(shares.first?.relation)
        #expect(first.kind == .growth && first.of == "固定资产投资" && first.basis == .yearOnYear)
        #expect(first.period == "2023-01/2023-07")
        #expect(shares.last?.relation?.of == "项目投资")
        let completion = facts("完成年度投资计划的 77.2%").first?.relation
        #expect(completion?.kind == .completion && completion?.basis == .plan && completion?.of == "年度投资计划")
        #expect(facts("占进出口总值的55.9%").first?.relation?.of == "进出口总值")
    }

    @Test("has a subject that holds no half of a quotation")
    func quotations() {
        #expect(facts("“双河”游客同比增长12.3%").last?.relation?.of == "“双河”游客")
    }
}

@Suite("A measure")
struct MeasureTests {
    @Test(
        "keeps its printed unit and has an exact value in the base unit",
        arguments: [
            ("占地46亩", "46亩", "30666.67", "m2"), ("建筑面积12.6万㎡", "12.6万㎡", "126000", "m2"), ("三斤半", "三斤半", "1.75", "kg"),
            ("1.5千克", "1.5千克", "1.5", "kg"), ("6米73", "6米73", "6.73", "m"), ("全长1.62公里", "1.62公里", "1620", "m"),
            ("年用电100千瓦时", "100千瓦时", "360000000", "J"), ("时速350公里", "350公里", "97.22222", "m/s"),
            ("蓄水20立方米", "20立方米", "20", "m3"), ("装机9.2亿千瓦", "9.2亿千瓦", "920000000000", "W"),
            ("最高气温38度", "38度", "38", "Cel"),
        ]
    )
    func reads(text: String, span: String, base: String, ucum: String) throws {
        let fact = try #require(facts(text).first)
        #expect(fact.text == span)
        guard case .measure(_, _, let si, let code) = fact.value else {
            Issue.record("no measure in \(text)")
            return
        }
        #expect(si.exact?.description == base && code == ucum)
    }

    @Test("of people is told from a length: 500米四人皮艇")
    func doesNotJoinCounts() {
        #expect(reading("500米四人皮艇") == ["500米 → length 500 米", "四 → number 4 人"])
    }
}

@Suite("A length of time")
struct DurationTests {
    @Test(
        "is written in ISO 8601",
        arguments: [
            ("历时两年半", "两年半 → duration P2Y6M"), ("十分钟生活圈", "十分钟 → duration PT10M"), ("奋战100天", "100天 → duration P100D"),
            ("两小时十分", "两小时十分 → duration PT2H10M"), ("3至5年", "3至5年 → duration P3Y–P5Y"), ("半年", "半年 → duration P6M"),
            ("三个半月", "三个半月 → duration P3.5M"), ("3年以上7年以下", "3年以上7年以下 → duration P3Y–P7Y"),
            ("一个多小时", "一个多小时 → duration PT1H lower"),
        ]
    )
    func reads(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test("before the issue is also a span of days")
    func readsIntervals() {
        #expect(reading("三年来") == ["三年来 → duration P3Y", "三年来 → date-range 2020-08-16/-"])
    }
}
