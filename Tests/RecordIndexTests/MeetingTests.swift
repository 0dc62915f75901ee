import Deduplication
import Hashing
import RecordIndex
import TestSupport
import Testing

/// Bodies that crowd the same keys: who is compared with whom must not depend on who came first.
@Suite("Links of bodies that share crowded keys")
struct MeetingTests {
    /// A content of one article; `retires` is the place of another content that it takes the place of, or leaves out.
    private struct Piece {
        var article: IndexedArticle
        var retires: Int?
        var isSuccessor = true
    }

    private static func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

    /// Articles of which many share the keys of one of three families, some in two; some bodies are there twice or more.
    private static func pieces(_ count: Int, seed: UInt64) -> [Piece] {
        var generator = SeededGenerator(seed: seed)
        var pieces: [Piece] = []
        for number in 0..<count {
            let body = number % 9 == 8 ? Int.random(in: 0..<number, using: &generator) / 4 * 4 : number
            var own = SeededGenerator(seed: seed << 20 + UInt64(body))
            var keys: Set<Int64> = []
            // Family 0 has 5 in 8 of all bodies, family 1 a quarter, family 2 the rest.
            let family = Int64([0, 0, 0, 0, 0, 1, 1, 2][body % 8])
            for key in 0..<6 where Int.random(in: 0..<10, using: &own) > 0 { keys.insert(family * 100 + Int64(key)) }
            if body % 10 == 0 { keys.insert(100) }
            for _ in 0..<2 { keys.insert(Int64.random(in: 1_000..<1 << 48, using: &own)) }
            let id = digest("article \(seed) \(number)")
            let day = Int.random(in: 1...28, using: &generator)
            var article = IndexedArticle(
                id: "pc:" + Digest.hex(id.bytes.prefix(16)),
                content: digest("content \(seed) \(number)"),
                pageKey: "望江晚报\u{1F}2031-05-09\u{1F}\u{1F}\(number)",
                body: Array(digest("body \(seed) \(body)").bytes.prefix(16)),
                date: number % 11 == 3 ? nil : "2031-05-\(day < 10 ? "0" : "")\(day)",
                length: 100 + body % 7,
                span: number..<number + 1
            )
            article.fingerprint = Fingerprint(keys: keys.sorted(), sketch: [UInt32(body)], gramCount: 90)
            pieces.append(Piece(article: article))
            if number % 13 == 12 {
                pieces[number].retires = number - 1 - number % 5
                pieces[number].isSuccessor = number % 2 == 0
            }
        }
        return pieces
    }

    /// How two bodies repeat one another: something that depends on the two alone.
    private static func comparison(_ one: [UInt8], _ other: [UInt8]) -> Comparison {
        let isFirst = one.lexicographicallyPrecedes(other)
        let mixed = Digest(of: isFirst ? one + other : other + one).bytes
        let relation: Relation? =
            switch mixed[0] {
            case 0..<110: .same
            case 110..<150: isFirst ? .abridged : .extended
            case 150..<170: .quotes
            default: nil
            }
        let share = Double(mixed[1]) / 255
        return Comparison(relation: relation, containment: share, jaccard: share / 2)
    }

    /// An index to which pieces come one by one, with what was told of each article.
    private final class Archive {
        let folder: TemporaryDirectory
        private var index: RecordIndex
        private let bodies: [String: [UInt8]]
        private(set) var told: [String: ArticleLink] = [:]

        init(_ pieces: [Piece]) throws {
            let folder = try TemporaryDirectory()
            index = try RecordIndex(path: folder.path + "/index.sqlite", keyCapacity: 700)
            self.folder = folder
            bodies = Dictionary(uniqueKeysWithValues: pieces.map { ($0.article.id, $0.article.body ?? []) })
        }

        func reopen() throws {
            index.close()
            index = try RecordIndex(path: folder.path + "/index.sqlite", keyCapacity: 700)
        }

        func insert(_ piece: Piece, in pieces: [Piece], isGivenUp: Bool = false) throws {
            struct GivenUp: Error {}
            do {
                try index.transaction {
                    try index.claim(piece.article.content)
                    guard var content = try index.content(piece.article.content) else { return }
                    content.state = .staged
                    content.generation = 1
                    content.record = "records/\(piece.article.content.short).jsonl"
                    try index.update(content)
                    try index.insert(piece.article) { other in
                        bodies[other.id].map { MeetingTests.comparison(piece.article.body ?? [], $0) }
                    }
                    if let former = piece.retires {
                        let successor = piece.isSuccessor ? piece.article.id : nil
                        try index.retire(pieces[former].article.id, by: piece.article.content, successor: successor)
                    }
                    if isGivenUp { throw GivenUp() }
                    try settle()
                }
            } catch is GivenUp {
                return
            }
            try index.mergeKeys()
        }

        /// Takes a piece back, as if its staged file were lost.
        func unstage(_ piece: Piece) throws {
            try index.transaction {
                guard let content = try index.content(piece.article.content) else { return }
                try index.unstage(content)
                try settle()
            }
        }

        private func settle() throws {
            try index.settleLinks { told[$0.id] = $0 }
        }

        /// What holds of each article, whether it was told or not.
        func links(_ pieces: [Piece]) throws -> [String: ArticleLink] {
            var links: [String: ArticleLink] = [:]
            for piece in pieces {
                guard let link = try index.link(of: piece.article.id) else { continue }
                links[piece.article.id] = link
            }
            return links
        }
    }

    /// A random order in which whatever takes the place of something comes after it.
    private static func order(_ pieces: [Piece], using generator: inout SeededGenerator) -> [Int] {
        var order = pieces.indices.shuffled(using: &generator)
        for place in order.indices {
            guard let former = pieces[order[place]].retires, let other = order.firstIndex(of: former), other > place
            else { continue }
            order.swapAt(place, other)
        }
        return order
    }

    @Test("are the same in every order, with some taken back and others given up on the way", arguments: [UInt64(1)])
    func anyOrder(seed: UInt64) throws {
        let pieces = MeetingTests.pieces(240, seed: seed)
        var generator = SeededGenerator(seed: seed + 100)
        var wanted: [String: ArticleLink]?
        for round in 0..<4 {
            let archive = try Archive(pieces)
            var waiting: [Int] = []
            for (place, number) in MeetingTests.order(pieces, using: &generator).enumerated() {
                let piece = pieces[number]
                if round > 0, place % 17 == 4 { try archive.insert(piece, in: pieces, isGivenUp: true) }
                try archive.insert(piece, in: pieces)
                if round > 1, place % 23 == 7, piece.retires == nil, !pieces.contains(where: { $0.retires == number }) {
                    try archive.unstage(piece)
                    waiting.append(number)
                }
                if waiting.count == 3 {
                    for number in waiting { try archive.insert(pieces[number], in: pieces) }
                    waiting = []
                }
                if round == 3, place % 100 == 50 { try archive.reopen() }
            }
            for number in waiting { try archive.insert(pieces[number], in: pieces) }
            let links = try archive.links(pieces)
            for (id, link) in links {
                #expect(archive.told[id].map { $0.says(link) } ?? link.isEmpty, "\(id) was told otherwise")
            }
            if let wanted {
                let different = links.filter { wanted[$0.key] != $0.value }
                #expect(different.isEmpty, "\(different.count) of \(links.count) in round \(round)")
            }
            wanted = wanted ?? links
        }
        #expect((wanted ?? [:]).values.count { $0.of != nil } > 150)
    }
}
