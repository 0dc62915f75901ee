import FactExtraction
import Newsprint
import TextScanning

/// A fact's text stands at its place; facts ascend; the work stays linear; what is written is JSON.
enum FactLaws {
    private static let extractor = FactExtractor()
    private static let day = CalendarDate(year: 2031, month: 5, day: 9)

    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        let text = String(decoding: bytes, as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        for date in [day, nil] {
            let facts = extractor.facts(in: text, issueDate: date)
            var start = 0
            var writer = JSONWriter()
            writer.array { writer in for fact in facts { fact.write(to: &writer) } }
            for fact in facts {
                try hold(
                    start <= fact.start && fact.start < fact.end && fact.end <= scalars.count,
                    "\(fact.start)..<\(fact.end) after \(start), in \(scalars.count) scalars"
                )
                start = fact.start
                let there = String(String.UnicodeScalarView(scalars[fact.start..<fact.end]))
                try hold(
                    Array(there.utf8) == Array(fact.text.utf8),
                    "“\(fact.text)” is said to stand where “\(there)” stands"
                )
            }
            for check in extractor.checks(among: facts, in: text) {
                writer = JSONWriter()
                check.write(to: &writer)
                try hold((try? JSONValue(parsing: writer.bytes)) != nil, "a check is written as no JSON")
            }
        }
        let work = extractor.work(in: text, issueDate: day)
        try hold(work <= 400 * scalars.count + 4_000, "\(work) steps for \(scalars.count) scalars")
    }
}
