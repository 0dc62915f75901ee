import Markup
import Newsprint
import TextNormalization

/// What the blocks of a page are for; a block has one purpose or is a leftover.
struct HTMLParts {
    /// A picture of the article with the blocks of its caption.
    struct Picture {
        var caption: [Int]
    }

    var title: [Int] = []
    var kicker: [Int] = []
    var subtitles: [[Int]] = []
    var author: [Int] = []
    var body: [Int] = []
    var crossheads: Set<Int> = []
    var pictures: [Picture] = []
    /// The blocks of an index, where the page is the layout of a printed page.
    var index: [Int] = []
    /// How sure it is that the headline was found: it equals what the page states, is marked as one, or only looks so.
    var headlineConfidence = 0.0
}

/// Finds the article in a page of HTML.
///
/// The body is what the page marks as such (Founder's `enpcontent` comments and elements, the usual ids, `articleBody`),
/// else the element with most text that is no link. The headline is what equals the stated title, else what is marked as
/// one, nearest before the body.
struct HTMLArticleFinder {
    let text: HTMLText
    let metadata: HTMLMetadata
    let name: [UInt8]

    private var nodes: [HTMLDocument.Node] { text.document.nodes }

    func parts() -> HTMLParts {
        var parts = HTMLParts()
        guard let body = bodyBlocks() else {
            parts.index = text.blocks.indices.filter { isIndexEntry(text.blocks[$0]) }
            return parts
        }
        findTitle(before: body, &parts)
        var taken = Set(parts.title)
        findHeads(around: parts.title, before: body, taken: &taken, &parts)
        findAuthor(before: body, taken: &taken, &parts)
        findPictures(from: (parts.title.max() ?? body.lowerBound - 1) + 1, body: body, taken: &taken, &parts)
        parts.body = body.filter { !taken.contains($0) }
        parts.crossheads = Set(parts.body.filter { isCrosshead(text.blocks[$0]) })
        return parts
    }

    // MARK: The body

    private func bodyBlocks() -> Range<Int>? {
        if let marked = markedBody() { return marked }
        if isLayout { return nil }
        return densestElement()
    }

    /// Whether the page shows a printed page's layout and no article.
    private var isLayout: Bool {
        if metadata.isArticle { return false }
        let file = String(decoding: name[((name.lastIndex(of: 0x2F) ?? -1) + 1)...], as: UTF8.self).lowercased()
        if ["node", "layout", "page", "index", "paperindex", "default"].contains(where: file.hasPrefix) { return true }
        let entries = text.blocks.filter { isIndexEntry($0) }
        let plain = text.blocks.reduce(0) { $0 + $1.length - $1.linkLength }
        return entries.count >= 3 && entries.reduce(0) { $0 + $1.linkLength } > plain
    }

    private func isIndexEntry(_ block: HTMLText.Block) -> Bool {
        block.linkLength * 2 > block.length && block.length >= 2
            && linkTarget(of: block.firstNode).map(isArticleLink) == true
    }

    private func linkTarget(of node: Int) -> String? {
        text.ancestors(of: node).lazy.compactMap { nodes[$0].name == "a" ? nodes[$0].attribute("href") : nil }.first
    }

    /// Links to articles of the same edition: `content_…`, `…/content/…`, `article…`, `detail…`.
    private func isArticleLink(_ target: String) -> Bool {
        let target = target.lowercased()
        return ["content_", "content/", "con_", "article", "detail", "news_", "/art/"].contains { target.contains($0) }
    }

    /// The blocks that the page itself marks as the article's text, in the order in which marks can be trusted.
    private func markedBody() -> Range<Int>? {
        if let range = between("enpcontent", "/enpcontent"), hasText(range) { return range }
        if let range = between("cms.content", "/cms.content"), hasText(range) { return range }
        let tests: [(HTMLDocument.Node) -> Bool] = [
            { $0.name == "founder-content" },
            { $0.attribute("itemprop")?.lowercased() == "articlebody" },
            { node in
                Self.names(node).contains {
                    ["ozoom", "articlecontent", "contenttext", "zoom", "articletext"].contains($0)
                }
            },
            { node in
                Self.names(node).contains {
                    ["articlebody", "contentarticle", "detailcontent", "newscontent", "textcontent", "contentbody"]
                        .contains($0)
                }
            },
            { metadata.isArticle && $0.name == "article" },
        ]
        for test in tests {
            var best: Range<Int>?
            for (index, node) in nodes.enumerated() where node.kind == .element && test(node) {
                let range = text.blocks(in: index)
                if hasText(range), plainLength(range) > best.map(plainLength) ?? 0 { best = range }
            }
            if let best { return best }
        }
        return nil
    }

