/// What a character is to the grammar.
enum CharacterClass: UInt8 {
    case other
    /// 0–9, also full-width.
    case digit
    /// 零〇一二三四五六七八九两.
    case hanDigit
    /// The forms of cheques: 壹贰叁….
    case formalDigit
    /// 十百千 and their formal forms, 廿卅卌.
    case multiplier
    /// 万亿.
    case bigMultiplier
    /// 几 and 数, a digit that is not told.
    case vagueDigit
    case latin
    case blank
    case newline
    /// Ends a clause: ，；：。！？ and the like.
    case clauseEnd
    /// Stands inside a clause: 、“”（）《》.
    case mark
}

/// Folds and classes of the characters of the Basic Multilingual Plane.
///
/// Folding brings full-width forms to ASCII and the traditional characters of the grammar's words to simplified ones, so
/// that each word is listed once. It never changes what is stored: facts keep the printed text.
struct CharacterTable: Sendable {
    let folds: [UInt16]
    let classes: [CharacterClass]
    /// The value of a digit or the power of ten of a multiplier.
    let values: [UInt8]

    /// The one table.
    static let shared = CharacterTable()

    private init() {
        var folds = (0...UInt16.max).map { $0 }
        for code in UInt16(0xFF01)...0xFF5E { folds[Int(code)] = code - 0xFEE0 }
        // The full-width comma keeps its form: it separates thousands less often than the narrow one.
        folds[0xFF0C] = 0xFF0C
        folds[0x3000] = 0x20
        var pairs = Array(CharacterTable.foldedPairs.utf16)
        while pairs.count >= 2 {
            let target = pairs.removeLast()
            folds[Int(pairs.removeLast())] = target
        }
        var classes = [CharacterClass](repeating: .other, count: 0x10000)
        var values = [UInt8](repeating: 0, count: 0x10000)
        func assign(_ characters: String, _ kind: CharacterClass, _ number: (Int) -> UInt8 = { _ in 0 }) {
            for (position, unit) in characters.utf16.enumerated() {
                classes[Int(unit)] = kind
                values[Int(unit)] = number(position)
            }
        }
        assign("0123456789", .digit) { UInt8($0) }
        assign("零一二三四五六七八九", .hanDigit) { UInt8($0) }
        assign("〇○", .hanDigit)
        assign("两", .hanDigit) { _ in 2 }
        assign("壹贰叁肆伍陆柒捌玖", .formalDigit) { UInt8($0 + 1) }
        assign("十百千", .multiplier) { UInt8($0 + 1) }
        assign("拾佰仟", .multiplier) { UInt8($0 + 1) }
        assign("廿卅卌", .multiplier) { UInt8($0 + 2) }
        assign("万", .bigMultiplier) { _ in 4 }
        assign("亿", .bigMultiplier) { _ in 8 }
        assign("几数", .vagueDigit)
        for code in 0x41...0x5A { classes[code] = .latin }
        for code in 0x61...0x7A { classes[code] = .latin }
        for code in [0x09, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0xFEFF] { classes[code] = .blank }
        classes[0x0A] = .newline
        classes[0x0D] = .newline
        assign(",，;:!?。；：…|", .clauseEnd)
        assign("、“”‘’\"'()[]〔〕《》〈〉【】「」『』·.-—–~/%", .mark)
        self.folds = folds
        self.classes = classes
        self.values = values
    }

