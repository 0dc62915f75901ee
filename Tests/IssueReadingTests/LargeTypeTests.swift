import Newsprint
import Testing

@testable import IssueReading

@Suite("A line of large type in a picture of a page")
struct LargeTypeTests {
    /// A white picture with black boxes.
    private func picture(_ boxes: [GreyImage.PixelBox], width: Int = 600, height: Int = 300) throws -> GreyImage {
        var pixels = [UInt8](repeating: 255, count: width * height)
        for box in boxes {
            for y in box.y0..<box.y1 {
                for x in box.x0..<box.x1 { pixels[y * width + x] = 0 }
            }
        }
        return try #require(GreyImage(width: width, height: height, pixels: pixels))
    }

    private func box(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) -> GreyImage.PixelBox {
        GreyImage.PixelBox(x0: x0, y0: y0, x1: x1, y1: y1)
    }

    /// `count` characters of `size` from `x` on, their feet at `y`.
    private func characters(_ count: Int, x: Int, y: Int, size: Int) -> [GreyImage.PixelBox] {
        (0..<count).map { box(x + $0 * size + 1, y - size, x + ($0 + 1) * size - 1, y) }
    }

    private func line(_ text: String, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> PositionedLine {
        let word = PositionedWord(
            text: text,
            box: Box(x0: x0, y0: y0, x1: x1, y1: y1),
            fontSize: y1 - y0,
            confidence: 0.8
        )
        return PositionedLine(words: [word], statesBlanks: true)
    }

    /// Lines of running text, so that its size is known.
    private var body: [PositionedLine] {
        (0..<6).map { line("栖湖新桥全长两公里双向四车道", 10, 150 + Double($0) * 20, 150, 160 + Double($0) * 20) }
    }

    @Test("is found whole where recognition cut it between two blocks")
    func whole() throws {
        let image = try picture(characters(12, x: 20, y: 60, size: 30))
        let bands = LargeType(image: image, scale: 1).bands(of: body + [line("栖湖新桥", 20, 32, 140, 61)])
        #expect(bands == [box(21, 30, 379, 60)])
    }

    @Test("ends where another column's text begins")
    func column() throws {
        let text = (0..<8).flatMap { characters(10, x: 300, y: 20 + $0 * 16, size: 10) }
        let image = try picture(characters(8, x: 20, y: 60, size: 30) + text)
        let bands = LargeType(image: image, scale: 1).bands(of: body + [line("栖湖新桥", 20, 32, 140, 61)])
        #expect(bands == [box(21, 30, 259, 60)])
    }

    @Test("is not taken where nothing white parts it from what stands around it")
    func noBand() throws {
        let image = try picture([box(0, 0, 600, 300)])
        #expect(LargeType(image: image, scale: 1).bands(of: body + [line("栖湖新桥", 20, 32, 140, 61)]).isEmpty)
    }

    @Test("that two sizes are read alike takes the place of what was there")
    func agreement() throws {
        let image = try picture(characters(4, x: 20, y: 80, size: 70))
        var lines = body + [line("栖湖断", 20, 12, 300, 81)]
        let cuttings = HeadlineReading.cuttings(of: LargeType(image: image, scale: 1), lines: lines)
        #expect(cuttings.count == 3)
        let read = cuttings.enumerated().map { index, cutting in
            var page = RecognisedTable.RecognisedPage(width: 300, height: 80, lines: [])
            let size = 68 * cutting.factor
            page.lines = [line(index == 0 ? "栖湖新桃" : "栖湖新桥", 14, 14, 14 + 4 * size, 14 + size)]
            page.confidence = index == 0 ? 0.9 : 0.85
            return page
        }
        HeadlineReading.apply(read, of: cuttings, to: &lines, scale: 1)
        #expect(lines.count == body.count + 1)
        #expect(lines.last?.words.map(\.text).joined() == "栖湖新桥")
    }

    @Test("is drawn smaller with white around it, each pixel the mean of those that it stands for")
    func reduced() throws {
        let image = try picture([box(10, 10, 12, 14)], width: 40, height: 40)
        let small = try #require(image.reduced(box(8, 8, 16, 16), by: 0.5, margin: 2))
        #expect(small.width == 8 && small.height == 8)
        #expect(small.pixels[3 * 8 + 3] == 0 && small.pixels[4 * 8 + 3] == 0 && small.pixels[5 * 8 + 3] == 255)
    }
}

@Suite("A picture")
struct GreyImageTests {
    @Test("is read from a PGM, and not from one that is cut short")
    func pgm() throws {
        let bytes = Array("P5\n3 2\n255\n".utf8) + [0, 1, 2, 3, 4, 5]
        #expect(GreyImage(pgm: bytes) == GreyImage(width: 3, height: 2, pixels: [0, 1, 2, 3, 4, 5]))
        for count in bytes.indices { #expect(GreyImage(pgm: Array(bytes.prefix(count))) == nil) }
    }

    @Test("is one of several pages of a TIFF, whose directories lead from one to the next")
    func tiff() throws {
        let one = try #require(GreyImage(width: 3, height: 1, pixels: [7, 8, 9]))
        let tiff = [one, one].tiff
        func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(tiff[place + $1]) << (8 * $1) } }
        #expect(Array(tiff.prefix(4)) == [0x49, 0x49, 42, 0])
        let first = number(4)
        let second = number(first + 2 + 9 * 12)
        for directory in [first, second] {
            #expect(tiff[directory] == 9)
            // The sixth entry says where the pixels are.
            let data = number(directory + 2 + 5 * 12 + 8)
            #expect(Array(tiff[data..<data + 3]) == [7, 8, 9])
        }
        #expect(number(second + 2 + 9 * 12) == 0)
    }

    @Test("that is cut short or damaged is put on no sheet, or on one, but stops nothing")
    func damagedPictures() {
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, 4, 0, 0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] + Array("IDAT".utf8) + [1, 2, 0, 0, 0, 0]
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8]
        for count in png.indices { _ = ImageSheet.pdf(of: Array(png.prefix(count)), format: .png) }
        for count in jpeg.indices { _ = ImageSheet.pdf(of: Array(jpeg.prefix(count)), format: .jpeg) }
        #expect(ImageSheet.pdf(of: png, format: .png) != nil)
        #expect(ImageSheet.pdf(of: jpeg, format: .jpeg) != nil)
        #expect(ImageSheet.pdf(of: [0x49, 0x49, 42, 0], format: .tiff) == nil)
    }
}

@Suite("Punctuation of recognised text")
struct RecognisedPunctuationTests {
    private func restored(_ text: String) -> String {
        var words = text.unicodeScalars.map {
            PositionedWord(text: String($0), box: Box(x0: 0, y0: 0, x1: 1, y1: 1), fontSize: 1)
        }
        RecognisedPunctuation.restore(&words)
        return words.map(\.text).joined()
    }

    @Test("has dashes where two ones in a row are none")
    func dashes() {
        #expect(restored("新伟业一一实干") == "新伟业——实干")
        #expect(restored("逐户一一核对") == "逐户一一核对")
        #expect(restored("一一") == "一一")
    }
}
