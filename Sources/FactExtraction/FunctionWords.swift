/// What a function word does to the figure beside it.
enum Mark: UInt8, Sendable {
    case none

    // Before a figure, outside its span.
    case aboutBefore
    case lowerBefore
    case upperBefore
    // Before a figure without unit, inside its span.
    case lowerComparison
    case upperComparison

    // Between a number and its unit, inside the span.
    case more
    // After a figure, inside its span.
    case aboutAfter
    case lowerAfter
    case upperAfter

    case rangeConnector
    case and
    case each

    // Around dates.
    case from
    case until
    case since
    case after
    case before
    case orAfter
    case orBefore
    case during
    case toNow
    case next
    case past
    case of

    case ordinal
    case half
    case percentSign
    case perMille
    case percentPoint
    case tenths
    case discount
    case percentPrefix
    case fraction
    case mixed
    case power

    case early
    case middle
    case late
    case last
    case head
    case lunar
    case solar
    case beforeChrist
    case christ
    case openParenthesis
    case closeParenthesis
    case inclusive
    case below

    /// The words of each mark, folded, in the order in which a reader would look them up.
    static let words: [(Mark, String)] = [
        (.aboutBefore, "约 大约 大概 约为 约有 约合 大致 估计约 约莫 差不多 概算 好像"),
        (
            .lowerBefore,
            "超 超过 超出 逾 突破 破 多达 高达 至少 最少 不少于 不低于 不下 不下于 上 起码 高于 大于 多于 超越 好几 不止 达到了 最低 满 越过 年满"
        ),
        (.upperBefore, "近 将近 接近 不足 不到 不满 未满 不超过 不超 不多于 不高于 最多 至多 少于 小于 低于 未超过 不大于 未达 不及 最高 未到"),
        (
            .lowerComparison,
            "≥ > 大于等于 大于或等于 不小于 不少于 不低于 至少有 至少为 最少有 最少为 超过了 超出了 高于或等于 多于或等于 高出了 大于了 多于了 等于或大于 等于或高于 >= 大于 高于 多于"
        ),
        (
            .upperComparison,
            "≤ < 小于等于 小于或等于 不大于 不多于 不高于 不超过 至多有 至多为 最多有 最多为 低于或等于 少于或等于 等于或小于 等于或低于 <= 小于 低于 少于 少于了 低于了"
        ),
        (.more, "余 多 来 好几"),
        (.aboutAfter, "左右 上下 前后 许 出头 光景"),
        (.lowerAfter, "以上 之上 及以上 或以上 开外 有余 多一点 起步 或更多 或者更多 以及以上"),
        (.upperAfter, "以下 以内 之内 之下 及以下 或以下 或更少 不到 以里"),
        (.rangeConnector, "至 到 - – — —— ~ -- ~~ 直至 直到"),
        (.and, "和 与 及 以及 跟 同"),
        (.each, "每 每隔 各 平均每"),
        (.from, "自 从 自从 由 始于 打从 截自 起自"),
        (.until, "截至 截止 截止到 截至到 截止至 直至 直到 到 至"),
        (.since, "以来 来 之来"),
        (.after, "以后 之后 后 过后 起 开始 及其后 以降"),
        (.before, "以前 之前 前"),
        (.orAfter, "或之后 及以后 及之后 或以后 及其以后 或其后 或更晚 或者之后 起及以后 以及之后 以及以后"),
        (.orBefore, "或之前 及以前 及之前 或以前 及其以前 或其前 或更早 或者之前 以及之前 以及以前"),
        (.during, "期间 间 之间 内 之内 中 时期 假期 长假 小长假 黄金周 假日"),
        (.toNow, "至今 迄今 到现在 到目前 至目前 以至今日 到如今 至现在"),
        (.next, "未来 今后 接下来 此后 往后 下 后"),
        (.past, "近 过去 最近 此前 前 上 过去的 近些 这 刚过去的"),
        (.of, "的"),
        (.ordinal, "第"),
        (.half, "半"),
        (.percentSign, "% ﹪"),
        (.perMille, "‰"),
        (.percentPoint, "个百分点 百分点"),
        (.tenths, "成"),
        (.discount, "折 打对折 对折"),
        (.percentPrefix, "百分之 千分之 万分之 十万分之 百万分之"),
        (.fraction, "分之"),
        (.mixed, "又"),
        (.early, "初"),
        (.middle, "中"),
        (.late, "底 末"),
        (.last, "最后 后 末 最末"),
        (.head, "前 头 首 最初"),
        (.lunar, "农历 阴历 旧历 夏历"),
        (.solar, "公历 阳历 西历 新历"),
        (.beforeChrist, "公元前"),
        (.christ, "公元 西元"),
        (.openParenthesis, "( ["),
        (.closeParenthesis, ") ]"),
        (.inclusive, "(含) (含本数) (不含) 含"),
        (.below, "零下"),
    ]
}

