/// What the words of a masthead or a file name can be.
///
/// The lists name kinds of words that all papers share (offices, departments, regions), and no paper.
enum NewspaperWords {
    /// Whether `word` is built like the name of a newspaper: …报, …新闻, 今日….
    static func isPaperTitle(_ word: String) -> Bool {
        let count = word.unicodeScalars.count
        guard 3...20 ~= count, word.unicodeScalars.contains(where: \.isHan), !isStaff(word), !isSection(word) else {
            return false
        }
        return (todays.isPrefix(of: word) && count >= 4)
            || (paperEndings.isSuffix(of: word) && !notices.isSuffix(of: word))
    }

    /// Whether `word` can be the name of a paper, given that it stands where one stands.
    static func canBeTitle(_ word: String) -> Bool {
        3...20 ~= word.unicodeScalars.count(where: \.isHan) && !isStaff(word) && !isSection(word) && !isEdition(word)
            && !notices.isSuffix(of: word)
    }

    /// Whether `word` opens a line about who made the page or how to reach them.
    static func isStaff(_ word: String) -> Bool { staff.isPrefix(of: word) }

    /// Whether `word` names what a page is about: 要闻, 国际新闻, 经济版.
    static func isSection(_ word: String) -> Bool {
        if isEdition(word) { return false }
        let scalars = Array(word.unicodeScalars)
        if sections.contains(scalars) || sectionEndings.suffixLength(of: scalars) != nil { return true }
        guard let ending = pageKinds.suffixLength(of: scalars) else { return false }
        return sections.contains(scalars.dropLast(ending))
    }

    /// Whether `word` names an edition of a paper: 海外版, 早版.
    static func isEdition(_ word: String) -> Bool {
        word.unicodeScalars.last == "版" && editions.contains(word.unicodeScalars.dropLast())
    }

    /// Whether a file name that begins with `word` was given by a camera, a scanner or a messenger, whose dates are those
    /// of the picture and not of the issue.
    static func isDevice(_ word: String) -> Bool {
        devices.contains(word.lowercased()) || deviceBeginnings.isPrefix(of: word.lowercased())
    }

    /// Whether `word` says only that this is a file.
    static func isGeneric(_ word: String) -> Bool { generic.contains(word.lowercased()) }

    private static let todays: WordList = ["今日"]

    /// What turns the name of a subject into the name of a page.
    private static let pageKinds: WordList = ["新闻", "新聞", "周刊", "版"]

    private static let paperEndings: WordList = [
        "报", "報", "新闻", "新聞", "时讯", "時訊", "快讯", "快訊", "周刊", "週刊", "导刊", "電訊", "电讯", "参考消息",
    ]

    /// Things that end like a paper's name and are none.
    private static let notices: WordList = [
        "预报", "預報", "海报", "海報", "喜报", "捷报", "举报", "通报", "公报", "战报", "年报", "播报", "上报", "申报表", "简报表",
    ]

    private static let staff: WordList = [
        "责任编辑", "責任編輯", "责编", "責編", "编辑", "編輯", "本版", "版面", "版式", "美编", "美編", "校对", "校對", "组版", "组稿",
        "制图", "製圖", "摄影", "攝影", "记者", "記者", "通讯员", "主编", "主編", "总编", "總編", "值班", "审读", "统筹", "策划", "视觉设计",
        "电话", "電話", "热线", "熱線", "传真", "邮箱", "郵箱", "投稿", "网址", "網址", "地址", "邮编", "邮政编码", "零售", "定价", "每份",
        "主管", "主办", "主辦", "出版", "承印", "印刷", "发行", "發行", "广告", "廣告", "编辑部", "新闻热线", "时间", "日期", "地点", "来源",
        "原载", "原載", "转自", "摘自", "刊于", "见于", "据", "截至", "发布", "星期",
    ]

    private static let sections: WordList = [
        "要闻", "要聞", "综合", "綜合", "时政", "時政", "本地", "本埠", "国内", "國內", "国际", "國際", "中国", "天下", "世界", "环球", "时事",
        "经济", "經濟", "财经", "財經", "产经", "金融", "证券", "市场", "消费", "社会", "社會", "民生", "法治", "法制", "体育", "體育", "文体",
        "文化", "文娱", "娱乐", "娛樂", "副刊", "文艺", "读书", "阅读", "书评", "教育", "健康", "卫生", "科技", "科教", "科学", "生态", "环境",
        "农业", "农村", "三农", "乡村", "城市", "城事", "区域", "县域", "乡镇", "基层", "党建", "理论", "理論", "评论", "評論", "言论", "观点",
        "视点", "观察", "深度", "聚焦", "焦点", "特稿", "调查", "特别报道", "专题", "專題", "专版", "專版", "专刊", "專刊", "特刊", "号外",
        "公告", "公益", "公益广告", "分类", "服务", "生活", "旅游", "汽车", "房产", "楼市", "美食", "时尚", "人物", "青少年", "校园", "影像",
        "图片", "视觉", "摄影", "画刊", "头条", "导读", "今日关注", "关注", "热点", "综艺", "连载", "军事", "港澳台", "台海", "两会",
    ]

    private static let sectionEndings: WordList = ["副刊", "特刊", "专刊", "專刊", "专版", "專版", "专题", "專題", "广场", "天地", "之窗"]

    private static let editions: WordList = [
        "海外", "国内", "境外", "周末", "週末", "早", "晨", "午", "晚", "都市", "城市", "农村", "农家", "省内", "省外", "市区", "全国", "本埠", "外埠",
        "地方", "华东", "华南", "华北", "华中", "东北", "西北", "西南", "西部", "北方", "南方", "少儿", "老年", "盲文", "藏文", "维文", "英文", "中文",
    ]

    private static let devices: WordList = [
        "img", "image", "dsc", "dscn", "dscf", "pxl", "vid", "mvimg", "photo", "scan", "scanned", "camscanner",
        "screenshot", "mmexport", "wx", "wechat",
    ]

    private static let deviceBeginnings: WordList = [
        "微信图片", "微信截图", "qq图片", "屏幕截图", "截屏", "截图", "扫描", "掃描", "照片", "拍摄", "录屏",
    ]

    private static let generic: WordList = [
        "page", "pages", "paper", "newspaper", "news", "issue", "file", "doc", "document", "text", "txt", "pdf", "ocr",
        "html",
        "node", "content", "index", "download", "downloads", "upload", "new", "old", "copy", "final", "test", "tmp",
        "temp", "data",
        "untitled", "output", "input", "out", "raw", "版面", "报纸", "報紙", "电子报", "電子報", "数字报", "數字報", "电子版", "文件", "新建",
        "新建文件夹", "未命名", "下载", "副本", "文本", "期刊", "第", "版",
    ]
}
