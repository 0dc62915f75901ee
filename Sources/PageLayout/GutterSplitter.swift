import Newsprint

/// Parts lines that run over a gutter, as text recognition reads them where two columns are level.
///
/// A line is parted at a gap between two of its words where lines near it end on the left and begin on the right, and
/// none goes through. Only lines whose source is unsure of distances are looked at; a PDF's are not.
enum GutterSplitter {
    static func split(_ lines: [PositionedLine]) -> [PositionedLine] {
        guard lines.contains(where: { $0.statesBlanks && $0.words[0].direction == .right }) else { return lines }
        let boxes = lines.map(\.box)
        let sizes = lines.map(\.fontSize)
        // Lines by the row of the page that they stand in, so that neighbours are found without a look at all.
        let step = max(1, sizes.sorted()[sizes.count / 2] * 4)
        var rows: [Int: [Int]] = [:]
        for index in lines.indices { rows[Int(boxes[index].midY / step), default: []].append(index) }
        var result: [PositionedLine] = []
        for (index, line) in lines.enumerated() {
            guard line.statesBlanks, line.words.count > 1, line.words[0].direction == .right else {
                result.append(line)
                continue
            }
            let row = Int(boxes[index].midY / step)
            var near: [PositionedLine] = []
            for other in [row - 1, row, row + 1].flatMap({ rows[$0, default: []].prefix(200) }) where other != index {
                let distance = abs(boxes[other].midY - boxes[index].midY)
                let ratio = sizes[other] / sizes[index]
                if distance < sizes[index] * 4.5, ratio > 0.7, ratio < 1.3 { near.append(lines[other]) }
            }
            var part = PositionedLine(words: [line.words[0]], block: line.block, statesBlanks: true)
            for (left, right) in zip(line.words, line.words.dropFirst()) {
                if isGutter(left.box.x1, right.box.x0, sizes[index], near) {
                    result.append(part)
                    part.words = []
                }
                part.words.append(right)
            }
            result.append(part)
        }
        return result
    }

    private static func isGutter(_ left: Double, _ right: Double, _ size: Double, _ near: [PositionedLine]) -> Bool {
        let width = right - left
        guard width > size * 0.25 else { return false }
        let middle = (left + right) / 2
        var supports = 0
        var edges = 0
        for line in near {
            let box = line.box
            if box.x1 <= middle + size * 0.3 {
                if box.x1 > left - size * 1.5 { edges += 1 }
            } else if box.x0 >= middle - size * 0.3 {
                if box.x0 < right + size * 1.5 { edges += 1 }
            } else if hasGap(line, at: middle, size) {
                supports += 1
            } else {
                return false
            }
        }
        return edges + supports >= 3 && (edges >= 2 || width > size * 0.7)
    }

    /// Whether two words of a line lie well apart on both sides of `middle`.
    private static func hasGap(_ line: PositionedLine, at middle: Double, _ size: Double) -> Bool {
        for (left, right) in zip(line.words, line.words.dropFirst())
        where left.box.x1 < middle + size * 0.4 && right.box.x0 > middle - size * 0.4 {
            return right.box.x0 - left.box.x1 > size * 0.5
        }
        return false
    }
}
