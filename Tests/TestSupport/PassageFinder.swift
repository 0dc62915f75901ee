internal import TextNormalization

/// Finds the lines of a page on which given passages stand.
struct PassageFinder {
    /// The lines in NFKC without blanks.
    private let lines: [[UInt8]]
    /// All lines joined.
    private let text: [UInt8]
    /// Where each line begins in `text`.
    private let starts: [Int]

    init(lines: [[UInt8]]) {
        self.lines = lines.map { BodyNormalizer.normalize(String(decoding: $0, as: UTF8.self)) }
        text = Array(self.lines.joined())
        var starts: [Int] = []
        var offset = 0
        for line in self.lines {
            starts.append(offset)
            offset += line.count
        }
        self.starts = starts
    }

    /// The blocks of lines that hold the headlines, each of one article, in page order.
    func headlineBlocks(of truth: PageTruth) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        for article in truth.articles {
            let kicker = article.kicker.map { [BodyNormalizer.normalize($0)] } ?? []
            let main = BodyNormalizer.normalize(article.headline)
            let sub = article.sub.map { BodyNormalizer.normalize($0) }
            let whole = blockRange(of: kicker + [main] + sub)
            let parts = whole.map { [$0] } ?? (kicker + [main] + sub).compactMap { blockRange(of: [$0]) }
            for part in parts where !blocks.contains(where: { $0.overlaps(part) }) { blocks.append(part) }
        }
        return blocks.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Gaps before a paragraph and behind an article, none of them in a headline block, at a crosshead, between a body and
    /// its byline or among verses.
    func gaps(of truth: PageTruth, avoiding blocks: [Range<Int>]) -> [Int] {
        let bylines = Set(truth.articles.compactMap { $0.byline.map(BodyNormalizer.normalize) })
        let crossheads = Set(truth.articles.flatMap(\.crossheads).map { BodyNormalizer.normalize($0) })
        var gaps: Set<Int> = []
        for article in truth.articles where !["poem", "table"].contains(article.genre) {
            var isBehindCrosshead = false
            for (index, paragraph) in article.paragraphs.enumerated() {
                var key = BodyNormalizer.normalize(paragraph)
                if index == 0, let dateline = article.dateline { key = BodyNormalizer.normalize(dateline) + key }
                let isCrosshead = crossheads.contains(key)
                defer { isBehindCrosshead = isCrosshead }
                guard !isCrosshead, let place = wholeLines(of: key) else { continue }
                if index > 0, !isBehindCrosshead { gaps.insert(place.lowerBound) }
                let isLast = index == article.paragraphs.count - 1
                let next = lines[place.upperBound...].first { !$0.isEmpty }
                let byline = next.map { line in bylines.contains { $0.starts(with: line) } } ?? false
                if isLast, !byline, article.jump == nil { gaps.insert(place.upperBound) }
            }
        }
        return gaps.filter { gap in !blocks.contains { $0.lowerBound < gap && gap < $0.upperBound } }.sorted()
    }

    /// The lines that hold `key` and nothing else, if there are such; the first ones if there are several.
    private func wholeLines(of key: [UInt8]) -> Range<Int>? {
        guard !key.isEmpty, key.count <= text.count else { return nil }
        for (line, start) in starts.enumerated() where !lines[line].isEmpty {
            guard text[start...].starts(with: key) else { continue }
            let end = start + key.count
            var last = line
            while last < lines.count, starts[last] + lines[last].count < end { last += 1 }
            if last < lines.count, starts[last] + lines[last].count == end { return line..<(last + 1) }
        }
        return nil
    }

    /// The lines that hold `parts` one after the other, each once or printed twice.
    private func blockRange(of parts: [[UInt8]]) -> Range<Int>? {
        for (line, content) in lines.enumerated() where !content.isEmpty {
            var next = line
            let complete = parts.allSatisfy { part in
                guard let end = end(of: part, from: next) else { return false }
                next = self.end(of: part, from: end) ?? end
                return true
            }
            if complete { return line..<next }
        }
        return nil
    }

    /// The line behind `part` if it stands in the lines from `first` on, its lines single or doubled, else nil.
    private func end(of part: [UInt8], from first: Int) -> Int? {
        var rest = part[...]
        var line = first
        while line < lines.count, !rest.isEmpty {
            let content = lines[line]
            line += 1
            if content.isEmpty { continue }
            let half = content.prefix(content.count / 2)
            if rest.starts(with: content) {
                rest = rest.dropFirst(content.count)
            } else if Array(half + half) == content, rest.starts(with: half) {
                rest = rest.dropFirst(half.count)
            } else {
                return nil
            }
        }
        return rest.isEmpty ? line : nil
    }
}
