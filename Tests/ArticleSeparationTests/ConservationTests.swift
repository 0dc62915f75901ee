import ArticleSeparation
import FoundationEssentials
import Newsprint
import TestSupport
import Testing
import TextScanning

/// Every printing character of a page stands in exactly one place of one item, however the page is cut or mixed up.
@Suite("Conservation")
struct ConservationTests {
    private static let pages: [[UInt8]] = fixturePages()

    private static func fixturePages() -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/pages")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name).appending(path: "issue.txt")) else {
                return nil
            }
            let text = String(decoding: data, as: UTF8.self)
            return Array(text.utf8)
        }
    }

    /// The first printing character that does not stand in one place, told with its surroundings.
    private func violation(_ page: Page) -> String? {
        var seen = [UInt8](repeating: 0, count: page.text.count)
        for item in ArticleSeparator().separate(page) {
            for place in item.places { for index in place { seen[index] &+= 1 } }
        }
        var position = 0
        while position < page.text.count {
            let start = position
            let scalar = ScalarCursor.next(page.text.span, &position, end: page.text.count)
            let characterClass = CharacterClass(scalar)
            if characterClass == .blank || characterClass == .ignorable || seen[start] == 1 { continue }
            return "\(seen[start]) places hold byte \(start)"
        }
        return nil
    }

    @Test("holds on every page")
    func holds() {
        #expect(Self.pages.count >= 12)
        for bytes in Self.pages { #expect(violation(page(of: bytes)) == nil) }
    }

    @Test("holds on pages cut short anywhere")
    func holdsOnCuts() {
        var random = SplitMix(state: 1)
        for bytes in Self.pages {
            for _ in 0..<12 {
                var end = Int(random.next() % UInt64(bytes.count + 1))
                while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
                #expect(violation(page(of: Array(bytes[..<end]))) == nil)
            }
        }
    }

    @Test("holds on pages set in columns and dumped block by block", arguments: 2...4)
    func holdsOnMixedDumps(columns: Int) {
        for bytes in Self.pages {
            let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            for start in stride(from: 0, to: rows.count, by: 40) {
                let part = Array(rows[start..<min(rows.count, start + 40)])
                let text = MixedDump.text(of: part, columns: columns, cuts: [1, 3, 4, 8])
                #expect(violation(page(of: text)) == nil)
            }
        }
    }

    @Test("holds on pages whose lines are shuffled")
    func holdsOnShuffles() {
        var random = SplitMix(state: 2)
        for bytes in Self.pages {
            for _ in 0..<6 {
                var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                lines.shuffle(using: &random)
                #expect(violation(page(of: Array(lines.joined(separator: [0x0A])))) == nil)
            }
        }
    }

    @Test("gives the same items each time")
    func repeats() {
        for bytes in Self.pages {
            let page = page(of: bytes)
            #expect(ArticleSeparator().separate(page) == ArticleSeparator().separate(page))
        }
    }
}

/// A small seeded generator, so that a failing case comes again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
