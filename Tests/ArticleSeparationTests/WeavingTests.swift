import Newsprint
import Testing

@testable import ArticleSeparation

/// Columns that a dump took piece by piece, as programs do that sort text by where it stands.
@Suite("A mixed dump")
struct WeavingTests {
    /// Rows of three columns, the last one row shorter; paragraphs were indented by two cells.
    private static let rows = [
        "本报讯 昨天上午，山桥镇的第一", "辆流动书屋开进了枫岭村，孩子们围", "着书架挑选图书，村里的老人也赶来", "借阅农业技术读物。",
        "镇文化站的负责人告诉记者，这", "辆流动书屋每周要跑遍全镇六个村", "庄，全年不停歇，村民们可以用手机", "预约自己想看的图书。",
        "枫岭村的村民何大川种了二十亩", "葡萄，他借到了一本讲解修剪技术的", "图书，准备回家以后照着书本试一", "试，希望明年的收成能够更好一些。",
        "流动书屋还为留守儿童准备了画", "笔和拼图，志愿者每个周末都会来到", "村里，陪着孩子们一起读书画画，直", "到太阳落山以后才会离开村庄回家。",
        "县图书馆今年还要再添三辆流动", "书屋，把借书的服务送到更多偏远的", "山村，让更多孩子在家门口就能读到", "新书。",
    ]

    private static let paragraphs = [
        "昨天上午，山桥镇的第一辆流动书屋开进了枫岭村，孩子们围着书架挑选图书，村里的老人也赶来借阅农业技术读物。",
        "镇文化站的负责人告诉记者，这辆流动书屋每周要跑遍全镇六个村庄，全年不停歇，村民们可以用手机预约自己想看的图书。",
        "枫岭村的村民何大川种了二十亩葡萄，他借到了一本讲解修剪技术的图书，准备回家以后照着书本试一试，希望明年的收成能够更好一些。",
        "流动书屋还为留守儿童准备了画笔和拼图，志愿者每个周末都会来到村里，陪着孩子们一起读书画画，直到太阳落山以后才会离开村庄回家。",
        "县图书馆今年还要再添三辆流动书屋，把借书的服务送到更多偏远的山村，让更多孩子在家门口就能读到新书。",
    ]

    /// The article of the text whose pieces stand between empty lines in the order given.
    private func found(_ pieces: [Range<Int>]) -> [String] {
        let text = pieces.map { Self.rows[$0].joined(separator: "\n") }.joined(separator: "\n\n")
        let articles = ArticleSeparator().separate(page(of: "流动书屋开进枫岭村\n\n" + text))
        return articles.filter { $0.kind == .article }.flatMap { $0.paragraphs.map(\.passage.text) }
    }

    @Test("gives the paragraphs back where a program put nearest blocks together", arguments: [2, 3])
    func undoesGrouping(columns: Int) {
        let text = MixedDump.text(of: Self.rows, columns: columns, cuts: [2, 4], ends: [4, 8, 12, 16])
        let articles = ArticleSeparator().separate(page(of: "流动书屋开进枫岭村\n\n" + text))
        let found = articles.filter { $0.kind == .article }.flatMap { $0.paragraphs.map(\.passage.text) }
        // Rows of ideographs alone, cut in mid-sentence in both columns, fit two deals here, and the wrong one is taken.
        withKnownIssue {
            #expect(found == Self.paragraphs)
        } when: {
            columns == 2
        }
    }

    @Test("gives the paragraphs back whose columns were dumped one after the other")
    func keepsColumns() {
        #expect(found([0..<3, 3..<7, 7..<10, 10..<14, 14..<17, 17..<20]) == Self.paragraphs)
    }
}

@Suite("A dump of nearest blocks")
struct NearestGroupingTests {
    private func box(_ x: Float, _ y: Float, _ width: Float, _ height: Float) -> NearestGrouping.Box {
        NearestGrouping.Box(x0: x, y0: y, x1: x + width, y1: y + height)
    }

    @Test("holds every block once")
    func keepsAll() {
        var boxes: [NearestGrouping.Box] = []
        for row in 0..<6 {
            for column in 0..<4 { boxes.append(box(Float(column * 18), Float(row * 3), 16, Float(column % 3 + 1))) }
        }
        #expect(NearestGrouping(boxes).order().sorted() == Array(boxes.indices))
        #expect(NearestGrouping([]).order().isEmpty)
    }

    @Test("takes two short blocks side by side before what stands below them")
    func prefersNeighbours() {
        let order = NearestGrouping([box(0, 0, 16, 1), box(0, 3, 16, 7), box(17, 0, 16, 1), box(17, 3, 16, 7)]).order()
        #expect(order == [0, 2, 1, 3])
    }
}

@Suite("The table of characters that stand side by side")
struct CharacterPairsTests {
    @Test("tells pairs that belong together from those that do not")
    func associates() {
        let pairs = CharacterPairs("国pM家G的 的s 家n")
        #expect(pairs.association(0x56FD, 0x5BB6) == 3)
        #expect(pairs.association(0x56FD, 0x7684) == 0)
        #expect(pairs.association(0x7684, 0x5BB6) < 0)
        #expect(pairs.association(0x9F98, 0x5BB6) == 0)
    }

    @Test("takes all digits for one, and full-width forms for half-width ones")
    func folds() {
        let pairs = CharacterPairs("#zM年")
        #expect(pairs.association(0x33, 0x5E74) == 3)
        #expect(pairs.association(0xFF15, 0x5E74) == 3)
    }

    @Test("knows the words of news")
    func isStandard() {
        #expect(CharacterPairs.standard.association(0x8BB0, 0x8005) > 2)
        #expect(CharacterPairs.standard.association(0x8BB0, 0x7684) < 1)
    }
}
