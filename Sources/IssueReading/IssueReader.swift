/// Turns the bytes of one dropped file into pages.
package enum IssueReader {
    /// Reads `bytes`, which came under the file name or path `name`.
    ///
    /// The format is told by the content and then by the extension of `name`, whose bytes need be no valid text.
    /// Every failure is the file's own fault and final: reading the same bytes again gives the same error.
    ///
    /// `members` are the files that came with it, for a format that names others.
    package static func read(
        _ bytes: [UInt8],
        name: [UInt8],
        members: [SourceFile] = [],
        options: ReadingOptions = ReadingOptions()
    ) throws(ReadingError) -> ReadIssue {
        guard !bytes.isEmpty else { throw .empty() }
        let format = SourceFormat.sniff(bytes, name: name)
        switch format {
        case .text:
            return try PlainTextReader.read(bytes, options: options)
        case .pdf:
            return try PDFReader.read(bytes, options: options)
        case .png, .jpeg, .tiff:
            return try ImageReader.read(bytes, format: format, options: options)
        case .alto:
            return try ALTOReader.read(bytes, options: options)
        case .mets:
            return try METSReader.read(bytes, name: name, members: members, options: options)
        case .html:
            return try HTMLReader.read(bytes, name: name, options: options)
        default:
            throw .unsupported(format)
        }
    }

    /// The arguments by which pdftohtml is asked for a text layer, to measure it alone.
    package static var textLayerArguments: [String] { PDFReader.arguments }

    /// A PDF whose page is a PNG or JPEG of so many pixels to the inch; nil for one that PDF does not take as it is.
    package static func sheet(of image: [UInt8], format: SourceFormat, resolution: Int) -> [UInt8]? {
        ImageSheet.pdf(of: image, format: format, resolution: resolution)
    }

    /// What is to be read out of an archive of pages, one unit after the other.
    package static func unpack(
        _ bytes: [UInt8],
        name: [UInt8],
        options: ReadingOptions = ReadingOptions()
    ) throws(ReadingError) -> ArchiveContents {
        let contents = try ArchiveReader.contents(of: bytes, name: name, options: options)
        if contents.units.isEmpty, contents.refused.isEmpty {
            throw .nothingInArchive(memberCount: contents.passedOverCount)
        }
        return contents
    }
}
