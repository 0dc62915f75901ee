import FactExtraction
import FoundationEssentials
import Glibc
import Newsprint
import TextScanning

/// How fast sentences go through the extraction of facts.
enum FactsBench {
    /// Measures on invented sentences, or on the `{"id","text"}` lines of the file that the environment variable
    /// `PRESSCUT_TEXTS` names; a sentence ends at 。！？ or a line feed and has at least four characters.
    static func print() throws {
        var texts = invented
        if let path = ProcessInfo.processInfo.environment["PRESSCUT_TEXTS"] {
            let lines = try Array(Data(contentsOf: URL(filePath: path))).split(separator: UInt8(ascii: "\n"))
            texts = try lines.map { try JSONValue(parsing: Array($0))["text"]?.string ?? "" }
        }
        let ends = "。！？\n".unicodeScalars
        let sentences = texts.flatMap { text in
            text.unicodeScalars.split { ends.contains($0) }.filter { $0.count >= 4 }.map { String($0) }
        }
        measure(sentences)
    }

    /// Prints the best of five rounds of at least a second of processor time, so that other processes do not count.
    private static func measure(_ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        let extractor = FactExtractor()
        let day = CalendarDate(year: 2024, month: 5, day: 17)
        var best = 0.0
        var facts = 0
        for _ in 0..<5 {
            let start = processorTime()
            var elapsed = Duration.zero
            var read = 0
            facts = 0
            while elapsed < .seconds(1) {
                for sentence in sentences { facts += extractor.facts(in: sentence, issueDate: day).count }
                read += sentences.count
                elapsed = processorTime() - start
            }
            facts = facts * 100 / read
            best = max(best, Double(read) / (elapsed / .seconds(1)))
        }
        let characters = sentences.reduce(0) { $0 + $1.unicodeScalars.count } / sentences.count
        Swift.print(
            "\(Int(best)) sentences a second, of \(sentences.count) with \(characters) characters and \(facts) facts a hundred"
        )
    }

    private static func processorTime() -> Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static let invented = [
        "今年1至4月，栖湖县完成固定资产投资120.56亿元，增长11.2%，其中项目投资42.13亿元，增长4.6%。",
        "昨天上午，县农业农村局组织12名农技人员来到南溪镇白塔村，查看46亩早稻的长势。",
        "自2020年10月开展试点以来，全镇774名志愿者走访了3000余户家庭，收集意见1200多条。",
        "该项目占地面积153亩，总投资2亿美元，预计明年二季度投产，年产13.8万吨树脂。",
        "“我们村的水杉林有三百多亩，最老的一批已经长了五十年。”村支书陈守田说。",
        "截至4月底，已有136个小区完成改造，受益居民2.3万户，每户平均补贴3500元。",
        "老街上的茶馆从清早就坐满了人，说书先生一拍醒木，满堂安静下来。",
        "演练持续了两个半小时，出动救护车8辆，转移群众五六百人次，没有人员受伤。",
        "端午节期间，龙舟赛在青浦河上举行，二十四支队伍参加了500米直道赛。",
        "他表示，到2025年底前，全县城镇污水处理率将达到95%以上，力争节水两成。",
    ]
}
