import FactExtraction
import Newsprint
import TextScanning

let extractor = FactExtractor()
/// A Wednesday.
let issueDay = CalendarDate(year: 2023, month: 8, day: 16)

func facts(_ text: String, on day: CalendarDate? = issueDay) -> [Fact] {
    extractor.facts(in: text, issueDate: day)
}

/// The value of a fact as it is written.
func written(_ fact: Fact) -> String {
    var writer = JSONWriter()
    fact.write(to: &writer)
    guard let object = try? JSONValue(parsing: writer.bytes) else { return "" }
    func plain(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        default: "-"
        }
    }
    let value = object["value"]
    func member(_ key: String) -> String? { value?[key].map { plain($0) } }
    let single = member("num") ?? member("amount") ?? member("iso")
    var parts = [single ?? "\(member("low") ?? "-")–\(member("high") ?? "-")"]
    if value?["start"] != nil { parts = ["\(member("start") ?? "-")/\(member("end") ?? "-")"] }
    for key in ["currency", "unit", "measure", "per", "approx"] {
        if let text = member(key) { parts.append(text) }
    }
    return parts.joined(separator: " ")
}

/// `text → kind value` of every fact, for comparing with a table.
func reading(_ text: String, on day: CalendarDate? = issueDay) -> [String] {
    facts(text, on: day).map { "\($0.text) → \($0.kind.rawValue) \(written($0))" }
}
