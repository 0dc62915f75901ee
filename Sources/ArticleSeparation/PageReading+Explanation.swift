import Newsprint
import TextScanning

extension PageReading {
    /// Each join, split and link with its evidence, one a line.
    var explanation: String {
        var lines: [String] = [
            "page: columns \(typesetting.columns.map { rounded($0) }) quotes \(rounded(typesetting.quoteWidth)) "
                + "squeeze \(rounded(typesetting.squeeze)) headlines at their bodies \(rounded(segmenter.adjacencyHabit))"
        ]
        let positions = Dictionary(
            segmenter.paragraphs.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        for (index, unit) in units.enumerated() {
            if let seam = seams[index], let position = positions[index] {
                let verdict = seam > 0 ? "split" : "join"
                lines.append(
                    "  \(verdict) \(rounded(seam)): \(EvidenceTable.seam.reasons(segmenter.features(position)))"
                )
            }
            var label = "\(index) \(name(of: unit))"
            if unit.isParagraph { label += " in \(rounded(unit.column)) cells" }
            if unit.isOpenAtStart { label += ", begins elsewhere" }
            if unit.isOpenAtEnd { label += ", goes on elsewhere" }
            lines.append("\(label): \(sheet.passage(unit.pieces).text)")
        }
        for (block, story) in matched.story.enumerated() {
            let text = sheet.passage(matched.blocks[block].rows.map { sheet.rows[$0].glyphs }).text
            let ranked = matched.gains[block].indices.sorted { matched.gains[block][$0] > matched.gains[block][$1] }
                .prefix(2)
            let runners = ranked.map { "body \(stories[$0].paragraphs[0]) at \(rounded(matched.gains[block][$0]))" }
            let verdict = story.map { "on body \(stories[$0].paragraphs[0])" } ?? "on no body"
            lines.append("headline \(verdict) (\(runners.joined(separator: ", "))): \(text)")
        }
        for story in stories {
            if let byline = story.byline {
                lines.append(
                    "byline \(byline) to body \(story.paragraphs[0]), \(rounded(Float(story.bylineConfidence)))"
                )
            }
            for candidate in story.candidates {
                lines.append(
                    "byline \(candidate.unit) perhaps to body \(story.paragraphs[0]), \(rounded(Float(candidate.confidence)))"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    private func rounded(_ value: Float) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = abs(hundredths) % 100
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    private func name(of unit: Unit) -> String {
        switch unit.kind {
        case .paragraph: "paragraph"
        case .head: "headline lines"
        case .byline: "byline"
        case .apart(let role): "\(role)"
        }
    }
}
