package import Newsprint

/// The words that newspapers use about themselves, by which lines are told apart.
///
/// All lexical knowledge of the separation stands here, as words; a user's paper may add its own.
package struct Lexicon: Sendable {
    /// Words that name what a person did, longest first when read.
    package var roles: [(word: String, role: Contributor.Role)]
    /// Words that may stand around a role: `本报`, `特约`.
    package var rolePrefixes: [String]
    /// News agencies, as datelines name them.
    package var agencies: [String]
    /// Openings that are datelines by themselves: `本报讯`.
    package var datelines: [String]
    /// Names of columns, which stand in lines of their own above articles.
    package var columns: [String]
    /// Words that open the line naming a page's editors.
    package var editorWords: [String]
    /// Words that open a notice.
    package var noticeWords: [String]
    /// Words that a notice says of itself: `声明作废`.
    package var noticePhrases: [String]
    /// Words before `通知` and the like that make it news of a notice: `发出通知`.
    package var issuingVerbs: [String]
    /// Words with which a bracket behind a text begins that says where it is from, or that it goes on: `据`, `未完待续`.
    package var sourceWords: [String]
    /// Words with which a subheadline ends that says who was there: `出席`, `讲话`.
    package var attendanceWords: [String]
    /// Words with which a letter addresses its reader: `编辑同志`.
    package var salutations: [String]
    /// Words behind a reporter's name that say where from: `发自`.
    package var originWords: [String]
    /// Words that open an advert.
    package var advertWords: [String]
    /// Words that open a list of what stands on other pages.
    package var indexWords: [String]
    /// Words that lead to another page.
    package var jumpWords: [String]
    /// Words with which a report begins.
    package var leadWords: [String]
    /// Words that open the note below a table.
    package var tableNotes: [String]
    /// Words in a byline that make an article a commentary.
    package var commentators: [String]
    /// Names of pages of opinions, in their folio line.
    package var opinionSections: [String]
    /// Words that look back, with which a paragraph goes on in a text.
    package var backwardWords: [String]
    /// Words that open a caption.
    package var captionWords: [String]
    /// Surnames of one character, in one string.
    package var surnames: String
    /// Surnames of two characters.
    package var doubleSurnames: [String]
    /// Verbs that want an object, so that a headline that ends with one goes on.
    package var objectVerbs: [String]
    /// Verbs with which a headline's clause ends or its object begins.
    package var clauseVerbs: [String]
    /// Characters behind which a noun and its verb follow.
    package var causativeCharacters: String
    /// Characters with which no phrase ends, so that a headline that ends with one goes on.
    package var danglingCharacters: String
    /// Characters with which no phrase begins.
    package var clingingCharacters: String

    /// The words common to papers in Chinese.
    package static let standard = Lexicon(
        roles: [
            ("全媒体记者", .reporter), ("融媒体记者", .reporter), ("首席记者", .reporter), ("见习记者", .reporter),
            ("实习记者", .reporter), ("特派记者", .reporter), ("特约记者", .reporter), ("摄影记者", .photographer),
            ("驻外记者", .reporter), ("记者", .reporter), ("记者组", .reporter), ("報道員", .correspondent),
            ("記者", .reporter), ("采写", .reporter), ("採訪", .reporter), ("采访", .reporter), ("撰稿", .author),
            ("撰文", .author), ("报道", .reporter), ("報道", .reporter),
            ("特约通讯员", .correspondent), ("通讯员", .correspondent), ("通訊員", .correspondent),
            ("特约评论员", .author), ("评论员", .author), ("評論員", .author), ("观察员", .author),
            ("实习生", .intern), ("實習生", .intern), ("见习生", .intern),
            ("作者", .author), ("执笔", .author), ("By", .author), ("文字", .author), ("文", .author), ("口述", .source),
            ("讲述", .source), ("读者", .author), ("讀者", .author), ("整理", .editor), ("翻译", .translator),
            ("编译", .translator), ("译", .translator),
            ("摄影报道", .photographer), ("摄影", .photographer), ("攝影", .photographer), ("摄", .photographer),
            ("攝", .photographer), ("图片", .photographer), ("图", .photographer), ("圖", .photographer),
            ("供图", .photographer), ("插图", .illustrator), ("绘图", .illustrator), ("漫画", .illustrator),
            ("制图", .illustrator), ("绘", .illustrator),
        ],
        rolePrefixes: [
            "本报", "本報", "特约", "特約", "通讯", "全媒体", "融媒体", "见习", "实习", "首席", "驻", "本刊", "本网", "晚报", "日报",
        ],
        agencies: [
            "新华社", "新華社", "中新社", "中新网", "人民日报", "人民日報", "央视", "央视新闻", "路透社", "法新社", "美联社", "塔斯社",
            "共同社", "中央社", "澎湃新闻", "光明日报", "经济日报", "中国新闻社", "新华网", "人民网", "俄新社", "韩联社", "中通社",
        ],
        datelines: ["本报综合消息", "本报综合报道", "本报综合", "本报讯", "本報訊", "本报消息", "本报专讯", "本刊讯", "本网讯", "综合消息", "本台消息"],
        columns: [
            "简讯", "短讯", "快讯", "短波", "简明新闻", "简明资讯", "新闻速递", "新闻速览", "新闻简报", "要闻速览", "要闻简报", "一周速览",
            "一周简讯", "一周要闻", "一句话新闻", "微新闻", "資訊快遞", "簡訊", "短訊", "快訊", "新聞速遞", "新聞速覽", "要聞簡報", "一周簡訊",
        ],
        editorWords: [
            "责任编辑", "責任編輯", "责编", "責編", "版面设计", "版式设计", "版式", "组版", "编辑", "編輯", "美编", "美術編輯", "校对", "校對",
            "值班编委", "值班总编", "值班主任", "本版编辑", "本版责编", "本版主编", "执行主编", "主编", "总编辑", "见报编辑", "视觉设计",
            "新闻热线", "本版信箱", "投稿信箱", "投稿邮箱", "电子邮箱", "邮箱", "热线电话", "联系电话", "社址", "邮编", "邮发代号", "印刷", "零售价", "广告热线",
            "发行热线", "网址", "主管主办", "主管", "主办", "出版", "本版邮箱", "编审", "统筹", "策划", "监制", "电话", "發行", "社長",
        ],
        noticeWords: [
            "遗失声明", "遺失聲明", "遗失", "遺失", "声明", "公告", "启事", "啟事", "通告", "通知", "招标", "拍卖公告", "拍卖", "减资公告",
            "注销公告", "清算公告", "环评公示", "公示", "讣告", "訃告", "认尸启事", "寻人启事", "招领启事", "更正", "致歉", "停电通知", "停水通知",
            "停电信息", "停电公告", "债权转让", "催收公告", "送达公告", "开庭公告",
        ],
        noticePhrases: ["声明作废", "聲明作廢", "特此公告", "特此声明", "特此通知", "特此启事", "敬请谅解", "债权人", "登报声明"],
        issuingVerbs: ["发出", "发布", "印发", "下发", "出台", "收到", "转发", "公布", "發出", "發布", "印發", "公佈"],
        sourceWords: [
            "据", "據", "综合", "綜合", "来源", "來源", "稿件来源", "资料来源", "原载", "原載", "摘自", "选自", "选编自", "未完待续", "未完待續", "待续",
            "待續", "全文完", "完",
        ],
        attendanceWords: ["出席", "讲话", "主持", "致辞", "致词", "陪同", "参加", "作报告", "講話", "致詞", "參加"],
        salutations: ["编辑同志", "编辑部", "编辑先生", "尊敬的", "敬爱的", "亲爱的", "各位", "同志们", "编者", "編輯先生", "親愛的"],
        originWords: ["发自", "發自"],
        advertWords: [
            "广告", "廣告", "招租", "出租", "出售", "转让", "招聘", "招商", "房屋出租", "店面出租", "商铺招租", "吉房出租", "吉屋出租", "急售",
            "搬家", "家政", "分类广告", "分類廣告", "公益广告", "旺铺", "低价", "优惠",
        ],
        indexWords: ["导读", "導讀", "今日导读", "要闻导读", "内页导读", "今日看点", "版面导读", "今日要目", "要目", "本期导读", "新闻导读", "导航", "目录"],
        jumpWords: ["下转", "下轉", "上接", "紧接", "緊接", "转自", "详见", "詳見", "接第", "转第", "全文见", "相关报道见", "報道見", "报道见"],
        leadWords: [
            "近日", "日前", "昨日", "昨天", "昨", "今天", "今日", "连日来", "近来", "最近", "前天", "前日", "上周", "本周", "记者从", "记者昨",
            "据悉", "据", "今年", "去年", "近年来", "为", "这几天", "这两天", "当地时间", "眼下", "随着", "自", "截至", "当前", "目前", "时下", "入夏以来",
            "入秋以来", "入冬以来", "入春以来", "近期", "日來", "昨晚", "今晨", "今早", "清晨", "春节", "国庆", "周末", "暑假", "假期", "從", "據",
        ],
        tableNotes: ["数据来源", "资料来源", "来源", "注：", "说明：", "單位", "单位", "數據來源", "資料來源"],
        commentators: ["评论员", "評論員", "观察员", "本报编辑部"],
        opinionSections: ["言论", "评论", "時評", "时评", "论坛", "论评", "观点", "理论", "評論", "言論", "觀點", "社评", "社評", "杂谈"],
        backwardWords: [
            "他", "她", "它", "这", "该", "此", "其", "对此", "同时", "此外", "另外", "不过", "然而", "但", "而", "于是", "因此", "随后", "接着",
            "最后", "据了解", "据介绍", "如今", "会议", "为此", "与此同时", "事实上", "当然", "正是", "不仅", "不只", "除了", "截至目前", "目前",
            "下一步", "接下来", "未来", "后来", "那时", "这时", "从此", "尤其", "特别是", "可是", "所以", "首先", "其次", "再次", "一是", "二是",
            "三是", "另一方面", "一方面", "同样", "也", "还", "却", "又", "則", "對此", "這", "該", "然後", "後來", "據了解", "據介紹", "與此同時",
            "不過", "另據", "另据", "活动", "现场", "我",
        ],
        captionWords: ["图为", "图①", "图1", "左图", "右图", "上图", "下图", "圖為", "图片", "▲", "△", "▼", "图：", "图说", "资料图"],
        surnames:
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
            + "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉位仝平禹花居萧阎钮"
            + "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧曾蕭葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴戴湯溫齊喬龐顏莊聶魯歐關蘭寧紀",
        doubleSurnames: ["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "歐陽", "端木", "南宫"],
        objectVerbs: [
            "入选", "获评", "荣获", "喜获", "荣登", "跻身", "成为", "迎来", "打造", "擦亮", "奏响", "绘就", "谱写", "当选", "入围", "摘得", "斩获", "夺得",
            "列入", "走出", "推动", "助推", "带动", "促进", "关于", "以及", "走向", "迈向", "围绕", "印发", "织密", "筑牢", "激活", "点亮", "赋能", "助力",
            "护航", "聚焦", "荣膺", "獲評", "榮獲", "入選", "成為", "築起", "打響", "推動",
        ],
        clauseVerbs: headlineVerbs,
        causativeCharacters: "让使把将令讓將",
        danglingCharacters: "的和与及在对让将为把被向从以于是并或至到由给使令获评推动促助建造的與對讓將為從於並讚称說说",
        clingingCharacters: "的了着们等之者性化吗呢吧啊們著"
    )
}
