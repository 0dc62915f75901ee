import ArticleSeparation
import IssueReading
import TestSupport

/// How fast pages go through reading and separation.
enum PageSpeed {
    static func print() throws {
        // Real pages have 6 to 20 kB; the written ones are put together to that size.
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
        let separator = ArticleSeparator()
        let name = Array("page.txt".utf8)
        func pass() throws -> Int {
            var items = 0
            for bytes in pages {
                for page in try IssueReader.read(bytes, name: name).pages { items += separator.separate(page).count }
            }
            return items
        }
        _ = try pass()
        let start = ContinuousClock.now
        var rounds = 0
        var items = 0
        while ContinuousClock.now - start < .seconds(2) {
            items += try pass()
            rounds += 1
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let perSecond = Double(rounds * pages.count) / seconds
        let bytes = pages.reduce(0) { $0 + $1.count } / pages.count
        Swift.print("  \(Int(perSecond)) pages/s of \(bytes) bytes each, \(Int(Double(items) / seconds)) items/s")
    }
}
