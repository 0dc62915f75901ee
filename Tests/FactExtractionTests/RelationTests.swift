import FactExtraction
import Newsprint
import Testing

@Suite("What a figure is said of")
struct RelationTests {
    /// `text kind of basis period` of every fact that has a relation.
    private func relations(_ text: String) -> [String] {
        facts(text).compactMap { fact in
            fact.relation.map { relation in
                [fact.text, relation.kind.rawValue, relation.of, relation.basis?.rawValue, relation.period]
                    .map { $0 ?? "-" }.joined(separator: " ")
            }
        }
    }

    @Test(
        "is the subject of the verb of change, with its basis and period",
        arguments: [
            ("今年1至4月，全县实现社会消费品零售总额56.3亿元，同比增长7.2%。", ["7.2% growth 社会消费品零售总额 yoy 2023-01/2023-04"]),
            (
                "4月份，居民消费价格指数环比下降0.1%，同比上涨0.3%。",
                ["0.1% decline 居民消费价格指数 mom 2023-04", "0.3% growth 居民消费价格指数 yoy 2023-04"]
            ),
            ("2022年，公司营业收入较上年增长15.8%，净利润下降7.3%。", ["15.8% growth 公司营业收入 yoy 2022", "7.3% decline 净利润 - 2022"]),
            ("出口额比去年同期增加12.6亿元，增长9.8%。", ["12.6亿元 growth 出口额 yoy -", "9.8% growth 出口额 yoy -"]),
            (
                "人均可支配收入达到41230元，名义增长7.1%，实际增长6.8%。",
                ["7.1% growth 人均可支配收入 - -", "6.8% growth 人均可支配收入 - -"]
            ),
            (
                "全省发电量同比增长4.1%，其中风电增长12.9%、光伏增长28.6%。",
                ["4.1% growth 全省发电量 yoy -", "12.9% growth 风电 - -", "28.6% growth 光伏 - -"]
            ),
            ("与上月相比，二手房价格下跌0.5%。", ["0.5% decline 二手房价格 mom -"]),
            ("城镇化率为72.5%，比上年提高0.8个百分点。", ["72.5% rate 城镇化率 - -", "0.8个百分点 growth 城镇化率 yoy -"]),
            ("3月中国快递发展指数为401.2，同比增长5%。", ["5% growth 中国快递发展指数 yoy 2023-03"]),
            ("较2019年同期增长28.2%。", ["28.2% growth - - -"]),
        ]
    )
    func change(text: String, expected: [String]) {
        #expect(relations(text) == expected)
    }

    @Test("of a list under 分别 is each one's own")
    func distributes() {
        #expect(
            relations("全县接待游客126.8万人次，旅游收入9.6亿元，同比分别增长18.3%和22.7%。")
                == ["18.3% growth 全县接待游客 yoy -", "22.7% growth 旅游收入 yoy -"]
        )
    }

    @Test(
        "is the whole of a share, the plan of a completion, the name of a rate",
        arguments: [
            ("民营企业进出口7.83万亿元，占进出口总值的55.9%。", ["55.9% share 进出口总值 - -"]),
            ("高新技术产业增加值占规上工业的比重达63.5%。", ["63.5% share 规上工业 - -"]), ("本校学生中有三成来自农村。", ["三成 share 本校学生 - -"]),
            ("女性代表占28.4%。", ["28.4% share - - -"]), ("占年度计划的52.5%。", ["52.5% completion 年度计划 plan -"]),
            ("前四个月，完成税收88.6亿元，为年度预算的41.2%。", ["41.2% completion 年度预算 plan 2023-01/2023-04"]),
            ("上半年完成全年目标任务的五成以上。", ["五成以上 completion 全年目标任务 plan 2023-40"]),
            ("投资完成率居全市第一，达到45.7%。", ["45.7% completion 投资完成率 plan -"]), ("城镇登记失业率为2.4%。", ["2.4% rate 城镇登记失业率 - -"]),
        ]
    )
    func shares(text: String, expected: [String]) {
        #expect(relations(text) == expected)
    }

    @Test("is no growth where a level is reached")
    func levels() {
        #expect(relations("产品合格率由92%提高到97.5%。") == ["92% rate 产品合格率 - -", "97.5% rate 产品合格率 - -"])
        #expect(relations("投入由5亿元增至8亿元。").isEmpty)
        #expect(relations("国家增发1万亿元国债，购车减免2万元。").isEmpty)
        #expect(relations("增速高于全国2.1个百分点。").isEmpty)
    }

    @Test("keeps a month for the paragraph and a day for its sentence")
    func periods() {
        #expect(relations("4月份，市场回暖。销量增长8%。") == ["8% growth 销量 - 2023-04"])
        #expect(relations("昨天，会议召开。销量增长8%。") == ["8% growth 销量 - -"])
        #expect(relations("4月份，市场回暖。\n销量增长8%。") == ["8% growth 销量 - -"])
    }
}
