import TextScanning

/// What is known of blocks that are taken for one body, or for several of one column that follow each other.
struct Strand {
    /// Cells of its column, and the rows that tell; where none does, the widest row.
    private(set) var column: Float = 0
    private(set) var told: Float = 0
    /// The last blocks whose paragraph goes on elsewhere, and those that go on with a paragraph not found yet.
    private(set) var feet = SIMD8<Int16>(repeating: -1)
    private(set) var tops = SIMD8<Int16>(repeating: -1)
    /// Which of the 256 blocks are of it among which the last one is.
    private var members = SIMD4<UInt64>.zero
    private(set) var last: Int16 = -1

    /// Takes the block `index` in, whose rows say that the column has `width` cells, `rows` of them.
    mutating func take(_ index: Int, width: Float, rows: Float) {
        if rows > 0 {
            let weight = min(told, 24)
            column = told > 0 ? (column * weight + width * rows) / (weight + rows) : width
            told += rows
        } else if told == 0 {
            column = max(column, width)
        }
        if last >= 0, index >> 8 != Int(last) >> 8 { members = .zero }
        members[index >> 6 & 3] |= 1 << UInt64(index & 63)
        last = Int16(clamping: index)
    }

    /// Whether the block `index` is of it.
    func holds(_ index: Int) -> Bool {
        index <= Int(last) && index >> 8 == Int(last) >> 8 && members[index >> 6 & 3] >> UInt64(index & 63) & 1 == 1
    }

    /// Keeps in mind that the paragraph in which `index` ends goes on elsewhere.
    mutating func leaveFoot(_ index: Int) { Self.push(index, on: &feet) }

    /// Keeps in mind that the paragraph in which `index` begins began elsewhere.
    mutating func leaveTop(_ index: Int) { Self.push(index, on: &tops) }

    /// Forgets the foot or top in a place, since what goes on with it was found.
    mutating func closeFoot(_ place: Int) { feet[place] = -1 }
    mutating func closeTop(_ place: Int) { tops[place] = -1 }

    private static func push(_ index: Int, on list: inout SIMD8<Int16>) {
        for place in 0..<8 where list[place] < 0 {
            list[place] = Int16(clamping: index)
            return
        }
        for place in 0..<7 { list[place] = list[place + 1] }
        list[7] = Int16(clamping: index)
    }

    /// What tells whether two strands go on alike.
    var key: UInt64 {
        var hash = UInt64(UInt16(bitPattern: last))
        for place in 0..<8 {
            hash = (hash ^ UInt64(UInt16(bitPattern: feet[place]))) &* 0x9E37_79B9_7F4A_7C15
            hash = (hash ^ UInt64(UInt16(bitPattern: tops[place]))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        return hash
    }
}
