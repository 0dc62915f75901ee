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
                    "  \(verdict) \(rounded(seam)): \(segmenter.seamTable.reasons(segmenter.features(position)))"
                )
            }
            var label = "\(index) \(name(of: unit))"
            if unit.isParagraph { label += " in \(rounded(unit.column)) cells" }
            if unit.isOpenAtStart { label += ", begins elsewhere" }
            if unit.isOpenAtEnd { label += ", goes on elsewhere" }
            lines.append("\(label): \(sheet.passage(unit.pieces).text)")
        }
        for number in stories.indices { lines += explanation(ofStory: number) }
        for (block, story) in matched.story.enumerated() where story == nil {
            lines.append("headline on no body: \(text(of: matched.blocks[block]))")
            lines += runners(ofBlock: block).map { "  would be \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    /// Why an article is one, what it is headed by and signed with, and what came next in each.
    private func explanation(ofStory number: Int) -> [String] {
        let story = stories[number]
        let units = story.paragraphs.map(String.init).joined(separator: " ")
        var lines = ["article \(number): paragraphs \(units)\(story.isPhoto ? ", a photo" : "")"]
        if let seam = seams[story.paragraphs[0]] { lines.append("  parted from the one above by \(rounded(seam))") }
        let joins = story.paragraphs.dropFirst().compactMap { unit in seams[unit].map { (unit, $0) } }
        if let weakest = joins.max(by: { $0.1 < $1.1 }) {
            lines.append("  would be parted next at \(weakest.0), where the seam has \(rounded(weakest.1))")
        }
        if let head = story.head, let block = matched.story.firstIndex(of: number) {
            lines.append("  headline \(text(of: head)) at \(rounded(matched.gains[block][number]))")
            lines += runners(ofBlock: block, but: number).map { "    else on \($0)" }
            let rivals = matched.blocks.indices.filter { $0 != block }
            if let next = rivals.max(by: { matched.gains[$0][number] < matched.gains[$1][number] }) {
                let gain = rounded(matched.gains[next][number])
                lines.append("    else \(text(of: matched.blocks[next])) at \(gain)")
            }
            for (upper, lower) in zip(head.rows, head.rows.dropFirst()) {
                let evidence = joint.wrapEvidence(upper, lower)
                lines.append(
                    "    \(evidence > 0 ? "goes on" : "ends") at \(text(ofRow: upper)) | \(text(ofRow: lower)) \(rounded(evidence)): "
                        + EvidenceTable.joint.reasons(joint.features(upper, lower))
                )
            }
        }
        if let byline = story.byline {
            lines.append("  byline \(byline), \(rounded(Float(story.bylineConfidence)))")
        }
        for candidate in story.candidates {
            lines.append("  byline \(candidate.unit) perhaps, \(rounded(Float(candidate.confidence)))")
        }
        for picture in story.media { lines.append("  caption \(picture)") }
        return lines
    }

    /// The two bodies of which a headline speaks most, but `own`.
    private func runners(ofBlock block: Int, but own: Int? = nil) -> [String] {
        let gains = matched.gains[block]
        return gains.indices.filter { $0 != own }.sorted { gains[$0] > gains[$1] }.prefix(own == nil ? 2 : 1)
            .map { "article \($0) at \(rounded(gains[$0]))" }
    }

    private func text(of block: HeadBlock) -> String { block.rows.map { text(ofRow: $0) }.joined(separator: " / ") }

    private func text(ofRow row: Int) -> String { sheet.passage([sheet.rows[row].glyphs]).text }

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
        case .caption: "caption"
        case .credit: "credit"
        case .apart(let role): "\(role)"
        }
    }
}
