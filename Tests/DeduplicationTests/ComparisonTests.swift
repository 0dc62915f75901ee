import TestSupport
import Testing

@testable import Deduplication

@Suite("Two texts compared")
struct ComparisonTests {
    /// A few originals and copies, with a text that has nothing to do with them.
    private static let set = ReprintSet(seed: 21, originals: 36)

    @Test("relate in one way and its inverse in the other")
    func symmetry() {
        let texts = Self.set.texts.prefix(40).map { ComparedText($0.text) }
        for first in texts {
            for second in texts {
                #expect(first.compared(to: second) == second.compared(to: first).inverse)
            }
        }
    }

    @Test("have figures from 0 to 1, and 1 with themselves")
    func figures() {
        let texts = Self.set.texts.prefix(30).map { ComparedText($0.text) }
        for first in texts {
            #expect(first.compared(to: first) == Comparison(relation: .same, containment: 1, jaccard: 1))
            for second in texts {
                let comparison = first.compared(to: second)
                #expect(0...1 ~= comparison.containment && 0...comparison.containment ~= comparison.jaccard)
            }
        }
    }

    @Test("show what was done to the one", arguments: ReprintSet.Edit.allCases)
    func edits(edit: ReprintSet.Edit) {
        var generator = SeededGenerator(seed: 5)
        var right = 0
        for _ in 0..<40 {
            let sentences = InventedNews.sentences(using: &generator)
            let other = InventedNews.sentences(using: &generator)
            let copy = ReprintSet.copy(of: sentences, by: edit, other, using: &generator)
            let found = ComparedText(copy).compared(to: ComparedText(sentences.joined())).relation
            right += found?.rawValue == edit.relation || copy == sentences.joined() ? 1 : 0
        }
        #expect(right >= 39)
    }

    @Test("are the same across lines, widths and radical signs")
    func extraction() {
        let printed = "全县早稻收割进度已过八成，⼈均日收割２亩。\n据了解，今年早稻品质\n好于往年，收购点⽉底前全部开秤，农户可就近售粮。"
        let typed = "全县早稻收割进度已过八成,人均日收割2亩。据了解,今年早稻品质好于往年,收购点月底前全部开秤,农户可就近售粮。"
        #expect(ComparedText(printed) == ComparedText(typed))
    }

    @Test("of which neither is long relate only if equal")
    func shortTexts() {
        let one = "图为市民在青禾镇湿地公园赏花。（卫青禾 摄）"
        let other = "图为市民在柳桥乡湿地公园赏花。（卫青禾 摄）"
        #expect(ComparedText(one).compared(to: ComparedText(other)).relation == nil)
        #expect(ComparedText(one).compared(to: ComparedText(one + " ")).relation == .same)
        #expect(ComparedText("").compared(to: ComparedText("")).relation == nil)
    }

    @Test("that are one form filled in twice do not relate", arguments: FilledForm.allCases)
    func forms(form: FilledForm) {
        var generator = SeededGenerator(seed: 9)
        var related = 0
        for _ in 0..<200 {
            let one = ComparedText(form.filled(using: &generator))
            let other = ComparedText(form.filled(using: &generator))
            related += one.compared(to: other).relation == nil ? 0 : 1
        }
        // Two that differ in a name and a day alone are one in thirty.
        #expect(related <= (form == .inspection ? 10 : 2))
    }

    @Test("relate when a form is printed twice and the scan is poor", arguments: FilledForm.allCases)
    func reprintedForms(form: FilledForm) {
        var generator = SeededGenerator(seed: 9)
        var related = 0
        for _ in 0..<100 {
            let text = form.filled(using: &generator)
            let read = ReprintSet.misread("（记者 宁远）" + text, 3, using: &generator)
            related += ComparedText(text).compared(to: ComparedText(read)).relation == .same ? 1 : 0
        }
        // Where half the characters are digits, each misread one counts for a whole number.
        #expect(related >= (form == .lost ? 75 : 90))
    }

    @Test("of which one takes up a passage of the other are tied, not joined")
    func quotation() {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<20 {
            let report = (0..<20).map { _ in InventedNews.sentence(using: &generator) }
            let before = (0..<16).map { _ in InventedNews.sentence(using: &generator) }
            let after = (0..<16).map { _ in InventedNews.sentence(using: &generator) }
            let commentary = before + report[4..<14] + after
            let comparison = ComparedText(commentary.joined()).compared(to: ComparedText(report.joined()))
            #expect(comparison.relation == .quotes)
        }
    }

    @Test("take a corrected figure for a correction")
    func correction() {
        var generator = SeededGenerator(seed: 3)
        let report = InventedNews.sentences(using: &generator).joined()
        let first = "工程总投资1280万元，预计2026年竣工。" + report
        let second = "工程总投资1820万元，预计2026年竣工。" + report
        #expect(ComparedText(first).compared(to: ComparedText(second)).relation == .same)
    }

    @Test("end for texts made to take long")
    func hostileTexts() {
        let one = ComparedText(String(repeating: "啊", count: 60_000))
        let other = ComparedText(String(repeating: "啊", count: 40_000) + String(repeating: "哦啊", count: 10_000))
        let comparison = one.compared(to: other)
        #expect(comparison == other.compared(to: one).inverse)
        let cycle = ComparedText(String(repeating: "一二三四五六七", count: 8_000))
        #expect(cycle.compared(to: ComparedText(String(repeating: "七六五四三二一", count: 8_000))).relation == nil)
    }
}
