internal import ArticleSeparation
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
    /// The paper's title, which then counts instead of what the file says.
    package var title: String?
    /// The day of the issue, which then counts instead of what the file says.
    package var date: CalendarDate?
    /// The page's label, which then counts instead of what the file says.
    package var page: PageLabel?
    /// The names of papers by the codes or titles under which they come.
    package var papers: [String: String] = [:]

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
    private let separator: ArticleSeparator
    private let extractor = FactExtractor()

    /// A parser under these options.
    package init(options: ParsingOptions) {
        self.options = options
        self.separator = ArticleSeparator()
    }

    /// Parses a file that came under `path` (below the inbox, or as given on the command line).
    package func parse(_ bytes: [UInt8], path: RawPath, sha256: Digest) throws(ReadingError) -> ParsedIssue {
        var readingOptions = ReadingOptions()
        readingOptions.maximumTextByteCount = options.maximumTextByteCount
        let read = try IssueReader.read(bytes, name: path.bytes, options: readingOptions)
        let identification = IssueNaming.identify(path: path.bytes, pages: read.pages, options: namingOptions)
        let issue = IssueIdentity(
            identification: identification,
            paper: identification.title.map(BodyNormalizer.normalized),
            file: path.bytes,
            sha256: sha256,
            encoding: read.encoding
        )
        let encoder = RecordEncoder(issue: issue)
        var writer = JSONWriter(capacity: bytes.count * 3)
        var items: [ParsedIssue.Item] = []
        let labels = identification.pages.map(\.label?.description)
        for (index, var page) in read.pages.enumerated() {
            page.label = labels[index]
            append(page, of: issue, with: encoder, to: &writer, items: &items)
        }
        guard !items.isEmpty else { throw .noText() }
        return ParsedIssue(
            title: identification.title,
            date: identification.date?.description,
            pageLabels: labels,
            items: items,
            records: writer.bytes
        )
    }

    private var namingOptions: NamingOptions {
        var naming = NamingOptions()
        naming.title = options.title
        naming.date = options.date
        naming.label = options.page
        naming.papers = options.papers
        return naming
    }

    /// Why the articles of a file were cut as they are, for people.
    package func explain(_ bytes: [UInt8], path: RawPath) throws(ReadingError) -> String {
        var readingOptions = ReadingOptions()
        readingOptions.maximumTextByteCount = options.maximumTextByteCount
        let read = try IssueReader.read(bytes, name: path.bytes, options: readingOptions)
        return read.pages.map { separator.explain($0) }.joined(separator: "\n")
    }

    private func append(
        _ page: Page,
        of issue: IssueIdentity,
        with encoder: RecordEncoder,
        to writer: inout JSONWriter,
        items: inout [ParsedIssue.Item]
    ) {
        let articles = separator.separate(page)
        let key = issue.pageKey(at: page.index)
        var occurrences: [[UInt8]: Int] = [:]
        let bodies = articles.map(IssueParser.normalizedBody)
        let identifiers = bodies.map { body in
            let occurrence = occurrences[body, default: 0]
            occurrences[body] = occurrence + 1
            return ArticleIdentifier(
                page: key,
                source: issue.sha256,
                pageIndex: page.index,
                body: body,
                occurrence: occurrence
            )
        }
        for (position, article) in articles.enumerated() {
            let start = writer.bytes.count
            encoder.append(
                article,
                at: position,
                of: page,
                identifiers: identifiers,
                order: position + 1,
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
            items.append(entry)
        }
    }

    private static func jumps(of article: Article) -> [ParsedIssue.Item.Jump] {
        guard let line = article.jump?.text else { return [] }
        let headline = BodyNormalizer.normalized(article.headline.main?.text ?? "")
        return JumpLine.read(line).map {
            ParsedIssue.Item.Jump(direction: $0.direction, target: $0.target, headline: headline)
        }
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
    private static func normalizedBody(of article: Article) -> [UInt8] {
        let paragraphs = article.paragraphs.map(\.passage.text)
        let captions = article.media.compactMap(\.caption?.text)
        for parts in [paragraphs, captions, [article.headline.main?.text ?? ""]] where !parts.isEmpty {
            return BodyNormalizer.normalize(parts.joined())
        }
        return []
    }
}
