/// Texts that papers print every day with other words filled in: invented ones, of the kinds that there are.
package enum FilledForm: String, CaseIterable, Sendable {
    case weather, outlook, obituary, outage, lost, rates, prices, index, summons, auction, lottery, blaze, inspection

    /// The form filled in at random.
    package func filled(using generator: inout SeededGenerator) -> String {
        var text = ""
        for (index, part) in template.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: "}") else {
                text += part
                continue
            }
            text += FilledForm.value(of: part[..<end], using: &generator) + part[part.index(after: end)...]
        }
        return text
    }

    private static func value(of field: Substring, using generator: inout SeededGenerator) -> String {
        func number(_ bounds: [Substring]) -> Int {
            Int.random(in: (Int(bounds[0]) ?? 0)...(Int(bounds[1]) ?? 0), using: &generator)
        }
        func pick(_ name: String) -> String {
            String((words[name] ?? "").split(separator: " ").randomElement(using: &generator) ?? "")
        }
        switch field {
        case "date": return "\(number(["1", "12"]))月\(number(["1", "28"]))日"
        case "name": return pick("surname") + pick("given")
        default:
            let range = field.split(separator: "-")
            if range.count == 2 { return "\(number(range))" }
            let decimals = field.split(separator: ".")
            if decimals.count == 2 { return "\(number(decimals)).\(number(["10", "99"]))" }
            return pick(String(field))
        }
    }

    private static let words = [
        "sky": "晴 多云 阴 小雨 阵雨 多云转晴 阴有小雨 中雨转阴 雷阵雨 晴到多云",
        "wind": "东南风 东北风 偏北风 西南风 偏东风 西北风",
        "place": "青禾镇 柳桥乡 白鹭街道 石门镇 望潮街道 梅溪乡 竹影镇 云台街道 古渡镇 东篱乡 槐荫街道 雁归镇",
        "office": "教育局副局长 供销社主任 农机厂厂长 人民医院主任医师 水利局工程师 粮食局会计 第一中学校长",
        "dispute": "民间借贷纠纷 买卖合同纠纷 离婚纠纷 机动车交通事故责任纠纷 租赁合同纠纷",
        "subject": "乡村振兴 基层党建 重大项目 防汛防台 安全生产 文明创建 秋粮收购",
        "surname": "宁 卫 水 石 柏 云 江 路 景 安 温 黎 岑 宋 丛",
        "given": "青禾 远 望舒 知秋 长河 明德 小满 立春 景行 思源 静 牧之 怀瑾",
    ]

    /// The form with its fields: a word list's name, a range of whole numbers (2-6), or one of decimals (46.53).
    private var template: String {
        switch self {
        case .weather:
            """
            市气象台{date}傍晚发布天气预报：今天夜里{sky}，明天白天{sky}，{wind}{2-4}到{5-7}级，明天最低气温\
            {1-14}℃，最高气温{15-36}℃，相对湿度{40-60}%到{61-95}%。
            """
        case .outlook:
            """
            本市未来三天天气预报：今天{sky}，{wind}{2-6}级，气温{5-15}到{16-30}℃；明天{sky}，{wind}{2-6}级，气温\
            {5-15}到{16-30}℃；后天{sky}，{wind}{2-6}级，气温{5-15}到{16-30}℃。请市民注意天气变化，及时增减衣物。
            """
        case .obituary:
            """
            {name}同志，原云州县{office}，因病医治无效，于{2015-2024}年{date}在县人民医院逝世，享年{65-99}岁。\
            {name}同志遗体告别仪式定于{date}上午{7-10}时在县殡仪馆举行。特此讣告。
            """
        case .outage:
            """
            停电通知：因线路检修需要，定于{date}{6-9}时{10-50}分至{15-19}时{10-50}分对10千伏{place}{100-999}线停\
            电，影响范围：{place}、{place}一带，请有关单位和居民做好准备。云州供电公司
            """
        case .lost:
            """
            遗失声明：{name}遗失居民身份证一张，号码{100000-999999}{10000000-99999999}{1000-9999}，声明作废。\
            {name}遗失从业资格证，证号{10000000000-99999999999}，声明作废。
            """
        case .rates:
            """
            外汇牌价（人民币元/100外币）：美元买入价{630.720}，卖出价{630.720}；欧元买入价{680.780}，卖出价\
            {680.780}；英镑买入价{780.890}，卖出价{780.890}；港元买入价{80.92}，卖出价{80.92}。
            """
        case .prices:
            """
            今日菜价（元/500克）：青菜{1.20}，萝卜{1.20}，番茄{1.20}，土豆{1.20}，黄瓜{1.20}，排骨{20.60}，草鱼\
            {5.30}，鸡蛋{3.9}，豆腐{2.6}。以上价格由中心农贸市场提供。
            """
        case .index:
            """
            统计部门今天发布数据，{1-12}月份制造业采购经理指数为{46.53}%，比上月上升{0.1}个百分点。从企业规模看\
            ，大型企业指数为{46.53}%，中型企业指数为{46.53}%，小型企业指数为{46.53}%。从分类指数看，生产指数为\
            {46.53}%，新订单指数为{46.53}%。
            """
        case .summons:
            """
            {name}：本院受理原告{name}与被告{name}{dispute}一案，现依法向你公告送达起诉状副本、应诉通知书、举证\
            通知书及开庭传票。自公告之日起经过30日即视为送达，并定于{2019-2024}年{date}{8-10}时{10-50}分在本院第\
            {1-9}法庭公开开庭审理，逾期将依法缺席裁判。云州县人民法院
            """
        case .auction:
            """
            拍卖公告：受委托，本公司定于{date}下午{1-4}时公开拍卖{place}{1-500}号房产，建筑面积{60.300}平方米，\
            起拍价{50-500}万元，保证金{5-50}万元。有意竞买者请于{date}前办理竞买手续，联系电话：\
            {80000000-89999999}。
            """
        case .lottery:
            """
            开奖公告：第{20000-24000}期排列三中奖号码{100-999}，排列五中奖号码{10000-99999}，一等奖{1-9}注，每注\
            奖金{5000000-9999999}元，奖池累计{100000000-999999999}元。
            """
        case .blaze:
            """
            {date}上午，{place}消防救援站接到报警，{place}一处厂房起火，{2-9}辆消防车{10-60}名消防员赶赴现场处置\
            ，经过{20-90}分钟扑救，明火被扑灭，无人员伤亡，起火原因正在调查中。
            """
        case .inspection:
            """
            {date}，县长{name}赴{place}调研{subject}工作。他强调，要压紧压实责任，以更高标准、更实举措推动各项工\
            作落地见效，为全县高质量发展作出新的更大贡献。{name}、{name}参加调研。
            """
        }
    }
}
