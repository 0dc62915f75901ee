internal import ChildPrograms
internal import FileAccess
import Newsprint
internal import PageLayout

/// Reads the text layer of a PDF by pdftohtml of poppler-utils, which tells of each run of text the place, the size and
/// the face, at a fifth of the time that `pdftotext -bbox-layout` takes to tell the places alone.
///
/// A PDF is one issue: each of its pages is a page, those without text too.
enum PDFReader {
    /// pdftohtml's largest scale; sizes are rounded to whole units.
    private static let zoom = 3.0

    /// Lines of ideographs are justified by gaps of up to a fifth of a character, so that only wider ones are blanks.
    static let arguments = [
        "-xml", "-i", "-stdout", "-noroundcoord", "-fontfullname", "-zoom", "3", "-wbt", "18", "/dev/stdin",
    ]

    static func read(_ bytes: [UInt8], options: ReadingOptions) throws(ReadingError) -> ReadIssue {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.inMemory(bytes, label: "presscut.pdf")
        } catch {
            throw .unavailable(error)
        }
        var issue: [Page] = []
        var sizes: [(width: Double, height: Double)] = []
        var drawings = PDFDrawings(bytes, limit: options.maximumPageCount)
        // Each page is laid out as it comes: the runs of hundreds of pages would fill the memory.
        let messages = try printedPages(of: file, options: options) { page in
            // A page that the file lost leaves its place empty, so that numbers stay right.
            while issue.count < page.number - 1, issue.count < options.maximumPageCount {
                issue.append(PageLayout.page(from: GeometricPage(index: issue.count, width: 0, height: 0)))
                sizes.append((0, 0))
            }
            var geometric = GeometricPage(index: issue.count, width: page.width, height: page.height)
            if options.recognition != .always { geometric.lines = LineBuilder.lines(of: page) }
            var frames: [Box] = []
            if let drawing = drawings.drawing(ofPage: page.number - 1), abs(drawing.width - page.width) < 2,
                abs(drawing.height - page.height) < 2
            {
                geometric.rules = drawing.rules
                frames = drawing.frames
                geometric.pictures = drawing.pictures
            }
            issue.append(PageLayout.page(from: geometric, frames: frames))
            sizes.append((page.width, page.height))
        }
        if messages.isRepaired {
            for index in issue.indices where sizes[index].width > 0 { issue[index].flags.append("repaired") }
        }
        try recognise(&issue, sizes, of: file, options: options)
        guard issue.contains(where: { !$0.lines.isEmpty }) else { throw .noTextLayer(pageCount: issue.count) }
        return ReadIssue(format: .pdf, encoding: "UTF-8", pages: issue)
    }

    /// Reads the pages that have no text, by recognition, as far as it is wanted.
    ///
    /// Where other pages have text a page without may well be a picture: then recognition that is not installed or fails
    /// on it is no reason to refuse the issue, and the page is flagged.
    private static func recognise(
        _ pages: inout [Page],
        _ sizes: [(width: Double, height: Double)],
        of file: borrowing FileDescriptor,
        options: ReadingOptions
    ) throws(ReadingError) {
        guard options.recognition != .off else { return }
        let empty = pages.indices.filter { pages[$0].lines.isEmpty && sizes[$0].width > 0 }
        let hasText = empty.count < pages.count
        let recogniser = TextRecogniser(options: options)
        for (number, index) in empty.enumerated() {
            recogniser.tell(page: number + 1, count: empty.count)
            do throws(ReadingError) {
                let flags = pages[index].flags
                pages[index] = try recogniser.page(index, ofPDF: file, size: sizes[index])
                pages[index].flags += flags
            } catch {
                guard hasText, error.code != .unavailable else { throw error }
                pages[index].flags.append("not_recognised")
            }
        }
    }

    /// Hands each page on as it is printed.
    private static func printedPages(
        of file: borrowing FileDescriptor,
        options: ReadingOptions,
        take: (PrintedPage) -> Void
    ) throws(ReadingError) -> PDFMessages {
        var parser = PrintedPageParser(zoom: zoom)
        var pageCount = 0
        var isTooLong = false
        let outcome: ChildProgram.Outcome
        do {
            outcome = try ChildProgram("pdftohtml", limits: options.programLimits).run(arguments, input: file) {
                let found = parser.take($0)
                if !found.isEmpty { options.progress?(RecognitionProgress(page: pageCount, count: 0, seconds: 0)) }
                pageCount += found.count
                isTooLong = pageCount > options.maximumPageCount
                guard !isTooLong else { return false }
                for page in found { take(page) }
                return true
            }
        } catch {
            throw .unavailable(error)
        }
        if isTooLong { throw .tooManyPages(limit: options.maximumPageCount) }
        let messages = PDFMessages(outcome.messages)
        switch outcome.ending {
        case .missing: throw .noProgram("pdftohtml", package: "poppler-utils")
        case .late: throw .tooSlow("pdftohtml", seconds: options.programLimits.wallSeconds)
        case .signalled(24): throw .tooSlow("pdftohtml", seconds: options.programLimits.cpuSeconds)
        case .tooMuchOutput: throw .tooMuchOutput("pdftohtml", byteCount: options.programLimits.outputByteCount)
        case .signalled(let signal): throw .damagedPDF("pdftohtml was ended by signal \(signal)")
        case .exited, .stopped: break
        }
        if pageCount == 0 {
            if messages.wantsPassword { throw .encryptedPDF() }
            if messages.forbidsCopying { throw .protectedPDF() }
            throw .damagedPDF(messages.first ?? "pdftohtml found no page")
        }
        return messages
    }
}

/// What poppler's programs say on standard error.
struct PDFMessages {
    private let text: String

    init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    var wantsPassword: Bool { text.contains("Incorrect password") }
    var forbidsCopying: Bool { text.contains("not allowed") }
    /// Whether the file was broken and what could be found of it was read.
    var isRepaired: Bool {
        text.contains("trailer") || text.contains("xref") || text.contains("Unexpected end of file")
            || text.contains("Couldn't read page") || text.contains("Page count in top-level")
    }

    /// The first line, for people.
    var first: String? {
        text.split(separator: "\n").first.map { line in
            String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 }.prefix(200)))
        }
    }
}
