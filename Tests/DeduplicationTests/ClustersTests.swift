import TestSupport
import Testing

@testable import Deduplication

@Suite("Clusters of reprints")
struct ClustersTests {
    @Test("do not depend on the order in which articles come and are joined")
    func order() {
        var generator = SeededGenerator(seed: 17)
        let members = (0..<60).map { number in
            let day = number % 7 == 0 ? nil : Int.random(in: 0..<5, using: &generator)
            let length = Int.random(in: 1..<4, using: &generator)
            return (number, Seniority(day: day, length: length, name: "pc:\(number)"))
        }
        let joins = (0..<45).map { _ in
            (Int.random(in: 0..<60, using: &generator), Int.random(in: 0..<60, using: &generator))
        }
        var expected: [Int?]?
        for _ in 0..<50 {
            var clusters = Clusters<Int>()
            for (number, seniority) in members.shuffled(using: &generator) {
                clusters.insert(number, seniority: seniority)
            }
            for (one, other) in joins.shuffled(using: &generator) { clusters.join(other, one) }
            let canonical = (0..<60).map { clusters.canonical(of: $0) }
            #expect(canonical == expected ?? canonical)
            expected = canonical
        }
    }

    @Test("are stood for by the earliest member, of equals by the longest, and by one without a date last")
    func seniority() {
        let order = [
            Seniority(day: 1, length: 90, name: "b"), Seniority(day: 1, length: 80, name: "a"),
            Seniority(day: 2, length: 99, name: "a"), Seniority(day: nil, length: 99, name: "a"),
            Seniority(day: nil, length: 99, name: "b"),
        ]
        #expect(order.shuffled().sorted() == order)
    }

    @Test("leave strangers alone")
    func strangers() {
        var clusters = Clusters<String>()
        clusters.insert("a", seniority: Seniority(day: 1, length: 1, name: "a"))
        clusters.join("a", "b")
        #expect(clusters.canonical(of: "b") == nil)
        #expect(clusters.canonical(of: "a") == "a")
        #expect(!clusters.areJoined("a", "b"))
    }
}
