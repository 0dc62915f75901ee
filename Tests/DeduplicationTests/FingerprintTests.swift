import TestSupport
import Testing

@testable import Deduplication

@Suite("A fingerprint")
struct FingerprintTests {
    @Test("has few keys, ascending, each of 48 bits, and a short sketch")
    func shape() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let fingerprint = Fingerprint(ComparedText(InventedNews.sentences(using: &generator).joined()))
            #expect(fingerprint.keys.count == Fingerprint.keyLimit)
            #expect(zip(fingerprint.keys, fingerprint.keys.dropFirst()).allSatisfy { $0 < $1 })
            #expect(fingerprint.keys.allSatisfy { 0..<(1 << 48) ~= $0 })
            #expect(fingerprint.sketch.count == Fingerprint.sketchLimit)
            #expect(zip(fingerprint.sketch, fingerprint.sketch.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test("of a short text is empty")
    func shortText() {
        let fingerprint = Fingerprint(ComparedText("市气象台发布高温橙色预警，请注意防暑降温。"))
        #expect(fingerprint.keys.isEmpty && fingerprint.sketch.isEmpty)
    }

    @Test("shares a key with that of a copy", arguments: ReprintSet.Edit.allCases)
    func copies(edit: ReprintSet.Edit) {
        var generator = SeededGenerator(seed: 12)
        var found = 0
        for _ in 0..<100 {
            let sentences = InventedNews.sentences(using: &generator)
            let other = InventedNews.sentences(using: &generator)
            let copy = ReprintSet.copy(of: sentences, by: edit, other, using: &generator)
            let keys = Set(Fingerprint(ComparedText(sentences.joined())).keys)
            found += keys.isDisjoint(with: Fingerprint(ComparedText(copy)).keys) ? 0 : 1
        }
        #expect(found >= 99)
    }

    @Test("finds an article in a brief made of its first tenth")
    func deepCut() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<50 {
            let sentences = (0..<100).map { _ in InventedNews.sentence(using: &generator) }
            let whole = Fingerprint(ComparedText("本报讯（记者 宁远）" + sentences.joined()))
            let brief = Fingerprint(ComparedText(sentences.prefix(10).joined()))
            #expect(!Set(whole.keys).isDisjoint(with: brief.keys))
        }
    }

    @Test("alone tells copies from other texts, and no more than that")
    func estimates() {
        var generator = SeededGenerator(seed: 14)
        var error = 0.0
        for _ in 0..<60 {
            let sentences = InventedNews.sentences(using: &generator)
            let whole = ComparedText(sentences.joined())
            let part = ComparedText(sentences.prefix(sentences.count / 2).joined())
            let other = ComparedText(InventedNews.sentences(using: &generator).joined())
            let estimate = Fingerprint(part).estimated(against: Fingerprint(whole))
            #expect(estimate.relation == .abridged || estimate.relation == .same || estimate.relation == .quotes)
            #expect(estimate.inverse == Fingerprint(whole).estimated(against: Fingerprint(part)))
            #expect(Fingerprint(whole).estimated(against: Fingerprint(other)).relation == nil)
            #expect(Fingerprint(whole).estimated(against: Fingerprint(whole)).relation == .same)
            error += abs(estimate.jaccard - part.compared(to: whole).jaccard) / 60
        }
        #expect(error < 0.1)
    }
}
