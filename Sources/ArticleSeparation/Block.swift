import TextScanning

/// Rows of one column between empty lines of the dump, of one fragment or of several.
struct Block {
    /// The places of its fragments among those of the body.
    var fragments: Range<Int>
    /// Rows from its top to its foot.
    var height: Int
    /// Rows of a byline that stand right above it, over the column.
    var lead: Int
    /// How likely a paragraph begins with it, and ends with it.
    var start: Float
    var end: Float
    /// Bit n: its rows n − 1 and n are of ideographs alone, and stand together.
    var joins: UInt64 = 0
    var isTallAtTop: Bool
    /// Whether it begins with a quote or bracket, whose blank half shifts the row so that it may be parted anywhere.
    var opens: Bool
    var isTallAtFoot: Bool
    /// Cells from the column's edge to its leftmost and its rightmost character.
    var left: Float
    var right: Float
}

/// Makes blocks of the fragments of a body.
struct BlockReader {
    let sheet: Sheet
    let units: [Unit]
    let habit: CutHabit

    /// The blocks of `fragments`, which are in file order.
    func blocks(_ fragments: [Fragment]) -> [Block] {
        var blocks: [Block] = []
        for (place, fragment) in fragments.enumerated() {
            if place > 0, goesOn(fragments[place - 1], fragment) {
                append(fragment, to: &blocks[blocks.count - 1])
            } else {
                blocks.append(block(fragment, place))
            }
        }
        return blocks
    }

    /// Whether the dump puts nothing between two fragments.
    private func goesOn(_ upper: Fragment, _ lower: Fragment) -> Bool {
        guard let last = upper.rows.last, let first = lower.rows.first else { return false }
        return first == last + 1 && sheet.rows[first].blankLinesAbove == 0 && habit.partsBlocks
    }

    private func block(_ fragment: Fragment, _ place: Int) -> Block {
        let first = fragment.rows[0]
        let last = fragment.rows[fragment.rows.count - 1]
        var lead = 0
        if fragment.unit > 0, units[fragment.unit - 1].isByline, sheet.rows[first].blankLinesAbove == 0,
            units[fragment.unit - 1].rows.last == first - 1
        {
            lead = units[fragment.unit - 1].rows.count
        }
        let extent = extent(fragment)
        return Block(
            fragments: place..<place + 1,
            height: fragment.height,
            lead: lead,
            start: fragment.start,
            end: fragment.end,
            joins: joins(fragment),
            isTallAtTop: habit.isTall(first),
            opens: sheet.glyphs[fragment.first].characterClass.shunsLineEnd,
            isTallAtFoot: habit.isTall(last),
            left: extent.left,
            right: extent.right
        )
    }

    private func append(_ fragment: Fragment, to block: inout Block) {
        let extent = extent(fragment)
        block.joins |= joins(fragment) << UInt64(min(block.height, 63))
        if !block.isTallAtFoot, !habit.isTall(fragment.rows[0]), block.height < 64 {
            block.joins |= 1 << UInt64(block.height)
        }
        block.fragments = block.fragments.lowerBound..<block.fragments.upperBound + 1
        block.height += fragment.height
        block.end = fragment.end
        block.isTallAtFoot = habit.isTall(fragment.rows[fragment.rows.count - 1])
        block.left = min(block.left, extent.left)
        block.right = max(block.right, extent.right)
    }

    /// Rows of a fragment that stand together.
    private func joins(_ fragment: Fragment) -> UInt64 {
        var joins: UInt64 = 0
        for (place, row) in fragment.rows.enumerated().dropFirst().prefix(63)
        where habit.isPlain(fragment.rows[place - 1], row) {
            joins |= 1 << UInt64(place)
        }
        return joins
    }

    private func extent(_ fragment: Fragment) -> (left: Float, right: Float) {
        let indent: Float = fragment.start > 0.5 ? 2 : 0
        var right = sheet.rows[fragment.rows[0]].width + indent
        for row in fragment.rows.dropFirst() { right = max(right, sheet.rows[row].width) }
        return (fragment.rows.count == 1 ? indent : 0, right)
    }
}