    /// Pairs of a printed character and the one that stands for it: those of the tables' words by Unicode's Unihan
    /// (kSimplifiedVariant) where it names one, without those that would make a numeral or a unit of another word (韆, 剋).
    private static let foldedPairs =
        "億亿萬万兩两貳贰弍贰參叁叄叁弐贰陸陆點点負负週周個个箇个號号後后內内間间時时鐘钟歲岁禮礼節节國国慶庆婦妇勞劳動动兒儿軍军"
        + "開开學学師师聖圣誕诞農农曆历歷历陰阴陽阳臘腊舊旧這这來来從从當当現现過过幾几餘余數数約约達达僅仅滿满於于與与為为額额價价"
        + "錢钱圓元圆元塊块幣币鎊镑韓韩歐欧臺台灣湾盧卢馬马噸吨畝亩頃顷碼码釐厘裡里裏里屆届輛辆條条張张項项隻只雙双層层棟栋戶户處处"
        + "種种類类場场冊册門门顆颗筆笔樁桩頭头員员鄉乡鎮镇縣县區区樓楼車车長长增增減减漲涨佔占較较環环總总計计劃划預预擬拟將将應应屬属"
        + "﹪%−-﹣-〜~∼~﹐,﹒.∶:︰:﹩$￥¥￦₩﹤<﹥>≧≥≦≤"
        + "⼀一⼆二⼋八⼗十⽉月⽇日⽉月⾥里⾦金⼈人⼾户⼤大⼩小⾄至⾼高"
        + "飛飞雞鸡隊队級级課课據据從从達达於于閏闰霜霜驚惊蟄蛰穀谷種种處处滿满寶宝蘭兰盾盾銖铢澳澳盧卢貨货幣币購购"
        + "輪轮節节檔档幅幅絲丝線线縷缕艘艘顆颗粒粒株株畫画聲声陣阵頓顿餐餐趟趟遍遍間间層层級级檯台枚枚則则篇篇頁页"
        + "緒绪統统順顺啟启禎祯豐丰權权護护際际衛卫憲宪龍龙樹树愛爱親亲讀读書书紐纽賓宾攝摄華华紀纪氣气釐厘獨独復复結结滙汇匯汇幾几遠远範范圍围內内準准標标體体團团會会議议縮缩擴扩躍跃銳锐鈔钞齡龄齊齐義义熱热電电話话業业產产財财務务劑剂續续"
        + "並并亞亚併并侖仑係系倉仓們们倫伦偉伟側侧備备傢家傳传債债儀仪優优兌兑凈净別别剛刚創创劇剧勁劲勝胜協协問问單单嚴严園园圖图堅坚報报壇坛壓压壟垄宮宫實实寧宁審审寫写寬宽專专尋寻對对導导島岛峽峡崗岗嶺岭帥帅帳帐帶带"
        + "幀帧幫帮幹干庫库廟庙廠厂廢废廣广廬庐廳厅強强彈弹徑径態态憂忧懞蒙捨舍掛挂撓挠撥拨撾挝撿捡擊击擋挡擔担擠挤斷断晝昼曏向東东棲栖極极榮荣樂乐樣样橋桥機机檢检櫃柜歡欢歸归決决沒没況况溝沟溫温漸渐潔洁潤润濃浓濕湿濛蒙"
        + "無无煉炼燈灯營营爐炉爭争爾尔狀状獎奖獻献瑪玛異异疊叠發发盞盏盤盘眾众矇蒙矚瞩確确磚砖礎础稅税稱称積积穩稳簽签籃篮糧粮紅红納纳紙纸紛纷終终組组絕绝經经維维網网綴缀緣缘編编緩缓緬缅緯纬績绩織织繫系繽缤纍累纔才罈坛"
        + "羅罗羈羁習习聯联職职聽听腦脑腳脚臉脸臟脏臨临興兴舉举茲兹莊庄萊莱蓋盖蓮莲藝艺藥药蘇苏蘊蕴衕同補补裝装製制複复見见規规視视覺觉覽览觀观訂订記记訪访許许訴诉評评詞词詢询詩诗該该語语說说調调談谈諜谍諾诺講讲謝谢證证"
        + "識识譽誉變变貝贝貢贡貫贯費费貼贴貿贸資资賣卖賦赋質质賽赛贊赞軸轴載载輕轻輩辈輸输轉转辦办迴回連连進进運运遙遥遞递適适選选遺遗邁迈邊边郵邮鄰邻醫医針针鈞钧銀银銅铜銘铭銷销鋒锋鋪铺鋼钢錄录錘锤鐵铁閉闭閣阁閱阅關关"
        + "階阶險险離离難难雲云靈灵頂顶領领題题顏颜顧顾風风飄飘飆飙飯饭飲饮餅饼館馆駕驾騰腾驟骤髒脏髮发魚鱼魯鲁鮮鲜鳴鸣鹹咸麥麦麵面黃黄黨党鼕冬"
        + "戰战願愿賬账颱台齣出誌志緻致摺折"
}
