package import Deduplication
internal import FoundationEssentials
internal import Hashing
internal import IssueParsing
package import Newsprint
package import RecordIndex
internal import RecordOutput
internal import TextNormalization
internal import TextScanning

/// What the index has to know of a published article, read back from its line.
package struct RecordLine: Equatable, Sendable {
    package var id: String
    /// Whether it is an article, not a leftover.
    package var isArticle: Bool
    package var title: String?
    /// `YYYY-MM-DD`, or nil.
    package var date: String?
    /// SHA-256 of the file as dropped, in hexadecimal digits.
    package var source: String
    /// The path under which the file came, below the inbox.
    package var file: [UInt8]
    /// The page's place in the file, from 0.
    package var pageIndex: Int
    package var pageLabel: String?
    package var headline: String?
    /// The jump line (下转第4版), as printed.
    package var cue: String?
    /// The numbers of the corrections that made it what it is.
    package var corrections: [Int]
    /// The normalised body by which the article is told from others.
    package var body: [UInt8]
    private var hasParagraphs: Bool

    /// How many Unicode scalars the normalised body has.
    package var length: Int { body.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

    /// The first 16 bytes of the body's SHA-256; nil for what is not compared with others.
    package var bodyDigest: [UInt8]? {
        guard isArticle, hasParagraphs, length >= IssueParser.leastComparedLength else { return nil }
        return Array(Digest(of: body).bytes.prefix(16))
    }

    /// What its reprints are found by; nil for what is not compared or is too short.
    package var fingerprint: Fingerprint? {
        guard bodyDigest != nil, length >= ComparedText.shortest else { return nil }
        return Fingerprint(ComparedText(normalized: body))
    }

    /// Its jump lines.
    package var jumps: [IndexedJump] {
        guard isArticle, let cue else { return [] }
        let headline = BodyNormalizer.normalized(headline ?? "")
        return JumpLine.read(cue).map {
            IndexedJump(direction: $0.direction, target: $0.target, headline: headline)
        }
    }

    /// Reads a line of `article/1`; nil if it is none.
    package init?(_ line: Span<UInt8>) {
        var found = Parts()
        let isWhole = JSONSkimmer.forEachMember(of: line, in: 0..<line.count) { key, value in
            switch key {
            case "id": found.id = JSONSkimmer.string(of: line, in: value)
            case "kind": found.kind = JSONSkimmer.string(of: line, in: value)
            case "issue": found.readIssue(line, value)
            case "page": found.readPage(line, value)
            case "headline":
                JSONSkimmer.forEachMember(of: line, in: value) { key, value in
                    if key == "main" { found.headline = JSONSkimmer.string(of: line, in: value) }
                }
            case "continues":
                JSONSkimmer.forEachMember(of: line, in: value) { key, value in
                    if key == "cue" { found.cue = JSONSkimmer.string(of: line, in: value) }
                }
            case "corrected":
                let corrected = try? JSONValue(parsing: line.extracting(value))
                found.corrections = corrected?["overrides"]?.array?.compactMap(\.integer) ?? []
            case "paragraphs": found.paragraphs = Parts.texts("text", of: line, in: value)
            case "media": found.captions = Parts.texts("caption", of: line, in: value)
            default: break
            }
        }
        guard isWhole, let id = found.id, let source = found.source, let name = found.kind,
            let kind = Article.Kind(rawValue: name)
        else { return nil }
        self.id = id
        self.source = source
        isArticle = !kind.isLeftover
        title = found.title
        date = found.date
        file = found.file
        pageIndex = found.pageIndex
        pageLabel = found.pageLabel
        headline = found.headline
        cue = found.cue
        corrections = found.corrections
        hasParagraphs = !found.paragraphs.isEmpty
        let parts = [found.paragraphs, found.captions].first { !$0.isEmpty } ?? [found.headline ?? ""]
        body = BodyNormalizer.normalize(parts.joined())
    }

    /// Whether the identifier is the one that follows from the page's key (without one from the file's SHA-256 and the
    /// page's place in it) and the body.
    package func hasOwnIdentifier(page key: PageKey?) -> Bool {
        guard let source = Digest(hex: source) else { return false }
        return (0..<RecordLine.mostEqualBodies).contains { occurrence in
            ArticleIdentifier(page: key, source: source, pageIndex: pageIndex, body: body, occurrence: occurrence)
                .description == id
        }
    }

    /// How many equal bodies of one page are told apart when an identifier is checked.
    private static let mostEqualBodies = 256

    private struct Parts {
        var id: String?
        var kind: String?
        var title: String?
        var date: String?
        var source: String?
        var file: [UInt8] = []
        var pageIndex = 0
        var pageLabel: String?
        var headline: String?
        var cue: String?
        var corrections: [Int] = []
        var paragraphs: [String] = []
        var captions: [String] = []

        mutating func readIssue(_ line: Span<UInt8>, _ range: Range<Int>) {
            JSONSkimmer.forEachMember(of: line, in: range) { key, value in
                let text = JSONSkimmer.string(of: line, in: value)
                switch key {
                case "title": title = text
                case "date": date = text
                case "sha256": source = text
                case "file": file = Array((text ?? "").utf8)
                case "file_bytes": file = text.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? file
                default: break
                }
            }
        }

        mutating func readPage(_ line: Span<UInt8>, _ range: Range<Int>) {
            JSONSkimmer.forEachMember(of: line, in: range) { key, value in
                switch key {
                case "number": pageIndex = (Parts.integer(of: line, in: value) ?? 1) - 1
                case "label": pageLabel = JSONSkimmer.string(of: line, in: value)
                default: break
                }
            }
        }

        static func integer(of line: Span<UInt8>, in range: Range<Int>) -> Int? {
            (try? JSONValue(parsing: line.extracting(range)))?.integer
        }

        static func texts(_ member: String, of line: Span<UInt8>, in range: Range<Int>) -> [String] {
            var texts: [String] = []
            JSONSkimmer.forEachElement(of: line, in: range) { element in
                JSONSkimmer.forEachMember(of: line, in: element) { key, value in
                    if key == member, let text = JSONSkimmer.string(of: line, in: value) { texts.append(text) }
                }
            }
            return texts
        }
    }
}
