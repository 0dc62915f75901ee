internal import Deduplication
internal import TextNormalization
internal import TextScanning

/// What of a published record line is compared with others.
struct RecordText {
    /// The body: its paragraphs, else its captions, else its headline.
    let prepared: PreparedText
    /// The headline, normalised; empty if there is none.
    let headline: String

    var body: ComparedText { prepared.text }

    /// Reads a line; nil if it is none.
    init?(line: [UInt8]) {
        let line = line.span
        var main = ""
        var paragraphs: [String] = []
        var captions: [String] = []
        let isWhole = JSONSkimmer.forEachMember(of: line, in: 0..<line.count) { key, value in
            switch key {
            case "headline":
                JSONSkimmer.forEachMember(of: line, in: value) { key, value in
                    if key == "main" { main = JSONSkimmer.string(of: line, in: value) ?? "" }
                }
            case "paragraphs": paragraphs = Self.texts("text", of: line, in: value)
            case "media": captions = Self.texts("caption", of: line, in: value)
            default: break
            }
        }
        guard isWhole else { return nil }
        let parts = [paragraphs, captions].first { !$0.isEmpty } ?? [main]
        prepared = PreparedText(ComparedText(parts.joined()))
        headline = BodyNormalizer.normalized(main)
    }

    private static func texts(_ member: String, of line: Span<UInt8>, in range: Range<Int>) -> [String] {
        var texts: [String] = []
        JSONSkimmer.forEachElement(of: line, in: range) { element in
            JSONSkimmer.forEachMember(of: line, in: element) { key, value in
                if key == member, let text = JSONSkimmer.string(of: line, in: value) { texts.append(text) }
            }
        }
        return texts
    }
}
