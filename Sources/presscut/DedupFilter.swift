import Deduplication
import TextScanning

/// Turns lines of `{"id","text"}` into lines that tell what each text repeats.
struct DedupFilter: LineFilter {
    private var deduplicator = Deduplicator()
    private var names: [String] = []
    private var writer = JSONWriter(capacity: 1 << 12)

    var outputCount: Int { writer.bytes.count }

    mutating func takeOutput() -> [UInt8] {
        let bytes = writer.bytes
        writer = JSONWriter(capacity: 1 << 12)
        return bytes
    }

    /// Handles a line and returns what is wrong with it, as a sentence; blank lines are passed over.
    mutating func take(_ line: [UInt8]) -> String? {
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            return "\(error)"
        }
        guard let id = value["id"]?.string, let text = value["text"]?.string else {
            return "Here should stand an object with the strings “id” and “text”."
        }
        names.append(id)
        for repetition in deduplicator.add(text) {
            let comparison = repetition.comparison
            let earlier = names[repetition.earlier]
            writer.object { writer in
                writer.member("id", id)
                writer.member("of", earlier)
                writer.member("relation", comparison.relation?.rawValue)
                writer.member("containment") { $0.hundredths(comparison.containment) }
                writer.member("jaccard") { $0.hundredths(comparison.jaccard) }
            }
            writer.endLine()
        }
        return nil
    }
}
