import Newsprint

/// A line of the page as layout sees it: a box of type of one size.
struct LayoutItem {
    /// The index of the line in `GeometricPage.lines`.
    var line: Int
    /// As high as its type, whatever the font calls its ascent.
    var box: Box
    var size: Double
    var isBold: Bool
    /// How many characters it has.
    var length: Int
    /// Whether it says by its first or last words that it names who wrote or took something.
    var isCredit: Bool
    /// Whether it ends as sentences and their parts do, and headlines do not.
    var endsSentence: Bool
    /// Whether it says the day or number of the issue, or who made the page.
    var isFolio: Bool
    /// Whether it reads down on a page that reads from left to right.
    var isDown: Bool
    /// Whether its type is a headline's.
    var isHead = false
    /// The number of the picture that it stands under and speaks of, if it does.
    var picture: Int?

    /// The line `line` of the page.
    ///
    /// With `turned`, the width of a page that is set from top to bottom, the page is turned so that it reads from left
    /// to right: its columns of characters, from the right, become lines, from the top.
    init(_ positioned: PositionedLine, line: Int, turned: Double? = nil) {
        self.line = line
        let dominant = positioned.dominantWord
        size = max(dominant.fontSize, 0.1)
        isBold = dominant.isBold
        isDown = turned == nil && dominant.direction == .down
        let whole = positioned.box
        let middle = dominant.box.midY
        if let turned {
            box = Box(x0: whole.y0, y0: turned - whole.x1, x1: whole.y1, y1: turned - whole.x0)
        } else if dominant.direction == .right {
            box = Box(x0: whole.x0, y0: middle - size / 2, x1: whole.x1, y1: middle + size / 2)
        } else {
            box = whole
        }
        let text = positioned.words.flatMap { Array($0.text.unicodeScalars) }.filter { !$0.properties.isWhitespace }
        length = text.count
        isCredit = LayoutItem.isCredit(text)
        isFolio = LayoutItem.isFolio(text)
        endsSentence = text.last.map { "。，；、".unicodeScalars.contains($0) } ?? false
    }

    /// Where its reading begins: by this lines stand in a row, and its lines follow from left to right, or right to left.
    var rowY: Double { isDown ? box.y0 + size / 2 : box.midY }
    var rowX: Double { isDown ? -box.x1 : box.x0 }

    private static let marks = Array("□■◇◆○●▲△☆★◎".unicodeScalars)
    private static let trades = ["记者", "記者", "通讯员", "通訊員", "摄影", "攝影"].map { Array($0.unicodeScalars) }

    private static let editors = ["责任编辑", "責任編輯", "责编", "責編", "本版编辑", "版面设计", "美编", "校对"]
        .map { Array($0.unicodeScalars) }

    private static func isFolio(_ text: [Unicode.Scalar]) -> Bool {
        guard text.count <= 80 else { return false }
        if text.contains("年"), text.contains("月"), text.contains("日"), !text.contains("，"), !text.contains("。") {
            return text.contains("版") || text.contains("期") || text.contains("星")
        }
        return editors.contains { text.starts(with: $0) }
    }

    private static func isCredit(_ text: [Unicode.Scalar]) -> Bool {
        guard text.count <= 40, let first = text.first, let last = text.last else { return false }
        if last == "摄" || last == "攝" { return true }
        let isMarked = marks.contains(first)
        guard isMarked || text.count <= 24 else { return false }
        if isMarked, text.count <= 16 { return true }
        return trades.contains { trade in
            text.indices.dropLast().contains { text[$0] == trade[0] && text[$0...].starts(with: trade) }
        }
    }
}

extension [LayoutItem] {
    /// The box around all items; nil for none.
    var bounds: Box? {
        guard var box = first?.box else { return nil }
        for item in dropFirst() { box = box.union(item.box) }
        return box
    }
}
