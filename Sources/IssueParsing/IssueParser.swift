package import ArticleSeparation
package import Corrections
internal import Deduplication
internal import FactExtraction
package import FileAccess
package import Hashing
package import IssueReading
package import Newsprint
internal import RecordOutput
internal import TextNormalization
internal import TextScanning

/// What an operator says of a file or of all files, beside the file itself.
package struct ParsingOptions: Equatable, Sendable {
    /// The most bytes of text that are read; more is `too-large`.
    package var maximumTextByteCount = 32 << 20
    /// The most bytes that a file has which is not text, such as an archive; more is `too-large`.
    package var maximumFileByteCount: Int { max(maximumTextByteCount, 512 << 20) }
    /// The paper's title, which then counts instead of what the file says.
    package var title: String?
    /// The day of the issue, which then counts instead of what the file says.
    package var date: CalendarDate?
    /// The page's label, which then counts instead of what the file says.
    package var page: PageLabel?
    /// Which pages are read by text recognition (`ocr`).
    package var recognition = RecognitionMode.auto
    /// The names of papers by the codes or titles under which they come.
    package var papers: [String: String] = [:]
    /// What people corrected, in the order of the numbers; what they say of a title, day or page counts before the above.
    package var corrections: [Correction] = []
    /// Words that the paper uses beside those that are common to papers.
    package var words = PaperWords()

    /// Nothing said.
    package init() {}
}

