import Testing

@Suite("A number")
struct NumberTests {
    @Test(
        "is read in Han, Arabic and mixed digits",
        arguments: [
            ("全县有一千三百二十万株", "一千三百二十万 → number 13200000 株"),
            ("年产13.8万片", "13.8万 → number 138000 片"),
            ("共２，３００人到场", "２，３００ → number 2300 人"),
            ("受益一万两千户", "一万两千 → number 12000 户"),
            ("登记在册7万5千4百人", "7万5千4百 → number 75400 人"),
            ("肆佰陸拾", "肆佰陸拾 → number 460"),
            ("一点五亿", "一点五亿 → number 150000000"),
            ("今 年 招 收 三 百 名", "三 百 → number 300 名"),
        ]
    )
    func readsForms(text: String, expected: String) {
        #expect(reading(text).contains(expected))
    }

    @Test(
        "keeps a lower bound and invents no upper one",
        arguments: [
            ("来了50余人", "50余 → number 50 人 lower"), ("二百三十余万", "二百三十余万 → number 2300000 lower"),
            ("上百人参加", "百 → number 100 人 lower"), ("超过300家", "300 → number 300 家 lower"),
            ("不足20户", "20 → number 20 户 upper"), ("数千名村民", "数千 → number 1000 名 lower"),
        ]
    )
    func keepsBounds(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test(
        "is a range where two digits or two numbers say so",
        arguments: [
            ("两三百人", "两三百 → number 200–300 人"), ("十七八名", "十七八 → number 17–18 名"),
            ("一千到一千五百人", "一千到一千五百 → number 1000–1500 人"),
        ]
    )
    func readsRanges(text: String, expected: String) {
        #expect(reading(text) == [expected])
    }

    @Test("is exact as a fraction as far as decimals go")
    func readsFractions() {
        #expect(reading("三分之二以上") == ["三分之二以上 → number 0.666666666666667 lower"])
        #expect(reading("四分之一") == ["四分之一 → number 0.25"])
    }

    @Test("of an order is an ordinal")
    func readsOrdinals() {
        #expect(reading("他获得第三名") == ["第三 → ordinal 3"])
    }

    @Test(
        "is not found in words, labels, codes, scores and coined terms",
        arguments: [
            "推进城乡一体化", "抓好一把手工程", "统一部署，一直坚持", "拨打电话82887932", "家住3号楼501室", "按〔2022〕13号文办理",
            "以4:3取胜", "升级到3.0版本", "乘坐G7301次", "搭载5G设备", "推行“六个一批”", "建立2+2+1机制", "编号为0573-82887932",
            "这是海陆空的队伍", "这里有四川人", "95后小伙", "落实三会一课",
        ]
    )
    func refuses(text: String) {
        #expect(reading(text).isEmpty)
    }

    @Test("counts one only where the text counts")
    func takesArticlesForWords() {
        #expect(reading("这里成了一个热闹的集市，人人都来").isEmpty)
        #expect(reading("村里原有三座桥，如今又添了一座桥").count == 2)
    }
}
