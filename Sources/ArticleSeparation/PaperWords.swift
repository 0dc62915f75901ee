import Newsprint

/// Words that a user's paper uses beside those of ``Lexicon/standard``, by what they say.
///
/// The configuration gives them as `words.KIND = WORD, WORD …`; words are parted by blanks, commas or `、`.
package struct PaperWords: Equatable, Sendable {
    /// What a word says.
    package enum Kind: String, Sendable, CaseIterable, Comparable {
        /// A news agency, as datelines name it.
        case agency
        /// An opening that is a dateline by itself, such as `本报讯`.
        case dateline
        /// The name of a column, which stands in a line of its own and is no headline.
        case column
        // What a byline or credit calls people.
        case reporter, correspondent, intern, author, editor, translator, photographer, illustrator, source
        /// What may stand before these, such as `本报` or `特约`.
        case prefix
        /// A surname that is not among the common ones, of one character or two.
        case surname
        /// What opens the line that names a page's editors, printers, addresses.
        case imprint
        /// What leads to another page, such as `下转`.
        case jump
        /// What stands over a list of other pages' articles, such as `导读`.
        case index
        /// What a notice or an advert is headed by.
        case notice, advert
        /// What opens a caption.
        case caption
        /// What opens a report without dateline, such as `近日`.
        case lead
        /// What a page of opinions is called in its folio line.
        case opinion

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

        /// The characters that a word of this kind has.
        fileprivate var lengths: ClosedRange<Int> {
            switch self {
            case .reporter, .correspondent, .intern, .author, .editor, .translator, .photographer, .illustrator,
                .source:
                1...16
            case .surname: 1...2
            default: 2...16
            }
        }
    }

    /// Why words cannot be taken, in one sentence.
    package struct Mistake: Error, Equatable {
        package let reason: String
    }

    /// The most words of a kind: each line of a page is held against them.
    package static let most = 200

    /// The words of each kind, in the order in which they were given.
    package private(set) var lists: [Kind: [String]] = [:]

    /// No words.
    package init() {}

    /// Whether there is none.
    package var isEmpty: Bool { lists.isEmpty }

    /// Sets the words of a kind to those in `text`.
    package mutating func set(_ kind: Kind, to text: String) throws(Mistake) {
        var words: [String] = []
        for part in text.unicodeScalars.split(whereSeparator: PaperWords.parts) {
            let word = String(String.UnicodeScalarView(part))
            guard kind.lengths ~= part.count else {
                throw Mistake(
                    reason:
                        "A word of this kind has \(kind.lengths.lowerBound) to \(kind.lengths.upperBound) characters; “\(word)” has \(part.count)."
                )
            }
            guard !words.contains(word) else {
                throw Mistake(reason: "“\(word)” stands there twice; keep one of them.")
            }
            words.append(word)
        }
        guard !words.isEmpty else { throw Mistake(reason: "Words are missing behind “=”.") }
        guard words.count <= PaperWords.most else {
            throw Mistake(
                reason: "There are \(words.count) words, more than \(PaperWords.most); keep those that occur."
            )
        }
        lists[kind] = words
    }

    private static func parts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", ",", "、", "，", "\u{3000}": true
        default: false
        }
    }

    /// All words in one text that is the same for the same words, whatever order the kinds came in.
    package var canonical: String {
        lists.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.joined(separator: "、"))\n" }.joined()
    }
}

extension Lexicon {
    /// The words of ``standard`` and `words`.
    package init(adding words: PaperWords) {
        self = .standard
        for (kind, list) in words.lists.sorted(by: { $0.key < $1.key }) { add(list, as: kind) }
    }

    private mutating func add(_ words: [String], as kind: PaperWords.Kind) {
        switch kind {
        case .reporter, .correspondent, .intern, .author, .editor, .translator, .photographer, .illustrator, .source:
            if let role = Contributor.Role(rawValue: kind.rawValue) { roles += words.map { ($0, role) } }
        case .agency: agencies += words
        case .dateline: datelines += words
        case .column: columns += words
        case .prefix: rolePrefixes += words
        case .surname:
            surnames += words.filter { $0.unicodeScalars.count == 1 }.joined()
            doubleSurnames += words.filter { $0.unicodeScalars.count == 2 }
        case .imprint: editorWords += words
        case .jump: jumpWords += words
        case .index: indexWords += words
        case .notice: noticeWords += words
        case .advert: advertWords += words
        case .caption: captionWords += words
        case .lead: leadWords += words
        case .opinion: opinionSections += words
        }
    }
}
