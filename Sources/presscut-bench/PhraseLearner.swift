import ArticleSeparation
import TestSupport
import TextScanning

/// Counts with which characters and pairs of them clauses begin and end, and makes the table of phrases anew.
///
/// A clause is what stands between two marks. Reads what `PairLearner` reads.
enum PhraseLearner {
    /// A pair that ends or opens clauses must do so this often, and in this share of its places.
    private static let least = 3
    private static let share = 0.4
    /// A pair that never does so must stand in the texts this often.
    private static let common = 14
    /// A character must stand in the texts this often.
    private static let known = 20
    private static let width = 100

    private struct Counts {
        var all = 0
        var opening = 0
        var ending = 0
    }

    static func run(_ words: [String]) throws {
        var paths = words
        let writes = paths.first == "--write"
        if writes { paths.removeFirst() }
        var pairs: [UInt64: Counts] = [:]
        var characters: [UInt32: Counts] = [:]
        var total = Counts()
        for text in try paths.flatMap(PairLearner.texts) {
            for clause in clauses(text) {
                total.all += clause.count
                total.opening += 1
                total.ending += 1
                for (place, code) in clause.enumerated() {
                    characters[code, default: Counts()].all += 1
                    guard place > 0 else { continue }
                    pairs[UInt64(clause[place - 1]) << 32 | UInt64(code), default: Counts()].all += 1
                }
                guard let first = clause.first, let last = clause.last, clause.count > 1 else { continue }
                characters[first, default: Counts()].opening += 1
                characters[last, default: Counts()].ending += 1
                pairs[UInt64(first) << 32 | UInt64(clause[1]), default: Counts()].opening += 1
                pairs[UInt64(clause[clause.count - 2]) << 32 | UInt64(last), default: Counts()].ending += 1
            }
        }
        let lines = table(pairs, characters, total)
        if writes {
            let sources = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
            try PageFixture.write(Array(lines.utf8), to: "\(sources)/ArticleSeparation/PhraseTable.swift")
        } else {
            print(lines, terminator: "")
        }
    }

    /// The stretches of ideographs, numbers and words between marks; a number or a word counts as one character, 0.
    private static func clauses(_ text: String) -> [[UInt32]] {
        var clauses: [[UInt32]] = []
        var clause: [UInt32] = []
        for scalar in text.unicodeScalars {
            let characterClass = CharacterClass(scalar.value)
            if characterClass == .blank || characterClass == .ignorable { continue }
            if characterClass == .han {
                clause.append(scalar.value)
            } else if characterClass.isWord {
                if clause.last != 0 { clause.append(0) }
            } else {
                if !clause.isEmpty { clauses.append(clause) }
                clause = []
            }
        }
        if !clause.isEmpty { clauses.append(clause) }
        return clauses
    }

    private static func table(_ pairs: [UInt64: Counts], _ characters: [UInt32: Counts], _ total: Counts) -> String {
        var text = """
            /// How characters stand in running text, counted over \(total.all) of them in news.
            ///
            /// `presscut-bench learn-phrases` makes it. A pair is written as its first character followed by every second one,
            /// groups divided by blanks.
            enum PhraseTable {

            """
        func append(_ comment: String, _ name: String, _ lines: [String]) {
            text += "    /// \(comment)\n    static let \(name) = \"\"\"\n"
            for line in lines { text += "        \(line)\n" }
            text += "        \"\"\"\n"
        }
        func groups(_ isTaken: (Counts) -> Bool) -> [String] {
            var seconds: [UInt32: [UInt32]] = [:]
            for (key, counts) in pairs where isTaken(counts) {
                let (first, second) = (UInt32(key >> 32), UInt32(truncatingIfNeeded: key))
                if first != 0, second != 0 { seconds[first, default: []].append(second) }
            }
            return seconds.sorted { $0.key < $1.key }.map {
                PairLearner.scalar($0.key) + $0.value.sorted().map(PairLearner.scalar).joined()
            }
        }
        func steps(_ count: KeyPath<Counts, Int>, _ range: ClosedRange<Float>) -> [String] {
            let rate = Float(total[keyPath: count]) / Float(total.all)
            return characters.filter { code, counts in
                guard code != 0, counts.all >= known else { return false }
                let ratio = (Float(counts[keyPath: count]) + 0.5) / (Float(counts.all) * rate + 0.5)
                return range.contains(Regression.logarithm(ratio))
            }.map(\.key).sorted().map(PairLearner.scalar)
        }
        let far: Float = 1.5
        let near: Float = 0.5
        append("Pairs with which clauses end.", "ending", wrapped(groups { isUsed($0.ending, $0) }, " "))
        text += "\n"
        append("Common pairs with which no clause ends.", "unending", wrapped(groups { isUnused($0.ending, $0) }, " "))
        text += "\n"
        append("Pairs with which clauses begin.", "opening", wrapped(groups { isUsed($0.opening, $0) }, " "))
        text += "\n"
        append(
            "Common pairs with which no clause begins.",
            "unopening",
            wrapped(groups { isUnused($0.opening, $0) }, " ")
        )
        for (verb, name, count) in [("begin", "opener", \Counts.opening), ("end", "ender", \Counts.ending)] {
            let ranks: [(String, String, ClosedRange<Float>)] = [
                ("Far fewer", "Rarest", -99...(-far)), ("Fewer", "Rare", -far.nextDown...(-near)),
                ("More", "Common", near...far.nextDown), ("Far more", "Commonest", far...99),
            ]
            for (word, suffix, range) in ranks {
                text += "\n"
                let comment = "\(word) clauses \(verb) with these characters than chance would have it."
                append(comment, name + suffix, wrapped(steps(count, range), ""))
            }
        }
        return text + "}\n"
    }

    private static func isUsed(_ count: Int, _ counts: Counts) -> Bool {
        count >= least && Double(count) >= share * Double(counts.all)
    }

    private static func isUnused(_ count: Int, _ counts: Counts) -> Bool { count == 0 && counts.all >= common }

    private static func wrapped(_ words: [String], _ separator: String) -> [String] {
        var lines: [String] = []
        var line = ""
        var count = 0
        for word in words {
            let length = word.unicodeScalars.count + separator.unicodeScalars.count
            if count + length > width {
                lines.append(line)
                line = ""
                count = 0
            }
            line += (line.isEmpty ? "" : separator) + word
            count += length
        }
        return lines + [line]
    }
}