/// From the bytes of one file to its record lines: reading, identification, separation, encoding.
///
/// A pure function of the bytes, the path and the options: no clock, no index, no other file.
package struct IssueParser: Sendable {
    /// Bodies with fewer normalised characters are not compared with others: equal ones are chance or formula.
    package static let leastComparedLength = 24

    let options: ParsingOptions
    private let progress: (@Sendable (RecognitionProgress) -> Void)?
    private let separator: ArticleSeparator
    private let extractor = FactExtractor()

    /// A parser under these options; `progress` is told of what takes long.
    package init(options: ParsingOptions, progress: (@Sendable (RecognitionProgress) -> Void)? = nil) {
        self.options = options
        self.progress = progress
        self.separator =
            options.words.isEmpty ? .standard : ArticleSeparator(lexicon: Lexicon(adding: options.words))
    }

    /// Parses a file that came under `path` (below the inbox, or as given on the command line).
    ///
    /// `members` are the files that came with it, such as the ALTO files of a METS file. The members of an archive are
    /// parsed like files; those that cannot be read are told of, and only where none can be read is it an error.
    package func parse(
        _ bytes: [UInt8],
        path: RawPath,
        sha256: Digest,
        members: [SourceFile] = []
    ) throws(ReadingError) -> ParsedIssue {
        let format = SourceFormat.sniff(bytes, name: path.bytes)
        let pages = CorrectedPages(options.corrections, source: sha256)
        guard format.isArchive else {
            let read = try IssueReader.read(bytes, name: path.bytes, members: members, options: readingOptions)
            let unit = Unit(member: nil, read: read, identification: identify(read, path: path.bytes))
            return try parsed([unit], path: path, sha256: sha256, capacity: bytes.count * 3, pages)
        }
        let contents = try IssueReader.unpack(bytes, name: path.bytes, options: readingOptions)
        var units: [Unit] = []
        var refused = contents.refused
        for archived in contents.units {
            do throws(ReadingError) {
                let read = try IssueReader.read(
                    archived.bytes,
                    name: archived.name,
                    members: archived.members,
                    options: readingOptions
                )
                let identification = identify(read, path: path.bytes + [0x2F] + archived.name)
                units.append(Unit(member: archived.name, read: read, identification: identification))
            } catch {
                refused.append((archived.name, error))
            }
        }
        guard !units.isEmpty else {
            guard let first = refused.first else { throw .noText() }
            throw first.error.inMember(String(decoding: first.name, as: UTF8.self))
        }
        agree(&units)
        var issue = try parsed(units, path: path, sha256: sha256, capacity: bytes.count * 8, pages)
        issue.unread = refused.map { name, error in
            UnreadMember(
                name: String(decoding: name, as: UTF8.self),
                code: error.code.rawValue,
                english: error.reason.english,
                chinese: error.reason.chinese
            )
        }
        return issue
    }

    /// What was read as one: the file, or a member of an archive.
    private struct Unit {
        var member: [UInt8]?
        var read: ReadIssue
        var identification: IssueIdentification
    }

    private var readingOptions: ReadingOptions {
        var reading = ReadingOptions()
        reading.maximumTextByteCount = options.maximumTextByteCount
        reading.recognition = options.recognition
        reading.progress = progress
        return reading
    }

    /// Lets the members of an archive share the title and the day that those of them say which say any, if they agree.
    private func agree(_ units: inout [Unit]) {
        let titles = Set(units.compactMap(\.identification.title))
        let dates = Set(units.compactMap(\.identification.date))
        for index in units.indices {
            if titles.count == 1, units[index].identification.title == nil {
                units[index].identification.title = titles.first
            }
            guard dates.count == 1, units[index].identification.date == nil,
                let other = units.first(where: { $0.identification.date != nil })?.identification
            else { continue }
            units[index].identification.date = other.date
            units[index].identification.dateSource = other.dateSource
        }
    }

    /// Makes the records of everything that was read.
    private func parsed(
        _ units: [Unit],
        path: RawPath,
        sha256: Digest,
        capacity: Int,
        _ corrected: CorrectedPages
    ) throws(ReadingError) -> ParsedIssue {
        var corrected = corrected
        var writer = JSONWriter(capacity: capacity)
        var all: [ParsedIssue.Item] = []
        var labels: [String?] = []
        var pageCount = 0
        // By page and body: an archive may hold a page twice, and a PDF print it twice.
        var occurrences: [String: [Digest: Int]] = [:]
        for unit in units {
            let identification = unit.identification
            var issue = IssueIdentity(
                identification: identification,
                paper: identification.title.map(BodyNormalizer.normalized),
                file: path.bytes,
                sha256: sha256,
                encoding: unit.read.encoding
            )
            issue.member = unit.member.map { String(decoding: $0, as: UTF8.self) }
            if !options.words.isEmpty {
                // Other words are other rules: records say which they were made by.
                let digest = Digest(of: Array(options.words.canonical.utf8))
                issue.rules += "+" + digest.hex.prefix(8)
            }
            let encoder = RecordEncoder(issue: issue)
            let names = identification.pages.map(\.label?.description)
            labels += names
            let marked = unit.read.items.map { Dictionary(grouping: $0, by: \.page) }
            for (index, var page) in unit.read.pages.enumerated() {
                page.label = names[index]
                let articles = marked.map { $0[index]?.map { separator.refined($0.article, on: page) } ?? [] }
                let items = corrected.items(
                    articles ?? separator.separate(page),
                    page: page,
                    key: issue.pageKey(at: page.index),
                    number: pageCount,
                    separator
                )
                append(
                    page,
                    items,
                    number: pageCount,
                    of: issue,
                    with: encoder,
                    occurrences: &occurrences,
                    to: &writer,
                    items: &all
                )
                pageCount += 1
            }
        }
        guard !all.isEmpty else { throw .noText() }
        let titles = Set(units.map(\.identification.title))
        let dates = Set(units.map(\.identification.date))
        var parsed = ParsedIssue(
            title: titles.count == 1 ? titles.first ?? nil : nil,
            date: dates.count == 1 ? dates.first.flatMap { $0?.description } : nil,
            pageLabels: labels,
            items: all,
            records: writer.bytes
        )
        parsed.considered = options.corrections.map(\.number)
        parsed.outcomes = corrected.outcomes
        return parsed
    }

    /// What is known of an issue: what its source states counts before what its pages print.
    private func identify(_ read: ReadIssue, path: [UInt8]) -> IssueIdentification {
        guard let statements = read.statements else {
            return IssueNaming.identify(path: path, pages: read.pages, options: namingOptions)
        }
        return IssueNaming.identify(path: path, mastheads: statements, options: namingOptions)
    }

    private var namingOptions: NamingOptions {
        var naming = NamingOptions()
        naming.title = options.title
        naming.date = options.date
        naming.label = options.page
        naming.papers = options.papers
        for correction in options.corrections {
            guard case .naming(let title, let date, let page) = correction.change else { continue }
            naming.title = title ?? naming.title
            naming.date = date ?? naming.date
            naming.label = page ?? naming.label
        }
        return naming
    }

    /// Why the articles of a file were cut as they are, for people.
    package func explain(_ bytes: [UInt8], path: RawPath) throws(ReadingError) -> String {
        let read = try IssueReader.read(bytes, name: path.bytes, options: readingOptions)
        return read.pages.map { separator.explain($0) }.joined(separator: "\n")
    }

    private func append(
        _ page: Page,
        _ corrected: [PageCorrector.Item],
        number: Int,
        of issue: IssueIdentity,
        with encoder: RecordEncoder,
        occurrences all: inout [String: [Digest: Int]],
        to writer: inout JSONWriter,
        items: inout [ParsedIssue.Item]
    ) {
        let articles = corrected.map(\.article)
        let key = issue.pageKey(at: page.index)
        var occurrences = key.flatMap { all[$0.description] } ?? [:]
        let bodies = articles.map(IssueParser.normalizedBody)
        let identifiers = IssueParser.identifiers(
            of: bodies,
            key: key,
            source: issue.sha256,
            pageIndex: number,
            occurrences: &occurrences
        )
        if let key { all[key.description] = occurrences }
        for (position, article) in articles.enumerated() {
            let start = writer.bytes.count
            encoder.append(
                article,
                at: position,
                of: page,
                identifiers: identifiers,
                order: corrected[position].order,
                annotations: annotations(of: article, date: issue.identification.date),
                to: &writer
            )
            let length = bodies[position].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            let isCompared =
                !article.kind.isLeftover && !article.paragraphs.isEmpty && length >= IssueParser.leastComparedLength
            var entry = ParsedIssue.Item(
                id: identifiers[position],
                isArticle: !article.kind.isLeftover,
                pageKey: key?.description,
                body: isCompared ? Array(Digest(of: bodies[position]).bytes.prefix(16)) : nil,
                length: length,
                span: start..<writer.bytes.count
            )
            if isCompared, length >= ComparedText.shortest {
                entry.fingerprint = Fingerprint(ComparedText(normalized: bodies[position]))
            }
            if key != nil, !article.kind.isLeftover { entry.jumps = IssueParser.jumps(of: article) }
            entry.isCorrected = !article.corrected.overrides.isEmpty
            entry.origins = corrected[position].origins
            items.append(entry)
        }
    }

    /// The identifiers of the items of a page with these normalised bodies; `occurrences` counts the bodies that there were
    /// on the page, and goes on counting.
    static func identifiers(
        of bodies: [[UInt8]],
        key: PageKey?,
        source: Digest,
        pageIndex: Int,
        occurrences: inout [Digest: Int]
    ) -> [ArticleIdentifier] {
        bodies.map { body in
            let digest = Digest(of: body)
            let occurrence = occurrences[digest, default: 0]
            occurrences[digest] = occurrence + 1
            return ArticleIdentifier(
                page: key,
                source: source,
                pageIndex: pageIndex,
                body: body,
                occurrence: occurrence
            )
        }
    }

    /// The jump lines of an article: its own line, and those in brackets at either end of its text.
    private static func jumps(of article: Article) -> [ParsedIssue.Item.Jump] {
        var lines = [article.jump?.text ?? ""]
        if let first = article.paragraphs.first?.passage.text { lines.append(bracketed(first.unicodeScalars)) }
        if let last = article.paragraphs.last?.passage.text {
            let reversed = String.UnicodeScalarView(bracketed(last.unicodeScalars.reversed()).unicodeScalars.reversed())
            lines.append(String(reversed))
        }
        let headline = BodyNormalizer.normalized(article.headline.main?.text ?? "")
        var jumps: [ParsedIssue.Item.Jump] = []
        for jump in lines.flatMap(JumpLine.read) where !jumps.contains(where: { $0.direction == jump.direction }) {
            jumps.append(
                ParsedIssue.Item.Jump(direction: jump.direction, target: jump.target, headline: headline)
            )
        }
        return jumps
    }

    private static let brackets = Set("（(【[〔）)】]〕".unicodeScalars)

    /// What stands between a bracket with which a text begins and the next one, if that is no longer than a jump line.
    private static func bracketed(_ scalars: some Collection<Unicode.Scalar>) -> String {
        guard let first = scalars.first, brackets.contains(first) else { return "" }
        let inside = scalars.dropFirst().prefix(20)
        guard let end = inside.firstIndex(where: brackets.contains) else { return "" }
        return String(String.UnicodeScalarView(inside[..<end]))
    }

    /// The facts in an article's paragraphs, headline and captions, and the sums in its text done again.
    private func annotations(of article: Article, date: CalendarDate?) -> RecordEncoder.Annotations {
        var annotations = RecordEncoder.Annotations()
        guard !article.kind.isLeftover else { return annotations }
        let text = article.paragraphs.map(\.passage.text).joined(separator: "\n")
        let inText = extractor.facts(in: text, issueDate: date)
        var facts = inText
        let captions = article.media.compactMap(\.caption?.text).joined(separator: "\n")
        for (text, field) in [(article.headline.main?.text ?? "", Fact.Field.headline), (captions, .caption)] {
            for var fact in extractor.facts(in: text, issueDate: date) {
                fact.field = field
                facts.append(fact)
            }
        }
        var writer = JSONWriter()
        writer.array { writer in
            for fact in facts { fact.write(to: &writer) }
        }
        annotations.facts = writer.bytes
        writer = JSONWriter()
        writer.array { writer in
            for check in extractor.checks(among: inText, in: text) { check.write(to: &writer) }
        }
        annotations.checks = writer.bytes
        return annotations
    }

    /// The body by which an item is told from others: its paragraphs, else its captions, else its headline.
    static func normalizedBody(of article: Article) -> [UInt8] {
        let paragraphs = article.paragraphs.map(\.passage.text)
        let captions = article.media.compactMap(\.caption?.text)
        for parts in [paragraphs, captions, [article.headline.main?.text ?? ""]] where !parts.isEmpty {
            return BodyNormalizer.normalize(parts.joined())
        }
        return []
    }
}
