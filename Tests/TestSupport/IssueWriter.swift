/// Writes small issues of invented papers, each different, some with an article that others have too.
package enum IssueWriter {
    private static let towns = ["青石镇", "望江镇", "白鹭洲", "新桥镇", "柳荫街道", "石塘乡", "云岭县", "东湖区"]
    private static let subjects = ["河道清淤", "老旧小区改造", "村级图书室", "农技夜校", "公交线路", "春耕备耕", "防汛演练", "文化集市"]
    private static let deeds = ["完成验收", "全面铺开", "正式启用", "广受好评", "进入冲刺阶段", "形成长效机制"]

    /// The text of issue `number`: a page of three articles with their headlines, in wrapped columns.
    ///
    /// Every fifth issue carries, as its second article, one that ten issues share.
    package static func issue(_ number: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(number))
        var lines: [String] = []
        for place in 0..<3 {
            let isShared = place == 1 && number % 5 == 0
            let seed = isShared ? UInt64(1_000_000 + number / 50) : generator.next()
            lines += article(seed: seed, number: isShared ? 900_000 + number / 50 : number * 10 + place)
            lines.append("")
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// The text of an issue of a long run: one in ten is an ``issue(_:)``, one in twenty repeats the articles of an earlier
    /// one besides its own, the others are like none.
    ///
    /// Ten thousand of the first kind would each be compared with hundreds of others.
    package static func issueOfMany(_ number: Int) -> [UInt8] {
        if number % 10 == 3 { return issue(number) }
        return number % 20 == 7 && number >= 20
            ? unlikeIssue(number) + [0x0A] + unlikeIssue(number - 15) : unlikeIssue(number)
    }

    /// The text of an issue of three articles of characters drawn at random, so that no article is like another.
    package static func unlikeIssue(_ number: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(number) | 1 << 40)
        func row(_ count: Int) -> String {
            var row = ""
            for _ in 0..<count {
                let value = UInt32.random(in: 0x4E00..<0x5A00, using: &generator)
                if let scalar = Unicode.Scalar(value) { row.unicodeScalars.append(scalar) }
            }
            return row
        }
        var lines: [String] = []
        for _ in 0..<3 {
            lines += [row(9), "", "本报讯 " + row(14)]
            for _ in 0..<Int.random(in: 5...14, using: &generator) { lines.append(row(18)) }
            lines += [row(7) + "。", ""]
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func article(seed: UInt64, number: Int) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let town = towns.randomElement(using: &generator) ?? ""
        let subject = subjects.randomElement(using: &generator) ?? ""
        let deed = deeds.randomElement(using: &generator) ?? ""
        var lines = ["\(town)\(subject)\(deed)", ""]
        var body = "本报讯 记者从\(town)获悉，今年以来当地推进\(subject)，第\(number)号项目已\(deed)。"
        for _ in 0..<Int.random(in: 2...5, using: &generator) {
            let figure = Int.random(in: 10...9_000, using: &generator)
            body += "当地投入资金\(figure)万元，带动\(figure % 97 + 3)个村（社区）参与\(subject)，群众对这项工作表示满意。"
        }
        var line = ""
        for character in body {
            line.append(character)
            if line.count == 18 {
                lines.append(line)
                line = ""
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
