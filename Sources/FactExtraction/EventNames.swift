/// Nouns that a festival names when it stands directly before them: an event, a custom, a good.
///
/// 国庆招待会 and 中秋月饼 tell no day: the reception may be held on another one, and the cakes are sold for weeks.
enum EventNames {
    static let all: [String] = {
        let events =
            "招待会 晚会 联欢 大联欢 音乐会 音乐节 团拜会 茶话会 座谈会 庆典 庙会 灯会 灯展 花市 年会 诗会 歌会 游园 晚宴 宴会 文艺 特别节目 专场 专题 主题 系列 "
            + "大典 典礼 展演 展览 特展 联展 演唱会 演出 活动 大会 嘉年华 集市 市集 惠民 献礼 献词 寄语 慰问 龙舟 赛龙舟 电影 影片 车票 火车票 机票 春晚 花车 巡游 阅兵"
        let customs = "民俗 习俗 风俗 年俗 传统 文化 氛围 气氛 元素 故事 味道 祝福 祭祖 家宴 礼仪"
        let goods = "礼盒 礼品 礼物 礼包 红包 消费券 月饼 粽子 美食 食品 年货 商品 档期 档 票房 餐桌 套餐 市场 促销 大促 购物 狂欢 勋章 奖章 奖状 口号"
        return (events + " " + customs + " " + goods).split(separator: " ").map(String.init)
    }()
}
