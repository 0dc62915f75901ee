import TextScanning

/// Headline lines that are painted twice, as a shadow or outline is, and must be read once.
struct Shadows {
    /// For a row that is read, the glyphs that print it again.
    private(set) var repeats: [Int: [Range<Int>]] = [:]
    /// Rows that only repeat others.
    private(set) var rows: Set<Int> = []
    /// Rows whose text stands on the page twice, in one row or two: no running text does.
    private(set) var repeated: Set<Int> = []

    /// A doubled half or row shorter than this may be a word such as 常常.
    private static let least = 4

    /// Looks for rows that stand on the page twice.
    init(_ sheet: Sheet) {
        if let placement = sheet.placement {
            repeats = placement.overprints
            return
        }
        var seen: [UInt64: Int] = [:]
        seen.reserveCapacity(sheet.rows.count)
        for index in sheet.rows.indices {
            let range = sheet.rows[index].glyphs
            guard range.count >= Self.least, range.count <= 60 else { continue }
            if Self.half(sheet, range) != nil { repeated.insert(index) }
            let key = Self.hash(sheet, range)
            if let first = seen[key], Self.isEqual(sheet, range, sheet.rows[first].glyphs) {
                repeated.insert(index)
                repeated.insert(first)
            } else {
                seen[key] = index
            }
        }
    }

    /// Takes what is painted twice within one stretch of headline lines out of `sheet`.
    mutating func remove(from sheet: inout Sheet, _ run: Range<Int>) {
        for index in run {
            guard let half = Self.half(sheet, sheet.rows[index].glyphs) else { continue }
            let range = sheet.rows[index].glyphs
            sheet.rows[index].glyphs = range.lowerBound..<half
            sheet.rows[index].width /= 2
            repeats[index, default: []].append(half..<range.upperBound)
        }
        guard run.count <= 24 else { return }
        var start = run.lowerBound
        while start < run.upperBound {
            if let (first, end) = repetition(sheet, at: start, in: run) {
                for row in start..<end {
                    rows.insert(row)
                    // A row that is not read cannot tell of its own second half.
                    repeats[first, default: []] += [sheet.rows[row].glyphs] + (repeats.removeValue(forKey: row) ?? [])
                }
                start = end
            } else {
                start += 1
            }
        }
    }

    /// The rows from `start` on that say again what earlier rows of the stretch said, perhaps wrapped otherwise.
    private func repetition(_ sheet: Sheet, at start: Int, in run: Range<Int>) -> (Int, Int)? {
        for first in run.lowerBound..<start where !rows.contains(first) {
            var end = start
            while end < run.upperBound {
                let text = sheet.rows[start].glyphs.lowerBound..<sheet.rows[end].glyphs.upperBound
                // Where longer rows are painted twice, the short end of a wrapped line is too.
                guard text.count >= Self.least || !rows.isEmpty && start > run.lowerBound && end == start else {
                    end += 1
                    continue
                }
                var last = first
                while last < start {
                    let original = sheet.rows[first].glyphs.lowerBound..<sheet.rows[last].glyphs.upperBound
                    if original.count == text.count, Self.isEqual(sheet, original, text) { return (first, end + 1) }
                    if original.count >= text.count { break }
                    last += 1
                }
                end += 1
            }
        }
        return nil
    }

    /// Where the second half begins, if both halves are the same.
    private static func half(_ sheet: Sheet, _ range: Range<Int>) -> Int? {
        guard range.count >= least * 2, range.count % 2 == 0 else { return nil }
        let middle = range.lowerBound + range.count / 2
        return isEqual(sheet, range.lowerBound..<middle, middle..<range.upperBound) ? middle : nil
    }

    static func isEqual(_ sheet: Sheet, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count
        where sheet.glyphs[left.lowerBound + offset].code != sheet.glyphs[right.lowerBound + offset].code {
            return false
        }
        return true
    }

    private static func hash(_ sheet: Sheet, _ range: Range<Int>) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { value = (value ^ UInt64(sheet.glyphs[index].code)) &* 0x100_0000_01B3 }
        return value
    }
}
