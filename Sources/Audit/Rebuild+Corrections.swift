internal import Corrections
internal import Ingestion
internal import RecordIndex

extension Rebuild {
    /// Takes in the corrections.
    ///
    /// What parts two articles is a matter of the index. Whether the others still fit shows when their pages are read again,
    /// which whoever next writes by the index does; what they led to is published.
    func readCorrections() throws {
        let book = try OverrideFile.read(root: directory).book
        summary.corrections = book.all.count
        for number in book.numbers {
            guard let correction = book.all[number] else { continue }
            var state = MirroredCorrection.State.unseen
            if correction.change == .apart, book.stands(number) {
                state = try part(correction) ? .done : .unseen
            }
            try index.note(MirroredCorrection(number: number, line: correction.line, state: state))
        }
    }

    /// Parts the two articles as they were then and as they stand now; false if they do not stand any more.
    private func part(_ correction: Correction) throws -> Bool {
        let ids = correction.articles.map(\.id)
        try index.part(ids[0], ids[1])
        guard let one = try index.successor(of: ids[0]), let other = try index.successor(of: ids[1]) else {
            return false
        }
        return try index.part(one, other)
    }
}
