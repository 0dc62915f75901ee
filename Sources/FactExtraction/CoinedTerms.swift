import Newsprint

extension Grammar {
    /// Drops the figures of short quoted terms (“六个一批”, “新三样”): they name, they do not count.
    mutating func dropCoinedTerms() {
        var quoted: [Range<Int>] = []
        var opened: Int?
        for t in tokens.indices {
            if isCharacter(t, "“") || isCharacter(t, "‘") || isCharacter(t, "「") {
                opened = t
            } else if isClosingQuote(t), let start = opened {
                opened = nil
                let length = Int(tokens[t].start) - Int(tokens[start].end)
                if length <= 8 { quoted.append(start..<t) }
            } else if let kind = kind(t), kind == .clauseEnd || kind == .newline {
                opened = nil
            }
        }
        guard !quoted.isEmpty else { return }
        var coined: Set<Int> = []
        var next = 0
        for (index, reading) in readings.enumerated() {
            while next < quoted.count, quoted[next].upperBound <= reading.first { next += 1 }
            guard next < quoted.count, quoted[next].contains(reading.first), reading.last <= quoted[next].upperBound
            else { continue }
            switch reading.kind {
            case .number, .length, .weight, .area, .ordinal:
                guard let numeral = numeral(reading.numeral) ?? numeral(reading.first + 1),
                    numeral.traits.contains(.han), numeral.small <= 100
                else { continue }
                coined.insert(index)
            default: continue
            }
        }
        drop(.coined, at: coined)
    }
}
