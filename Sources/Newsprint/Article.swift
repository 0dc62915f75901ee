/// A piece of an article as it will be read, and the places of the page that it was read from.
///
/// The text is what stands at `ranges`, in their order, under the declared normalisations and nothing else: wrapped
/// lines joined, typesetting gaps closed, radicals and compatibility ideographs unified.
package struct Passage: Equatable, Sendable {
    /// The text, normalised.
    package var text: String
    /// UTF-8 byte ranges of `Page.text`, in reading order; none is empty, no two overlap.
    package var ranges: [Range<Int>]

    /// The passage `text`, read from `ranges`.
    package init(text: String, ranges: [Range<Int>]) {
        self.text = text
        self.ranges = ranges
    }
}

/// One item of a page: an article, a photo, or a block that is none (an advert, a notice, a folio line).
package struct Article: Equatable, Sendable {
    /// What the item is.
    ///
    /// The last four are leftovers: blocks that are kept but are no articles.
    package enum Kind: String, Sendable, CaseIterable {
        case article, photo, brief, commentary
        case notice, ad, index, other

        /// Whether this is a block that is no article; it carries no facts and no links.
        package var isLeftover: Bool {
            switch self {
            case .article, .photo, .brief, .commentary: false
            case .notice, .ad, .index, .other: true
            }
        }
    }

    package var kind: Kind
    /// For a leftover that plays a known part though its article is not known, that part: `byline`.
    package var role: String?
    package var headline = Headline()
    package var byline = Byline()
    package var dateline: Dateline?
    package var paragraphs: [Paragraph] = []
    package var media: [Media] = []
    /// The jump line as printed (下转第4版), if there is one.
    package var jump: Passage?
    /// Places whose characters are printed a second time (shadow headlines); they are shown once.
    package var doubled: [Range<Int>] = []
    package var quality = Quality()
    /// What people changed of it.
    package var corrected = Corrected()

    /// An item of the given kind, otherwise empty.
    package init(kind: Kind, role: String? = nil) {
        self.kind = kind
        self.role = role
    }
}

/// What people changed of an article after it was read.
package struct Corrected: Equatable, Sendable {
    /// The numbers of their corrections, in ascending order.
    package var overrides: [Int] = []
    /// The members that were typed and stand nowhere on the page, such as `headline.main`: these have no places and own no
    /// characters.
    package var typed: [String] = []

    /// Nothing.
    package init() {}
}

/// The lines above a body.
package struct Headline: Equatable, Sendable {
    /// The main line (主题), wrapped lines joined.
    package var main: Passage?
    /// The line above it (肩题, 引题).
    package var kicker: Passage?
    /// The lines below it (副题).
    package var sub: [Passage] = []

    /// No headline.
    package init() {}
}

/// A person named in a byline or credit.
package struct Contributor: Equatable, Sendable {
    /// What a person did; the raw value is the record's word for it.
    package enum Role: String, Sendable {
        case reporter, correspondent, intern, author, photographer, editor, translator, illustrator, source
    }

    /// The name without blanks.
    package var name: String
    package var role: Role

    /// A person of that name in that role.
    package init(name: String, role: Role) {
        self.name = name
        self.role = role
    }
}

/// Who wrote an article, as printed and as read.
package struct Byline: Equatable, Sendable {
    /// A byline whose owner the page does not settle.
    package struct Candidate: Equatable, Sendable {
        /// The name without blanks.
        package var name: String
        /// How likely the line belongs to this article, 0…1.
        package var confidence: Double
        /// The index, among the items of the page, of the leftover that holds the line.
        package var leftover: Int

        /// `name`, which stands in the item `leftover`, wrote this with that confidence.
        package init(name: String, confidence: Double, leftover: Int) {
            self.name = name
            self.confidence = confidence
            self.leftover = leftover
        }
    }

    package var raw: Passage?
    package var people: [Contributor] = []
    /// How sure it is that this byline belongs here, 0…1; 0 without one.
    package var confidence: Double = 0
    package var candidates: [Candidate] = []

    /// No byline.
    package init() {}
}

/// Where and by whom a report was filed: 本报讯, 新华社北京8月3日电.
package struct Dateline: Equatable, Sendable {
    package var raw: Passage
    /// The news agency named, if any.
    package var agency: String?
    /// The place named, if any.
    package var place: String?
    /// The day named, as `--MM-DD` or `YYYY-MM-DD`, if any.
    package var date: String?

    /// A dateline as printed.
    package init(raw: Passage, agency: String? = nil, place: String? = nil, date: String? = nil) {
        self.raw = raw
        self.agency = agency
        self.place = place
        self.date = date
    }
}

/// A paragraph of an article.
package struct Paragraph: Equatable, Sendable {
    /// What a paragraph is for; the raw value is the record's word for it.
    package enum Role: String, Sendable {
        case lead, body, crosshead, note
    }

    package var passage: Passage
    package var role: Role

    /// A paragraph in the given role.
    package init(_ passage: Passage, role: Role) {
        self.passage = passage
        self.role = role
    }
}

/// A picture that belongs to an article, or is one.
package struct Media: Equatable, Sendable {
    package var caption: Passage?
    /// The credit line as printed.
    package var credit: Passage?
    package var people: [Contributor] = []

    /// A photo with this caption.
    package init(caption: Passage? = nil, credit: Passage? = nil, people: [Contributor] = []) {
        self.caption = caption
        self.credit = credit
        self.people = people
    }
}

/// How far an article can be trusted, each part 0…1.
package struct Quality: Equatable, Sendable {
    /// That the body is whole and nothing but this article.
    package var body: Double = 1
    /// That the headline is this article's.
    package var headline: Double = 0
    /// Notes for the reader of the record, such as `headline_shadow_removed`.
    package var flags: [String] = []

    /// Full confidence in the body, none in a headline.
    package init() {}
}
