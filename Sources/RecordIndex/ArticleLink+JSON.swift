internal import Deduplication
package import TextScanning

extension ArticleLink {
    /// Writes all that is known, without the identifier, as members of the object that is open.
    package func append(to writer: inout JSONWriter) {
        if let cluster { writer.member("cluster", cluster) }
        if let of, let comparison {
            writer.member("of", of)
            writer.member("relation", comparison.relation?.rawValue)
            writer.member("containment") { $0.hundredths(comparison.containment) }
            writer.member("jaccard") { $0.hundredths(comparison.jaccard) }
            writer.member("verified", isVerified)
        }
        if continuesTo != nil || continuesFrom != nil {
            writer.member("continues") { writer in
                writer.object { writer in
                    if let continuesTo { writer.member("to", continuesTo) }
                    if let continuesFrom { writer.member("from", continuesFrom) }
                }
            }
        }
        if let supersedes { writer.member("supersedes", supersedes) }
        if let revision { writer.member("revision", revision) }
        if let supersededBy { writer.member("superseded_by", supersededBy) }
        if let isWithdrawn { writer.member("withdrawn", isWithdrawn) }
        if !flags.isEmpty { writer.member("flags", flags) }
    }
}

extension ArticleLink {
    /// Reads a line of `link/1`; nil if it names no article.
    package init?(_ line: JSONValue) {
        guard let id = line["id"]?.string else { return nil }
        self.init(id: id)
        cluster = line["cluster"]?.string
        of = line["of"]?.string
        if let relation = line["relation"]?.string.flatMap({ Relation(rawValue: $0) }) {
            comparison = Comparison(
                relation: relation,
                containment: ArticleLink.share(line["containment"]) ?? 0,
                jaccard: ArticleLink.share(line["jaccard"]) ?? 0
            )
            isVerified = line["verified"]?.boolean ?? true
        }
        continuesTo = line["continues"]?["to"]?.string
        continuesFrom = line["continues"]?["from"]?.string
        supersedes = line["supersedes"]?.string
        revision = line["revision"]?.integer
        supersededBy = line["superseded_by"]?.string
        isWithdrawn = line["withdrawn"]?.boolean
        flags = line["flags"]?.array?.compactMap(\.string) ?? []
    }

    /// Whether two links say the same, as lines say it: an article that stands for itself alone says nothing.
    package func says(_ other: ArticleLink) -> Bool {
        func plain(_ link: ArticleLink) -> Int64 {
            var link = link
            if link.cluster == link.id { link.cluster = nil }
            return link.isEmpty ? 0 : link.hash
        }
        return hash == other.hash || (plain(self) == 0 && plain(other) == 0)
    }

    private static func share(_ value: JSONValue?) -> Double? {
        guard case .number(let digits)? = value else { return nil }
        return Double(digits)
    }
}
