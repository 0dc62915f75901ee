/// Which characters of two texts answer each other.
struct Alignment {
    /// A place where runs that follow each other closely in both texts differ.
    struct Gap {
        var first: Range<Int>
        var second: Range<Int>
    }

    /// For each scalar of the first text the place that answers it in the second, or -1.
    private(set) var partners: [Int]
    /// For each scalar of the second text whether one of the first answers it.
    private(set) var covered: [Bool]
    /// Where the texts differ by a little, in the order of the first.
    private(set) var gaps: [Gap] = []

    /// Gaps longer than this are passages, not misprints.
    private static let widestGap = 24
    /// How many places of one gram are looked at, so that a text of one repeated character costs no more.
    private static let placesTried = 8
    /// Texts of which neither is longer can be aligned as wholes.
    static let longestWhole = 256

    /// Aligns two texts in linear time.
    ///
    /// Runs of at least five scalars that both have are matched wherever they stand, so that moved paragraphs count.
    /// Where two matched runs follow each other closely in both texts, what is common to the gaps between them is matched
    /// too, so that a text read with errors answers its original almost whole.
    init(_ first: ComparedText, _ second: ComparedText, table: GramTable) {
        partners = Array(repeating: -1, count: first.count)
        covered = Array(repeating: false, count: second.count)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(first.count)
        Gram.forEach(of: first.scalars, length: Gram.compared) { hash, _ in hashes.append(hash) }
        var place = 0
        var ends = (first: 0, second: 0)
        while place < hashes.count {
            guard let answer = nearest(hashes[place], to: ends.second, in: table) else {
                place += 1
                continue
            }
            var length = 0
            while place + length < first.count, answer + length < second.count, !covered[answer + length],
                first.scalars[place + length] == second.scalars[answer + length]
            {
                partners[place + length] = answer + length
                covered[answer + length] = true
                length += 1
            }
            guard length > 0 else {
                place += 1
                continue
            }
            fill(first, second, ends.first..<place, from: ends.second, to: answer)
            ends = (place + length, answer + length)
            place += length
        }
        fill(first, second, ends.first..<first.count, from: ends.second, to: second.count)
    }

    /// Aligns two short texts by all that they have in common in the same order.
    ///
    /// The time grows with the product of the lengths, which must not exceed `longestWhole`.
    init(wholly first: ComparedText, _ second: ComparedText) {
        precondition(max(first.count, second.count) <= Self.longestWhole)
        partners = Array(repeating: -1, count: first.count)
        covered = Array(repeating: false, count: second.count)
        gaps = [Gap(first: 0..<first.count, second: 0..<second.count)]
        match(first, second, gaps[0])
    }

    /// The free place of the gram next after `place`, else its first free place.
    ///
    /// Free are those that nothing answers yet: a phrase said twice needs one said twice to answer it.
    private func nearest(_ hash: UInt64, to place: Int, in table: GramTable) -> Int? {
        var current = table.first(hash)
        var free: Int?
        for _ in 0..<Self.placesTried {
            guard let candidate = current else { break }
            if !covered[candidate] {
                if candidate >= place { return candidate }
                free = free ?? candidate
            }
            current = table.next(after: candidate)
        }
        return free
    }

    /// Matches what is common to a gap, if that is small.
    private mutating func fill(
        _ first: ComparedText,
        _ second: ComparedText,
        _ gap: Range<Int>,
        from start: Int,
        to end: Int
    ) {
        guard start <= end, gap.count <= Self.widestGap, end - start <= Self.widestGap else { return }
        guard !gap.isEmpty || start < end else { return }
        if gap.isEmpty || start == end {
            let isHead = gap.lowerBound == 0 && start == 0
            let isTail = gap.upperBound == first.count && end == second.count
            if isHead || isTail { return }
        }
        var whole = Gap(first: gap, second: start..<end)
        takeNumbers(first, second, &whole)
        gaps.append(whole)
        match(first, second, whole)
    }

    /// Widens a gap to take in the rest of numbers that it cuts; what was matched of them is free again.
    private mutating func takeNumbers(_ first: ComparedText, _ second: ComparedText, _ gap: inout Gap) {
        func isDigitAt(_ place: Int, _ text: ComparedText) -> Bool {
            text.scalars.indices.contains(place) && isDigit(text.scalars[place])
        }
        let cutsHead = isDigitAt(gap.first.lowerBound, first) || isDigitAt(gap.second.lowerBound, second)
        while cutsHead, isDigitAt(gap.first.lowerBound - 1, first), isDigitAt(gap.second.lowerBound - 1, second),
            partners[gap.first.lowerBound - 1] == gap.second.lowerBound - 1
        {
            free(gap.first.lowerBound - 1)
            gap.first = gap.first.lowerBound - 1..<gap.first.upperBound
            gap.second = gap.second.lowerBound - 1..<gap.second.upperBound
        }
        let cutsTail = isDigitAt(gap.first.upperBound - 1, first) || isDigitAt(gap.second.upperBound - 1, second)
        while cutsTail, isDigitAt(gap.first.upperBound, first), isDigitAt(gap.second.upperBound, second),
            partners[gap.first.upperBound] == gap.second.upperBound
        {
            free(gap.first.upperBound)
            gap.first = gap.first.lowerBound..<gap.first.upperBound + 1
            gap.second = gap.second.lowerBound..<gap.second.upperBound + 1
        }
    }

    private mutating func free(_ place: Int) {
        covered[partners[place]] = false
        partners[place] = -1
    }

    private mutating func match(_ first: ComparedText, _ second: ComparedText, _ gap: Gap) {
        let left = Token.list(first.scalars, gap.first)
        let right = Token.list(second.scalars, gap.second)
        for match in commonSubsequence(left, right, weight: \.weight) {
            let answer = right[match.second].range.lowerBound
            for (offset, place) in left[match.first].range.enumerated() {
                partners[place] = answer + offset
                covered[answer + offset] = true
            }
        }
    }
}
