import Newsprint

extension Page {
    /// The most bytes of text that are separated together.
    ///
    /// A printed page has 3 to 40 kB; what has more is many pages run together, whose articles have nothing to do with
    /// each other, and the time of an assignment grows with the cube of their number.
    static let partByteCount = 64 << 10

    /// The page, or what runs together under its name, in parts of at most `partByteCount`, cut at empty lines if possible.
    func parts() -> [Page] {
        var parts: [Page] = []
        var start = 0
        var size = 0
        var blank: Int?
        for (index, line) in lines.enumerated() {
            if size > 0, size + line.range.count > Page.partByteCount {
                let end = blank ?? index
                parts.append(part(start..<end))
                start = end
                size = lines[start..<index].reduce(0) { $0 + $1.range.count }
                blank = nil
            }
            size += line.range.count
            if line.range.isEmpty, size * 2 > Page.partByteCount { blank = index }
        }
        parts.append(part(start..<lines.count))
        parts[parts.count - 1].residue = residue
        return parts
    }

    private func part(_ range: Range<Int>) -> Page {
        var part = self
        part.lines = Array(lines[range])
        part.geometry?.lines = geometry.map { Array($0.lines[range]) } ?? []
        part.residue = []
        return part
    }
}
