package import Newsprint

/// An item with the evidence of what it says of itself, from which tables of confidence are learned.
package struct JudgedArticle: Sendable {
    package var article: Article
    /// In the order of the tables.
    package var evidence: [EvidenceTable.Kind: [Float]]
}
