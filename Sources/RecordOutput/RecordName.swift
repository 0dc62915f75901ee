package import Hashing

/// Where the records of one drop are published, below `output/`.
package enum RecordName {
    /// `records/YYYY/MM/<title>-<YYYYMMDD>-<page>-<sha12>[.<n>].jsonl`.
    ///
    /// Without a date the folder is `records/undated` and the date `undated`; without a title `untitled`; a single page
    /// `01`, several `01-08`, an unknown one `x`. `generation` counts the times that this content was published, from 1.
    package static func path(
        title: String?,
        date: String?,
        source: Digest,
        pageLabels: [String?],
        generation: Int
    ) -> String {
        let folder: String
        let day: String
        if let digits = date?.split(separator: "-"), digits.count == 3 {
            folder = "records/\(digits[0])/\(digits[1])"
            day = digits.joined()
        } else {
            folder = "records/undated"
            day = "undated"
        }
        let suffix = generation > 1 ? ".\(generation)" : ""
        let name = sanitized(title ?? "", limit: 120)
        let parts = [name.isEmpty ? "untitled" : name, day, page(pageLabels), source.short]
        return "\(folder)/\(parts.joined(separator: "-"))\(suffix).jsonl"
    }

    private static func page(_ labels: [String?]) -> String {
        guard let first = labels.first ?? nil, let last = labels.last ?? nil else { return "x" }
        let text = first == last ? first : "\(first)-\(last)"
        return sanitized(text, limit: 40)
    }

    /// `text` with `/`, blanks, controls and a leading dot as `_`, cut to `limit` bytes between characters.
    static func sanitized(_ text: String, limit: Int) -> String {
        var result = ""
        for character in text {
            let unsafe = character.unicodeScalars.contains { scalar in
                scalar == "/" || scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                    || scalar.properties.generalCategory == .format
            }
            // A dot under an accent is another character, but the file would be hidden all the same.
            let isHiding = result.isEmpty && character.utf8.first == UInt8(ascii: ".")
            let safe = unsafe || isHiding ? "_" : character
            guard result.utf8.count + safe.utf8.count <= limit else { break }
            result.append(safe)
        }
        return result
    }
}
