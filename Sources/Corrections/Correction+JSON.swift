internal import Hashing
internal import Newsprint
package import TextScanning

extension Correction {
    /// The name of its change, as lines and commands have it.
    package var action: String {
        switch change {
        case .moveByline: "move-byline"
        case .removeByline: "remove-byline"
        case .people: "people"
        case .headline(.main, _, _): "headline"
        case .headline(.kicker, _, _): "kicker"
        case .merge: "merge"
        case .split: "split"
        case .kind: "kind"
        case .apart: "apart"
        case .naming: "naming"
        case .undo: "undo"
        }
    }

    /// The line of `state/overrides.jsonl`, with its line feed.
    package var line: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        writer.endLine()
        return writer.bytes
    }

    /// Writes it as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("seq", number)
            writer.member("schema", "override/1")
            writer.member("time", time)
            writer.member("who", who)
            writer.member("why", why)
            writer.member("action", action)
            writer.member("source_sha256", source.hex)
            writer.member("page_key", pageKey)
            writer.member("page", pageIndex + 1)
            writer.member("articles") { writer in
                writer.array { writer in
                    for article in articles { article.write(to: &writer) }
                }
            }
            writeChange(to: &writer)
        }
    }

    private func writeChange(to writer: inout JSONWriter) {
        switch change {
        case .moveByline(let line), .removeByline(let line): writer.member("line", line)
        case .people(let people, let line):
            writer.member("line", line)
            writer.member("people") { writer in
                writer.array { writer in
                    for person in people {
                        writer.object { writer in
                            writer.member("name", person.name)
                            writer.member("role", person.role.rawValue)
                        }
                    }
                }
            }
        case .headline(_, let text, let former):
            writer.member("text", text)
            writer.member("former", former)
        case .split(let opening, let index):
            writer.member("opening", opening)
            writer.member("paragraph", index + 1)
        case .kind(let kind, let former):
            writer.member("kind", kind.rawValue)
            writer.member("former", former.rawValue)
        case .naming(let title, let date, let page):
            writer.member("title", title)
            writer.member("date", date?.description)
            writer.member("label", page?.description)
        case .undo(let number): writer.member("of", number)
        case .merge, .apart: break
        }
    }

    /// Reads a line; nil if it is none, or of a kind that this version does not know.
    package init?(_ line: Span<UInt8>) {
        guard let value = try? JSONValue(parsing: line) else { return nil }
        self.init(value)
    }

    /// Reads what ``write(to:)`` wrote.
    package init?(_ value: JSONValue) {
        guard let number = value["seq"]?.integer, value["schema"]?.string == "override/1",
            let time = value["time"]?.string, let who = value["who"]?.string,
            let source = value["source_sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let page = value["page"]?.integer, page >= 0, let articles = value["articles"]?.array,
            let change = Change(value)
        else { return nil }
        self.number = number
        self.time = time
        self.who = who
        why = value["why"]?.string
        self.source = source
        pageKey = value["page_key"]?.string
        pageIndex = page - 1
        self.articles = articles.compactMap { ArticleEvidence($0) }
        self.change = change
        let needed =
            switch change {
            case .naming, .undo: 0
            case .moveByline, .merge, .apart: 2
            default: 1
            }
        guard self.articles.count == articles.count, articles.count >= needed else { return nil }
    }
}

extension Correction.Change {
    fileprivate init?(_ value: JSONValue) {
        switch value["action"]?.string {
        case "move-byline", "remove-byline":
            guard let line = value["line"]?.string else { return nil }
            self = value["action"]?.string == "move-byline" ? .moveByline(line: line) : .removeByline(line: line)
        case "people":
            let people = (value["people"]?.array ?? []).compactMap { person -> Contributor? in
                guard let name = person["name"]?.string,
                    let role = person["role"]?.string.flatMap({ Contributor.Role(rawValue: $0) })
                else { return nil }
                return Contributor(name: name, role: role)
            }
            self = .people(people, line: value["line"]?.string)
        case "headline": self = .headline(.main, text: value["text"]?.string, former: value["former"]?.string)
        case "kicker": self = .headline(.kicker, text: value["text"]?.string, former: value["former"]?.string)
        case "merge": self = .merge
        case "split":
            guard let opening = value["opening"]?.string, let number = value["paragraph"]?.integer,
                number > 0
            else { return nil }
            self = .split(opening: opening, index: number - 1)
        case "kind":
            guard let kind = value["kind"]?.string.flatMap({ Article.Kind(rawValue: $0) }),
                let former = value["former"]?.string.flatMap({ Article.Kind(rawValue: $0) })
            else { return nil }
            self = .kind(kind, former: former)
        case "apart": self = .apart
        case "naming":
            self = .naming(
                title: value["title"]?.string,
                date: value["date"]?.string.flatMap { CalendarDate($0) },
                page: value["label"]?.string.flatMap { PageLabel($0) }
            )
        case "undo":
            guard let number = value["of"]?.integer else { return nil }
            self = .undo(of: number)
        default: return nil
        }
    }
}

extension ArticleEvidence {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("body_sha256", body.hex)
            writer.member("headline", headline)
            writer.member("text", text)
        }
    }

    fileprivate init?(_ value: JSONValue) {
        guard let id = value["id"]?.string, let body = value["body_sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let headline = value["headline"]?.string, let text = value["text"]?.string
        else { return nil }
        self.init(id: id, body: body, headline: headline, text: text)
    }
}
