/// Fixed words that folded text is compared with, found by their first or last character.
struct WordList: Sendable, ExpressibleByArrayLiteral {
    private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
    private let byLast: [Unicode.Scalar: [[Unicode.Scalar]]]

    init(arrayLiteral words: String...) {
        // Longest first, so that 今日共 is found before 今日.
        let words = words.map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
        byFirst = Dictionary(grouping: words) { $0[0] }
        byLast = Dictionary(grouping: words) { $0[$0.count - 1] }
    }

    /// The length of the longest word that stands at `position`, or nil.
    func length(at position: Int, in scalars: [Unicode.Scalar]) -> Int? {
        guard position < scalars.count, let words = byFirst[scalars[position]] else { return nil }
        return words.first { $0.count <= scalars.count - position && scalars[position...].starts(with: $0) }?.count
    }

    /// The length of the longest word that `scalars` end with, or nil.
    func suffixLength(of scalars: [Unicode.Scalar]) -> Int? {
        guard let last = scalars.last, let words = byLast[last] else { return nil }
        return words.first { $0.count <= scalars.count && scalars.suffix($0.count).elementsEqual($0) }?.count
    }

    func isPrefix(of word: String) -> Bool { length(at: 0, in: Array(word.unicodeScalars)) != nil }

    func isSuffix(of word: String) -> Bool { suffixLength(of: Array(word.unicodeScalars)) != nil }

    func contains(_ word: String) -> Bool { contains(Array(word.unicodeScalars)) }

    func contains(_ word: some Collection<Unicode.Scalar>) -> Bool {
        guard let first = word.first, let words = byFirst[first] else { return false }
        return words.contains { $0.elementsEqual(word) }
    }
}
