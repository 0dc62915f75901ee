import Newsprint
import Testing

/// What the documentation promises, kind by kind, in the forms in which newspapers print it.
@Suite("The catalogue of")
struct CatalogueTests {
    @Test(
        "numbers holds them with what they count",
        arguments: [
            ("投资13.8万株", "13.8万 → number 138000 株"), ("一千三百二十万棵", "一千三百二十万 → number 13200000 棵"),
            ("两三百人", "两三百 → number 200–300 人"), ("１２３名", "１２３ → number 123 名"),
            ("三分之二", "三分之二 → number 0.666666666666667"), ("3倍", "3 → number 3 倍"), ("第三名", "第三 → ordinal 3"),
            ("774名村落邻管家", "774 → number 774 名"), ("136个村落议站", "136 → number 136 个"),
            ("1900人次", "1900 → number 1900 人次"),
            ("全 市 １．２万 户", "１．２万 → number 12000 户"), ("来了数十人", "数十 → number 10 人 lower"),
            ("近10场比赛", "10 → number 10 场"), ("近300场比赛", "300 → number 300 场 upper"),
        ]
    )
    func numbers(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test(
        "what is no number",
        arguments: [
            "一体化", "一把手", "四不两直", "三八", "中央一号文件", "电话0573-82887932", "501室", "〔2022〕13号", "比分3:2", "3.0版本", "G1234次列车",
            "京A12345", "李四", "万里", "省道320线", "5号楼1单元1203室", "（2023）浙0482民初1234号", "党的十八大精神", "兴隆县六道河镇",
        ]
    )
    func labels(text: String) {
        #expect(reading(text).isEmpty)
    }

    @Test(
        "money holds bounds, coins, prices and averages",
        arguments: [
            ("8000元/平方米", "8000元 → money 8000 CNY 平方米"), ("三角五分", "三角五分 → money 0.35 CNY"),
            ("1元2角5分", "1元2角5分 → money 1.25 CNY"), ("8分钱", "8分钱 → money 0.08 CNY"), ("300港元", "300港元 → money 300 HKD"),
            ("不足5万元", "5万元 → money 50000 CNY upper"), ("近5亿元", "5亿元 → money 500000000 CNY upper"),
            ("罚款不得超过5万元", "5万元 → money 50000 CNY upper"), ("亩均税收28.6万元", "28.6万元 → money 286000 CNY 亩"),
            ("一斤能卖两块五", "两块五 → money 2.5 CNY 斤"), ("三千到五千元", "三千到五千元 → money 3000–5000 CNY"),
        ]
    )
    func money(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test(
        "shares holds signs, words, points and tenths",
        arguments: [
            ("3‰", "3‰ → percent 0.3 %"), ("百分之五", "百分之五 → percent 5 %"), ("1.5个百分点", "1.5个百分点 → percent 1.5 pp"),
            ("两成五", "两成五 → percent 25 %"), ("不超过总数的30%", "30% → percent 30 % upper"),
            ("８５％以上", "８５％以上 → percent 85 % lower"),
        ]
    )
    func shares(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test(
        "measures holds every kind",
        arguments: [
            ("2分地", "area 2 分地"), ("三顷", "area 3 顷"), ("千余亩", "area 1000 亩 lower"), ("三斤半", "weight 3.5 斤"),
            ("5万立方米", "volume 50000 立方米"),
            ("80万千瓦时", "energy 800000 千瓦时"), ("50兆瓦", "power 50 兆瓦"), ("20GB", "data 20 GB"),
            ("零下5度", "temperature -5 摄氏度"),
            ("零下20多度", "temperature -20 摄氏度 upper"), ("零下3至5℃", "temperature -5–-3 摄氏度"),
            ("120公里/小时", "speed 120 公里每小时"), ("三到五厘米", "length 3–5 厘米"), ("3000千卡", "energy 3000 千卡"),
        ]
    )
    func measures(text: String, expected: String) {
        #expect(reading(text) == ["\(text) → \(expected)"])
    }

    /// Seen from Wednesday, 16 August 2023.
    @Test(
        "dates holds what is told from the day of issue",
        arguments: [
            ("年底前", "-/2023-12-31"), ("国庆期间", "2023-10-01/2023-10-07"), ("90年代", "1990-01-01/1999-12-31"),
            ("未来三年", "2023-08-17/2026-08-16"),
            ("正月十五", "2023-02-05/2023-02-05"), ("腊月廿三", "2024-02-02/2024-02-02"), ("下周二", "2023-08-22/2023-08-22"),
            ("民国三十八年", "1949-01-01/1949-12-31"), ("光绪三十年", "1904-01-01/1904-12-31"),
            ("今天（8月16日）", "2023-08-16/2023-08-16"),
            ("从今天（8月16日）起到8月20日", "2023-08-16/2023-08-20"), ("今起到20日", "2023-08-16/2023-08-20"),
            ("28日至3日", "2023-07-28/2023-08-03"), ("今明两天", "2023-08-16/2023-08-17"),
            ("2024年春节联欢晚会", "2024-01-01/2024-12-31"),
            ("民國一百一十二年", "2023-01-01/2023-12-31"), ("建安四年", "0199-01-01/0199-12-31"), ("贞观元年", "0627-01-01/0627-12-31"),
        ]
    )
    func dates(text: String, days: String) {
        let found = facts(text)
        #expect(found.map { written($0) } == [days])
    }

    @Test(
        "what is no date: recency, weather, events, what is counted from another event",
        arguments: [
            "近日", "日前", "近几年", "普降大雪，道路结冰", "国庆招待会在京举行", "中秋月饼上市", "住了58天后出院", "离任仅两个月后遭起诉", "公元前221年", "拘留十日",
            "提前一个月完成", "术后两周复查", "“七一”勋章获得者",
        ]
    )
    func noDates(text: String) {
        #expect(!facts(text).contains { $0.kind == .date || $0.kind == .dateRange })
    }

    @Test(
        "lengths of time and how often",
        arguments: [
            ("每季度", ["每季度 → duration P3M"]), ("每两年举办一届", ["每两年 → duration P2Y", "一 → number 1 届 两年"]),
            ("一年三次", ["三 → number 3 次 年"]), ("每周两次", ["每周 → duration P1W", "两 → number 2 次 周"]),
            ("每月300元", ["300元 → money 300 CNY 月"]), ("提前3天", ["3天 → duration P3D"]),
            ("每天睡足9小时", ["9小时 → duration PT9H"]), ("等了几小时", ["几小时 → duration PT1H lower"]),
            ("历时数月", ["数月 → duration P1M lower"]),
            ("三年多来", ["三年多来 → duration P3Y lower", "三年多来 → date-range 2020-08-16/-"]), ("拘留十日", ["十日 → duration P10D"]),
        ]
    )
    func lengths(text: String, expected: [String]) {
        #expect(reading(text) == expected)
    }
}