    /// The ids and classes of an element, as lower-case letters only.
    static func names(_ node: HTMLDocument.Node) -> [String] {
        let words =
            (node.attribute("id") ?? "").split(separator: " ") + (node.attribute("class") ?? "").split(separator: " ")
        return words.map { String($0.lowercased().filter(\.isLetter)) }
    }

    private func between(_ open: String, _ close: String) -> Range<Int>? {
        var start: Int?
        for (index, node) in nodes.enumerated() where node.kind == .comment {
            let comment = String(decoding: node.text.prefix(64), as: UTF8.self).filter { !$0.isWhitespace }
            if comment == open { start = start ?? index }
            if comment == close, let start { return text.blocks(from: start, to: index) }
        }
        return nil
    }

    private func plainLength(_ range: Range<Int>) -> Int {
        text.blocks[range].reduce(0) { $0 + $1.length - $1.linkLength }
    }

    private func hasText(_ range: Range<Int>) -> Bool {
        plainLength(range) > 0
    }

    /// The element with most text outside of links directly below it, or one level deeper.
    private func densestElement() -> Range<Int>? {
        var scores: [Int: Int] = [:]
        for block in text.blocks {
            let length = block.length - block.linkLength
            guard length >= 10 else { continue }
            let ancestors = text.ancestors(of: block.firstNode).filter { !Self.isLineElement(nodes[$0].name) }
            if let parent = ancestors.first { scores[parent, default: 0] += 2 * length }
            if ancestors.count > 1 { scores[ancestors[1], default: 0] += length }
        }
        let best = scores.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { text.blocks(in: $0.key) }
    }

    private static func isLineElement(_ name: String) -> Bool {
        ["p", "span", "font", "b", "strong", "em", "i", "a", "h1", "h2", "h3", "h4", "h5", "h6", "u", "center"]
            .contains(name)
    }

    // MARK: The headline

    private func findTitle(before body: Range<Int>, _ parts: inout HTMLParts) {
        let limit = body.isEmpty ? text.blocks.count : min(text.blocks.count, body.lowerBound + 6)
        if let stated = metadata.title.map(Self.key), !stated.isEmpty,
            let found = printed(stated, before: limit, body)
        {
            parts.title = Array(found)
            parts.headlineConfidence = 0.99
            return
        }
        for (confidence, test) in Self.titleTests {
            let found = nodes.indices.filter { nodes[$0].kind == .element && test(nodes[$0]) }
                .map { text.blocks(in: $0) }
                .filter { !$0.isEmpty && $0.count <= 4 && $0.upperBound <= limit && linkShare($0) < 0.5 }
            if let last = found.last {
                parts.title = Array(last)
                parts.headlineConfidence = confidence
                return
            }
        }
    }

    private static let titleTests: [(Double, @Sendable (HTMLDocument.Node) -> Bool)] = [
        (0.98, { $0.name == "founder-title" }),
        (0.97, { $0.attribute("itemprop")?.lowercased() == "headline" }),
        (0.95, { $0.name == "h1" }),
        (
            0.9,
            { node in
                names(node).contains { ["title", "articletitle", "maintitle", "newstitle", "biaoti"].contains($0) }
            }
        ),
        (0.8, { $0.name == "h2" }),
        (0.7, { $0.name == "h3" }),
    ]

    private func linkShare(_ range: Range<Int>) -> Double {
        let length = text.blocks[range].reduce(0) { $0 + $1.length }
        return length == 0 ? 1 : Double(text.blocks[range].reduce(0) { $0 + $1.linkLength }) / Double(length)
    }

    private static func key(_ title: String) -> [UInt8] { BodyNormalizer.normalize(title) }

    /// The blocks, one or up to four in a row, that print a stated text and are no link; the last ones before the body.
    private func printed(_ stated: [UInt8], before limit: Int, _ body: Range<Int>) -> Range<Int>? {
        var best: Range<Int>?
        for start in 0..<limit where text.blocks[start].linkLength * 2 <= text.blocks[start].length {
            var so: [UInt8] = []
            for end in start..<min(limit, start + 4) {
                so += text.normalized([text.blocks[end]])
                guard stated.starts(with: so) else { break }
                if so.count == stated.count {
                    best = start..<end + 1
                    break
                }
            }
            if best != nil, start >= body.lowerBound { break }
        }
        return best
    }

