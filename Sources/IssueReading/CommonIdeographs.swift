/// How much a text looks like Chinese, by the share of its ideographs that are among the commonest.
///
/// Of the ideographs of a newspaper two thirds are in the list below; of those of a text that was decoded as what it is
/// not, one in twenty. The list is drawn up from general knowledge of what is frequent in print: the leading characters
/// of the language and those of public life, in both scripts (traditional forms by Unicode's kTraditionalVariant).
enum CommonIdeographs {
    /// The least share that is taken for Chinese.
    static let leastShare = 0.15

    /// The share of common ideographs among `scalars`, 0…1, where signs that print does not have count against it; how many
    /// were counted.
    static func share(of scalars: some Sequence<Unicode.Scalar>) -> (share: Double, counted: Int) {
        var common = 0
        var counted = 0
        for scalar in scalars {
            switch scalar.value {
            case 0x4E00...0x9FFF:
                counted += 1
                if table[Int(scalar.value - 0x4E00)] { common += 1 }
            // ASCII, general punctuation, CJK punctuation and full-width forms are as common in either encoding.
            case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x2010...0x2027, 0x3000...0x303F, 0xFF00...0xFF65: break
            default: counted += 1
            }
        }
        return (counted == 0 ? 0 : Double(common) / Double(counted), counted)
    }

    private static let table: [Bool] = {
        var table = [Bool](repeating: false, count: 0x5200)
        for scalar in (simplified + traditional).unicodeScalars { table[Int(scalar.value - 0x4E00)] = true }
        return table
    }()

    private static let simplified = """
        的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多\
        然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头\
        经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩\
        相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克\
        代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候\
        民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢市县镇村区乡政府委党企业产\
        设建项济社群众服务改革展组织领导干管省州城农资投技术科研质量标准环境保护基层治推提升强化制构系统息网络台\
        医疗卫健康育培训校园龄青妇童志愿举办参议讲精指示求落责监督检查考核评价编辑版讯摄影图亿元增率值额收支财税\
        融银险消费商贸易港运输交铁桥航空线站营筑房宅居规划土绿态源煤油厂造纺品牌创引岗院察派案件罚律依旅游景节赛\
        冠队奥选演唱艺馆古遗址传史博究范试板近昨今据悉截及达超约共计首批双优势扶贫脱困振兴致富植养殖粮食蔬茶叶畜\
        禽渔林草湿河湖岸污染防排减循垃圾类清洁伏氢储
        """

    private static let traditional = """
        瞭這個們來時為說國著齣裡後會傢過對於學幺麼麽發髮噹當沒戠隻還樣種開總從無麵現衕動頭經長兒迴愛給間兩親進話\
        與見問爾點幾將實曏聲車機氣並併別纔書體卻電門聽錶剋員許寫馬難結樂東記處讓應場報關張認內軍歲覺帶萬邊風媽變\
        師數滿戰遠輕條縣鎮區鄉黨業產設項濟眾務組織領導乾幹農資術質標準環護層強製構係繫統網絡檯臺颱醫療衛訓園齡婦\
        誌願舉辦參議講責監檢評價編輯訊攝圖億額財稅銀險費貿運輸鐵橋線營築規劃綠態廠紡創崗罰節賽隊奧選藝館遺傳範試\
        闆據達約計雙優勢貧脫睏興緻養糧葉漁濕減類潔氫儲
        """
}
