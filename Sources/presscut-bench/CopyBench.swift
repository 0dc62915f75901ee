import Deduplication
import Glibc
import Hashing
import Newsprint
import RecordIndex
import TestSupport

/// What it costs that one text comes again and again: each copy earlier than all before it, which changes the most links.
enum CopyBench {
    /// Inserts the number of copies that `words` name (default: 100,000).
    static func print(_ words: [String]) throws {
        let count = words.first.flatMap { Int($0) } ?? 100_000
        let folder = try TemporaryDirectory()
        let index = try RecordIndex(path: folder.path + "/index.sqlite")
        let body = Array(Digest(of: "one text".utf8).bytes.prefix(16))
        let fingerprint = Fingerprint(keys: Array(1...16), sketch: Array(1...32), gramCount: 400)
        var lines = 0
        var before = IndexBench.processorTime()
        Swift.print("copies  µs a copy (of the last tenth)  lines of links  most MB resident")
        for number in 0..<count {
            try index.transaction {
                let content = Digest(of: Array("copy \(number)".utf8))
                try index.claim(content)
                var article = IndexedArticle(
                    id: "pc:" + Digest.hex(content.bytes.prefix(16)),
                    content: content,
                    pageKey: nil,
                    body: body,
                    date: CalendarDate(daysSince1970: count - number)?.description,
                    length: 400,
                    span: 0..<4_000
                )
                article.fingerprint = fingerprint
                try index.insert(article) { _ in nil }
                try index.settleLinks { _ in lines += 1 }
            }
            try index.mergeKeys()
            let part = max(1, count / 10)
            guard (number + 1) % part == 0 else { continue }
            let now = IndexBench.processorTime()
            let cost = Int((now - before) / .microseconds(1)) / part
            before = now
            Swift.print("\(number + 1)  \(cost)  \(lines)  \(try IndexBench.residentMegabytes())")
            fflush(nil)
        }
    }
}
