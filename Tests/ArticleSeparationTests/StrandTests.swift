import Testing

@testable import ArticleSeparation

@Suite("Bodies that a dump took in turn")
struct StrandTests {
    /// Rows of a column of `width` cells; open ends are those of paragraphs that go on in other blocks.
    private func block(_ width: Float, opensAbove: Bool = false, opensBelow: Bool = false, head: Bool = false)
        -> StrandSearch.Block
    {
        StrandSearch.Block(
            start: opensAbove ? 0.02 : 0.98,
            end: opensBelow ? 0.02 : 0.98,
            least: width,
            width: width,
            rows: 3,
            column: width,
            isFull: false,
            isSingle: false,
            hasHead: head,
            hasOpening: false,
            isLine: false
        )
    }

    private func owners(_ blocks: [StrandSearch.Block], links: [[Int]]) -> [Int] {
        StrandSearch(
            blocks: blocks,
            costs: StrandSearch.Costs(),
            edges: { index, _ in (blocks[index].start, blocks[index].end) },
            link: { links.contains([$0, $1]) ? 2 : -4 },
            shared: blocks.map { _ in [] }
        ).owners()
    }

    @Test("are told apart by the widths of their columns and by what their paragraphs lack")
    func areToldApart() {
        let blocks = [
            block(15, opensBelow: true, head: true), block(30, opensBelow: true, head: true),
            block(15, opensAbove: true, opensBelow: true), block(30, opensAbove: true),
            block(15, opensAbove: true),
        ]
        #expect(owners(blocks, links: [[0, 2], [2, 4], [1, 3]]) == [0, 1, 0, 1, 0])
    }

    @Test("stay as they are where nothing calls for a return")
    func areKept() {
        let blocks = [
            block(15, head: true), block(15), block(15, head: true), block(15), block(30, head: true), block(30),
        ]
        let owners = owners(blocks, links: [])
        #expect(owners == owners.sorted())
    }

    @Test("are dealt out in bounded time and to a strand each, however many blocks there are")
    func areManyBlocks() {
        let blocks = (0..<600).map { block($0 % 2 == 0 ? 15 : 30, opensAbove: $0 > 1, opensBelow: $0 < 598) }
        let owners = owners(blocks, links: [])
        #expect(owners.count == blocks.count)
        #expect(owners[0] == 0)
    }

    @Test("hold what was put into them, and forget what is far behind")
    func holdBlocks() {
        var strand = Strand()
        for index in [3, 90, 250] { strand.take(index, width: 15, rows: 2) }
        #expect([3, 90, 250].allSatisfy(strand.holds))
        #expect(!strand.holds(4) && !strand.holds(251))
        strand.take(300, width: 15, rows: 2)
        #expect(strand.holds(300) && !strand.holds(3) && !strand.holds(44))
    }
}

@Suite("The odds of links")
struct LinkOddsTests {
    @Test("fall where others go on with the same block as well")
    func areShared() {
        let alone = LinkOdds(count: 2, isFoot: { $0 == 0 }, isTop: { $0 == 1 }, link: { _, _ in 3 })
        let shared = LinkOdds(count: 6, isFoot: { $0 == 0 }, isTop: { $0 > 0 }, link: { _, _ in 3 })
        #expect(alone.value(0, 1) > shared.value(0, 1))
        #expect(alone.value(0, 1) < 0)
        #expect(alone.value(1, 0) == -.infinity)
    }
}
