import Newsprint
import TextScanning

/// Reads the lines of one headline: which are one wrapped line, which is the kicker, the main line, the subheadline.
struct HeadlineComposer {
    let sheet: Sheet
    let joint: HeadlineJoint

    /// What the lines of a headline are.
    struct Reading {
        /// Rows of each part, in order.
        var parts: [[Int]]
        /// Which part is the main line.
        var main: Int
        /// By how much this reading is better than the next, in nats.
        var margin: Float
    }

    /// The headline that `reading` gives.
    func headline(_ reading: Reading) -> Headline {
        var headline = Headline()
        for (number, part) in reading.parts.enumerated() {
            let passage = sheet.passage(part.map { sheet.rows[$0].glyphs })
            if number == reading.main {
                headline.main = passage
            } else if number == reading.main - 1 {
                headline.kicker = passage
            } else {
                headline.sub.append(passage)
            }
        }
        return headline
    }

    /// The likeliest reading of the lines `rows`, of which there are few.
    func read(_ rows: [Int]) -> Reading {
        let joints = zip(rows, rows.dropFirst()).map { joint.wrapEvidence($0, $1) }
        var best: [[Int]] = [rows]
        var bestScore = -Float.infinity
        var second = -Float.infinity
        if rows.count <= 8 {
            for pattern in 0..<(1 << max(0, rows.count - 1)) {
                var parts: [[Int]] = [[rows[0]]]
                var score: Float = 0
                for place in rows.indices.dropFirst() {
                    if pattern >> (place - 1) & 1 == 1 {
                        parts[parts.count - 1].append(rows[place])
                        score += joints[place - 1]
                    } else {
                        parts.append([rows[place]])
                    }
                }
                score += parts.reduce(0) { $0 + shape($1) } - Float(max(0, parts.count - 2)) * 1.5
                score += lengths(parts)
                if score > bestScore {
                    second = bestScore
                    bestScore = score
                    best = parts
                } else if score > second {
                    second = score
                }
            }
        } else {
            best = [[rows[0]]]
            for place in rows.indices.dropFirst() {
                if joints[place - 1] > 0 {
                    best[best.count - 1].append(rows[place])
                } else {
                    best.append([rows[place]])
                }
            }
            bestScore = 0
        }
        let opensSub = best.map { joint.opensSub($0[0]) }
        let plain = best.indices.filter { !opensSub[$0] }
        let main = sheet.placement?.largest(best, among: plain) ?? likeliestMain(best, plain)
        return Reading(parts: best, main: main, margin: second == -.infinity ? 6 : bestScore - second)
    }

    /// The main line of `plain` parts: the one behind the kicker, unless only the first is set so large that it wraps.
    private func likeliestMain(_ parts: [[Int]], _ plain: [Int]) -> Int {
        guard plain.count > 1, plain[1] == plain[0] + 1 else { return plain.first ?? 0 }
        let upper = parts[plain[0]]
        let lower = parts[plain[1]]
        if upper.count > 1, lower.count == 1, let widest = upper.map({ sheet.rows[$0].width }).max(),
            sheet.rows[lower[0]].width > widest + 1
        {
            return plain[0]
        }
        return plain[1]
    }

    /// How likely the parts' lengths are: few main lines and kickers have less than six characters.
    private func lengths(_ parts: [[Int]]) -> Float {
        guard parts.count > 1 else { return 0 }
        return parts.reduce(0) { sum, part in
            sum - max(0, 6 - Float(part.reduce(0) { $0 + sheet.rows[$1].glyphs.count })) * 0.7
        }
    }

    /// How well rows stand as one wrapped line: all but the last are equally wide, and the last no wider.
    private func shape(_ rows: [Int]) -> Float {
        guard rows.count > 1 else { return 0 }
        let widths = rows.map { sheet.rows[$0].width - sheet.rows[$0].squeeze * 0.5 }
        let full = widths.dropLast()
        guard let widest = full.max(), let narrowest = full.min(), let last = widths.last else { return 0 }
        var score: Float = 0
        if widest - narrowest > 1.6 { score -= min(4, (widest - narrowest - 1.6) * 1.2) }
        if last > widest + 1 { score -= min(3, last - widest - 1) }
        if rows.count > 2, widest - narrowest <= 1.2 { score += 0.9 * Float(rows.count - 2) }
        return score
    }
}
