import Newsprint

/// Follows the operators that draw (ISO 32000-1, 8) and notes which rules, frames and pictures they make.
struct PDFPainter {
    private struct Matrix {
        var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

        func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

        func after(_ inner: Matrix) -> Matrix {
            Matrix(
                a: inner.a * a + inner.b * c,
                b: inner.a * b + inner.b * d,
                c: inner.c * a + inner.d * c,
                d: inner.c * b + inner.d * d,
                e: inner.e * a + inner.f * c + e,
                f: inner.e * b + inner.f * d + f
            )
        }
    }

    private struct State {
        var matrix = Matrix()
        var fillsWhite = false
        var strokesWhite = false
    }

    /// Below this a line is a stroke of a drawing, not a rule of the page, in points.
    private static let leastLength = 20.0
    /// What is thicker is an area.
    private static let mostThickness = 3.5
    private static let most = 2_000

    private let page: Box
    private var state = State()
    private var saved: [State] = []
    /// The corners of the parts of the path.
    private var parts: [[(x: Double, y: Double)]] = []
    private var rules: [Box] = []
    private var frames: [Box] = []
    private var pictures: [Box] = []
    private var operatorCount = 0

    init(box: Box) {
        page = box
    }

    /// Whether a page has more on it than any page of a newspaper.
    var isFull: Bool { operatorCount > 2_000_000 }

    mutating func save() { if saved.count < 256 { saved.append(state) } }

    mutating func restore() { if let last = saved.popLast() { state = last } }

    mutating func transform(_ numbers: [Double]) {
        guard numbers.count == 6 else { return }
        let inner = Matrix(
            a: numbers[0],
            b: numbers[1],
            c: numbers[2],
            d: numbers[3],
            e: numbers[4],
            f: numbers[5]
        )
        state.matrix = state.matrix.after(inner)
    }

    mutating func addPicture() {
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { state.matrix.point($0.0, $0.1) }
        if let box = bounds(corners), box.width > PDFPainter.leastLength, box.height > PDFPainter.leastLength,
            pictures.count < PDFPainter.most
        {
            pictures.append(box)
        }
    }

