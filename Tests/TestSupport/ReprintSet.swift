/// Invented news and copies of them as other papers would print them, each labelled with what was done to it.
///
/// The sentences are words of newspapers in random order: no text of a paper, and as unlike each other as news are,
/// but for phrases that all of them use.
package struct ReprintSet: Sendable {
    /// What was done to a copy.
    package enum Edit: String, CaseIterable, Sendable {
        case verbatim, dateline, misread3, misread8, localized, dropped, cut70, cut50, extended

        /// The relation of the copy to the original.
        package var relation: String {
            switch self {
            case .verbatim, .dateline, .misread3, .misread8, .localized: "same"
            case .dropped, .cut70, .cut50: "abridged"
            case .extended: "extended"
            }
        }
    }

    /// A text of the set.
    package struct Text: Sendable {
        package let id: String
        package let text: String
        /// The text that this is a copy of, and how it was made.
        package let copied: (original: String, edit: Edit)?
    }

    /// Originals, a copy of each, and some texts without a copy, in random order.
    package let texts: [Text]

    /// A set with `originals` originals and half as many texts of which there is no copy.
    package init(seed: UInt64, originals: Int) {
        var generator = SeededGenerator(seed: seed)
        let others = (0..<originals / 2).map { _ in InventedNews.sentences(using: &generator) }
        var texts = others.enumerated().map { Text(id: "n\($0)", text: $1.joined(), copied: nil) }
        for number in 0..<originals {
            let sentences = InventedNews.sentences(using: &generator)
            let edit = Edit.allCases[number % Edit.allCases.count]
            let other = others.randomElement(using: &generator) ?? []
            let copy = ReprintSet.copy(of: sentences, by: edit, other, using: &generator)
            texts.append(Text(id: "o\(number)", text: sentences.joined(), copied: nil))
            texts.append(Text(id: "c\(number)", text: copy, copied: ("o\(number)", edit)))
        }
        self.texts = texts.shuffled(using: &generator)
    }

    /// A copy of an article of which the sentences are given.
    package static func copy(
        of sentences: [String],
        by edit: Edit,
        _ other: [String],
        using generator: inout SeededGenerator
    ) -> String {
        switch edit {
        case .verbatim: return sentences.joined()
        case .dateline:
            let head = ["本报讯", "新华社云州8月3日电", "（记者 卫青禾）", "本报记者 卫青禾 报道"]
            return (head.randomElement(using: &generator) ?? "") + sentences.joined() + "（记者 宁远 通讯员 水清）"
        case .misread3: return misread(sentences.joined(), 3, using: &generator)
        case .misread8: return misread(sentences.joined(), 8, using: &generator)
        case .localized:
            var copy = sentences
            for index in copy.indices.dropFirst() where Int.random(in: 0..<6, using: &generator) == 0 {
                copy[index] = InventedNews.sentence(using: &generator)
            }
            return copy.joined()
        case .dropped:
            let last = sentences.count - 1
            let dropped = Set(
                (0..<max(1, sentences.count / 5)).map { _ in Int.random(in: 1...last, using: &generator) }
            )
            return sentences.indices.filter { !dropped.contains($0) }.map { sentences[$0] }.joined()
        case .cut70: return sentences.prefix((sentences.count * 7 + 9) / 10).joined()
        case .cut50: return sentences.prefix((sentences.count + 1) / 2).joined()
        case .extended: return (sentences + other.prefix(max(1, sentences.count / 3))).joined()
        }
    }

    /// The text as a poor scan reads it: so many characters in a hundred exchanged, lost or doubled by specks.
    package static func misread(_ text: String, _ percent: Int, using generator: inout SeededGenerator) -> String {
        let scalars = Array(text.unicodeScalars)
        var read = String.UnicodeScalarView()
        for scalar in scalars {
            guard Int.random(in: 0..<100, using: &generator) < percent else {
                read.append(scalar)
                continue
            }
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: continue
            case 1: read.append(contentsOf: [scalar, "，"])
            default: read.append(scalars.randomElement(using: &generator) ?? scalar)
            }
        }
        return String(read)
    }
}

/// Sentences that read like a county paper's from afar.
package enum InventedNews {
    private static let words = """
        农业 工业 项目 建设 服务 群众 企业 园区 道路 河道 治理 文化 广场 活动 志愿 社区 街道 村民 干部 老师 学生 医院 学校 图书 博物 \
        旅游 民宿 水稻 油菜 蔬菜 果园 桥梁 码头 车站 公交 电力 供水 燃气 网络 平台 数据 技术 创新 人才 培训 就业 创业 补贴 政策 资金 \
        贷款 税收 市场 消费 商贸 物流 仓储 出口 订单 产品 质量 品牌 标准 检测 安全 消防 演练 巡查 整改 隐患 监管 执法 审批 窗口 效率 \
        满意 评价 调解 法律 援助 养老 托育 健康 体检 疫苗 运动 比赛 冠军 音乐 戏曲 展览 摄影 书法 手工 传承 古镇 老街 改造 更新 绿化 \
        公园 湿地 候鸟 生态 保护 垃圾 分类 污水 空气 监测 节能 减排 光伏 风电 充电 停车 拥堵 信号 路口 路灯 改善 提升 推进 完成 启动 \
        开展 组织 举行 发布 签约 投产 竣工 验收 交付 入住 开放 参观 体验 学习 交流 合作 共建 共享 联动 协同 覆盖 延伸 扩大 增长 下降
        """.split(separator: " ").map(String.init)
    private static let openings = ["", "", "", "据介绍，", "记者了解到，", "下一步，", "与此同时，", "近年来，", "目前，"]

    /// A sentence.
    package static func sentence(using generator: inout SeededGenerator) -> String {
        func word(_ generator: inout SeededGenerator) -> String { words.randomElement(using: &generator) ?? "" }
        var text = openings.randomElement(using: &generator) ?? ""
        for clause in 0..<Int.random(in: 1...3, using: &generator) {
            if clause > 0 { text += "，" }
            for _ in 0..<Int.random(in: 2...5, using: &generator) {
                text += word(&generator)
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: text += "的"
                case 1: text += "和"
                case 2: text += "\(Int.random(in: 2...980, using: &generator))个"
                default: break
                }
            }
            text += word(&generator)
        }
        return text + "。"
    }

    /// The sentences of an article: some 150 to 600 characters.
    package static func sentences(using generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 7...22, using: &generator)).map { _ in sentence(using: &generator) }
    }
}