/// What a word tells about the figures of its clause.
enum Cue: UInt8, Sendable {
    case none
    case growth
    case decline
    case share
    case completion
    case rate
    case yearOnYear
    case periodOnPeriod
    case plan
    case future
    case past
    case telephone
    case temperature
    case speed
    case price
    case electricity

    /// The words of each cue, folded: verbs of growth and decline and the bases of comparison as statistical bulletins
    /// use them.
    static let words: [(Cue, String)] = [
        (
            .growth,
            "增长 增加 增幅 增速 增 上升 上涨 上浮 提高 提升 攀升 涨幅 涨 扩大 增多 增至 回升 上调 反弹 升幅 升高 多增 净增 递增 高出 增收 升 攀高 走高 涨价 飙升 激增 猛增"
        ),
        (
            .decline,
            "下降 减少 下跌 下滑 回落 降低 降幅 跌幅 降 跌 减 缩减 收窄 下调 萎缩 降至 减幅 少增 缩小 压减 压缩 走低 减缓 下浮 减速 锐减 骤降 缩水 负增长"
        ),
        (.share, "占 占比 占比达 占到 比重 比重为 份额 占有率 占全 所占 覆盖 占据"),
        (.completion, "完成 完成率 达成率 完工率 兑现率"),
        (
            .rate,
            "率 合格率 达标率 满意率 满意度 利率 失业率 参与率 覆盖率 普及率 增长率 入学率 就业率 优良率 收视率 税率 使用率 出勤率 中签率 毛利率 利润率 负债率 命中率 化率 回报率 收益率 上座率 投票率 支持率 出生率 死亡率 治愈率 办结率 浓度 含量"
        ),
        (.yearOnYear, "同比 年增"),
        (.periodOnPeriod, "环比 "),
        (.plan, "计划 目标任务 年度投资 年度任务 年度目标 全年任务 全年目标 目标 任务 预算"),
        (.future, "将 将于 将在 拟 拟于 计划 预计 力争 确保 有望 预期 即将 将要 争取 会在 定于 届时 明确 提出到"),
        (.past, "了 已 已经 曾 曾经 累计 同比 共完成 当时 此前"),
        (.telephone, "电话 热线 拨打 致电 传真 手机 手机号 邮编 邮政编码 账号 帐号 号码 编号 证号 批号 文号 身份证 身份证号 学号 微信 咨询 联系电话 客服 订阅号 统一刊号 刊号"),
        (.temperature, "气温 温度 最高温 最低温 高温 低温 体温 降温 升温 零下 零上 室温 水温 最高气温 最低气温 度数 回暖"),
        (.electricity, "发电量 用电量 发电 用电 耗电 耗电量 电量 节电 供电 供电量 输电 送电 上网电量 充电 清洁电"),
        (.speed, "时速 时速达 车速 航速 风速 速度 秒速"),
        (.price, "售价 价格 单价 票价 价 卖 收费 成本 工资 奖金 补贴 零钱 硬币 人民币 元 角 收购价 电价 水价 油价"),
    ]
}
