/// The heights at which the columns of a body are parted, and those where they are not.
struct ColumnLevels {
    /// For each column the heights at which rows of ideographs are parted, and where they stand together.
    private var cuts: [UInt64]
    private var joins: [UInt64]

    init(_ deal: ColumnSearch.Deal, _ blocks: [Block]) {
        let count = (deal.columns.max() ?? 0) + 1
        cuts = [UInt64](repeating: 0, count: count)
        joins = cuts
        var last = [Int?](repeating: nil, count: count)
        for index in blocks.indices {
            let column = deal.columns[index]
            let row = deal.rows[index]
            guard row < 64 else { continue }
            joins[column] |= blocks[index].joins << UInt64(row)
            if let above = last[column], !blocks[above].isTallAtFoot, !blocks[index].isTallAtTop, !blocks[index].opens,
                blocks[above].end < 0.5, blocks[index].start < 0.5
            {
                cuts[column] |= 1 << UInt64(row)
            }
            last[column] = index
        }
    }

    /// Whether columns other than `column` are parted at the height `row`; nil if none tells.
    func isCut(at row: Int, besides column: Int) -> Bool? {
        guard row < 64 else { return nil }
        var votes = 0
        for other in cuts.indices where other != column {
            if joins[other] >> UInt64(row) & 1 == 1 { votes -= 1 }
            if cuts[other] >> UInt64(row) & 1 == 1 { votes += 1 }
        }
        return votes == 0 ? nil : votes > 0
    }
}
