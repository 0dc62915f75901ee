import Deduplication
import FoundationEssentials
import TestSupport
import TextNormalization
import TextScanning

/// How fast texts go through deduplication, and which copies it finds.
enum DedupBench {
    /// Measures on invented news and their copies, or on the `{"id","text"}` lines of the file that the environment
    /// variable `PRESSCUT_TEXTS` names.
    static func print() throws {
        if let path = ProcessInfo.processInfo.environment["PRESSCUT_TEXTS"] {
            let lines = try Array(Data(contentsOf: URL(filePath: path))).split(separator: UInt8(ascii: "\n"))
            measure(try lines.map { try JSONValue(parsing: Array($0))["text"]?.string ?? "" })
            return
        }
        let set = ReprintSet(seed: 1, originals: 3_600)
        measure(set.texts.map(\.text))
        printRecall(set)
    }

    /// Prints the best of five rounds, since others are disturbed.
    private static func measure(_ texts: [String]) {
        var normalizing = Duration.seconds(3_600)
        var answering = normalizing
        var repeating = 0
        var checksum = 0
        for _ in 0..<5 {
            normalizing = min(
                normalizing,
                ContinuousClock().measure {
                    for text in texts { checksum &+= BodyNormalizer.normalize(text).count }
                }
            )
            repeating = 0
            answering = min(
                answering,
                ContinuousClock().measure {
                    var deduplicator = Deduplicator()
                    for text in texts where !deduplicator.add(text).isEmpty { repeating += 1 }
                }
            )
        }
        let bytes = texts.reduce(0) { $0 + $1.utf8.count }
        let rate = Int(Double(texts.count) / (answering / .seconds(1)))
        let speed = Int(Double(bytes) / 1e6 / (normalizing / .seconds(1)))
        Swift.print("\(texts.count) texts of \(bytes / max(1, texts.count)) bytes, \(repeating) repeat earlier ones")
        Swift.print("\(rate) texts a second; normalisation alone \(speed) MB/s (\(checksum / 5) bytes left)")
    }

    private static func printRecall(_ set: ReprintSet) {
        var deduplicator = Deduplicator()
        var clusters = Clusters<String>()
        for text in set.texts {
            clusters.insert(text.id, seniority: Seniority(day: nil, length: text.text.utf8.count, name: text.id))
            for repetition in deduplicator.add(text.text) where repetition.comparison.relation?.joins == true {
                clusters.join(text.id, set.texts[repetition.earlier].id)
            }
        }
        for edit in ReprintSet.Edit.allCases {
            let copies = set.texts.filter { $0.copied?.edit == edit }
            let found = copies.count(where: { clusters.areJoined($0.id, $0.copied?.original ?? "") })
            Swift.print("\(edit.rawValue): \(found) of \(copies.count) copies found")
        }
        let strangers = set.texts.filter { $0.copied == nil }
        let heads = Set(strangers.compactMap { clusters.canonical(of: $0.id) }).count
        Swift.print("\(strangers.count - heads) of \(strangers.count) unlike texts joined to another")
    }
}
