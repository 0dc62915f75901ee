internal import ChildPrograms
internal import FileAccess
import Newsprint
internal import PageLayout

/// Reads the text of pictures of pages by tesseract.
struct TextRecogniser {
    let options: ReadingOptions

    /// Below this mean confidence a page is tried as vertical text too; upright text lies far above.
    private static let doubtful = 0.72

    /// Seconds of processor time and of waiting that one page may take.
    private var limits: ProgramLimits {
        var limits = options.programLimits
        limits.cpuSeconds = options.recognitionSeconds
        limits.wallSeconds = options.recognitionSeconds * 2
        return limits
    }

    /// The pages of an image file; an image without any text has pages without lines.
    func pages(ofImage bytes: [UInt8], format: SourceFormat) throws(ReadingError) -> [Page] {
        tell(page: 1, count: 1)
        var found = try recognise(bytes, scale: 1, resolution: nil)
        if found.count == 1, let picture = picture(of: bytes, format: format) {
            readHeadlines(of: &found[0], in: picture, scale: 1)
        }
        return found.enumerated().map { page($1, index: $0) }
    }

    /// An image as poppler draws it; nil if it cannot.
    private func picture(of bytes: [UInt8], format: SourceFormat) -> GreyImage? {
        guard let sheet = ImageSheet.pdf(of: bytes, format: format) else { return nil }
        var drawn: [UInt8] = []
        guard let file = try? FileDescriptor.inMemory(sheet, label: "presscut.sheet"),
            let outcome = try? run(
                "pdftoppm",
                ["-r", "72", "-gray", "/dev/stdin"],
                input: file,
                limits: options.programLimits,
                take: {
                    drawn += $0
                    return true
                }
            ), outcome.ending == .exited(0)
        else { return nil }
        return GreyImage(pgm: drawn)
    }

    /// Reads the lines of large type once more, each by itself.
    ///
    /// What the page's recognition found stands where this fails.
    private func readHeadlines(of page: inout RecognisedTable.RecognisedPage, in picture: GreyImage, scale: Double) {
        let cuttings = HeadlineReading.cuttings(of: LargeType(image: picture, scale: scale), lines: page.lines)
        guard !cuttings.isEmpty else { return }
        let tiff = cuttings.map(\.picture).tiff
        guard let read = try? recognise(tiff, "chi_sim", segmentation: "7", 1, 200, isVertical: false) else { return }
        HeadlineReading.apply(read, of: cuttings, to: &page.lines, scale: scale)
    }

    /// The page `index` of a PDF, as an image of it shows.
    func page(_ index: Int, ofPDF file: borrowing FileDescriptor, size: (width: Double, height: Double))
        throws(ReadingError) -> Page
    {
        // Type of a newspaper needs 300 dots an inch; a poster's page is drawn with fewer, so that memory suffices.
        let area = max(1, size.width * size.height) / (72 * 72)
        let resolution = max(72, min(300, Int((100_000_000 / area).squareRoot())))
        var image: [UInt8] = []
        let number = String(index + 1)
        let arguments = ["-r", String(resolution), "-gray", "-f", number, "-l", number, "/dev/stdin"]
        let outcome = try run("pdftoppm", arguments, input: file, limits: options.programLimits) {
            image += $0
            return true
        }
        guard !image.isEmpty else {
            throw .damagedPDF(PDFMessages(outcome.messages).first ?? "page \(number) cannot be drawn")
        }
        let scale = 72 / Double(resolution)
        var found =
            try recognise(image, scale: scale, resolution: resolution).first
            ?? RecognisedTable.RecognisedPage(width: size.width, height: size.height, lines: [])
        if let picture = GreyImage(pgm: image) { readHeadlines(of: &found, in: picture, scale: scale) }
        return page(found, index: index)
    }

    /// Tells that a page is begun.
    func tell(page: Int, count: Int) {
        options.progress?(RecognitionProgress(page: page, count: count, seconds: limits.wallSeconds * 2))
    }

