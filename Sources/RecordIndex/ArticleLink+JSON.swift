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
