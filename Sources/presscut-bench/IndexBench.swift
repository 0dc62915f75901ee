import CLinux
import Deduplication
import FileAccess
import Glibc
import Hashing
import RecordIndex
import TestSupport

/// What it costs to look up an article's reprints and to insert it, as the index grows.
enum IndexBench {
    private static let articlesOnPage = 8
    /// As many files as share a transaction under a backlog.
    private static let pagesTogether = 64
    /// One article in so many repeats an earlier one.
    private static let reprintEvery = 40
    /// How many of its keys it has in common with that one, which is one of the last so many.
    private static let sharedKeys = 12
    private static let remembered = 100_000

    /// Inserts the number of articles that `words` name (default: 1,000,000), with invented fingerprints.
    static func print(_ words: [String]) throws {
        presscut_share_memory()
        let count = words.first.flatMap { Int($0) } ?? 1_000_000
        let folder = try TemporaryDirectory()
        let path = folder.path + "/index.sqlite"
        let index = try RecordIndex(path: path)
        var generator = SeededGenerator(seed: 11)
        var keys: [Int64] = []
        var marks = [10_000, 100_000, 1_000_000, 10_000_000].filter { $0 < count } + [count]
        var half = (wall: ContinuousClock.now, processor: Duration.zero)
        var done = 0
        var links = 0
        Swift.print(
            "articles  µs an article (of the second half)  of which processor  bytes an article  most MB resident"
        )
        while done < count {
            let before = done
            try index.transaction {
                for _ in 0..<min(pagesTogether, (count - done + articlesOnPage - 1) / articlesOnPage) {
                    try insertPage(done / articlesOnPage, into: index, &keys, using: &generator)
                    done += articlesOnPage
                }
                try index.settleLinks { _ in links += 1 }
            }
            try index.mergeKeys()
            guard let mark = marks.first else { break }
            if before < mark / 2, done >= mark / 2 { half = (.now, processorTime()) }
            guard done >= mark else { continue }
            marks.removeFirst()
            let each = Double(done - mark / 2)
            let cost = [ContinuousClock.now - half.wall, processorTime() - half.processor].map {
                Int(($0 / .microseconds(1) / each).rounded())
            }
            let size = try byteCount(folder.path) / done
            Swift.print("\(done)  \(cost[0])  \(cost[1])  \(size)  \(try residentMegabytes())")
            fflush(nil)
        }
        Swift.print("\(links) lines of links")
    }

    /// Adds a page of articles; what is not new repeats one of the last hundred thousand.
    private static func insertPage(
        _ number: Int,
        into index: RecordIndex,
        _ keys: inout [Int64],
        using generator: inout SeededGenerator
    ) throws {
        let source = Digest(of: Array("page \(number)".utf8))
        try index.claim(source)
        let day = number / 40 % 9_000
        let date = "\(2000 + day / 336)-\(padded(day / 28 % 12 + 1))-\(padded(day % 28 + 1))"
        if var content = try index.content(source) {
            content.state = .done
            content.generation = 1
            content.title = "栖湖日报"
            content.date = date
            content.record = "records/2031/05/栖湖日报-20310509-01-\(source.short).jsonl"
            content.recordSHA256 = source
            try index.update(content)
        }
        for place in 0..<articlesOnPage {
            let id = Digest(of: source.bytes + [UInt8(place)])
            var article = IndexedArticle(
                id: "pc:" + Digest.hex(id.bytes.prefix(16)),
                content: source,
                pageKey: "栖湖日报\u{1F}\(date)\u{1F}\u{1F}\(number)",
                body: Array(id.bytes.suffix(16)),
                date: date,
                length: 400,
                span: place * 4_000..<place * 4_000 + 4_000
            )
            let serial = number * articlesOnPage + place
            var mine: [Int64] = (0..<16).map { _ in Int64.random(in: 0..<1 << 48, using: &generator) }
            if serial % reprintEvery == 1 {
                let earlier = Int.random(in: 0..<keys.count / sharedKeys, using: &generator) * sharedKeys
                mine.replaceSubrange(0..<sharedKeys, with: keys[earlier..<earlier + sharedKeys])
            }
            let place = serial % remembered * sharedKeys
            keys.replaceSubrange(place..<min(place + sharedKeys, keys.count), with: mine.prefix(sharedKeys))
            let rest = (0..<20).map { _ in UInt32.random(in: 0...UInt32.max, using: &generator) }
            article.fingerprint = Fingerprint(
                keys: mine.sorted(),
                sketch: (mine.prefix(12).map { UInt32(truncatingIfNeeded: $0 >> 16) } + rest).sorted(),
                gramCount: 393
            )
            try index.insert(article) { _ in Comparison(relation: .same, containment: 0.9, jaccard: 0.8) }
        }
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The bytes of the index and of what lies beside it, but for SQLite's log, which is emptied as it goes.
    private static func byteCount(_ folder: String) throws -> Int {
        let directory = try Directory(at: RawPath(folder))
        var count = Int(try directory.status(of: RawPath("index.sqlite")).size)
        let beside = try directory.directory(RawPath("index.sqlite" + RecordIndex.keysSuffix))
        for entry in try beside.entries() { count += Int(try beside.status(of: entry.name).size) }
        return count
    }

    /// The most memory that the process has had in use.
    static func residentMegabytes() throws -> Int {
        let status = try FileDescriptor(reading: RawPath("/proc/self/status")).readAll(upTo: 1 << 16)
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) >> 10
    }

    /// The processor time that the process has used.
    static func processorTime() -> Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
