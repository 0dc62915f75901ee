import Newsprint

/// Finds lines of large type in the picture of a page, starting from those that recognition found there.
///
/// Recognition parts a page into blocks first, and cuts headlines that stand above several columns where those part,
/// through characters too. In the picture a line of large type is one band of ink between two white ones.
struct LargeType {
    let image: GreyImage
    /// Points, or pixels of the source, that a pixel of the picture is.
    let scale: Double
    private let threshold: UInt8

    /// No page has more headline lines.
    private static let most = 120
    /// Lines that may be of large type are at least this much larger than running text.
    private static let leastRatio = 1.2

    init(image: GreyImage, scale: Double) {
        self.image = image
        self.scale = scale
        threshold = image.threshold
    }

    /// The bands of large type on the page whose recognised lines are these, none within another.
    func bands(of lines: [PositionedLine]) -> [GreyImage.PixelBox] {
        let body = LargeType.bodySize(of: lines) / scale
        guard body >= 4 else { return [] }
        var bands: [GreyImage.PixelBox] = []
        for line in lines where line.fontSize / scale >= body * LargeType.leastRatio {
            guard bands.count < LargeType.most, line.words[0].direction == .right else { continue }
            let seed = pixels(line.box)
            let middle = (seed.y0 + seed.y1) / 2
            if bands.contains(where: { $0.y0 <= middle && middle < $0.y1 && $0.x0 <= seed.x0 && seed.x1 <= $0.x1 }) {
                continue
            }
            guard var band = band(at: seed, size: line.fontSize / scale, body: body) else { continue }
            grow(&band, to: 0)
            grow(&band, to: image.width)
            for part in parts(of: band) where !bands.contains(where: { LargeType.overlaps($0, part) }) {
                bands.append(part)
            }
        }
        return bands
    }

    /// The size of most characters, in the measure of the lines.
    static func bodySize(of lines: [PositionedLine]) -> Double {
        let sized = lines.map { line in
            (size: line.fontSize, count: line.words.reduce(0) { $0 + $1.text.unicodeScalars.count })
        }.sorted { $0.size < $1.size }
        var left = sized.reduce(0) { $0 + $1.count } / 2
        for entry in sized {
            left -= entry.count
            if left <= 0 { return entry.size }
        }
        return 0
    }

    private static func overlaps(_ one: GreyImage.PixelBox, _ other: GreyImage.PixelBox) -> Bool {
        let height = min(one.y1, other.y1) - max(one.y0, other.y0)
        return min(one.x1, other.x1) > max(one.x0, other.x0) && height * 2 > min(one.height, other.height)
    }

    private func pixels(_ box: Box) -> GreyImage.PixelBox {
        func clipped(_ value: Double, _ limit: Int) -> Int { max(0, min(limit, Int((value / scale).rounded()))) }
        return GreyImage.PixelBox(
            x0: clipped(box.x0, image.width),
            y0: clipped(box.y0, image.height),
            x1: clipped(box.x1, image.width),
            y1: clipped(box.y1, image.height)
        )
    }

    /// Whether a row has ink between two columns.
    private func hasInk(row y: Int, _ columns: Range<Int>) -> Bool {
        let start = y * image.width
        return columns.contains { image.pixels[start + $0] <= threshold }
    }

    /// Whether a column has ink between two rows.
    private func hasInk(column x: Int, _ rows: Range<Int>) -> Bool {
        rows.contains { image.pixels[$0 * image.width + x] <= threshold }
    }

    /// The rows that the ink of a line fills, from white to white; nil where no white parts it from its neighbours.
    private func band(at seed: GreyImage.PixelBox, size: Double, body: Double) -> GreyImage.PixelBox? {
        let columns = seed.x0..<seed.x1
        guard columns.count > 4, seed.height > 4 else { return nil }
        let reach = Int(size * 1.1)
        let middle = (seed.y0 + seed.y1) / 2
        var top = middle
        while top > 0, middle - top <= reach, hasInk(row: top - 1, columns) { top -= 1 }
        var bottom = middle
        while bottom < image.height, bottom - middle <= reach, hasInk(row: bottom, columns) { bottom += 1 }
        guard middle - top <= reach, bottom - middle <= reach, Double(bottom - top) >= body * 1.1 else { return nil }
        return GreyImage.PixelBox(x0: seed.x0, y0: top, x1: seed.x1, y1: bottom)
    }

