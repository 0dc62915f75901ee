package import Deduplication

/// What is known of an article from others: a line of `links.jsonl` without its `seq`.
package struct ArticleLink: Equatable, Sendable {
    /// The article.
    package var id: String
    /// The article that stands for the cluster, itself where it is that one; nil where the cluster is not listed.
    package var cluster: String?
    /// The article that it repeats, and how.
    package var of: String?
    package var comparison: Comparison?
    /// Whether the two texts were compared, not sketches of them.
    package var isVerified = true
    /// The article on another page that this one goes on in, and the one that goes on in this one.
    package var continuesTo: String?
    package var continuesFrom: String?
    /// The article of an earlier edition that this one takes the place of.
    package var supersedes: String?
    /// 2 for an article that took the place of one, 3 for one that took that one's place, and so on; else nil.
    package var revision: Int?
    /// The article of a later edition that took its place.
    package var supersededBy: String?
    /// Whether a later edition left it out; nil if none ever did.
    package var isWithdrawn: Bool?
    /// What is odd about its issue: `page_key_conflict`.
    package var flags: [String] = []

    /// An article of which nothing is known.
    package init(id: String) {
        self.id = id
    }

    /// Whether there is nothing to say.
    package var isEmpty: Bool { self == ArticleLink(id: id) }

    /// A hash of all that it says, the same in every process.
    var hash: Int64 {
        let parts: [String?] =
            [
                cluster, of, comparison?.relation?.rawValue,
                comparison.map { "\(Int(($0.containment * 100).rounded())) \(Int(($0.jaccard * 100).rounded()))" },
                isVerified ? "v" : "s", continuesTo, continuesFrom, supersedes, revision.map(String.init),
                supersededBy, isWithdrawn.map { $0 ? "w" : "-" },
            ] + flags
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in (part ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}
