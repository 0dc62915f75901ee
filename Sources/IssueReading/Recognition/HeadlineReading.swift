import Newsprint

/// Puts what was read of each line of large type, by itself and in several sizes, in the place of what the page's
/// recognition made of it.
///
/// The model was trained on type of some 30 to 50 pixels; of larger it takes characters for others.
struct HeadlineReading {
    /// A line's picture, and how its pixels are those of the page.
    struct Cutting {
        var band: GreyImage.PixelBox
        var factor: Double
        var picture: GreyImage
    }

    private struct Candidate {
        var words: [PositionedWord]
        var confidence: Double
        var text: String { words.map(\.text).joined() }
    }

    /// Heights of ink, in pixels, that lines are drawn with.
    private static let heights = [54.0, 42, 33]
    /// White around each line, in pixels.
    private static let margin = 14
    /// Below this mean confidence a reading is none.
    private static let leastConfidence = 0.5

    /// The lines of a page to be read by themselves.
    static func cuttings(of page: LargeType, lines: [PositionedLine]) -> [Cutting] {
        page.bands(of: lines).flatMap { band in
            var factors: [Double] = []
            for height in heights {
                let factor = min(1, height / Double(band.height))
                if !factors.contains(factor) { factors.append(factor) }
            }
            return factors.compactMap { factor in
                page.image.reduced(band, by: factor, margin: margin).map {
                    Cutting(band: band, factor: factor, picture: $0)
                }
            }
        }
    }

    /// Takes over what was read of `cuttings`, one page each, into the lines of their page, on which a pixel is `scale`.
    static func apply(
        _ read: [RecognisedTable.RecognisedPage],
        of cuttings: [Cutting],
        to lines: inout [PositionedLine],
        scale: Double
    ) {
        var first = 0
        while first < cuttings.count {
            let band = cuttings[first].band
            let last = cuttings[first...].firstIndex { $0.band != band } ?? cuttings.count
            let candidates = (first..<min(last, read.count)).compactMap { index in
                candidate(read[index], of: cuttings[index], scale: scale)
            }
            first = last
            if let best = best(candidates) { replace(band, by: best, in: &lines, scale: scale) }
        }
        level(&lines, heights: Set(cuttings.map { Double($0.band.height) * sizeRatio * scale }))
    }

    /// How much larger type is than its ink is high.
    private static let sizeRatio = 1.07

    /// Gives lines of large type that stand one right below the other, and differ by no more than what characters
    /// themselves do, one size: it is one headline.
    private static func level(_ lines: inout [PositionedLine], heights: Set<Double>) {
        let read = lines.indices.filter { heights.contains(lines[$0].words[0].fontSize) }
            .sorted { lines[$0].box.y0 < lines[$1].box.y0 }
        for (place, upper) in read.enumerated() {
            let box = lines[upper].box
            for lower in read[(place + 1)...] where lines[lower].box.overlapX(box) > 0 {
                let sizes = (lines[upper].words[0].fontSize, lines[lower].words[0].fontSize)
                let size = max(sizes.0, sizes.1)
                guard lines[lower].box.y0 - box.y1 < size, min(sizes.0, sizes.1) > size * 0.85 else { continue }
                for index in [upper, lower] {
                    for word in lines[index].words.indices { lines[index].words[word].fontSize = size }
                }
            }
        }
    }

    private static func candidate(
        _ page: RecognisedTable.RecognisedPage,
        of cutting: Cutting,
        scale: Double
    ) -> Candidate? {
        func x(_ value: Double) -> Double {
            (Double(cutting.band.x0) + (value - Double(margin)) / cutting.factor) * scale
        }
        var words: [PositionedWord] = []
        for var word in page.lines.flatMap(\.words).sorted(by: { $0.box.x0 < $1.box.x0 }) {
            // Ideographs are a little higher than their ink.
            word.fontSize = Double(cutting.band.height) * sizeRatio * scale
            word.box = Box(
                x0: x(word.box.x0),
                y0: Double(cutting.band.y0) * scale,
                x1: x(word.box.x1),
                y1: Double(cutting.band.y1) * scale
            )
            words.append(word)
        }
        guard !words.isEmpty, let confidence = page.confidence else { return nil }
        RecognisedPunctuation.restore(&words)
        return Candidate(words: words, confidence: confidence)
    }

    /// The reading that two sizes agree on, or else the surest.
    private static func best(_ candidates: [Candidate]) -> Candidate? {
        let sorted = candidates.filter { $0.confidence >= leastConfidence }.sorted { $0.confidence > $1.confidence }
        return sorted.first { one in sorted.count { $0.text == one.text } > 1 } ?? sorted.first
    }

    private static func replace(
        _ band: GreyImage.PixelBox,
        by reading: Candidate,
        in lines: inout [PositionedLine],
        scale: Double
    ) {
        let box = Box(
            x0: Double(band.x0) * scale,
            y0: Double(band.y0) * scale,
            x1: Double(band.x1) * scale,
            y1: Double(band.y1) * scale
        )
        func isInside(_ word: PositionedWord) -> Bool {
            // Slivers at the edges of a band are what was made of the lower or upper ends of its characters.
            word.box.midX > box.x0 && word.box.midX < box.x1 && word.box.overlapY(box) * 2 > word.box.height
        }
        let former = lines.flatMap { $0.words.filter(isInside) }
        let count = former.reduce(0) { $0 + $1.text.unicodeScalars.count }
        let sum = former.reduce(0.0) { $0 + ($1.confidence ?? 0) * Double($1.text.unicodeScalars.count) }
        let newCount = reading.words.reduce(0) { $0 + $1.text.unicodeScalars.count }
        // What was read before stays only where it is surer of as many characters.
        guard newCount > count || count == 0 || reading.confidence > sum / Double(count) - 0.08 else { return }
        for index in lines.indices { lines[index].words.removeAll(where: isInside) }
        lines.removeAll { $0.words.isEmpty }
        lines.append(PositionedLine(words: reading.words, statesBlanks: true))
    }
}
