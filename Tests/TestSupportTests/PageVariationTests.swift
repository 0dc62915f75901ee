import TestSupport
import TextNormalization
import Testing

@Suite("A page varied")
struct PageVariationTests {
    private func lines(_ text: [UInt8]) -> [String] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func printed(_ text: [UInt8]) -> [String] {
        lines(text).filter { !BodyNormalizer.normalized($0).isEmpty }
    }

    @Test("keeps every printed line whole, wherever its headlines go", arguments: try WrittenPages.all())
    func keepsLines(page: PageFixture) {
        let variation = PageVariation(page.text, truth: page.truth)
        for seed in 1...3 as ClosedRange<UInt64> {
            let moved = variation.movingHeadlines(seed: seed)
            #expect(printed(moved).sorted() == printed(page.text).sorted())
            #expect(moved == variation.movingHeadlines(seed: seed))
        }
        #expect(printed(variation.removingBlankLines()) == printed(page.text))
        #expect(printed(variation.doublingBlankLines()) == printed(page.text))
    }

    @Test("finds the headline of every article on the written pages", arguments: try WrittenPages.all())
    func findsHeadlines(page: PageFixture) {
        let variation = PageVariation(page.text, truth: page.truth)
        let lines = lines(page.text)
        let found = variation.headlineBlocks.map { BodyNormalizer.normalized(lines[$0].joined()) }
        for article in page.truth.articles {
            let headline = BodyNormalizer.normalized(article.headline)
            #expect(found.contains { $0.contains(headline) }, "\(article.headline)")
        }
    }

    @Test("moves kicker, main line and subheadline as one block")
    func movesBlocks() throws {
        let json = """
            {"furniture": [], "articles": [{"headline": "主题在此", "kicker": "肩题在此", "sub": ["——副题在此"],
              "paragraphs": ["第一段在这里。", "第二段在这里。", "第三段在这里。"]}]}
            """
        let truth = try PageTruth(parsing: Array(json.utf8))
        let text = "肩题在此\n\n主题\n在此\n——副题在此\n\n　　第一段在\n这里。\n　　第二段在这里。\n　　第三段在这里。\n"
        let variation = PageVariation(Array(text.utf8), truth: truth)
        #expect(variation.headlineBlocks == [0..<5])
        #expect(variation.gaps == [8, 9, 10])
        let moved = (1...20).map { String(decoding: variation.movingHeadlines(seed: $0), as: UTF8.self) }
        let block = "肩题在此\n\n主题\n在此\n——副题在此\n"
        #expect(moved.allSatisfy { $0.contains(block) && !$0.hasPrefix("肩题") })
        #expect(Set(moved).count == 3)
    }

    @Test("takes the blank lines out, or doubles them")
    func blankLines() throws {
        let truth = try PageTruth(parsing: Array(#"{"articles": []}"#.utf8))
        let variation = PageVariation(Array("甲\r\n\r\n乙\r\n　\r\n丙".utf8), truth: truth)
        #expect(variation.removingBlankLines() == Array("甲\r\n乙\r\n丙\n".utf8))
        #expect(variation.doublingBlankLines() == Array("甲\r\n\r\n\r\n乙\r\n　\r\n　\r\n丙\n".utf8))
    }
}
