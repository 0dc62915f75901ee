package import Hashing

/// All corrections of a root, in their order, and which of them stand.
package struct CorrectionBook: Sendable {
    /// Every correction, undone ones and undoings too, by number.
    package private(set) var all: [Int: Correction] = [:]
    /// The correction by which each undone one was undone.
    package private(set) var undone: [Int: Int] = [:]
    /// The greatest number.
    package private(set) var last = 0
    private var bySource: [Digest: [Int]] = [:]
    private var byPage: [String: [Int]] = [:]

    /// A book without corrections.
    package init() {}

    /// Takes in the next correction.
    package mutating func add(_ correction: Correction) {
        all[correction.number] = correction
        last = max(last, correction.number)
        if case .undo(let number) = correction.change { undone[number] = correction.number }
        guard correction.changesPages || correction.isNaming else { return }
        bySource[correction.source, default: []].append(correction.number)
        if let key = correction.pageKey, !correction.isNaming { byPage[key, default: []].append(correction.number) }
    }

    /// The numbers of all corrections, ascending.
    package var numbers: [Int] { all.keys.sorted() }

    /// Whether a correction is there and was not undone.
    package func stands(_ number: Int) -> Bool { all[number] != nil && undone[number] == nil }

    /// The corrections that stand and are about a content or about one of the pages, in their order.
    package func standing(source: Digest, pageKeys: some Sequence<String>) -> [Correction] {
        guard !all.isEmpty else { return [] }
        var numbers = Set(bySource[source] ?? [])
        for key in Set(pageKeys) { numbers.formUnion(byPage[key] ?? []) }
        return numbers.sorted().compactMap { stands($0) ? all[$0] : nil }
    }
}

extension Correction {
    /// Whether it says what a file is.
    package var isNaming: Bool { if case .naming = change { true } else { false } }
}
