import FactExtraction
import Newsprint
import TextScanning

/// Turns lines of `{"id","text","reference_time"?}` into lines of the facts in each text.
struct FactsFilter: LineFilter {
    private let extractor = FactExtractor()
    private let explains: Bool
    private var writer = JSONWriter(capacity: 1 << 12)

    /// A filter that prints facts, or the readings that led to them.
    init(explains: Bool) {
        self.explains = explains
    }

    var outputCount: Int { writer.bytes.count }

    mutating func takeOutput() -> [UInt8] {
        let bytes = writer.bytes
        writer = JSONWriter(capacity: 1 << 12)
        return bytes
    }

    mutating func take(_ entry: IdentifiedText) throws(LineFault) {
        let time = entry.members["reference_time"]?.string
        let day = time.flatMap { CalendarDate($0.prefix(10)) }
        if let time, day == nil {
            throw LineFault(description: "“\(time)” is no reference_time: it begins with a day, YYYY-MM-DD.")
        }
        if explains {
            for reading in extractor.explain(entry.text, issueDate: day) { append(reading, id: entry.id) }
        } else {
            let facts = extractor.facts(in: entry.text, issueDate: day)
            writer.object { writer in
                writer.member("id", entry.id)
                writer.member("facts") { writer in
                    writer.array { writer in
                        for fact in facts { fact.write(to: &writer) }
                    }
                }
            }
            writer.endLine()
        }
    }

    private mutating func append(_ reading: FactExtractor.Explanation, id: String) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("start", reading.start)
            writer.member("end", reading.end)
            writer.member("text", reading.text)
            writer.member("rule", reading.rule)
            writer.member("read", reading.isFact)
            writer.member("beat", reading.beat)
        }
        writer.endLine()
    }
}
