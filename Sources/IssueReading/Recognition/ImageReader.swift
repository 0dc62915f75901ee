import Newsprint

/// Reads an image of a page, or a TIFF of several, by text recognition; its spans are in pixels.
enum ImageReader {
    static func read(_ bytes: [UInt8], format: SourceFormat, options: ReadingOptions) throws(ReadingError) -> ReadIssue
    {
        guard options.recognition != .off else { throw .recognitionIsOff(format) }
        let pages = try TextRecogniser(options: options).pages(ofImage: bytes, format: format)
        guard pages.contains(where: { !$0.lines.isEmpty }) else { throw .noText() }
        return ReadIssue(format: format, encoding: "UTF-8", pages: pages)
    }
}
