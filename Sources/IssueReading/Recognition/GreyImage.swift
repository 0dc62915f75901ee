/// A picture in shades of grey, a byte a pixel, 0 black.
struct GreyImage: Equatable, Sendable {
    /// A box of whole pixels; the right and lower edges are outside.
    struct PixelBox: Equatable, Sendable {
        var x0: Int
        var y0: Int
        var x1: Int
        var y1: Int

        var width: Int { x1 - x0 }
        var height: Int { y1 - y0 }
    }

    let width: Int
    let height: Int
    private(set) var pixels: [UInt8]

    /// A picture of these pixels, row by row; nil if they are not as many as it has.
    init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, pixels.count == width * height else { return nil }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// The picture that a binary PGM of 256 shades holds, as pdftoppm writes it; nil if it is none.
    init?(pgm: [UInt8]) {
        guard pgm.starts(with: Array("P5".utf8)) else { return nil }
        var numbers: [Int] = []
        var place = 2
        while numbers.count < 3, place < pgm.count {
            while place < pgm.count, pgm[place] <= 0x20 { place += 1 }
            let start = place
            while place < pgm.count, pgm[place] > 0x20 { place += 1 }
            guard place - start < 8, let number = Int(String(decoding: pgm[start..<place], as: UTF8.self)), number > 0
            else { return nil }
            numbers.append(number)
        }
        guard numbers.count == 3, numbers[2] == 255 else { return nil }
        let start = place + 1
        guard pgm.count - start >= numbers[0] * numbers[1] else { return nil }
        self.init(
            width: numbers[0],
            height: numbers[1],
            pixels: Array(pgm[start..<start + numbers[0] * numbers[1]])
        )
    }

    /// The lightest shade of ink: the one between whose two sides shades differ most (Otsu 1979).
    var threshold: UInt8 {
        var counts = [Int](repeating: 0, count: 256)
        // A ninth of the pixels says the same.
        for index in stride(from: 0, to: pixels.count, by: 9) { counts[Int(pixels[index])] += 1 }
        let total = counts.reduce(0, +)
        let sum = counts.indices.reduce(0) { $0 + $1 * counts[$1] }
        var best = (variance: -1.0, shade: 128)
        var dark = 0
        var darkSum = 0
        for shade in 0..<255 {
            dark += counts[shade]
            darkSum += shade * counts[shade]
            guard dark > 0, dark < total else { continue }
            let difference = Double(darkSum) / Double(dark) - Double(sum - darkSum) / Double(total - dark)
            let variance = Double(dark) * Double(total - dark) * difference * difference
            if variance > best.variance { best = (variance, shade) }
        }
        return UInt8(best.shade)
    }

    /// What a box shows, `factor` times as large, on white that is `margin` pixels wide on each side.
    ///
    /// Each pixel is the mean of those that it stands for; `factor` is at most 1.
    func reduced(_ box: PixelBox, by factor: Double, margin: Int) -> GreyImage? {
        let columns = max(1, Int((Double(box.width) * factor).rounded(.up)))
        let rows = max(1, Int((Double(box.height) * factor).rounded(.up)))
        let newWidth = columns + 2 * margin
        var result = [UInt8](repeating: 255, count: newWidth * (rows + 2 * margin))
        for row in 0..<rows {
            let top = box.y0 + min(box.height - 1, Int(Double(row) / factor))
            let bottom = max(top + 1, min(box.y1, box.y0 + Int(Double(row + 1) / factor)))
            for column in 0..<columns {
                let left = box.x0 + min(box.width - 1, Int(Double(column) / factor))
                let right = max(left + 1, min(box.x1, box.x0 + Int(Double(column + 1) / factor)))
                var sum = 0
                for y in top..<bottom {
                    for x in left..<right { sum += Int(pixels[y * width + x]) }
                }
                result[(row + margin) * newWidth + column + margin] = UInt8(sum / ((bottom - top) * (right - left)))
            }
        }
        return GreyImage(width: newWidth, height: rows + 2 * margin, pixels: result)
    }
}

extension [GreyImage] {
    /// A TIFF of several pages (TIFF 6.0, baseline: one strip without compression a page).
    var tiff: [UInt8] {
        var bytes: [UInt8] = [0x49, 0x49, 42, 0]
        func append(_ value: Int, _ count: Int = 4) {
            for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        let entryCount = 9
        // Behind the header, and behind the directory of each page, stands where the next page's directory is.
        append(8)
        for (index, image) in enumerated() {
            let start = bytes.count
            let data = start + 2 + entryCount * 12 + 4
            // Directories begin at even places.
            let end = data + image.pixels.count + image.pixels.count % 2
            append(entryCount, 2)
            for (tag, value) in [
                (256, image.width), (257, image.height), (258, 8), (259, 1), (262, 1), (273, data), (277, 1),
                (278, image.height), (279, image.pixels.count),
            ] {
                append(tag, 2)
                append(4, 2)
                append(1)
                append(value)
            }
            append(index + 1 < count ? end : 0)
            bytes += image.pixels
            if image.pixels.count % 2 == 1 { bytes.append(0) }
        }
        return bytes
    }
}
