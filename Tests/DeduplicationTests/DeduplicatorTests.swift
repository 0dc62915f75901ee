import TestSupport
import Testing

@testable import Deduplication

@Suite("A deduplicator")
struct DeduplicatorTests {
    /// What joins which: for each text the earlier ones that it was joined to, by their ids.
    private func joins(_ texts: [ReprintSet.Text]) -> [(String, String, Relation)] {
        var deduplicator = Deduplicator()
        var found: [(String, String, Relation)] = []
        for text in texts {
            for repetition in deduplicator.add(text.text) {
                guard let relation = repetition.comparison.relation else { continue }
                found.append((text.id, texts[repetition.earlier].id, relation))
            }
        }
        return found
    }

    private func clusters(_ texts: [ReprintSet.Text]) -> Clusters<String> {
        var clusters = Clusters<String>()
        for text in texts {
            clusters.insert(text.id, seniority: Seniority(day: nil, length: text.text.utf8.count, name: text.id))
        }
        for (one, other, relation) in joins(texts) where relation.joins { clusters.join(one, other) }
        return clusters
    }

    @Test("finds copies of every kind and nothing else")
    func reprints() {
        let set = ReprintSet(seed: 77, originals: 180)
        let clusters = clusters(set.texts)
        var missed: [ReprintSet.Edit: Int] = [:]
        for text in set.texts {
            guard let (original, edit) = text.copied, !clusters.areJoined(text.id, original) else { continue }
            missed[edit, default: 0] += 1
        }
        #expect(missed.values.allSatisfy { $0 <= 1 }, "\(missed)")
        for number in 0..<180 {
            for other in 0..<number { #expect(!clusters.areJoined("o\(number)", "o\(other)")) }
        }
    }

    @Test("makes the same clusters in whatever order texts come")
    func order() {
        let set = ReprintSet(seed: 41, originals: 45)
        var generator = SeededGenerator(seed: 2)
        var expected: [String?]?
        for _ in 0..<8 {
            let clusters = clusters(set.texts.shuffled(using: &generator))
            let canonical = set.texts.map { clusters.canonical(of: $0.id) }
            #expect(canonical == expected ?? canonical)
            expected = canonical
        }
    }

    @Test("keeps forms and short texts apart, however many there are", arguments: FilledForm.allCases)
    func forms(form: FilledForm) {
        var generator = SeededGenerator(seed: 6)
        var deduplicator = Deduplicator()
        var joined = 0
        for _ in 0..<60 {
            let found = deduplicator.add(form.filled(using: &generator))
            joined += found.contains { $0.comparison.relation?.joins == true } ? 1 : 0
        }
        // Among so many some are filled in alike by chance.
        #expect(joined <= 18)
    }

    @Test("answers each of 100,000 copies of one text with the first")
    func copies() {
        var generator = SeededGenerator(seed: 19)
        let text = (0..<3).map { _ in InventedNews.sentence(using: &generator) }.joined()
        var deduplicator = Deduplicator()
        #expect(deduplicator.add(text).isEmpty)
        var wrong = 0
        for _ in 1..<100_000 where deduplicator.add(text).map(\.earlier) != [0] { wrong += 1 }
        #expect(wrong == 0)
    }

    @Test("joins a thousand copies of one text that all are misread in other places")
    func misreadCopies() {
        var generator = SeededGenerator(seed: 23)
        let text = InventedNews.sentences(using: &generator).joined()
        var deduplicator = Deduplicator()
        var alone = 0
        for _ in 0..<1_000 {
            let found = deduplicator.add(ReprintSet.misread(text, 2, using: &generator))
            alone += found.contains { $0.comparison.relation == .same } ? 0 : 1
        }
        #expect(alone == 1)
    }

    @Test("ties a text that holds two earlier ones to both")
    func both() {
        var generator = SeededGenerator(seed: 29)
        let one = InventedNews.sentences(using: &generator).joined()
        let other = InventedNews.sentences(using: &generator).joined()
        var deduplicator = Deduplicator()
        #expect(deduplicator.add(one).isEmpty)
        #expect(deduplicator.add(other).isEmpty)
        #expect(Set(deduplicator.add(one + other).map(\.earlier)) == [0, 1])
    }

    @Test("takes empty texts for nothing")
    func empty() {
        var deduplicator = Deduplicator()
        #expect(deduplicator.add("").isEmpty)
        #expect(deduplicator.add(" \n").isEmpty)
    }
}
