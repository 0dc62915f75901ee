internal import Deduplication
internal import TextNormalization
internal import TextScanning

/// What of a published record line is compared with others.
struct RecordText {
    /// The body: its paragraphs, else its captions, else its headline.
    let body: ComparedText
    /// The headline, normalised; empty if there is none.
    let headline: String

    /// Reads a line; nil if it is none.
    init?(line: [UInt8]) {
        var line = line[...]
        if line.last == UInt8(ascii: "\n") { line = line.dropLast() }
        guard let value = try? JSONValue(parsing: Array(line)) else { return nil }
        let paragraphs = (value["paragraphs"]?.array ?? []).compactMap { $0["text"]?.string }
        let captions = (value["media"]?.array ?? []).compactMap { $0["caption"]?.string }
        let main = value["headline"]?["main"]?.string ?? ""
        let parts = [paragraphs, captions, [main]].first { !$0.isEmpty } ?? []
        body = ComparedText(parts.joined())
        headline = BodyNormalizer.normalized(main)
    }
}
