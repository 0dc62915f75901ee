/// Puts a picture on the page of a PDF, a pixel a point, so that poppler can draw it.
///
/// JPEG goes in as it is, and so do the pixels of a PNG, whose packing PDF shares (ISO 32000-1, 7.4.4.4 and 7.4.8). A PNG
/// that is transparent or interlaced, and TIFF, do not.
enum ImageSheet {
    /// The PDF; nil for a picture that cannot be put on one as it is.
    ///
    /// There are `resolution` pixels to the inch.
    static func pdf(of image: [UInt8], format: SourceFormat, resolution: Int = 72) -> [UInt8]? {
        switch format {
        case .png: png(image, resolution)
        case .jpeg: jpeg(image, resolution)
        default: nil
        }
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func jpeg(_ bytes: [UInt8], _ resolution: Int) -> [UInt8]? {
        var place = 2
        var isAdobe = false
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            let length = number(bytes, place + 2, 2)
            if marker == 0xEE { isAdobe = true }
            if 0xC0...0xCF ~= marker, marker != 0xC4, marker != 0xC8, marker != 0xCC {
                let height = number(bytes, place + 5, 2)
                let width = number(bytes, place + 7, 2)
                let space = [1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"][Int(bytes[place + 9])]
                guard let space, width > 0, height > 0 else { return nil }
                // Adobe's programs write the four inks the wrong way round.
                let inverted = space == "/DeviceCMYK" && isAdobe ? " /Decode [1 0 1 0 1 0 1 0]" : ""
                let entries = "/ColorSpace \(space) /BitsPerComponent 8 /Filter /DCTDecode\(inverted)"
                return document(width, height, resolution, entries, bytes)
            }
            guard length >= 2, marker != 0xDA else { return nil }
            place += 2 + length
        }
        return nil
    }

    private static func png(_ bytes: [UInt8], _ resolution: Int) -> [UInt8]? {
        guard bytes.count > 33 else { return nil }
        let width = number(bytes, 16, 4)
        let height = number(bytes, 20, 4)
        let depth = Int(bytes[24])
        let kind = bytes[25]
        guard bytes[28] == 0, width > 0, height > 0, kind == 0 || kind == 2 || kind == 3 else { return nil }
        var palette: [UInt8] = []
        var data: [UInt8] = []
        var place = 8
        while place + 12 <= bytes.count {
            let length = number(bytes, place, 4)
            guard place + 12 + length <= bytes.count else { return nil }
            let content = bytes[place + 8..<place + 8 + length]
            switch Array(bytes[place + 4..<place + 8]) {
            case Array("PLTE".utf8): palette = Array(content)
            case Array("tRNS".utf8): return nil
            case Array("IDAT".utf8): data += content
            default: break
            }
            place += 12 + length
        }
        var space = kind == 2 ? "/DeviceRGB" : "/DeviceGray"
        if kind == 3 {
            guard palette.count >= 3 else { return nil }
            let digits = palette.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            space = "[/Indexed /DeviceRGB \(palette.count / 3 - 1) <\(digits)>]"
        }
        let entries =
            "/ColorSpace \(space) /BitsPerComponent \(depth) /Filter /FlateDecode /DecodeParms << /Predictor 15 "
            + "/Colors \(kind == 2 ? 3 : 1) /BitsPerComponent \(depth) /Columns \(width) >>"
        return document(width, height, resolution, entries, data)
    }

    private static func document(_ width: Int, _ height: Int, _ resolution: Int, _ entries: String, _ data: [UInt8])
        -> [UInt8]
    {
        var bytes = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        func object(_ text: String, stream: [UInt8]? = nil) {
            places.append(bytes.count)
            bytes += Array("\(places.count) 0 obj\n\(text)\n".utf8)
            if let stream { bytes += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8) }
            bytes += Array("endobj\n".utf8)
        }
        func points(_ pixels: Int) -> String {
            pixels * 72 % resolution == 0
                ? String(pixels * 72 / resolution) : "\(Double(pixels) * 72 / Double(resolution))"
        }
        let drawing = Array("\(points(width)) 0 0 \(points(height)) 0 0 cm /I Do".utf8)
        object("<< /Type /Catalog /Pages 2 0 R >>")
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        object(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(points(width)) \(points(height))] /Contents 4 0 R "
                + "/Resources << /XObject << /I 5 0 R >> >> >>"
        )
        object("<< /Length \(drawing.count) >>", stream: drawing)
        object(
            "<< /Type /XObject /Subtype /Image /Width \(width) /Height \(height) \(entries) /Length \(data.count) >>",
            stream: data
        )
        let table = bytes.count
        let rows = places.map { place in
            let digits = String(place)
            return String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n"
        }
        bytes += Array("xref\n0 6\n0000000000 65535 f \n\(rows.joined())".utf8)
        bytes += Array("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return bytes
    }
}