    /// The kicker and the subtitles: what equals the stated ones, is marked as such, or is a heading beside the title.
    private func findHeads(
        around title: [Int],
        before body: Range<Int>,
        taken: inout Set<Int>,
        _ parts: inout HTMLParts
    ) {
        let limit = max(body.lowerBound, (title.max() ?? 0) + 1)
        for (stated, isKicker) in [(metadata.introTitle, true), (metadata.subtitle, false)] {
            guard let stated = stated.map(Self.key), !stated.isEmpty, let found = printed(stated, before: limit, body),
                taken.isDisjoint(with: found)
            else { continue }
            taken.formUnion(found)
            if isKicker { parts.kicker = Array(found) } else { parts.subtitles.append(Array(found)) }
        }
        for (index, node) in nodes.enumerated() where node.kind == .element {
            guard let isKicker = Self.headRole(node) else { continue }
            let range = text.blocks(in: index)
            guard !range.isEmpty, range.count <= 4, range.upperBound <= limit, taken.isDisjoint(with: range),
                linkShare(range) < 0.5
            else { continue }
            if isKicker, !parts.kicker.isEmpty { continue }
            taken.formUnion(range)
            if isKicker { parts.kicker = Array(range) } else { parts.subtitles.append(Array(range)) }
        }
        guard let first = title.min(), let last = title.max() else { return }
        if parts.kicker.isEmpty, first > 0, !taken.contains(first - 1), isHeading(first - 1, beside: first) {
            parts.kicker = [first - 1]
            taken.insert(first - 1)
        }
        var next = last + 1
        while next < limit, !taken.contains(next), isHeading(next, beside: last) {
            parts.subtitles.append([next])
            taken.insert(next)
            next += 1
        }
        parts.subtitles.sort { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// Whether an element's name or class says kicker (true) or subtitle (false).
    private static func headRole(_ node: HTMLDocument.Node) -> Bool? {
        if node.name == "founder-introtitle" { return true }
        if node.name == "founder-subtitle" { return false }
        for name in names(node) {
            if ["introtitle", "yinti", "pretitle", "kicker", "jianti", "shouldertitle", "uptitle", "suptitle"].contains(
                name
            ) {
                return true
            }
            if ["subtitle", "futi", "subheadline", "downtitle", "subtitles", "fubiaoti"].contains(name) {
                return false
            }
        }
        return nil
    }

    /// Whether a block is a heading element of its own, in the element that the title's heading stands in.
    private func isHeading(_ block: Int, beside title: Int) -> Bool {
        guard text.blocks[block].linkLength == 0 else { return false }
        func heading(_ block: Int) -> Int? {
            text.ancestors(of: text.blocks[block].firstNode).first {
                ["h1", "h2", "h3", "h4", "h5", "h6"].contains(nodes[$0].name)
            }
        }
        guard let own = heading(block), let other = heading(title), own != other else { return false }
        return nodes[own].parent == nodes[other].parent
    }

    // MARK: The author

    private func findAuthor(before body: Range<Int>, taken: inout Set<Int>, _ parts: inout HTMLParts) {
        let stated = metadata.author.map(Self.key) ?? []
        if !stated.isEmpty {
            for index in 0..<body.lowerBound where !taken.contains(index) {
                guard text.blocks[index].linkLength == 0, text.blocks[index].length <= 60 else { continue }
                let key = text.normalized([text.blocks[index]])
                guard key.count >= stated.count, key.count <= stated.count + 24,
                    key.suffix(stated.count).elementsEqual(stated)
                else { continue }
                parts.author = [index]
                taken.insert(index)
                return
            }
        }
        for (index, node) in nodes.enumerated() where node.kind == .element {
            let isAuthor =
                node.name == "founder-author" || node.attribute("itemprop")?.lowercased() == "author"
                || Self.names(node).contains { ["author", "byline", "zuozhe", "articleauthor"].contains($0) }
            guard isAuthor else { continue }
            let range = text.blocks(in: index)
            guard range.count == 1, let block = range.first, !taken.contains(block), block < body.lowerBound,
                text.blocks[block].length <= 60, text.blocks[block].linkLength == 0
            else { continue }
            parts.author = [block]
            taken.insert(block)
            return
        }
        // A line between headline and text that opens as bylines do.
        for index in ((parts.title.max() ?? 0) + 1)..<max(body.lowerBound, (parts.title.max() ?? 0) + 1)
        where !taken.contains(index) && text.blocks[index].length <= 40 && text.blocks[index].linkLength == 0 {
            let line = text.passage([text.blocks[index]])?.text ?? ""
            guard Self.bylineOpenings.contains(where: line.hasPrefix) else { continue }
            parts.author = [index]
            taken.insert(index)
            return
        }
        // Or the first line of the text, where the page puts the byline with it.
        guard let index = body.first(where: { !taken.contains($0) }), index + 1 < body.upperBound,
            text.blocks[index].length <= 40, text.blocks[index].linkLength == 0,
            let line = text.passage([text.blocks[index]])?.text, let last = line.unicodeScalars.last,
            !"。！？：，；…”".unicodeScalars.contains(last), Self.bylineOpenings.contains(where: line.hasPrefix)
        else { return }
        parts.author = [index]
        taken.insert(index)
    }

    private static let bylineOpenings = [
        "本报记者", "本報記者", "记者", "記者", "本报通讯员", "通讯员", "通訊員", "特约", "作者", "文/", "文／", "撰文", "□", "■", "◎", "●",
    ]

    // MARK: Pictures and crossheads

    /// Captions: the text in the figure or table that holds a picture, or the centred line behind it.
    private func findPictures(from start: Int, body: Range<Int>, taken: inout Set<Int>, _ parts: inout HTMLParts) {
        let firstNode = start > 0 && start <= text.blocks.count ? text.blocks[start - 1].lastNode : 0
        let lastNode = body.isEmpty ? nodes.count : text.blocks[body.upperBound - 1].lastNode
        for (index, node) in nodes.enumerated() where node.name == "img" && index >= firstNode {
            let caption =
                holderCaption(of: index, body) ?? (index <= lastNode ? followingCaption(of: index, body) : nil)
            guard let caption = caption?.filter({ !taken.contains($0) && $0 >= start && $0 < body.upperBound }),
                !caption.isEmpty
            else { continue }
            taken.formUnion(caption)
            parts.pictures.append(HTMLParts.Picture(caption: caption))
        }
    }

    private func holderCaption(of picture: Int, _ body: Range<Int>) -> Range<Int>? {
        for element in text.ancestors(of: picture) {
            let name = nodes[element].name
            let isHolder =
                name == "figure" || name == "table"
                || Self.names(nodes[element]).contains { name in
                    ["pic", "img", "photo", "figure", "image"].contains { name.hasPrefix($0) }
                }
            guard isHolder else {
                if name == "body" { return nil }
                continue
            }
            let range = text.blocks(in: element)
            let length = text.blocks[range].reduce(0) { $0 + $1.length }
            if range.isEmpty { continue }
            return length <= 400 && range.count <= 6 && range.count < max(2, body.count) ? range : nil
        }
        return nil
    }

    /// The line behind a picture if it is centred or says who took the picture.
    private func followingCaption(of picture: Int, _ body: Range<Int>) -> Range<Int>? {
        let range = text.blocks(from: picture, to: nodes.count)
        guard let next = range.first, text.blocks[next].length <= 200 else { return nil }
        let isCentred = text.ancestors(of: text.blocks[next].firstNode).prefix(3).contains { index in
            nodes[index].name == "center" || nodes[index].name == "figcaption"
                || nodes[index].attribute("align")?.lowercased() == "center"
                || nodes[index].attribute("style")?.lowercased().filter({ $0 != " " }).contains("text-align:center")
                    == true
                || Self.names(nodes[index]).contains {
                    $0.contains("caption") || $0.contains("tushuo") || $0.contains("imgtext")
                }
        }
        let key = text.passage([text.blocks[next]])?.text ?? ""
        let isCredit = key.hasSuffix("摄") || key.hasSuffix("攝") || key.hasSuffix("摄）") || key.hasSuffix("供图")
        return isCentred || isCredit && text.blocks[next].length <= 80 ? next..<next + 1 : nil
    }

    /// Whether all of a short block is bold and it ends no sentence.
    private func isCrosshead(_ block: HTMLText.Block) -> Bool {
        guard block.length <= 30, block.linkLength == 0,
            let last = text.passage([block])?.text.unicodeScalars.last,
            !"。！？；：，…”）.!?;:,".unicodeScalars.contains(last)
        else { return false }
        let bold = text.ancestors(of: block.firstNode).prefix(4).first {
            ["b", "strong", "h2", "h3", "h4", "h5", "h6"].contains(nodes[$0].name)
        }
        return bold.map { nodes[$0].end > block.lastNode } ?? false
    }
}
