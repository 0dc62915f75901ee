internal import TextScanning

/// A run of a page's text that stands in one box, its characters side by side.
package struct PlacedWord: Equatable, Sendable {
    /// UTF-8 byte offsets in the page's text.
    package var range: Range<Int>
    package var box: Box
    package var direction: TextDirection
    /// The number of the printed line that it stands in; boxes of words of one line are joined.
    package var line: Int

    /// What stands at `range` is printed in `box`, as part of the line `line`.
    package init(range: Range<Int>, box: Box, direction: TextDirection = .right, line: Int) {
        self.range = range
        self.box = box
        self.direction = direction
        self.line = line
    }
}

extension SourceMap {
    /// The boxes of a range of `text`, one for each printed line that it touches, in text order.
    ///
    /// Part of a word takes the part of its box that its characters fill, a Western character half as wide as another.
    package func boxes(of range: Range<Int>, in text: [UInt8]) -> [Box] {
        var boxes: [Box] = []
        var line: Int?
        var index = firstWord(endingAfter: range.lowerBound)
        while index < words.count, words[index].range.lowerBound < range.upperBound {
            let word = words[index]
            let box = SourceMap.part(of: word, range.clamped(to: word.range), text.span)
            if line == word.line, let last = boxes.last {
                boxes[boxes.count - 1] = last.union(box)
            } else {
                boxes.append(box)
            }
            line = word.line
            index += 1
        }
        return boxes
    }

    private func firstWord(endingAfter offset: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func part(of word: PlacedWord, _ range: Range<Int>, _ text: Span<UInt8>) -> Box {
        guard range != word.range else { return word.box }
        let before = extent(text, word.range.lowerBound..<range.lowerBound)
        let inside = extent(text, range)
        let whole = before + inside + extent(text, range.upperBound..<word.range.upperBound)
        guard whole > 0 else { return word.box }
        var box = word.box
        switch word.direction {
        case .right:
            box.x0 = word.box.x0 + word.box.width * before / whole
            box.x1 = word.box.x0 + word.box.width * (before + inside) / whole
        case .down:
            box.y0 = word.box.y0 + word.box.height * before / whole
            box.y1 = word.box.y0 + word.box.height * (before + inside) / whole
        case .up:
            box.y1 = word.box.y1 - word.box.height * before / whole
            box.y0 = word.box.y1 - word.box.height * (before + inside) / whole
        }
        return box
    }

    private static func extent(_ text: Span<UInt8>, _ range: Range<Int>) -> Double {
        var extent = 0.0
        var position = range.lowerBound
        while position < range.upperBound {
            extent += ScalarCursor.next(text, &position, end: range.upperBound) < 0x2000 ? 0.5 : 1
        }
        return extent
    }
}
