import ArticleSeparation
import Newsprint
import TextScanning

/// Each printing character of a page stands in exactly one place of one item; places lie in the page and are not empty.
enum SeparationLaws {
    private static let separator = ArticleSeparator()

    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        let page = page(of: text)
        let items = separator.separate(page)
        var count = [UInt8](repeating: 0, count: text.count)
        for item in items {
            for place in places(of: item) {
                try hold(
                    !place.isEmpty && place.lowerBound >= 0 && place.upperBound <= text.count,
                    "the place \(place) is empty or outside"
                )
                for offset in place { count[offset] &+= 1 }
            }
            for candidate in item.byline.candidates {
                try hold(items.indices.contains(candidate.leftover), "leftover \(candidate.leftover) does not exist")
            }
        }
        var position = 0
        while position < text.count {
            let start = position
            let characterClass = CharacterClass(ScalarCursor.next(text.span, &position, end: text.count))
            if characterClass == .blank || characterClass == .ignorable { continue }
            try hold(count[start] == 1, "\(count[start]) places hold byte \(start)")
        }
    }

    private static func page(of text: [UInt8]) -> Page {
        var lines: [TextLine] = []
        var start = 0
        for index in text.indices where text[index] == 0x0A {
            lines.append(TextLine(range: start..<index))
            start = index + 1
        }
        if start < text.count { lines.append(TextLine(range: start..<text.count)) }
        return Page(text: text, lines: lines, source: .identity(from: 0))
    }

    private static func places(of item: Article) -> [Range<Int>] {
        var passages: [Passage?] = [
            item.headline.main, item.headline.kicker, item.byline.raw, item.dateline?.raw, item.jump,
        ]
        passages += item.headline.sub
        passages += item.paragraphs.map(\.passage)
        passages += item.media.flatMap { [$0.caption, $0.credit] }
        return passages.compactMap { $0?.ranges }.flatMap { $0 } + item.doubled
    }
}
