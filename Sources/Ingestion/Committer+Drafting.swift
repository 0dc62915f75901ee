package import Corrections
package import Hashing
internal import IssueParsing
package import Newsprint
internal import RecordIndex
internal import TextNormalization

extension Committer {
    /// A correction that was asked for, before it is known whether it fits.
    package enum Draft: Sendable {
        /// It would be this one, on what is read from this original; nil where nothing has to be read.
        case drafted(Correction, KeptOriginal?)
        /// It cannot be, for this reason.
        case refused(String)
    }

    private struct Refusal: Error { var reason: String }

    /// Makes a correction of a wish: looks up what it is about.
    package func draft(_ wish: CorrectionWish) throws -> Draft {
        do {
            return try drafted(wish)
        } catch let refusal as Refusal {
            return .refused(refusal.reason)
        }
    }

    /// Makes the corrections that say what a content is.
    package func draft(
        naming content: Digest,
        title: String?,
        date: CalendarDate?,
        page: PageLabel?,
        who: String,
        why: String?
    ) throws -> Correction {
        Correction(
            number: try nextCorrection,
            time: Timestamp.now().description,
            who: who,
            why: why,
            source: content,
            pageKey: nil,
            pageIndex: 0,
            articles: [],
            change: .naming(title: title, date: date, page: page)
        )
    }

    private func drafted(_ wish: CorrectionWish) throws -> Draft {
        guard wish.count.contains(wish.ids.count), Set(wish.ids).count == wish.ids.count else {
            throw Refusal(reason: "It takes \(wish.count.lowerBound) different articles.")
        }
        if case .undo(let number) = wish.action { return try undoing(number, wish) }
        let known = try wish.ids.map { try article($0) }
        let subjects = try known.map { try subject($0) }
        let change = try change(wish.action, subjects, known)
        // A page that has no key is known by its content.
        let key = known[0].pageKey.flatMap { $0 == Committer.scope(of: subjects[0].source) ? nil : $0 }
        if change != .apart {
            for (other, subject) in zip(known, subjects).dropFirst() {
                let isOnPage =
                    key == nil
                    ? subject.source == subjects[0].source && subject.pageIndex == subjects[0].pageIndex
                    : other.pageKey == key
                guard isOnPage else {
                    throw Refusal(reason: "\(other.id) is not on the page of \(known[0].id); both must be on one page.")
                }
            }
        }
        let source = try key.flatMap { try index.latestForm(of: $0, besides: known[0].content) } ?? subjects[0].source
        let correction = Correction(
            number: try nextCorrection,
            time: Timestamp.now().description,
            who: wish.who,
            why: wish.why,
            source: source,
            pageKey: key,
            pageIndex: source == subjects[0].source ? subjects[0].pageIndex : -1,
            articles: subjects.map(\.evidence),
            change: change
        )
        if change == .apart { return .drafted(correction, nil) }
        guard let original = try original(of: source) else { throw Refusal(reason: noOriginal(source)) }
        return .drafted(correction, original)
    }

    private func undoing(_ number: Int, _ wish: CorrectionWish) throws -> Draft {
        guard let former = book.all[number] else { throw Refusal(reason: "There is no correction \(number).") }
        if case .undo = former.change {
            throw Refusal(reason: "Correction \(number) undoes another one; make that one again instead.")
        }
        if let by = book.undone[number] { throw Refusal(reason: "Correction \(number) is undone already, by \(by).") }
        let source = try contentToRead(for: former)
        let correction = Correction(
            number: try nextCorrection,
            time: Timestamp.now().description,
            who: wish.who,
            why: wish.why,
            source: source,
            pageKey: former.pageKey,
            pageIndex: former.pageIndex,
            articles: former.articles,
            change: .undo(of: number)
        )
        if former.change == .apart { return .drafted(correction, nil) }
        guard let original = try original(of: source) else { throw Refusal(reason: noOriginal(source)) }
        return .drafted(correction, original)
    }

    /// Which content says the last word on the page that a correction is about.
    func contentToRead(for correction: Correction) throws -> Digest {
        guard let key = correction.pageKey else { return correction.source }
        return try index.latestForm(of: key, besides: correction.source) ?? correction.source
    }

    private func noOriginal(_ source: Digest) -> String {
        let what = "The original of content \(source.short) is not kept, so its page cannot be read again."
        guard policy == .move else { return "\(what) The setting “originals” is \(policy.rawValue)." }
        return "\(what) Drop the file once more; it takes its place in state/done."
    }

    private func article(_ id: String) throws -> KnownArticle {
        guard let known = try index.article(id) else { throw Refusal(reason: "There is no article \(id).") }
        guard try !index.isRetired(id) else {
            let next = try index.successor(of: id).map { "; \($0) has taken its place" } ?? ": an edition left it out"
            throw Refusal(reason: "\(id) does not stand any more\(next).")
        }
        return known
    }

    private func subject(_ known: KnownArticle) throws -> CorrectionSubject {
        guard let line = try publishedLine(known), let subject = CorrectionSubject(line: line) else {
            throw Refusal(
                reason:
                    "The record of \(known.id) is no longer in output/; “presscut reprocess \(try sourceName(known)) --again” brings it back."
            )
        }
        return subject
    }

    private func sourceName(_ known: KnownArticle) throws -> String {
        try (index.content(known.content)?.source ?? known.content).short
    }

    private func change(
        _ action: CorrectionWish.Action,
        _ subjects: [CorrectionSubject],
        _ known: [KnownArticle]
    ) throws -> Correction.Change {
        let first = subjects[0]
        switch action {
        case .moveByline:
            guard let line = first.line else { throw Refusal(reason: "\(first.id) has no byline that could be moved.") }
            return .moveByline(line: line)
        case .removeByline:
            guard first.byline != nil, let line = first.line else {
                throw Refusal(reason: "\(first.id) has no byline.")
            }
            return .removeByline(line: line)
        case .people(let people): return .people(people, line: first.byline.map { BodyNormalizer.normalized($0) })
        case .headline(let part, let text):
            return .headline(part, text: text, former: part == .main ? first.headline : first.kicker)
        case .merge: return .merge
        case .split(let paragraph):
            guard 2...max(2, first.paragraphs.count) ~= paragraph, first.paragraphs.count >= 2 else {
                throw Refusal(
                    reason:
                        "\(first.id) has \(first.paragraphs.count) paragraphs; another article can begin with the second or a later one."
                )
            }
            return .split(opening: first.opening(of: paragraph - 1), index: paragraph - 1)
        case .kind(let kind): return .kind(kind, former: first.kind)
        case .apart:
            guard let mine = known[0].body, let theirs = known[1].body else {
                throw Refusal(reason: "One of the two is not compared with others: it is too short, or no article.")
            }
            guard mine != theirs else {
                throw Refusal(reason: "Their texts are equal, so that they do repeat each other.")
            }
            return .apart
        case .undo(let number): return .undo(of: number)
        }
    }
}
