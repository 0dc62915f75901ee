import FactExtraction
import Newsprint
import Testing

@Suite("A sum done again")
struct CheckTests {
    /// `kind computed/stated holds` of every check.
    private func checks(_ text: String) -> [String] {
        extractor.checks(among: facts(text), in: text).map {
            "\($0.kind.rawValue) \($0.computed)/\($0.stated) \($0.holds ? "holds" : "fails")"
        }
    }

    @Test(
        "holds where part, whole and share agree within the stated digits",
        arguments: [
            ("年度计划投资 83.61亿元，目前已完成投资64.54亿元，完成年度投资的 77.2%。", "share 77.1917/77.2 holds"),
            ("全市总人口85.6万人，其中60岁以上老人21.4万人，占总人口的25%。", "share 25/25 holds"),
            ("全市总人口85.6万，其中农业人口42.8万，占50%。", "share 50/50 holds"),
            ("应到代表280名，实到266名，到会率95%。", "share 95/95 holds"),
            ("抽检样品200批次，合格196批次，合格率98%。", "share 98/98 holds"),
            ("进出口14亿元，民营企业占7亿元，占进出口总值的50%。", "share 50/50 holds"),
            ("全县安排重点项目投资20亿元，已完成21亿元，完成年度计划的105%。", "share 105/105 holds"),
        ]
    )
    func shares(text: String, expected: String) {
        #expect(checks(text) == [expected])
    }

    @Test(
        "is flagged where the text ties together what does not agree",
        arguments: [
            ("全年计划投资80亿元，已完成投资20亿元，完成年度计划的 35.0%。", "share 25/35 fails"),
            ("抽检样品200批次，合格186批次，合格率98%。", "share 93/98 fails"),
            ("全市总人口85.6万人，其中60岁以上老人21.4万人，占总人口的35%。", "share 25/35 fails"),
            ("共建成站点12个，其中城区5个、镇村8个。", "sum 13/12 fails"),
            ("青浦、南溪、白塔、东桥三镇联合开展行动。", "count 4/3 fails"),
            ("出口额由20亿元增至25亿元，增长15%。", "growth 25/15 fails"),
        ]
    )
    func flags(text: String, expected: String) {
        #expect(checks(text) == [expected])
    }

    @Test(
        "compares parts with their total, a list with its count, two levels with their growth",
        arguments: [
            ("共建成站点12个，其中城区5个、镇村7个。", "sum 12/12 holds"),
            ("评出一等奖3名、二等奖5名、三等奖10名，共18名获奖。", "sum 18/18 holds"),
            ("项目总投资12亿元，其中一期投资5亿元，二期投资7亿元。", "sum 1200000000/1200000000 holds"),
            ("粮食总产量5.2亿斤，其中夏粮1.8亿斤、秋粮3.4亿斤。", "sum 260000000/260000000 holds"),
            ("参赛队员共48人，其中男队员28人，女队员20人。", "sum 48/48 holds"),
            ("青浦、南溪、白塔三镇联合开展行动。", "count 3/3 holds"), ("产品远销美国、日本和德国3个国家。", "count 3/3 holds"),
            ("设有养老、医疗、教育、就业四大板块。", "count 4/4 holds"), ("出口额由20亿元增至25亿元，增长25%。", "growth 25/25 holds"),
            ("能耗从5万吨降至4万吨，下降20%。", "growth 20/20 holds"),
        ]
    )
    func compares(text: String, expected: String) {
        #expect(checks(text).contains(expected))
    }

    @Test(
        "is not made where nothing is tied together",
        arguments: [
            "进出口总值14.2万亿元，出口8.2万亿元，占全国的55.9%。", "共48人参加，其中党员30人，女同志25人。", "教师、学生三人一组。",
            "等候的有老人、孩子，两人已经离开。", "计划投资约80亿元，已完成20亿元，完成年度计划的30%。", "全村有83户400人，流转土地1200亩。",
            "青浦、南溪等三镇联合行动。", "对拉美、非洲、中亚五国的出口增长。", "销量由20万辆增至约25万辆，增长30%。", "总投资12亿元，其中设备2亿元，土建3亿元。",
        ]
    )
    func stays(text: String) {
        #expect(checks(text).isEmpty)
    }

    @Test("tells the facts that it compares")
    func namesFacts() throws {
        let text = "年度计划投资 83.61亿元，目前已完成投资64.54亿元，完成年度投资的 77.2%。"
        let found = facts(text)
        let check = try #require(extractor.checks(among: found, in: text).first)
        #expect(check.facts.map { found[$0].text } == ["64.54亿元", "83.61亿元", "77.2%"])
        #expect(check.tolerance.description == "0.0606")
    }
}
