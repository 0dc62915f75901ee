import TextScanning

/// Numbers the pairs of neighbouring characters of a page, so that texts can be compared as sets of small integers.
struct GramIndex {
    /// For each glyph the number of the pair that it begins, or -1.
    private(set) var grams: [Int32]
    /// How many different pairs there are.
    private(set) var count = 0
    private var counts: [Int32] = []
    private var keys: [UInt64] = []
    private var slots: [Int32] = []

    /// How often `left` stands right before `right` on the page.
    func occurrences(of left: Glyph, _ right: Glyph) -> Int {
        guard !slots.isEmpty else { return 0 }
        let key = UInt64(left.code) << 32 | UInt64(right.code)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slots[slot] >= 0 ? Int(counts[Int(slots[slot])]) : 0
    }

    /// Whether the pair at `position` stands on the page at least twice.
    func isRepeated(_ position: Int) -> Bool {
        let gram = grams[position]
        return gram >= 0 && counts[Int(gram)] > 1
    }

    /// How often the pair at `position` stands on the page; 0 where there is none.
    func occurrences(at position: Int) -> Int {
        let gram = grams[position]
        return gram >= 0 ? Int(counts[Int(gram)]) : 0
    }

    /// Numbers the pairs of `sheet`, case and script as printed.
    ///
    /// What `shadows` repeat is left out, so that it counts once.
    init(_ sheet: Sheet, without shadows: Shadows) {
        let glyphs = sheet.glyphs
        grams = [Int32](repeating: -1, count: glyphs.count)
        guard glyphs.count > 1 else { return }
        var capacity = 64
        while capacity < glyphs.count * 2 { capacity <<= 1 }
        let mask = capacity - 1
        let hasShadows = !shadows.repeats.isEmpty
        var isShadow = [Bool](repeating: false, count: hasShadows ? glyphs.count : 0)
        for ranges in shadows.repeats.values { for range in ranges { for index in range { isShadow[index] = true } } }
        var keys = [UInt64](repeating: 0, count: capacity)
        var values = [Int32](repeating: -1, count: capacity)
        for index in 0..<glyphs.count - 1 {
            if hasShadows, isShadow[index] || isShadow[index + 1] { continue }
            let left = glyphs[index]
            let right = glyphs[index + 1]
            guard left.isHan || left.isWord, right.isHan || right.isWord else { continue }
            let key = UInt64(left.code) << 32 | UInt64(right.code)
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while values[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
            if values[slot] < 0 {
                keys[slot] = key
                values[slot] = Int32(truncatingIfNeeded: count)
                count += 1
                counts.append(0)
            }
            grams[index] = values[slot]
            counts[Int(values[slot])] += 1
        }
        self.keys = keys
        slots = values
    }
}
