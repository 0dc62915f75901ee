internal import Newsprint
internal import TextNormalization

extension PageCorrector {
    /// Sets a line of the headline: to what stands elsewhere on the page, or else to what was typed.
    mutating func setHeadline(
        _ part: Correction.Part,
        _ text: String?,
        former: String?,
        of serial: Int?
    ) throws(Obstacle) {
        let target = try place(serial)
        let wanted = text.map { BodyNormalizer.normalized($0) }
        let current = line(part, at: target)
        if Self.normalized(current) == wanted { throw .already }
        guard Self.normalized(current) == former.map({ BodyNormalizer.normalized($0) }) else {
            throw .unfit([
                "its \(part.word) is now \(current.map { "“\($0.text)”" } ?? "none"), not what was corrected",
                "其\(part.chineseWord)现为\(current.map { "“\($0.text)”" } ?? "空")，与更正时不同",
            ])
        }
        let heir = entries[target].serial
        var new: Passage?
        if let text, let wanted {
            let own = ownLines(joiningTo: wanted, at: target)
            new = own ?? takeLine(wanted, for: heir) ?? Passage(text: text, ranges: [])
        }
        let place = try place(heir)
        // The line itself may have been taken into the new one.
        let left = line(part, at: place)
        setLine(part, new, at: place)
        let member = "headline.\(part.rawValue)"
        entries[place].item.article.corrected.typed.removeAll { $0 == member }
        if let new, new.ranges.isEmpty { note(member, typedAt: place) }
        settleQuality(at: place)
        touch(place)
        leave(left)
    }

    private func line(_ part: Correction.Part, at place: Int) -> Passage? {
        let headline = entries[place].item.article.headline
        return part == .main ? headline.main : headline.kicker
    }

    private mutating func setLine(_ part: Correction.Part, _ passage: Passage?, at place: Int) {
        if part == .main {
            entries[place].item.article.headline.main = passage
        } else {
            entries[place].item.article.headline.kicker = passage
        }
    }

    private mutating func settleQuality(at place: Int) {
        let hasMain = entries[place].item.article.headline.main != nil
        guard !entries[place].item.article.kind.isLeftover else { return }
        entries[place].item.article.quality.headline = hasMain ? 1 : 0
        entries[place].item.article.quality.flags.removeAll {
            $0 == "headline_lines_unclear" || $0 == "headline_missing"
        }
        if !hasMain { entries[place].item.article.quality.flags.append("headline_missing") }
    }

    /// Lines of the article's own headline that are the wanted text one after the other; they are taken out of it.
    private mutating func ownLines(joiningTo wanted: String, at place: Int) -> Passage? {
        let headline = entries[place].item.article.headline
        let lines = [headline.kicker, headline.main].compactMap(\.self) + headline.sub
        for start in lines.indices {
            var text = ""
            for end in start..<lines.endIndex {
                guard !lines[end].ranges.isEmpty else { break }
                text += BodyNormalizer.normalized(lines[end].text)
                guard text == wanted else { continue }
                let taken = lines[start...end]
                func rest(_ passage: Passage?) -> Passage? {
                    passage.flatMap { passage in taken.contains(passage) ? nil : passage }
                }
                entries[place].item.article.headline.kicker = rest(headline.kicker)
                entries[place].item.article.headline.main = rest(headline.main)
                entries[place].item.article.headline.sub = headline.sub.filter { !taken.contains($0) }
                return Passage(text: taken.map(\.text).joined(), ranges: taken.flatMap(\.ranges))
            }
        }
        return nil
    }

    /// The wanted text where it stands alone on the page: a line of another headline, a leftover, a paragraph.
    private mutating func takeLine(_ wanted: String, for heir: Int) -> Passage? {
        for place in entries.indices {
            guard let passage = takeLine(wanted, outOf: &entries[place].item.article) else { continue }
            if entries[place].serial != heir, !entries[place].item.article.kind.isLeftover { settleQuality(at: place) }
            touch(place)
            removeIfEmpty(entries[place].serial, heir: heir)
            return passage
        }
        return nil
    }

    private func takeLine(_ wanted: String, outOf article: inout Article) -> Passage? {
        func isWanted(_ passage: Passage?) -> Bool {
            guard let passage, !passage.ranges.isEmpty else { return false }
            return Self.normalized(passage) == wanted
        }
        if isWanted(article.headline.main) {
            defer { article.headline.main = nil }
            return article.headline.main
        }
        if isWanted(article.headline.kicker) {
            defer { article.headline.kicker = nil }
            return article.headline.kicker
        }
        if let index = article.headline.sub.firstIndex(where: isWanted) {
            return article.headline.sub.remove(at: index)
        }
        // An article whose only paragraph it is would be none without it.
        guard let index = article.paragraphs.firstIndex(where: { isWanted($0.passage) }),
            article.kind.isLeftover || article.paragraphs.count > 1
        else { return nil }
        return article.paragraphs.remove(at: index).passage
    }
}

extension Correction.Part {
    fileprivate var word: String { self == .main ? "headline" : "kicker" }
    fileprivate var chineseWord: String { self == .main ? "标题" : "肩题" }
}