    /// Performs an operator that is neither about text nor about other objects.
    mutating func perform(_ name: String, _ numbers: [Double]) {
        operatorCount += 1
        switch name {
        case "q": save()
        case "Q": restore()
        case "cm": transform(numbers)
        case "m": if numbers.count == 2 { parts.append([state.matrix.point(numbers[0], numbers[1])]) }
        case "l": if numbers.count == 2 { add(numbers[0], numbers[1]) }
        // Of a curve only its end counts: rounded corners of frames.
        case "c", "v", "y": if numbers.count >= 4 { add(numbers[numbers.count - 2], numbers[numbers.count - 1]) }
        case "h": if let first = parts.last?.first { parts[parts.count - 1].append(first) }
        case "re":
            guard numbers.count == 4 else { return }
            let (x, y, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3])
            let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            parts.append(corners.map { state.matrix.point($0.0, $0.1) })
        case "g": state.fillsWhite = numbers.first ?? 0 > 0.99
        case "G": state.strokesWhite = numbers.first ?? 0 > 0.99
        case "rg": state.fillsWhite = numbers.count == 3 && numbers.allSatisfy { $0 > 0.99 }
        case "RG": state.strokesWhite = numbers.count == 3 && numbers.allSatisfy { $0 > 0.99 }
        case "k": state.fillsWhite = numbers.count == 4 && numbers.allSatisfy { $0 < 0.01 }
        case "K": state.strokesWhite = numbers.count == 4 && numbers.allSatisfy { $0 < 0.01 }
        case "sc", "scn": state.fillsWhite = PDFPainter.isWhite(numbers)
        case "SC", "SCN": state.strokesWhite = PDFPainter.isWhite(numbers)
        case "S", "s": paint(fills: false, strokes: true, closes: name == "s")
        case "f", "F", "f*": paint(fills: true, strokes: false, closes: true)
        case "B", "B*": paint(fills: true, strokes: true, closes: false)
        case "b", "b*": paint(fills: true, strokes: true, closes: true)
        case "n": parts = []
        default: break
        }
        if parts.count > PDFPainter.most { parts = [] }
    }

    private static func isWhite(_ numbers: [Double]) -> Bool {
        numbers.count == 4 ? numbers.allSatisfy { $0 < 0.01 } : !numbers.isEmpty && numbers.allSatisfy { $0 > 0.99 }
    }

    private mutating func add(_ x: Double, _ y: Double) {
        guard let last = parts.indices.last, parts[last].count < 64 else { return }
        parts[last].append(state.matrix.point(x, y))
    }

    private mutating func paint(fills: Bool, strokes: Bool, closes: Bool) {
        defer { parts = [] }
        let fills = fills && !state.fillsWhite
        let strokes = strokes && !state.strokesWhite
        guard fills || strokes, rules.count + frames.count < PDFPainter.most else { return }
        for part in parts {
            guard let box = bounds(part) else { continue }
            if isRectangle(part, box) || fills && part.count >= 4 && part.count <= 6 {
                addArea(box)
            } else if strokes {
                for (start, end) in zip(part, part.dropFirst()) {
                    if let line = bounds([start, end]) { addRule(line) }
                }
            }
        }
    }

    private mutating func addArea(_ box: Box) {
        if min(box.width, box.height) <= PDFPainter.mostThickness {
            addRule(box)
        } else if box.width > PDFPainter.leastLength, box.height > 10 {
            frames.append(box)
        }
    }

    private mutating func addRule(_ box: Box) {
        guard max(box.width, box.height) >= PDFPainter.leastLength,
            min(box.width, box.height) <= PDFPainter.mostThickness
        else { return }
        rules.append(box)
    }

    /// Whether a closed part goes along the sides of its box.
    private func isRectangle(_ part: [(x: Double, y: Double)], _ box: Box) -> Bool {
        guard part.count >= 5, let first = part.first, let last = part.last, abs(first.x - last.x) < 1,
            abs(first.y - last.y) < 1
        else { return false }
        let reach = min(12, min(box.width, box.height) / 4 + 1)
        return part.allSatisfy { corner in
            let (x, y) = (corner.x - page.x0, page.y1 - corner.y)
            return min(abs(x - box.x0), abs(x - box.x1)) < reach || min(abs(y - box.y0), abs(y - box.y1)) < reach
        } && box.width > PDFPainter.leastLength
    }

    /// The box around points, from the top left of the page; nil for what is not on it.
    private func bounds(_ points: [(x: Double, y: Double)]) -> Box? {
        guard let x0 = points.map(\.x).min(), let x1 = points.map(\.x).max(), let y0 = points.map(\.y).min(),
            let y1 = points.map(\.y).max(), x0.isFinite, x1.isFinite, y0.isFinite, y1.isFinite
        else { return nil }
        let box = Box(
            x0: max(x0, page.x0) - page.x0,
            y0: page.y1 - min(y1, page.y1),
            x1: min(x1, page.x1) - page.x0,
            y1: page.y1 - max(y0, page.y0)
        )
        return box.x1 >= box.x0 && box.y1 >= box.y0 ? box : nil
    }

    /// What was drawn, with four rules that enclose an area as a frame.
    consuming func finish() -> PageDrawing {
        var drawing = PageDrawing(width: page.width, height: page.height)
        drawing.rules = rules
        drawing.pictures = pictures
        drawing.frames = frames + enclosed()
        return drawing
    }

    private func enclosed() -> [Box] {
        let level = rules.filter { $0.width > $0.height }.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) }.prefix(400)
        let upright = rules.filter { $0.width <= $0.height }.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) }.prefix(400)
        var found: [Box] = []
        for (index, top) in level.enumerated() where found.count < 200 {
            for bottom in level[(index + 1)...] {
                guard bottom.x0 - top.x0 < 3 else { break }
                guard abs(bottom.x1 - top.x1) < 3, abs(bottom.midY - top.midY) > 10 else { continue }
                let box = top.union(bottom)
                func isSide(_ x: Double) -> Bool {
                    upright.contains {
                        abs($0.midX - x) < 3 && $0.y0 < box.y0 + 4 && $0.y1 > box.y1 - 4
                            && $0.height < box.height + 12
                    }
                }
                if isSide(box.x0), isSide(box.x1) { found.append(box) }
            }
        }
        return found
    }
}
