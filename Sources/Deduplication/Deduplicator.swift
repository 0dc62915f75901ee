/// Tells of each text, as they come, which earlier ones it repeats.
///
/// Keeps all texts in memory, normalised. Equal texts are one to the candidate search, so any number of copies costs
/// one look each.
package struct Deduplicator: Sendable {
    /// That a text repeats an earlier one.
    package struct Repetition: Equatable, Sendable {
        /// The earlier text, by its place in the order in which texts came, from 0.
        package let earlier: Int
        /// How the later text repeats it.
        package let comparison: Comparison
    }

    private var texts: [ComparedText] = []
    /// The number of different 5-grams of each text.
    private var distinct: [Int32] = []
    private var firsts: [UInt64: Int] = [:]
    private var index = CandidateIndex()
    private var clusters = DisjointSets()

    /// A deduplicator that has seen nothing.
    package init() {}

    /// Adds a text and returns what it repeats, the nearest first: at most one text of each cluster of reprints.
    ///
    /// An empty text repeats nothing.
    package mutating func add(_ body: String) -> [Repetition] {
        let text = ComparedText(body)
        let number = texts.count
        texts.append(text)
        distinct.append(0)
        clusters.append()
        guard text.count > 0 else { return [] }
        let digest = text.digest
        if let first = firsts[digest], texts[first] == text {
            clusters.join(number, first)
            let same = Comparison(relation: .same, containment: 1, jaccard: 1)
            return [Repetition(earlier: first, comparison: same)]
        }
        // Of two texts with one digest, which only malice brings about, the later one's copies are found as reprints.
        firsts[digest] = firsts[digest] ?? number
        guard text.count >= ComparedText.shortest else { return [] }
        let fingerprint = Fingerprint(text)
        let prepared = PreparedText(text)
        distinct[number] = Int32(prepared.table.distinct)
        let found = repetitions(of: prepared, among: index.candidates(for: fingerprint))
        index.insert(fingerprint, as: number, precedence: UInt64(number))
        for repetition in found where repetition.comparison.relation?.joins == true {
            clusters.join(number, repetition.earlier)
        }
        return found
    }

    private func repetitions(of text: PreparedText, among candidates: [Int]) -> [Repetition] {
        // One answer a cluster: the nearest member of those that were looked at.
        var byCluster: [(root: Int, repetition: Repetition)] = []
        for candidate in candidates {
            let root = clusters.root(of: candidate)
            let known = byCluster.firstIndex { $0.root == root }
            if let known, byCluster[known].repetition.comparison.relation == .same { continue }
            let other = texts[candidate]
            let comparison = text.compared(to: other, distinct: Int(distinct[candidate]), table: GramTable(other))
            guard comparison.relation != nil else { continue }
            let repetition = Repetition(earlier: candidate, comparison: comparison)
            if let known {
                if repetition.isNearer(than: byCluster[known].repetition) { byCluster[known].repetition = repetition }
            } else {
                byCluster.append((root, repetition))
            }
        }
        return byCluster.map(\.repetition).sorted { $0.isNearer(than: $1) }
    }
}

extension Deduplicator.Repetition {
    /// Whether this is the closer tie: a reprint before a quotation, then the larger share, then the earlier text.
    fileprivate func isNearer(than other: Self) -> Bool {
        let joins = (comparison.relation?.joins ?? false, other.comparison.relation?.joins ?? false)
        if joins.0 != joins.1 { return joins.0 }
        if comparison.jaccard != other.comparison.jaccard { return comparison.jaccard > other.comparison.jaccard }
        return earlier < other.earlier
    }
}
