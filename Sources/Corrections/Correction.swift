package import Hashing
package import Newsprint

/// What a person said of articles, and what it is tied to: a line of `state/overrides.jsonl`.
package struct Correction: Equatable, Sendable {
    /// What is to be otherwise.
    package enum Change: Equatable, Sendable {
        /// The byline of the first article belongs to the second; `line` is what it says, normalised.
        case moveByline(line: String)
        /// The byline belongs to no article that is known; `line` is what it says, normalised.
        case removeByline(line: String)
        /// These people wrote the article; `line` is its byline, normalised, or nil if it had none.
        case people([Contributor], line: String?)
        /// Its headline or kicker is `text`, or there is none; `former` is what it was.
        case headline(Part, text: String?, former: String?)
        /// All the articles are one, in this order.
        case merge
        /// Another article begins with the paragraph at `index` (from 0), whose normalised text begins with `opening`.
        case split(opening: String, index: Int)
        /// It is of another kind than `former`; a leftover is no article.
        case kind(Article.Kind, former: Article.Kind)
        /// The two articles do not repeat each other.
        case apart
        /// What the file is: title, day, page label; nil for what is not said.
        case naming(title: String?, date: CalendarDate?, page: PageLabel?)
        /// An earlier correction was none.
        case undo(of: Int)
    }

    /// A line of a headline.
    package enum Part: String, Sendable {
        case main, kicker
    }

    /// Counts the corrections of a root, from 1.
    package var number: Int
    /// RFC 3339, UTC.
    package var time: String
    /// Who made it, as given.
    package var who: String
    /// Why, in the words of who made it.
    package var why: String?
    /// The content that the articles were read from then.
    package var source: Digest
    /// The key of their page (`PageKey.description`), if it had one.
    package var pageKey: String?
    /// The place of their page in its file, from 0.
    package var pageIndex: Int
    /// The articles, in the order that ``change`` gives a meaning.
    package var articles: [ArticleEvidence]
    package var change: Change

    /// A correction with all its parts.
    package init(
        number: Int,
        time: String,
        who: String,
        why: String?,
        source: Digest,
        pageKey: String?,
        pageIndex: Int,
        articles: [ArticleEvidence],
        change: Change
    ) {
        self.number = number
        self.time = time
        self.who = who
        self.why = why
        self.source = source
        self.pageKey = pageKey
        self.pageIndex = pageIndex
        self.articles = articles
        self.change = change
    }

    /// Whether it changes what is read of a page, so that a parser has to know it.
    package var changesPages: Bool {
        switch change {
        case .apart, .undo, .naming: false
        default: true
        }
    }

    /// Whether it is about the page with this key, or at this place of this content.
    package func concerns(pageKey key: String?, source: Digest, pageIndex: Int) -> Bool {
        if let key, key == pageKey { return true }
        return source == self.source && pageIndex == self.pageIndex
    }
}

/// What became of a correction when it was applied to a page.
package struct CorrectionOutcome: Equatable, Sendable {
    /// How it went.
    package enum Result: String, Sendable {
        /// It changed the page.
        case applied
        /// The page says so already.
        case already
        /// It does not fit the page any more.
        case unfit
    }

    package var number: Int
    package var result: Result
    /// Why it does not fit, in English and Chinese; empty if it does.
    package var reason: [String]

    /// An outcome.
    package init(_ number: Int, _ result: Result, reason: [String] = []) {
        self.number = number
        self.result = result
        self.reason = reason
    }
}