    private func page(_ recognised: RecognisedTable.RecognisedPage, index: Int) -> Page {
        var geometric = GeometricPage(index: index, width: recognised.width, height: recognised.height)
        geometric.lines = recognised.lines
        geometric.flags = ["ocr"]
        return PageLayout.page(from: geometric)
    }

    /// Without a resolution tesseract takes the one that the image states; where that leads nowhere, 300 dots an inch.
    private func recognise(
        _ image: [UInt8],
        scale: Double,
        resolution: Int?
    ) throws(ReadingError) -> [RecognisedTable.RecognisedPage] {
        var upright = try recognise(image, "chi_sim", segmentation: "3", scale, resolution, isVertical: false)
        if resolution == nil, confidence(of: upright) < TextRecogniser.doubtful {
            let other = try recognise(image, "chi_sim", segmentation: "3", scale, 300, isVertical: false)
            if confidence(of: other) > confidence(of: upright) { upright = other }
        }
        let mean = confidence(of: upright)
        guard mean < TextRecogniser.doubtful, upright.contains(where: { !$0.lines.isEmpty }) else { return upright }
        // Without the data for vertical text the upright reading stands, doubtful as it is.
        guard
            let vertical = try? recognise(image, "chi_sim_vert", segmentation: "5", scale, resolution, isVertical: true)
        else { return upright }
        return confidence(of: vertical) > mean + 0.05 ? vertical : upright
    }

    private func confidence(of pages: [RecognisedTable.RecognisedPage]) -> Double {
        let known = pages.compactMap(\.confidence)
        return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
    }

    private func recognise(
        _ image: [UInt8],
        _ language: String,
        segmentation: String,
        _ scale: Double,
        _ resolution: Int?,
        isVertical: Bool
    ) throws(ReadingError) -> [RecognisedTable.RecognisedPage] {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.inMemory(image, label: "presscut.image")
        } catch {
            throw .unavailable(error)
        }
        var table: [UInt8] = []
        var arguments = ["stdin", "stdout", "-l", language, "--psm", segmentation, "-c", "tessedit_create_tsv=1"]
        if let resolution { arguments += ["--dpi", String(resolution)] }
        let outcome = try run("tesseract", arguments, input: file, limits: limits) {
            table += $0
            return true
        }
        guard outcome.ending == .exited(0) else {
            let messages = String(decoding: outcome.messages, as: UTF8.self)
            if messages.contains("loading language") || messages.contains("Failed loading") {
                throw .noProgram("tesseract with the data “\(language)”", package: "tesseract-ocr-chi-sim")
            }
            throw .unreadableImage(PDFMessages(outcome.messages).first ?? "tesseract failed")
        }
        return RecognisedTable.pages(table, scale: scale, isVertical: isVertical)
    }

    private func run(
        _ name: String,
        _ arguments: [String],
        input: borrowing FileDescriptor,
        limits: ProgramLimits,
        take: ([UInt8]) -> Bool
    ) throws(ReadingError) -> ChildProgram.Outcome {
        let outcome: ChildProgram.Outcome
        do {
            try input.seek(to: 0)
            outcome = try ChildProgram(name, limits: limits)
                .run(arguments, input: input, environment: ["OMP_THREAD_LIMIT=1"], take: take)
        } catch {
            throw .unavailable(error)
        }
        switch outcome.ending {
        case .missing:
            throw .noProgram(
                name,
                package: name == "tesseract" ? "tesseract-ocr tesseract-ocr-chi-sim" : "poppler-utils"
            )
        case .late: throw .tooSlow(name, seconds: limits.wallSeconds)
        case .signalled(24): throw .tooSlow(name, seconds: limits.cpuSeconds)
        case .tooMuchOutput: throw .tooMuchOutput(name, byteCount: limits.outputByteCount)
        case .signalled(let signal): throw .unreadableImage("\(name) was ended by signal \(signal)")
        case .exited, .stopped: return outcome
        }
    }
}
