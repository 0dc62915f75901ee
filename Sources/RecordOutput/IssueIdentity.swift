package import Hashing
package import Newsprint

/// What the records of one drop say of where they come from.
package struct IssueIdentity: Equatable, Sendable {
    /// What is known of the issue and its pages.
    package var identification: IssueIdentification
    /// The configuration's name for the paper, or its title in NFKC without blanks; the first part of the issue key.
    package var paper: String?
    /// The path under which the file arrived, below the inbox; raw bytes.
    package var file: [UInt8]
    /// The member of an archive, if the file was one.
    package var member: String?
    /// SHA-256 of the file.
    package var sha256: Digest
    /// The encoding that the text was read in, by its IANA name.
    package var encoding: String
    /// The version of the rules that the records were made by.
    package var rules = RecordEncoder.rulesVersion

    /// The issue of a file that is no archive.
    package init(
        identification: IssueIdentification,
        paper: String?,
        file: [UInt8],
        sha256: Digest,
        encoding: String
    ) {
        self.identification = identification
        self.paper = paper
        self.file = file
        self.sha256 = sha256
        self.encoding = encoding
    }

    /// The key of the page at `index` in the file, or nil if a part of it is unknown.
    package func pageKey(at index: Int) -> PageKey? {
        guard let paper, let date = identification.date, let label = identification.pages[index].label else {
            return nil
        }
        return PageKey(
            issue: IssueKey(paper: paper, date: date, edition: identification.edition),
            label: label.canonical
        )
    }
}
