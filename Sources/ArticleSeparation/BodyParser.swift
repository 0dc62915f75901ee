/// Parts the paragraphs of a mixed dump into bodies, jointly with the columns that each is dealt out to.
///
/// Where the foot of a column stands behind the top of the next, paragraphs seem to begin and end that do not, and to speak
/// of something else. So the evidence for a seam is weighed against what the columns say: two bodies taken for one do not
/// fit any columns, and a body cut in two lacks beginnings and ends. Of all ways to cut the page where something may begin
/// the likeliest is sought.
struct BodyParser {
    let weaver: Weaver
    /// The evidence that a story begins at a paragraph unit.
    let seams: [Int: Float]

    /// Below this nothing begins, and above the other something surely does.
    private static let weakest: Float = -3.5
    private static let surest: Float = 9
    /// What a headline and a byline above a paragraph count.
    private static let titled: Float = 5
    /// Stretches between possible seams that one body may take in.
    private static let most = 5

    /// The bodies of `paragraphs`, units in file order.
    func stories(_ paragraphs: [Int]) -> [Story] {
        guard !paragraphs.isEmpty else { return [] }
        let starts = [0] + paragraphs.indices.dropFirst().filter { mayBegin(paragraphs, $0) } + [paragraphs.count]
        var best = [Float](repeating: .infinity, count: starts.count)
        var from = [Int](repeating: 0, count: starts.count)
        best[0] = 0
        for end in 1..<starts.count {
            for start in stride(from: end - 1, through: max(0, end - Self.most), by: -1) {
                let body = Array(paragraphs[starts[start]..<starts[end]])
                let seam = min(Self.surest, (seams[body[0]] ?? 0) + opening(body[0])) + weaver.weights.seam
                let cost = best[start] + cost(body, isWhole: end == start + 1) - (start == 0 ? 0 : seam)
                if cost < best[end] {
                    best[end] = cost
                    from[end] = start
                }
                if start > 0, seams[body[0]] ?? 0 > Self.surest { break }
            }
        }
        var stories: [Story] = []
        var end = starts.count - 1
        while end > 0 {
            stories.append(Story(paragraphs: Array(paragraphs[starts[from[end]]..<starts[end]])))
            end = from[end]
        }
        return stories.reversed()
    }

    /// Whether headline lines, a byline or the like stand before a paragraph, or evidence says that a story begins with it.
    private func mayBegin(_ paragraphs: [Int], _ position: Int) -> Bool {
        let unit = paragraphs[position]
        return unit > paragraphs[position - 1] + 1 || (seams[unit] ?? 0) > Self.weakest
    }

    /// What headline lines with a byline below them, right above a paragraph, add to the evidence that it begins a story.
    private func opening(_ unit: Int) -> Float {
        unit > 1 && weaver.units[unit - 1].isByline && weaver.units[unit - 2].isHead ? Self.titled : 0
    }

    private func cost(_ body: [Int], isWhole: Bool) -> Float {
        guard let first = body.first, let last = body.last, first <= last else { return 0 }
        let members = weaver.members(first...last, Set(body))
        return weaver.bodyCost(members) ?? (isWhole ? 0 : .infinity)
    }
}
