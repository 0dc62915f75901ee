import Newsprint

/// A page of the lines of `text`, as a reader hands it on.
func page(of text: String) -> Page {
    page(of: Array(text.utf8))
}

/// A page of the lines of `bytes`, which are UTF-8.
func page(of bytes: [UInt8]) -> Page {
    var lines: [TextLine] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
        lines.append(TextLine(range: start..<index))
        start = index + 1
    }
    if start < bytes.count { lines.append(TextLine(range: start..<bytes.count)) }
    return Page(text: bytes, lines: lines, source: .identity(from: 0))
}

extension Article {
    /// The bytes of the page that the item holds, place by place.
    var places: [Range<Int>] {
        let passages: [Passage?] =
            [headline.main, headline.kicker, byline.raw, dateline?.raw, jump] + headline.sub + paragraphs.map(\.passage)
            + media.map(\.caption) + media.map(\.credit)
        return passages.compactMap { $0?.ranges }.flatMap { $0 } + doubled
    }

    /// The names that the item tells, those of its pictures among them.
    var names: [String] { byline.people.map(\.name) + media.flatMap { $0.people.map(\.name) } }
}
