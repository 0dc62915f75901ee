import TestSupport
import Testing

@testable import Deduplication

@Suite("A candidate index")
struct CandidateIndexTests {
    private func fingerprint(_ keys: [Int64]) -> Fingerprint { Fingerprint(keys: keys, sketch: [], gramCount: 0) }

    @Test("ranks a rare key before a common one")
    func ranking() {
        var index = CandidateIndex()
        for number in 0..<10 { index.insert(fingerprint([1]), as: number, precedence: UInt64(number)) }
        index.insert(fingerprint([2]), as: 10, precedence: 10)
        #expect(index.candidates(for: fingerprint([1, 2])).first == 10)
        #expect(index.candidates(for: fingerprint([3])).isEmpty)
    }

    @Test("forgets by precedence, not by arrival")
    func precedence() {
        var generator = SeededGenerator(seed: 4)
        let members = (0..<200).map { (number: $0, precedence: UInt64(1_000 - $0)) }
        var expected: [Int]?
        for _ in 0..<20 {
            var index = CandidateIndex()
            for member in members.shuffled(using: &generator) {
                index.insert(fingerprint([7]), as: member.number, precedence: member.precedence)
            }
            let candidates = index.candidates(for: fingerprint([7]))
            #expect(candidates == expected ?? candidates)
            expected = candidates
        }
        #expect(expected == (184...199).reversed())
    }

    @Test("gives no more candidates for a key that all share")
    func bound() {
        var index = CandidateIndex()
        for number in 0..<5_000 {
            index.insert(fingerprint([7, Int64(100 + number)]), as: number, precedence: UInt64(number))
        }
        #expect(index.candidates(for: fingerprint([7])) == Array(0..<CandidateIndex.candidateLimit))
        #expect(index.candidates(for: fingerprint([7, 4_100])).first == 4_000)
    }
}
