import ArticleSeparation
import FileAccess
import Glibc
import Hashing
import IssueParsing
import IssueReading
import Newsprint
import TestSupport

/// How fast pages of text go through reading, separation and all that makes records of them, on one core.
///
/// Measured in time of the processor, so that other programs on the machine change little.
enum PageSpeed {
    /// Measures the project's written pages.
    static func print() throws { try print([]) }

    /// Measures the files that `words` name, each a page; with `--rounds N` so many times, else for about two seconds.
    static func print(_ words: [String]) throws {
        var words = words
        var rounds: Int?
        if words.first == "--rounds", words.count > 1 {
            rounds = Int(words[1])
            words.removeFirst(2)
        }
        var pages: [[UInt8]] = []
        for word in words { pages.append(try FileDescriptor(reading: RawPath(word)).readAll(upTo: 1 << 30)) }
        if pages.isEmpty { pages = try written() }
        let separator = ArticleSeparator.standard
        let parser = IssueParser(options: ParsingOptions())
        let name = Array("page.txt".utf8)
        let issues = try pages.map { try IssueReader.read($0, name: name) }
        let bytes = pages.reduce(0) { $0 + $1.count } / pages.count
        var items = 0
        Swift.print("  \(pages.count) pages of \(bytes) bytes each")
        let reading = try time(rounds) { for page in pages { _ = try IssueReader.read(page, name: name) } }
        let separation = time(rounds) {
            items = 0
            for issue in issues { for page in issue.pages { items += separator.separate(page).count } }
        }
        let whole = try time(rounds) {
            for page in pages { _ = try parser.parse(page, path: RawPath(name), sha256: Digest(of: page)) }
        }
        func show(_ what: String, _ seconds: Double) {
            let each = seconds / Double(pages.count)
            Swift.print("  \(what): \(Int(1 / each)) pages/s, \(Int(each * 1_000_000)) µs a page")
        }
        show("reading", reading)
        show("separation", separation)
        show("reading and separation", reading + separation)
        show("all, with facts and records", whole)
        Swift.print("  \(items) items")
    }

    /// The written pages, put together to the size of real ones, which have 6 to 20 kB.
    private static func written() throws -> [[UInt8]] {
        var pages: [[UInt8]] = []
        var page: [UInt8] = []
        for fixture in try PageFixture.all(in: PageFixture.pages)
        where String(validating: fixture.text, as: UTF8.self) != nil {
            page += fixture.text + [0x0A, 0x0A]
            if page.count >= 6_000 {
                pages.append(page)
                page = []
            }
        }
        return pages
    }

    /// Seconds of the processor that one run of `pass` takes.
    private static func time(_ rounds: Int?, _ pass: () throws -> Void) rethrows -> Double {
        if rounds == nil { try pass() }
        let start = processorTime()
        var count = 0
        repeat {
            try pass()
            count += 1
        } while rounds.map { count < $0 } ?? (processorTime() - start < 2)
        return (processorTime() - start) / Double(count)
    }

    private static func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
