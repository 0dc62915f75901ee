package import Newsprint
package import TextScanning

/// A correction as it is asked for: which articles, and what of them; what they are is looked up.
package struct CorrectionWish: Equatable, Sendable {
    /// What is to be otherwise.
    package enum Action: Equatable, Sendable {
        /// The byline of the first article, or of a leftover, belongs to the second.
        case moveByline
        /// The byline is none of the article's.
        case removeByline
        /// These wrote it.
        case people([Contributor])
        /// The headline or kicker is this, or there is none.
        case headline(Correction.Part, String?)
        /// All are one article.
        case merge
        /// Another article begins with that paragraph, counted from 1.
        case split(paragraph: Int)
        /// It is of that kind.
        case kind(Article.Kind)
        /// The two do not repeat each other.
        case apart
        /// The correction of that number is none.
        case undo(Int)
    }

    package var action: Action
    /// The identifiers of the articles, in the order that the action gives a meaning.
    package var ids: [String]
    package var who: String
    package var why: String?

    /// A wish with all its parts.
    package init(_ action: Action, ids: [String], who: String, why: String?) {
        self.action = action
        self.ids = ids
        self.who = who
        self.why = why
    }

    /// How many articles it takes.
    package var count: ClosedRange<Int> {
        switch action {
        case .moveByline, .apart: 2...2
        case .merge: 2...64
        case .undo: 0...0
        default: 1...1
        }
    }
}

extension CorrectionWish {
    /// Writes it as members of the object that is open.
    package func append(to writer: inout JSONWriter) {
        writer.member("ids", ids)
        writer.member("who", who)
        writer.member("why", why)
        switch action {
        case .moveByline: writer.member("action", "move-byline")
        case .removeByline: writer.member("action", "remove-byline")
        case .people(let people):
            writer.member("action", "people")
            writer.member("people", people.map { "\($0.name)=\($0.role.rawValue)" })
        case .headline(let part, let text):
            writer.member("action", "headline")
            writer.member("part", part.rawValue)
            writer.member("text", text)
        case .merge: writer.member("action", "merge")
        case .split(let paragraph):
            writer.member("action", "split")
            writer.member("paragraph", paragraph)
        case .kind(let kind):
            writer.member("action", "kind")
            writer.member("kind", kind.rawValue)
        case .apart: writer.member("action", "apart")
        case .undo(let number):
            writer.member("action", "undo")
            writer.member("of", number)
        }
    }

    /// Reads what ``append(to:)`` wrote; nil for anything else.
    package init?(_ value: JSONValue) {
        guard let who = value["who"]?.string, let ids = value["ids"]?.array?.compactMap(\.string) else { return nil }
        let action: Action
        switch value["action"]?.string {
        case "move-byline": action = .moveByline
        case "remove-byline": action = .removeByline
        case "people":
            let people = value["people"]?.array?.compactMap(\.string) ?? []
            guard let read = Self.people(people) else { return nil }
            action = .people(read)
        case "headline":
            guard let part = value["part"]?.string.flatMap({ Correction.Part(rawValue: $0) }) else { return nil }
            action = .headline(part, value["text"]?.string)
        case "merge": action = .merge
        case "split":
            guard let paragraph = value["paragraph"]?.integer else { return nil }
            action = .split(paragraph: paragraph)
        case "kind":
            guard let kind = value["kind"]?.string.flatMap({ Article.Kind(rawValue: $0) }) else { return nil }
            action = .kind(kind)
        case "apart": action = .apart
        case "undo":
            guard let number = value["of"]?.integer else { return nil }
            action = .undo(number)
        default: return nil
        }
        self.init(action, ids: ids, who: who, why: value["why"]?.string)
    }

    /// Reads people written as `柏舟=reporter`; nil if one has no name or no such role.
    ///
    /// Without a role they are authors.
    package static func people(_ texts: [String]) -> [Contributor]? {
        var people: [Contributor] = []
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let role = parts.count == 2 ? Contributor.Role(rawValue: parts[1]) : .author
            guard let name = parts.first, !name.isEmpty, let role else { return nil }
            people.append(Contributor(name: name, role: role))
        }
        return people
    }
}
