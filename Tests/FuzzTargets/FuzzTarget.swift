import IssueReading

/// A part of presscut that takes bytes from outside, with the laws that must hold whatever the bytes are.
///
/// This is the one place where targets are registered: a new reader gets a case here and a line in ``run(_:)``; the
/// fuzzer, its seeds, the replay of fail cases and the mutation test find it by ``allCases``.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Plain text in any encoding; the first byte picks the encoding that is demanded, or none.
    case text
    /// A saved e-paper page.
    case html
    /// A METS/ALTO page.
    case alto
    /// A METS document with its ALTO files.
    case mets
    /// An archive.
    case archive
    /// What is drawn on the pages of a PDF.
    case drawing
    /// The separation of a page into articles.
    case separation
    /// The facts in a text.
    case facts
    /// A whole file, from its bytes to its records.
    case issue
    /// The configuration file.
    case configuration
    /// File names, page labels and days, from which the keys of the index are made.
    case key
    /// JSON texts.
    case json
    /// The append-only files of the output.
    case manifest
    /// Comparing texts.
    case deduplication

    /// Runs the part on bytes.
    ///
    /// - Throws: ``BrokenLaw`` if a law does not hold; what the part itself refuses is no error.
    package func run(_ bytes: [UInt8]) throws(BrokenLaw) {
        switch self {
        case .text: try TextLaws.check(bytes)
        case .html: try MarkupLaws.check(bytes, as: .html, name: "node_3.htm")
        case .alto: try MarkupLaws.check(bytes, as: .alto, name: "page.xml")
        case .mets: try MarkupLaws.check(bundle: bytes)
        case .archive: try MarkupLaws.check(archive: bytes)
        case .drawing: try DrawingLaws.check(bytes)
        case .separation: try SeparationLaws.check(bytes)
        case .facts: try FactLaws.check(bytes)
        case .issue: try IssueLaws.check(bytes)
        case .configuration: ConfigurationLaws.check(bytes)
        case .key: try KeyLaws.check(bytes)
        case .json: try JSONLaws.check(bytes)
        case .manifest: try ManifestLaws.check(bytes)
        case .deduplication: try DeduplicationLaws.check(bytes)
        }
    }

    /// The longest input that is worth trying: longer ones find nothing new and are slower.
    package var inputLimit: Int {
        switch self {
        case .text, .separation, .issue, .html, .alto, .mets, .archive, .drawing: 4_096
        case .facts, .deduplication: 1_024
        case .configuration, .key: 512
        case .json, .manifest: 2_048
        }
    }
}

/// A law that some input broke.
package struct BrokenLaw: Error, CustomStringConvertible {
    /// What did not hold, with the place.
    package let description: String

    /// A broken law.
    package init(_ description: String) { self.description = description }
}

/// Throws unless `condition` holds.
func hold(_ condition: Bool, _ law: @autoclosure () -> String) throws(BrokenLaw) {
    guard condition else { throw BrokenLaw(law()) }
}
