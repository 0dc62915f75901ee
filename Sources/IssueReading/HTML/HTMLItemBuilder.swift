import Newsprint
import TextNormalization

/// Makes the record of a page's article, and leftovers of all else that the page shows.
struct HTMLItemBuilder {
    let text: HTMLText
    let metadata: HTMLMetadata
    let parts: HTMLParts

    func items() -> [Article] {
        var items: [Article] = []
        var taken: Set<Int> = []
        if let article = article() {
            items.append(article)
            taken.formUnion(parts.title + parts.kicker + parts.subtitles.flatMap { $0 } + parts.author + parts.body)
            for picture in parts.pictures { taken.formUnion(picture.caption) }
        } else if !parts.index.isEmpty {
            items.append(leftover(.index, parts.index))
            taken.formUnion(parts.index)
        }
        return items + leftovers(besides: taken)
    }

    private func article() -> Article? {
        var article = Article(kind: .article)
        article.headline.main = passage(parts.title)
        article.headline.kicker = passage(parts.kicker)
        article.headline.sub = parts.subtitles.compactMap { passage($0) }
        article.byline.raw = passage(parts.author)
        if article.byline.raw != nil { article.byline.confidence = 0.98 }
        var hasLead = false
        for block in parts.body {
            guard let passage = passage([block]) else { continue }
            let isCrosshead = parts.crossheads.contains(block) && hasLead
            article.paragraphs.append(Paragraph(passage, role: isCrosshead ? .crosshead : hasLead ? .body : .lead))
            if !isCrosshead { hasLead = true }
        }
        article.media = parts.pictures.compactMap { picture in passage(picture.caption).map { Media(caption: $0) } }
        if article.paragraphs.isEmpty {
            guard !article.media.isEmpty else { return nil }
            article.kind = .photo
        }
        article.quality.headline = article.headline.main == nil ? 0 : parts.headlineConfidence
        article.quality.body = metadata.isArticle || article.headline.main != nil ? 0.98 : 0.7
        return article
    }

    private func passage(_ blocks: [Int]) -> Passage? {
        text.passage(blocks.map { text.blocks[$0] })
    }

    /// What stands on the page and is none of its article, one leftover for each stretch between two parts of it.
    private func leftovers(besides taken: Set<Int>) -> [Article] {
        var items: [Article] = []
        var stretch: [Int] = []
        for block in text.blocks.indices {
            if !taken.contains(block) { stretch.append(block) }
            guard taken.contains(block) || block == text.blocks.count - 1, !stretch.isEmpty else { continue }
            items.append(leftover(.other, stretch))
            stretch = []
        }
        return items
    }

    private func leftover(_ kind: Article.Kind, _ blocks: [Int]) -> Article {
        var item = Article(kind: kind)
        item.paragraphs = blocks.compactMap { passage([$0]) }.map { Paragraph($0, role: .body) }
        return item
    }
}
