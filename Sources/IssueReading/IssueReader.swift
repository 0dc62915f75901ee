/// Turns the bytes of one dropped file into pages.
package enum IssueReader {
    /// Reads `bytes`, which came under the file name or path `name`.
    ///
    /// The format is told by the content and then by the extension of `name`, whose bytes need be no valid text.
    /// Every failure is the file's own fault and final: reading the same bytes again gives the same error.
    package static func read(
        _ bytes: [UInt8],
        name: [UInt8],
        options: ReadingOptions = ReadingOptions()
    ) throws(ReadingError) -> ReadIssue {
        guard !bytes.isEmpty else { throw .empty() }
        let format = SourceFormat.sniff(bytes, name: name)
        switch format {
        case .text:
            return try PlainTextReader.read(bytes, options: options)
        case .pdf:
            return try PDFReader.read(bytes, options: options)
        default:
            throw .unsupported(format)
        }
    }
}
