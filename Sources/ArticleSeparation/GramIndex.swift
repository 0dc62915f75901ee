import TextScanning

/// Numbers the pairs of neighbouring characters of a page, so that texts can be compared as sets of small integers.
struct GramIndex {
    /// For each glyph the number of the pair that it begins, or -1.
    private(set) var grams: [Int32]
    /// How many different pairs there are.
    var count: Int { keys.count }
    /// For each pair how often it stands on the page.
    private var counts: [Int32] = []
    /// The characters of each pair.
    private var keys: [UInt64] = []
    /// The numbers of the pairs by their hashes, or -1.
    private var slots: [Int32] = []

    /// How often `left` stands right before `right` on the page.
    func occurrences(of left: Glyph, _ right: Glyph) -> Int {
        guard !slots.isEmpty else { return 0 }
        let key = Self.key(left, right)
        var slot = Self.slot(key, slots.count)
        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
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
        let hasShadows = !shadows.repeats.isEmpty
        var isShadow = [Bool](repeating: false, count: hasShadows ? glyphs.count : 0)
        for ranges in shadows.repeats.values { for range in ranges { for index in range { isShadow[index] = true } } }
        var keys: [UInt64] = []
        var counts: [Int32] = []
        keys.reserveCapacity(glyphs.count)
        counts.reserveCapacity(glyphs.count)
        var table = [Int32](repeating: -1, count: capacity)
        var slots = table.mutableSpan
        var numbers = grams.mutableSpan
        for index in 0..<glyphs.count - 1 {
            if hasShadows, isShadow[index] || isShadow[index + 1] { continue }
            let left = glyphs[index]
            let right = glyphs[index + 1]
            guard left.isHan || left.isWord, right.isHan || right.isWord else { continue }
            let key = Self.key(left, right)
            var slot = Self.slot(key, capacity)
            while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (capacity - 1) }
            var number = slots[slot]
            if number < 0 {
                number = Int32(truncatingIfNeeded: keys.count)
                slots[slot] = number
                keys.append(key)
                counts.append(0)
            }
            numbers[index] = number
            counts[Int(number)] += 1
        }
        self.keys = keys
        self.counts = counts
        self.slots = table
    }

    private static func key(_ left: Glyph, _ right: Glyph) -> UInt64 { UInt64(left.code) << 32 | UInt64(right.code) }

    /// Where the search for `key` begins among `capacity` slots, a power of two.
    private static func slot(_ key: UInt64, _ capacity: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (capacity - 1)
    }
}