    /// Takes into a band what goes on with it towards the edge of the page, up to a gap or what is no line of this type.
    private func grow(_ band: inout GreyImage.PixelBox, to edge: Int) {
        let step = edge == 0 ? -1 : 1
        let rows = band.y0..<band.y1
        let size = band.height
        var x = edge == 0 ? band.x0 : band.x1 - 1
        var whole: Range<Int>?
        while x >= 0, x < image.width {
            // The seed may end within a character: its ink belongs to the band.
            var gap = 0
            while x >= 0, x < image.width, !hasInk(column: x, rows) {
                gap += 1
                x += step
                if gap * 3 > size * 4 { return }
            }
            guard x >= 0, x < image.width else { return }
            // Ink up to the next gap that is wider than those within characters.
            let start = x
            var end = x
            var white = 0
            while x >= 0, x < image.width, white * 5 < size {
                if hasInk(column: x, rows) {
                    end = x
                    white = 0
                } else {
                    white += 1
                }
                x += step
            }
            let columns = min(start, end)..<max(start, end) + 1
            guard isSameLine(columns, rows) else { return }
            whole =
                whole.map { min($0.lowerBound, columns.lowerBound)..<max($0.upperBound, columns.upperBound) } ?? columns
            // What is narrow and stands apart may be the first character of another column: it is taken with what follows.
            let isNarrow = columns.count * 10 <= size * 7
            if !isNarrow || gap * 20 < size * 9 || inkHeight(columns, rows) * 10 >= size * 7, let taken = whole {
                band.x0 = min(band.x0, taken.lowerBound)
                band.x1 = max(band.x1, taken.upperBound)
                whole = nil
            }
            x = end + step
        }
    }

    /// From the highest to the lowest row with ink in these columns.
    private func inkHeight(_ columns: Range<Int>, _ rows: Range<Int>) -> Int {
        guard let top = rows.first(where: { hasInk(row: $0, columns) }),
            let bottom = rows.last(where: { hasInk(row: $0, columns) })
        else { return 0 }
        return bottom - top + 1
    }

    /// Whether the ink in these columns and rows is of a line that fills the rows: no rule, no lines of smaller type.
    private func isSameLine(_ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
        let size = rows.count
        let near = max(1, size / 16)
        let far = max(2, size / 8)
        let isBelow = (rows.upperBound + near..<rows.upperBound + far).contains {
            $0 < image.height && hasInk(row: $0, columns)
        }
        let isAbove = (rows.lowerBound - far..<rows.lowerBound - near).contains { $0 >= 0 && hasInk(row: $0, columns) }
        if isBelow && isAbove { return false }
        guard columns.count * 10 > size * 7 else { return true }
        var white = 0
        var mostWhite = 0
        for row in rows {
            if hasInk(row: row, columns) {
                if white < row - rows.lowerBound { mostWhite = max(mostWhite, white) }
                white = 0
            } else {
                white += 1
            }
        }
        return mostWhite * 12 < size && inkHeight(columns, rows) * 3 > size * 2
    }

    /// The parts of a band between gaps that are wider than a character and a half.
    private func parts(of band: GreyImage.PixelBox) -> [GreyImage.PixelBox] {
        var parts: [GreyImage.PixelBox] = []
        var start: Int?
        var end = band.x0
        for x in band.x0..<band.x1 where hasInk(column: x, band.y0..<band.y1) {
            if let first = start, (x - end) * 2 > band.height * 3 {
                parts.append(GreyImage.PixelBox(x0: first, y0: band.y0, x1: end + 1, y1: band.y1))
                start = x
            }
            if start == nil { start = x }
            end = x
        }
        if let start { parts.append(GreyImage.PixelBox(x0: start, y0: band.y0, x1: end + 1, y1: band.y1)) }
        return parts.filter { $0.width * 2 > $0.height }
    }
}
