import RecordIndex
import TextScanning

/// A published line with what is known of the article from others, and with the other parts of its story.
struct ExportedArticle {
    /// The line as it was published, without line feed.
    let line: [UInt8]
    let link: ArticleLink

    /// Kinds of blocks that are no articles.
    private static let leftovers: [[UInt8]] = ["notice", "ad", "index", "other"].map { kind in
        Array("\"kind\":\"\(kind)\"".utf8)
    }

    /// Whether it is a block that is no article.
    var isLeftover: Bool {
        let head: ArraySlice<UInt8> = line.prefix(120)
        for kind in Self.leftovers {
            for start in head.indices where head[start...].starts(with: kind) { return true }
        }
        return false
    }

    /// The line with the member `link` at its end; nil if the line is damaged.
    func joined(with parts: [ExportedArticle]) -> [UInt8]? {
        guard var members = JSONSlice.members(of: line[...]) else { return nil }
        for (number, part) in parts.enumerated() {
            guard let others = JSONSlice.members(of: part.line[...]),
                let text = Self.value("paragraphs", of: members),
                let joined = Self.append(others, number: number + 1, offset: Self.length(ofText: text), to: members)
            else { return nil }
            members = joined
        }
        var writer = JSONWriter(capacity: line.count + 512)
        writer.object { writer in
            for member in members { writer.member(named: member.key) { $0.raw(Array(member.value)) } }
            if !parts.isEmpty { writer.member("parts", [link.id] + parts.map(\.link.id)) }
            writer.member("link") { writer in
                writer.object { link.append(to: &$0) }
            }
        }
        writer.endLine()
        return writer.bytes
    }

    private typealias Members = [(key: String, value: ArraySlice<UInt8>)]

    private static func value(_ key: String, of members: Members) -> ArraySlice<UInt8>? {
        members.first { $0.key == key }?.value
    }

    /// How many scalars the text of these paragraphs has, with a line feed after each; facts count from there.
    private static func length(ofText paragraphs: ArraySlice<UInt8>) -> Int {
        let values = (try? JSONValue(parsing: Array(paragraphs)))?.array ?? []
        var length = 0
        for value in values { length += (value["text"]?.string?.unicodeScalars.count ?? 0) + 1 }
        return length
    }

    /// Puts the lists of another part behind those of the first: paragraphs and media with the number of the part, facts
    /// where they stand in the whole text, entities with their mentions among all facts.
    private static func append(_ others: Members, number: Int, offset: Int, to members: Members) -> Members? {
        let facts = value("facts", of: members).flatMap(JSONSlice.elements)?.count ?? 0
        var joined: Members = []
        for member in members {
            guard let mine = JSONSlice.elements(of: member.value), let other = value(member.key, of: others),
                let theirs = JSONSlice.elements(of: other)
            else {
                joined.append(member)
                continue
            }
            var list: [UInt8] = [UInt8(ascii: "[")]
            for element in mine {
                if list.count > 1 { list.append(UInt8(ascii: ",")) }
                list.append(contentsOf: element)
            }
            for element in theirs {
                if list.count > 1 { list.append(UInt8(ascii: ",")) }
                list.append(contentsOf: adapted(element, of: member.key, part: number, offset: offset, facts: facts))
            }
            list.append(UInt8(ascii: "]"))
            joined.append((member.key, ArraySlice(list)))
        }
        return joined
    }

    /// An element of a list as it stands behind those of the parts before.
    private static func adapted(
        _ element: ArraySlice<UInt8>,
        of key: String,
        part number: Int,
        offset: Int,
        facts: Int
    ) -> [UInt8] {
        switch key {
        case "paragraphs", "media":
            var bytes = Array(element.dropLast())
            bytes.append(contentsOf: ",\"part\":\(number)}".utf8)
            return bytes
        case "facts": return shifted(element, by: offset)
        case "people", "organisations", "places", "programmes": return renumbered(element, by: facts)
        default: return Array(element)
        }
    }

    private static func shifted(_ fact: ArraySlice<UInt8>, by offset: Int) -> [UInt8] {
        guard let members = JSONSlice.members(of: fact),
            value("in", of: members).map({ $0.elementsEqual("\"text\"".utf8) }) == true
        else { return Array(fact) }
        var writer = JSONWriter()
        writer.object { writer in
            for member in members {
                let number = Int(String(decoding: member.value, as: UTF8.self))
                if let number, member.key == "start" || member.key == "end" {
                    writer.member(named: member.key) { $0.integer(number + offset) }
                } else {
                    writer.member(named: member.key) { $0.raw(Array(member.value)) }
                }
            }
        }
        return writer.bytes
    }

    private static func renumbered(_ entity: ArraySlice<UInt8>, by count: Int) -> [UInt8] {
        guard let members = JSONSlice.members(of: entity) else { return Array(entity) }
        var writer = JSONWriter()
        writer.object { writer in
            for member in members {
                if member.key == "mentions", let mentions = JSONSlice.elements(of: member.value) {
                    writer.member("mentions") { writer in
                        writer.array { writer in
                            for mention in mentions {
                                let number = Int(String(decoding: mention, as: UTF8.self)) ?? 0
                                writer.integer(number + count)
                            }
                        }
                    }
                } else {
                    writer.member(named: member.key) { $0.raw(Array(member.value)) }
                }
            }
        }
        return writer.bytes
    }
}
