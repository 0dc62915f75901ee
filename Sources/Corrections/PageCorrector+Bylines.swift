internal import Newsprint
internal import TextNormalization

extension PageCorrector {
    /// Gives the byline `line` of one item (or one that is a leftover by now) to an article.
    mutating func moveByline(_ line: String, from: Int?, to: Int?) throws(Obstacle) {
        let target = try place(to)
        if Self.normalized(entries[target].item.article.byline.raw) == line { throw .already }
        guard !entries[target].item.article.kind.isLeftover else {
            throw .unfit(["what is to have the byline is no article any more", "接收署名的条目已不是稿件"])
        }
        let heir = entries[target].serial
        let (passage, people) = try takeByline(line, from: from, heir: heir)
        let place = try place(heir)
        let former = entries[place].item.article.byline.raw
        var byline = Byline()
        byline.raw = passage
        byline.people = people
        byline.confidence = 1
        entries[place].item.article.byline = byline
        entries[place].leftovers = []
        entries[place].item.article.quality.flags.removeAll { $0 == "byline_unclear" }
        touch(place)
        leave(former, role: "byline")
    }

    /// Takes the byline `line` from an article; it is of unclear owner then.
    mutating func removeByline(_ line: String, of serial: Int?) throws(Obstacle) {
        let place = try place(serial)
        let raw = entries[place].item.article.byline.raw
        guard let raw else { throw .already }
        guard Self.normalized(raw) == line else { throw Self.otherByline(raw) }
        clearByline(at: place)
        leave(raw, role: "byline")
    }

    /// Says who wrote an article.
    mutating func setPeople(_ people: [Contributor], _ line: String?, of serial: Int?) throws(Obstacle) {
        let place = try place(serial)
        let raw = entries[place].item.article.byline.raw
        guard Self.normalized(raw) == line else { throw Self.otherByline(raw) }
        guard !entries[place].item.article.kind.isLeftover else {
            throw .unfit(["it is no article any more", "该条目已不是稿件"])
        }
        if entries[place].item.article.byline.people == people { throw .already }
        entries[place].item.article.byline.people = people
        entries[place].item.article.byline.confidence = people.isEmpty ? 0 : 1
        entries[place].item.article.byline.candidates = []
        entries[place].leftovers = []
        entries[place].item.article.quality.flags.removeAll { $0 == "byline_unclear" }
        note("byline.people", typedAt: place)
        touch(place)
    }

    /// Notes that a member was typed by a person.
    mutating func note(_ member: String, typedAt place: Int) {
        guard !entries[place].item.article.corrected.typed.contains(member) else { return }
        entries[place].item.article.corrected.typed.append(member)
    }

    private static func otherByline(_ raw: Passage?) -> Obstacle {
        .unfit([
            "its byline is now \(raw.map { "“\($0.text)”" } ?? "none"), not the one that was corrected",
            "其署名现为\(raw.map { "“\($0.text)”" } ?? "空")，与更正时不同",
        ])
    }

    private mutating func clearByline(at place: Int) {
        entries[place].item.article.byline.raw = nil
        entries[place].item.article.byline.people = []
        entries[place].item.article.byline.confidence = 0
        entries[place].item.article.corrected.typed.removeAll { $0 == "byline.people" }
        touch(place)
    }

    /// Takes the line out of the item that has it: the one that had it then, else a leftover.
    private mutating func takeByline(
        _ line: String,
        from serial: Int?,
        heir: Int
    ) throws(Obstacle) -> (Passage, [Contributor]) {
        if let place = entries.firstIndex(where: { $0.serial == serial }) {
            let byline = entries[place].item.article.byline
            if let raw = byline.raw, Self.normalized(raw) == line {
                clearByline(at: place)
                return (raw, byline.people)
            }
        }
        for place in entries.indices where entries[place].item.article.kind.isLeftover {
            guard
                let paragraph = entries[place].item.article.paragraphs.firstIndex(where: {
                    Self.normalized($0.passage) == line
                })
            else { continue }
            let passage = entries[place].item.article.paragraphs.remove(at: paragraph).passage
            touch(place)
            removeIfEmpty(entries[place].serial, heir: heir)
            return (passage, reading.people(passage))
        }
        throw .unfit(["the byline “\(line)” is not where it was taken from", "署名“\(line)”已不在原处"])
    }
}
