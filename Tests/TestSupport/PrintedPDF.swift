/// Writes small PDFs by hand: text at given places, in a Chinese font that is named and not embedded.
///
/// The font is one of those that every PDF reader must know (Adobe-GB1, UniGB-UCS2-H or -V), so that a page of print needs
/// neither a program nor a font to be made, only poppler-data to be read.
package struct PrintedPDF {
    /// A text on a page; `y` counts from the top, as the boxes of records do, and is the foot of the characters.
    package struct Text {
        package var text: String
        package var x: Double
        package var y: Double
        package var size: Double
        package var isVertical: Bool
        package var isBold: Bool
        /// Whether it lies on its right side, as letters in vertical text do; then `x` is its base line.
        package var isTurned = false

        /// `text` from the point on.
        package init(
            _ text: String,
            x: Double,
            y: Double,
            size: Double = 10,
            isVertical: Bool = false,
            isBold: Bool = false,
            isTurned: Bool = false
        ) {
            self.isTurned = isTurned
            self.text = text
            self.x = x
            self.y = y
            self.size = size
            self.isVertical = isVertical
            self.isBold = isBold
        }
    }

    package let width: Double
    package let height: Double
    private var pages: [(texts: [Text], drawing: String)] = []

    /// A document whose pages have that size in points.
    package init(width: Double = 600, height: Double = 800) {
        self.width = width
        self.height = height
    }

    /// Appends a page of these texts and drawings.
    package mutating func addPage(_ texts: [Text], drawings: [Drawing] = []) {
        pages.append((texts, drawings.map { operators($0) }.joined()))
    }

    /// Something that is drawn; boxes count from the top left.
    package enum Drawing: Sendable {
        /// A line from one point to another.
        case rule(Double, Double, Double, Double)
        /// The outline of a box.
        case frame(Double, Double, Double, Double)
        /// A box filled with grey, as a picture would be.
        case area(Double, Double, Double, Double)
    }

    private func operators(_ drawing: Drawing) -> String {
        switch drawing {
        case .rule(let x0, let y0, let x1, let y1):
            "0.5 w \(x0) \(height - y0) m \(x1) \(height - y1) l S\n"
        case .frame(let x0, let y0, let x1, let y1):
            "0.5 w \(x0) \(height - y1) \(x1 - x0) \(y1 - y0) re S\n"
        case .area(let x0, let y0, let x1, let y1):
            "q 0.6 g \(x0) \(height - y1) \(x1 - x0) \(y1 - y0) re f Q\n"
        }
    }

    /// The text `text`, set in lines of `columns` characters from the point on, each paragraph with an indent of two.
    package static func column(
        _ paragraphs: [String],
        x: Double,
        y: Double,
        columns: Int,
        size: Double = 10,
        leading: Double = 15
    ) -> [Text] {
        var texts: [Text] = []
        var line = y
        for paragraph in paragraphs {
            var rest = Array(paragraph.unicodeScalars)[...]
            var isFirst = true
            while !rest.isEmpty {
                let count = columns - (isFirst ? 2 : 0)
                let piece = String(String.UnicodeScalarView(rest.prefix(count)))
                texts.append(Text(piece, x: x + (isFirst ? size * 2 : 0), y: line, size: size))
                rest = rest.dropFirst(count)
                isFirst = false
                line += leading
            }
        }
        return texts
    }

    /// The bytes of the document.
    package var bytes: [UInt8] {
        var objects: [[UInt8]] = []
        func add(_ text: String) { objects.append(Array(text.utf8)) }
        let firstPage = 9
        let kids = pages.indices.map { "\(firstPage + $0 * 2) 0 R" }.joined(separator: " ")
        add("<</Type/Catalog/Pages 2 0 R>>")
        add("<</Type/Pages/Count \(pages.count)/Kids[\(kids)]>>")
        for (name, mode) in [("STSong-Light", "H"), ("STSong-Light", "V"), ("STHeiti-Bold", "H")] {
            add(
                "<</Type/Font/Subtype/Type0/BaseFont/\(name)/Encoding/UniGB-UCS2-\(mode)/DescendantFonts[\(objects.count + 2) 0 R]>>"
            )
            add(
                """
                <</Type/Font/Subtype/CIDFontType0/BaseFont/\(name)/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>\
                /DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/\(name)/Flags 4\
                /FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/CapHeight 700/ItalicAngle 0/StemV 80>>>>
                """
            )
        }
        for page in pages {
            let content = Array(page.drawing.utf8) + stream(page.texts)
            add(
                """
                <</Type/Page/Parent 2 0 R/MediaBox[0 0 \(width) \(height)]\
                /Resources<</Font<</H 3 0 R/V 5 0 R/B 7 0 R>>>>/Contents \(objects.count + 2) 0 R>>
                """
            )
            objects.append(Array("<</Length \(content.count)>>\nstream\n".utf8) + content + Array("\nendstream".utf8))
        }
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            file += Array((String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n").utf8)
        }
        file += Array("trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return file
    }

    private func stream(_ texts: [Text]) -> [UInt8] {
        var content = "BT\n"
        for text in texts {
            let font = text.isVertical ? "V" : text.isBold ? "B" : "H"
            content +=
                "/\(font) \(text.size) Tf \(text.isTurned ? "0 -1 1 0" : "1 0 0 1") \(text.x) \(height - text.y) Tm <"
            for unit in text.text.utf16 {
                let digits = String(unit, radix: 16)
                content += String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
            content += "> Tj\n"
        }
        return Array((content + "ET").utf8)
    }
}
