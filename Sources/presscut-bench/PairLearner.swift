import ArticleSeparation
import FoundationEssentials
import TestSupport
import TextScanning

/// Counts which characters stand side by side in texts, and prints the table of `CharacterPairs`.
///
/// Reads `truth.json` files, of which it takes the articles, and files with a JSON object a line, of which it takes `text`.
enum PairLearner {
    /// Pairs that stand in the texts less often than this are left out.
    private static let least = 3
    private static let width = 112

    static func print(_ paths: [String]) throws {
        var shares: [UInt32: Int] = [:]
        var pairs: [UInt64: Int] = [:]
        var total = 0
        for text in try paths.flatMap(texts) {
            var previous: UInt32 = 0
            for scalar in text.unicodeScalars {
                let characterClass = CharacterClass(scalar.value)
                if characterClass == .blank || characterClass == .ignorable || scalar == "\u{FFFD}" { continue }
                let code = CharacterPairs.folded(scalar.value)
                shares[code, default: 0] += 1
                total += 1
                if previous != 0 { pairs[UInt64(previous) << 32 | UInt64(code), default: 0] += 1 }
                previous = code
            }
        }
        Swift.print("extension CharacterPairs {")
        Swift.print(
            "    /// The pairs of \(total) characters of news texts, as `presscut-bench learn-pairs` counted them."
        )
        Swift.print("    static let table = \"\"\"")
        for line in lines(shares, pairs, total) { Swift.print("        \(line)") }
        Swift.print("        \"\"\"\n}")
    }

    static func texts(of path: String) throws -> [String] {
        let bytes = try PageFixture.bytes(at: path)
        if path.hasSuffix(".json") {
            return try PageTruth(parsing: bytes).articles.map { ($0.dateline ?? "") + $0.paragraphs.joined() }
        }
        return try bytes.split(separator: 0x0A).compactMap { try JSONValue(parsing: Array($0))["text"]?.string }
    }

    private static func lines(_ shares: [UInt32: Int], _ pairs: [UInt64: Int], _ total: Int) -> [String] {
        var followers: [UInt32: [Int: [UInt32]]] = [:]
        for (key, count) in pairs where count >= least {
            let left = UInt32(key >> 32)
            let right = UInt32(truncatingIfNeeded: key)
            let expected = Float(shares[left] ?? 1) * Float(shares[right] ?? 1) / Float(total)
            let level = Int(((Regression.logarithm(Float(count) / expected) + 3) * 2).rounded())
            followers[left, default: [:]][max(0, min(25, level)), default: []].append(right)
        }
        var words: [String] = []
        for (code, count) in shares.sorted(by: { $0.key < $1.key }) where count >= 8 || followers[code] != nil {
            let share = max(0, min(25, Int((Regression.logarithm(Float(count)) / CharacterPairs.shareStep).rounded())))
            var word = scalar(code) + scalar(UInt32(0x61 + share))
            for (level, others) in (followers[code] ?? [:]).sorted(by: { $0.key > $1.key }) {
                word += scalar(UInt32(0x41 + level)) + others.sorted().map(scalar).joined()
            }
            words.append(word)
        }
        return wrapped(words.joined(separator: " "))
    }

    /// Lines of the table's width, which the source joins again.
    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            // A line does not end or begin with the blank that parts entries.
            if line.count >= width, scalar != " ", line.last != " " {
                lines.append(String(line) + "\\")
                line = String.UnicodeScalarView()
            }
            if scalar == "\\" || scalar == "\"" { line.append("\\") }
            line.append(scalar)
        }
        return lines + [String(line)]
    }

    static func scalar(_ code: UInt32) -> String {
        Unicode.Scalar(code).map { String(Character($0)) } ?? ""
    }
}
