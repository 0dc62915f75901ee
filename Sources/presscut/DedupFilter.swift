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

    mutating func take(_ entry: IdentifiedText) {
        names.append(entry.id)
        for repetition in deduplicator.add(entry.text) {
            let comparison = repetition.comparison
            let earlier = names[repetition.earlier]
            writer.object { writer in
                writer.member("id", entry.id)
                writer.member("of", earlier)
                writer.member("relation", comparison.relation?.rawValue)
                writer.member("containment") { $0.hundredths(comparison.containment) }
                writer.member("jaccard") { $0.hundredths(comparison.jaccard) }
            }
            writer.endLine()
        }
    }
}
